"""The invented ledger: the same every time, of the size that was asked for, and sound."""

import json

import pytest

from counterclaim.bench.generating import CLAIMS, page
from counterclaim.bench.tasks import run
from counterclaim.config import load_settings
from counterclaim.errors import BenchError
from counterclaim.store.sql import open_view


def test_one_number_gives_one_page_whose_quotes_stand_in_it():
    (capture, resolved), (again, _) = page(70), page(70)
    assert capture == again
    assert capture != page(71)[0]
    text = resolved.reading.page.document.text
    assert len(resolved.entries) == CLAIMS
    assert all(text[e.claim.span.start : e.claim.span.end] == e.claim.quote.text for e in resolved.entries)
    assert all(e.places[0] and e.places[0].name in e.claim.quote.text for e in resolved.entries)


def test_a_ledger_is_made_once_and_holds(tmp_path, capsys):
    report = run("generate", None, tmp_path, claims=40)
    assert json.loads(capsys.readouterr().out)["claims"] == 40 == report["claims"]
    view = open_view(tmp_path / "ledger.db", load_settings().store)
    assert view.size() == 40
    assert view.verify().ok
    view.close()
    with pytest.raises(BenchError, match="a ledger already"):
        run("generate", None, tmp_path, claims=40)
