"""Time zones by the words that name them and by the country that a page is about, as names of the IANA database."""

from __future__ import annotations

OFFSETS = {"gmt": 0, "utc": 0, "est": -5, "edt": -4, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3}
"""Hours from Greenwich of the short forms."""
CITY_ZONES = {
    "moscow": "Europe/Moscow", "kyiv": "Europe/Kyiv", "kiev": "Europe/Kyiv", "damascus": "Asia/Damascus",
    "baghdad": "Asia/Baghdad", "tehran": "Asia/Tehran", "israel": "Asia/Jerusalem", "jerusalem": "Asia/Jerusalem",
    "gaza": "Asia/Gaza", "beirut": "Asia/Beirut", "sanaa": "Asia/Aden", "aden": "Asia/Aden",
    "tripoli": "Africa/Tripoli", "khartoum": "Africa/Khartoum", "istanbul": "Europe/Istanbul",
    "ankara": "Europe/Istanbul", "cairo": "Africa/Cairo", "kabul": "Asia/Kabul", "islamabad": "Asia/Karachi",
    "delhi": "Asia/Kolkata", "yangon": "Asia/Yangon", "baku": "Asia/Baku", "yerevan": "Asia/Yerevan",
    "tbilisi": "Asia/Tbilisi", "washington": "America/New_York", "eastern": "America/New_York",
    "london": "Europe/London", "paris": "Europe/Paris", "beijing": "Asia/Shanghai",
}  # fmt: skip
"""Zones by the city or the land whose time a text names, in lower case."""
COUNTRY_ZONES = {
    "SY": "Asia/Damascus", "IQ": "Asia/Baghdad", "IR": "Asia/Tehran", "TR": "Europe/Istanbul", "LB": "Asia/Beirut",
    "IL": "Asia/Jerusalem", "PS": "Asia/Gaza", "JO": "Asia/Amman", "EG": "Africa/Cairo", "SA": "Asia/Riyadh",
    "YE": "Asia/Aden", "AE": "Asia/Dubai", "QA": "Asia/Qatar", "KW": "Asia/Kuwait", "LY": "Africa/Tripoli",
    "TN": "Africa/Tunis", "DZ": "Africa/Algiers", "SD": "Africa/Khartoum", "SS": "Africa/Juba",
    "ET": "Africa/Addis_Ababa", "ER": "Africa/Asmara", "SO": "Africa/Mogadishu", "ML": "Africa/Bamako",
    "NE": "Africa/Niamey", "BF": "Africa/Ouagadougou", "NG": "Africa/Lagos", "TD": "Africa/Ndjamena",
    "UA": "Europe/Kyiv", "BY": "Europe/Minsk", "MD": "Europe/Chisinau", "PL": "Europe/Warsaw", "AZ": "Asia/Baku",
    "AM": "Asia/Yerevan", "GE": "Asia/Tbilisi", "AF": "Asia/Kabul", "PK": "Asia/Karachi", "IN": "Asia/Kolkata",
    "MM": "Asia/Yangon", "TH": "Asia/Bangkok", "GB": "Europe/London", "FR": "Europe/Paris",
}  # fmt: skip
"""Zones of countries that wars are reported from and that have one; of Russia and others with several none is said."""
