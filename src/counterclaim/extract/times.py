"""Words that say when: dates, clock times, durations and sets, found in plain text without a grammar model.

What they stand for is decided later (`counterclaim.resolve.periods`). The types are those of TIMEX3
(Pustejovsky et al., TimeML 1.2.1); a list of days after one month gives one time for each day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, cast

from counterclaim.extract.time_needs import met, pieces
from counterclaim.extract.time_patterns import DAY, MONTH, PATTERNS, YEAR, S
from counterclaim.model.documents import Span

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]

RANKING = re.compile(
    r"(?i:\b(?:first|worst|deadliest|bloodiest|largest|biggest|heaviest|fiercest|highest|strongest|gravest|greatest|"
    r"longest|closest|most \w+)\b[^.;:]{1,90}?\bsince\b)"
)
"""What is the first or the worst of its sort since a day: that day says nothing of when it happened."""
RANKED = 60
"""Letters behind such a `since` within which its day stands."""


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time expression: where it stands, its TIMEX3 type and its words; `loose` marks now, recently, the past, ….

    Of a day of a list (`4, 12 and 21 February`) `whole` is where the list stands.
    """

    span: Span
    type: TimeType
    text: str
    loose: bool = False
    whole: Span | None = None


_COMPILED = tuple((kind, needs, re.compile(rf"(?<![\w$£€#])(?:{pattern})")) for kind, needs, pattern in PATTERNS)
_TELLING = frozenset(word for _, needs, _ in PATTERNS for words in needs for word in words)
_ITEM_AFTER = re.compile(rf"(,{S}?(?:and{S})?|{S}(?:and|&){S})(?:the{S})?({DAY})(?!{S}?{MONTH}|-)(?=[\s,.;:)]|$)")
_ITEM_BEFORE = re.compile(rf"(?<![\w.,/$£€¥:-])({DAY})(,{S}?(?:and{S})?|{S}(?:and|&){S})(?:the{S})?$")
_AND = re.compile(r"(?i:\s+and\s+(?:on\s+|over\s+|during\s+)?(?:the\s+)?)")
_YEAR_AFTER = re.compile(rf",?{S}(?:of{S})?{YEAR}")
_ENDS_WITH_DAY = re.compile(rf"(?:{MONTH}){S}(?:the{S})?{DAY}$")
_DAY_OF_MONTH = re.compile(rf"{DAY}{S}?(?:of{S}|-)?{MONTH}")
_LISTED_AFTER = re.compile(r"(?i:\b(?:on|of|since|from|dated|between|the)\s+(?:the\s+)?$)")
_CLOSED = re.compile(r"and|&")
_LONGEST_LIST = 12
_OF_PEOPLE = re.compile(
    r"\s*(?:%|(?:per\s?cent|of (?:them|the|those|these)|people|men|women|children|others|more|dead|"
    r"(?!towards|besides|sometimes|afterwards|perhaps|always)[a-z-]{2,20}(?<![isau])s)\b)"
)
_AMBIGUOUS = re.compile(r"(?:May|March|MAY|MARCH|August|April|June)$")
_LEADS = re.compile(
    r"(?i:\b(?:in|since|by|until|till|during|from|of|through|before|after|early|late|mid|between|to|and|or|last|this|next|"
    r"every|each|around|throughout|through|for|past|on|late|as))[ \n-]+(?:the[ ])?$"
)
_COUNTED_BEFORE = re.compile(
    r"(?i:\b(?:killed|killing|kill|kills|wounded|injured|least|over|nearly|some|about|than|almost|only|resolution|no\.|"
    r"capturing|displaced|approximately|roughly|all|these|those|few|resolutions|law|order))[ ]$|[-–/.$£€¥]$"
)
_COUNTED_AFTER = re.compile(
    r"[ ]?(?:km|mm|kg|people|men|women|children|others|more|sq|[a-z-]{2,20}(?<![isau])s)\b|['’]s?\d|[-–]strong"
)
_OF_A_PAPER = re.compile(r"\b[A-Z]\w{1,20}[ ]$")
_PRECISELY = re.compile(r"(?i:\b(?:in|since|until|till|during|early|late|mid|year|fiscal|circa)[ -]$)")
_LOOKBACK = 24
_SAID_THAT = re.compile(
    r"\b(?:sa(?:id|ys?)|add(?:s|ed)|report(?:s|ed)|announced|claim(?:s|ed)|stated|noted|confirmed|told \w+) that [A-Z]$"
)


def find_times(text: str) -> list[FoundTime]:
    """The time expressions of a text in order, with code-point offsets into it; spans are disjoint.

    Args:
        text: plain text of any length.
    """
    return list(_times(text))


@lru_cache(1 << 10)
def _times(text: str) -> tuple[FoundTime, ...]:
    found = list(_leftmost_longest(text))
    listed: dict[Span, FoundTime] = {}
    for first in found:
        if more := (*_days_before(text, first, found), *_days_after(text, first, found)):
            spans = [first.span, *(item.span for item in more)]
            whole = Span(min(s.start for s in spans), max(s.end for s in spans))
            listed |= {item.span: replace(item, whole=whole) for item in (first, *more)}
    alone = [time for time in found if not any(span.overlaps(time.span) for span in listed)]
    return tuple(sorted((*_joined(text, alone), *listed.values()), key=lambda time: time.span.start))


