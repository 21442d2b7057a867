"""What words of time stand for: days, reckoned from the day of publication and from the time named last."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from counterclaim.model.calendar import WEEKDAYS
from counterclaim.model.claims import Candidate, Mention
from counterclaim.model.documents import Document
from counterclaim.model.incidents import Finding, FindingKind
from counterclaim.model.values import Period, Precision
from counterclaim.resolve.counted import counted_from
from counterclaim.resolve.dates import dated, impossible
from counterclaim.resolve.durations import enduring
from counterclaim.resolve.feasts import feasts
from counterclaim.resolve.listed import completed, hull, is_day_alone, is_list
from counterclaim.resolve.local_time import localised
from counterclaim.resolve.moments import Moment, sentence_around
from counterclaim.resolve.ranked import Ranked
from counterclaim.resolve.relative import relative
from counterclaim.resolve.spoken_time import speaking_days
from counterclaim.resolve.timex import Reading, narrowed, span_of

STAGE = "resolve.periods/1"
_HEAD = 600
_LONGEST = 120
_SINCE = re.compile(
    r"(?i:\bsince(?: the| early| late| at least)?\s*$"
    r"|\bsince(?: the)? (?:start|beginning|outbreak|launch|onset) of(?: [\w’'-]+){1,6} (?:on|in)\s*$)"
)
_HANGS = re.compile(r"(?i:\b(?:on|of|since|in|by|from|until|till|after|before|to|and|between|for|the|at)\s*$)")
_SPACES = re.compile(r"\s+")
_EDGE = re.compile(
    r"(?:(?:around|about|shortly before|shortly after) )?"
    r"(?:(?:the )?(early|late|mid|earlier|later|(?:very )?(?:beginning|start|end|middle|close|turn) of|"
    r"(?:the )?(?:first|second) half of)(?: on)?[ -](?:in )?)(.+)"
)
_OF_LIST = "A day of a list: its month stands with another day."
_SIDES = {"mid": "mid", "beginning": "early", "start": "early", "end": "late", "close": "late"}
_SIDES |= {"middle": "mid", "turn": "early", "first": "early", "second": "late", "early": "early", "late": "late"}
_BETWEEN = re.compile(r"\s*(?:to|until|till|through|and|[-–—])(?: on)?(?: the)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Step:
    """One mention with what it was read as, and its words as they were read: with the month of their list."""

    mention: Mention
    moment: Moment
    readings: tuple[Reading, ...]
    words: str


@dataclass(frozen=True, slots=True)
class _Told:
    """What has been named so far: the last time of any length, the last day, the last stretch up to a day."""

    time: tuple[Mention, Reading] | None = None
    day: tuple[Mention, Reading] | None = None
    window: Period | None = None

    def after(self, mention: Mention, found: Reading) -> _Told:
        """What has been named once a mention was read."""
        if found.period and found.value.startswith("P") and found.value != "PRESENT_REF":
            return replace(self, window=found.period)
        if not _carries(mention, found):
            return self
        exact = found.period is not None and found.period.precision in (Precision.DAY, Precision.HOUR)
        return replace(self, time=(mention, found), day=(mention, found) if exact else self.day)


class Periods:
    """Resolves mentions of time against the document they stand in.

    Args:
        max_candidates: how many alternatives are kept for each mention.
    """

    def __init__(self, *, max_candidates: int) -> None:
        self.max_candidates = max_candidates

    def resolve(
        self, mentions: Sequence[Mention], document: Document, country: str | None = None
    ) -> tuple[list[Ranked], tuple[Finding, ...]]:
        """What each mention stands for, in the order given, and the dates that cannot be.

        Mentions are read in text order, so that "the same day" can use the date named last. Nothing is reckoned from
        the day of capture: without a publication date or a dateline, `yesterday` stays unresolved. A clock time of
        another zone (`22:30 GMT`) is put on the day that it is in the country where the page's places lie.
        """
        order = sorted(range(len(mentions)), key=lambda index: mentions[index].span)
        steps = dict(zip(order, read_in_order([mentions[index] for index in order], document), strict=True))
        ranged = _with_ranges([steps[index] for index in order], document.text)
        local = [localised(steps[i].mention.text, found, country) for i, found in zip(order, ranged, strict=True)]
        readings = dict(zip(order, local, strict=True))
        ranked = [self._ranked(steps[index], readings[index]) for index in range(len(mentions))]
        for index, days in _lists(mentions, order, document.text):
            ranked[index] = hull([ranked[day] for day in days])
        in_order = [steps[index] for index in order]
        return ranked, (*_fallback(in_order, document), *_findings(in_order, document))

    def _ranked(self, step: _Step, readings: tuple[Reading, ...]) -> Ranked:
        found = [r for r in readings if r.period is not None][: self.max_candidates]
        if not found:
            return Ranked((), _unresolved(step))
        candidates = tuple(Candidate(value=r.period, score=r.score, why=r.why) for r in found if r.period)
        return Ranked(candidates, candidates[0].why)


def _lists(mentions: Sequence[Mention], order: Sequence[int], text: str) -> Iterator[tuple[int, list[int]]]:
    """The mentions that are lists of other mentions, days, with those."""
    starts = [mentions[index].span.start for index in order]
    for index, mention in enumerate(mentions):
        within = order[bisect_left(starts, mention.span.start) : bisect_left(starts, mention.span.end)]
        days = [n for n in within if mentions[n].span != mention.span]
        if is_list(mention.span, [mentions[n].span for n in days], text):
            yield index, days


def read_in_order(mentions: Sequence[Mention], document: Document) -> list[_Step]:
    """Each mention, given in text order, with its readings."""
    head = None if document.published else dateline(mentions, document.text)
    anchor = head[1] if head else document.published
    steps: list[_Step] = []
    told = _Told()
    spoken = speaking_days(mentions, document.text)
    for mention in mentions:
        moment = _moment(mention, told, anchor, document.text)
        said = _day_of(spoken[mention.span], told, anchor, document.text) if mention.span in spoken else None
        step = _step(mention, replace(moment, published=said) if said else moment, document.text)
        steps.append(_as_spoken(step, said) if said else step)
        told = told.after(mention, step.readings[0]) if step.readings else told
    return steps


def _step(mention: Mention, moment: Moment, text: str) -> _Step:
    plain = _plain(mention.text)
    words = completed(plain, mention.span, text, moment.last_day)
    readings = tuple(read_words(words, moment))
    if is_day_alone(plain):
        readings = tuple(one._replace(why=_OF_LIST) for one in readings)
    return _Step(mention, moment, readings, words)


def _day_of(mention: Mention, told: _Told, anchor: date | None, text: str) -> date | None:
    """The single day that a mention stands for, or None."""
    first = next(iter(_step(mention, _moment(mention, told, anchor, text), text).readings), None)
    return first.period.start if first and first.period and first.period.days == 1 else None


def _as_spoken(step: _Step, said: date) -> _Step:
    """A step whose reasons say that it was reckoned from the day when the words were spoken."""
    readings = [
        one._replace(why=one.why.replace(f"publication on {said}", f"the day when this was said, {said}"))
        for one in step.readings
    ]
    return replace(step, readings=tuple(readings))


def dateline(mentions: Sequence[Mention], text: str) -> tuple[Mention, date] | None:
    """The full date that stands alone at the head of a text, and its mention; it tells the day where nothing else does.

    A date that hangs on a preposition ("since the attacks of September 11, 2001") belongs to the story.
    """
    for mention in mentions:
        if mention.span.start > _HEAD:
            return None
        found = next(read_words(mention.text, Moment(published=None)), None)
        alone = not _HANGS.search(text[max(0, mention.span.start - 20) : mention.span.start])
        if alone and found and found.period and found.period.start and found.period.days == 1:
            return mention, found.period.start
    return None


def _plain(words: str) -> str:
    return _SPACES.sub(" ", words).strip().lower()


def read_words(words: str, moment: Moment) -> Iterator[Reading]:
    """What words of time may stand for at a moment of a text, best first."""
    plain = _plain(words)
    if len(plain) > _LONGEST:
        return
    found = list(_read(plain, moment))
    if found:
        yield from found
        return
    edge = _EDGE.fullmatch(plain)
    if edge:
        for item in _read(edge[2], moment):
            yield item._replace(period=_at_edge(item.period, edge[1], moment) if item.period else None)


def _at_edge(period: Period, edge: str, moment: Moment) -> Period:
    """The part of a period that `early`, `the end of`, `earlier`, `later` points at."""
    now = moment.published
    if edge == "earlier" and now and period.start == now and period.precision is Precision.WEEK:
        return Period(now - timedelta(days=6), now, period.precision)
    if edge == "earlier" and now and period.start and period.end and period.start < now <= period.end:
        return Period(period.start, now, period.precision)
    since = moment.last_day or now
    if edge == "later" and since and period.start and period.end and period.start <= since < period.end:
        return Period(since, period.end, period.precision)
    side = next((name for key, name in _SIDES.items() if key in edge.split()), "")
    return narrowed(period, side)


def _read(plain: str, moment: Moment) -> Iterator[Reading]:
    for reader in (feasts, dated, relative, enduring):
        found = list(reader(plain, moment))
        if found:
            yield from found
            return


def _moment(mention: Mention, told: _Told, anchor: date | None, text: str) -> Moment:
    before, after = sentence_around(text, mention.span.start, mention.span.end)
    opens = mention.span.start - len(before)
    return Moment(
        published=anchor,
        last=told.time[1].period if told.time else None,
        last_value=told.time[1].value if told.time else "",
        window=told.window,
        last_day=told.day[1].period.start if told.day and told.day[1].period else None,
        near=told.time is not None and told.time[0].span.start >= opens,
        near_day=told.day is not None and told.day[0].span.start >= opens,
        before=before,
        after=after,
    )


def _carries(mention: Mention, found: Reading) -> bool:
    """Whether later words may hang on this reading: dates do; durations and a comparison with last year do not."""
    compared = re.search(r"(?i:\byears?[ -](?:ago|earlier|before)|last year|next year)", mention.text)
    return found.period is not None and found.value[:2].isdecimal() and not compared


def _with_ranges(steps: Sequence[_Step], text: str) -> list[tuple[Reading, ...]]:
    """The readings, where `from X to Y` gives both ends the whole range and `since X` runs up to publication."""
    readings = [_since(step) for step in steps]
    for index in range(len(steps) - 1):
        one, two = steps[index], steps[index + 1]
        event = two.readings[0] if two.readings else None
        if counted := counted_from(one.mention, two.mention, event, one.moment, text):
            readings[index] = (counted, *readings[index])
        whole = _range(steps[index], steps[index + 1], text)
        if whole:
            readings[index] = (whole, *readings[index])
            readings[index + 1] = (whole, *readings[index + 1])
    return readings


def _since(step: _Step) -> tuple[Reading, ...]:
    anchor = step.moment.published
    if not step.readings or not _SINCE.search(step.moment.before):
        return step.readings
    first = step.readings[0]
    if anchor is None or first.period is None or first.period.start is None or first.period.start > anchor:
        return step.readings
    days = (anchor - first.period.start).days
    precision = Precision.YEARS if days > 366 else Precision.DAYS
    period = Period(first.period.start, anchor, precision)
    return (first._replace(period=period, why=f"From then up to publication on {anchor}."), *step.readings)


def _range(first: _Step, second: _Step, text: str) -> Reading | None:
    opened = re.search(r"(?i:\b(?:from|between)(?: the| early| late)?\s*$)", first.moment.before)
    between = text[first.mention.span.end : second.mention.span.start]
    if not opened or not _BETWEEN.fullmatch(between[:20]) or not (first.readings and second.readings):
        return None
    start, end = first.readings[0].period, second.readings[0].period
    whole = span_of(start, end) if start and end else None
    if whole is None:
        return None
    return Reading("", whole, 0.85, "The two times open and close one stretch.")


def _unresolved(step: _Step) -> str:
    if impossible(step.words):
        return "No calendar has this day."
    if not step.readings and step.moment.published is None:
        return "Neither the day of publication nor a dateline is known to reckon from."
    return step.readings[0].why if step.readings else "These words name no day that could be worked out."


def _fallback(steps: Sequence[_Step], document: Document) -> Iterator[Finding]:
    head = None if document.published else dateline([step.mention for step in steps], document.text)
    if head:
        yield Finding(
            kind=FindingKind.FALLBACK,
            message=f"The day of publication is unknown; times are reckoned from the dateline “{head[0].text}”.",
            stage=STAGE,
            document=document.id,
            span=head[0].span,
        )


def _findings(steps: Sequence[_Step], document: Document) -> Iterator[Finding]:
    for step in steps:
        message = _impossible(step, document.published)
        if message:
            yield Finding(
                kind=FindingKind.IMPOSSIBLE_DATE,
                message=message,
                stage=STAGE,
                document=document.id,
                span=step.mention.span,
            )


def _impossible(step: _Step, published: date | None) -> str | None:
    text = step.mention.text
    if impossible(step.words):
        return f"“{text}” is a day that no calendar has; check the date with the source."
    period = step.readings[0].period if step.readings else None
    if period and (named := _other_weekday(text, period)):
        return f"“{text}” names another weekday than the day has, a {named}; check the date with the source."
    if published is None or period is None or period.start is None or not _names_year(text):
        return None
    if (period.start - published).days < 2 or step.moment.future:
        return None
    exact = (period.days or 9) <= 3
    if exact or re.search(r"(?i:\bdated\s*$)", step.moment.before):
        return (
            f"“{text}” lies after the publication of the page on {published}, though the text speaks of it as past; "
            "check which of the two dates is wrong."
        )
    return None


def _other_weekday(text: str, period: Period) -> str | None:
    """The true weekday of a single day whose words name another one, or None."""
    said = re.match(rf"(?i:({'|'.join(WEEKDAYS)})\b)", text.strip())
    if said is None or period.start is None or period.days != 1 or not re.search(r"\d", text):
        return None
    true = period.start.weekday()
    return period.start.strftime("%A") if WEEKDAYS[said[1].lower()] != true else None


def _names_year(text: str) -> bool:
    return re.search(r"\d{4}", text) is not None
