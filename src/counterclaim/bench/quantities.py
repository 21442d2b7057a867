"""Quantities in the form of the reference scorer: value, unit, change and concept of each sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from counterclaim.extract.quantities import FoundQuantity, find_quantities

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
_NO_QUANTITY = frozenset({"date", "clock", "label", "phone", "score"})


def predict(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The quantities of each record (`id`, `text`), one prediction a record, in order."""
    for record in records:
        text = record["text"]
        found = (quantity for quantity in find_quantities(text) if _counts(quantity))
        yield {"id": record["id"], "quantities": [_prediction(quantity, text) for quantity in found]}


def _counts(quantity: FoundQuantity) -> bool:
    known = quantity.stated.low not in (None, 0) or quantity.unit is not None
    return quantity.unit not in _NO_QUANTITY and not quantity.vague and known


def _prediction(quantity: FoundQuantity, text: str) -> dict[str, Any]:
    low, high = quantity.stated.low, quantity.stated.high
    return {
        "value": f"{low}" if low == high else f"{low}-{high}",
        "low": low,
        "high": high,
        "normalized_unit": UNIT_NAMES.get(quantity.unit, quantity.unit) if quantity.unit else _counted(quantity, text),
        "change": _change(quantity),
        "text": text[quantity.span.start : quantity.span.end],
    }


def _counted(quantity: FoundQuantity, text: str) -> str:
    """The word after the number in the singular, or `-`."""
    words = text[quantity.span.end : quantity.span.end + 40].split()
    if not words or not words[0].strip(".,;:").isalpha():
        return "-"
    word = words[0].strip(".,;:")
    return word.removesuffix("s") if not word.endswith("ss") else word


def _change(quantity: FoundQuantity) -> str:
    if quantity.change:
        return quantity.change
    if quantity.approximate:
        return "~"
    if quantity.interval == quantity.stated:
        return "="
    return ">" if quantity.interval.high is None else "<"
