from dataclasses import replace

import pytest

from counterclaim.model.claims import Polarity
from counterclaim.model.values import Interval
from counterclaim.reconcile.opposing import inside
from counterclaim.reconcile.stage import Reconciler
from tests.reconcile.ledgers import (
    FAR_TOWN,
    MONITOR,
    NEXT_TOWN,
    NORTH,
    PROVINCE,
    SETTINGS,
    SOUTH,
    TOWN,
    Page,
    day,
    run,
)


def relation(result, a, b):
    """The kind of the relation between two claims, `<` before it if the second acts on the first."""
    for r in result.relations:
        if (r.a, r.b) == (a, b):
            return str(r.kind)
        if (r.a, r.b) == (b, a):
            symmetric = r.kind in {"corroborates", "contradicts", "not_comparable", "repeats"}
            return str(r.kind) if symmetric else f"<{r.kind}"
    return None


def two(first, second, *, published=("2020-03-02", "2020-03-02")):
    """How two claims of two pages stand."""
    base = {"at": TOWN, "when": day(1)}
    pages = [Page(f"d{i}", source=f"s{i}", published=p) for i, p in enumerate(published)]
    for page, (sentence, claim) in zip(pages, (first, second), strict=True):
        page.say(sentence, **(base | claim))
    result = run(*pages)
    return relation(result, pages[0].ids()[0], pages[1].ids()[0]), result


def figures(one, other, **options):
    claims = [{"killed": v} if not isinstance(v, dict) else v for v in (one, other)]
    first = ("Shelling of Alder killed some people", {"by": "the mayor"} | claims[0])
    second = ("Rockets hit Alder and left people dead", {"by": "a medic"} | claims[1])
    return two(first, second, **options)[0]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (12, 12, "corroborates"),
        (12, 15, "contradicts"),
        (12, Interval(12, None), "corroborates"),
        (Interval(55, 55), Interval(24, 99), "refines"),
        (Interval(24, 99), Interval(55, 55), "<refines"),
        (Interval(80, 100), Interval(90, 120), "corroborates"),
        (12, {"wounded": 12}, "not_comparable"),
        ({"killed": 3, "who": "children"}, {"killed": 12, "who": "civilians"}, "not_comparable"),
        ({"killed": 3, "who": "soldiers"}, {"killed": 12, "who": "civilians"}, "not_comparable"),
        ({"killed": 3, "party": NORTH}, {"killed": 12, "party": SOUTH}, "not_comparable"),
        ({"killed": 3, "party": "the blues"}, {"killed": 12, "party": "the greens"}, "not_comparable"),
        ({"killed": 3, "party": "the greens"}, {"killed": 12, "party": "the greens"}, "contradicts"),
        ({"killed": 3, "party": NORTH}, {"killed": 12, "party": NORTH}, "contradicts"),
    ],
)
def test_figures_of_one_event(one, other, expected):
    assert figures(one, other) == expected


def test_a_contradiction_says_by_how_much():
    _, result = two(
        ("Shelling of Alder killed 12 people", {"killed": 12, "by": "x"}),
        ("Rockets on Alder killed 15 people", {"killed": 15, "by": "y"}),
    )
    (found,) = [r for r in result.relations if r.kind == "contradicts"]
    assert (found.dimension, found.why) == ("count", "12 killed against 15 killed: they differ by at least 3.")


def test_a_later_and_higher_toll_updates():
    assert figures(12, 15, published=("2020-03-02", "2020-03-04")) == "<updates"
    assert figures(15, 12, published=("2020-03-02", "2020-03-04")) == "contradicts"


def test_the_same_speaker_updates_on_the_same_day():
    first = ("Shelling of Alder killed 12 people", {"killed": 12, "by": MONITOR})
    second = ("Rockets on Alder left 15 people dead", {"killed": 15, "by": MONITOR})
    assert two(first, second)[0] == "<updates"


