"""Highlights lie exactly on their words, whatever the script: a browser counts UTF-16 units, we count code points."""

import pytest

from counterclaim.config import load_settings
from counterclaim.web.app import create_app
from tests.browser.conftest import opened, serve
from tests.browser.test_journeys import marked
from tests.workbench import ledgers

pytestmark = pytest.mark.browser


@pytest.fixture
def scripts(chromium, tmp_path):
    view = ledgers.keep(tmp_path / "l.db", [ledgers.page_of_scripts()])
    address, end = serve(create_app(view, load_settings()))
    context, page, watch = opened(chromium, address)
    page.goto(f"/documents/{view.documents()[0].id}?unmasked=1")
    yield page
    context.close()
    end()
    view.close()
    assert not watch.complaints
    assert not watch.foreign


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "The mayor said that 12 e\u0301le\u0300ves were killed near القصير on Monday"),
        (2, "12 e\u0301le\u0300ves were killed"),
        (3, "saw 3 tanks burn"),
    ],
)
def test_emoji_arabic_and_combining_letters_shift_no_highlight(scripts, number, words):
    assert marked(scripts, number) == words


def test_overlapping_claims_are_drawn_in_lanes_of_their_own(scripts):
    lanes = {
        number: scripts.locator(f"mark[data-claim='{number}']").first.evaluate("e => getComputedStyle(e).paddingBottom")
        for number in (1, 2)
    }
    assert lanes[1] != lanes[2]
    images = {
        number: scripts.locator(f"mark[data-claim='{number}']").first.evaluate(
            "e => getComputedStyle(e).backgroundImage"
        )
        for number in (1, 2)
    }
    assert images[1] != images[2], "another claimant, another pattern"


def test_text_of_the_page_is_text(scripts):
    assert scripts.locator("article.document").inner_text().count("<script>alert(1)</script>") == 1
