"""Lists: claims with counts beside each filter, incidents, documents, sources, places, findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from counterclaim.errors import BadCursor
from counterclaim.model.claims import Entry
from counterclaim.model.incidents import Finding, FindingKind
from counterclaim.model.overviews import (
    ClaimOrder,
    ClaimQuery,
    DocumentSummary,
    Facet,
    IncidentOrder,
    IncidentSummary,
    PlaceSummary,
    Sizes,
    Slice,
    SourceSummary,
)
from counterclaim.publish import phrases
from counterclaim.store.base import View
from counterclaim.workbench import questions
from counterclaim.workbench.lines import ClaimLine, masked_lines, ruled

Item = TypeVar("Item")
SIZE = 30
_SHOWN, _MORE, _MANY = 8, 80, 500
_FILTERS = ("kind", "source", "source_kind", "side", "place", "event", "role", "stance", "relation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One value of a filter: its label, how many claims it leaves, and the address parameters that choose it."""

    label: str
    count: int
    chosen: bool
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One filter with its options, those of the most claims first; `rest` tells whether there are others."""

    name: str
    label: str
    options: tuple[Option, ...]
    rest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A filter that is set, and the parameters of the address without it."""

    label: str
    value: str
    without: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimList:
    """The page of claims: what was asked for, what was found, and what it can be narrowed to."""

    given: Mapping[str, str]
    order: ClaimOrder
    lines: tuple[ClaimLine, ...]
    total: int
    next: str | None
    first: bool
    filters: tuple[Filter, ...]
    applied: tuple[Applied, ...]
    command: str


def claims(  # noqa: PLR0913
    view: View,
    query: ClaimQuery,
    *,
    order: ClaimOrder = ClaimOrder.TEXT,
    cursor: str | None = None,
    ledger: str = "",
    more: str = "",
) -> ClaimList:
    """Claims that match, with the filters that narrow them further; `more` names one of which more is wanted."""
    found = view.slice_of_claims(query, order, cursor, SIZE)
    given, names = questions.parameters(query), _Names(view)
    return ClaimList(
        given=given,
        order=order,
        lines=masked_lines(view, found.items),
        total=found.total,
        next=found.next,
        first=cursor is None,
        filters=_filters(view, query, names, more),
        applied=_applied(given, names),
        command=questions.command(query, ledger=ledger, order="" if order is ClaimOrder.TEXT else order.value),
    )


def in_order(view: View, query: ClaimQuery, order: ClaimOrder) -> list[Entry]:
    """All claims that match in an order of the workbench, with what people ruled laid over."""
    some = view.slice_of_claims(query, order, None, _MANY)
    found = list(some.items)
    while some.next is not None:
        some = view.slice_of_claims(query, order, some.next, _MANY)
        found += some.items
    return ruled(view, found)


class _Names:
    """What the values of filters are called: the keys of sources, sides and places by their names."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.known: dict[tuple[str, str], str] = {}

    def __call__(self, field: str, value: str) -> str:
        if (field, value) not in self.known:
            self.known[field, value] = self._asked(field, value)
        return self.known[field, value]

    def _asked(self, field: str, value: str) -> str:
        if field in {"source", "side"}:
            found = self.view.names_of([value]).get(value)
            return found or value.removeprefix("actor:").replace("-", " ").title()
        if field == "place":
            return self.view.place_names([value]).get(value) or value
        if field == "event":
            return value.lower() if value.isupper() else value
        return value if field in {"text", "claimant", "incident"} else phrases.words(value)


def _filters(view: View, query: ClaimQuery, names: _Names, more: str) -> tuple[Filter, ...]:
    limits = {name: _MORE if name == more else _SHOWN for name in _FILTERS}
    counts, given = view.facets(query, max(limits.values()) + 1), questions.parameters(query)
    made = (_filter(name, counts[name], limits[name], given, names) for name in _FILTERS)
    return tuple(f for f in made if f.options)


def _filter(name: str, facets: tuple[Facet, ...], limit: int, given: Mapping[str, str], names: _Names) -> Filter:
    rest = {key: value for key, value in given.items() if key != name}
    options = []
    for facet in facets[:limit]:
        value = facet.value
        chosen = given.get(name) == value
        label = facet.label if name in {"source", "place"} else names(name, value)
        options.append(
            Option(label=label, count=facet.count, chosen=chosen, parameters=rest if chosen else rest | {name: value})
        )
    return Filter(name=name, label=questions.FIELDS[name][0], options=tuple(options), rest=len(facets) > limit)


def _applied(given: Mapping[str, str], names: _Names) -> tuple[Applied, ...]:
    return tuple(
        Applied(
            label=questions.FIELDS[name][0],
            value=names(name, value),
            without={key: other for key, other in given.items() if key != name},
        )
        for name, value in given.items()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentList:
    """The page of incidents."""

    given: Mapping[str, str]
    order: IncidentOrder
    found: Slice[IncidentSummary]
    first: bool
    applied: tuple[Applied, ...]
    command: str


def incidents(
    view: View,
    query: ClaimQuery,
    *,
    order: IncidentOrder = IncidentOrder.OPPOSED,
    cursor: str | None = None,
    ledger: str = "",
) -> IncidentList:
    """Incidents that hold a claim that matches; those whose claims oppose one another most come first."""
    given = questions.parameters(query)
    return IncidentList(
        given=given,
        order=order,
        found=view.slice_of_incidents(query, order, cursor, SIZE),
        first=cursor is None,
        applied=_applied(given, _Names(view)),
        command=questions.command(query, "incidents", ledger),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The first page: how much there is, and where to begin."""

    sizes: Sizes
    incidents: tuple[IncidentSummary, ...]
    mismatches: tuple[Finding, ...]
    documents: tuple[DocumentSummary, ...]
    stale: bool


