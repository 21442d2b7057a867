"""Applications over small ledgers."""

import pytest
from starlette.testclient import TestClient

from counterclaim.config import load_settings
from counterclaim.web.app import create_app
from tests.workbench import ledgers


@pytest.fixture(scope="session")
def view(tmp_path_factory):
    view = ledgers.plain(tmp_path_factory.mktemp("ledger") / "l.db", 35)
    yield view
    view.close()


@pytest.fixture(scope="session")
def app(view):
    return create_app(view, load_settings(), ledger="my ledger.db", version="1.2")


@pytest.fixture(scope="session")
def client(app):
    return TestClient(app)


@pytest.fixture
def hostile(tmp_path):
    view = ledgers.keep(tmp_path / "l.db", [ledgers.page_of_scripts()])
    yield TestClient(create_app(view, load_settings(), ledger="l.db"))
    view.close()
