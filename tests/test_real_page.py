"""One real page, if it is at hand: two texts and a thread of comments, with figures that contradict one another."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from counterclaim.config import load_settings
from counterclaim.model.claims import ClaimKind, Field, Modality, Polarity
from counterclaim.model.documents import PartKind, SourceKind
from counterclaim.model.incidents import FindingKind
from counterclaim.pipeline import Pipeline

PAGE = Path(__file__).parents[2] / "shared" / "pages" / "idlib-2020-03.txt"
PHYSICAL = frozenset({ClaimKind.EVENT, ClaimKind.CONTROL, ClaimKind.TOTAL, ClaimKind.DISPLACEMENT})

pytestmark = [
    pytest.mark.model,
    pytest.mark.shared,
    pytest.mark.skipif(not PAGE.is_file(), reason="the shared page does not lie beside the project"),
]


@pytest.fixture(scope="module")
def resolved():
    declared = {"source": "The Publisher", "published": "2020-03-04"}
    return Pipeline(load_settings()).read_text(PAGE.read_text("utf-8"), declared=declared)


@pytest.fixture(scope="module")
def entries(resolved):
    return resolved.entries


def with_figure(entries, low: float):
    return [e for e in entries for m in e.claim.measures if m.interval.low == low]


def holding(entries, words: str):
    """The claims of the sentence that holds the words."""
    start = entries[0].document.text.index(words)
    return [e for e in entries if e.claim.span.start <= start < e.claim.span.end]


def claimant(entry) -> str:
    actor = entry.actor(Field.CLAIMANT)
    return f"{actor.id if actor else ''} {entry.claim.claimant.text}".lower()


# The texts and the thread


def test_two_texts_with_their_titles_and_the_author_of_the_second(resolved):
    parts = resolved.reading.page.parts
    (article,) = [part for part in parts if part.kind is PartKind.ARTICLE]
    (embedded,) = [part for part in parts if part.kind is PartKind.EMBEDDED]
    assert article.title.startswith("Turkish Forces Are On")
    assert article.author is None
    assert (embedded.title, embedded.author) == ("Western propaganda against Turkey", "Thierry Meyssan")


def test_sixteen_comments_are_signed_with_eight_names(resolved):
    comments = [part for part in resolved.reading.page.parts if part.kind is PartKind.COMMENT]
    names = Counter(part.author for part in comments if part.author)
    assert names.total() == 16
    assert set(names) == {
        "Karen Bartlett",
        "Hasbara Hunter",
        "You can call me Al",
        "Saif Imam",
        "cechas vodobenikov",
        "Rodney Loder",
        "Icarus Tanović",
        "Art Best",
    }


# The ministry's tally


@pytest.mark.parametrize("figure", [327, 299, 3183])
def test_the_neutralised_are_kept_apart_and_given_to_the_ministry(entries, figure):
    (entry,) = with_figure(entries, figure)
    (measure,) = [m for m in entry.claim.measures if m.interval.low == figure]
    assert (measure.role, measure.object, measure.interval.high) == ("neutralised", "person", figure)
    assert "ministry" in claimant(entry)
    assert "turkish" in claimant(entry)
    assert entry.claim.claimant.kind is SourceKind.OFFICIAL


def test_the_ministry_resolves_to_one_actor(entries):
    actors = [entry.actor(Field.CLAIMANT) for figure in (327, 299, 3183) for entry in with_figure(entries, figure)]
    assert {actor and actor.id for actor in actors} == {"actor:turkish-defence-ministry"}


@pytest.mark.parametrize("figure", [327, 299])
def test_each_bulletin_has_its_window(entries, figure):
    (entry,) = with_figure(entries, figure)
    assert entry.period is not None
    assert entry.period.start >= dt.date(2020, 3, 2)
    assert entry.period.end <= dt.date(2020, 3, 3)


def test_the_figure_since_the_start_of_the_operation_is_a_total(entries):
    (entry,) = with_figure(entries, 3183)
    assert entry.claim.kind is ClaimKind.TOTAL


def test_the_morning_bulletin_destroys_nine_kinds_of_equipment(entries):
    found = [e for e in holding(entries, "6 battle tanks, 5 howitzers") if e.claim.measures]
    (entry,) = found
    assert [(m.role.value, m.object.value, m.interval.low, m.interval.high) for m in entry.claim.measures] == [
        ("destroyed", "aircraft", 1, 1),
        ("destroyed", "uav", 1, 1),
        ("destroyed", "tank", 6, 6),
        ("destroyed", "artillery", 5, 5),
        ("destroyed", "air_defence", 2, 2),
        ("destroyed", "armoured_vehicle", 3, 3),
        ("destroyed", "vehicle", 5, 5),
        ("destroyed", "vehicle", 6, 6),
        ("destroyed", "depot", 1, 1),
    ]
    assert "turkish" in claimant(entry)
    assert entry.period.caption == "2020-03-02 to 2020-03-03"


def test_the_evening_bulletin_destroys_three_kinds(entries):
    (entry,) = [e for e in holding(entries, "9 battle tanks") if e.claim.measures]
    counted = [(m.object.value, m.interval.low) for m in entry.claim.measures]
    assert counted == [("tank", 9), ("artillery", 8), ("vehicle", 2)]
    assert "ministry" in claimant(entry)


# Places that change hands


@pytest.mark.parametrize(
    "village",
    ["Jawbas", "Tarnaba", "Dadikh", "Kafr Battikh", "Kafr Mus", "Kawkabah", "Amqiyah", "Fulayfil"],
)
def test_a_village_that_changes_hands_is_a_place_of_a_control_claim(entries, village):
    control = [e.claim for e in entries if e.claim.kind is ClaimKind.CONTROL]
    assert village in {place.mention.text for claim in control for place in claim.places if not place.carried}


# Figures in dispute


def test_over_150_militants_are_disputed(entries):
    (entry,) = with_figure(entries, 151)
    (measure,) = entry.claim.measures
    assert (measure.interval.high, measure.role) == (None, "killed_or_wounded")
    assert entry.claim.claimant.text == "pro-government sources"
    assert entry.claim.stance.value == "disputed"
    assert any("overestimated" in words.text for words in entry.claim.stance.words)
    (dispute,) = [e.claim for e in entries if e.claim.disputes == entry.claim.id]
    assert (dispute.kind, dispute.claimant.kind) == (ClaimKind.DISPUTE, SourceKind.OWN_VOICE)


def test_moscow_denies_a_turkish_claim(entries):
    spoken = [e for e in entries if e.claim.kind in {ClaimKind.DENIAL, ClaimKind.DISPUTE}]
    assert [e for e in spoken if "moscow" in claimant(e) or "russia" in claimant(e)]


def test_33_soldiers_are_told_by_the_quoted_newspaper(entries):
    quoted = [e for e in with_figure(entries, 33) if e.claim.measures[0].interval.high is None]
    (entry,) = quoted
    assert entry.claim.claimant.text == "Le Monde"
    assert entry.period.caption == "2020-02-27"
    assert entry.claim.measures[0].role == "killed"


def test_900_000_displaced_are_disputed_by_the_second_author(entries):
    (entry,) = with_figure(entries, 810_000)
    (measure,) = [m for m in entry.claim.measures if m.share is None]
    assert (measure.interval.high, measure.approximate, measure.role) == (900_000, True, "displaced")
    assert entry.claim.stance.value == "disputed"
    author = {e.claim.claimant.text for e in holding(entries, "purely fanciful") if e.claim.kind is ClaimKind.DISPUTE}
    assert author == {"Thierry Meyssan"}


def test_eighty_per_cent_of_them_is_a_share(entries):
    (entry,) = with_figure(entries, 810_000)
    assert [m.share for m in entry.claim.measures] == [None, 0.8]


# What did not happen


def test_a_thought_is_no_event(entries):
    sentence = "It doesn’t matter if the Turkish military announces"
    text = entries[0].document.text
    start = text.index(sentence)
    end = text.index("no gains on the ground", start)
    inside = [e.claim for e in entries if start <= e.claim.span.start < end]
    assert [c.quote.text for c in inside if c.kind in PHYSICAL and c.polarity is Polarity.ASSERTED] == []
    assert not any(m.object in {"vessel", "aircraft"} for c in inside for m in c.measures)


def test_a_plan_to_deploy_is_not_a_deployment(entries):
    (entry,) = holding(entries, "will soon deploy Hisar")
    assert entry.claim.modality in {Modality.FUTURE, Modality.THREATENED}
    assert entry.claim.kind is ClaimKind.PLAN


def test_a_date_after_the_publication_is_a_finding(resolved):
    (finding,) = [f for f in resolved.findings if f.kind is FindingKind.IMPOSSIBLE_DATE]
    assert "March 29, 2020" in finding.message


# What a person would mark besides


@pytest.mark.xfail(strict=True, reason="a video that shows strikes gives no event: `show` is no word of happening")
def test_strikes_shown_by_turkish_media_are_in_the_ledger(entries):
    found = [e for e in holding(entries, "drone strikes on the Syrian Army convoy") if e.claim.kind in PHYSICAL]
    assert "Turkish media" in {e.claim.claimant.text for e in found}


@pytest.mark.xfail(strict=True, reason="a count of pieces without a class becomes persons")
def test_pieces_of_equipment_are_no_people(entries):
    pieces = [m for e in entries for m in e.claim.measures if "hundreds of pieces" in m.mention.text]
    assert [m.object.value for m in pieces] == ["equipment"]


@pytest.mark.xfail(strict=True, reason="a claim without a time takes over a day that is named only later")
def test_recent_clashes_have_no_day_that_is_named_later(entries):
    (entry,) = with_figure(entries, 151)
    assert entry.claim.time is None or entry.claim.time.mention.span.start < entry.claim.span.end


def test_what_is_shot_down_is_no_weapon_of_the_shot(entries):
    (entry,) = [e for e in holding(entries, "an L-39 warplane") if e.claim.measures]
    assert entry.claim.agent.text == "Turkey"
    assert entry.claim.instrument is None


@pytest.mark.xfail(strict=True, reason="`by no means` denies the clashes rather than the problem")
def test_a_problem_that_is_not_the_clashes_denies_no_clash(entries):
    start = entries[0].document.text.index("The problem is by no means the clashes")
    inside = [e.claim for e in entries if start <= e.claim.span.start < start + 100]
    assert not any(claim.polarity is Polarity.NEGATED for claim in inside)


@pytest.mark.xfail(strict=True, reason="`false` is missing from the words of doubt")
def test_which_is_false_is_a_dispute_of_the_author(entries):
    start = entries[0].document.text.index("In passing, Le Monde accuses Turkey")
    disputes = [e.claim for e in entries if e.claim.kind is ClaimKind.DISPUTE and start <= e.claim.span.start]
    assert "Thierry Meyssan" in {claim.claimant.text for claim in disputes if claim.span.start < start + 170}


@pytest.mark.xfail(strict=True, reason="the figure that a number of soldiers reaches loses the soldiers")
def test_the_number_of_the_total_says_of_whom(entries):
    (entry,) = with_figure(entries, 3183)
    (measure,) = entry.claim.measures
    assert measure.who == "soldier"


# The reading as a whole


def test_every_quote_is_the_text_at_its_span(resolved):
    text = resolved.reading.page.document.text
    assert all(c.quote.text == text[c.span.start : c.span.end] for c in resolved.reading.claims)


def test_the_words_of_a_part_are_never_given_to_the_other_voice(entries):
    own = {(e.part.kind, e.claim.claimant.text) for e in entries if e.claim.claimant.kind is SourceKind.OWN_VOICE}
    assert {name for kind, name in own if kind is PartKind.EMBEDDED} == {"Thierry Meyssan"}
    assert "Thierry Meyssan" not in {name for kind, name in own if kind is PartKind.ARTICLE}


def test_what_is_said_about_a_claim_is_not_written_twice(entries):
    keys = Counter((e.claim.span, e.claim.kind, e.claim.claimant.text) for e in entries)
    assert [key for key, number in keys.items() if number > 1] == []
