"""The line under the title of a plain text: who wrote it and when, in whatever order it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.model.calendar import MONTH_NAMES, MONTHS, WEEKDAY_NAMES
from counterclaim.model.documents import Fact, Span

_MONTH = "|".join(MONTH_NAMES)
_WEEKDAY = "|".join(WEEKDAY_NAMES)
_DATE = re.compile(
    rf"(?:\b(?:{_WEEKDAY})\.?,? )?(?:on )?(?:"
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH})\.?,? (?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTH})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})-(?P<m3>\d\d)-(?P<d3>\d\d)"
    r"|(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4}))\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: ?\(?(?:gmt|utc|local time|[a-z]{1,4}t)\b\)?)?", re.IGNORECASE
)
_LABEL = re.compile(
    r"^(?:(?:first |last )?(?:published|posted|updated|issued|written|compiled|edited|reported|translated)"
    r"|date(?: of publication)?|(?:an? )?(?:article|story|report|text|words|analysis))(?: on| at|:)*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:(?:published|posted|written|compiled|edited|reported|text|story|words|report|article|analysis) )?by:?\s+",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"^from (?:the |our )?[\w’' -]{2,40}$|^(?:staff|agencies|news ?desk|correspondents?)$", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s*(?:[,.;|·•/]+|\s[–—-]\s|\n)\s*")
_PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "van", "von", "der", "den", "de", "da", "di", "du", "la", "le", "abu", "and"}
)
_NAME_WORD = re.compile(r"^[^\W\d_][\w.’'-]*$")
_NOT_NAMES = frozenset({"from", "the", "by", "in", "on", "at", "our", "a", "an", "no", "for", "with", "to"})
_PLACED = r"\b(?:in|at|near|from|into|of|to|around|outside|on) (?:the (?:town|village|city) of )?"
_LONGEST = 120
_DEEP = 4
_PROSE = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a line under the title says, where it stands, and whether it says nothing else (`bare`)."""

    span: Span
    published: date | None
    author: str | None
    bare: bool


def read_head(text: str, spans: Sequence[Span]) -> Head | None:
    """The first line near the head of a text that is a date, a by-line, or both and nothing else; None without one.

    A name without `by` counts only beside a date, and only where the text nowhere speaks of it as of a place.

    Args:
        text: the text of the document.
        spans: its paragraphs in order; the first is taken for the title.
    """
    for span in _candidates(text, spans):
        line = text[span.start : span.end]
        found = _read(line, text[span.end :][:20_000])
        if found is not None:
            return Head(span=span, published=found[0], author=found[1], bare=found[2])
    return None


def facts_of(head: Head | None, latest: date) -> dict[str, Fact]:
    """The author and the day that a head gives, with the reason; a day after `latest` is not believed."""
    out: dict[str, Fact] = {}
    if head is not None and head.author is not None:
        out["author"] = Fact(value=head.author, why="the line under the title names the author")
    if head is not None and head.published is not None:
        day = head.published.isoformat()
        believed = head.published <= latest
        why = "the line under the title gives it" if believed else f"the line under the title gives {day}, not yet come"
        out["published"] = Fact(value=day if believed else None, why=why)
    return out


def _candidates(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    lines = (line for span in spans[: _DEEP + 1] for line in _lines(text, span))
    for place, span in enumerate(lines):
        if place > _DEEP or (place and len(text[span.start : span.end].split()) > _PROSE):
            return
        if len(span) <= _LONGEST:
            yield span


def _lines(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    for raw in text[span.start : min(span.end, span.start + 2000)].split("\n"):
        left = at + len(raw) - len(raw.lstrip())
        right = at + len(raw.rstrip())
        at += len(raw) + 1
        if left < right:
            yield Span(left, right)


def _read(line: str, below: str) -> tuple[date | None, str | None, bool] | None:
    """The day, the author and whether no place stands beside them; None where the line says anything else."""
    found = _DATE.search(line)
    day = _day(found) if found else None
    if found is not None and day is None:
        return None
    rest = f"{line[: found.start()]}|{line[found.end() :]}" if found else line
    pieces = [piece.strip(" ()[]") for piece in _SEPARATOR.split(_CLOCK.sub("|", rest))]
    said = [piece for piece in pieces if piece and not _LABEL.match(piece)]
    return _weigh([piece for piece in said if day is None or not _CREDIT.match(piece)], day, below)


def _weigh(pieces: Sequence[str], day: date | None, below: str) -> tuple[date | None, str | None, bool] | None:
    author, placed = None, False
    for piece in pieces:
        signed = _BY.match(piece)
        name = piece[signed.end() :] if signed else piece
        if signed is not None and author is None and is_name(name):
            author = name
        elif day is None:
            return None
        elif author is None and len(name.split()) > 1 and is_name(name) and not _is_place(name, below):
            author = name
        elif len(piece.split()) <= 4 and not piece.endswith(("!", "?")):
            placed = True
        else:
            return None
    return (day, author, not placed) if day is not None or author is not None else None


def is_name(text: str) -> bool:
    """Whether all words are written as those of a name are: capitals, particles, initials."""
    words = text.split()
    if not 1 <= len(words) <= 7 or words[0].lower() in _NOT_NAMES:
        return False
    named = [w for w in words if _NAME_WORD.match(w) and (w[0].isupper() or w.lower() in _PARTICLES)]
    return len(named) == len(words) and words[-1][0].isupper()


def _is_place(name: str, below: str) -> bool:
    return re.search(_PLACED + re.escape(name) + r"\b", below) is not None


def _day(found: re.Match[str]) -> date | None:
    parts = {key[0]: value for key, value in found.groupdict().items() if value is not None}
    month = MONTHS.get(parts["m"].lower()) or (int(parts["m"]) if parts["m"].isdecimal() else 0)
    try:
        return date(int(parts["y"]), month, int(parts["d"]))
    except ValueError:
        return None
