"""`relate` and `origins`: any two claims side by side, and where the claims of an incident come from."""

from datetime import UTC, datetime

import pytest

from counterclaim.config import load_settings
from counterclaim.ledger import Ledger
from counterclaim.model.decisions import Decision, Ruling
from counterclaim.reconcile.stage import Reconciler
from tests.cli.test_verbs import SENTENCE, Terminal, ids, lines
from tests.factories import FakeStages

OTHER = "Nobody on the southern bank of the river had seen a soldier for a week, said the miller."


class Comparing(FakeStages):
    """One claim of each page, and claims that are really compared."""

    def __init__(self):
        super().__init__()
        self.reconciler = Reconciler(load_settings().reconcile)
        self.rules = self.reconciler.rules
        self.reconcile, self.index = self.reconciler.reconcile, self.reconciler.index
        self.update, self.totals = self.reconciler.update, self.reconciler.totals


@pytest.fixture
def two(tmp_path):
    """A ledger of two outlets that print one sentence."""
    run = Terminal(tmp_path)
    run.stages = Comparing()
    for name, source, text in (("one.txt", "Gazette", SENTENCE), ("two.txt", "Herald", f"{OTHER} {SENTENCE}")):
        done = run("add", run.page(name, text), "--source", source)
        assert done.exit_code == 0, done.stderr
    return run


def test_two_claims_are_set_beside_one_another(two):
    first, second = ids(two, "claims")[:2]
    done = two("relate", first[:12], second[:12])
    assert done.exit_code == 0, done.stderr
    for words in ("How they stand", "repeats", "What was compared", "place", "one event"):
        assert words in done.stdout


def test_a_pair_is_one_object(two):
    first, second = ids(two, "claims")[:2]
    (found,) = lines(two("relate", first, second, "--format", "jsonl"))
    assert (found["schema"], set(found["claims"])) == ("counterclaim.pair/1", {first, second})
    assert found["relation"]["kind"] == "repeats"
    assert {row["feature"] for row in found["compared"]} >= {"place", "time", "parties"}


def test_what_is_no_pair_of_claims_ends_with_a_reason(two):
    claim, incident = ids(two, "claims")[0], ids(two, "incidents")[0]
    for other, reason in ((claim, "name two claims"), (incident, "no claim"), ("c_nothing", "no record")):
        done = two("relate", claim, other)
        assert done.exit_code == 2
        assert reason in done.stderr


def test_outlets_are_counted_beside_origins(two):
    (incident,) = ids(two, "incidents")
    done = two("origins", incident)
    assert done.exit_code == 0, done.stderr
    assert "2 outlets, 1 origin" in done.stdout
    assert "reprint" in done.stdout


def test_the_origins_of_a_claim_are_those_of_its_incident(two):
    (incident,) = ids(two, "incidents")
    (found,) = lines(two("origins", ids(two, "claims")[0], "--format", "jsonl"))
    assert (found["schema"], found["incident"]) == ("counterclaim.origin/1", incident)
    assert found["outlets"] == ["Gazette", "Herald"]
    assert [link["tie"] for link in found["links"]] == ["reprint"]


def test_a_document_has_no_origins(two):
    document = ids(two, "documents")[0]
    done = two("origins", document)
    assert done.exit_code == 2
    assert "name an incident" in done.stderr


def test_a_rejected_claim_is_compared_with_no_other(two):
    first, second = ids(two, "claims")[:2]
    with Ledger(two.ledger, pipeline=two.stages) as ledger:
        ledger.decide(
            Decision(
                id="r_1", ruling=Ruling.REJECT, subjects=(first,), value="", author="a reader", reason="misread",
                made_at=datetime(2025, 1, 1, tzinfo=UTC),
            )
        )  # fmt: skip
        ledger.reconcile()
    done = two("relate", first, second)
    assert done.exit_code == 2
    assert "rejected" in done.stderr


