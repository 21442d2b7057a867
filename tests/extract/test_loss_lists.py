"""Lists of losses under a heading: totals, and in brackets what came to them."""

import pytest

pytestmark = pytest.mark.model


def figures(claim):
    return [(m.role.value, m.object.value, m.interval.low, m.interval.high) for m in claim.measures]


def read(desk, text):
    return [(c.kind.value, figures(c)) for c in desk.claims(text) if c.measures]


@pytest.mark.parametrize(("ours", "theirs"), [("Ardanian", "Velanian"), ("Velanian", "Ardanian")])
@pytest.mark.parametrize("dash", ["–", "-", "—"])
def test_a_total_with_its_increment(desk, ours, theirs, dash):
    text = (
        f"The {ours} ministry of defence said: Losses of the {theirs} army since 3 March are: "
        f"tanks {dash} 22 (+4), armoured vehicles {dash} 41 (+2), artillery systems {dash} 13 (+0), "
        f"personnel {dash} about 1,200 (+120)."
    )
    total, more = desk.claims(text)
    assert (total.kind.value, more.kind.value) == ("total", "event")
    assert figures(total) == [
        ("lost", "tank", 22, 22),
        ("lost", "armoured_vehicle", 41, 41),
        ("lost", "artillery", 13, 13),
        ("lost", "person", 1080, 1320),
    ]
    assert figures(more) == [("lost", "tank", 4, 4), ("lost", "armoured_vehicle", 2, 2), ("lost", "person", 120, 120)]
    assert {m.party.text for c in (total, more) for m in c.measures} == {f"the {theirs} army"}
    assert {c.claimant.text for c in (total, more)} == {f"The {ours} ministry of defence"}
    assert (total.time.mention.text, more.time) == ("3 March", None)


def test_a_list_of_lines_under_its_heading_is_one_claim_and_what_came_another(desk):
    text = (
        "The Ministry informs:\n\nTotal enemy losses from 3 March to 4 May:\n\npersonnel - about 1,200 (+100) persons\n"
        "tanks - 22 (+4)\nUAVs - 7\n\nTwo villages were quiet."
    )
    assert read(desk, text) == [
        ("total", [("lost", "person", 1080, 1320), ("lost", "tank", 22, 22), ("lost", "uav", 7, 7)]),
        ("event", [("lost", "person", 100, 100), ("lost", "tank", 4, 4)]),
    ]


@pytest.mark.parametrize(
    ("heading", "kind", "role"),
    [
        ("Enemy losses in the past 24 hours", "event", "lost"),
        ("The northern army has lost", "event", "lost"),
        ("Destroyed since 3 March", "total", "destroyed"),
        ("Captured", "event", "seized"),
    ],
)
def test_the_heading_tells_what_became_of_them(desk, heading, kind, role):
    assert read(desk, f"{heading}: tanks – 4, helicopters – 2.") == [
        (kind, [(role, "tank", 4, 4), (role, "helicopter", 2, 2)])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The team lost: points – 2, games – 3.",
        "Losses were heavy: the army withdrew on 4 May – 20 men stayed.",
        "The bank reported losses: shares – 14, bonds – 3.",
    ],
)
def test_other_lists_are_no_losses(desk, text):
    assert read(desk, text) == []


def test_an_item_that_nobody_knows_is_a_finding_and_the_others_are_counted(desk):
    reading = desk.read(
        "Losses of the Velanian army since 3 March: tanks – 22 (+4), zorblats – 3 (+1), helicopters – 5."
    )
    (finding,) = [f for f in reading.findings if f.kind == "uncounted_item"]
    assert (finding.span and reading.page.document.quote(finding.span).text) == "zorblats – 3 (+1)"
    assert "it is in no claim" in finding.message
    assert figures(reading.claims[0]) == [("lost", "tank", 22, 22), ("lost", "helicopter", 5, 5)]


def test_one_item_that_is_known_is_enough_beside_others(desk):
    reading = desk.read("Velanian losses since 3 March: tanks – 22 (+4), zorblats – 3.")
    assert [figures(c) for c in reading.claims] == [[("lost", "tank", 22, 22)], [("lost", "tank", 4, 4)]]
    assert [f.kind for f in reading.findings] == ["uncounted_item"]
    assert not [f for f in desk.read("Losses: Ashby – 3, Carden – 4.").findings if f.kind == "uncounted_item"]


def test_stations_of_electronic_warfare_are_no_buildings(desk):
    assert ("lost", "equipment", 7, 7) in figures(desk.claims("Losses: tanks – 2, electronic warfare stations – 7.")[0])
