"""What a page says of being a translation, in its text and in its mark-up."""

import json

import pytest
from tests.capture.test_clean import document

from counterclaim.capture.translations import LONGEST, address, note_in

STATED = [
    ("Translated from the Arabic by Nour Haddad.", "ar", None),
    ("(Translated from the original Turkish)", "tr", None),
    ("Nour Haddad is a reporter. Translated by Omar Said.", None, None),
    ("Translation: Omar Said", None, None),
    ("This article has been translated from the Russian by our desk.", "ru", None),
    ("This is an unofficial translation of the statement.", None, None),
    ("Editor’s note: This article was originally published in Arabic by Al-Wadi.", "ar", "Al-Wadi"),
    ("This article first appeared in Le Fleuve, in French", "fr", "Le Fleuve"),
    ("Read the original article in Hebrew here.", "he", None),
    ("Traduit de l’anglais par Nour Haddad", None, None),
    ("Перевод с английского", None, None),
    ("ترجمة: نور حداد", None, None),
]


@pytest.mark.parametrize(("words", "language", "outlet"), STATED)
def test_a_note_says_that_the_page_is_a_translation(words, language, outlet):
    note = note_in(words)
    assert (note.translation, note.language, note.outlet) == (True, language, outlet)


def test_who_published_first_is_no_word_of_a_translation():
    note = note_in("This story was first published in the Valley Post on 3 March 2020.")
    assert (note.translation, note.outlet) == (False, "Valley Post")


@pytest.mark.parametrize(
    "words",
    [
        "Translated from the Arabic, the name of the hill means Stone.",
        "The statement, translated from Arabic by the agency, said nine died.",
        "The plan was translated into action.",
        "The decree was first published in 1998.",
        "The list was first published on Monday.",
        "First appeared in Ashby on Monday, the leaflets spoke of peace.",
        "The translation of the speech took hours.",
        f"Translated from the Arabic by Nour Haddad. {'word ' * LONGEST}",
    ],
)
def test_what_only_speaks_of_translating_is_no_note(words):
    assert note_in(words) is None


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("http://Wadi.example/ar/market/?utm_source=x#top", "https://wadi.example/ar/market"),
        ("https://wadi.example/?id=7", "https://wadi.example/?id=7"),
        ("https://wadi.example/ar/", None),
        ("mailto:desk@wadi.example", None),
        ("http://[broken/market", None),
        (None, None),
    ],
)
def test_addresses_are_compared_in_one_form(link, found):
    assert address(link) == found


BODY = "<article><h1>Shells hit a market</h1><p>{}</p><p>{}</p></article>"
SAID = "Shells hit the market of Ashby on Sunday and killed nine people who were buying bread there."
MORE = "The council of the town said that it would rebuild the stalls before the winter came."
ARABIC = "https://wadi.example/ar/market"


def page(head="", note=""):
    found = document(
        f"<html><head><title>Market</title>{head}</head><body>{BODY.format(SAID, MORE)}{note}</body></html>"
    )
    return {name: fact.value for name, fact in found.facts}


def test_editions_and_the_own_address_are_kept():
    told = page(
        '<link rel="canonical" href="https://wadi.example/en/market">'
        f'<link rel="alternate" hreflang="ar" href="{ARABIC}">'
        '<link rel="alternate" hreflang="en" href="/en/market"><link rel="alternate" hreflang="x-default" href="/">'
    )
    assert told["address"] == "https://wadi.example/en/market"
    assert told["editions"] == f"ar={ARABIC} en=https://wadi.example/en/market"
    assert "translation" not in told


def linked(data):
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    "head",
    [
        f'<meta name="translation_of" content="{ARABIC}">',
        linked({"@graph": [{"translationOfWork": {"url": ARABIC}}]}),
        linked({"translationOfWork": ARABIC}),
    ],
)
def test_metadata_name_the_original(head):
    told = page(head)
    assert (told["original"], told["translation"]) == (ARABIC, "declared in the metadata")


def test_broken_metadata_name_nothing():
    assert "original" not in page('<script type="application/ld+json">{"translationOfWork": </script>')


def test_a_note_leads_to_the_original():
    told = page(note=f'<p><i>Translated from the Arabic. Read the <a href="{ARABIC}">original</a>.</i></p>')
    assert (told["translation"], told["translated_from"], told["original"]) == (
        "Translated from the Arabic.", "ar", ARABIC,
    )  # fmt: skip


def test_what_a_commenter_writes_is_no_note():
    told = page(note='<div class="comments"><p>Translated from the Arabic by me.</p></div>')
    assert "translation" not in told


def test_a_text_states_it_too():
    found = document(f"Market\n\n{SAID}\n\nTranslated from the Turkish by Omar Said\n", kind="text/plain")
    assert found.fact("translated_from") == "tr"
