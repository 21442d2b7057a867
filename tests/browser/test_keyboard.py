"""The journeys once more, by keyboard alone: nothing is clicked, tapped or scrolled."""

import re

import pytest

from counterclaim.model.incidents import FindingKind
from tests.browser.test_journeys import document_of, marked

pytestmark = [pytest.mark.browser, pytest.mark.model]
MOST = 40


def tab_to(page, selector, most=MOST):
    """Presses Tab until what the selector names has the focus; a journey must not take more presses than `most`."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"{selector} is not reached with {most} presses of Tab")


def turn_keys(page):
    """Turns the keys off or on where they are shown."""
    dialog = page.locator("dialog#keys")
    page.keyboard.press("?")
    dialog.wait_for(state="visible")
    before = page.locator("#keys-on").is_checked()
    page.keyboard.press("Space")
    page.wait_for_function("before => document.getElementById('keys-on').checked !== before", arg=before)
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    page.wait_for_function("() => document.activeElement.id !== 'keys-on'")


def in_view(page):
    """Whether what has the focus can be seen."""
    return page.evaluate(
        """() => {
          const box = document.activeElement.getBoundingClientRect();
          const x = box.x + Math.min(box.width / 2, 9), y = box.y + box.height / 2;
          const top = document.elementFromPoint(x, y);
          return document.activeElement.contains(top) || top?.contains(document.activeElement);
        }"""
    )


def press(page, keys):
    for key in keys:
        page.keyboard.press(key)


def test_find_a_figure_and_reach_its_words(page):
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("people were killed")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/claims"))
    tab_to(page, "a[href='#filters']")
    assert in_view(page)
    page.keyboard.press("Enter")
    tab_to(page, "a[href*='role=killed']", 90)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("role=killed"))
    press(page, "jo")
    page.wait_for_url(re.compile("/documents/"))
    assert page.locator("mark.sought").count() >= 1


def test_compare_two_origins_of_an_incident(page):
    page.goto("/incidents?place=Tollmar")
    press(page, "jo")
    page.wait_for_url(re.compile("/incidents/i_"))
    press(page, "jj")
    assert page.evaluate("document.activeElement.closest('tr') !== null")
    assert in_view(page)
    tab_to(page, "#rule", 90)
    page.keyboard.press("ArrowDown")
    tab_to(page, "details.group summary", 200)
    before = page.locator("details.group[open]").count()
    page.keyboard.press("Enter")
    assert page.locator("details.group[open]").count() != before


def test_follow_a_denial_to_what_it_denies(page):
    page.goto("/claims?kind=denial&relation=denies")
    page.keyboard.press("j")
    tab_to(page, "a[href^='/claims/c_']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/claims/c_"))
    page.keyboard.press("j")
    words = page.evaluate("document.activeElement.textContent").strip("“”")
    page.keyboard.press("o")
    page.wait_for_url(re.compile("/documents/"))
    number = page.locator("mark.sought").first.get_attribute("data-claim")
    assert marked(page, number) == words


def test_read_a_page_with_a_republished_article_and_comments(page, view):
    page.goto(f"/documents/{document_of(view, 'ember-0311')}")
    press(page, "jjjjo")
    card = page.locator("details.card[open]")
    assert "SPB Defence Desk" in card.inner_text()
    tab_to(page, "details.card[open] .body a")
    assert in_view(page)
    tab_to(page, "details.card:not([open]) summary")
    assert in_view(page), "a card below the open one comes to the top"
    page.keyboard.press("Enter")
    assert page.locator("details.card[open]").count() == 1
    cursed = next(f.document for f in view.findings(None, FindingKind.ABUSE))
    page.goto(f"/documents/{cursed}")
    tab_to(page, "a[href$='unmasked=1']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("unmasked=1"))


def test_see_a_total_that_does_not_add_up(page):
    page.goto("/tallies")
    press(page, "jo")
    page.wait_for_url(re.compile("/tallies/t_"))
    press(page, "jo")
    page.wait_for_url(re.compile("/documents/"))
    assert page.locator("mark.sought").count() >= 1


@pytest.mark.usefixtures("drawn")
def test_see_a_village_change_hands(page):
    page.goto("/control")
    first = page.locator(".days a").first.inner_text()
    tab_to(page, "#slide")
    page.keyboard.press("Home")
    page.wait_for_url(re.compile(f"on={first}"))
    page.keyboard.press("ArrowRight")
    page.wait_for_url(lambda url: not url.endswith(first))
    press(page, "jo")
    page.wait_for_url(re.compile("/documents/"))


def test_the_keys_are_shown_turned_off_and_on(page):
    page.goto("/claims")
    turn_keys(page)
    page.keyboard.press("j")
    assert page.locator(".current").count() == 0
    turn_keys(page)
    page.keyboard.press("j")
    page.locator(".current").wait_for()
    assert page.locator(".current").count() == 1


def test_narrow_down_on_a_narrow_screen_in_dark(phone):
    phone.goto("/claims")
    tab_to(phone, "a[href='#filters']")
    phone.keyboard.press("Enter")
    tab_to(phone, "#filters a", 3)
    assert in_view(phone)
    phone.keyboard.press("Enter")
    phone.wait_for_url(re.compile("kind="))
