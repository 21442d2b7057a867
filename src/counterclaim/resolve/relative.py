"""Times that hang on another: `yesterday`, `late Monday`, `two days earlier`, `last week`, `the same day`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from counterclaim.model.calendar import MONTHS, SEASON_STARTS, SEASONS, UNITS, WEEKDAYS, small_number
from counterclaim.model.values import Period, Precision
from counterclaim.resolve.dates import dated
from counterclaim.resolve.moments import Moment
from counterclaim.resolve.timex import Reading, add_days, add_months, month_value, reading, week_value

_PART = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "noon": "12:00", "midnight": "24:00"}
_PART |= {"dawn": "MO", "dusk": "EV"}
_TODAY = {"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
_PARTS_OF_TODAY = {
    "tonight": (0, "NI"),
    "last night": (-1, "NI"),
    "the night before last": (-2, "NI"),
    "overnight": (0, "NI"),
    "this morning": (0, "MO"),
    "this early morning": (0, "MO"),
    "this afternoon": (0, "AF"),
    "this evening": (0, "EV"),
}
_SEASON_NAME = "|".join(SEASONS)
_MONTH_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_SAME = re.compile(
    r"(?:the )?(?:same|that|very same) (?:very )?(day|time|night|morning|evening|week|month|quarter|year|period)"
)
_BESIDE = re.compile(
    r"(?:the )?(next|following|previous|preceding) (day|night|morning|week|month|year)|the day (before|after)"
)
_WEEKDAY = re.compile(
    rf"(?:(this past|this coming|past|last|this|next|the previous|the following|the next|previous) )?"
    rf"({'|'.join(WEEKDAYS)})s?"
)
_OVERNIGHT = re.compile(
    rf"(?:overnight|the night) (?:(?:from|of) )?({'|'.join(WEEKDAYS)})s? (?:to|into) ({'|'.join(WEEKDAYS)})s?"
)
_INTO = re.compile(rf"(?:overnight|the night) (?:in)?to ({'|'.join(WEEKDAYS)})s?")
_NIGHT_OF = re.compile(r"the night (?:from|of|between) (.+)")
_DAYTIME = re.compile(
    r"(.+?)[ -](morning|afternoon|evening|night)|(?:the )?(morning|afternoon|evening|night|noon|"
    r"midnight|dawn|dusk)(?: of| on)? (.+)"
)
_CLOCKED = re.compile(
    r"(?:around |about )?(\d{1,2})(?:[:.](\d\d))?(?:[:.]\d\d)? ?([ap]\.?m\.?)?"
    r"(?: \(?(?:(?:gmt|utc)(?:[+-]\d{1,2})?|est|edt|bst|ces?t|eest|eet|msk|[a-z]+ time))?,?(?:(?: on)? (.+))?"
)
_MILITARY = re.compile(r"^(\d\d)(\d\d) (?=gmt|utc|est|edt|bst|cet|eet|msk|local)")
_THIS = re.compile(
    rf"(?:the )?(this past|this coming|this|last|next|past|coming|current|previous|following|"
    rf"preceding|full|whole|entire|in)"
    rf" (?:fiscal |calendar |financial )?"
    rf"(day|weekend|week|month|quarter|year|decade|century|season|{_SEASON_NAME}|{_MONTH_NAME})\.?"
)
_UNIT = "|".join(UNITS)
_AGO = re.compile(
    rf"(?:about |nearly |almost |over |around |some |more than |less than |at least |"
    rf"roughly )*(.+?) (?:more )?({_UNIT}|centuries)s?(?: or so)? (ago|earlier|before|previously|"
    rf"prior|beforehand|later|after|afterwards|from now|hence)"
)
_STEP = {
    "last": -1,
    "this past": 0,
    "past": -1,
    "next": 1,
    "coming": 1,
    "this coming": 0,
    "previous": -1,
    "preceding": -1,
    "following": 1,
}


def relative(words: str, moment: Moment) -> Iterator[Reading]:
    """What words that hang on another time may stand for, best first; lower case, single spaces."""
    for rule in _RULES:
        found = list(rule(words, moment))
        if found:
            yield from found
            return


def weekday_near(weekday: int, moment: Moment, direction: str = "") -> Reading | None:
    """The day of a weekday: the nearest up to publication, that day included; ahead where the words look ahead."""
    anchor = moment.published
    if anchor is None:
        return None
    back = (anchor.weekday() - weekday) % 7
    if direction in ("next", "this coming", "the next", "the following"):
        day, why = add_days(anchor, 7 - back), "The first such day after publication"
    elif direction in ("last", "previous", "the previous", "this past", "past"):
        day, why = add_days(anchor, -(back if back > 1 else back + 7)), "The last such day, not the day before,"
    elif moment.ahead and back:
        day, why = add_days(anchor, 7 - back), "The words look ahead: the first such day after publication"
    else:
        day, why = add_days(anchor, -back), "The nearest such day up to publication"
    return reading(day.isoformat(), 0.9, f"{why} on {anchor}.") if day else None


def _today(words: str, moment: Moment) -> Iterator[Reading]:
    anchor = moment.published
    if anchor is None:
        return
    if words in _TODAY:
        day = add_days(anchor, _TODAY[words])
        if day:
            yield reading(day.isoformat(), 0.95, f"Reckoned from publication on {anchor}.")
    elif words in _PARTS_OF_TODAY:
        by, part = _PARTS_OF_TODAY[words]
        base = moment.last_day if words == "overnight" and moment.near_day and moment.last_day else anchor
        day = add_days(base, by)
        if day:
            yield reading(f"{day.isoformat()}T{part}", 0.8, f"Reckoned from {base}.")


def _same(words: str, moment: Moment) -> Iterator[Reading]:
    match = _SAME.fullmatch(words)
    if not match:
        return
    if match[1] == "period":
        if moment.window or moment.last:
            value = "PXX" if moment.window else moment.last_value
            yield Reading(value, moment.window or moment.last, 0.7, "The stretch of time named last.")
        return
    if match[1] == "time":
        yield Reading(moment.last_value or "PAST_REF", moment.last, 0.6, "The time named last in the text.")
        return
    part = f"T{_PART[match[1]]}" if match[1] in _PART else ""
    if match[1] in ("year", "quarter", "month", "week") and moment.last and moment.last.start:
        yield reading(_unit_value(moment.last.start, match[1], 0), 0.8, f"The {match[1]} of the time named last.")
    elif moment.last_day:
        yield reading(moment.last_day.isoformat() + part, 0.9, f"The day named last in the text, {moment.last_day}.")
    elif moment.published:
        yield reading(moment.published.isoformat() + part, 0.4, "No day is named before it: the day of publication.")


def _since_then(words: str, moment: Moment) -> Iterator[Reading]:
    """`Since then`: from the time named last up to publication."""
    if words != "since then" or moment.published is None or moment.last is None or moment.last.start is None:
        return
    if moment.last.start <= moment.published:
        period = Period(moment.last.start, moment.published, Precision.DAYS)
        yield Reading("", period, 0.7, f"From the time named last up to publication on {moment.published}.")


def _beside(words: str, moment: Moment) -> Iterator[Reading]:
    match = _BESIDE.fullmatch(words)
    if not match:
        return
    word, unit = (match[1], match[2]) if match[1] else (match[3], "day")
    step = 1 if word in ("next", "following", "after") else -1
    if unit in ("day", "night", "morning"):
        base = moment.last_day
        day = add_days(base, step) if base else None
        part = "" if unit == "day" else f"T{_PART[unit]}"
        if day:
            yield reading(day.isoformat() + part, 0.85, f"Reckoned from the day named last, {base}.")
        return
    start = moment.last.start if moment.last else None
    if word == "next":
        start = moment.published
    if start:
        yield reading(_unit_value(start, unit, step), 0.8, f"Reckoned from {start}.")


def _weekday(words: str, moment: Moment) -> Iterator[Reading]:
    match = _WEEKDAY.fullmatch(words)
    found = weekday_near(WEEKDAYS[match[2]], moment, match[1] or "") if match else None
    if found:
        yield found


def _overnight(words: str, moment: Moment) -> Iterator[Reading]:
    """The night between two weekdays that follow one another (`overnight from Saturday to Sunday`)."""
    match = _OVERNIGHT.fullmatch(words)
    evening = weekday_near(WEEKDAYS[match[1]], moment, "") if match else None
    first = evening.period.start if evening and evening.period else None
    morning = add_days(first, 1) if first else None
    if match and evening and first and morning and morning.weekday() == WEEKDAYS[match[2]]:
        yield Reading(f"{first.isoformat()}TNI", Period(first, morning), evening.score, evening.why)


def _into(words: str, moment: Moment) -> Iterator[Reading]:
    """The night that ends on a weekday (`overnight into Tuesday`) or lies between two days (`the night of 2-3 May`)."""
    if match := _INTO.fullmatch(words):
        found = weekday_near(WEEKDAYS[match[1]], moment, "")
        last = found.period.start if found and found.period else None
        first = add_days(last, -1) if last else None
        if found and first and last:
            yield Reading(f"{first.isoformat()}TNI", Period(first, last, Precision.DAYS), found.score, found.why)
    elif match := _NIGHT_OF.fullmatch(words):
        for found in dated(match[1], moment):
            if found.period and found.period.days == 2:
                yield found._replace(value=f"{found.value}TNI")


def _daytime(words: str, moment: Moment) -> Iterator[Reading]:
    match = _DAYTIME.fullmatch(words)
    if not match:
        return
    part, rest = (match[2], match[1]) if match[2] else (match[3], match[4])
    later = _morning_after(rest, moment) if part == "morning" else None
    if later:
        why = f"Told as past: the morning after publication on {moment.published}."
        yield reading(f"{later}T{_PART[part]}", 0.6, why)
        return
    yield from _with_time(_PART[part], rest, moment)


def _morning_after(rest: str, moment: Moment) -> str | None:
    """The day after publication where its morning is named without “last”: the page was brought up to date since.

    What happened six days before is told with the date, or as of last week.
    """
    weekday, anchor = WEEKDAYS.get(rest), moment.published
    if weekday is None or anchor is None or moment.ahead or (anchor.weekday() - weekday) % 7 != 6:
        return None
    day = add_days(anchor, 1)
    return day.isoformat() if day else None


def _clocked(words: str, moment: Moment) -> Iterator[Reading]:
    match = _CLOCKED.fullmatch(_MILITARY.sub(r"\1:\2 ", words))
    if not match:
        return
    if match[4] is None and match[2] is None and match[3] is None:
        return
    hour = int(match[1]) % 12 + 12 if match[3] and match[3][0] == "p" else int(match[1])
    time = f"{hour:02}:{match[2] or '00'}"
    if match[4]:
        yield from _with_time(time, match[4], moment)
        return
    day = moment.last_day if moment.near_day and moment.last_day else moment.published
    if day:
        yield reading(f"{day.isoformat()}T{time}", 0.6, f"A time of day, taken to be of {day}.")


def _with_time(part: str, rest: str, moment: Moment) -> Iterator[Reading]:
    for rule in (_today, _same, _weekday, _beside, dated):
        for found in rule(rest, moment):
            yield reading(f"{found.value}T{part}", found.score, found.why)
            return


def _this(words: str, moment: Moment) -> Iterator[Reading]:
    match = _THIS.fullmatch(words)
    anchor = moment.published
    if not match or anchor is None:
        return
    step = _STEP.get(match[1], 0)
    if match[2] in SEASONS:
        yield _season(anchor, SEASONS[match[2]], step)
    elif match[2] in MONTHS:
        yield _month(anchor, MONTHS[match[2]], step)
    elif (match[1] == "past" or words.startswith("the last ")) and match[2] != "weekend":
        yield from _past_unit(anchor, match[2])
    else:
        value = _unit_value(anchor, match[2], step)
        if value:
            yield reading(value, 0.9, f"Reckoned from publication on {anchor}.")


def _past_unit(anchor: date, unit: str) -> Iterator[Reading]:
    """`the past week`: from as long before publication up to it."""
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit)
    start = add_months(anchor, -months) if months else add_days(anchor, -7 if unit == "week" else -1)
    value = _unit_value(anchor, unit, -1)
    if start and value:
        found = reading(value, 0.8, f"The {unit} up to publication on {anchor}.")
        precision = found.period.precision if found.period else None
        if precision:
            yield found._replace(period=Period(start, anchor, precision))


def _season(anchor: date, code: str, step: int) -> Reading:
    start = SEASON_STARTS[code]
    year = anchor.year
    if step < 0 and (start + 2) % 12 >= anchor.month % 12:
        year -= 1
    elif step > 0 and start <= anchor.month:
        year += 1
    elif step == 0 and code == "WI" and anchor.month < 3:
        year -= 1
    return reading(f"{year:04}-{code}", 0.8, f"Reckoned from publication on {anchor}.")


def _month(anchor: date, month: int, step: int) -> Reading:
    year = anchor.year
    if step < 0 and month >= anchor.month:
        year -= 1
    elif step > 0 and month <= anchor.month:
        year += 1
    return reading(month_value(year, month), 0.9, f"Reckoned from publication on {anchor}.")


def _unit_value(anchor: date, unit: str, step: int) -> str:
    """The TIMEX3 value of the day, week, month, … that lies `step` of them from the one of a day."""
    if unit in ("day", "night"):
        day = add_days(anchor, step)
        return day.isoformat() if day else ""
    if unit in ("week", "weekend"):
        back = step - 1 if unit == "weekend" and step <= 0 and anchor.weekday() < 5 else step
        return week_value(anchor, back) + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return month_value(anchor.year, anchor.month + step)
    quarter = anchor.year * 4 + (anchor.month - 1) // 3 + step
    values = {
        "quarter": f"{quarter // 4:04}-Q{quarter % 4 + 1}",
        "decade": f"{anchor.year // 10 + step:03}",
        "century": f"{anchor.year // 100 + step:02}",
    }
    return values.get(unit, f"{anchor.year + step:04}")


def _ago(words: str, moment: Moment) -> Iterator[Reading]:
    match = _AGO.fullmatch(words)
    if not match:
        return
    later = match[3] in ("later", "after", "afterwards", "from now", "hence")
    told = match[3] in ("ago", "from now", "hence")
    base = moment.published if told else (moment.last.start if moment.last and moment.last.start else moment.published)
    count = small_number(match[1].removesuffix(" of"))
    if count is None and match[2] in ("second", "minute", "hour") and base is not None:
        yield reading(base.isoformat(), 0.6, f"Within the day of {base}.")
    elif count is None:
        vague = "FUTURE_REF" if later else "PAST_REF"
        yield Reading(vague, None, 0.3, "How long before or after is not said.")
    elif base is not None:
        value = _moved(base, match[2], count if later else -count, moment)
        if value:
            yield reading(value, 0.8 if told or moment.last else 0.5, f"Reckoned from {base}.")


def _moved(base: date, unit: str, count: int, moment: Moment) -> str:
    """The value that lies so many units from a day, as exact as the unit (or as the quarter named last)."""
    if unit == "year" and re.fullmatch(r"\d{4}-Q[1-4]", moment.last_value):
        return f"{int(moment.last_value[:4]) + count:04}{moment.last_value[4:]}"
    if unit in ("second", "minute", "hour"):
        return base.isoformat() if count > -12 or unit != "hour" else _unit_value(base, "day", round(count / 24))
    if unit in ("week", "fortnight"):
        return _unit_value(base, "day", count * (7 if unit == "week" else 14))
    return _unit_value(base, "century" if unit == "centuries" else unit, count)


def _weekend(words: str, moment: Moment) -> Iterator[Reading]:
    anchor = moment.published
    if anchor is None:
        return
    if words in _PART:
        day = moment.last_day if moment.near_day and moment.last_day else anchor
        yield reading(f"{day.isoformat()}T{_PART[words]}", 0.6, f"A time of day, taken to be of {day}.")
    elif words.removeprefix("the ") in SEASONS:
        yield _season(anchor, SEASONS[words.removeprefix("the ")], 0)
    elif words == "the weekend":
        yield reading(_unit_value(anchor, "weekend", 0), 0.8, f"The weekend nearest before {anchor}.")
    elif words in ("the quarter", "the latest quarter", "the latest period"):
        value = (
            moment.last_value
            if re.fullmatch(r"\d{4}-Q[1-4]", moment.last_value)
            else _unit_value(anchor, "quarter", -1)
        )
        yield reading(value, 0.6, "The quarter named last, else the one before publication.")
    elif words in ("the year", "the fiscal year"):
        yield reading(f"{anchor.year:04}", 0.5, "The year of publication.")
    elif words in ("year-end", "year end"):
        yield reading(f"{anchor.year:04}-12-31", 0.6, "The last day of the year of publication.")
    elif "year-earlier" in words or "year-ago" in words or "year earlier" in words or "year ago" in words:
        value = moment.last_value if re.fullmatch(r"\d{4}-Q[1-4]", moment.last_value) else f"{anchor.year:04}"
        yield reading(f"{int(value[:4]) - 1:04}{value[4:]}", 0.6, "A year before the quarter or year named last.")


_RULES: tuple[Callable[[str, Moment], Iterator[Reading]], ...] = (
    _today,
    _same,
    _since_then,
    _beside,
    _weekday,
    _this,
    _ago,
    _weekend,
    _overnight,
    _into,
    _daytime,
    _clocked,
)
