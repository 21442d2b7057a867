"""Sentences of a line, in one pass, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge
from typing import NamedTuple

from counterclaim.model.documents import Span
from counterclaim.segment.layout import starts_with

_STOP = re.compile(
    r"""(?P<marks>[.!?…。！？؟۔]+(?:\s[.!?…]+(?!\w))*)(?P<close>(?:["”’)\]']|\s?»)*"""
    r"""(?:\s\((?:AFP|AP|Reuters|EPA|SANA|AA|UPI|Getty|TRT|Source|With|Agencies|Xinhua)[^()]{0,30}\))?)"""
)
_TITLES = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "cpt", "sgt", "cmdr", "adm", "brig",
    "sen", "rep", "gov", "pres", "st", "mt", "ft", "hon", "rev", "fr", "sr", "msgr", "amb", "insp", "supt",
    "pvt", "cpl", "spc", "vs", "eg", "ie", "cf", "approx", "ca", "lt.col", "maj.gen", "brig.gen", "lt.gen",
    "mme", "mlle", "atty", "dist",
})  # fmt: skip
_COUNTED = frozenset({"no", "nos", "art", "fig", "vol", "pp", "p", "para", "sec", "ch", "op"})
_MONTHS = frozenset({
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues",
    "wed", "thu", "thurs", "fri", "sat", "sun",
})  # fmt: skip
_EITHER = frozenset({
    "inc", "ltd", "corp", "co", "etc", "jr", "sr", "bros", "dept", "univ", "gov", "est", "hr", "hrs", "min",
    "km", "kg", "mi", "ft", "al", "a.m", "p.m", "am", "pm", "ph.d",
})  # fmt: skip
_STARTERS = frozenset({
    "the", "a", "an", "in", "on", "at", "it", "its", "he", "she", "they", "we", "i", "you", "this", "that",
    "these", "those", "but", "and", "so", "if", "when", "while", "as", "after", "before", "since", "for",
    "however", "meanwhile", "there", "his", "her", "their", "our", "my", "according", "although", "though",
    "some", "many", "most", "more", "both", "all", "one", "two", "three", "another", "also", "earlier", "later",
    "last", "no", "not", "now", "then", "what", "who", "how", "why", "where", "such", "other", "several", "from",
    "with", "by", "during", "despite", "among", "under", "to", "yet", "still", "or", "local", "officials",
    "witnesses", "activists", "residents", "sources", "moreover", "additionally", "asked", "even",
})  # fmt: skip
_SPEECH = re.compile(
    r"^\s+(?:[A-Z][\w’'.-]*\s+){1,4}(?:said|says|asked|asks|added|adds|told|replied|wrote|writes|shouted|cried|tweeted"
    r"|warned|declared|insisted|explained|noted|recalled|stated)\b"
)
_INITIALS = re.compile(r"^(?:[^\W\d_]\.)*[^\W\d_]$")
_DOTTED = re.compile(r"^(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}$")
_LAST = re.compile(r"[\w.&’'-]+$")
_NEXT = re.compile(r"\s*[\"“‘«(\[]*([\w’'-]+)")
_BEFORE = 30
_CLAUSE = re.compile(r"[;:]\s|\s[–—]\s|,\s|\s(?:and|but|while|which|who|where|when|because)\s")
_TIMES = r"(?:\s+(?:at\s+)?\d{1,2}:?\d\d)?"
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\s+)?"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_DATELINE = re.compile(
    r"\s*(?:(?:published|updated|date of publication|first published|posted on|last update)\s*:?\s+)?"
    r"(?:(?:[a-z]{3,15}\s+)?(?:afp|ap|reuters|upi|agencies)\s+)?"
    rf"{_DAY}(?:\d{{1,2}}\s+{_MONTH}\s+\d{{4}}|{_MONTH}\s+\d{{1,2}}\s+\d{{4}}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}){_TIMES}"
    rf"(?:\s*\((?:updated|last)[^)]{{0,40}}\))?(?=\s+[A-Z0-9\"“])",
    re.IGNORECASE,
)
_WIRE = re.compile(
    r"\s*[A-Z][A-Z’' -]{2,30}(?:,\s(?:[\w.’'-]+\s?){1,3}){0,2}\s?\([A-Z][\w ]{1,20}\)"
    r"(?:\s?[-–—]{1,2})?(?=\s+[A-Z0-9\"“])"
)
"""The dateline of an agency, its town in capitals: `TOLLMAR, Orrenay (OW) -`, also where the dash was lost."""

