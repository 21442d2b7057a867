"""The patterns of time expressions, built from the words of the calendar.

Each has a kind, the words that it needs (`counterclaim.extract.time_needs`), and bounded repetitions only, so that a
text is read in linear time. Where several match, the longest of those
that begin first is taken (`counterclaim.extract.times`).
"""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.extract import time_needs
from counterclaim.extract.time_needs import Needs
from counterclaim.model import hijri
from counterclaim.model.calendar import MONTH_NAMES, ORDINALS, SMALL_NUMBERS, TENS, WEEKDAY_NAMES
from counterclaim.model.zones import CITY_ZONES


def _any(words: Iterable[str]) -> str:
    return "|".join(words)


def _cased(names: tuple[str, ...]) -> str:
    """Names as written and in capitals; short forms may carry a full stop."""
    longest = sorted(names, key=len, reverse=True)
    return "|".join(f"(?:{n}|{n.upper()})" + (r"\.?" if len(n) < 5 else "") for n in longest)


S = r"(?:[ \u00a0\t]{1,2}|[ \t]?\n[ \t]?)"
H = rf"(?:{S}|[-‑–])"
MONTH = rf"(?:{_cased(MONTH_NAMES)})(?![\w])"
FULL_MONTH = rf"(?:{_cased(tuple(n for n in MONTH_NAMES if len(n) > 4 or n in ('May', 'June', 'July')))})\b"
WEEKDAY = rf"(?:{_cased(WEEKDAY_NAMES)})(?![\w])"
FULL_WEEKDAY = rf"(?:{_cased(tuple(n for n in WEEKDAY_NAMES if n.endswith('day')))})s?\b"
NO_MORE_DIGITS = r"(?![\d:%]|[.,]\d)"
DAY = rf"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b{NO_MORE_DIGITS}"
YEAR = rf"(?:1[5-9]|20|21)\d\d\b{NO_MORE_DIGITS}"
SPOKEN_YEAR = (
    r"(?i:(?:nineteen|eighteen)[ ](?:ninety|eighty|seventy|sixty|fifty|forty|thirty|twenty|ten)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?\b)"
)
ANY_YEAR = rf"(?:{YEAR}|{SPOKEN_YEAR})"
SEASON = r"(?i:spring|summer|autumn|fall|winter)\b"
UNIT = (
    r"(?i:seconds?|minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|quarters?|years?|decades?|"
    r"centur(?:y|ies))\b"
)
PERIOD_UNIT = r"(?i:day|week|weekend|month|quarter|year|decade|century|season)\b"
PART_OF_DAY = r"(?i:morning|afternoon|evening|night|noon|midnight|dawn|dusk)\b"
NUMBER_WORD = rf"(?:(?:{_any(TENS)})(?:[- ](?:{_any(list(SMALL_NUMBERS)[1:10])}))?|{_any(list(SMALL_NUMBERS)[1:])})"
NUMBER = (
    rf"(?i:\d{{1,4}}(?:[.,]\d{{1,3}})?(?:[ ]\d/\d)?|{NUMBER_WORD}(?:[ ](?:hundred|thousand))?|half{S}an?|"
    rf"an?{S}(?:couple{S}of|few|dozen|hundred|thousand|half)|couple{S}of|dozens{S}of|hundreds{S}of|several|few|many|"
    rf"an?(?:nother)?|two{S}dozen)(?![\w])"
)
ABOUT = (
    rf"(?i:nearly|almost|about|around|roughly|approximately|some|over(?!{S}the\b)|more{S}than|less{S}than|at{S}least|up{S}to|"
    rf"no{S}more{S}than|fewer{S}than|just{S}over|just{S}under|at{S}least{S}the|only|an{S}additional)"
)
EDGE = (
    r"(?i:early(?:[ ]on)?|late(?:r)?|earlier|mid|"
    rf"(?:the{S})?(?:very{S})?(?:beginning|start|end|middle|close|turn){S}of)"
)
ORDINAL = rf"(?:{_any(list(ORDINALS)[:10])}|[1-4](?:st|nd|rd|th))"
AMOUNT = (
    rf"(?!(?i:an?{S}second\b)){NUMBER}(?:{S}(?i:or|to){S}{NUMBER}|[-–]\d{{1,3}})?{S}"
    rf"(?i:(?:more|trading|consecutive|straight|full|whole|long|other){S})?{UNIT}(?!-)"
)
THE_PAST = r"(?i:past|last|next|previous|preceding|coming|first|final|following|latest|intervening|recent|opening)"
_CITIES = _any(name.title() for name in CITY_ZONES)
CLOCK_ZONE = (
    rf"(?:{S}\(?(?:(?:GMT|UTC)(?:[+-]\d{{1,2}}\b)?|E[SD]T|CES?T|EES?T|BST|MSK|[Ll]ocal{S}time|(?:{_CITIES}){S}time))"
)
CLOCK = (
    rf"(?:(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:{S}?(?i:[ap]\.?m\b\.?))?{CLOCK_ZONE}?|"
    rf"(?:[01]?\d|2[0-3])\.[0-5]\d{S}?(?i:[ap]\.?m\b\.?){CLOCK_ZONE}?|"
    rf"(?:1[0-2]|0?[1-9]){S}?(?i:[ap]\.?m\b\.?){CLOCK_ZONE}?|"
    rf"(?:[01]\d|2[0-3])[0-5]\d{CLOCK_ZONE})"
)
DATED = (
    rf"(?:{WEEKDAY},?{S}(?:the{S})?)?(?:"
    rf"{DAY}(?:{S}?[-–/]{S}?{DAY}|{S}(?:to|or){S}(?:the{S})?{DAY})?{S}?(?:of{S}|-)?{MONTH}(?:,?{S}(?:of{S})?{ANY_YEAR}|,?{S}(?:this|last){S}year)?|"
    rf"{MONTH}{S}(?:the{S})?{DAY}(?:{S}?[-–/]{S}?{DAY}|{S}or{S}(?:the{S})?{DAY})?(?:,?{S}{ANY_YEAR}|,?{S}(?:this|last){S}year)?)"
)
NUMERIC = (
    r"(?:(?:19|20)\d\d([-/.])(?:0?[1-9]|1[0-2])\1(?:[12]\d|3[01]|0?[1-9])(?:T\d\d:\d\d(?::\d\d)?(?:\.\d{1,3})?Z?)?(?![\d])|"
    r"(?:[12]\d|3[01]|0?[1-9])([-/.])(?:[12]\d|3[01]|0?[1-9])\2(?:(?:19|20)\d\d|(?<=/)\d\d)(?![\d]))"
)
MONTH_YEAR = rf"(?:{EDGE}{H})?{MONTH},?{S}(?:of{S})?(?:{ANY_YEAR}|(?:this|last){S}year)"
_HIJRI_MONTH = rf"(?i:{_any(hijri.LATIN)})"
HIJRI = (
    rf"(?:(?:{hijri.DAY}[ ](?:of[ ])?)?{_HIJRI_MONTH}[ ]{hijri.DAY},[ ]?{hijri.YEAR}|"
    rf"(?:{hijri.DAY}[ ](?:of[ ])?)?{_HIJRI_MONTH},?[ ]{hijri.YEAR})(?i:{hijri.ERA})"
)
HIJRI_ARABIC = (
    rf"(?:{hijri.DAY}[ ])?(?:من[ ])?(?:{_any(hijri.ARABIC)})[ ،,]{{1,2}}(?:(?:عام|سنة)[ ])?{hijri.YEAR}{hijri.ERA}"
)
HOLIDAY = (
    rf"(?:{HIJRI}|(?i:the[ ](?:first|second|third|fourth|last)[ ]day[ ]of[ ])?(?:"
    r"Christmas(?:[ ](?:Eve|Day))?|New[ ]Year['’]?s(?:[ ](?:Eve|Day))?|"
    r"(?:Orthodox[ ])?Easter(?:[ ](?:Sunday|Monday))?|Good[ ]Friday|Palm[ ]Sunday|"
    r"Thanksgiving(?:[ ]Day)?|Independence[ ]Day|Ramadan|Eid[ ]al[- ](?:Fitr|Adha)|Nowruz|Newroz|Ashura|Mawlid|"
    r"Yom[ ]Kippur|Passover|Hanukkah|Rosh[ ]Hashanah|Sukkot|Purim|Shavuot|Victory[ ]Day))\b"
)
QUARTER = (
    rf"(?i:(?:the{S})?(?:(?:this|last|next){S}year['’]s{S})?(?:(?:latest|current|fiscal|same|comparable|previous|"
    rf"year[- ](?:earlier|ago)){S}){{0,2}}"
    rf"(?:first|second|third|fourth|1st|2nd|3rd|4th){H}quarter(?!s)\b(?:{S}of{S}(?:fiscal{S})?{YEAR}|{S}(?:last|this){S}year)?|"
    rf"the{S}(?:latest|current|same|comparable|previous|year[- ](?:earlier|ago)|{YEAR})"
    rf"(?:{S}(?:year[- ](?:earlier|ago)|{ORDINAL}))?{S}(?:quarter|period)\b|"
    rf"year[- ](?:earlier|ago)(?!\w))"
)
LOOSE = (
    rf"(?i:(?:right{S})?now(?!{S}that\b)|currently|recently|nowadays|presently|these{S}days|at{S}present|"
    rf"the{S}(?:near{S})?(?:future|past)(?!{S}\w)|the{S}(?:near|short|long){S}term|"
    rf"more{S}recently)\b"
)
BARE_YEAR = (
    rf"(?:(?:(?i:fiscal){S})?(?:(?i:the{S}year{S}))?{ANY_YEAR}(?![-–]\d)|"
    rf"(?i:the{S}year{S}two{S}thousand)(?:{S}(?i:and{S})?(?:{_any(list(SMALL_NUMBERS)[1:13])})\b)?)"
)

