"""Access for everybody: axe-core finds nothing on any page, in light and in dark, wide and narrow."""

import pytest

from counterclaim.model.overviews import ClaimOrder, ClaimQuery, IncidentOrder
from tests.browser.conftest import opened

pytestmark = [pytest.mark.browser, pytest.mark.model]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)]


def addresses(view):
    query = ClaimQuery()
    claim = view.slice_of_claims(query, ClaimOrder.LARGEST, None, 1).items[0].claim
    incident = view.slice_of_incidents(query, IncidentOrder.OPPOSED, None, 1).items[0].incident
    tally = view.tallies()[0]
    return [
        "/", "/claims?role=killed&place=Tollmar", "/claims?text=unheard", f"/claims/{claim.id}",
        "/documents", f"/documents/{claim.document}?claim={claim.id}", "/incidents", f"/incidents/{incident.id}",
        "/tallies", f"/tallies/{tally.id}", "/control", "/sources", f"/sources/{view.sources()[0].key}",
        "/places", "/findings", "/about", "/nothing",
    ]  # fmt: skip


UNFOLD = "for (const e of document.querySelectorAll('details')) { e.removeAttribute('name'); e.open = true }"


@pytest.fixture(params=LOOKS, ids=str)
def look(request, chromium, address):
    scheme, width = request.param
    size = {"width": width, "height": 900}
    context, page, _ = opened(chromium, address, color_scheme=scheme, viewport=size, bypass_csp=True)
    yield page
    context.close()


def test_no_page_shuts_anybody_out(look, view, axe):
    found = []
    for path in addresses(view):
        look.goto(path)
        look.wait_for_load_state("networkidle")
        look.evaluate(UNFOLD)
        look.evaluate(axe)
        result = look.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")
        found += [(path, v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in result["violations"]]
    assert found == []
