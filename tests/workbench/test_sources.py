"""The page of a source, and the page about the ledger."""

import pytest

from counterclaim.config import load_settings
from counterclaim.errors import UnknownRecord
from counterclaim.workbench import about, sources
from tests.workbench import ledgers


def test_a_source_tells_what_it_claims_and_how_it_names_others(tmp_path):
    view = ledgers.plain(tmp_path / "l.db", 3)
    page = sources.source(view, "actor:northern-army")
    assert page.profile.summary.claims == 3
    assert [(f.value, f.count) for f in page.roles] == [("killed", 3)]
    assert len(page.lines) == 3
    assert page.oppose == 0, "its own claims do not oppose it"
    with pytest.raises(UnknownRecord, match="actor:nobody"):
        sources.source(view, "actor:nobody")
    view.close()


def test_the_page_about_the_ledger_names_readers_models_and_floors(tmp_path):
    view = ledgers.plain(tmp_path / "l.db", 2)
    page = about.about(view, load_settings(), "1.2")
    assert page.readers == (("test/1", 2),)
    assert page.sizes.head.startswith("sha256:")
    assert all(model.files for model in page.models)
    assert any(task.name == "sample" and task.figures for task in page.tasks)
    view.close()
