from dataclasses import replace

import pytest

from counterclaim.model.places import Place
from counterclaim.reconcile.comparing import compare, same_name
from counterclaim.reconcile.profiles import profiles_of
from tests.reconcile.ledgers import (
    COUNTRY,
    FAR_TOWN,
    NEXT_TOWN,
    NORTH,
    PROVINCE,
    SETTINGS,
    SOUTH,
    TOWN,
    Page,
    Period,
    day,
)


def features(first, second, *, one_page=False):
    pages = [Page("d1"), Page("d2")]
    (sentence, claim), (other, more) = first, second
    pages[0].say(sentence, **claim)
    pages[0 if one_page else 1].say(other, **more)
    profiles = {p.id: p for p in profiles_of([e for page in pages for e in page.entries()])}
    ids = [i for page in pages for i in page.ids()]
    found = compare(profiles[ids[0]], profiles[ids[1]], SETTINGS)
    return found, dict(found.features)


def place(one, other, **options):
    found = features(("Shells fell", {"at": one}), ("Rockets struck", {"at": other}), **options)
    return found[1]["place"]


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        (TOWN, TOWN, 1.0),
        (TOWN, (), 0.5),
        (COUNTRY, COUNTRY, 0.5),
        ((TOWN, PROVINCE), PROVINCE, 0.8),
        (TOWN, PROVINCE, 0.75),
        (TOWN, COUNTRY, 0.5),
        (COUNTRY, "Elm", 0.5),
        (TOWN, FAR_TOWN, 0.0),
        ("Elm", "Oak", 0.15),
        ("eastern Elm market", "Elm", 0.75),
        (("Elm", "Woods"), ("Oak", "Woods"), 0.2),
    ],
)
def test_places(one, other, value):
    assert place(one, other).value == pytest.approx(value)


def test_near_places_score_by_their_distance():
    near = place(TOWN, NEXT_TOWN)
    assert 0.4 < near.value < 0.8
    assert "7 km" in near.why


def test_different_places_of_one_text_are_two_events():
    assert place(("Elm", "Woods"), ("Oak", "Woods"), one_page=True).value == 0.0


def test_places_of_one_sentence_may_be_one_event():
    page = Page("d1").say("Shells fell on Elm", at="Elm").say("and on Oak", at="Oak", same_sentence=True)
    profiles = profiles_of(page.entries())
    found = compare(*profiles, SETTINGS)
    assert dict(found.features)["place"].value == 0.4
    assert dict(found.features)["neighbours"].value == 1.0


def test_a_country_holds_its_places_in_one_text():
    assert place(TOWN, COUNTRY, one_page=True).value == 0.75


def when(one, other, *, one_page=False, **more):
    first, second = {"at": TOWN, "when": one}, {"at": TOWN, "when": other} | more
    return features(("Shells fell", first), ("Rockets struck", second), one_page=one_page)[1]["time"].value


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        (day(1), day(1), 1.0),
        (day(1), None, 0.4),
        (day(1), day(2), 0.3),
        (day(1), day(3), 0.15),
        (day(1), day(9), 0.0),
        (day(1, 5), day(2, 6), 0.8),
        (day(1), day(1, 20), 0.4),
        (day(1), Period(day(1, 1, 1).start, day(1, 1, 4).end), 0.15),
        (day(1), Period(None, day(1).end), 0.0),
    ],
)
def test_times(one, other, value):
    assert when(one, other) == pytest.approx(value)


def test_days_of_one_text_are_kept_apart():
    assert when(day(1), day(2), one_page=True) == 0.0


def test_a_statement_may_come_later_than_its_event():
    assert when(day(1), day(9), one_page=True, kind="statement") == 0.45
    assert when(day(1), day(3), kind="statement") == 0.45


def test_parties_that_act_in_another_way_are_two_events():
    base = {"at": TOWN, "when": day(1)}
    found, scores = features(("Jets bombed", base | {"agent": NORTH}), ("Mortar shells fell", base | {"agent": SOUTH}))
    assert (found.veto, found.score, found.why) == ("parties", 0.0, "another party acts in another way")
    assert scores["parties"].value == 0.0


def test_forces_of_one_side_fit():
    ally = type(NORTH)(id="actor:ally", name="Ally", kind="military", side="north")
    found = features(("Jets bombed", {"agent": NORTH}), ("Planes came", {"agent": ally}))[1]["parties"]
    assert found.value == 0.8


def test_the_same_party_fits_by_id_or_by_name():
    assert features(("Jets bombed", {"agent": NORTH}), ("Planes came", {"agent": NORTH}))[1]["parties"].value == 1.0
    named = features(("Jets came", {"agent": "the Oak brigade"}), ("It came", {"agent": "Oak"}))[1]["parties"]
    assert named.value == 1.0
    assert features(("Jets came", {"agent": "Oaks"}), ("It came", {"agent": "Elms"}))[1]["parties"].value < 0.5


def test_claims_without_telling_words_are_not_judged_by_them():
    assert features(("He said so", {}), ("They were there", {}))[1]["words"].value == 0.5