def test_estimates_stand_side_by_side_by_each_rule(two):
    (incident,) = ids(two, "incidents")
    found = lines(two("show", incident, "--rules", "--format", "jsonl"))
    claims = set(ids(two, "claims"))
    assert {e["by"] for e in found} == {"majority", "ucdp", "airwars", "acled"}, "one origin is too little for IBC"
    assert all(set(e["claims"]) <= claims and e["claims"] for e in found)
    done = two("show", incident, "--rules")
    assert done.exit_code == 0, done.stderr
    for words in ("majority", "after UCDP GED", "ibc", "too little is claimed", *claims):
        assert words in done.stdout.replace("\n   ", " ")


def test_people_grade_a_source_and_no_figure_of_the_machine_changes(two):
    before = {source["key"]: source for source in lines(two("sources", "--format", "jsonl"))}
    key = next(iter(before))
    done = two("actors", "grade", key, "B", "--why", "its lists were checked", "--by", "Editor")
    assert done.exit_code == 0, done.stderr
    assert "usually reliable" in done.stdout
    after = {source["key"]: source for source in lines(two("sources", "--format", "jsonl"))}
    grade = after[key].pop("grade")
    assert (grade["reliability"], grade["by"], grade["why"]) == ("B", "Editor", "its lists were checked")
    assert {k: v | {"grade": None} for k, v in after.items()} == before
    two("actors", "grade", key, "C", "--why", "one list was made up", "--by", "Editor")
    assert next(s for s in lines(two("sources", "--format", "jsonl")) if s["key"] == key)["grade"]["reliability"] == "C"
    assert two("verify").exit_code == 0


@pytest.mark.parametrize(("key", "letter"), [("nobody", "A"), (None, "G"), (None, "7")])
def test_what_cannot_be_graded_is_told(two, key, letter):
    key = key or lines(two("sources", "--format", "jsonl"))[0]["key"]
    done = two("actors", "grade", key, letter, "--why", "w", "--by", "Editor")
    assert done.exit_code == 2
    assert (key if key == "nobody" else "Admiralty") in done.stderr


ARABIC = "https://wadi.example/ar/market-of-lower-ford"
SENTENCES = ("Shells hit the market of Homs on Monday and killed 14 people.", "Most of them had come to buy bread.")


def edition(title, head="", *more, source="Herald", lang="en", said=SENTENCES):
    """A page of one outlet in mark-up, with more paragraphs of its own."""
    told = "".join(f"<p>{words}</p>" for words in (*said, *more))
    meta = f'<meta property="og:site_name" content="{source}"><meta name="date" content="2021-05-04">'
    return f'<html lang="{lang}"><head><title>{title}</title>{meta}{head}</head><body><article><h1>{title}</h1>{told}'


@pytest.mark.model
def test_translations_are_one_origin_and_their_original_is_named(tmp_path):
    run = Terminal(tmp_path)
    run.stages = None
    other = (
        "Fourteen people died as a market in Homs came under shellfire on Monday.",
        "They stood in a queue for bread.",
    )
    arabic = ("قُتل أربعة عشر شخصا عندما سقطت قذائف على سوق في حمص يوم الاثنين بحسب السكان.", "وكانوا ينتظرون الخبز.")
    pages = [
        run.page(
            "ar.html", edition("قصف", f'<link rel="canonical" href="{ARABIC}">', source="Wadi", lang="ar", said=arabic)
        ),
        run.page("en.html", edition("Market hit", f'<meta name="translation_of" content="{ARABIC}">')),
        run.page(
            "her.html",
            edition(
                "Dead in Homs",
                "",
                f'Translated from the Arabic. <a href="{ARABIC}">Here</a>',
                source="Post",
                said=other,
            ),
        ),
    ]
    assert run("add", *pages).exit_code == 0
    told = {finding["kind"] for finding in lines(run("findings", "--format", "jsonl"))}
    assert {"translation", "language_not_read"} <= told
    incident = ids(run, "incidents")[0]
    shown = run("origins", incident, columns=200).stdout
    assert "2 outlets, 1 origin" in shown
    assert "translation: each of the two pages is a translation or the original of" in shown
    assert "Post: “Translated from the Arabic.”; the ledger keeps Wadi (ar, sha256:" in shown
    (found,) = lines(run("origins", incident, "--format", "jsonl"))
    assert [len(one["kept"]) for one in found["translations"]] == [1, 1]
