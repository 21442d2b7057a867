"""What an analyst reads: claims by part, incidents side by side, findings."""

from dataclasses import replace
from datetime import date

import pytest

from counterclaim.model.claims import ClaimKind, Field, Modality, Object, PlaceMention, Polarity, Role
from counterclaim.model.documents import PartKind, SourceKind
from counterclaim.model.incidents import Estimate, Finding, FindingKind, Relation, RelationKind
from counterclaim.model.overviews import ClaimFile, Dossier, Overview
from counterclaim.model.stages import Reading, Resolved
from counterclaim.model.values import Interval, Period
from counterclaim.publish import files, phrases, tables, tour
from tests.factories import (
    SENTENCE,
    make_capture,
    make_claim,
    make_document,
    make_entry,
    make_measure,
    make_part,
    make_place,
    make_reconciled,
    make_resolved,
    mention,
    resolve,
)
from tests.publish.test_layout import shown


def entry_with(*resolutions, part=None, **more):
    document = make_document()
    claim = make_claim(document, **more)
    page = replace(make_resolved().reading.page, document=document, parts=(part or make_part(document),), passages=())
    made = tuple(resolve(claim, field, value) for field, value in resolutions)
    return make_entry(Resolved(reading=Reading(page=page, claims=(claim,)), resolutions=made))


def dossier():
    entries = (make_entry(), make_entry(make_resolved(make_capture(f"{SENTENCE} Nobody asked."))))
    found = make_reconciled(*(entry.claim for entry in entries))
    return Dossier(incident=found.incidents[0], entries=entries, relations=found.relations, estimates=found.estimates)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"interval": Interval(151.0, None)}, "killed 151 or more (fighter)"),
        ({"interval": Interval(24, 99), "vague": True, "who": None}, "killed about 24–99"),
        (
            {"interval": Interval(6, 6), "role": Role.DESTROYED, "object": Object.TANK, "who": None},
            "destroyed 6 (tank)",
        ),
        ({"interval": Interval(None, 40), "who": "child"}, "killed up to 40 (child)"),
        ({"share": 0.8, "share_of": "the dead", "who": None}, "killed 80% of the dead"),
        (
            {"interval": Interval(1, 1), "object": Object.UAV, "model": "TB2", "role": Role.LOST, "who": None},
            "lost 1 (uav, TB2)",
        ),
        (
            {"interval": Interval(810_000.0, 900_000.0), "role": Role.KILLED_OR_WOUNDED},
            "killed or wounded 810,000–900,000 (fighter)",
        ),
    ],
)
def test_measures_are_captions(more, expected):
    assert phrases.measure(make_measure(make_document(), **more)) == expected


def test_who_says_bears_the_sign_of_the_stance():
    assert phrases.who(make_entry()) == "○ The Northern Army"
    assert phrases.who(entry_with()) == "● The Example Herald"
    document = make_document()
    assert phrases.who(entry_with(part=make_part(document, kind=PartKind.COMMENT))) == "● the comment's own voice"


def test_an_unnamed_claimant_is_called_by_kind():
    entry = entry_with()
    claimant = replace(entry.claim.claimant, text=None, kind=SourceKind.WITNESS)
    assert phrases.speaker(replace(entry, claim=replace(entry.claim, claimant=claimant))) == "unnamed (witness)"


def test_what_tells_kind_parties_and_certainty():
    document = make_document()
    army, fighters = mention(document, "The Northern Army"), mention(document, "fighters")
    assert (
        phrases.what(make_claim(document, agent=army, target=fighters)) == "Armed clash\nThe Northern Army → fighters"
    )
    assert phrases.what(make_claim(document, agent=army)).endswith("by The Northern Army")
    threat = make_claim(document, kind=ClaimKind.THREAT, event=None, modality=Modality.THREATENED)
    assert phrases.what(threat) == "threat (threatened)"
    assert "(negated)" in phrases.what(make_claim(document, polarity=Polarity.NEGATED))


def test_places_and_times_tell_what_is_not_resolved():
    document = make_document()
    places = (PlaceMention(mention=mention(document, "Lower Ford"), relation="near"),)
    assert phrases.where(entry_with(places=places)) == "near Lower Ford (?)"
    assert phrases.where(entry_with((Field.PLACE, make_place()), places=places)) == "near Lower Ford"
    assert (
        phrases.when(entry_with((Field.TIME, Period(date(2021, 5, 2), date(2021, 5, 3))))) == "2021-05-02 to 2021-05-03"
    )
    assert phrases.when(entry_with()) == phrases.where(entry_with()) == "—"