_WORD = re.compile(r"[^\W\d_]+")
_FURNITURE = re.compile(
    r"\bGet short URL(?: \d{1,7}){0,4}"
    r"|(?<=[.!?\"”)\d] )(?:Related News\b|Read Also\b|Community standards\b|Watch Live TV\b|Tags(?= [A-Z])"
    r"|Our Standards:|Last Update:[^.]{0,80}|Source:? [A-Z][\w ]{1,40}$|(?:Reporting|Writing|Editing) by (?=[A-Z]))"
    r"|(?<=\w )(?:Community standardsDiscussion\b|\([A-Z][\w ]{1,30} and [Aa]gencies\))"
    r"|(?<=[.!?] )\d{2,6}(?:-\d{1,3})?$"
)


class Sentence(NamedTuple):
    """One sentence: where it stands, and whether it was cut because it is too long."""

    span: Span
    cut: bool = False


def sentences(text: str, within: Span, longest: int, title: str | None = None) -> Iterator[Sentence]:
    """The sentences of one line in order; offsets are those of `text`.

    Args:
        text: the text of the document.
        within: the line.
        longest: code points; a longer sentence is cut at the end of a clause.
        title: the title of the text, if the line opens it; where the line repeats it, that is a sentence of its own,
            and so is a dateline before or after it.
    """
    line = text[within.start : within.end]
    start = 0
    for end in _ends(line, title):
        left, right = _trim(line, start, end)
        start = end
        if left < right:
            yield from _cut(line, left, right, within.start, longest)


