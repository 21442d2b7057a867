"""Pages as a browser gets them."""

import re
from datetime import date
from urllib.parse import quote

import pytest
from lxml import html
from starlette.testclient import TestClient

from counterclaim.config import load_settings
from counterclaim.model.series import Point, Series, SeriesKind
from counterclaim.store.sql import open_view, open_writer
from counterclaim.web.app import create_app
from counterclaim.web.templating import Pages
from tests.workbench import ledgers

LISTS = [
    "/",
    "/claims",
    "/incidents",
    "/documents",
    "/sources",
    "/places",
    "/tallies",
    "/control",
    "/findings",
    "/about",
]


def links(page, wanted):
    return [a for a in html.fromstring(page.text).xpath("//a/@href") if re.match(wanted, a)]


@pytest.mark.parametrize("path", LISTS)
def test_every_list_is_shown_and_every_link_of_it_leads_somewhere(client, path):
    page = client.get(path)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    tree = html.fromstring(page.text)
    assert len(tree.xpath("//h1")) == 1
    for link in sorted(set(links(page, "/")))[:60]:
        assert client.get(link).status_code == 200, link


def test_a_figure_leads_to_its_words(client):
    page = client.get("/claims?role=killed&at_least=12")
    (link, *_) = links(page, r"/documents/.*#c_")
    path, _, anchor = link.partition("#")
    document = html.fromstring(client.get(path).text)
    assert document.get_element_by_id(anchor) is not None
    sought = document.xpath("//mark[contains(@class, 'sought')]")
    assert sought[0].text_content().startswith("The Northern Army said")


def test_the_command_of_a_page_is_shown(client):
    page = client.get("/claims?claimant=northern&role=killed")
    assert "counterclaim claims --claimant northern --role killed --ledger &#39;my ledger.db&#39;" in page.text


def test_lists_go_on_by_cursor_and_hold_everything_once(client):
    path, seen = "/claims?order=largest", []
    while path:
        page = client.get(path)
        seen += [a.partition("#")[2] for a in links(page, r"/documents/.*#c_")]
        path = next(iter(html.fromstring(page.text).xpath("//a[@rel='next']/@href")), None)
    assert len(seen) == len(set(seen)) == 35


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/nothing", 404, "There is no such page"),
        ("/claims/c_nothing", 404, "c_nothing"),
        ("/documents/sha256:00", 404, "sha256:00"),
        ("/incidents/i_0", 404, "i_0"),
        ("/tallies/t_0", 404, "t_0"),
        ("/sources/actor:nobody", 404, "actor:nobody"),
        ("/claims?since=yesterday", 400, "YYYY-MM-DD"),
        ("/claims?role=hurt", 400, "killed"),
        ("/claims?cursor=zz", 404, "first page"),
        ("/claims?order=best", 400, "largest"),
        ("/control?on=someday", 400, "YYYY-MM-DD"),
        ("/findings?kind=odd", 400, "unresolved_place"),
        ("/places?words=" + "x" * 900, 400, "shorten"),
    ],
)
def test_what_cannot_be_shown_says_why_and_what_to_do(client, path, status, says):
    page = client.get(path)
    assert page.status_code == status
    assert says in html.fromstring(page.text).text_content()
    assert "Traceback" not in page.text


def test_a_list_that_is_empty_says_what_to_do(client):
    page = html.fromstring(client.get("/claims?text=unheard").text)
    assert "Remove a filter" in page.xpath("//p[@class='empty']")[0].text_content()


def test_an_empty_ledger_says_how_to_fill_it(tmp_path):
    open_writer(tmp_path / "l.db", ledgers.SETTINGS).close()
    view = open_view(tmp_path / "l.db", ledgers.SETTINGS)
    client = TestClient(create_app(view, load_settings()))
    assert "counterclaim add" in client.get("/").text
    assert all(client.get(path).status_code == 200 for path in LISTS)
    view.close()


def test_text_of_pages_is_never_mark_up(hostile):
    document = hostile.get("/documents").text
    (key,) = set(re.findall(r"/documents/(sha256:[0-9a-f]+)", document))
    pages = [hostile.get(path).text for path in (*LISTS, f"/documents/{key}?unmasked=1", "/claims?text=12")]
    for page in pages:
        tree = html.fromstring(page)
        assert not tree.xpath("//script[not(@src)]"), "no inline script"
        assert not tree.xpath("//*[@style]"), "no inline style"
        assert not tree.xpath("//i | //u"), "a title or a name was taken for mark-up"
        assert "<script>alert" not in page


def test_words_of_abuse_are_covered_until_they_are_asked_for(hostile):
    key = re.search(r"/documents/(sha256:[0-9a-f]+)", hostile.get("/documents").text)[1]
    assert "fool" not in hostile.get(f"/documents/{key}").text
    assert "fool" in hostile.get(f"/documents/{key}?unmasked=1").text