def test_an_earlier_toll_is_overtaken():
    page = (
        Page("d1")
        .say("Shelling of Alder killed 12 people", at=TOWN, when=day(1), killed=12, by=MONITOR)
        .say("An earlier toll spoke of 5 dead in Alder", at=TOWN, when=day(1), killed=5, by="a medic")
    )
    result = run(page)
    assert relation(result, *page.ids()) == "updates"
    mirror = (
        Page("d2")
        .say("An earlier toll spoke of 5 dead in the shelling of Alder", at=TOWN, when=day(1), killed=5, by="a medic")
        .say("Shelling of Alder killed 2 people", at=TOWN, when=day(1), killed=2, by=MONITOR)
    )
    assert relation(run(mirror), *mirror.ids()) == "contradicts"


def test_a_wider_window_does_not_contradict():
    week = {"killed": 40, "when": day(1, 7), "by": "x"}
    assert two(("Shelling of Alder killed people", week), ("Shelling of Alder killed 9", {"killed": 9, "by": "y"}))[
        0
    ] == ("not_comparable")


def test_an_increment_is_part_of_a_total():
    page = (
        Page("d1")
        .say("Shelling of Alder killed 12 people", at=TOWN, when=day(1), killed=12, by="the mayor")
        .say("Three more people died after the shelling of Alder", at=TOWN, when=day(1), killed=3, by="a medic")
    )
    assert relation(run(page), *page.ids()) == "<part_of"


def test_a_part_is_no_rival_of_the_whole():
    page = (
        Page("d1")
        .say("Shelling of Alder killed 12 people", at=TOWN, when=day(1), killed=12, by="the mayor")
        .say(
            "The bodies of two people lay at the clinic after the shelling of Alder",
            at=TOWN,
            when=day(1),
            killed=2,
            by="x",
        )
    )
    assert relation(run(page), *page.ids()) == "not_comparable"


def test_one_text_in_one_voice_does_not_contradict_itself():
    page = (
        Page("d1")
        .say("Shelling of Alder killed 9 people", at=TOWN, when=day(1), killed=9)
        .say("The shelling killed 6 people in Alder", at=TOWN, when=day(1), killed=6, by="a medic")
    )
    assert relation(run(page), *page.ids()) == "not_comparable"


def test_a_running_total_is_no_rival_of_one_event():
    page = (
        Page("d1")
        .say("Shelling of Alder killed 9 people", at=TOWN, when=day(1), killed=9)
        .say("Since then 60 people have died in Alder", at=TOWN, when=day(1), killed=60, kind="total", by=MONITOR)
    )
    assert relation(run(page), *page.ids()) == "not_comparable"


def test_the_same_words_in_two_papers_repeat():
    words = "Shells fell on the old market of Alder and killed 12 people at noon"
    kind, result = two((words, {"killed": 12}), (words, {"killed": 12}))
    assert kind == "repeats"
    assert two((words, {}), (words, {}))[0] == "repeats"
    assert all(e.best == 12 for e in result.estimates)


def test_a_headline_repeats_the_body():
    page = (
        Page("d1")
        .say("Shelling kills 12 in Alder", at=TOWN, when=day(1), killed=12, headline=True)
        .say("Shells on Alder killed 12 people", at=TOWN, when=day(1), killed=12, by=MONITOR)
    )
    assert relation(run(page), *page.ids()) == "repeats"


def test_two_headlines_of_one_quoted_speaker_repeat():
    pages = [
        Page(name, source=name)
        .say(f"{word} Alder", at=TOWN, when=day(1), killed=12, headline=True)
        .say(f"{rest} in Alder", at=TOWN, when=day(1), killed=12, by=MONITOR)
        for name, word, rest in (
            ("d1", "Shelling kills 12 in", "Twelve people died under shells"),
            ("d2", "Rockets leave a dozen dead at", "The monitor counted twelve bodies after rockets fell"),
        )
    ]
    result = run(*pages)
    assert relation(result, pages[0].ids()[0], pages[1].ids()[0]) == "repeats"


def test_a_denial_acts_on_the_accusation():
    page = (
        Page("d1")
        .say(
            "The south accused the north of the air strike on Alder",
            at=TOWN,
            when=day(1),
            agent=NORTH,
            by=SOUTH,
            kind="accusation",
        )
        .say("The north denied the air strike on Alder", at=TOWN, when=day(1), agent=NORTH, by=NORTH, kind="denial")
    )
    assert relation(run(page), *page.ids()) == "<denies"