def _trim(line: str, start: int, end: int) -> tuple[int, int]:
    piece = line[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _ends(line: str, title: str | None) -> Iterator[int]:
    at = _head(line, title)
    yield from at
    floor = at[-1] if at else 0
    yield from merge(_furniture(line, floor), _stops(line, floor))
    yield len(line)


def _furniture(line: str, floor: int) -> Iterator[int]:
    """Where buttons, counters and links of the page begin or end that were copied along with the text."""
    for found in _FURNITURE.finditer(line, floor):
        yield found.start()
        end = _after_tags(line, found.end()) if found.group() == "Tags" else found.end()
        whole = found.group()[-1].isdigit() or found.group().endswith((")", "Discussion")) or end > found.end()
        if whole and end < len(line):
            yield end


def _after_tags(line: str, at: int) -> int:
    """Where a sentence begins behind a list of tags, by a word that opens sentences; `at` itself if none does."""
    opens = (word for word in _WORD.finditer(line, at, at + 300) if word.group().casefold() in _STARTERS)
    first = next((word.start() for word in opens if word.group()[0].isupper()), None)
    return at if first is None else first


def _stops(line: str, floor: int) -> Iterator[int]:
    quoted, counted = False, floor
    for stop in _STOP.finditer(line, floor):
        quoted ^= line.count('"', counted, stop.start()) % 2 == 1
        counted = stop.start()
        end = _boundary(line, stop, quoted=quoted)
        if end is not None and end < len(line):
            yield end


def _head(line: str, title: str | None) -> list[int]:
    """The ends of datelines and of a repeated title at the head of a text, in order."""
    ends: list[int] = []
    for _ in range(2):
        at = ends[-1] if ends else 0
        repeated = _repeated(line, at, title)
        if repeated > at:
            ends.append(repeated)
        dateline = _DATELINE.match(line, repeated) or _WIRE.match(line, repeated)
        if dateline is not None:
            ends.append(dateline.end())
        if not ends or ends[-1] == at or title is None:
            break
    rest = line[ends[-1] :].lstrip() if ends else ""
    return ends if not rest[:1].islower() else []


def _repeated(line: str, at: int, title: str | None) -> int:
    """Where the title ends that the line repeats at `at`; `at` itself where it does not."""
    if title is None:
        return at
    start = at + len(line[at:]) - len(line[at:].lstrip()) if at else 0
    for form in dict.fromkeys((title, title.split(" - ")[0], title.split(" | ")[0])):
        size = starts_with(line[start : start + 2 * len(form) + 20], form) if len(form) > 12 else 0
        if size:
            closing = re.match(r"[.!?\"”]{0,3}", line[start + size :])
            return start + size + (closing.end() if closing else 0)
    return at


def _boundary(line: str, stop: re.Match[str], *, quoted: bool) -> int | None:
    """The end of the sentence that a full stop or the like closes, or None where it closes none.

    `quoted` says whether a straight quotation mark is open before it.
    """
    end = stop.end()
    if end >= len(line):
        return end
    if line[end].isspace():
        return end if _closes(line, stop, line[end : end + 80]) else None
    return _without_space(line, stop, quoted=quoted)


def _closes(line: str, stop: re.Match[str], after: str) -> bool:
    following = _NEXT.match(after)
    word = following.group(1) if following else ""
    if word[:1].islower() and not word.startswith(("al-", "el-", "ash-", "an-", "as-", "ar-", "at-")):
        return False
    if stop.group("close") and stop.group("marks") != "." and _SPEECH.match(after):
        return False
    if stop.group("marks") != ".":
        return True
    before = _LAST.search(line[max(0, stop.start() - _BEFORE) : stop.start()])
    return before is None or _word_closes(before.group().rstrip("'’"), word)


def _word_closes(before: str, word: str) -> bool:
    low = before.casefold().strip(".")
    starter = word.casefold() in _STARTERS and word[:1].isupper()
    if low in _TITLES or (low in _MONTHS and word[:1].isdigit()):
        return False
    if low in _COUNTED and before[:1].isupper():
        return not word[:1].isdigit()
    if low in _COUNTED and len(low) < 3:
        return not word[:1].isdigit()
    if low in _EITHER or _DOTTED.match(before) or low in _MONTHS:
        return starter or not word
    if _INITIALS.match(before) and before not in {"I", "a"}:
        return starter and word.casefold() != "a"
    return True


def _without_space(line: str, stop: re.Match[str], *, quoted: bool) -> int | None:
    """The end where a space is missing after the full stop, as in `said.The`; None in addresses and figures."""
    if stop.group("close") == '"' and not quoted and line[stop.end()].isupper():
        return stop.end("marks")
    start, end = stop.start(), stop.end()
    head = re.search(r"[^\W\d_]{2,}$|\d$|[\"”’)]$", line[max(0, start - _BEFORE) : start])
    tail = line[end : end + 3]
    if stop.group("close") and head and tail[:1].isupper():
        return end
    word = head.group() if head else ""
    if (
        len(word) < 2
        or not word[1:].islower()
        or word.casefold() in _TITLES
        or not (tail[:1].isupper() or tail[:1] in '“‘"([')
    ):
        return None
    if stop.group("marks") == "." and (len(tail) < 2 or not (tail[1].islower() or tail[1] == " " or tail[0] in "“‘([")):
        return None
    return None if _in_address(line, start, end) else end


def _in_address(line: str, start: int, end: int) -> bool:
    left = max(line.rfind(" ", max(0, start - 60), start), start - 60)
    right = line.find(" ", end, end + 60)
    token = line[left + 1 : right if right > 0 else end + 60].casefold()
    return "://" in token or "www." in token or "@" in token or "/" in token


def _cut(line: str, left: int, right: int, base: int, longest: int) -> Iterator[Sentence]:
    cut = right - left > longest
    while right - left > longest:
        at = _clause(line, left, left + longest)
        yield Sentence(Span(base + left, base + _trim(line, left, at)[1]), cut=True)
        left = _trim(line, at, right)[0]
    if left < right:
        yield Sentence(Span(base + left, base + right), cut)


def _clause(line: str, left: int, right: int) -> int:
    ends = [found.start() + 1 for found in _CLAUSE.finditer(line, left + (right - left) // 3, right)]
    if ends:
        return ends[-1]
    space = line.rfind(" ", left + 1, right)
    return space if space > left else right
