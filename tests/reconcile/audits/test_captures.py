from counterclaim.reconcile.audits.auditing import audit_claims
from tests.reconcile.ledgers import COUNTRY, NORTH, SOUTH, TOWN, Page, day


def repeated(*said):
    """What is told as taken more than once; `said` is (sentence, agent, day)."""
    page = Page("d")
    for sentence, agent, when in said:
        page.say(sentence, kind="control", at=TOWN, when=day(when), agent=agent, by=NORTH)
    return audit_claims(page.entries(), lambda _: None).repeated


def test_every_taking_is_told_with_its_day_and_words():
    (found,) = repeated(
        ("They took Alder", NORTH, 1), ("They seized Alder", None, 5), ("They liberated Alder", NORTH, 9)
    )
    assert (found.name, found.place, found.holder) == ("Northern army", "Alder", "Northern army")
    assert [t.words for t in found.takings] == ["They took Alder", "They seized Alder", "They liberated Alder"]


def test_a_loss_or_the_other_side_in_between_is_no_repetition():
    assert not repeated(("They took Alder", NORTH, 1), ("They lost Alder", NORTH, 3), ("They retook Alder", NORTH, 5))
    assert not repeated(
        ("They took Alder", NORTH, 1), ("The enemy took Alder", SOUTH, 3), ("They retook Alder", NORTH, 5)
    )


def test_one_capture_told_twice_on_its_day_is_one():
    assert not repeated(("They took Alder", NORTH, 1), ("Alder was captured", NORTH, 1))


def test_entering_is_not_taking():
    assert not repeated(("They entered Alder", NORTH, 1), ("They took Alder", NORTH, 3))


def test_a_country_is_no_settlement():
    page = Page("d").say("They took land in Xanadu", kind="control", at=COUNTRY, when=day(1), agent=NORTH, by=NORTH)
    page.say("They took more land in Xanadu", kind="control", at=COUNTRY, when=day(5), agent=NORTH, by=NORTH)
    assert audit_claims(page.entries(), lambda _: None).repeated == ()
