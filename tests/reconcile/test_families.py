import pytest

from counterclaim.reconcile.families import compare_families
from counterclaim.reconcile.profiles import profiles_of
from tests.reconcile.ledgers import Page, day


def family(sentence, **claim):
    return profiles_of(Page("d").say(sentence, **claim).entries())[0].family


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Warplanes struck the town", "airstrike"),
        ("Mortar rounds fell", "shelling"),
        ("A suicide bomber blew himself up", "bombing"),
        ("Chlorine was dropped from helicopters", "chemical"),
        ("Clashes broke out", "battle"),
        ("Five people died", "violence"),
    ],
)
def test_words_tell_the_family(sentence, expected):
    assert family(sentence) == expected


def test_kinds_have_families_of_their_own():
    assert family("Shelling has killed 900", kind="total") == "total"
    assert family("He said that shells fell", kind="statement") == "speech"
    assert family("They hold the town", kind="control") == "control"


def test_the_event_type_comes_before_words():
    shelling = ("Explosions/Remote violence", "Shelling/artillery/missile attack")
    assert family("Something fell from a helicopter", event=shelling) == "shelling"


def test_a_general_event_type_is_made_closer_by_words():
    assert family("Gunmen executed five", event=("Violence against civilians", "Attack")) == "execution"
    assert family("Five people died", event=("Violence against civilians", "Attack")) == "violence"
    assert family("A suicide bomber struck", event=("Explosions/Remote violence", "Unknown")) == "bombing"
    assert family("Something burned", event=("Explosions/Remote violence", "Unknown")) == "explosion"


def test_the_nearest_words_of_the_sentence_tell():
    page = Page("d").say("Air raids hit one town").say("killed five", same_sentence=True)
    page.say("far away from all of this shells fell", same_sentence=True)
    found = {p.entry.claim.quote.text: p.family for p in profiles_of(page.entries())}
    assert found["killed five"] == "airstrike"


@pytest.mark.parametrize(
    ("a", "b", "value"),
    [
        ("shelling", "shelling", 1.0),
        ("violence", "airstrike", 0.8),
        ("airstrike", "violence", 0.8),
        ("explosion", "bombing", 0.65),
        ("battle", "displacement", 0.65),
        ("airstrike", "mine", 0.2),
        ("speech", "mine", 0.6),
        ("total", "violence", 0.0),
        ("agreement", "battle", 0.0),
    ],
)
def test_families_fit(a, b, value):
    assert compare_families(a, b).value == compare_families(b, a).value == value


@pytest.mark.parametrize(
    ("sentence", "when", "expected"),
    [
        ("Dozens had been wounded in the shelling", None, "shelling"),
        ("Shelling had killed 900 since the war began", None, "total"),
        ("Shells killed three in all", day(2), "shelling"),
        ("Shells killed 900", day(1, 31), "total"),
    ],
)
def test_a_total_over_a_few_days_is_the_toll_of_one_event(sentence, when, expected):
    assert family(sentence, kind="total", when=when) == expected
