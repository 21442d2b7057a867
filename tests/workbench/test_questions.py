"""Questions in addresses and on command lines."""

import shlex
from datetime import date

import pytest

from counterclaim.errors import InputError
from counterclaim.model.claims import Role, StanceValue
from counterclaim.model.incidents import RelationKind
from counterclaim.model.overviews import ClaimQuery
from counterclaim.workbench import questions

FULL = {
    "text": "market square",
    "claimant": "Ministry of Defence",
    "source_kind": "official",
    "side": "actor:north",
    "place": "Tollmar",
    "within": "25",
    "since": "2025-03-01",
    "until": "2025-03-09",
    "kind": "event",
    "event": "Battles",
    "role": "killed",
    "at_least": "12",
    "at_most": "40.5",
    "stance": "disputed",
    "relation": "denies",
    "incident": "i_1",
    "source": "actor:x",
}


def test_an_address_and_its_question_are_the_same():
    query = questions.parse(FULL)
    assert questions.parameters(query) == FULL
    assert query.role is Role.KILLED
    assert query.stance is StanceValue.DISPUTED
    assert query.relation is RelationKind.DENIES
    assert query.since == date(2025, 3, 1)
    assert (query.at_least, query.within) == (12, 25)


def test_empty_values_and_foreign_names_ask_for_nothing():
    assert questions.parse({"claimant": " ", "colour": "red"}) == ClaimQuery()


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("since", "yesterday", "YYYY-MM-DD"),
        ("role", "hurt", "killed"),
        ("within", "far", "digits"),
        ("at_least", "-3", "digits"),
        ("at_most", "nan", "digits"),
        ("text", "x" * 500, "shorten"),
        ("claimant", "a\0b", "printable"),
    ],
)
def test_what_cannot_be_understood_names_the_filter_and_the_remedy(name, value, says):
    with pytest.raises(InputError, match=rf"{name}: .*{says}"):
        questions.parse({name: value})


def test_the_command_line_quotes_what_a_shell_would_take_apart():
    query = questions.parse({"claimant": "the mayor's $HOME; rm", "role": "killed"})
    words = shlex.split(questions.command(query, ledger="my ledger.db"))
    assert words == [
        "counterclaim", "claims", "--claimant", "the mayor's $HOME; rm", "--role", "killed", "--ledger", "my ledger.db",
    ]  # fmt: skip
