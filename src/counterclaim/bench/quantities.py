"""Quantities in the form of the reference scorer: value, unit, change and concept of each sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from counterclaim.extract.quantities import FoundQuantity, find_quantities

GOLD = frozenset({"quantities"})
UNIT_NAMES = {
    "%": "percentage",
    "$": "dollar",
    "€": "euro",
    "£": "pound sterling",
    "¥": "japanese yen",
    "CNY": "chinese yuan",
    "AUD": "australian dollar",
    "CAD": "canadian dollar",
    "HKD": "hong kong dollar",
    "INR": "indian rupee",
    "ILS": "shekel",
    "TRY": "turkish lira",
    "RUB": "russian rouble",
    "km": "kilometre",
    "m": "metre",
    "cm": "centimetre",
    "mm": "millimetre",
    "km/h": "kilometre per hour",
    "mph": "mile per hour",
    "m/s": "metre per second",
    "mpg": "mile per gallon",
    "km²": "square kilometre",
    "mi²": "square mile",
    "m²": "square metre",
    "ft²": "square foot",
    "ft³": "cubic foot",
    "kg": "kilogram",
    "g": "gram",
    "mg": "milligram",
    "tonne": "metric ton",
    "lb": "pound",
    "ml": "millilitre",
    "barrel/day": "barrel per day",
    "°C": "celsius",
    "°F": "fahrenheit",
    "MW": "megawatt",
    "GW": "gigawatt",
    "kW": "kilowatt",
    "W": "watt",
    "kWh": "kilowatt hour",
    "V": "volt",
    "Hz": "hertz",
    "kHz": "kilohertz",
    "MHz": "megahertz",
    "GHz": "gigahertz",
    "MB": "megabyte",
    "GB": "gigabyte",
    "TB": "terabyte",
    "dB": "decibel",
    "hp": "horsepower",
    "ppm": "part per million",
    "time": "count",
}
_WORD = re.compile(r"[\s-]{1,2}(?:more |other |further )?([^\W\d_]+)")
_RATE = re.compile(r" (?:a|an|per) (second|minute|hour|day|week|month|year|barrel|ounce|tonne|ton|person)\b")
_FUNCTION = (
    "a an the in on at by of to for from with that which while and or but is was were will has have had if as than "
    "during against last after before since out off over it they he she we you this there when where because so not"
)
_FUNCTION_WORDS = frozenset(_FUNCTION.split())
_IRREGULAR = {"children": "child", "men": "man", "women": "woman", "people": "people", "who": "people", "feet": "foot"}
_NO_QUANTITY = frozenset({"date", "clock", "label", "phone", "score"})


def predict(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The quantities of each record (`id`, `text`), one prediction a record, in order."""
    for record in records:
        text = record["text"]
        found = (quantity for quantity in find_quantities(text) if _counts(quantity))
        yield {"id": record["id"], "quantities": [_prediction(quantity, text) for quantity in found]}


def _counts(quantity: FoundQuantity) -> bool:
    known = quantity.stated.low not in (None, 0) or quantity.unit is not None
    return quantity.unit not in _NO_QUANTITY and known and (not quantity.vague or _rounded(quantity) is not None)


def _rounded(quantity: FoundQuantity) -> tuple[float, float] | None:
    """The bounds that the annotation gives to `thousands`, a power of ten and the next; None for other counts."""
    low, high = quantity.stated.low, quantity.stated.high
    plural = low is not None and high is not None and low >= 200 and high + 1 == 5 * low
    return (low // 2, high + 1) if plural and low and high else None


def _prediction(quantity: FoundQuantity, text: str) -> dict[str, Any]:
    low, high, unit = _value(quantity, text)
    return {
        "value": f"{low}" if low == high else f"{low}-{high}",
        "low": low,
        "high": high,
        "normalized_unit": unit,
        "change": _change(quantity),
        "text": text[quantity.span.start : quantity.span.end],
    }


def _value(quantity: FoundQuantity, text: str) -> tuple[float | None, float | None, str]:
    """Low, high and unit as the annotation writes them; a share in words is a fraction of what it is a share of."""
    words = text[quantity.span.start : quantity.span.end]
    if quantity.share is not None and not any(character.isdigit() for character in words):
        of = text[quantity.share_of.start : quantity.share_of.end] if quantity.share_of else ""
        if "per" not in words.lower().split():
            return quantity.share, quantity.share, f"% {of.removeprefix('the ')}"
    rounded = _rounded(quantity) if quantity.vague else None
    low, high = rounded or (quantity.stated.low, quantity.stated.high)
    unit = UNIT_NAMES.get(quantity.unit, quantity.unit) if quantity.unit else _counted(quantity, text)
    rate = _RATE.match(text, quantity.span.end)
    return low, high, f"{unit} per {rate[1]}" if rate and quantity.unit != "%" else unit


def _counted(quantity: FoundQuantity, text: str) -> str:
    """The word after the number in the singular, or `-`."""
    match = _WORD.match(text, quantity.span.end)
    word = match[1] if match else ""
    if not word or word.lower() in _FUNCTION_WORDS:
        return "-"
    return _IRREGULAR.get(word.lower()) or _singular(word)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "uses")):
        return word[:-2]
    return word.removesuffix("s") if not word.endswith(("ss", "us")) else word


def _change(quantity: FoundQuantity) -> str:
    if quantity.change:
        return quantity.change
    if quantity.approximate:
        return "~"
    if quantity.interval == quantity.stated:
        return "="
    return ">" if quantity.interval.high is None else "<"
