"""Who wrote a comment and when, as its mark-up says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from lxml.html import HtmlElement

from counterclaim.capture import marks
from counterclaim.capture.normalise import squeeze

_TAIL = re.compile(
    r"\s*(?:\b(?:says?|said|writes|wrote|sagt|sagte|schreibt|schrieb|meint|dit|dice|disse|commented|replied)\b.*|[:,·|•].*"
    r"|\s[—–-]\s*\d.*|\bon \d.*|\bam \d.*|\d{1,2}[./]\d{1,2}[./]\d{2,4}.*)$",
    re.IGNORECASE | re.DOTALL,
)
_LEAD = re.compile(r"^(?:(?:written |posted |comment )?by|von|par|de|autor)\s*:?\s+", re.IGNORECASE)
_CLOCK = re.compile(r"\s*(?:\bat\b|\bum\b|\bà\b|@|\||,)?\s*\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?|uhr)?.*$", re.IGNORECASE)
_FORMS = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d")
_STAMP = re.compile(
    r"\b\d{1,2}:\d\d\b|\bago\b|\b(?:vor|hace|il y a) \d+ \w+$|^\d+ (?:likes?|points?|votes?|stars?)\b|^level \d+$",
    re.IGNORECASE,
)
_NAME = 80


def author_of(unit: HtmlElement, own: Sequence[HtmlElement]) -> str | None:
    """The author of a comment, or None where the mark-up names nobody.

    Args:
        unit: the element of the comment.
        own: its elements in order, without those of nested comments.
    """
    for attribute in ("data-author", "data-username", "data-author-name", "data-user-name"):
        if unit.get(attribute):
            return _clean(str(unit.get(attribute)))
    ranked: list[tuple[int, int, str]] = []
    for place, element in enumerate(own):
        rank = _rank(element) if element is not unit else 99
        if rank < 99 and (name := _clean(_short(element))):
            ranked.append((rank, place, name))
    return min(ranked)[2] if ranked else None


def _rank(element: HtmlElement) -> int:
    prop = element.get("itemprop") or element.get("rel") or ""
    if prop in {"name", "author", "creator"}:
        return 0 if prop == "name" else 2
    if element.tag == "cite":
        return 4
    return min((marks.author_rank(token) for token in (element.get("class") or "").split()[:12]), default=99)


def _short(element: HtmlElement) -> str:
    if element.tag in {"p", "meta"} and element.get("content"):
        return str(element.get("content"))
    text: str = " ".join(element.itertext())
    return text if len(text) < 4 * _NAME else ""


def _clean(text: str) -> str | None:
    whole = " ".join(squeeze(text).split())
    name = _LEAD.sub("", _TAIL.sub("", whole)).strip(" :,-–|@")
    return name if 0 < len(name) <= _NAME and any(ch.isalnum() for ch in name) else None


def posted_of(unit: HtmlElement, own: Sequence[HtmlElement]) -> str | None:
    """When a comment was written, as an ISO date or time, or None where that is not clear."""
    for element in (unit, *own):
        for name in ("datetime", "data-datetime", "data-date", "data-time"):
            if (iso := _iso(element.get(name) or "")) is not None:
                return iso
        if element.get("itemprop") in {"datePublished", "dateCreated", "commentTime"}:
            iso = _iso(element.get("content") or "")
            if iso is not None:
                return iso
    dated = (e for e in own if e is not unit and any(map(marks.names_time, (e.get("class") or "").split()[:12])))
    return next((iso for e in dated if (iso := written_date(_short(e))) is not None), None)


def _iso(value: str) -> str | None:
    try:
        return datetime.fromisoformat(value.strip()).isoformat() if value[:4].isdigit() and "-" in value else None
    except ValueError:
        return None


def written_date(text: str) -> str | None:
    """The ISO date of a date in words, such as `March 4, 2020 at 9:15 pm`; None where it is in no known form."""
    plain = _CLOCK.sub("", " ".join(squeeze(text).split())[:60]).strip(" ,.|")
    for form in _FORMS:
        try:
            return datetime.strptime(plain, form).date().isoformat()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def without_stamp(text: str, author: str | None) -> str:
    """The words of a comment without leading lines that only repeat its author or say when it was written."""
    lines = text.split("\n")
    while len(lines) > 1 and (lines[0] == author or _is_stamp(lines[0])):
        lines.pop(0)
    return "\n".join(lines)


def _is_stamp(line: str) -> bool:
    return len(line) < 50 and (bool(_STAMP.search(line)) or written_date(line) is not None)
