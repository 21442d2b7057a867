"""Series of tables beside a running total: figures, days and ratios, drawn on the axis of the claimant."""

from datetime import date, timedelta

import pytest

from counterclaim.config import load_settings
from counterclaim.store.sql import open_view, open_writer
from counterclaim.tallying import import_table
from counterclaim.web.app import create_app
from tests.browser.conftest import follow, opened, serve
from tests.browser.test_access import RULES
from tests.workbench import ledgers

pytestmark = pytest.mark.browser
FIRST = date(2021, 4, 25)


@pytest.fixture(params=[{}], ids=lambda look: look.get("color_scheme", "light"))
def tabled(request, chromium, tmp_path):
    """A ledger of claims into which a table was imported, as `counterclaim tally import --confirmed` does."""
    path, table = tmp_path / "l.db", tmp_path / "sight.csv"
    ledgers.plain(path, 2).close()
    rows = [f"{FIRST + timedelta(days=n)},{n},{3 * n}" for n in range(12)]
    table.write_text("\n".join(["date,killed,tanks", *rows]), "utf-8")
    settings, writer = load_settings(), open_writer(path, ledgers.SETTINGS)
    import_table(writer, str(table), settings.capture, source="Sight Watch", confirmed=True)
    writer.close()
    view = open_view(path, ledgers.SETTINGS)
    address, end = serve(create_app(view, settings))
    context, page, watch = opened(chromium, address, **request.param)
    yield page
    context.close()
    end()
    view.close()
    assert not watch.complaints
    assert not watch.foreign


@pytest.mark.usefixtures("drawn")
def test_what_was_confirmed_stands_beside_what_is_claimed(tabled):
    tabled.goto("/tallies")
    follow(tabled, tabled.get_by_role("link", name="Northern Army"), "/tallies/t_")
    rows = tabled.get_by_role("region", name="Northern Army beside Sight Watch").locator("tbody tr")
    assert rows.first.locator("td").all_inner_texts() == [
        "up to 2021-05-03", "12 or more", "8", "2021-05-03", "1.50 or more",
    ]  # fmt: skip
    tabled.wait_for_selector(".plot[data-ready]")
    totals = tabled.locator(".plot svg.plot-figure").first
    assert totals.locator("g[aria-label=line] path").count() == 2, "one line for the claimant, one for the table"
    dashes = totals.locator("g[aria-label=line]").evaluate_all("gs => gs.map(g => g.getAttribute('stroke-dasharray'))")
    assert len(set(dashes)) == 2, "told apart without colour"
    assert tabled.locator(".plot ul.key").first.locator("li").all_inner_texts() == [
        "Northern Army: declared totals", "Sight Watch: killed, confirmed",
    ]  # fmt: skip
    follow(tabled, rows.first.locator("a"), "/claims/c_")


@pytest.mark.usefixtures("drawn")
def test_another_series_is_set_beside_it_by_the_address(tabled):
    tabled.goto("/tallies/t_1")
    tabled.get_by_label("Set beside it").select_option(label="Sight Watch: tanks, cumulative, confirmed")
    follow(tabled, tabled.get_by_role("button", name="Show"), "table=s_")
    follow(tabled, tabled.get_by_role("link", name="Sight Watch: tanks"), "/tallies/tables/s_")
    assert tabled.get_by_role("region", name="Figures").locator("tbody tr").first.inner_text().split() == [
        "2021-05-06", "33",
    ]  # fmt: skip


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize(
    "tabled",
    [{"bypass_csp": True, "color_scheme": scheme, "viewport": {"width": width, "height": 900}}
     for scheme in ("light", "dark") for width in (1280, 390)],
    indirect=True,
)  # fmt: skip
def test_series_shut_nobody_out(tabled, axe):
    found = []
    tabled.goto("/tallies")
    table = tabled.locator("a[href^='/tallies/tables/']").first.get_attribute("href")
    for path in ("/tallies", "/tallies/t_1", table):
        tabled.goto(path)
        tabled.wait_for_load_state("networkidle")
        assert tabled.evaluate("document.documentElement.scrollWidth <= innerWidth")
        tabled.evaluate(axe)
        result = tabled.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")
        found += [(path, v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in result["violations"]]
    assert found == []