def start(view: View) -> Start:
    """How much the ledger holds, the incidents with the most opposition, and totals that do not add up."""
    return Start(
        sizes=view.sizes(),
        incidents=view.slice_of_incidents(ClaimQuery(), IncidentOrder.OPPOSED, None, 5).items,
        mismatches=tuple(view.findings(None, FindingKind.TOTAL_MISMATCH)[:5]),
        documents=view.slice_of_documents("", None, 5).items,
        stale=view.stale(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The page of findings: counts by kind, and those of the kind that was asked for."""

    counts: tuple[tuple[FindingKind, int], ...]
    kind: FindingKind | None
    found: Slice[Finding]
    first: bool
    titles: Mapping[str, str]


def findings(view: View, kind: FindingKind | None = None, cursor: str | None = None) -> Findings:
    """What was flagged and what could not be read."""
    found = view.slice_of_findings(kind, cursor, SIZE * 2)
    named = view.documents(sorted({f.document for f in found.items if f.document}))
    return Findings(
        counts=tuple(view.finding_counts()),
        kind=kind,
        found=found,
        first=cursor is None,
        titles={d.id: phrases.called(d.title, d.beginning, d.origin) for d in named},
    )


class ListOrder(StrEnum):
    """In what order sources and places are wanted."""

    CLAIMS = "claims"
    OPPOSED = "opposed"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[Item]):
    """A list of sources, places or documents that can be searched by name; `names` says what sides are called."""

    words: str
    order: ListOrder
    found: Slice[Item]
    first: bool
    names: Mapping[str, str] = field(default_factory=dict)


def sources(
    view: View, words: str = "", order: ListOrder = ListOrder.CLAIMS, cursor: str | None = None
) -> Listing[SourceSummary]:
    """Who claims something: how much, and how often others oppose it."""
    found = [source for source in view.sources() if words.casefold() in source.name.casefold()]
    if order is ListOrder.OPPOSED:
        found.sort(key=lambda source: -source.contradicted)
    elif order is ListOrder.NAME:
        found.sort(key=lambda source: source.name.casefold())
    shown = window(found, cursor)
    names = view.names_of(sorted({source.side for source in shown.items if source.side}))
    return Listing(words=words, order=order, found=shown, first=cursor is None, names=names)


def places(
    view: View, words: str = "", order: ListOrder = ListOrder.CLAIMS, cursor: str | None = None
) -> Listing[PlaceSummary]:
    """Which places claims name, and how exactly they are known."""
    found = [place for place in view.places() if words.casefold() in place.name.casefold()]
    if order is ListOrder.NAME:
        found.sort(key=lambda place: place.name.casefold())
    return Listing(words=words, order=order, found=window(found, cursor), first=cursor is None)


def documents(view: View, words: str = "", cursor: str | None = None) -> Listing[DocumentSummary]:
    """The pages of the ledger, the latest first."""
    found = view.slice_of_documents(words, cursor, SIZE)
    return Listing(words=words, order=ListOrder.NAME, found=found, first=cursor is None)


def window(found: Sequence[Item], cursor: str | None, size: int = SIZE * 2) -> Slice[Item]:
    """A stretch of a list that is held as a whole.

    Raises:
        BadCursor: if no such list gave the cursor.
    """
    if cursor is not None and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise BadCursor(cursor)
    start = int(cursor or 0)
    more = str(start + size) if start + size < len(found) else None
    return Slice(items=tuple(found[start : start + size]), total=len(found), next=more)
