"""Coding an assessment: ranges of several voices, whole and part, what nobody counts, and what the prose concludes."""

import pytest

from counterclaim.bench.assessments import predict
from counterclaim.config import load_settings
from counterclaim.pipeline import Pipeline

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def code():
    pipeline = Pipeline(load_settings())

    def coded(*paragraphs):
        record = {"id": "x", "reference_date": "2021-05-31", "text": "\n\n".join(paragraphs)}
        return next(predict([record], pipeline))

    return coded


def bounds(found):
    return (found["low"], found["high"]) if found else None


def test_an_open_range_is_closed_by_the_highest_figure_of_any_source(code):
    found = code(
        "On 3 May 2021, at least five people were killed when shells hit the market of Homs.",
        "An agency reported that nine people were killed in the shelling.",
    )
    assert bounds(found["killed"]) == (5, 9)


def test_an_exact_figure_of_the_opening_stands(code):
    found = code(
        "On 3 May 2021, six people were killed when shells hit the market of Homs.",
        "An agency reported that four people were killed.",
    )
    assert bounds(found["killed"]) == (6, 6)


def test_people_counted_among_the_dead_are_not_added(code):
    found = code("On 3 May 2021, six people, including three children, were killed in an airstrike on Homs.")
    assert bounds(found["killed"]) == (6, 6)


def test_without_an_opening_figure_the_range_runs_over_all_sources(code):
    found = code(
        "On 3 May 2021, shells hit the market of Homs.",
        "An agency reported that 12 people were killed. A monitor said that 14 people were killed.",
    )
    assert bounds(found["killed"]) == (12, 14)


def test_what_nobody_counts_stays_unknown(code):
    found = code("On 3 May 2021, shells hit the market of Homs.")
    assert (found["killed"], found["injured"]) == (None, None)


def test_dozens_are_coded_as_airwars_codes_them(code):
    found = code("On 3 May 2021, dozens of people were wounded when shells hit the market of Homs.")
    assert bounds(found["injured"]) == (12, 24)


def test_date_and_place_are_those_of_the_opening(code):
    found = code(
        "On 3 May 2021, six people were killed when shells hit the market of Homs.",
        "On 9 May 2021, two others were killed in Aleppo.",
    )
    assert found["date"] == {"from": "2021-05-03", "to": "2021-05-03"}
    assert found["lat"] == pytest.approx(34.7, abs=0.3)


@pytest.mark.parametrize(
    ("sentence", "status", "grade"),
    [
        ("Only one source named a belligerent.", "Single source claim", "Fair"),
        ("None of the sources attributed the strike to anybody.", "Contested strike", "Contested"),
        ("It was a declared airstrike.", "Declared strike", "Fair"),
        ("Several sources named the same belligerent.", "Likely strike", "Fair"),
    ],
)
def test_the_status_is_what_the_prose_concludes(code, sentence, status, grade):
    found = code("On 3 May 2021, six people were killed when shells hit the market of Homs.", sentence)
    assert (found["status"], found["grade"]) == (status, grade)
