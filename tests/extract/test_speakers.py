"""Short forms go back to the speaker they stand for, or stay open."""

from __future__ import annotations

import pytest

from counterclaim.extract.nlp import parse_text
from counterclaim.extract.speakers import SpeakerMemory
from counterclaim.extract.speaking import trimmed
from counterclaim.model.claims import Mention
from counterclaim.model.documents import SourceKind, Span

MET = (
    ("Governor Anna Keller", SourceKind.OFFICIAL),
    ("the Northern Defence Ministry", SourceKind.OFFICIAL),
    ("the Marrow Hill Observatory", SourceKind.MONITOR),
    ("Peter Brandt", SourceKind.PERSON),
    ("the Ellby Times", SourceKind.MEDIA),
)


def mention(text: str, at: int) -> Mention:
    return Mention(text, Span(at, at + len(text)))


def carried(text: str, kind: SourceKind = SourceKind.UNKNOWN, *, met=MET):
    memory = SpeakerMemory(span=8)
    for number, (name, named) in enumerate(met):
        memory.carry(mention(name, 100 * number), named)
    fuller, found, why = memory.carry(mention(text, 1000), kind)
    return fuller and fuller.text, found, why


@pytest.mark.parametrize(
    ("short", "fuller"),
    [
        ("the ministry", "the Northern Defence Ministry"),
        ("The defence ministry", "the Northern Defence Ministry"),
        ("the monitor", "the Marrow Hill Observatory"),
        ("the observatory", "the Marrow Hill Observatory"),
        ("the newspaper", "the Ellby Times"),
        ("Keller", "Governor Anna Keller"),
        ("Brandt", "Peter Brandt"),
        ("he", "Peter Brandt"),
        ("it", "the Ellby Times"),
    ],
)
def test_short_forms_go_back(short, fuller):
    found, _, why = carried(short)
    assert found == fuller
    assert short in why
    assert fuller in why


def test_the_kind_of_the_fuller_name_is_taken_over():
    assert carried("the ministry")[1] is SourceKind.OFFICIAL
    assert carried("he")[1] is SourceKind.PERSON


def test_a_full_name_speaks_for_itself():
    assert carried("the Southern Defence Council", SourceKind.OFFICIAL) == (None, SourceKind.OFFICIAL, "")


def test_another_party_s_ministry_is_not_the_same():
    assert carried("the Southern ministry")[0] is None


def test_a_pronoun_without_a_speaker_stays_open():
    fuller, kind, why = carried("it", met=())
    assert (fuller, kind) == (None, SourceKind.UNKNOWN)
    assert why


def test_it_is_never_a_person_and_he_is_never_a_ministry():
    assert carried("it", met=(MET[1], MET[3]))[0] == "the Northern Defence Ministry"
    assert carried("he", met=(MET[3], MET[1]))[0] == "Peter Brandt"
    assert carried("he", met=(MET[2],))[0] is None


def test_the_latest_fitting_speaker_wins():
    met = (
        ("the Northern Defence Ministry", SourceKind.OFFICIAL),
        ("the Southern Defence Ministry", SourceKind.OFFICIAL),
    )
    assert carried("the ministry", met=met)[0] == "the Southern Defence Ministry"
    assert carried("the ministry", met=met[::-1])[0] == "the Northern Defence Ministry"


def test_whoever_is_only_named_can_be_gone_back_to():
    memory = SpeakerMemory(span=8)
    memory.hear(mention("the Northern Defence Ministry", 0), SourceKind.OFFICIAL)
    fuller, _, _ = memory.carry(mention("the defence ministry", 500), SourceKind.UNKNOWN)
    assert fuller is not None
    assert fuller.text == "the Northern Defence Ministry"


@pytest.mark.parametrize("agency", ["SANA", "ANHA"])
def test_a_day_before_a_speaker_is_no_part_of_the_name(agency):
    doc = parse_text(f"The fighters breached the truce after it came into effect on February 27 {agency} said.")
    end = next(token.i for token in doc if token.text == agency) + 1
    assert trimmed(doc, end - 3, end) == end - 1


def test_who_is_quoted_within_the_words_of_another_stays_behind_him():
    memory = SpeakerMemory(span=8)
    memory.carry(mention("spokesman Peter Brandt", 0), SourceKind.OFFICIAL)
    memory.carry(mention("Governor Anna Keller", 50), SourceKind.OFFICIAL, nested=True)
    fuller, _, _ = memory.carry(mention("he", 100), SourceKind.UNKNOWN)
    assert fuller.text == "spokesman Peter Brandt"


@pytest.mark.parametrize("nobody", ["every allegation", "another five"])
def test_nothing_goes_back_to_what_cannot_speak(nobody):
    assert carried("he", met=[*MET, (nobody, SourceKind.UNKNOWN)])[0] == "Peter Brandt"
    assert carried("it", met=[*MET, (nobody, SourceKind.UNKNOWN)])[0] == "the Ellby Times"


def test_a_correspondent_is_a_person():
    assert carried("he", met=[*MET, ("a Northern correspondent", SourceKind.MEDIA)])[0] == "a Northern correspondent"