def _joined(text: str, times: Sequence[FoundTime]) -> Iterator[FoundTime]:
    """The times, those marked as one list that only `and` stands between: `over the weekend and on Monday`."""
    runs: list[list[FoundTime]] = []
    for time in times:
        last = runs[-1][-1] if runs else None
        dates = last is not None and {last.type, time.type} == {"DATE"} and not (last.loose or time.loose)
        if last is not None and dates and _AND.fullmatch(text[last.span.end : time.span.start]):
            runs[-1].append(time)
        else:
            runs.append([time])
    for run in runs:
        whole = run[0].span.cover(run[-1].span) if len(run) > 1 else None
        yield from (replace(time, whole=whole) for time in run)


def _leftmost_longest(text: str) -> Iterator[FoundTime]:
    spans = {
        (*_edges(match), kind)
        for kind, pattern in _patterns(frozenset(_TELLING.intersection(pieces(text))))
        for match in pattern.finditer(text)
        if _holds(kind, text, match)
    }
    end = 0
    for start, stop, kind in sorted(spans, key=lambda item: (item[0], -item[1], item[2])):
        if start >= end and stop > start:
            yield _found(text, Span(start, stop), kind)
            end = stop


@lru_cache(1 << 12)
def _patterns(there: frozenset[str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns that may find something in a text with these of the words that patterns need."""
    return tuple((kind, pattern) for kind, needs, pattern in _COMPILED if met(needs, there))


def _edges(match: re.Match[str]) -> tuple[int, int]:
    if "bare" in match.re.groupindex:
        return match.span("bare")
    return match.span()


def _found(text: str, span: Span, kind: str) -> FoundTime:
    if _SAID_THAT.search(text[max(0, span.start - _LOOKBACK) : span.start + len("that J")]):
        span = Span(span.start + len("that "), span.end)  # "he said that July was the worst month"
    words = text[span.start : span.end].rstrip(" ,")
    timex = cast("TimeType", kind if kind in ("TIME", "DURATION", "SET") else "DATE")
    return FoundTime(Span(span.start, span.start + len(words)), timex, words, loose=kind == "LOOSE")


def _holds(kind: str, text: str, match: re.Match[str]) -> bool:
    """Whether the neighbours let a bare month or a bare year be one (not the verb `may`, not 2000 people)."""
    before = text[max(0, match.start() - _LOOKBACK) : match.start()]
    if kind == "MONTH":
        return not _AMBIGUOUS.match(match.group()) or bool(_LEADS.search(before))
    if kind == "DURATION":
        return not (match.group().endswith("quarter") and text.startswith(" of", match.end()))
    if kind == "SET":
        return not _OF_A_PAPER.search(before) or " " in match.group()
    if kind != "YEAR":
        return True
    year = re.search(r"\d{4}$", match.group())
    if year is None or _PRECISELY.search(before):
        return True
    plain = _COUNTED_BEFORE.search(before) is None and _COUNTED_AFTER.match(text, match.end()) is None
    return plain and 1900 <= int(year[0]) <= 2049


def _days_after(text: str, first: FoundTime, found: Sequence[FoundTime]) -> list[FoundTime]:
    """The further days of `February 4, 12, 21 and 28`, the last with the year of all (`28, 2020`)."""
    if first.type != "DATE" or not _ENDS_WITH_DAY.search(first.text[-20:]):
        return []
    at = first.span.end
    items: list[FoundTime] = []
    joints: list[str] = []
    while match := _ITEM_AFTER.match(text, at):
        span = Span(*match.span(2))
        if len(items) == _LONGEST_LIST or any(time.span.overlaps(span) for time in found):
            break
        items.append(FoundTime(span, "DATE", match[2]))
        joints.append(match[1])
        at = match.end()
    if not items or _OF_PEOPLE.match(text, at) or not (_CLOSED.search(joints[-1]) or len(items) > 1):
        return []
    year = _YEAR_AFTER.match(text, at)
    if year and all(time.span.start >= at for time in found if time.span.overlaps(Span(at, year.end()))):
        span = Span(items[-1].span.start, year.end())
        items[-1] = FoundTime(span, "DATE", text[span.start : span.end])
    return items


def _days_before(text: str, last: FoundTime, found: Sequence[FoundTime]) -> list[FoundTime]:
    """The days before the last one of `4, 12 and 21 February`, in the order of the text."""
    if last.type != "DATE" or not _DAY_OF_MONTH.match(last.text):
        return []
    at = last.span.start
    items: list[FoundTime] = []
    joints: list[str] = []
    while match := _ITEM_BEFORE.search(text[max(0, at - _LOOKBACK) : at]):
        span = Span(*match.span(1)).shift(max(0, at - _LOOKBACK))
        if len(items) == _LONGEST_LIST or any(time.span.overlaps(span) for time in found):
            break
        items.append(FoundTime(span, "DATE", match[1]))
        joints.append(match[2])
        at = span.start
    before = text[max(0, at - _LOOKBACK) : at]
    listed = joints and (_CLOSED.search(joints[0]) or _LISTED_AFTER.search(before))
    return items[::-1] if listed and not _COUNTED_BEFORE.search(before) else []


def is_rank(text: str, span: Span) -> bool:
    """Whether a time only says since when something is the first or the worst of its sort."""
    ends = (found.end() for found in RANKING.finditer(text))
    return any(end - len("since") <= span.start <= end + RANKED for end in ends)
