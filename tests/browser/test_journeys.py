"""What people do in the workbench, in a real browser, on the sample corpus."""

import re

import pytest

from counterclaim.model.incidents import FindingKind
from tests.browser.conftest import follow

pytestmark = [pytest.mark.browser, pytest.mark.model]


def document_of(view, name):
    return next(d.id for d in view.documents() if name in d.origin)


def marked(page, number):
    """The words under one mark, in the order of the text."""
    return "".join(page.locator(f"mark[data-claim='{number}']").evaluate_all(DIRECT, number))


# The text that lies under a mark: of nested marks of one claim only the innermost pieces count once.
DIRECT = """(marks, number) => {
  const text = document.querySelector("article.document");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode())
    if (walker.currentNode.parentElement.closest(`mark[data-claim="${number}"]`)) found.push(walker.currentNode.data);
  return found;
}"""


def test_find_a_figure_and_reach_its_words(page):
    page.goto("/")
    page.get_by_role("searchbox", name="Search the words of claims").fill("people were killed")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/claims"))
    follow(page, page.get_by_role("link", name=re.compile(r"^killed \d+$")).first, "role=killed")
    assert re.fullmatch(r"\d+ claims?", page.get_by_role("status").inner_text())
    first = page.locator("ol.claims > li").first
    quote = first.locator(".quote a")
    words = quote.inner_text()
    follow(page, quote, "/documents/")
    number = page.locator("mark.sought").first.get_attribute("data-claim")
    assert marked(page, number) == words
    assert page.locator("mark.sought").first.is_visible()
    assert page.locator(f"#card-{number}").get_attribute("open") is not None


@pytest.mark.usefixtures("drawn")
def test_compare_two_origins_of_an_incident(page):
    page.goto("/incidents?place=Tollmar")
    follow(page, page.locator("tbody a[data-open-stop]").first, "/incidents/i_")
    heading = page.locator("#origins").inner_text()
    outlets, origins = map(int, re.fullmatch(r"(\d+) outlets?, (\d+) origins?", heading).groups())
    assert outlets >= 2
    assert origins == page.locator("ol.origins > li").count() >= 2
    assert page.locator("table.axis").first.locator("tbody tr").count() >= 2
    assert page.locator("table.axis .range, table.axis .point").count() >= 2
    page.wait_for_selector(".map[data-ready]")
    areas = page.locator(".map path.leaflet-interactive").count()
    assert areas == page.evaluate(
        "fetch(document.querySelector('.map').dataset.map).then(r => r.json())"
        ".then(d => d.items.filter(i => i.lat !== null).length)"
    )
    assert page.locator(".leaflet-marker-icon").count() == 0, "areas, no pins"
    page.wait_for_selector(".plot[data-ready]")
    rows = page.locator("#times ~ .scroll tbody tr").count()
    assert 0 < page.locator(".plot svg circle").count() <= rows


def test_follow_a_denial_to_what_it_denies(page):
    page.goto("/claims?kind=denial&relation=denies")
    follow(page, page.locator("ol.claims .gist a").first, "/claims/c_")
    group = page.locator("section:has(> h3:has-text('It denies'))")
    sentence = group.locator("li").first
    assert sentence.locator(".why").inner_text().strip()
    words = sentence.locator("[data-open-stop]").inner_text().strip("“”")
    follow(page, sentence.locator("[data-open-stop]"), "/documents/")
    number = page.locator("mark.sought").first.get_attribute("data-claim")
    assert marked(page, number) == words


def test_read_a_page_with_a_republished_article_and_comments(page, view):
    page.goto(f"/documents/{document_of(view, 'lantern-0304')}")
    labels = page.locator(".part .part-label .label").all_inner_texts()
    assert labels[:2] == ["headline", "article"]
    assert "comment" in labels
    cursed = next(f.document for f in view.findings(None, FindingKind.ABUSE))
    page.goto(f"/documents/{cursed}")
    assert "▒" in page.locator("article.document").inner_text()
    follow(page, page.get_by_role("link", name="Show", exact=True), "unmasked=1")
    assert "▒" not in page.locator("article.document").inner_text()
    page.goto(f"/documents/{document_of(view, 'ember-0311')}")
    embedded = page.locator(".part.embedded")
    assert "by SPB Defence Desk" in embedded.locator(".part-label").inner_text()
    card = embedded.locator("details.card").first
    card.locator("summary").click()
    for name in ("kind", "stance", "reader"):
        assert card.locator("dt", has_text=name).is_visible()
    page.locator("#custody").scroll_into_view_if_needed()
    assert page.get_by_text(re.compile("sha256:[0-9a-f]{64}")).count() >= 1


def test_see_a_total_that_does_not_add_up(page):
    page.goto("/tallies")
    row = page.locator("tbody tr").first
    assert "no:" in row.inner_text()
    follow(page, row.locator("a").first, "/tallies/t_")
    assert "differ by" in page.locator("p.finding").first.inner_text()
    assert page.get_by_role("region", name="Declared totals").locator("tbody tr").count() >= 2
    total = page.get_by_role("region", name="Declared totals").locator("a[data-open-stop]").first
    follow(page, total, "/documents/")
    assert page.locator("mark.sought").count() >= 1


@pytest.mark.usefixtures("drawn")
def test_see_a_village_change_hands(page):
    page.goto("/control")
    days = page.locator(".days a").all_inner_texts()
    assert len(days) > 2
    page.wait_for_selector(".map[data-ready]")
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_url(re.compile(f"on={days[0]}"))
    page.wait_for_selector(f".days a[aria-current]:text-is('{days[0]}')")
    assert page.evaluate("document.activeElement.id") == "slide", "the slider keeps the focus"
    page.wait_for_selector(".map[data-ready]")
    first = page.locator("tbody").count()
    page.goto(f"/control?on={days[-1]}")
    assert page.locator("tbody").count() > first
    disputed = page.locator("tbody.disputed")
    assert disputed.count() >= 1
    page.wait_for_selector(".map[data-ready]")
    assert page.locator(".map path[fill='url(#hatch)']").count() >= 1


def test_by_keyboard_alone(page):
    page.goto("/claims")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.keyboard.press("Enter")
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    current = page.locator(".claim.current")
    assert current.count() == 1
    words = current.locator(".quote a").inner_text()
    assert page.evaluate("document.activeElement.textContent") == words
    page.keyboard.press("o")
    page.wait_for_url(re.compile("/documents/"))
    page.keyboard.press("j")
    page.keyboard.press("o")
    assert page.locator("details.card[open]").count() == 1
    page.keyboard.press("b")
    page.keyboard.press("b")
    page.wait_for_url(re.compile("/claims"))
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "text"
    page.keyboard.type("jjj")
    assert page.locator(".current").count() == 0


def test_keys_can_be_turned_off(page):
    page.goto("/claims")
    page.keyboard.press("?")
    page.get_by_label("Keys of one letter are on").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("j")
    assert page.locator(".current").count() == 0


@pytest.mark.parametrize(
    "path", ["/", "/claims?text=market", "/incidents", "/tallies", "/control", "/sources", "/places"]
)
def test_a_narrow_screen_in_dark_needs_no_sideways_scrolling(phone, path):
    phone.goto(path)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    light = phone.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert max(light) < 60


def test_a_document_on_a_narrow_screen_in_dark(phone, view):
    phone.goto(f"/documents/{document_of(view, 'weekly-0306')}")
    phone.locator("a.ref").first.tap()
    phone.locator("details.card[open]").first.wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
