"""Names of the Hijri months as texts write them, in Latin and in Arabic letters, as regular expressions."""

from __future__ import annotations

_A = "['’‘ʿʾ`]?"
_FIRST = "(?:(?:al|ul|el)[- ]?a?wwa?l|1st|I(?!I))"
_SECOND = "(?:(?:al|ul|el|ath|eth|us)[- ]?(?:thani|sani|akhir)|2nd|II)"
_HIS = "(?:dh|z)[ui]l?[- ]?(?:a?l)?[- ]?"
LATIN = (
    "muharram", "safar", rf"rabi{_A}[ -]{_FIRST}", rf"rabi{_A}[ -]{_SECOND}",
    "jumad[ae][ -](?:(?:al|ul|el)[- ]?(?:a?ww?al|u?la|oula|awwala)|I(?!I))",
    "jumad[ae][ -](?:(?:al|ul|el|ath|us)[- ]?(?:thani(?:yah?)?|sani|akhira?h?)|II)",
    "rajab", f"sha{_A}a?ba?an", "rama[dz]h?an", "shawwal", rf"{_HIS}q[ai]{_A}dah?", f"{_HIS}hijj?ah?",
)  # fmt: skip
ARABIC = (
    "محرم", "صفر", "ربيع ال[اأ]ول", "ربيع (?:الثاني|الآخر|الاخر)", "جمادى ال(?:[اأ]ولى|[اأ]ول)",
    "جمادى (?:الثانية|الآخرة|الاخرة|الثاني)", "رجب", "شعبان", "رمضان", "شوال", "ذ[ويى] القعدة", "ذ[ويى] الحجة",
)  # fmt: skip
ERA = r"(?:[ ]?(?:a\.?h\.?|h)\b|[ ]?هـ?)?"
YEAR = r"(?:1[34]\d\d|[١1][٣٤34][٠-٩0-9]{2})(?!\d)"
DAY = r"(?:[12]\d|30|0?[1-9]|[٠-٣]?[٠-٩])(?:st|nd|rd|th)?"
