"""The filters of claims as options, the same on every verb that takes them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, get_type_hints

import typer

from counterclaim.cli.frame import plain_errors
from counterclaim.errors import InputError
from counterclaim.model.overviews import ClaimQuery
from counterclaim.workbench import questions

_DAY, _NAME, _NUMBER = "YYYY-MM-DD", "NAME", "N"
_HELP = {
    "claimant": (None, "Who says so, or a part of the name."),
    "source": ("KEY", "Who says so, by the key that `sources --format jsonl` gives."),
    "source_kind": (_NAME, "Kind of source: official, military, monitor, witness, own_voice, …"),
    "side": ("ACTOR", "Side of the claimant, the id of an actor."),
    "place": (None, "Where, or a part of the name."),
    "within": ("KM", "Kilometres around --place, whose name is then taken as a whole."),
    "since": (_DAY, "First day of the event; leaves out the undated."),
    "until": (_DAY, "Last day of the event; leaves out the undated."),
    "kind": (_NAME, "What sort of claim: event, control, total, denial, …"),
    "event": (_NAME, "Type or subtype of the event, such as Battles."),
    "role": (_NAME, "What is counted: killed, wounded, destroyed, …"),
    "at_least": (_NUMBER, "Figures that may be as large."),
    "at_most": (_NUMBER, "Figures that may be as small."),
    "stance": (_NAME, "Stance of the reporting voice: own, reported, distanced, disputed."),
    "relation": (_NAME, "Claims that stand so to another: contradicts, denies, repeats, …"),
    "incident": ("ID", "Claims of one incident."),
    "text": (None, "Words that the claim holds, all of them."),
}


def filtered(verb: Callable[..., None]) -> Callable[..., None]:
    """The verb with all filters as options; it is handed the context and what they ask for."""
    own = inspect.signature(verb)
    hints = get_type_hints(verb, include_extras=True)
    kept = [p.replace(annotation=hints[p.name]) for p in own.parameters.values() if p.name != "query"]
    options = [_option(name) for name in _HELP]

    @wraps(verb)
    def run(context: typer.Context, **given: Any) -> None:
        asked = {name: given.pop(name) for name in _HELP}
        with plain_errors():
            query = _query({name: text for name, text in asked.items() if text is not None})
        verb(context, query, **given)

    first, *rest = kept
    parameters = [first, *options, *(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in rest)]
    run.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters} | {"return": None}
    return run


def _option(name: str) -> inspect.Parameter:
    metavar, said = _HELP[name]
    option = typer.Option(f"--{name.replace('_', '-')}", help=said, metavar=metavar)
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=None, annotation=Annotated[str | None, option])


def _query(asked: dict[str, str]) -> ClaimQuery:
    try:
        return questions.parse(asked)
    except InputError as error:
        message = f"--{str(error).replace('_', '-', 1)}" if str(error).partition(":")[0] in asked else str(error)
        raise InputError(message) from error
