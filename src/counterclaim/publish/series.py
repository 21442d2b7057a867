"""Series of figures and what is odd in them, for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from counterclaim.model.incidents import Tally
from counterclaim.model.series import Oddity, Series
from counterclaim.publish import phrases
from counterclaim.publish.layout import Column, Record, Records, bullet, clean, heading

_DAY = len("2020-03-04")
_SERIES = (
    Column(name="Series", share=6),
    Column(name="Figures are", share=3),
    Column(name="From", width=_DAY),
    Column(name="To", width=_DAY),
    Column(name="Days", number=True),
    Column(name="Last", number=True, share=2),
)
_RATIOS = (
    Column(name="Claimed", share=5),
    Column(name="Confirmed", share=5),
    Column(name="Day", width=_DAY),
    Column(name="Claimed", number=True, share=2),
    Column(name="Confirmed", number=True, share=2),
    Column(name="Ratio", number=True, share=2),
)
NO_VERDICT = (
    "A ratio says how many times more is claimed than was confirmed by that day. It is no verdict: "
    "what nobody photographed was lost all the same, and lists may count different things under one name."
)


def overview(tallies: Sequence[Tally], series: Sequence[Series]) -> RenderableType:
    """The running totals that claims give, then the series of tables."""
    shown: list[RenderableType] = []
    if tallies:
        shown += [heading("What claims come to"), *(bullet(clean(phrases.tally(t))) for t in tallies), Text("")]
    if series:
        shown += [heading("Series of tables"), Records(columns=_SERIES, records=[_series(s) for s in series])]
    return Group(*shown) if shown else Text("There are no running totals.")


def _series(series: Series) -> Record:
    kind = f"{series.kind.value}, confirmed" if series.confirmed else series.kind.value
    last = f"{series.points[-1].value:,.9g}"
    cells = (clean(series.name), kind, str(series.first), str(series.last), str(len(series.points)), last)
    return Record(cells=cells)


def oddities(found: Sequence[Oddity]) -> list[RenderableType]:
    """What is odd in the tables, series by series."""
    shown: list[RenderableType] = []
    for name, group in groupby(found, key=lambda o: o.series):
        shown.append(heading(clean(name)))
        shown += [bullet(clean(o.message), mark=o.kind.value.replace("_", " ")) for o in group]
        shown.append(Text(""))
    return shown


def comparison(found: Sequence[Oddity]) -> RenderableType:
    """Claimed beside confirmed totals, the first and the last day of each pair."""
    records = []
    for _, group in groupby(found, key=lambda o: (o.series, o.figures["confirmed_series"])):
        days = list(group)
        records += [_ratio(o) for o in ([days[0]] if len(days) == 1 else [days[0], days[-1]])]
    if not records:
        return Text("No claimed and confirmed series of one class have a day in common; name pairs with --pair.")
    return Group(Records(columns=_RATIOS, records=records), Text(""), Text(NO_VERDICT, style="dim"))


def _ratio(oddity: Oddity) -> Record:
    figures = oddity.figures
    numbers = (f"{figures[name]:,.9g}" for name in ("claimed", "confirmed"))
    cells = (clean(oddity.series), clean(str(figures["confirmed_series"])), str(oddity.day), *numbers)
    return Record(cells=(*cells, f"{figures['ratio']:.2f}"))


def series_to_wire(series: Series) -> dict[str, Any]:
    """A series as `counterclaim.series/1`."""
    return {
        "schema": "counterclaim.series/1",
        "id": series.id,
        "name": series.name,
        "source": series.source,
        "label": series.label,
        "kind": series.kind.value,
        "confirmed": series.confirmed,
        "document": series.document,
        "points": [[point.day.isoformat(), point.value] for point in series.points],
    }


def oddity_to_wire(oddity: Oddity) -> dict[str, Any]:
    """Something odd as `counterclaim.oddity/1`."""
    return {
        "schema": "counterclaim.oddity/1",
        "kind": oddity.kind.value,
        "series": oddity.series,
        "date": oddity.day.isoformat(),
        "message": oddity.message,
        **oddity.figures,
    }