def test_a_doubt_disputes_the_figure():
    page = (
        Page("d1")
        .say("The air strike on Alder killed 30", at=TOWN, when=day(1), killed=30, by=SOUTH)
        .say(
            "The north called the toll of the air strike on Alder inflated",
            at=TOWN,
            when=day(1),
            by=NORTH,
            kind="dispute",
        )
    )
    assert relation(run(page), *page.ids()) == "<disputes"


def test_a_doubt_that_names_the_speaker_reaches_any_incident_of_the_page():
    page = (
        Page("d1")
        .say("Shelling killed 3 people in Alder", at=TOWN, when=day(1), killed=3, by="the Watchtower network")
        .say("The north calls the reports of Watchtower biased", at=FAR_TOWN, when=day(1), by=NORTH, kind="dispute")
    )
    assert relation(run(page), *page.ids()) == "<disputes"


@pytest.mark.parametrize(
    ("kind", "expected"), [("denial", "<denies"), ("dispute", "<disputes"), ("statement", "<disputes")]
)
def test_what_the_reader_tied_together_is_related(kind, expected):
    page = Page("d1").say("A bridge fell in Alder", at=TOWN, when=day(1), by=SOUTH)
    page.say("No bridge fell", at=FAR_TOWN, when=day(20), by=NORTH, kind=kind, disputes=page.ids()[0])
    page.say("Who can tell", kind="dispute", disputes="c_gone", at=FAR_TOWN, when=day(30))
    result = run(page)
    assert relation(result, *page.ids()[:2]) == expected


def test_what_happened_and_what_did_not_contradict():
    words = ("The north shelled the old market of Alder", "The north shelled no market of old Alder")
    kind, result = two((words[0], {"by": SOUTH}), (words[1], {"by": "x", "polarity": Polarity.NEGATED}))
    assert kind == "contradicts"
    assert result.relations[0].dimension == "occurrence"


def test_a_closer_place_or_a_named_party_refines():
    assert two(("Shells hit Alder", {"agent": NORTH}), ("Rockets fell on Alder", {}))[0] == "refines"
    near = ("Shells hit Alder", {"at": (TOWN, PROVINCE)})
    assert two(("Rockets fell on Woodland", {"at": PROVINCE}), near)[0] == "<refines"


def test_two_voices_corroborate():
    assert two(("Shells hit Alder", {}), ("Rockets fell on Alder", {}))[0] == "corroborates"


def test_accusation_and_event_corroborate_but_statement_and_event_do_not():
    strike = ("Jets bombed Alder in an air strike", {"agent": NORTH, "by": MONITOR})
    blame = {"agent": NORTH, "by": SOUTH}
    assert two(strike, ("Air strike on Alder: the north did it", blame | {"kind": "accusation"}))[0] == "corroborates"
    assert two(strike, ("Air strike on Alder saddened us", blame | {"kind": "statement"}))[0] is None


def test_forces_of_one_side_do_not_contradict_in_the_actor():
    ally = type(NORTH)(id="actor:ally", name="Ally", kind="military", side="north")
    base = {"kind": "accusation"}
    first = ("The north is to blame for the strike on Alder", base | {"agent": NORTH, "by": SOUTH})
    second = ("It was allies who struck Alder", base | {"agent": ally, "by": MONITOR})
    assert two(first, second)[0] == "corroborates"


def test_events_that_only_look_alike_are_said_to_be_two():
    first = ("Shells hit Alder", {})
    second = ("Shells hit Alder again", {"when": day(3)})
    page = Page("d1").say(first[0], at=TOWN, when=day(1)).say(second[0], at=TOWN, when=day(3))
    assert relation(run(page), *page.ids()) == "not_comparable"


