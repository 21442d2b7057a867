from dataclasses import replace

import pytest

from counterclaim.errors import SettingsError
from counterclaim.model.claims import Modality, Polarity, StanceValue
from counterclaim.model.values import Interval
from counterclaim.reconcile.stage import Reconciler
from counterclaim.reconcile.weighing import RULES
from tests.reconcile.ledgers import MONITOR, NORTH, SETTINGS, TOWN, Page, day, run


def told(*figures):
    """One incident told by one page each; a figure is a number or a claim."""
    pages = []
    words = ("Shelling of Alder left {} dead", "Rockets on Alder took {} lives", "In Alder mortar fire killed {}")
    for i, figure in enumerate(figures):
        claim = figure if isinstance(figure, dict) else {"killed": figure}
        page = Page(f"d{i}", source=f"s{i}")
        pages.append(
            page.say(
                words[i % 3].format(i),
                at=TOWN,
                when=day(1),
                **({"by": f"speaker {('Ash', 'Beech', 'Cypress')[i]}"} | claim),
            )
        )
    return [(e.low, e.best, e.high) for e in run(*pages).estimates]


def test_the_best_figure_is_the_one_with_most_origins():
    assert told(12, 15, 15) == [(12, 15, 15)]


def test_among_equals_the_lower_one():
    assert told(12, 15) == [(12, 12, 15)]


def test_one_origin_counts_once():
    assert told(12, {"killed": 15, "by": MONITOR}, {"killed": 15, "by": MONITOR}) == [(12, 12, 15)]


@pytest.mark.parametrize(
    "left_out",
    [
        {"polarity": Polarity.NEGATED},
        {"modality": Modality.FUTURE},
        {"stance": StanceValue.DISPUTED},
        {"who": "children"},
    ],
)
def test_what_is_not_claimed_of_all_is_not_weighed(left_out):
    assert told(12, {"killed": 99} | left_out)[0] == (12, 12, 12)


def test_intervals_bound_the_estimate():
    assert told(Interval(10, None), Interval(20, 30)) == [(10, 10, 30)]
    assert told(Interval(40, None), Interval(20, 30)) == [(20, 20, 40)]
    assert told(Interval(None, 30)) == [(None, 30, 30)]
    assert told({"killed": Interval(None, None)}) == []


def test_disputed_and_overtaken_figures_are_left_out():
    page = (
        Page("d1")
        .say("Shelling of Alder killed 12 people", at=TOWN, when=day(1), killed=12, by="a medic")
        .say("In Alder shells killed 40", at=TOWN, when=day(1), killed=40, by=MONITOR)
    )
    page.say("The toll of 40 is inflated", at=TOWN, when=day(1), kind="dispute", by=NORTH, disputes=page.ids()[1])
    estimates = run(page).estimates
    assert [(e.low, e.high) for e in estimates] in ([(12, 12)], [])


def test_the_rule_stands_beside_the_figure():
    estimate = run(Page("d").say("Shelling killed 3", at=TOWN, when=day(1), killed=3)).estimates[0]
    assert "most independent origins" in estimate.rule


def by_rule(rule, *figures):
    pages = []
    words = ("Shelling of Alder left {} dead", "Rockets on Alder took {} lives", "In Alder mortar fire killed {}")
    for i, claim in enumerate(figures):
        page = Page(f"d{i}", source=f"s{i}")
        base = {"by": f"speaker {('Ash', 'Beech', 'Cypress')[i]}", "at": TOWN, "when": day(1)}
        pages.append(page.say(words[i % 3].format(i), **(base | claim)))
    entries = [e for page in pages for e in page.entries()]
    made = Reconciler(replace(SETTINGS, estimate=rule))(entries).estimates
    return [(e.low, e.best, e.high, len(e.claims)) for e in made]


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("majority", [(12, 12, 30, 3)]),
        ("ucdp", [(12, 20, 30, 3)]),
        ("airwars", [(12, None, 30, 3)]),
        ("acled", [(12, 12, 12, 1)]),
        ("ibc", []),
    ],
)
def test_each_rule_gives_its_own_estimate_and_names_the_claims_it_used(rule, wanted):
    assert by_rule(rule, {"killed": 12, "by": NORTH}, {"killed": 30}, {"killed": 20}) == wanted


def test_two_independent_origins_make_an_estimate_after_ibc():
    assert by_rule("ibc", {"killed": 12}, {"killed": 12}, {"killed": 30}) == [(12, None, 12, 2)]


def test_every_rule_says_what_it_does():
    assert all(rule.words for rule in RULES.values())
    with pytest.raises(SettingsError, match="there is no such rule; known are majority, ucdp"):
        Reconciler(replace(SETTINGS, estimate="guess"))
