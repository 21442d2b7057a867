"""Fillers made fit: loose ends, titles, and two roles for one stretch of words."""

from counterclaim.bench.templates.tidying import tidied
from tests.bench.templates.readings import filler

TEXT = "THE OFFICE OF JUDGE TOMAS QUEVEDO, A MEMBER OF THE CHOIR, WAS WRECKED BY RED DAWN GUERRILLAS"


def words(*fillers):
    return [(one.role, TEXT[one.span.start : one.span.end]) for one in tidied(fillers, TEXT)]


def test_loose_ends_are_trimmed():
    assert words(filler(TEXT, "A MEMBER OF THE", "hum_desc")) == [("hum_desc", "MEMBER")]
    assert words(filler(TEXT, "OF THE", "hum_desc")) == []


def test_whose_somebody_is_does_not_stand_before_him():
    text = "QUEVEDO'S DRIVER ESCAPED"
    (found,) = tidied([filler(text, "S DRIVER", "hum_desc")], text)
    assert text[found.span.start : found.span.end] == "DRIVER"
    assert words(filler(TEXT, "S WRECKED", "hum_desc")) == [("hum_desc", "S WRECKED")]


def test_a_name_has_no_title():
    assert words(filler(TEXT, "JUDGE TOMAS QUEVEDO", "hum_name")) == [("hum_name", "TOMAS QUEVEDO")]


def test_a_single_word_is_a_name_only_where_the_model_is_sure():
    assert words(filler(TEXT, "QUEVEDO", "hum_name", score=0.9)) == [("hum_name", "QUEVEDO")]
    assert words(filler(TEXT, "QUEVEDO", "hum_name", score=0.4)) == []


def test_a_description_ends_where_the_name_begins():
    found = words(filler(TEXT, "JUDGE TOMAS QUEVEDO", "hum_desc"), filler(TEXT, "TOMAS QUEVEDO", "hum_name"))
    assert found == [("hum_desc", "JUDGE"), ("hum_name", "TOMAS QUEVEDO")]


def test_the_surer_of_two_roles_stands():
    found = words(
        filler(TEXT, "RED DAWN GUERRILLAS", "perp_ind", score=0.8),
        filler(TEXT, "GUERRILLAS", "hum_desc", score=0.5),
    )
    assert found == [("perp_ind", "RED DAWN GUERRILLAS")]


def test_an_organisation_may_stand_within_its_members():
    found = words(filler(TEXT, "RED DAWN GUERRILLAS", "perp_ind"), filler(TEXT, "RED DAWN", "perp_org"))
    assert found == [("perp_ind", "RED DAWN GUERRILLAS"), ("perp_org", "RED DAWN")]
