"""Totals that exceed what the other side had, by an inventory that the user gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from counterclaim.model.audits import Account, Excess, Stock
from counterclaim.model.series import Series, SeriesKind
from counterclaim.model.values import Interval, Period
from counterclaim.reconcile.series.confirming import class_of

OUT_OF_USE = ("destroyed or lost", "destroyed", "lost", "seized", "out of action")


def excesses(accounts: Sequence[Account], stocks: Sequence[Stock]) -> tuple[Excess, ...]:
    """The first day on which each account claims more of a class than each inventory has.

    An account is held against an inventory of the same class whose party is that of the account, or which names none;
    losses that name no party are taken for those of another than the claimant's own. Only lower bounds count: `up to
    400` may be fewer.
    """
    pairs = ((a, s) for a in accounts for s in stocks if _meet(a, s))
    return tuple(excess for account, stock in pairs for excess in _of(account, stock))


def _meet(account: Account, stock: Stock) -> bool:
    of_class = any(account.measure == f"{stock.object} {word}" for word in OUT_OF_USE)
    if not of_class or stock.party is None or account.party is not None:
        return of_class and stock.party in {None, account.party}
    return account.side != stock.party


def _of(account: Account, stock: Stock) -> Iterator[Excess]:
    """The first declared total above an inventory, else the first day on which the increments since come to more.

    A total that runs from before the day of the inventory counts what was lost before it and is passed over.
    """
    since = (d for d in account.declared if d.day >= stock.day and not _older(d.window, stock.day))
    declared = next((d for d in since if _above(d.interval, stock)), None)
    if declared is not None:
        yield _excess(account, stock, declared.interval, declared.day, declared.claim)
        return
    total = Interval(0, 0)
    for step in account.steps:
        if step.added and step.window.bounds[0] >= stock.day:
            total = total.plus(step.interval)
            if _above(total, stock):
                yield _excess(account, stock, total, step.day, step.claim, summed=True)
                return


def _older(window: Period | None, day: date) -> bool:
    return window is not None and window.start is not None and window.start < day


def _above(interval: Interval, stock: Stock) -> bool:
    return interval.low is not None and interval.low > stock.count


def _excess(  # noqa: PLR0913
    account: Account, stock: Stock, claimed: Interval, day: date, claim: str, *, summed: bool = False
) -> Excess:
    return Excess(
        claimant=account.claimant,
        name=account.name,
        measure=account.measure,
        party=account.party,
        claimed=claimed,
        day=day,
        claim=claim,
        summed=summed,
        stock=stock,
    )


def excesses_of_series(series: Sequence[Series], stocks: Sequence[Stock]) -> tuple[Excess, ...]:
    """The first day on which each claimed running total of a table has risen by more than each inventory held."""
    totals = [s for s in series if s.kind is SeriesKind.CUMULATIVE and not s.confirmed and s.points]
    found = (_of_series(total, stock) for total in totals for stock in stocks if _class(total) == stock.object)
    return tuple(excess for excess in found if excess is not None)


def _class(total: Series) -> str | None:
    found = class_of(total.label)
    return found.value if found else None


def _of_series(total: Series, stock: Stock) -> Excess | None:
    before = max((p.value for p in total.points if p.day < stock.day), default=0.0)
    point = next((p for p in total.points if p.day >= stock.day and p.value - before > stock.count), None)
    if point is None:
        return None
    risen = point.value - before
    return Excess(
        claimant=total.source,
        name=total.source,
        measure=total.label,
        party=None,
        claimed=Interval(risen, risen),
        day=point.day,
        claim=None,
        summed=before > 0,
        stock=stock,
    )
