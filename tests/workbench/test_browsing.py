"""Lists with filters: every count is what the filter leaves, and pages of a list hold everything once."""

from dataclasses import replace

import pytest

from counterclaim.errors import BadCursor
from counterclaim.model.claims import Candidate, Field
from counterclaim.model.overviews import ClaimOrder, ClaimQuery
from counterclaim.model.places import Place
from counterclaim.model.values import Position
from counterclaim.workbench import browsing, questions
from tests.factories import SENTENCE, make_pages
from tests.workbench import ledgers


@pytest.fixture(scope="module")
def view(tmp_path_factory):
    view = ledgers.plain(tmp_path_factory.mktemp("ledger") / "l.db", 65)
    yield view
    view.close()


def walk(step):
    cursor, found = None, []
    while True:
        page = step(cursor)
        found += page.items
        cursor = page.next
        if cursor is None:
            return found, page.total


@pytest.mark.parametrize("order", ClaimOrder)
def test_the_pages_of_a_list_hold_every_claim_once(view, order):
    found, total = walk(lambda cursor: view.slice_of_claims(ClaimQuery(), order, cursor, 7))
    ids = [entry.claim.id for entry in found]
    assert len(ids) == len(set(ids)) == total == 65


def test_every_count_beside_a_filter_is_what_it_leaves(view):
    page = browsing.claims(view, questions.parse({"claimant": "army"}))
    assert {f.name for f in page.filters} >= {"kind", "source", "place", "role", "stance", "relation"}
    for filter_ in page.filters:
        for option in filter_.options:
            narrowed = browsing.claims(view, questions.parse(option.parameters))
            assert narrowed.total == option.count, (filter_.name, option.label)


def test_a_chosen_option_is_marked_and_leads_out_again(view):
    page = browsing.claims(view, questions.parse({"role": "killed", "text": "ford"}))
    (option,) = next(f for f in page.filters if f.name == "role").options
    assert option.chosen
    assert option.parameters == {"text": "ford"}
    assert {applied.label for applied in page.applied} == {"words", "measure"}


@pytest.mark.parametrize("cursor", ["x", "WzBd", "W251bGwsMV0", "WzAsMWUzMF0", "😀", "W1sxXSwxXQ"])
def test_a_cursor_that_no_list_gave_is_refused(view, cursor):
    with pytest.raises(BadCursor):
        view.slice_of_claims(ClaimQuery(), ClaimOrder.TEXT, cursor, 5)
    with pytest.raises(BadCursor):
        browsing.documents(view, "", cursor)
    with pytest.raises(BadCursor):
        browsing.findings(view, None, cursor)


def test_documents_findings_and_sources_are_listed_page_by_page(view):
    documents, total = walk(lambda cursor: browsing.documents(view, "", cursor).found)
    assert len({d.id for d in documents}) == total == 65
    assert documents[0].origin == "page64.txt"
    findings, total = walk(lambda cursor: browsing.findings(view, None, cursor).found)
    assert len(findings) == total == 66
    assert browsing.documents(view, "PAGE6", None).found.total == 6
    (source,) = browsing.sources(view).found.items
    assert (source.key, source.claims, source.side) == ("actor:northern-army", 65, "north")
    (place,) = browsing.places(view, "førd").found.items
    assert (place.key, place.claims, place.lat) == ("geonames:1", 65, 10.5)


def test_the_first_page_tells_the_sizes_and_where_to_begin(view):
    page = browsing.start(view)
    assert (page.sizes.claims, page.sizes.documents, page.sizes.incidents, page.sizes.sources) == (65, 65, 1, 1)
    assert page.incidents[0].opposed == 64
    assert len(page.mismatches) == 1
    assert not page.stale


def test_places_of_one_name_are_told_apart(tmp_path):
    pages = make_pages(*(f"{SENTENCE} Page {i}." for i in range(3)))
    moved = Place(id="geonames:12", name="Lower Førd", position=Position(40.0, 9.0), country="YY")
    capture, resolved = pages[2]
    elsewhere = tuple(
        replace(r, candidates=(Candidate(value=moved, score=0.9, why="near"),)) if r.field is Field.PLACE else r
        for r in resolved.resolutions
    )
    view = ledgers.keep(tmp_path / "l.db", [*pages[:2], (capture, replace(resolved, resolutions=elsewhere))])
    page = browsing.claims(view, questions.parse({}))
    options = next(f for f in page.filters if f.name == "place").options
    assert sorted(option.count for option in options) == [1, 2]
    assert len({option.label for option in options}) == 2
    for option in options:
        chosen = browsing.claims(view, questions.parse(option.parameters))
        assert chosen.total == option.count, "geonames:1 is not a part of geonames:12"
        assert chosen.applied[0].value.startswith("Lower")
    assert browsing.claims(view, questions.parse({"place": "lower ford"})).total == 3


def test_of_one_filter_more_is_shown_where_it_is_asked_for(tmp_path):
    pages = []
    for i, (capture, resolved) in enumerate(make_pages(*(f"{SENTENCE} Page {i}." for i in range(10)))):
        place = Place(id=f"geonames:{i}", name=f"Ford {i}", position=Position(40.0, 9.0), country="YY")
        chosen = (Candidate(value=place, score=0.9, why="near"),)
        found = [replace(r, candidates=chosen) if r.field is Field.PLACE else r for r in resolved.resolutions]
        pages.append((capture, replace(resolved, resolutions=tuple(found))))
    view = ledgers.keep(tmp_path / "l.db", pages)

    def places(more):
        page = browsing.claims(view, questions.parse({}), more=more)
        return next((len(f.options), f.rest) for f in page.filters if f.name == "place")

    assert places("") == (8, True)
    assert places("place") == (10, False)
    assert places("nonsense") == (8, True)
    view.close()
