"""Which unit a number carries: a measure, money, a time, a label or a rank; None where things are counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from counterclaim.extract.numerals import Token, glued, word_at


class Unit(NamedTuple):
    """A unit, and the tokens `[first, last)` that number and unit reach over."""

    name: str
    first: int
    last: int


_AFTER = {
    "%": "%|per cent|percent|pct|percentage points|percentage point|pc",
    "km": "km|kms|kilometre|kilometres|kilometer|kilometers",
    "m": "m|metre|metres|meter|meters",
    "cm": "cm|centimetre|centimetres|centimeter|centimeters",
    "mm": "mm|millimetre|millimetres|millimeter|millimeters|- millimetre|- millimeter",
    "µm": "µm|μm|micrometre|micrometres|micrometer|micrometers|micron|microns",
    "mile": "mile|miles|nautical miles|nautical mile",
    "foot": "foot|feet|ft",
    "inch": "inch|inches",
    "yard": "yards",
    "km/h": "km / h|kmh|kph|km per hour|kilometres per hour|kilometers per hour|kilometres an hour|kilometers an hour",
    "mph": "mph|miles per hour|miles an hour|m . p . h",
    "m/s": "metres per second|meters per second|m / s",
    "mpg": "mpg|miles per gallon",
    "km²": "square kilometres|square kilometers|square kilometre|square kilometer|sq km|sq . km|km2|km²",
    "mi²": "square miles|square mile|sq miles",
    "m²": "square metres|square meters|square metre|square meter|sq m|sqm|m2|m²",
    "ft²": "square feet|square foot|sq ft",
    "ft³": "cubic feet|cubic foot",
    "hectare": "hectare|hectares|ha",
    "acre": "acre|acres",
    "kg": "kg|kgs|kilo|kilos|kilogram|kilograms|kilogramme|kilogrammes",
    "g": "gram|grams|gramme|grammes",
    "mg": "mg|milligram|milligrams",
    "tonne": "tonne|tonnes|metric tons|metric ton|metric tonnes",
    "ton": "ton|tons",
    "lb": "lb|lbs|pound|pounds",
    "ounce": "ounce|ounces|oz",
    "litre": "litre|litres|liter|liters",
    "ml": "ml|millilitre|millilitres|milliliter|milliliters",
    "gallon": "gallon|gallons",
    "barrel/day": "barrels per day|barrels a day|bpd|b / d",
    "barrel": "barrel|barrels|barrels of oil",
    "degree": "degree|degrees|°|deg",
    "°C": "° c|degrees celsius|degree celsius|degrees c|℃|celsius|deg c|degc",
    "°F": "° f|degrees fahrenheit|degree fahrenheit|degrees f|fahrenheit|deg f|degf",
    "MW": "mw|megawatt|megawatts",
    "GW": "gw|gigawatt|gigawatts",
    "kW": "kw|kilowatt|kilowatts",
    "W": "w|watt|watts",
    "kWh": "kwh|kilowatt hours|kilowatt hour|kilowatt - hours",
    "V": "volt|volts",
    "Hz": "hz|hertz",
    "kHz": "khz|kilohertz",
    "MHz": "mhz|megahertz",
    "GHz": "ghz|gigahertz",
    "MB": "mb|megabyte|megabytes",
    "GB": "gb|gigabyte|gigabytes",
    "TB": "tb|terabyte|terabytes",
    "dB": "db|decibel|decibels",
    "hp": "hp|horsepower|bhp",
    "Nm": "nm|newton metres",
    "ppm": "ppm|parts per million",
    "point": "point|points|pts",
    "basis point": "basis points|basis point|bps",
    "second": "second|seconds|sec|secs|- second",
    "minute": "minute|minutes|min|mins|- minute",
    "hour": "hour|hours|hr|hrs|- hour",
    "day": "day|days|nights|- day",
    "week": "week|weeks|- week",
    "month": "month|months|- month",
    "year": "year|years|yr|yrs|- year|decades ago",
    "decade": "decade|decades",
    "century": "century|centuries",
    "year of age": (
        "- year - old|- year - olds|year - old|year - olds|years old|year old|year olds|years of age|- year old|"
        "- year olds|- month - old|months old|years - old|y / o"
    ),
    "$": "dollar|dollars|us dollars|u . s . dollars|usd|dlrs",
    "€": "euro|euros|eur",
    "£": "pounds sterling|sterling|gbp",
    "¥": "yen|jpy|japanese yen",
    "CNY": "yuan|renminbi|rmb|chinese yuan",
    "SYP": "syrian pounds|syrian pound|syrian lira",
    "TRY": "lira|liras|turkish lira|turkish liras",
    "RUB": "rouble|roubles|ruble|rubles",
    "INR": "rupee|rupees",
    "ILS": "shekel|shekels",
    "AUD": "australian dollars|australian dollar",
    "CAD": "canadian dollars",
    "HKD": "hong kong dollars",
    "UAH": "hryvnia|hryvnias",
    "cent": "cent|cents|pence|p",
    "time": "times|- fold|- time",
    "clock": "am|pm|a . m|p . m|o ' clock|o ’ clock|gmt|utc|a . m .|p . m .|hours local time|local time",
    "phase": "- point|g network|g networks",
}
_BEFORE = {
    "$": "$|us $|u . s . $|usd|us$",
    "€": "€|eur",
    "£": "£|gbp|ps",
    "¥": "¥|jpy|y =",
    "AUD": "a $|au $|aud",
    "HKD": "hk $",
    "CAD": "c $|cad",
    "INR": "₹|inr|rs|rs .",
    "CNY": "cny|rmb",
    "ILS": "nis|ils",
    "RUB": "₽|rub",
    "label": (
        "resolution|resolutions|article|articles|channel|highway|route|boeing|airbus|section|chapter|annex|paragraph|"
        "protocol|flight|apartment|room|gate|line|zone|season|episode|page|pages|version|model|category|level|day|"
        "phase|stage|group|grade|class|no .|nos .|number|unit|game|week|formula|planet|highways|law|decree|bill|order|"
        "su|mi|mig|tu|il|t|f|m|s|b|g|phone|tel|fax|street|avenue|part|area|sector|appendix|figure|table|windows|"
        "iphone|galaxy|iso|covid|hiv|nikkei|stoxx|asx|top|size|directive|regulation|camp|agenda|vision|dn|sp|s & p|"
        "ftse|fortune|"
        "task force|ss|base|regiment|brigade|battalion|division|checkpoint|hill|block|point"
    ),
    "year of age": "aged|age|ages",
}


def _table(names: dict[str, str]) -> dict[tuple[str, ...], str]:
    return {tuple(phrase.split()): name for name, text in names.items() for phrase in text.split("|")}


_AFTER_TABLE = _table(_AFTER)
_BEFORE_TABLE = _table(_BEFORE)
_LONGEST = 6
_SHORT_AFTER = frozenset({"p", "m", "g", "w", "ha", "min", "sec", "pc", "c", "f"})
_SOFT = (
    "camp base group unit area zone sector street avenue hill checkpoint block point regiment brigade battalion "
    "division part order level stage phase season gate line room number day week game school city"
)
_SOFT_LABELS = frozenset(_SOFT.split())
_CASUALTY = "killed dead wounded injured hurt martyred missing people children women men dozens others more civilian"
_COUNTED = frozenset(_CASUALTY.split())
_WORDS_VERBS = (
    "comes goes has was is does says remains lies takes makes gets holds begins ends includes stands becomes gives"
)
_VERBS = frozenset(_WORDS_VERBS.split())
_WORDS_SMALL_LABELS = (
    "resolution resolutions article articles chapter paragraph section category page pages level phase version"
)
_SMALL_LABELS = frozenset(_WORDS_SMALL_LABELS.split())


def unit_after(tokens: Sequence[Token], first: int, last: int) -> Unit | None:
    """The unit written after a number at tokens `[first, last)`; a hyphen may stand between (`122-mm`)."""
    for start in (last, last + (word_at(tokens, last) == "-")):
        for length in range(min(_LONGEST, len(tokens) - start), 0, -1):
            words = tuple(token.low for token in tokens[start : start + length])
            name = _AFTER_TABLE.get(words)
            if name and (words[0] not in _SHORT_AFTER or start == last or name in ("m", "%")):
                return Unit(name, first, start + length)
    return None


def unit_before(tokens: Sequence[Token], first: int, last: int) -> Unit | None:
    """The sign, currency or label written before a number (`$`, `Resolution`, `aged`)."""
    for length in range(min(4, first), 0, -1):
        words = tuple(token.low for token in tokens[first - length : first])
        name = _BEFORE_TABLE.get(words)
        if name is None or (name == "label" and _small(tokens[first - length]) and words[0] not in _SMALL_LABELS):
            continue
        if words[0] in ("no", "nos") and not tokens[first - length].text[0].isupper():
            continue
        if name == "label" and words[0] in _SOFT_LABELS and _counts(word_at(tokens, last)):
            continue
        if name == "label" and not (tokens[first].digits or glued(tokens, first)):
            continue
        return Unit(name, first - length, last)
    return None


def _counts(word: str) -> bool:
    """Whether a word after a number is counted by it, as in a headline without commas (`Hit Camp 35 Killed`)."""
    plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss") and word not in _VERBS
    return word in _COUNTED or plural


def _small(token: Token) -> bool:
    return token.text.islower()


def of_a_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether digits are part of a name or an ordinal: `T-72`, `M4`, `TB2`, `2A4`, `46th`, `1990s`."""
    if not tokens[first].digits:
        return False
    before = tokens[first - 1] if glued(tokens, first) else None
    if before is not None and before.low in ("-", "_", "/", "#") and glued(tokens, first - 1):
        other = tokens[first - 2]
        return before.low in ("_", "#") or (other.word and (other.text[0].isupper() or len(other.text) <= 3))
    if before is not None and (before.word or before.low in ("_", "#", "@")):
        return (before.low,) not in _BEFORE_TABLE or _BEFORE_TABLE[(before.low,)] == "label"
    return _ordinal_or_code(tokens, last)


def _ordinal_or_code(tokens: Sequence[Token], last: int) -> bool:
    if not glued(tokens, last):
        return False
    after = word_at(tokens, last)
    if after in ("st", "nd", "rd", "th", "s"):
        return True
    codes = tokens[last].word and glued(tokens, last + 1) and tokens[last + 1].digits
    return codes or (
        tokens[last].word and (after,) not in _AFTER_TABLE and len(after) <= 2 and after not in ("k", "bn")
    )