ON_DAY = rf"(?:{FULL_WEEKDAY},?{S}{DATED}|{DATED}|{FULL_WEEKDAY})"

PATTERNS: tuple[tuple[str, Needs, str], ...] = (
    (
        "TIME",
        (time_needs.DAYS,),
        (
            rf"(?:{CLOCK},?{S}(?:on{S})?(?:(?i:yesterday|today)|{ON_DAY})"
            rf"|(?i:noon|midnight|dawn|dusk){S}(?:on{S})?(?:{ON_DAY}|(?i:yesterday|today)))"
        ),
    ),
    (
        "TIME",
        (time_needs.PARTS,),
        rf"(?i:the{S})?(?:(?i:early|late|mid){H})?{PART_OF_DAY}{S}(?i:of){S}(?:{DATED}|{FULL_WEEKDAY}|(?i:the{S}same{S}day))",
    ),
    (
        "TIME",
        (time_needs.PARTS, time_needs.WEEKDAYS),
        rf"(?i:overnight|the{S}night){S}(?i:(?:from|of){S})?{FULL_WEEKDAY}{S}(?i:to|into){S}{FULL_WEEKDAY}",
    ),
    ("TIME", (time_needs.PARTS, time_needs.WEEKDAYS), rf"(?i:overnight|the{S}night){S}(?i:(?:in)?to){S}{FULL_WEEKDAY}"),
    (
        "TIME",
        (time_needs.PARTS, time_needs.MONTHS),
        rf"(?i:the{S}night){S}(?i:(?:from|of|between){S})(?:{DAY}{S}and{S})?{DATED}",
    ),
    ("TIME", (time_needs.PARTS,), rf"(?i:the{S}night{S}before{S}last)\b"),
    ("DATE", (time_needs.MONTHS,), rf"(?<=[Bb]etween ){DAY}{S}and{S}(?:the{S})?{DATED}"),
    ("DATE", (time_needs.MONTHS,), rf"(?:{EDGE}{S})?{DATED}"),
    ("DATE", (time_needs.DIGITS,), NUMERIC),
    ("DATE", (time_needs.MONTHS,), MONTH_YEAR),
    ("DATE", (time_needs.QUARTERS,), QUARTER),
    (
        "SET",
        (time_needs.EACH,),
        rf"(?i:every|each){S}(?i:(?:other|single){S})?(?:{PERIOD_UNIT}|(?i:hour|minute|night|morning|evening)\b|{FULL_WEEKDAY}|{FULL_MONTH}|{SEASON}|{NUMBER}{S}{UNIT})",
    ),
    (
        "SET",
        (time_needs.REGULARLY,),
        r"(?<![Tt]he )(?<!\b[Aa] )(?i:daily|weekly|monthly|hourly|yearly|annually|nightly)\b(?! (?:news)?papers?)",
    ),
    (
        "TIME",
        (time_needs.PARTS, time_needs.DAYS),
        rf"(?:(?i:early|late|mid|earlier|later){H})?(?:(?i:this|last|next|the{S}previous|the{S}following|that|the{S}same){S})?(?:(?:{FULL_WEEKDAY}|(?i:yesterday|tomorrow|today)){S}{PART_OF_DAY})",
    ),
    (
        "TIME",
        (time_needs.PARTS,),
        (
            rf"(?:(?i:early|late|mid|earlier|later){H})?(?i:this{S}(?:early{S})?(?:morning|afternoon|evening)|last{S}night|"
            rf"tonight|overnight|mid[- ](?:morning|afternoon){S}yesterday|that{S}(?:morning|evening|night))\b"
        ),
    ),
    (
        "DATE",
        (time_needs.DAY_WORDS,),
        rf"(?:(?i:early|late|earlier|later|(?:the{S})?(?:first|second){S}half{S}of){S})?(?i:yesterday|today|tomorrow|the{S}day{S}(?:before|after)(?:{S}(?:yesterday|tomorrow))?)\b",
    ),
    (
        "DATE",
        (time_needs.WEEKDAYS,),
        rf"(?:{EDGE}{H})?(?:(?i:this{S}(?:coming|past)|last|this|next|the{S}(?:previous|following|next)|past){S})?{FULL_WEEKDAY}",
    ),
    (
        "DATE",
        (time_needs.DECADES,),
        rf"(?i:the{S})?(?:(?i:early|late|mid){H})?(?:(?i:the{S})?(?:1[6-9]|20)\d0['’]?s\b|(?i:the{S}(?:early{S}|late{S}|mid-?{S}?)?)['’]?\d0s\b|(?i:(?:the|early|late|mid){S}(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b|\d{{1,2}}(?:st|nd|rd|th){S}(?i:century)\b)",
    ),
    (
        "DATE",
        (time_needs.UNITS, time_needs.AGO),
        rf"(?:{ABOUT}{S})?{AMOUNT}(?:{S}or{S}(?:so|more))?{S}(?i:ago|earlier|later|(?:before|after)(?=[.,;:)]|$)|afterwards|previously|beforehand|from{S}now|hence|prior)(?!{S}than)\b",
    ),
    (
        "DURATION",
        (time_needs.UNITS, time_needs.PAST),
        rf"(?:{ABOUT}{S})?(?:(?i:each{S}of{S})?(?i:the|these|those|its|his|her|their){S})?{THE_PAST}{S}{AMOUNT}(?:{S}or{S}so)?",
    ),
    (
        "DATE",
        (time_needs.SPANS, time_needs.PAST),
        rf"(?:{EDGE}{H})?(?i:(?:the|this){S})?(?i:this|last|next|the{S}same|that|the{S}(?:previous|following|current|past|next|coming|preceding)|this{S}(?:past|coming)){S}(?:(?i:fiscal|calendar|financial){S})?(?:{PERIOD_UNIT}|{SEASON}|{MONTH}(?!{S}\d{{1,2}}\b))(?!['’]s{S}\w{{1,12}}{S}quarter)(?:{S}(?:of{S})?{YEAR})?",
    ),
    (
        "DATE",
        (time_needs.EDGES,),
        rf"(?:{EDGE}{H}|(?i:around{S}))(?i:(?:the|this){S})?(?:{FULL_MONTH}|(?i:next|last|this){S}{PERIOD_UNIT}|{PERIOD_UNIT}|{YEAR}|{SEASON}(?:{S}(?:of{S})?{ANY_YEAR})?|{FULL_WEEKDAY})",
    ),
    ("DATE", (time_needs.SEASON_WORDS,), rf"(?i:(?:the|in|last|this|next){S})(?:{SEASON})(?:{S}(?:of{S})?{ANY_YEAR})"),
    ("DATE", (time_needs.SEASON_WORDS,), rf"{SEASON}{S}(?:of{S})?{ANY_YEAR}"),
    ("DATE", (time_needs.RECENT,), rf"(?i:recent{S}(?:years|months|weeks|days|decades|hours))\b"),
    (
        "DATE",
        (time_needs.UNITS | time_needs.PARTS,),
        rf"(?i:the{S}(?:past|same|full|whole|entire){S}(?:year|month|week|day|night|evening|morning)|the{S}(?:fiscal{S})?(?:year|quarter))\b(?!-)",
    ),
    (
        "DATE",
        (time_needs.OPEN,),
        rf"(?i:the{S}weekend|year[- ]end|the{S}following{S}(?:day|year|month|week)|that{S}time|the{S}time{S}being)\b",
    ),
    (
        "DURATION",
        (time_needs.HYPHEN, time_needs.UNITS),
        (
            rf"(?:{ABOUT}{S})?(?:\d{{1,3}}|{NUMBER_WORD}|(?i:several|multi))-"
            r"(?i:hour|day|week|month|year|minute|decade|night|quarter)(?i:-long)?(?!s?[- ]old)(?!\w)"
        ),
    ),
    ("DURATION", (time_needs.UNITS,), rf"(?:{ABOUT}{S})?(?:(?i:the){S})?{AMOUNT}(?!{S}(?i:old)\b|-(?i:old)\b)"),
    (
        "DURATION",
        (time_needs.UNITS,),
        rf"(?i:(?:for|after|within|over|in|take|takes|lasted|of){S})(?P<bare>(?i:years|months|weeks|days|hours|decades|centuries|minutes))\b(?!{S}(?i:old|ago)\b)",
    ),
    ("DATE", (time_needs.UNITS,), rf"(?i:(?:years|months|weeks|days|decades){S}(?:ago|earlier|later|before))\b"),
    ("DATE", (time_needs.CALENDAR,), HOLIDAY),
    ("DATE", (time_needs.ARABIC,), HIJRI_ARABIC),
    (
        "TIME",
        (time_needs.CLOCK,),
        (
            rf"(?:(?i:around|about|shortly{S}(?:before|after)){S})?(?:{CLOCK}|"
            rf"(?<=[Aa]t )(?:[01]\d|2[0-3])[0-5]\d(?={S}(?:on|in|local|hours|when|this|as)\b|[.,(])|"
            r"(?<=at )(?i:noon|midnight|dawn|dusk)\b)"
        ),
    ),
    ("LOOSE", (time_needs.LOOSE,), LOOSE),
    ("YEAR", (time_needs.YEARS,), BARE_YEAR),
    ("MONTH", (time_needs.MONTHS,), FULL_MONTH),
)