def test_what_is_said_is_measured_by_what_it_is_about():
    bomb = ("A car bomb exploded", {})
    about = features(bomb, ("He condemned the suicide bombing", {"kind": "statement"}))[1]["family"].value
    other = features(bomb, ("He condemned the air raids", {"kind": "statement"}))[1]["family"].value
    assert about > other


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("hasakeh", "hassakeh", True),
        ("khan sheikhun", "khan shaykhun", True),
        ("atme", "atmeh", True),
        ("deir zor", "deir ezzor", True),
        ("kharkiv", "kharkov", True),
        ("homs", "hama", False),
        ("aleppo", "idlib", False),
        ("daraa", "deir", False),
    ],
)
def test_spellings_of_one_name(one, other, same):
    assert same_name(one, other) is same


def test_a_headline_speaks_of_what_the_text_speaks_of():
    page = Page("d1").say("Shells hit Alder", at=TOWN, headline=True).say("Rockets fell", at=TOWN)
    assert dict(compare(*profiles_of(page.entries()), SETTINGS).features)["neighbours"].value == 0.7


def test_a_time_that_is_taken_over_rules_nothing_out():
    base = {"at": TOWN}
    found = features(
        ("Shells fell", base | {"when": day(1)}),
        ("Rockets hit", base | {"when": day(2), "carried": True}),
        one_page=True,
    )
    assert found[1]["time"].value == 0.8


def test_of_a_speech_act_the_accused_acts_and_not_the_speaker():
    page = Page("d1").say(
        "The north blamed the south for the raid", kind="accusation", by=NORTH, agent=NORTH, target=SOUTH
    )
    (profile,) = profiles_of(page.entries())
    assert profile.agent == SOUTH.id


def test_a_city_and_the_province_called_after_it_are_one():
    city = type(TOWN)(id="p:woodcity", name="Woodland", position=TOWN.position, country="XX", region="01")
    assert place(city, PROVINCE).value == 1.0
    assert place(city, TOWN).value != 1.0


def lead(*, headline, **told):
    page = Page("d").say("Shelling kills nine", headline=True, **headline).say("Shells hit the market", **told)
    return next(p for p in profiles_of(page.entries()) if p.headline)


def test_a_headline_takes_time_and_place_from_the_lead():
    found = lead(headline={"at": COUNTRY}, at=TOWN, when=day(2))
    assert (found.period, found.spots[0].name, found.spots[0].carried) == (day(2), "alder", True)
    assert not found.dated


def test_a_headline_keeps_what_it_says_itself():
    found = lead(headline={"at": NEXT_TOWN, "when": day(1)}, at=TOWN, when=day(2))
    assert (found.period, [s.name for s in found.spots]) == (day(1), ["birch"])
    assert found.dated


def test_a_place_that_no_gazetteer_has_may_be_a_near_one():
    unknown = Place(id=None, name="Elm", position=None, country="XX", precision="within")
    elsewhere = replace(unknown, country="YY")
    assert features(("Shells fell", {"at": unknown}), ("Rockets hit", {"at": TOWN}))[1]["place"].value == 0.4
    assert features(("Shells fell", {"at": elsewhere}), ("Rockets hit", {"at": TOWN}))[1]["place"].value == 0.15


def test_one_text_tells_of_the_deeds_of_two_sides_apart():
    def told(*names):
        pages = {name: Page(name) for name in names}
        for name, agent in zip(names, (NORTH, SOUTH), strict=True):
            pages[name].say(f"The {agent.side} shelled Alder", at=TOWN, when=day(1), agent=agent)
        profiles = profiles_of([e for page in pages.values() for e in page.entries()])
        return compare(*profiles, SETTINGS)

    def one():
        page = Page("d1")
        for agent in (NORTH, SOUTH):
            page.say(f"The {agent.side} shelled Alder", at=TOWN, when=day(1), agent=agent)
        return compare(*profiles_of(page.entries()), SETTINGS)

    assert (one().veto, one().why) == ("parties", "one text tells of the deeds of two sides")
    assert told("d1", "d2").veto is None


def test_a_headline_is_that_of_the_account_with_its_figure():
    page = (
        Page("d")
        .say("Shelling kills nine", headline=True, killed=9)
        .say("Shells hit the market", at=NEXT_TOWN, when=day(1))
        .say("Nine died in the shelling", at=TOWN, when=day(2), killed=9)
    )
    found = next(p for p in profiles_of(page.entries()) if p.headline)
    assert (found.period, found.spots[0].key) == (day(2), TOWN.id)


def test_a_text_that_begins_with_its_headline_again_has_its_lead_behind_it():
    page = (
        Page("d")
        .say("Shelling kills nine in the old market", headline=True)
        .say("4 March 2020 Shelling kills nine in the old market")
        .say("Shells hit the market", at=TOWN, when=day(2))
    )
    found = [p for p in profiles_of(page.entries()) if p.headline]
    assert [(p.period, p.spots[0].key) for p in found] == [(day(2), TOWN.id)] * 2


def test_a_running_total_takes_no_place_over():
    (entry,) = Page("d").say("Since March 900 people have died", kind="total", at=TOWN, killed=900).entries()
    carried = replace(entry.claim.places[0], carried=True)
    entry = replace(entry, claim=replace(entry.claim, places=(carried,)))
    assert profiles_of([entry])[0].spots == ()
