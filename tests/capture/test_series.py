"""Tables to series: what is counted, daily or cumulative, and rows that hold words."""

from datetime import date

import pytest

from counterclaim.capture.columns import day_of, figure, month_first
from counterclaim.capture.grids import read_grid
from counterclaim.capture.series import kind_of, read_series
from counterclaim.errors import BadTable, UnclearSeries
from counterclaim.model.series import OddityKind, SeriesKind

RISING = [3, 5, 8, 8, 12, 15, 15, 21, 30]
DAYS = [f"2021-05-{n:02}" for n in range(1, 10)]
SWALLOWED = "Losses without lorries - 4102, of which: destroyed 3000, damaged 200, captured 902"


def table(*columns, header):
    return "\n".join([header, *(",".join(map(str, row)) for row in zip(*columns, strict=True))])


def read(text, **more):
    return read_series(read_grid(text.encode(), "losses.csv"), origin="losses", **more)


def test_each_column_of_figures_is_a_series_and_counters_are_not():
    found = read(table(DAYS, range(1, 10), RISING, RISING, header="date,day,tank,boat")).series
    assert [(s.name, s.kind, len(s.points)) for s in found] == [
        ("losses/boat", SeriesKind.CUMULATIVE, 9),
        ("losses/tank", SeriesKind.CUMULATIVE, 9),
    ]
    assert found[1].points[0].day == date(2021, 5, 1)


def test_each_category_of_a_long_table_is_a_series():
    text = table(DAYS * 2, ["Tanks"] * 9 + ["Boats"] * 9, RISING * 2, header="date,type,total")
    assert [(s.label, len(s.points)) for s in read(text, source="photos").series] == [("Boats", 9), ("Tanks", 9)]


def test_running_and_daily_figures_of_one_thing_share_a_name():
    daily = [3, 2, 3, 0, 4, 3, 0, 6, 9]
    found = read(table(DAYS, daily, RISING, header="date,killed,killed_cum")).series
    assert {(s.name, s.kind) for s in found} == {
        ("losses/killed", SeriesKind.DAILY),
        ("losses/killed", SeriesKind.CUMULATIVE),
    }


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (RISING, SeriesKind.CUMULATIVE),
        ([*RISING * 1, 29, *range(31, 70)], SeriesKind.CUMULATIVE),
        ([3, 1, 4, 1, 5, 9, 2, 6, 5], SeriesKind.DAILY),
        ([0] * 9, None),
        ([1, 2, 3], None),
    ],
)
def test_running_totals_are_told_from_daily_figures(values, kind):
    assert kind_of(values) is kind


def test_what_is_in_doubt_is_asked_and_never_guessed():
    text = table(DAYS[:3], [1, 2, 3], header="date,tank")
    with pytest.raises(UnclearSeries, match=r"“tank” .* --cumulative or --daily"):
        read(text)
    assert read(text, kind=SeriesKind.DAILY).series[0].kind is SeriesKind.DAILY


def test_a_doubtful_column_follows_the_others_of_its_table():
    found = read(table(DAYS, RISING, [1] * 9, header="date,tank,submarine")).series
    assert {s.kind for s in found} == {SeriesKind.CUMULATIVE}


def test_a_swallowed_heading_is_named_and_left_out():
    text = table(DAYS * 2, ["Tanks"] * 9 + ["Boats"] * 9, RISING * 2, header="date,type,total")
    reading = read(f'{text}\n2021-05-09,"{SWALLOWED}",4102\ndate,type,total\n')
    assert {s.label for s in reading.series} == {"Tanks", "Boats"}
    assert [o.kind for o in reading.oddities] == [OddityKind.SCHEMA_ERROR] * 2
    assert SWALLOWED in reading.oddities[0].message
    assert "Line 20" in reading.oddities[0].message
    assert "the heading again" in reading.oddities[1].message


def test_words_in_the_place_of_a_figure_are_named_and_the_rest_is_kept():
    reading = read(table([*DAYS, "2021-05-10"], [*RISING, "see note"], header="date,tank"))
    assert len(reading.series[0].points) == 9
    assert "“see note”" in reading.oddities[0].message


def test_a_figure_that_was_not_given_is_no_oddity():
    assert not read(table([*DAYS, "2021-05-10"], [*RISING, "n/a"], header="date,tank")).oddities


def test_two_figures_for_one_day_are_named_and_the_first_is_kept():
    text = table([*DAYS * 2, DAYS[-1]], ["A"] * 9 + ["B"] * 9 + ["A"], [*RISING * 2, 99], header="date,type,n")
    reading = read(text)
    assert "30 and 99" in reading.oddities[0].message
    assert reading.series[0].points[-1].value == 30


def test_states_that_do_not_come_to_the_total_are_named():
    header = "date,type,destroyed,damaged,abandoned,captured,total"
    states = [1] * 9
    reading = read(table(DAYS, ["A"] * 9, states, states, states, states, [4] * 8 + [5], header=header),
                   kind=SeriesKind.CUMULATIVE)  # fmt: skip
    (found,) = reading.oddities
    assert found.kind is OddityKind.PARTS_MISMATCH
    assert "come to 4, not to the total of 5" in found.message
    assert all(s.confirmed for s in reading.series)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\nx,1\ny,2\n", "no column holds days"),
        ("date,b\n2021-05-01,x\n2021-05-02,y\n", "no column holds figures"),
        ("date,b\n3/4/2021,1\n5/6/2021,2\n", "may begin with the day or the month"),
    ],
)
def test_a_table_without_days_or_figures_is_refused(text, words):
    with pytest.raises(BadTable, match=words):
        read(text)


def test_a_column_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(BadTable, match="no column “gun”; there are date, tank"):
        read(table(DAYS, RISING, header="date,tank"), columns=["gun"])


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1,234", 1234), ("1 234 567", 1234567), ("-3", -3), ("2.5", 2.5), ("about 7", None), ("1,23", None), ("", None)],
)
def test_figures_of_cells(cell, value):
    assert figure(cell) == value


@pytest.mark.parametrize(
    ("cell", "american", "wanted"),
    [
        ("2021-05-03", False, date(2021, 5, 3)),
        ("2021-05-03T10:00", False, date(2021, 5, 3)),
        ("3.5.2021", False, date(2021, 5, 3)),
        ("5/3/2021", True, date(2021, 5, 3)),
        ("31/31/2021", False, None),
    ],
)
def test_days_of_cells(cell, american, wanted):
    assert day_of(cell, american=american) == wanted


@pytest.mark.parametrize(("cells", "wanted"), [(["3/4/2021"], None), (["3/14/2021"], True), (["14/3/2021"], False)])
def test_whether_the_month_comes_first(cells, wanted):
    assert month_first(cells) is wanted
