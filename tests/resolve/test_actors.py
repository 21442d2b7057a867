"""Which actor a mention stands for: by its words, by the page, by the day, and for all parties alike."""

from __future__ import annotations

from datetime import UTC, datetime
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.model.claims import Mention
from counterclaim.model.documents import Document, Fact, SourceKind, Span
from counterclaim.resolve.actors import Actors
from counterclaim.resolve.knowledge import Knowledge

ACTORS = Actors(knowledge=Knowledge.load(), max_candidates=4)


def page(text, published="2018-05-01"):
    facts = (("published", Fact(value=published, why="told")),)
    return Document(
        id="sha256:0",
        text=text,
        origin="-",
        captured_at=datetime(2024, 1, 1, tzinfo=UTC),
        media_type="text/plain",
        facts=facts,
    )


def resolve(mention, text="", published="2018-05-01"):
    at = len(text)
    words = f"{text} {mention}"
    return ACTORS.resolve([Mention(mention, Span(at + 1, len(words)))], page(words, published))[0]


def first(mention, text="", published="2018-05-01"):
    found = resolve(mention, text, published).candidates
    return found[0].value.id.removeprefix("actor:") if found else None


@pytest.mark.parametrize(
    ("mention", "actor"),
    [
        ("the Turkish Defense Ministry", "turkish-defence-ministry"),
        ("Turkish Defence Ministry spokesman", "turkish-defence-ministry"),
        ("a Syrian army source", "syrian-arab-army"),
        ("Syrias army", "syrian-arab-army"),
        ("Syria's air force", "syrian-air-force"),
        ("Russian jets", "russian-air-force"),
        ("Ukrainian troops", "ukrainian-armed-forces"),
        ("Kenyan troops", "kenya-armed-forces"),
        ("Ankara", "turkish-government"),
        ("the Kremlin", "russian-government"),
        ("Turkish-led forces", "turkiye-led-forces"),
        ("Erdoğan's forces", "turkish-armed-forces"),
        ("Assads forces", "syrian-armed-forces"),
        ("forces loyal to President Bashar al-Assad", "syrian-armed-forces"),
        ("Observatory director Rami Abdel Rahman", "sohr"),
        ("President Vladimir Putin", "vladimir-putin"),
        ("the defence ministry in Moscow", "russian-defence-ministry"),
        ("Armenian government troops backed by Russia", "armenian-armed-forces"),
        ("a source at the Israeli army", "israel-defense-forces"),
        ("Islamic State (IS) militants", "islamic-state"),
        ("TÜRKİYE", "turkiye"),
        ("the al-Nusra Front", "jabhat-al-nusra"),
        ("Peoples Protection Units", "ypg"),
        ("the Kiev regime", "ukrainian-government"),
        ("the Zionist entity", "israeli-government"),
        ("Saudi-led coalition warplanes", "saudi-led-coalition"),
    ],
)
def test_words_that_decide_by_themselves(mention, actor):
    assert first(mention) == actor


@pytest.mark.parametrize(
    "mention",
    [
        "civilians",
        "the al-Abbas bridge",
        "rebel-held areas",
        "a Syrian wedding",
        "a draft",
        "12 people",
        "…",
        "my house",
    ],
)
def test_words_that_name_nobody_stay_open_with_a_reason(mention):
    ranked = resolve(mention)
    assert ranked.candidates == ()
    assert ranked.why


def test_short_forms_go_back_to_the_last_one_named():
    text = "The Russian defence ministry spoke. Hamas answered. The Syrian Observatory for Human Rights counted."
    assert first("the ministry", text) == "russian-defence-ministry"
    assert first("the group", text) == "hamas"
    assert first("the Observatory", text) == "sohr"


def test_the_army_is_that_of_the_state_the_page_is_about():
    assert first("the army", "Syria. Damascus said that the Syrian town fell.") == "syrian-arab-army"
    assert first("the army", "Sudan. Khartoum said that the Sudanese town fell.") == "sudanese-army"
    assert first("government forces", "Yemen: in Sanaa the Yemeni president spoke.") == "yemeni-armed-forces"


