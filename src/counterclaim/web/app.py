"""The application: pages, JSON interface, static files, and what every answer carries."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from counterclaim.config import Settings
from counterclaim.errors import BadCursor, CounterclaimError, InputError, UnknownRecord
from counterclaim.store.base import View
from counterclaim.web import pages
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
_STATUS = {InputError: 400, BadCursor: 400, UnknownRecord: 404}


def create_app(view: View, settings: Settings, *, ledger: str = "", version: str = "") -> FastAPI:
    """The workbench over a view, which it only reads.

    Args:
        view: the ledger.
        settings: for what pages say of them.
        ledger: how the file is called on the command line, for the commands that pages show.
        version: of this program.
    """
    app = FastAPI(title="Counterclaim", version=version or "0", docs_url=None, redoc_url=None, openapi_url=None)
    shown = Pages(ledger=ledger, built=(STATIC / "vendor" / "leaflet.js").exists())
    app.state.view, app.state.settings, app.state.pages, app.state.ledger = view, settings, shown, ledger
    app.add_middleware(BaseHTTPMiddleware, dispatch=_guarded)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)
    app.add_middleware(GZipMiddleware, minimum_size=2_000)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.include_router(pages.router)
    for kind in (CounterclaimError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _failed)
    return app


async def _guarded(request: Request, call_next: RequestResponseEndpoint) -> Response:
    response = await call_next(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if not request.url.path.startswith("/static/"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _failed(request: Request, error: Exception) -> Response:
    status, sentence = _told(error)
    shown: Pages = request.app.state.pages
    return shown.render(request, "error.html", status=status, sentence=sentence, code=status)


def _told(error: Exception) -> tuple[int, str]:
    if isinstance(error, CounterclaimError):
        return next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 503), str(error)
    if isinstance(error, HTTPException):
        if error.status_code == 404:
            return 404, "There is no such page; the address may be mistyped, or it belongs to another ledger."
        return error.status_code, str(error.detail)
    return 422, "The address holds a value that this page does not know; start from the list again."
