from counterclaim.bench.claims import predict, predict_relations
from counterclaim.model.documents import Page as ReadPage
from counterclaim.model.stages import Reading, Resolved
from counterclaim.reconcile.stage import Reconciler
from tests.reconcile.ledgers import FAR_TOWN, SETTINGS, TOWN, Page, day

PAGES = [
    Page("r1", source="Gazette").say(
        "Shelling of Alder killed 12 people", at=TOWN, when=day(1), killed=12, by="a medic"
    ),
    Page("r2", source="Herald").say(
        "Rockets on Alder killed 15 people", at=TOWN, when=day(1), killed=15, by="the mayor"
    ),
    Page("r3", source="Courier").say("A bridge fell in Cedar", at=FAR_TOWN, when=day(9)),
]
RECORDS = [
    {
        "id": page.name,
        "group": "G1" if page.name != "r3" else "G2",
        "source": page.source,
        "published": page.published,
        "title": "",
        "text": f"  {page.text}",
        "claims": [{"id": "c1", "start": 6, "end": 20}],
    }
    for page in PAGES
]


class Double:
    """Reads the pages of the test; the text it keeps lacks the two blanks at the start of the record's."""

    def __init__(self):
        self.declared = []

    def read_text(self, text, *, declared):
        self.declared.append(dict(declared))
        page = next(p for p in PAGES if p.text == text.removeprefix("  "))
        entries = page.entries()
        read = ReadPage(document=entries[0].document, parts=(entries[0].part,), passages=())
        return Resolved(
            reading=Reading(page=read, claims=tuple(e.claim for e in entries)),
            resolutions=tuple(r for e in entries for r in e.resolutions),
        )

    def reconcile(self, entries, decisions=()):
        return Reconciler(SETTINGS)(entries, decisions)

    def relater(self, entries, decisions=()):
        return Reconciler(SETTINGS).relater(entries, decisions)


def test_a_group_shares_its_incidents_and_only_text_and_source_are_seen():
    double = Double()
    found = {row["id"]: row["claims"] for row in predict(RECORDS, double)}
    assert found["r1"][0]["incident"] == found["r2"][0]["incident"] != found["r3"][0]["incident"]
    assert double.declared[0] == {"source": "Gazette", "published": "2020-03-02"}


def test_relations_come_from_claims_that_overlap_the_anchors():
    pairs = [{"a": ["r1", "c1"], "b": ["r2", "c1"]}, {"a": ["r1", "c1"], "b": ["r3", "c1"]}]
    found = [row["relation"] for row in predict_relations(pairs, RECORDS, Double())]
    assert found == ["contradicts", "not_comparable"]


def test_a_relation_that_acts_the_other_way_changes_places():
    later = [{**RECORDS[1], "published": "2020-03-09"}, RECORDS[0]]
    rows = list(predict_relations([{"a": ["r1", "c1"], "b": ["r2", "c1"]}], later, Double()))
    assert {tuple(rows[0]["a"]), tuple(rows[0]["b"])} == {("r1", "c1"), ("r2", "c1")}


def test_anchors_without_a_claim_have_no_relation():
    blind = [{**r, "claims": [{"id": "c1", "start": 0, "end": 1}]} for r in RECORDS]
    (row,) = predict_relations([{"a": ["r1", "c1"], "b": ["r2", "c1"]}], blind, Double())
    assert row["relation"] is None
