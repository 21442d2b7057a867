from dataclasses import replace

import pytest

from counterclaim.model.claims import Link, Mention, Mode
from counterclaim.model.documents import Fact, Span
from counterclaim.model.overviews import Tie
from counterclaim.reconcile.independence import Origins, same_speaker
from counterclaim.reconcile.profiles import profiles_of
from tests.reconcile.ledgers import MONITOR, Page

LONG = "Shells fell on the old market of the town at noon while people were buying bread and salt"


def pair(first, second, *, by=(None, None)):
    pages = [Page("d1", source="Gazette").say(first, by=by[0]), Page("d2", source="Herald").say(second, by=by[1])]
    profiles = profiles_of([e for page in pages for e in page.entries()])
    return Origins(profiles), profiles


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ana Lind", "Ana Lind, a doctor", True),
        ("the Oak hospital", "the Elm hospital", False),
        ("witnesses", "witnesses", False),
        ("the ministry of Oak", "the ministry of Oaks", True),
        (MONITOR, MONITOR, True),
        (MONITOR, "Monitor", False),
        (None, "Ana Lind", False),
        (None, None, False),
    ],
)
def test_speakers(one, other, same):
    _, (a, b) = pair("Shells fell", "Rockets came", by=(one, other))
    assert same_speaker(a, b) is same


def test_the_same_words_have_one_origin():
    origins, profiles = pair(LONG, LONG, by=("Ana", "Bo"))
    assert origins.shared(*profiles).value == 1
    assert len(origins.groups(profiles)) == 1


def test_other_words_of_others_are_independent():
    origins, profiles = pair(LONG, "Rockets hit a school", by=("Ana", "Bo"))
    assert origins.shared(*profiles) == (0.0, "nothing shows a common origin")
    assert len(origins.groups(profiles)) == 2


def test_a_page_that_copies_is_no_witness_of_its_own():
    pages = [
        Page("d1", source="Gazette").say(LONG).say("Nine died"),
        Page("d2", source="Herald").say(LONG).say("Seven perished"),
    ]
    profiles = profiles_of([e for page in pages for e in page.entries()])
    short = [p for p in profiles if "died" in p.context or "perished" in p.context]
    assert "copies" in Origins(profiles).shared(*short).why


def edited(words, rest):
    """A page that prints a passage of a wire report, its figure in other words, among sentences of its own."""
    return Page(rest.split()[0], source=rest).say(words).say(rest)


PASSAGE = "Shells fell on the old market of the town at noon while people were buying bread and salt for the feast"


def test_claims_in_a_shared_passage_have_one_origin():
    pages = [
        edited(
            f"{PASSAGE} and nine men who had come from the hills with their mules were killed by them",
            "Gazette readers wrote from the valley of their cherries",
        ),
        edited(
            f"{PASSAGE} and seven died, as neighbours of the baker told this paper when it called there",
            "Herald staff counted carts on the northern road",
        ),
        edited(
            "Rockets came down on the bakery in the afternoon, and the baker counted nine dead",
            "Lantern men walked to the mill",
        ),
    ]
    profiles = profiles_of([e for page in pages for e in page.entries()])
    origins = Origins(profiles)
    struck = [p for p in profiles if p.sentence == 0]
    groups = sorted(sorted(p.document for p in group) for group in origins.groups(struck))
    assert groups == [["Gazette", "Herald"], ["Lantern"]]
    one, other = (p for p in struck if p.document != "Lantern")
    found = origins.link(one, other)
    assert found.tie is Tie.PASSAGE
    assert "passage" in found.why
    texts = {p.id: p.entry.document.text for p in struck}
    printed = [texts[name][span.start : span.end] for name, span in zip((found.a, found.b), found.spans, strict=True)]
    assert printed[0] == printed[1]
    assert printed[0].startswith("Shells fell on the old market")


def test_two_speakers_quoted_in_one_copied_report_stay_two_origins():
    page = [Page(name, source=name) for name in ("d1", "d2")]
    for p in page:
        p.say(f"The mayor said that {PASSAGE.lower()}", by="Ana Lind")
        p.say("The colonel said that no gun of his had fired on the town on that day or the day before", by="Bo Berg")
    profiles = profiles_of([e for p in page for e in p.entries()])
    assert len(Origins(profiles).groups(profiles)) == 2


def links(*pages):
    profiles = profiles_of([e for page in pages for e in page.entries()])
    return Origins(profiles).link(*profiles)


def test_an_outlet_and_who_cites_it_have_one_origin():
    own = Page("d1", source="Northern Wire").say("Nine people died in the market")
    citing = Page("d2", source="Herald").say("There were nine dead, the Northern Wire reported", by="the Northern Wire")
    other = Page("d3", source="Post").say("There were nine dead, the Southern Wire reported", by="the Southern Wire")
    assert links(own, citing).tie is Tie.CITED
    assert links(own, other) is None


def test_who_an_outlet_quotes_is_the_origin_of_those_who_cite_the_outlet():
    quoting = Page("d1", source="Northern Wire").say("Nine people died in the market", by=MONITOR.name, killed=9)
    citing = Page("d2", source="Herald").say("The Northern Wire reported nine dead", by="the Northern Wire", killed=9)
    other = Page("d3", source="Herald").say("The Northern Wire reported four dead", by="the Northern Wire", killed=4)
    assert links(quoting, citing).tie is Tie.CITED
    assert links(quoting, other) is None


