"""The glance that spares patterns of time spares none that would have found something."""

from counterclaim import sample
from counterclaim.extract import times

EXPRESSIONS = (
    "It was said that tomorrow\nmorning the report is due.",
    "Clashes went on overnight Saturday into Sunday, and at 03:00 GMT on 4 May 2019 they ended.",
    "Over the past several weeks, in the late 1990s, in the '80s, in the twenties, in the 19th century.",
    "A three-day truce, a 3-hour-long pause, the year-earlier period, year-end, the weekend.",
    "On 12 Ramadan 1440 AH, on Easter Sunday, في ١٢ رمضان ١٤٤٠ هـ.",
    "EARLY JUNE, mid-September, by the end of spring 2014; two years ago; recently; nowadays; at noon.",
    "4, 12 and 21 February; nineteen ninety-one; the year two thousand and one; every other Monday; daily.",
)


def all_times(text):
    return [(found.span, found.type, found.loose) for found in times._leftmost_longest(text)]


def test_every_time_of_the_sample_and_of_odd_expressions_is_found_with_the_glance(monkeypatch):
    pages = [page for page in sample.pages() if not page.html]
    texts = [line for page in pages for line in page.path.read_text("utf-8").split("\n") if line] + list(EXPRESSIONS)
    quick = [all_times(text) for text in texts]
    monkeypatch.setattr(times, "met", lambda *_: True)
    assert quick == [all_times(text) for text in texts]
    assert sum(map(len, quick)) > 100
