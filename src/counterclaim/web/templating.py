"""Templates: escaped throughout, strict about names, with the few functions that pages share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from counterclaim.model.claims import StanceValue
from counterclaim.model.overviews import PlaceSummary
from counterclaim.model.values import Interval
from counterclaim.publish import phrases

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
NAVIGATION = (
    ("/claims", "Claims"),
    ("/incidents", "Incidents"),
    ("/tallies", "Totals"),
    ("/control", "Control"),
    ("/sources", "Sources"),
    ("/places", "Places"),
    ("/documents", "Documents"),
    ("/findings", "Findings"),
    ("/about", "About"),
)
_STANCES = {
    StanceValue.OWN: "in the page’s own voice",
    StanceValue.REPORTED: "reported",
    StanceValue.DISTANCED: "reported at a distance",
    StanceValue.DISPUTED: "reported and disputed",
}


class Pages:
    """Renders templates; `built` tells whether map and plots are there."""

    def __init__(self, *, ledger: str, built: bool) -> None:
        self.environment = Environment(
            loader=PackageLoader("counterclaim.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.globals |= {
            "address": address,
            "segment": lambda text: quote(text, safe=""),
            "navigation": NAVIGATION,
            "ledger": ledger,
            "built": built,
            "signs": phrases.SIGNS,
            "stances": _STANCES,
            "plural": phrases.plural,
            "called": phrases.called,
        }
        self.environment.filters |= {
            "words": phrases.words,
            "number": number,
            "figure": figure,
            "ratio": ratio,
            "interval": phrases.interval,
            "estimate": phrases.estimate,
            "side": side,
            "days": days,
            "lines": lines,
            "day": day,
            "known_to": known_to,
        }

    def render(self, request: Request, template: str, *, code: int = 200, **context: Any) -> HTMLResponse:
        """The page as HTML."""
        page = self.environment.get_template(template)
        return HTMLResponse(page.render(path=request.url.path, **context), status_code=code)


def address(path: str, given: Mapping[str, str] | None = None, **changes: object) -> str:
    """An address with parameters; those that are None or empty are left out."""
    merged = {**(given or {}), **changes}
    kept = {name: str(value) for name, value in merged.items() if value not in {None, ""}}
    return f"{path}?{urlencode(kept)}" if kept else path


def number(value: float) -> str:
    """A number with thousands set apart by thin spaces."""
    return f"{value:,.0f}".replace(",", "\u202f")


def figure(value: float) -> str:
    """A figure of a table as it was given, with thousands set apart."""
    return f"{value:,.9g}"


def ratio(value: Interval) -> str:
    """How many times one figure is another, to two places."""
    low, high = (None if bound is None else f"{bound:,.2f}" for bound in (value.low, value.high))
    if low is None or high is None:
        return f"up to {high}" if low is None else f"{low} or more"
    return low if low == high else f"{low}–{high}"


def side(value: str | None) -> str:
    """The side of a source as people call it."""
    return (value or "").removeprefix("actor:").replace("-", " ").title()


def days(text: str) -> Markup:
    """The text with every date kept on one line."""
    return Markup(_DATE.sub(r'<span class="day">\g<0></span>', str(escape(text))))  # noqa: S704


def lines(text: str) -> str:
    """The text without empty lines, for where a few lines stand for a page."""
    return re.sub(r"\s*\n\s*", "\n", text)


def day(text: str | None) -> Markup:
    """The day with which a moment begins, on one line; nothing where it is unknown."""
    return days((text or "")[:10])


def known_to(place: PlaceSummary) -> str:
    """How exactly a place is known."""
    if place.lat is None:
        return "not in any gazetteer"
    about = "somewhere inside the area" if place.precision == "within" else phrases.words(place.precision or "point")
    return f"{about}, within {place.radius_km:g} km" if place.radius_km else about
