"""People counted as killed or hurt in so many words."""

import pytest

from counterclaim.bench.templates.tolls import tolls


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SEVEN CIVILIANS WERE KILLED.", [("CIVILIANS", "7", "DEATH")]),
        ("The blast killed at least 12 people.", [("people", "12-", "DEATH")]),
        ("12 RAILWAY WORKERS WERE SERIOUSLY INJURED.", [("RAILWAY WORKERS", "12", "INJURY")]),
        ("A BLAST SHOOK THE SQUARE, WOUNDING THREE STUDENTS.", [("STUDENTS", "3", "INJURY")]),
        ("EIGHT MINORS WERE WOUNDED.", [("MINORS", "8", "INJURY")]),
        ("MANY CIVILIANS HAVE BEEN WOUNDED.", [("CIVILIANS", "PLURAL", "INJURY")]),
        ("THE MAYOR'S DRIVER WAS SERIOUSLY WOUNDED.", [("MAYOR'S DRIVER", "1", "INJURY")]),
        ("SEVERAL VILLAGERS WERE BADLY HURT.", [("VILLAGERS", "PLURAL", "INJURY")]),
        ("A POLICEMAN WAS WOUNDED.", [("POLICEMAN", "1", "INJURY")]),
        ("THE MINISTER SAID HE WAS HURT BY THE CRITICISM.", []),
        ("THE DEATH OF TWO GUARDS", [("GUARDS", "2", "DEATH")]),
        ("THEY SET FIRE TO THE OFFICE BUT INJURED NO ONE.", []),
        ("ONE OF THE TERRORISTS WAS WOUNDED.", []),
        ("ONE OF THE CLERKS WAS WOUNDED.", [("OF THE CLERKS", "1", "INJURY")]),
        ("SEVEN CIVILIANS WERE FREED.", []),
        ("THE GOVERNMENT KILLED THE BILL.", []),
        ("SEVEN BRIDGES WERE DESTROYED.", []),
    ],
)
def test_tolls(text, found):
    assert [(text[t.start : t.end], t.number, t.harm) for t in tolls(text)] == found