def test_scripts_of_other_directions_are_marked_as_such(hostile):
    key = re.search(r"/documents/(sha256:[0-9a-f]+)", hostile.get("/documents").text)[1]
    tree = html.fromstring(hostile.get(f"/documents/{key}").text)
    assert all(p.get("dir") == "auto" for p in tree.xpath("//p[contains(@class, 'text')]"))


def test_every_answer_forbids_what_is_not_needed(client):
    for path in ("/", "/static/keys.js", "/api/v1/claims", "/nothing"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert client.get(path).headers["x-content-type-options"] == "nosniff"


def test_other_hosts_are_not_answered(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_written(client, method):
    assert getattr(client, method)("/claims").status_code == 405


def test_no_page_names_another_machine(client):
    for path in LISTS:
        tree = html.fromstring(client.get(path).text)
        found = tree.xpath("//@src | //link/@href | //form/@action | //@data-map | //@data-from")
        assert all(re.match(r"/(?!/)", address) for address in found)


def test_a_source_without_an_actor_has_a_page_of_its_own(hostile):
    page = hostile.get("/sources/" + quote("the example herald", safe=""))
    assert page.status_code == 200
    assert "The Example Herald" in page.text


@pytest.mark.parametrize("path", ["/places", "/control", "incident"])
def test_without_node_the_tables_stand_and_say_how_to_get_maps(view, path):
    app = create_app(view, load_settings())
    app.state.pages = Pages(ledger="l.db", built=False)
    path = f"/incidents/{view.incidents()[0].id}" if path == "incident" else path
    page = TestClient(app).get(path).text
    tree = html.fromstring(page)
    assert "make web" in tree.text_content()
    assert tree.xpath("//table//tbody/tr")
    assert "/static/vendor/" not in page


@pytest.fixture
def tabled(tmp_path):
    """Totals of claims beside a series of a table that counts the same, and one that counts something else."""
    days = (date(2021, 5, 2), date(2021, 5, 3))
    made = {"s_1": ("killed", (4, 10)), "s_2": ("Tanks", (7, 1200.5))}
    series = [
        Series(
            id=key, name=f"Sight Watch/{label}", source="Sight <b>Watch", label=label, kind=SeriesKind.CUMULATIVE,
            points=tuple(map(Point, days, values)), document="sha256:1", confirmed=True,
        )
        for key, (label, values) in made.items()
    ]  # fmt: skip
    view = ledgers.tabled(tmp_path / "l.db", series)
    yield TestClient(create_app(view, load_settings(), ledger="l.db"))
    view.close()


def cells(tree, region):
    rows = tree.xpath(f"//div[@aria-label='{region}']//tbody/tr")
    return [[cell.text_content().strip() for cell in row] for row in rows]


def test_a_total_has_series_of_tables_beside_it_as_figures_with_days_and_ratios(tabled):
    page = html.fromstring(tabled.get("/tallies/t_1").text)
    assert cells(page, "Northern Army beside Sight <b>Watch") == [
        ["up to 2021-05-03", "12 or more", "10", "2021-05-03", "1.20 or more"],
        ["2021-05-03", "12 or more", "6", "2021-05-03", "2.00 or more"],
    ]
    text = page.text_content()
    assert "confirmed by sight" in text
    assert "no verdict" in text
    assert "false" not in text.lower()
    assert [option.get("value") for option in page.xpath("//select[@id='table']/option")] == ["", "s_2", "s_1"]


def test_any_series_can_be_set_beside_a_total_and_the_address_says_so(tabled):
    page = html.fromstring(tabled.get("/tallies/t_1?table=s_2").text)
    assert page.xpath("//select[@id='table']/option[@selected]/@value") == ["s_2"]
    assert cells(page, "Northern Army beside Sight <b>Watch")[0][2] == "1,200.5"
    assert tabled.get("/tallies/t_1?table=s_9").status_code == 404
    tracks = tabled.get("/api/v1/tallies/t_1/tracks?table=s_2").json()["items"]
    assert [(t["who"], t["sort"], t["confirmed"]) for t in tracks][-1] == ("Sight <b>Watch", "days", True)
    assert tracks[-2]["moments"][0] == {"since": None, "until": "2021-05-02", "interval": {"low": 7, "high": 7}}


def test_a_series_of_a_table_has_a_page_with_its_figures_and_its_file(tabled):
    listed = tabled.get("/tallies")
    assert links(listed, "/tallies/tables/") == ["/tallies/tables/s_2", "/tallies/tables/s_1"]
    page = html.fromstring(tabled.get("/tallies/tables/s_1").text)
    assert cells(page, "Figures") == [["2021-05-03", "10"], ["2021-05-02", "4"]]
    assert "sha256:1" in page.text_content()
    assert page.xpath("//a[@href='/tallies/t_1?table=s_1#beside']")
    assert tabled.get("/tallies/tables/s_9").status_code == 404


def test_a_ledger_without_tables_says_how_to_keep_one(client):
    assert "counterclaim tally import" in client.get("/tallies/t_1").text