def test_events_of_different_towns_and_sorts_have_no_relation():
    page = (
        Page("d1")
        .say("Shells hit Alder", at=TOWN, when=day(1))
        .say("They left Cedar", at=FAR_TOWN, when=day(9), kind="control")
    )
    page.say("Shells hit Birch", at=NEXT_TOWN, when=day(9))
    result = run(page)
    assert relation(result, page.ids()[0], page.ids()[1]) is None


def test_women_with_children_are_a_mixed_lot():
    assert figures({"killed": 2, "who": "a woman and a child"}, {"killed": 4, "who": "people"}) == "contradicts"


def test_statements_of_one_speaker_in_two_papers_are_not_counted_as_support():
    first = ("Shells hit Alder, the monitor wrote", {"by": MONITOR, "polarity": Polarity.NEGATED})
    second = ("Rockets came down on Alder at dusk", {"by": SOUTH})
    assert two(first, second)[0] is None


def test_a_denial_is_tied_to_what_is_laid_to_the_denier_elsewhere():
    told = Page("d1").say("Northern shells hit the old market of Alder", at=TOWN, when=day(1), agent=NORTH)
    denied = Page("d2").say(
        "The north denied that it shelled the market", at=TOWN, when=day(1), agent=NORTH, by=NORTH, kind="denial"
    )
    result = run(told, denied)
    (found,) = [r for r in result.relations if r.kind == "denies"]
    assert (found.a, found.b) == (*denied.ids(), *told.ids())
    assert found.why == "Northern army denies it and is whom Gazette names."


def test_a_denial_is_not_tied_to_what_another_did():
    told = Page("d1").say("Southern shells hit the old market of Alder", at=TOWN, when=day(1), agent=SOUTH)
    denied = Page("d2").say("The north denied any part", at=TOWN, when=day(1), agent=NORTH, by=NORTH, kind="denial")
    assert not [r for r in run(told, denied).relations if r.kind == "denies"]


def test_figures_that_no_person_would_confuse_are_not_related():
    first = Page("d1").say("Shelling killed 12 people in Alder", at=TOWN, when=day(1), killed=12)
    second = Page("d2").say("Shelling killed 40 people in Cedar", at=FAR_TOWN, when=day(1), killed=40)
    assert not run(first, second).relations


def test_a_denial_is_tied_by_the_words_of_an_unresolved_name():
    page = (
        Page("d1")
        .say("A regime strike hit the old market of Alder", at=TOWN, when=day(1))
        .say("The regime denied the strike on Alder", at=TOWN, when=day(1), by="the regime", kind="denial")
    )
    assert relation(run(page), *page.ids()) == "<denies"


def asked(first, second, measures=(0, 0), *, published=("2020-03-02", "2020-03-02")):
    """How two figures of claims of two pages stand, with the reason, when somebody asks."""
    base = {"at": TOWN, "when": day(1)}
    pages = [Page(f"d{i}", source=f"s{i}", published=p) for i, p in enumerate(published)]
    for page, (sentence, claim) in zip(pages, (first, second), strict=True):
        page.say(sentence, **(base | claim))
    relater = Reconciler(SETTINGS).relater([e for page in pages for e in page.entries()])
    found = relater.asked(pages[0].ids()[0], pages[1].ids()[0], measures)
    return (found.kind.value, found.why) if found else None


def test_a_pair_that_is_asked_about_is_told_why_it_cannot_be_compared():
    kind, why = asked(
        ("Shelling of Alder killed 12 people", {"killed": 12, "by": "x"}),
        ("Shelling of Cedar killed 50 people", {"killed": 50, "by": "y", "at": FAR_TOWN, "when": day(9)}),
    )
    assert kind == "not_comparable"
    assert "different events" in why


