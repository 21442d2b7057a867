"""The pages: each asks the workbench for one typed context and hands it to one template."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse

from counterclaim.errors import InputError
from counterclaim.model.incidents import FindingKind
from counterclaim.model.overviews import ClaimOrder, ClaimQuery, IncidentOrder
from counterclaim.store.base import View
from counterclaim.web import drawn
from counterclaim.workbench import about, browsing, claims, documents, histories, incidents, questions, sources
from counterclaim.workbench.browsing import ListOrder
from counterclaim.workbench.questions import choice

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


class Asked:
    """A request as pages understand it: the view, the question, and how to answer."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.view: View = request.app.state.view
        self.ledger: str = request.app.state.ledger
        self.given = dict(request.query_params)

    @property
    def query(self) -> ClaimQuery:
        """The filters of the address."""
        return questions.parse(self.given)

    @property
    def cursor(self) -> str | None:
        """From where a list goes on."""
        return self.given.get("cursor") or None

    @property
    def words(self) -> str:
        """What is looked for by name."""
        words = self.given.get("words", "").strip()
        if len(words) > questions.LONGEST:
            message = f"words: at most {questions.LONGEST} characters; shorten it"
            raise InputError(message)
        return words

    def flag(self, name: str) -> bool:
        """Whether something was switched on."""
        return self.given.get(name) == "1"

    def answer(self, template: str, **context: object) -> HTMLResponse:
        """The page."""
        answer: HTMLResponse = self.request.app.state.pages.render(self.request, template, **context)
        return answer


Ask = Annotated[Asked, Depends(Asked)]


@router.get("/")
def start(ask: Ask) -> HTMLResponse:
    """How much there is, and where to begin."""
    return ask.answer("start.html", page=browsing.start(ask.view))


@router.get("/claims")
def claim_list(ask: Ask) -> HTMLResponse:
    """Claims with filters."""
    order = choice(ClaimOrder, ask.given.get("order") or ClaimOrder.TEXT)
    more = ask.given.get("more", "")
    found = browsing.claims(ask.view, ask.query, order=order, cursor=ask.cursor, ledger=ask.ledger, more=more)
    return ask.answer("claims.html", page=found)


@router.get("/claims/{key}")
def claim(ask: Ask, key: str) -> HTMLResponse:
    """One claim."""
    return ask.answer("claim.html", page=claims.claim(ask.view, key, whole=ask.flag("whole")))


@router.get("/documents")
def document_list(ask: Ask) -> HTMLResponse:
    """Documents."""
    return ask.answer("documents.html", page=browsing.documents(ask.view, ask.words, ask.cursor))


@router.get("/documents/{key}")
def document(ask: Ask, key: str) -> HTMLResponse:
    """One document with its claims in place."""
    found = documents.document(ask.view, key, unmasked=ask.flag("unmasked"))
    return ask.answer("document.html", page=found, sought=ask.given.get("claim", ""))


@router.get("/incidents")
def incident_list(ask: Ask) -> HTMLResponse:
    """Incidents."""
    order = choice(IncidentOrder, ask.given.get("order") or IncidentOrder.OPPOSED)
    found = browsing.incidents(ask.view, ask.query, order=order, cursor=ask.cursor, ledger=ask.ledger)
    return ask.answer("incidents.html", page=found)


@router.get("/incidents/{key}")
def incident(ask: Ask, key: str) -> HTMLResponse:
    """One incident, its claims side by side."""
    found = incidents.incident(ask.view, key, rule=ask.given.get("rule"), whole=ask.flag("whole"))
    return ask.answer("incident.html", page=found)


@router.get("/tallies")
def tally_list(ask: Ask) -> HTMLResponse:
    """Running totals."""
    return ask.answer("tallies.html", page=histories.listed(ask.view, ask.words, ask.cursor))


@router.get("/tallies/{key}")
def tally(ask: Ask, key: str) -> HTMLResponse:
    """One running total."""
    return ask.answer("tally.html", page=histories.tally(ask.view, key, ask.given.get("table") or None))


@router.get("/tallies/tables/{key}")
def table(ask: Ask, key: str) -> HTMLResponse:
    """One series of a table."""
    return ask.answer("table.html", page=histories.of_table(ask.view, key, ask.cursor))


@router.get("/control")
def control(ask: Ask) -> HTMLResponse:
    """Who holds what on a day, according to whom."""
    found = histories.control(ask.view, questions.day(ask.given.get("on", "")), ask.cursor)
    return ask.answer("control.html", page=found)


@router.get("/about")
def about_page(ask: Ask) -> HTMLResponse:
    """Versions, models, figures of quality."""
    app = ask.request.app
    return ask.answer("about.html", page=about.about(ask.view, app.state.settings, app.version))


@router.get("/sources")
def source_list(ask: Ask) -> HTMLResponse:
    """Sources."""
    order = choice(ListOrder, ask.given.get("order") or ListOrder.CLAIMS)
    return ask.answer("sources.html", page=browsing.sources(ask.view, ask.words, order, ask.cursor))


@router.get("/sources/{key:path}")
def source(ask: Ask, key: str) -> HTMLResponse:
    """One source."""
    return ask.answer("source.html", page=sources.source(ask.view, key))


@router.get("/places")
def place_list(ask: Ask) -> HTMLResponse:
    """Places."""
    order = choice(ListOrder, ask.given.get("order") or ListOrder.CLAIMS)
    return ask.answer("places.html", page=browsing.places(ask.view, ask.words, order, ask.cursor))


@router.get("/findings")
def finding_list(ask: Ask) -> HTMLResponse:
    """Findings."""
    kind = choice(FindingKind, ask.given["kind"]) if ask.given.get("kind") else None
    return ask.answer("findings.html", page=browsing.findings(ask.view, kind, ask.cursor))


@router.get("/land", response_class=JSONResponse)
def land(ask: Ask) -> JSONResponse:
    """Coasts and borders of the user's own, which the maps draw."""
    return JSONResponse(drawn.land(ask.request.app.state.settings.web))
