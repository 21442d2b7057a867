"""How many, of what, and what became of them: the table of the domain, from sentence to interval."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.model

ROWS = [
    # exact
    ("33 Northern soldiers were killed at Ashby.", ("killed", "person", 33, 33)),
    ("Thirty-three Southern soldiers were killed at Ashby.", ("killed", "person", 33, 33)),
    ("Southern gunners destroyed a tank near Ellby.", ("destroyed", "tank", 1, 1)),
    ("The Northern Army shot down a warplane near Ellby.", ("destroyed", "aircraft", 1, 1)),
    ("One of the pilots was killed near Ellby.", ("killed", "person", 1, 1)),
    ("Two of the Southern pilots were captured near Ellby.", ("captured", "person", 2, 2)),
    ("(180) 0 54 The Northern Defence Forces killed 23 fighters near Ellby.", ("killed", "person", 23, 23)),
    # bounds
    ("At least 33 Southern soldiers were killed at Ashby.", ("killed", "person", 33, None)),
    ("No fewer than 33 Northern soldiers were killed at Ashby.", ("killed", "person", 33, None)),
    ("33 or more Southern soldiers were killed at Ashby.", ("killed", "person", 33, None)),
    ("Over 150 Northern militants were killed at Ashby.", ("killed", "person", 151, None)),
    ("More than 150 Southern militants were wounded at Ashby.", ("wounded", "person", 151, None)),
    ("Up to 40 Northern fighters were killed in the ambush.", ("killed", "person", 0, 40)),
    ("As many as 40 Southern fighters were killed in the ambush.", ("killed", "person", 0, 40)),
    ("No more than 40 Northern fighters were killed in the ambush.", ("killed", "person", 0, 40)),
    ("Fewer than 40 Southern fighters were killed in the ambush.", ("killed", "person", 0, 39)),
    ("Between 30 and 40 Northern fighters were killed in the ambush.", ("killed", "person", 30, 40)),
    ("30 to 40 Southern fighters were killed in the ambush.", ("killed", "person", 30, 40)),
    ("30–40 Northern fighters were killed in the ambush.", ("killed", "person", 30, 40)),
    # approximate
    ("Nearly 900,000 people have fled the fighting.", ("displaced", "person", 810_000, 900_000, "approximate")),
    ("Almost 900,000 people have fled the fighting.", ("displaced", "person", 810_000, 900_000, "approximate")),
    ("Close to 900,000 people have fled the fighting.", ("displaced", "person", 810_000, 900_000, "approximate")),
    ("About 200 Southern soldiers were captured.", ("captured", "person", 180, 220, "approximate")),
    ("Some 200 Northern soldiers were captured.", ("captured", "person", 180, 220, "approximate")),
    ("Around 200 Southern soldiers were captured.", ("captured", "person", 180, 220, "approximate")),
    ("Roughly 200 Northern soldiers were captured.", ("captured", "person", 180, 220, "approximate")),
    ("Approximately 200 Southern soldiers were captured.", ("captured", "person", 180, 220, "approximate")),
    # vague
    ("A dozen Northern soldiers were wounded in the clash.", ("wounded", "person", 12, 12)),
    ("Dozens of Southern soldiers were wounded in the clash.", ("wounded", "person", 24, 99, "vague")),
    ("Scores of Northern soldiers were wounded in the clash.", ("wounded", "person", 40, 99, "vague")),
    ("Hundreds of Southern soldiers were wounded in the clash.", ("wounded", "person", 200, 999, "vague")),
    ("Thousands of civilians fled the shelling.", ("displaced", "person", 2_000, 9_999, "vague")),
    ("Tens of thousands of civilians fled the shelling.", ("displaced", "person", 20_000, 99_999, "vague")),
    ("Millions of civilians fled the war.", ("displaced", "person", 2_000_000, 9_999_999, "vague")),
    ("Several Northern soldiers were killed in the raid.", ("killed", "person", 3, 9, "vague")),
    ("A few Southern soldiers were killed in the raid.", ("killed", "person", 3, 5, "vague")),
    ("Many civilians were killed in the raid.", ("killed", "person", 3, None, "vague")),
    # as written
    ("The fighting displaced 1.2 million people.", ("displaced", "person", 1_200_000, 1_200_000)),
    ("The fighting displaced 900 000 people.", ("displaced", "person", 900_000, 900_000)),
    # several in one sentence
    (
        "One soldier was killed and 9 others were injured.",
        ("killed", "person", 1, 1),
        ("wounded", "person", 9, 9),
    ),
    ("The blast killed and injured five people.", ("killed_or_wounded", "person", 5, 5)),
    ("Over 150 Southern fighters were killed or injured.", ("killed_or_wounded", "person", 151, None)),
    (
        "The strike killed 12 people, including two children.",
        ("killed", "person", 12, 12),
        ("killed", "person", 2, 2, "child"),
    ),
    ("The raid left seven people dead and 20 wounded.", ("killed", "person", 7, 7), ("wounded", "person", 20, 20)),
    (
        "The blast killed two women and a child.",
        ("killed", "person", 2, 2, "woman"),
        ("killed", "person", 1, 1, "child"),
    ),
    ("327 Southern soldiers were neutralised.", ("neutralised", "person", 327, 327, "soldier")),
    ("Nineteen fishermen are missing after the attack.", ("missing", "person", 19, 19)),
    ("The Southern Army captured 11 Northern soldiers.", ("captured", "person", 11, 11, "soldier")),
    # equipment
    (
        (
            "Northern gunners destroyed 6 battle tanks, 5 howitzers, 2 air defence systems, 3 armoured vehicles, "
            "4 pickups, a drone and an ammunition depot."
        ),
        ("destroyed", "tank", 6, 6),
        ("destroyed", "artillery", 5, 5),
        ("destroyed", "air_defence", 2, 2),
        ("destroyed", "armoured_vehicle", 3, 3),
        ("destroyed", "vehicle", 4, 4),
        ("destroyed", "uav", 1, 1),
        ("destroyed", "depot", 1, 1),
    ),
    (
        "Southern pilots destroyed two helicopters, three rocket launchers, a patrol boat and four trucks.",
        ("destroyed", "helicopter", 2, 2),
        ("destroyed", "rocket_launcher", 3, 3),
        ("destroyed", "vessel", 1, 1),
        ("destroyed", "vehicle", 4, 4),
    ),
    ("The Northern Army lost three tanks near Ellby.", ("lost", "tank", 3, 3)),
    ("Southern fighters seized two tanks near Ellby.", ("seized", "tank", 2, 2)),
    ("Shells damaged 14 houses in Carden.", ("damaged", "building", 14, 14)),
    ("The Northern Army deployed 30 tanks near Carden.", ("deployed", "tank", 30, 30)),
]


def measures(desk, sentence: str):
    return [measure for claim in desk.claims(sentence) for measure in claim.measures]


def marks(measure) -> set[str]:
    flags = {name for name in ("approximate", "vague") if getattr(measure, name)}
    return flags | ({measure.who} if measure.who else set())


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:60] for row in ROWS])
def test_quantities_are_intervals_with_a_role(desk, row):
    sentence, *wanted = row
    found = measures(desk, sentence)
    assert [(m.role, m.object, m.interval.low, m.interval.high) for m in found] == [want[:4] for want in wanted]
    for measure, want in zip(found, wanted, strict=True):
        assert set(want[4:]) <= marks(measure)
        if want[3] is not None and want[2] == want[3]:
            assert not measure.approximate


@pytest.mark.parametrize("row", [row for row in ROWS if len(row) > 2], ids=lambda row: row[0][:40])
def test_a_list_is_one_claim(desk, row):
    assert len([claim for claim in desk.claims(row[0]) if claim.measures]) == 1


NO_FEWER = "No fewer than 33 Ukrainian soldiers were killed at Ashby."


@pytest.mark.parametrize(
    "sentence",
    [
        *(row[0] for row in ROWS),
        NO_FEWER,
        "No fewer than 33 Russian soldiers were killed at Ashby.",
    ],
)
def test_a_figure_is_asserted(desk, sentence):
    assert {claim.polarity for claim in desk.claims(sentence)} == {"asserted"}


def test_a_share_is_kept_as_a_share_of_what_it_refers_to(desk):
    found = measures(desk, "900,000 people, 80 per cent of them women and children, have fled the fighting.")
    whole, share = found
    assert (whole.role, whole.interval.low, whole.share) == ("displaced", 900_000, None)
    assert (share.share, share.interval.low, share.interval.high) == (0.8, None, None)
    assert share.share_of


def test_the_model_is_kept_as_written(desk):
    (drones,) = measures(desk, "Gunners shot down two Bayraktar TB2 drones.")
    assert (drones.object, drones.interval.low, drones.model) == ("uav", 2, "Bayraktar TB2")


MODELS = (
    ("Southern gunners destroyed two Leopard 2A4 tanks near Ellby.", [("tank", 2)]),
    (
        "Northern forces destroyed three T-72 tanks and two M113 armoured vehicles.",
        [("tank", 3), ("armoured_vehicle", 2)],
    ),
    ("Southern forces destroyed a Pantsir air defence system.", [("air_defence", 1)]),
)


@pytest.mark.parametrize(("sentence", "wanted"), MODELS)
def test_models_between_number_and_noun_hide_no_count(desk, sentence, wanted):
    assert [(m.object, m.interval.low) for m in measures(desk, sentence)] == wanted


@pytest.mark.xfail(strict=True, reason="`none of the 12` gives a second measure of 12 beside the 0")
def test_none_of_twelve_is_none(desk):
    (measure,) = measures(desk, "None of the 12 crew members was hurt.")
    assert (measure.interval.low, measure.interval.high) == (0, 0)


@pytest.mark.xfail(strict=True, reason="`most of` is dropped: all forty count as killed")
def test_most_of_forty_is_not_forty(desk):
    (measure,) = measures(desk, "Most of the 40 passengers were killed.")
    assert (measure.interval.low, measure.interval.high) != (40, 40)


def test_words_of_a_measure_hold_the_number_and_the_thing(desk):
    (measure,) = measures(desk, "At least 33 Southern soldiers were killed at Ashby.")
    assert measure.mention.text == "At least 33 Southern soldiers"


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge is 33 metres long.",
        "The ministry bought 40 tanks of fuel for 200 dollars.",
        "Article 33 of the treaty names two capitals.",
        "The 14th Brigade has 200 years of history.",
        "Flight 327 landed at 9 o'clock.",
    ],
)
def test_numbers_that_count_no_victims_are_no_measures(desk, sentence):
    assert measures(desk, sentence) == []


@pytest.mark.parametrize(
    "people", ["civilians", "members of the Hale family", "Northern soldiers", "Southern soldiers"]
)
def test_between_is_a_part_of_the_figure_and_no_side_of_a_clash(desk, people):
    sentence = f"On Monday between 13 and 14 {people} were reportedly killed in a strike on Ashby."
    measures = [m for claim in desk.claims(sentence) for m in claim.measures]
    assert [(m.role, m.interval.low, m.interval.high) for m in measures] == [("killed", 13, 14)]


def test_a_jet_of_the_army_is_a_jet_and_a_tank_crew_are_people(desk):
    (lost,) = desk.claims("An army fighter jet crashed near Ashby.")[0].measures
    assert (lost.object.value, lost.who) == ("aircraft", None)


def test_a_major_stronghold_is_nobody_who_was_captured(desk):
    assert not any(claim.measures for claim in desk.claims("The army captured a major stronghold near Ashby."))
    (captured,) = desk.claims("The army captured a major near Ashby.")[0].measures
    assert captured.who == "commander"


def test_the_number_of_a_division_counts_nobody(desk):
    found = desk.claims("The assault on Division 17 comes two weeks after militants killed 270 guards.")
    assert [m.interval.low for claim in found for m in claim.measures] == [270]
    assert {claim.kind.value for claim in found if claim.measures} == {"event"}


def test_who_says_that_people_died_is_not_among_them(desk):
    (claim,) = desk.claims("The mayor said 4 people died in the shelling of Ashby on Monday.")
    assert [m.interval.low for m in claim.measures] == [4]


@pytest.mark.parametrize("side", ["Northern", "Southern"])
@pytest.mark.parametrize(
    ("told", "counted"),
    [
        (
            "strikes killed 16 people, including 5 children and 2 nurses, and injured 40 others.",
            [("killed", 16), ("killed", 5), ("killed", 2), ("wounded", 40)],
        ),
        (
            "strikes killed 10 people, including 3 children, and 22 were wounded.",
            [("killed", 10), ("killed", 3), ("wounded", 22)],
        ),
    ],
)
def test_parts_share_the_lot_of_their_whole(desk, side, told, counted):
    found = [(m.role.value, m.interval.low) for claim in desk.claims(f"{side} {told}") for m in claim.measures]
    assert found == counted


def test_parts_named_behind_the_verb_share_the_lot_of_their_whole(desk):
    found = desk.claims("Twelve people were killed, including three children, and two wounded.")
    assert [(m.role.value, m.interval.low) for claim in found for m in claim.measures] == [
        ("killed", 12), ("killed", 3), ("wounded", 2),
    ]  # fmt: skip


def test_a_bare_number_of_other_things_is_no_toll(desk):
    (claim,) = desk.claims("Four districts of Ashby and two in Ellby were targeted by rebels, leading to five deaths.")
    assert [(m.role.value, m.interval.low) for m in claim.measures] == [("killed", 5)]


@pytest.mark.parametrize(
    "text",
    [
        "The conflict has killed more than 3,000 people and displaced millions.",
        "More than 3,000 people have been killed in the war, and millions more displaced.",
    ],
)
def test_what_a_whole_war_did_is_a_total_of_each_role(desk, text):
    (claim,) = desk.claims(text)
    assert claim.kind.value == "total"
    assert [m.role.value for m in claim.measures] == ["killed", "displaced"]


@pytest.mark.parametrize("counter", ["Views 2494", "Get short URL 4016"])
def test_a_counter_of_the_page_counts_no_dead(desk, counter):
    (claim,) = desk.claims(f"{counter} At least 12 people were killed at Ashby.")
    assert [m.interval.low for m in claim.measures] == [12]


def test_a_blast_that_claims_martyrs_says_nothing(desk):
    text = "Twin suicide blasts hit a checkpoint on the highway near Ashby claiming 4 martyrs and 13 injured."
    (claim,) = [claim for claim in desk.claims(text) if claim.measures]
    assert claim.claimant.kind == "own_voice"
    assert [(m.role.value, m.interval.low) for m in claim.measures] == [("killed", 4), ("wounded", 13)]