def test_each_figure_of_a_claim_has_an_answer_of_its_own():
    first = ("Shelling of Alder killed 12 and hurt 40", {"killed": 12, "wounded": 40, "by": "x"})
    second = ("Rockets on Alder killed 12 and hurt 55", {"killed": 12, "wounded": 55, "by": "y"})
    assert asked(first, second, (0, 0))[0] == "corroborates"
    assert asked(first, second, (1, 1))[0] == "contradicts"
    assert asked(first, second, (0, 1)) == (
        "not_comparable",
        "12 killed against 55 wounded: they count different things.",
    )


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"killed": 12, "who": "loyalists"}, {"killed": 30, "who": "rebels"}, "different parties"),
        ({"killed": 12, "who": "children"}, {"killed": 30}, "children only"),
        ({"killed": 12, "agent": NORTH}, {"killed": 30, "agent": SOUTH}, "different parties"),
        ({"killed": 12, "at": (TOWN, NEXT_TOWN)}, {"killed": 30}, "more places"),
        ({"killed": 12, "when": day(1, 9)}, {"killed": 30}, "windows"),
        ({"neutralised": 12}, {"killed": 30}, "different things"),
        ({"killed": 12, "kind": "total", "when": day(1, 30)}, {"killed": 30}, "running total"),
    ],
)
def test_no_contradiction_comes_from_another_scope(one, other, reason):
    words = {"rebels": "rebels", "loyalists": "loyalists", "children": "children"}
    first, second = (
        (f"Shelling of Alder killed {c.get('killed', 12)} {words.get(c.get('who'), 'people')}", {"by": by} | c)
        for c, by in ((one, "x"), (other, "y"))
    )
    kind, why = asked(first, second)
    assert kind == "not_comparable"
    assert reason in why


def test_what_is_a_part_of_a_figure_leaves_it_whole():
    first = ("Shelling of Alder killed 87 people including 31 children", {"killed": 87, "by": "x"})
    second = ("Shelling of Alder killed 70 people", {"killed": 70, "by": "y"})
    assert asked(first, second, published=("2020-03-09", "2020-03-02"))[0] == "updates"


def test_those_still_in_hospital_are_a_part_of_the_wounded():
    first = ("Seven people hurt in Alder are being treated in hospital", {"wounded": 7, "by": "x"})
    second = ("Shelling of Alder hurt 55 people", {"wounded": 55, "by": "y"})
    assert asked(first, second)[0] == "not_comparable"


def test_a_page_that_rounds_what_its_source_says_repeats_it():
    page = Page("d", source="s").say("Shelling killed about 60 people in Alder", at=TOWN, when=day(1), killed=60)
    page.say("61 people died in the shelling of Alder", at=TOWN, when=day(1), killed=61, by="the mayor")
    assert [r.kind.value for r in run(page).relations] == ["repeats"]


def test_one_speaker_quoted_alike_is_repeated_whatever_days_the_pages_lend():
    words = "People had fallen to the ground and nobody moved"
    kind, why = asked(
        (words, {"by": "a witness named Arno", "kind": "statement", "carried": True}),
        (words, {"by": "a witness named Arno", "kind": "statement", "when": day(9), "carried": True}),
        (None, None),
    )
    assert kind == "repeats"
    assert "a witness named Arno" in why


def asked_of(first, second):
    """The relation of two claims of two pages that somebody asks about, with which of the two acts."""
    pages = Page("d1", source="Gazette"), Page("d2", source="Herald")
    for page, (sentence, claim) in zip(pages, (first, second), strict=True):
        page.say(sentence, **claim)
    relater = Reconciler(SETTINGS).relater([e for page in pages for e in page.entries()])
    found = relater.asked(pages[0].ids()[0], pages[1].ids()[0], (0, 0))
    return found.kind.value, found.a == pages[0].ids()[0]


SPOT = {"at": TOWN, "when": day(2)}


def test_what_a_speaker_counts_among_the_dead_is_a_part_of_them():
    page = (
        Page("d1")
        .say("19 people were killed in the shelling", killed=19, by=MONITOR, **SPOT)
        .say("Among them were 3 children", killed=3, who="3 children", by=MONITOR, **SPOT)
    )
    relater = Reconciler(SETTINGS).relater(page.entries())
    whole, part = page.ids()
    found = relater.asked(whole, part, (0, 0))
    assert (found.kind.value, found.a) == ("part_of", part)


def test_a_later_running_total_of_one_speaker_overtakes_the_earlier():
    first = ("In all 271 men have been killed", {"kind": "total", "killed": 271, "by": NORTH, "when": day(4, 8)})
    second = ("In all 486 men have been killed", {"kind": "total", "killed": 486, "by": NORTH, "when": day(4, 17)})
    assert asked_of(first, second) == ("updates", False)


