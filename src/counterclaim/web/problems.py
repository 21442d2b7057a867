"""What went wrong, as a page for people and as a problem (RFC 9457) for programs."""

from __future__ import annotations

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from counterclaim.errors import BadCursor, CounterclaimError, InputError, UnknownRecord

API = "/api/"
_STATUS: dict[type[CounterclaimError], int] = {InputError: 400, BadCursor: 404, UnknownRecord: 404}
_TITLES = {
    400: "The request cannot be understood",
    404: "There is no such record",
    405: "This can only be read",
    422: "A parameter is not of the form that it must have",
    500: "The program failed",
    503: "The ledger cannot be read",
}


class Problem(BaseModel):
    """A problem: its title and status, and a sentence that says what to do."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


def answer(request: Request, error: Exception) -> Response:
    """The answer to a request that failed."""
    status, sentence = told(error)
    if request.url.path.startswith(API):
        problem = Problem(
            type="about:blank",
            title=_TITLES.get(status, "This did not work"),
            status=status,
            detail=sentence,
            instance=request.url.path,
        )
        headers = getattr(error, "headers", None)
        return JSONResponse(problem.model_dump(), status, headers=headers, media_type="application/problem+json")
    page: Response = request.app.state.pages.render(
        request, "error.html", code=status, status=status, sentence=sentence
    )
    return page


def told(error: Exception) -> tuple[int, str]:
    """The status of an error, and its sentence."""
    if isinstance(error, CounterclaimError):
        return next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 503), str(error)
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"][1:])
        return 422, f"{where}: {first['msg']}; the description of the interface lists what each parameter takes"
    if isinstance(error, HTTPException) and error.status_code != 404:
        return error.status_code, str(error.detail)
    if not isinstance(error, HTTPException):
        return 500, "This is an error of the program, not of yours; what it says stands where it was started."
    return 404, "There is no such page; the address may be mistyped, or it belongs to another ledger."