def test_a_carried_form_scores_below_a_name():
    text = "The Syrian army advanced in Syria."
    short, full = resolve("the army", text), resolve("the Syrian army", text)
    assert short.candidates[0].score < full.candidates[0].score
    assert "page about Syria" in short.why


def test_two_that_are_named_are_both_kept():
    found = {one.value.id for one in resolve("Syrian and Russian warplanes").candidates}
    assert found == {"actor:syrian-air-force", "actor:russian-air-force"}


def test_the_day_tells_who_bore_a_name():
    assert resolve("Golani", published="2014-01-01").candidates[0].value.side != "actor:syria"
    assert first("ISIS", published="2015-01-01") == "islamic-state"


def test_capitals_tell_the_us_from_us():
    assert first("the US") == "united-states"
    assert first("us") is None


SWAPS = [("Turkish", "Syrian"), ("Russian", "Ukrainian"), ("Israeli", "Iranian"), ("Armenian", "Azerbaijani")]
FORMS = [
    "{} warplanes",
    "the {} defence ministry",
    "{}-led forces",
    "{}-backed rebels",
    "the {} government",
    "a {} official",
]


@pytest.mark.parametrize(("one", "other"), SWAPS)
@pytest.mark.parametrize("form", FORMS)
def test_parties_swapped_swap_the_answer_and_nothing_else(one, other, form):
    a, b = resolve(form.format(one)), resolve(form.format(other))
    assert [round(c.score, 2) for c in a.candidates] == [round(c.score, 2) for c in b.candidates]
    assert [c.value.kind for c in a.candidates] == [c.value.kind for c in b.candidates]
    assert {c.value.side for c in a.candidates}.isdisjoint({c.value.side for c in b.candidates})


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the Turkish Defence Ministry", SourceKind.OFFICIAL),
        ("Ankara", SourceKind.OFFICIAL),
        ("the Syrian army", SourceKind.MILITARY),
        ("Hamas", SourceKind.ARMED_GROUP),
        ("SOHR", SourceKind.MONITOR),
        ("Reuters", SourceKind.MEDIA),
        ("somebody", SourceKind.UNKNOWN),
    ],
)
def test_the_kind_of_a_known_speaker(text, kind):
    assert ACTORS.speaker_kind(text) is kind


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_every_mention_gets_one_answer(texts):
    text = "\n".join(texts)
    found = ACTORS.resolve([Mention(one, Span(0, 0)) for one in texts], page(text))
    assert len(found) == len(texts)
    for ranked in found:
        assert ranked.why
        assert len(ranked.candidates) <= 4
        scores = [candidate.score for candidate in ranked.candidates]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


def test_words_of_judgement_do_not_become_short_forms_of_a_party():
    text = "Russian forces entered Ukraine. Ukrainian forces answered. Turkish forces watched."
    assert first("the invaders", text) is None
    assert first("the occupiers", text) is None


def test_the_armed_forces_of_a_state_are_not_taken_for_those_it_arms():
    assert first("Syrias armed forces") == "syrian-armed-forces"
    assert first("pro-Assad fighters") == "pro-syria-forces"
    assert first("pro-Erdogan fighters") == "pro-turkiye-forces"


def test_a_long_page_is_read_in_time():
    text = "The Syrian army and Russian jets met Turkish forces in Syria. " * 4000
    started = perf_counter()
    assert first("the army", text) == "syrian-arab-army"
    assert perf_counter() - started < 10


def test_where_the_places_of_a_page_lie_tells_whose_the_government_forces_are():
    text = "Turkish-backed rebels said that Ankara was told. Government forces took Ariha."
    start = text.index("Government forces")
    mention = Mention("Government forces", Span(start, start + len("Government forces")))
    actors = Actors(knowledge=Knowledge.load(), max_candidates=3)
    page = Document(
        id="d", text=text, origin="-", captured_at=datetime(2020, 3, 4, tzinfo=UTC), media_type="text/plain",
        facts=(("published", Fact(value="2020-03-04", why="told")),),
    )  # fmt: skip
    (found,) = actors.resolve([mention], page, {"SY": 3})
    assert found.candidates[0].value.id == "actor:syrian-armed-forces"
    assert "a page about Syria" in found.why
