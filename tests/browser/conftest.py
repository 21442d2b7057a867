"""The sample corpus in a ledger, served, and a real browser in front of it."""

import os
import re
import shutil
import threading
from pathlib import Path

import pytest
import uvicorn

from counterclaim import sample
from counterclaim.cli.demo import sample_settings
from counterclaim.config import load_settings
from counterclaim.ledger import Ledger
from counterclaim.store.sql import open_view
from counterclaim.web import server
from counterclaim.web.app import STATIC, create_app

AXE = Path(__file__).parents[2] / "assets" / "node_modules" / "axe-core" / "axe.min.js"


def browser_path():
    named = os.environ.get("COUNTERCLAIM_BROWSER")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def chromium():
    path = browser_path()
    if path is None:
        pytest.skip("no chromium on this machine; install it, or name one with COUNTERCLAIM_BROWSER")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def drawn():
    if not (STATIC / "vendor" / "leaflet.js").exists():
        pytest.skip("maps and plots are not built; run `make web`")


@pytest.fixture(scope="session")
def axe():
    if not AXE.exists():
        pytest.skip("axe-core is not there; run `make web`")
    return AXE.read_text("utf-8")


@pytest.fixture(scope="session")
def settings():
    return sample_settings(load_settings())


@pytest.fixture(scope="session")
def ledger(chromium, settings, tmp_path_factory):  # noqa: ARG001  # where there is no browser nothing need be read
    """The sample corpus, read once; COUNTERCLAIM_SAMPLE_LEDGER names one that `demo` made, to save the minute."""
    made = os.environ.get("COUNTERCLAIM_SAMPLE_LEDGER")
    path = Path(made) if made else tmp_path_factory.mktemp("sample") / "sample.db"
    if not made:
        pages = [(str(p.path), {"source": p.source, "published": p.published.isoformat()}) for p in sample.pages()]
        with Ledger(path, settings) as opened:
            opened.add_pages(pages)
    return path


def serve(app):
    """The address at which the app is served from a thread, and how to end it."""
    at = server.listen(0)
    running = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [at]}, daemon=True)
    thread.start()

    def end():
        running.should_exit = True
        thread.join(10)

    return f"http://127.0.0.1:{at.getsockname()[1]}", end


@pytest.fixture(scope="session")
def view(ledger):
    view = open_view(ledger, load_settings().store)
    yield view
    view.close()


@pytest.fixture(scope="session")
def address(view, settings):
    address, end = serve(create_app(view, settings, ledger="demo/counterclaim.db"))
    yield address
    end()


class Watch:
    """What a page complained about or asked of other machines."""

    def __init__(self):
        self.complaints = []
        self.foreign = []

    def on(self, page, address):
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda m: self.complaints.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("request", lambda r: None if r.url.startswith((address, "data:")) else self.foreign.append(r.url))


def opened(chromium, address, **more):
    context = chromium.new_context(base_url=address, **({"viewport": {"width": 1280, "height": 900}} | more))
    page = context.new_page()
    page.set_default_timeout(20_000)
    watch = Watch()
    watch.on(page, address)
    return context, page, watch


def follow(page, link, address):
    """Clicks what leads elsewhere and waits until the page there, whose address has this part, is loaded."""
    link.click()
    page.wait_for_url(re.compile(address))


@pytest.fixture
def page(chromium, address):
    context, page, watch = opened(chromium, address)
    yield page
    context.close()
    assert not watch.complaints
    assert not watch.foreign


@pytest.fixture
def phone(chromium, address):
    context, page, watch = opened(
        chromium, address, viewport={"width": 390, "height": 844}, color_scheme="dark", has_touch=True
    )
    yield page
    context.close()
    assert not watch.complaints
    assert not watch.foreign
