"""Small series for tests."""

from datetime import date, timedelta

from counterclaim.model.series import Point, Series, SeriesKind

FIRST = date(2021, 5, 1)


def day(number):
    return FIRST + timedelta(days=number)


def series(  # noqa: PLR0913
    values, *, name="list/tank", kind=SeriesKind.CUMULATIVE, start=0, source="the ministry", confirmed=False
):
    """A series whose figures come day after day; None leaves a day out."""
    points = [Point(day(start + i), value) for i, value in enumerate(values) if value is not None]
    return Series(
        id=f"{name} {kind}",
        name=name,
        source=source,
        label=name.rpartition("/")[2],
        kind=kind,
        points=tuple(points),
        confirmed=confirmed,
    )


def daily(values, **more):
    return series(values, kind=SeriesKind.DAILY, **more)


def totals(changes, *, begin=100, **more):
    """A running total from its changes."""
    values = [begin]
    for change in changes:
        values.append(values[-1] + change)
    return series(values, **more)
