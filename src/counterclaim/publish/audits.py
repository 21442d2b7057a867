"""An audit of what claimants say over time, for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from counterclaim.model.audits import Account, Audit, Declared, Excess, Repeated, Step
from counterclaim.model.incidents import ON_COURSES, Finding, FindingKind
from counterclaim.model.series import Oddity
from counterclaim.model.values import Interval, Period
from counterclaim.publish import series
from counterclaim.publish.layout import UNKNOWN, Column, Record, Records, bullet, clean, heading

KINDS = frozenset({FindingKind.TOTAL_MISMATCH, FindingKind.FALLING_TOTAL, FindingKind.REPEATED_CAPTURE})
NO_VERDICT = (
    "An audit sets a claimant's own figures beside one another. That they do not meet does not say which of them is "
    "right, and the ledger may lack bulletins."
)
_DAY = len("2020-03-04")
_COLUMNS = (
    Column(name="Reported", width=_DAY),
    Column(name="For", share=3),
    Column(name="Increment", share=2),
    Column(name="Sum so far", number=True),
    Column(name="Declared in all", share=3),
    Column(name="Difference", number=True),
)


def beyond(audit: Audit, findings: Iterable[Finding]) -> list[Finding]:
    """The findings on totals and captures of claims that the audit does not show, and on the course of all figures."""
    told = {step.claim for a in audit.accounts for step in a.steps}
    told |= {total.claim for a in audit.accounts for total in a.declared}
    told |= {taking.claim for r in audit.repeated for taking in r.takings}
    return [f for f in findings if f.kind in ON_COURSES or (f.kind in KINDS and not told & set(f.claims))]


def report(audit: Audit, findings: Sequence[Finding], oddities: Sequence[Oddity]) -> RenderableType:
    """Account by account, then places taken more than once, totals above an inventory, and the tables."""
    shown: list[RenderableType] = []
    for _, accounts in groupby(audit.accounts, key=lambda a: a.claimant):
        shown += _claimant(list(accounts))
    for title, sentences in (
        ("Taken more than once, and no loss told in between", [*_repeated(audit.repeated)]),
        ("More than an inventory held", [excess.why for excess in audit.excesses]),
        ("Also in the claims", [finding.message for finding in findings]),
    ):
        if sentences:
            shown += [heading(title), *(bullet(clean(sentence)) for sentence in sentences), Text("")]
    shown += series.oddities(oddities)
    if not shown:
        return Text("Nothing odd was found in the running totals.")
    return Group(*shown, Text(NO_VERDICT, style="dim"))


def _claimant(accounts: Sequence[Account]) -> Iterator[RenderableType]:
    first = accounts[0]
    others = [name for name in first.names if name != first.name]
    yield heading(first.name, f"also as: {'; '.join(others)}" if others else "")
    yield Text("")
    for account in accounts:
        party = f" ({_plain(account.party)})" if account.party else ""
        yield heading(f"{account.measure.capitalize()}{party}")
        yield Records(columns=_COLUMNS, records=list(_lines(account)))
        yield from (bullet(clean(note)) for note in account.notes)
        yield Text("")


def _plain(party: str) -> str:
    return party.removeprefix("actor:").replace("-", " ")


def _lines(account: Account) -> Iterator[Record]:
    """One line for each day with a figure: what was reported for it, what that comes to, and what was declared."""
    total: Interval | None = None
    lines: list[Step | Declared] = sorted((*account.steps, *account.declared), key=lambda line: (line.day, line.claim))
    for day, group in groupby(lines, key=lambda line: line.day):
        here = list(group)
        steps = [line for line in here if isinstance(line, Step)]
        totals = [line for line in here if isinstance(line, Declared)]
        for step in steps:
            if step.added:
                total = step.interval if total is None else total.plus(step.interval)
        windows = "; ".join(dict.fromkeys(step.window.caption for step in steps)) or UNKNOWN
        said = "; ".join(dict.fromkeys(_said(line) for line in totals)) or UNKNOWN
        off = next((f"{line.more:+,.9g}" for line in reversed(totals) if line.more), "0" if totals else UNKNOWN)
        amounts = " + ".join(map(_amount, steps)) or UNKNOWN
        yield Record(cells=(str(day), windows, amounts, total.caption if total else UNKNOWN, said, off))


def _said(line: Declared) -> str:
    start = line.window.start if line.window else None
    return f"{line.interval.caption} since {start}" if start else line.interval.caption


def _amount(step: Step) -> str:
    return step.interval.caption if step.added else f"({step.interval.caption})"


def _repeated(found: Iterable[Repeated]) -> Iterator[str]:
    for one in found:
        who = f" by {one.holder}" if one.holder else ""
        days = "; ".join(f"{taking.period.caption}: “{taking.words}”" for taking in one.takings)
        yield f"{one.place}{who}, according to {one.name}: {days}"


def to_wire(audit: Audit) -> Iterator[dict[str, Any]]:
    """Accounts, repeated captures and excesses over inventories, one object each."""
    yield from map(_account, audit.accounts)
    yield from map(_repeated_to_wire, audit.repeated)
    yield from map(_excess, audit.excesses)


def _account(account: Account) -> dict[str, Any]:
    return {
        "schema": "counterclaim.account/1",
        "claimant": {"id": account.claimant, "name": account.name, "names": list(account.names)},
        "measure": account.measure,
        "party": account.party,
        "sum": _interval(account.sum),
        "increments": [_line(s) | {"added": s.added, "why": s.why or None} for s in account.steps],
        "declared": [
            _line(d)
            | {
                "summed": _interval(d.summed),
                "unaccounted": d.more,
                "missing": [day.isoformat() for day in d.missing],
                "rise": _interval(d.rise),
                "rise_summed": _interval(d.rise_summed),
                "rise_unaccounted": d.rise_more,
            }
            for d in account.declared
        ],
        "notes": list(account.notes),
    }


def _line(line: Step | Declared) -> dict[str, Any]:
    return {
        "claim": line.claim,
        "document": line.document,
        "reported": line.day.isoformat(),
        "window": _days(line.window),
        **(_interval(line.interval) or {}),
        "words": line.words,
    }


def _interval(interval: Interval | None) -> dict[str, float | None] | None:
    return {"low": interval.low, "high": interval.high} if interval else None


def _days(period: Period | None) -> dict[str, str | None] | None:
    if period is None:
        return None
    return {name: day.isoformat() if day else None for name, day in (("start", period.start), ("end", period.end))}


def _repeated_to_wire(one: Repeated) -> dict[str, Any]:
    return {
        "schema": "counterclaim.repeated_capture/1",
        "claimant": {"id": one.claimant, "name": one.name},
        "place": one.place,
        "holder": one.holder,
        "takings": [
            {"claim": t.claim, "document": t.document, "window": _days(t.period), "words": t.words} for t in one.takings
        ],
    }


def _excess(one: Excess) -> dict[str, Any]:
    return {
        "schema": "counterclaim.excess/1",
        "claimant": {"id": one.claimant, "name": one.name},
        "measure": one.measure,
        "party": one.party,
        "claimed": _interval(one.claimed),
        "date": one.day.isoformat(),
        "claim": one.claim,
        "summed": one.summed,
        "inventory": {"count": one.stock.count, "date": one.stock.day.isoformat(), "source": one.stock.source},
        "message": one.why,
    }