def test_relations_are_sentences():
    relation = Relation(a="a", b="b", kind=RelationKind.NOT_COMPARABLE, why="other windows")
    assert phrases.relation(relation, {"a": "[1]"}) == "[1] cannot be compared with b: other windows"
    assert phrases.relation(replace(relation, kind=RelationKind.CONTRADICTS, dimension="count"), {}).startswith(
        "a contradicts b in count"
    )


@pytest.mark.parametrize(
    ("low", "best", "high", "expected"),
    [
        (3, 12, None, "killed 12, 3 or more"),
        (12.0, 12.0, 12.0, "killed 12"),
        (None, None, 40, "killed —, up to 40"),
    ],
)
def test_estimates_are_captions(low, best, high, expected):
    estimate = Estimate(
        incident="i", role=Role.KILLED, object=Object.PERSON, low=low, best=best, high=high, rule="ucdp", claims=()
    )
    assert phrases.estimate(estimate) == expected


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_a_page_is_read_part_by_part(width):
    resolved = make_resolved()
    page = shown(tables.reading(resolved, resolved.entries), width)
    order = [
        "A day at the ford",
        "1 claim",
        "Article",
        "The Northern Army",
        "What a reader should know",
        "A day was assumed.",
    ]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_parts_are_named_for_whose_they_are():
    document = make_document()
    embedded = make_part(document, kind=PartKind.EMBEDDED, title="Elsewhere", author="B. Other", source="Their Paper")
    assert phrases.part(embedded) == "Embedded text “Elsewhere” by B. Other (Their Paper)"
    assert phrases.part(make_part(document, kind=PartKind.COMMENT, author="mud")) == "Comment by mud"
    assert phrases.part(make_part(document, kind=PartKind.HEADLINE)) == "Headline"


@pytest.mark.parametrize("width", [60, 120])
def test_an_incident_sets_its_claims_side_by_side(width):
    page = shown(files.incident(dossier()), width)
    for words in ("[1]", "[2]", "[1] contradicts [2] in count", "killed 12, 3 or more, from [1] [2]"):
        assert words in page


def test_a_claim_is_shown_with_what_its_words_stand_for():
    found = dossier()
    file = ClaimFile(
        entry=found.entries[0], relations=found.relations, others=found.entries[1:], incidents=(found.incident,)
    )
    page = shown(files.claim(file), 120)
    for words in ("score 0.90", "the only one of that name", "geonames:1", "This claim contradicts", found.incident.id):
        assert words in page


def test_nothing_found_is_said():
    nothing = (
        tables.claims([]),
        tables.incidents([]),
        tables.documents([]),
        tables.sources([]),
        tables.finding_list([]),
    )
    for table in nothing:
        assert shown(table, 80).strip().endswith(".")


def test_the_tour_shows_what_does_not_fit_together():
    found = dossier()
    reconciled = make_reconciled(*(entry.claim for entry in found.entries))
    step = reconciled.tallies[0].declared[0]
    odd = replace(reconciled.tallies[0], declared=(replace(step, interval=Interval(99, 99)),), sum=Interval(12, 12))
    denial = Relation(
        a=found.entries[0].claim.id, b=found.entries[1].claim.id, kind=RelationKind.DENIES, why="It says no."
    )
    abuse = Finding(
        kind=FindingKind.ABUSE,
        message="this comment holds one word of abuse",
        stage="segment",
        document=found.entries[0].document.id,
        span=mention(found.entries[0].document, "fighters").span,
    )
    mismatch = Finding(kind=FindingKind.TOTAL_MISMATCH, message="The days come to 12, not 99.", stage="reconcile")
    overview = Overview(
        documents=(),
        sources=(),
        entries=found.entries,
        dossiers=(found,),
        relations=(*found.relations, denial),
        tallies=(odd,),
        findings=(abuse, mismatch),
    )
    page = shown(tour.summary(overview, "x.db"), 100)
    for words in ("Contradictions  1 pair", "Denials  1 pair", "The days come to 12", "abuse", "--ledger x.db"):
        assert words in page
    assert "▒▒▒▒▒▒▒▒ were killed" in page


def test_the_tour_of_an_empty_ledger_is_short():
    nothing = Overview(documents=(), sources=(), entries=(), dossiers=(), relations=(), tallies=(), findings=())
    assert "0 pages · 0 claims" in shown(tour.summary(nothing, "x.db"), 80)
