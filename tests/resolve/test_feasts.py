"""Other calendars: Hijri dates, feasts that move, and weekdays that do not fit their date."""

from datetime import UTC, date, datetime, timedelta

import pytest

from counterclaim.extract.times import find_times
from counterclaim.model.claims import Mention
from counterclaim.model.documents import Document, Fact
from counterclaim.model.incidents import FindingKind
from counterclaim.model.values import Period, Precision
from counterclaim.resolve.feasts import hijri_day
from counterclaim.resolve.moments import Moment
from counterclaim.resolve.periods import Periods, read_words


def read(text, published="2020-03-04"):
    facts = (("published", Fact(value=published, why="-")),)
    document = Document(
        id="d", text=text, origin="d", captured_at=datetime(2024, 1, 1, tzinfo=UTC), media_type="text/plain",
        facts=facts,
    )  # fmt: skip
    mentions = [Mention(found.text, found.span) for found in find_times(text)]
    ranked, findings = Periods(max_candidates=3).resolve(mentions, document)
    return [answer.candidates[0].value if answer.candidates else None for answer in ranked], findings


@pytest.mark.parametrize(
    ("hijri", "day"),
    [
        ((1, 1, 1), date(622, 7, 19)),
        ((1440, 9, 1), date(2019, 5, 6)),
        ((1441, 1, 1), date(2019, 8, 31)),
        ((1445, 9, 1), date(2024, 3, 11)),
    ],
)
def test_tabular_days_lie_within_a_day_of_those_observed(hijri, day):
    assert abs(hijri_day(*hijri) - day) <= timedelta(days=1)


@pytest.mark.parametrize(
    ("words", "day"), [("12 Ramadan 1440", date(2019, 5, 17)), ("3 Rajab 1441 AH", date(2020, 2, 27))]
)
def test_a_hijri_date_is_one_of_three_days(words, day):
    (period,), _ = read(f"They met on {words} in the capital.")
    assert period.start <= day <= period.end
    assert period.days == 3


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("5 Rabi' al-Thani 1441 AH", date(2019, 12, 2)),
        ("5 Rabi al-thani 1441", date(2019, 12, 2)),
        ("10 Jumada al-Akhirah 1441 AH", date(2020, 2, 4)),
        ("10 Jumada al-Ula 1441", date(2020, 1, 5)),
        ("7 Dhul Qa'dah 1440", date(2019, 7, 10)),
        ("3 Dhu al-Hijjah 1440H", date(2019, 8, 4)),
        ("1 Sha'aban 1440", date(2019, 4, 6)),
        ("Ramadan 12, 1440", date(2019, 5, 17)),
        ("١٢ رمضان ١٤٤٠", date(2019, 5, 17)),
        ("12 رمضان 1440", date(2019, 5, 17)),
        ("٥ ربيع الآخر ١٤٤١ هـ", date(2019, 12, 2)),
    ],
)
def test_hijri_months_are_read_in_many_spellings_and_in_arabic(words, day):
    (period,), _ = read(f"They met on {words} in the capital.")
    assert period.start <= day <= period.end
    assert period.days == 3


def test_a_hijri_date_after_publication_is_a_finding():
    _, findings = read("Five were killed on 12 Ramadan 1441.")
    assert [finding.kind for finding in findings] == [FindingKind.IMPOSSIBLE_DATE]


@pytest.mark.parametrize(
    ("words", "published", "day"),
    [
        ("Passover", "2020-05-01", date(2020, 4, 9)),
        ("Yom Kippur", "2023-10-20", date(2023, 9, 25)),
        ("Rosh Hashanah", "2020-12-01", date(2020, 9, 19)),
        ("Hanukkah", "2025-01-10", date(2024, 12, 26)),
        ("Purim", "2024-04-01", date(2024, 3, 24)),
        ("Good Friday", "2020-05-01", date(2020, 4, 10)),
        ("Easter Monday", "2020-05-01", date(2020, 4, 13)),
        ("Thanksgiving", "2020-03-04", date(2019, 11, 28)),
        ("the first day of Ramadan", "2019-06-20", date(2019, 5, 6)),
        ("the second day of Eid al-Fitr", "2019-06-20", date(2019, 6, 6)),
    ],
)
def test_feasts_of_several_faiths(words, published, day):
    (period,), _ = read(f"They were killed on {words}.", published)
    assert period.start == day


def test_a_hijri_month_is_a_month():
    (period,), _ = read("Fighting eased in Ramadan 1440.")
    assert period.start <= date(2019, 5, 6)
    assert 29 <= period.days <= 32


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("They fasted in Ramadan.", date(2019, 5, 6), date(2019, 6, 4)),
        ("A truce held on Eid al-Fitr.", date(2019, 6, 4), date(2019, 6, 7)),
        ("Bombs fell on Easter Sunday.", date(2019, 4, 21), date(2019, 4, 21)),
        ("Shells fell on Orthodox Easter.", date(2019, 4, 28), date(2019, 4, 28)),
        ("They marched on Nowruz.", date(2019, 3, 20), date(2019, 3, 21)),
    ],
)
def test_a_feast_is_the_last_one_before_publication(text, first, last):
    (period,), _ = read(text)
    assert first - timedelta(days=1) <= period.start <= period.end <= last + timedelta(days=1)


def test_a_weekday_that_does_not_fit_its_date_is_a_finding():
    (period,), findings = read("On Tuesday, March 2, 2020 shells fell.")
    assert period.start == date(2020, 3, 2)
    assert [finding.kind for finding in findings] == [FindingKind.IMPOSSIBLE_DATE]
    assert "Monday" in findings[0].message


@pytest.mark.parametrize("text", ["On Monday, March 2, 2020 shells fell.", "On Monday shells fell.", "Sunday, 1 March"])
def test_a_weekday_that_fits_is_none(text):
    assert read(text)[1] == ()


def test_since_then_runs_from_the_time_named_last_to_publication():
    moment = Moment(published=date(2020, 3, 4), last=Period(date(2011, 1, 1), date(2011, 12, 31), Precision.YEAR))
    (found,) = read_words("Since then", moment)
    assert (found.period.start, found.period.end) == (date(2011, 1, 1), date(2020, 3, 4))
    assert list(read_words("Since then", Moment(published=date(2020, 3, 4)))) == []
