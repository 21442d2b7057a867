"""Types of texts: ACLED types with a probability and a word for the reason."""

import pytest

from counterclaim.extract.event_types import event_type, read_types, types
from counterclaim.extract.lexicon import read_data
from counterclaim.model.claims import EventType

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Jets dropped bombs on a bakery in the valley, killing nine people.", "AIR_STRIKE"),
        ("Howitzers shelled the eastern suburbs for two hours.", "ART_MISS_ATTACK"),
        ("A bomber in an explosive vest blew himself up at the gate of the academy.", "SUIC_BOMB"),
        ("Someone threw a hand grenade into the courtyard of the town hall.", "GRENADE"),
        ("A bus struck a landmine on the road to the quarry; three passengers died.", "REM_EXPLOS"),
        ("Dozens choked after shells with chlorine burst near the silos.", "CHEM_WEAP"),
        ("Masked men kidnapped a surgeon and her driver on the coastal road.", "ABDUCT_DISSAP"),
        ("Nine miners drowned when a shaft was flooded after a pump failed.", "MAN_MADE_DISASTER"),
        ("The river burst its banks after the storm and swept away forty houses.", "NATURAL_DISASTER"),
        ("Police arrested two men suspected of recruiting fighters.", "ARREST"),
        ("Hundreds of bakers marched through the capital with banners to ask for cheaper flour.", "PEACE_PROTEST"),
        ("Both sides signed a truce and agreed to exchange prisoners.", "AGREEMENT"),
        ("Deminers defused a bomb that had been found under the viaduct.", "DISR_WEAP"),
        ("Customs officers broke a ring of heroin smugglers and money launderers.", "ORG_CRIME"),
    ],
)
def test_clear_cases(text, label):
    ((found, probability),) = types([text])
    assert found == label
    assert 0.2 < probability <= 1


def test_labels_carry_acled_types_and_a_reason_from_the_text():
    text = "Howitzers shelled the eastern suburbs for two hours."
    (found,) = read_types([text])
    subtype = "Shelling/artillery/missile attack"
    assert found.event == EventType(scheme="acled", type="Explosions/Remote violence", subtype=subtype)
    word = found.why.split("”")[0].removeprefix("“")
    assert word in text
    assert subtype in found.why


def test_what_lies_beside_the_scheme_has_no_acled_type():
    beside = [label for label in read_data("event_types.yaml") if event_type(label) is None]
    assert sorted(beside) == ["ATTRIB", "DIPLO", "MAN_MADE_DISASTER", "NATURAL_DISASTER", "ORG_CRIME"]


def test_a_text_without_words_is_not_believed():
    assert types([""]) == [("OTHER", 0.0)]
    assert types([]) == []


@pytest.mark.parametrize(
    ("one", "other"), [("Israel", "Iran"), ("Russia", "Ukraine"), ("the Taliban", "the Tigrayans")]
)
@pytest.mark.parametrize(
    "text",
    [
        "{0} fired rockets at a village held by {1}, wounding two women.",
        "Planes of {0} bombed a bridge used by {1}.",
        "{0} accused {1} of the killing of the mayor.",
        "{0} and {1} agreed on a ceasefire of ten days.",
    ],
)
def test_parties_that_change_places_leave_the_type(text, one, other):
    (first, second) = types([text.format(one, other), text.format(other, one)])
    assert first[0] == second[0]