def test_two_pages_that_cite_one_outlet_have_one_origin():
    lone = Page("d1", source="Post").say("The Northern Wire reported nine dead", by="the Northern Wire", killed=9)
    whole = through(Page("d2", source="Herald").say("A monitor counted nine dead", by=MONITOR, killed=9))
    found = Origins(profiles := profiles_of([*lone.entries(), *whole])).link(*profiles)
    assert (found.tie, found.why) == (Tie.CITED, "both cite the Northern Wire")


def through(page):
    """The claims of a page as it has them of an outlet that names who told it."""
    wire = Mention(text="the Northern Wire", span=Span(0, 1))
    link = Link(speaker=wire, cue=None, mode=Mode.INDIRECT)
    return [replace(e, claim=replace(e.claim, attribution=(link, *e.claim.attribution))) for e in page.entries()]


@pytest.mark.parametrize(("share", "tie"), [(1, Tie.REPRINT), (4, Tie.PASSAGE)])
def test_a_sentence_on_a_longer_page_is_a_partial_copy_with_its_place(share, tie):
    rest = [f"Number {n} of the {n * 7} carts went up on its own way at {n} past noon" for n in range(2, 2 * share)]
    one, other = Page("d1", source="Gazette").say(LONG), Page("d2", source="Herald").say(LONG)
    for page, name in ((one, "Oak"), (other, "Elm")):
        for sentence in rest:
            page.say(f"{name} {sentence.replace('carts', f'carts of {name}').replace('way', f'{name} way')}")
    profiles = profiles_of([*one.entries(), *other.entries()])
    copied = [p for p in profiles if p.sentence == 0]
    found = Origins(profiles).link(*copied)
    assert found.tie is tie
    texts = {p.id: p.entry.document.text for p in copied}
    assert [texts[name][s.start : s.end] for name, s in zip((found.a, found.b), found.spans, strict=True)] == [LONG] * 2


def stating(page, **facts):
    """The claims of a page that says more of itself."""
    told = tuple((name, Fact(value=value, why="said")) for name, value in facts.items())
    entries = page.entries()
    document = replace(entries[0].document, facts=(*entries[0].document.facts, *told))
    return [replace(entry, document=document) for entry in entries]


def tie(one, other):
    profiles = profiles_of([*one, *other])
    found = Origins(profiles).link(*profiles)
    return found.tie if found else None


ARABIC, WORDS = "https://wadi.example/ar/market", "Translated from the Arabic"


def test_translations_of_one_page_have_one_origin():
    said = ("Nine people died in the market", "Shells struck stalls and killed nine", "It cost nine lives")
    one, other, third = (Page(f"d{n}", source=f"Paper {n}").say(words) for n, words in enumerate(said))
    first = stating(one, lang="en", translation=WORDS, original=ARABIC)
    second = stating(other, lang="en", editions=f"ar={ARABIC} en=https://wadi.example/en/market")
    assert tie(first, second) is Tie.TRANSLATION
    assert tie(first, stating(third, lang="en", translation=WORDS)) is None


def test_whom_translations_quote_have_one_origin_where_they_give_one_figure():
    one = stating(Page("d1", source="Post").say("Nine died", by="Anna Lind", killed=9), original=ARABIC, lang="en")
    same = Page("d2", source="Herald").say("There were nine dead", by="Ana Linde the nurse", killed=9)
    other = Page("d2", source="Herald").say("There were four dead", by="Bo Berg", killed=4)
    assert tie(one, stating(same, address=ARABIC, lang="ar")) is Tie.TRANSLATION
    assert tie(one, stating(other, address=ARABIC, lang="ar")) is None


@pytest.mark.parametrize(("said", "expected"), [({"translation": WORDS}, Tie.TRANSLATION), ({}, Tie.REPUBLISHED)])
def test_who_is_named_as_the_first_to_publish_has_one_origin_with_the_page(said, expected):
    own = Page("d1", source="Al-Wadi English").say("Nine people died", killed=9)
    later = Page("d2", source="Herald").say("There were nine dead", killed=9)
    apart = Page("d2", source="Herald").say("There were four dead", killed=4)
    assert tie(own.entries(), stating(later, first_published_by="Al-Wadi", **said)) is expected
    assert tie(own.entries(), stating(apart, first_published_by="Al-Wadi", **said)) is None
    twice = Page("d3", source="Post").say("It killed nine", killed=9)
    named = {"first_published_by": "Al-Wadi", **said}
    assert tie(stating(twice, **named), stating(later, **named)) is expected


def signed(page, author):
    """The claim of a page under the name of who wrote it."""
    (entry,) = page.entries()
    return replace(entry, part=replace(entry.part, author=author))


@pytest.mark.parametrize(("author", "tie"), [("Ana Lind", Tie.BY_LINE), ("Staff", None), (None, None)])
def test_one_by_line_in_two_outlets_is_one_origin(author, tie):
    pages = (
        Page("d1", source="Gazette").say("Nine people died in the market"),
        Page("d2", source="Herald").say("Shells struck stalls and killed nine"),
    )
    profiles = profiles_of([signed(page, author) for page in pages])
    found = Origins(profiles).link(*profiles)
    assert (found.tie if found else None) is tie
