"""The application: pages, JSON interface, static files, and what every answer carries."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from counterclaim.config import Settings
from counterclaim.errors import CounterclaimError
from counterclaim.store.base import View
from counterclaim.web import api, pages, problems
from counterclaim.web.templating import Pages

HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
STATIC = Path(str(files("counterclaim.web").joinpath("static")))
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def create_app(view: View, settings: Settings, *, ledger: str = "", version: str = "") -> FastAPI:
    """The workbench over a view, which it only reads.

    Args:
        view: the ledger.
        settings: for what pages say of them.
        ledger: how the file is called on the command line, for the commands that pages show.
        version: of this program.
    """
    app = FastAPI(
        title="Counterclaim",
        version=version or "0",
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{api.PREFIX}/openapi.json",
    )
    shown = Pages(ledger=ledger, built=(STATIC / "vendor" / "leaflet.js").exists())
    app.state.view, app.state.settings, app.state.pages, app.state.ledger = view, settings, shown, ledger
    app.add_middleware(BaseHTTPMiddleware, dispatch=_guarded)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.include_router(api.router)
    app.include_router(pages.router)
    for kind in (CounterclaimError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, problems.answer)
    return app


async def _guarded(request: Request, call_next: RequestResponseEndpoint) -> Response:
    response = await call_next(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if not request.url.path.startswith("/static/"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response
