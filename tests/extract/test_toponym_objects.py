"""Places that the grammar takes for people or bodies: objects of shelling, ends of roads, bases, fields, lists."""

import pytest

from counterclaim.extract.nlp import parse_text
from counterclaim.extract.toponyms import find_toponyms

pytestmark = pytest.mark.model
KNOWN = frozenset(
    {"Saraqib", "Aleppo", "Damascus", "Syria", "Yemen", "Taiz", "Aden", "Kafr Nabl", "Kafranbel", "Maarrat al-Nu'man",
     "Deir ez-Zor", "Stepanakert", "Lachin", "Mosul", "Assad", "Kramatorsk", "Sloviansk", "Bakhmut", "Sudan"}
)  # fmt: skip


def places(text):
    return {text[p.start : p.end]: p.relation for p in find_toponyms(parse_text(text), KNOWN.__contains__)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("In Syria, troops seized the M4-M5 crossroad near Saraqib.", {"M4-M5 crossroad"}),
        ("Two died on the M5 highway between Maarat al-Numan and Khan Shaykhun.", {"Maarat al-Numan", "Khan Shaykhun"}),
        ("A strike killed five people in the Rashidin area west of Aleppo.", {"Rashidin area", "Aleppo"}),
        ("Two boats sank near Deir ez-Zor, killing six.", {"Deir ez-Zor"}),
        ("Clashes erupted along the Aleppo-Damascus highway in Syria.", {"Aleppo-Damascus highway"}),
        ("Rebels cut the Taiz-Aden road in Yemen.", {"Taiz-Aden road"}),
        ("Troops took al-Watiya airbase southwest of Tripoli, Libya.", {"al-Watiya airbase"}),
        ("A drone hit the Engels air base on Monday.", {"Engels air base"}),
        ("Militias shelled the Conoco gas field and the al-Omar oil field.", {"Conoco gas field", "al-Omar oil field"}),
        ("Trucks entered through the Bab al-Hawa border crossing.", {"Bab al-Hawa border crossing"}),
        ("The army retook the Sheikh Maqsoud neighbourhood of Aleppo city.", {"Sheikh Maqsoud neighbourhood"}),
        ("Turkish troops shelled Ain Issa on Friday.", {"Ain Issa"}),
        ("Forces shelled the Lachin corridor and Stepanakert.", {"Lachin corridor", "Stepanakert"}),
        ("They hit Kramatorsk, Sloviansk and Bakhmut on Monday.", {"Kramatorsk", "Sloviansk", "Bakhmut"}),
        ("Fighting went on in Kafr Nabl, Kafranbel and Maarrat al-Nu'man, Syria.", {"Kafranbel", "Maarrat al-Nu'man"}),
    ],
)
def test_places_of_war_reporting_are_found(text, wanted):
    assert wanted <= places(text).keys()


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("The police captured John Smith and Mark Jones in Aleppo.", {"John Smith", "Mark Jones"}),
        ("Militants seized a truck in Mosul, Assad said.", {"Assad"}),
        ("The army attacked Reuters and Assad fled.", {"Reuters", "Assad"}),
        ("Talks between Assad and Putin went on.", {"Assad", "Putin"}),
        ("President Assad and General Smith were in Aleppo.", {"President Assad", "General Smith"}),
    ],
)
def test_people_stay_people(text, unwanted):
    assert not unwanted & places(text).keys()