def test_what_a_speaker_counts_for_a_day_is_a_part_of_the_running_total():
    first = ("Shells killed 71 men", {"killed": 71, "by": NORTH, "when": day(9, 11)})
    second = ("In all 486 men have been killed", {"kind": "total", "killed": 486, "by": NORTH, "when": day(4, 17)})
    assert asked_of(first, second) == ("part_of", True)


def test_bulletins_whose_windows_only_touch_count_different_days():
    first = ("Shells killed 46 men", {"killed": 46, "by": NORTH, "when": day(6, 7), "at": TOWN})
    second = ("Shells killed 38 men", {"killed": 38, "by": NORTH, "when": day(7, 8), "at": TOWN})
    assert asked_of(first, second)[0] == "not_comparable"


def test_a_closer_figure_of_another_speaker_refines_a_lower_bound():
    first = ("At least 12 people were killed in the shelling", {"killed": Interval(12, None), "by": "Ana Lind", **SPOT})
    second = ("Shelling killed 23 people", {"killed": 23, "by": MONITOR, **SPOT})
    assert asked_of(first, second) == ("refines", False)


def test_a_market_and_its_town_are_one_place():
    market = replace(TOWN, id="p:alder-market", name="Alder market")
    first = ("Shells killed 31 people in the market", {"killed": 31, "at": (market, TOWN), "when": day(2), "by": NORTH})
    second = ("Nine people were killed", {"killed": 9, "by": SOUTH, **SPOT})
    assert asked_of(first, second)[0] == "contradicts"


def test_two_voices_of_one_party_repeat_each_other():
    ministry = replace(NORTH, id="actor:ministry", name="Northern ministry")
    first = ("Shells killed eight people", {"killed": 8, "by": NORTH, **SPOT})
    second = ("Eight died in the shelling", {"killed": 8, "by": ministry, **SPOT})
    assert asked_of(first, second)[0] == "repeats"


def put_beside(first, second):
    pages = [Page("d1", source="Gazette").say(**first), Page("d2", source="Herald").say(**second)]
    entries = [e for page in pages for e in page.entries()]
    return Reconciler(SETTINGS).relater(entries).asked(*(e.claim.id for e in entries))


def test_a_running_total_and_a_day_are_not_comparable_where_somebody_asks():
    tuesday = {"sentence": "Ten died there", "killed": 10, "at": TOWN, "when": day(3)}
    total = {"sentence": "In all 400 died there", "killed": 400, "at": TOWN, "when": day(1, 9), "kind": "total"}
    found = put_beside(tuesday, total)
    assert (found.kind, found.why) == (
        "not_comparable",
        "10 killed against 400 killed: a running total against one event.",
    )


def test_one_speaker_with_another_figure_is_not_repeated():
    words = "The monitor said that so many people had died in the market of the town by then"
    first = {"sentence": words, "killed": 4, "at": TOWN, "when": day(3), "by": MONITOR}
    assert put_beside(first, first | {"when": day(5), "killed": 9}).kind != "repeats"
    assert put_beside(first, first | {"when": day(5)}).kind == "repeats"


@pytest.mark.parametrize(("own", "other"), [(NORTH, SOUTH), (SOUTH, NORTH)])
def test_a_speakers_own_dead_are_not_those_of_the_other_side(own, other):
    event = {"at": TOWN, "when": day(3)}
    mine = {"sentence": "five of their fighters were killed", "killed": 5, "by": own, **event}
    theirs = {"sentence": "nine men were killed", "killed": 9, "by": own, "party": other, **event}
    assert put_beside(mine, theirs).kind == "not_comparable"
    assert "different parties" in put_beside(mine, theirs).why


def test_a_name_begins_small_inside_a_sentence():
    assert [inside(name) for name in ("The Gazette", "Its ministry", "Anna Keller", "A")] == [
        "the Gazette",
        "its ministry",
        "Anna Keller",
        "A",
    ]
