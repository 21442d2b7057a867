"""The increments that a claimant reports, summed beside the totals that it declares."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from counterclaim.model.audits import Account, Before, Declared, Step
from counterclaim.model.claims import ClaimKind, Field, Measure, Object, Role
from counterclaim.model.values import Interval, Period
from counterclaim.reconcile.audits.claimants import Speaker, Speakers, bulletins
from counterclaim.reconcile.counting import Figure
from counterclaim.reconcile.profiles import WIDE, Profile, copied
from counterclaim.reconcile.tallies import counts, difference, follows

GONE = frozenset({Role.DESTROYED, Role.LOST})
"""What a belligerent calls destroyed in one sentence and lost in the next, of equipment."""
OUT_OF_ACTION = frozenset({Role.NEUTRALISED, Role.LOST})
"""The same of people: it does not say whether they died."""
OWN_WORDS = ("our own", "our forces", "own losses", "our losses", "our side", "our troops lost")
FEW_DAYS = 4
MOST_RUNS = 5


class Key(NamedTuple):
    """Whose count of what, and of whose losses."""

    speaker: Speaker
    measure: str
    party: str | None


class Row(NamedTuple):
    """One figure with the window that it counts and the day on which it was reported."""

    profile: Profile
    measure: Measure
    day: date
    window: Period

    @property
    def total(self) -> bool:
        """Whether it is declared in all, and no increment."""
        return Figure(self.profile, self.measure).total

    @property
    def places(self) -> frozenset[str]:
        """The places that its own words name, closer than a country."""
        near = (s for s in self.profile.spots if not s.carried and not (s.place and s.place.precision in WIDE))
        return frozenset(s.key for s in near)


def accounts(profiles: Sequence[Profile], speakers: Speakers) -> tuple[Account, ...]:
    """The accounts of all claimants that declare a total or give two increments, by claimant and measure."""
    owners = bulletins(profiles, speakers)
    windows = _windows(profiles, owners, speakers)
    reported = _reported(profiles, owners, windows)
    table: dict[Key, list[Row]] = defaultdict(list)
    for profile in sorted(profiles, key=lambda p: (p.document, p.entry.claim.span, p.id)):
        for index, measure in enumerate(profile.entry.claim.measures):
            if profile.id in speakers.of and counts(profile, measure):
                row = _row(profile, measure, windows)
                if row is not None:
                    table[_key(profile, index, measure, speakers.of[profile.id])].append(row)
    made = (_account(key, rows, owners, speakers, reported[key.speaker.key]) for key, rows in _unified(table).items())
    kept = (account for account in made if account is not None)
    return tuple(sorted(kept, key=lambda a: (a.name, a.claimant, a.measure, a.party or "")))


def _windows(profiles: Sequence[Profile], owners: Mapping[str, str], speakers: Speakers) -> dict[str, Period]:
    """For each bulletin the window that most of its dated increments give: `in the past 24 hours`."""
    found: dict[str, Counter[Period]] = defaultdict(Counter)
    for p in profiles:
        days = p.period.days if p.period else None
        spoken = p.id in speakers.of and speakers.of[p.id].key == owners.get(p.document)
        if spoken and p.period and p.dated and days and days <= FEW_DAYS and p.entry.claim.kind is not ClaimKind.TOTAL:
            found[p.document][p.period] += 1
    return {name: min(counted, key=lambda w: (-counted[w], w.bounds)) for name, counted in found.items()}


def _reported(
    profiles: Sequence[Profile], owners: Mapping[str, str], windows: Mapping[str, Period]
) -> dict[str, set[date]]:
    """For each claimant the days that its bulletins are of, and those of their windows beyond the past 24 hours.

    Those who are quoted now and then, on fewer than half of the days between, issue no bulletins.
    """
    found: dict[str, set[date]] = defaultdict(set)
    for profile in profiles:
        owner, day = owners.get(profile.document), profile.entry.document.published
        if owner is not None and day is not None:
            found[owner].add(day)
            window = windows.get(profile.document)
            if window is not None and (window.days or 0) > 2:
                found[owner] |= {window.bounds[0] + timedelta(days=n) for n in range(window.days or 0)}
    regular = {owner: days for owner, days in found.items() if 2 * len(days) > (max(days) - min(days)).days}
    return defaultdict(set, regular)


def _row(profile: Profile, measure: Measure, windows: Mapping[str, Period]) -> Row | None:
    """A figure with its window: its own, that of its bulletin where it names none, else the day of the report."""
    published = profile.entry.document.published
    total = profile.entry.claim.kind is ClaimKind.TOTAL
    own = profile.period if profile.period and (profile.dated or total or profile.document not in windows) else None
    window = own or (None if total else windows.get(profile.document))
    end = window.end if window and window.end else None
    day = published or end
    if day is None:
        return None
    return Row(profile, measure, day, window or (Period(None, day) if total else Period(day, day)))


def _key(profile: Profile, index: int, measure: Measure, speaker: Speaker) -> Key:
    if measure.object is Object.PERSON:
        civil = Figure(profile, measure).counted == "civilian"
        role = "out of action" if measure.role in OUT_OF_ACTION else measure.role.value.replace("_", " ")
        what = f"{'civilians ' if civil else 'people '}{role}"
    else:
        role = "destroyed or lost" if measure.role in GONE else measure.role.value.replace("_", " ")
        what = f"{measure.object.value.replace('_', ' ')} {role}"
    return Key(speaker, what, _party(profile, index, measure, speaker))


def _party(profile: Profile, index: int, measure: Measure, speaker: Speaker) -> str | None:
    """Whose losses are counted: the side of whom the words name, the speaker's own where they say so."""
    lowered = profile.context.lower()
    if any(words in lowered for words in OWN_WORDS):
        return speaker.side or speaker.key
    actors = [profile.entry.actor(Field.PARTY, index)]
    target = profile.entry.claim.target
    if target is not None and target.span.overlaps(measure.mention.span):
        actors.append(profile.entry.actor(Field.TARGET))
    return next((actor.side or actor.id for actor in actors if actor), None)


def _unified(table: Mapping[Key, list[Row]]) -> dict[Key, list[Row]]:
    """The figures that name no party put to the only other party of which the claimant gives this measure."""
    parties: dict[tuple[Speaker, str], set[str]] = defaultdict(set)
    for key in table:
        if key.party is not None and key.party not in {key.speaker.side, key.speaker.key}:
            parties[key.speaker, key.measure].add(key.party)
    joined: dict[Key, list[Row]] = defaultdict(list)
    for key, rows in table.items():
        others = parties[key.speaker, key.measure]
        joined[key._replace(party=next(iter(others))) if key.party is None and len(others) == 1 else key] += rows
    return joined


def _account(
    key: Key, rows: Sequence[Row], owners: Mapping[str, str], speakers: Speakers, reported: AbstractSet[date]
) -> Account | None:
    ordered = sorted(rows, key=lambda r: (r.day, r.window.bounds, r.profile.entry.claim.span, r.profile.id))
    totals = _once(r for r in ordered if r.total)
    rows = [r for r in ordered if not r.total]
    steps = _steps(rows, owners)
    added = sum(step.added for step in steps)
    if not (totals and added) and not (reported and (totals or added > 1)):
        return None
    declared = _declared(totals, steps, {r.profile.id: r.places for r in rows}, reported)
    return Account(
        claimant=key.speaker.key,
        name=key.speaker.name,
        names=speakers.names_of(key.speaker.key),
        measure=key.measure,
        party=key.party,
        side=key.speaker.side,
        steps=steps,
        declared=declared,
        sum=_sum(step.interval for step in steps if step.added),
        notes=tuple(_notes(steps, declared)),
    )


def _once(rows: Iterable[Row]) -> list[Row]:
    """The rows without repetitions of one figure for one window and day."""
    seen: dict[tuple[object, ...], Row] = {}
    for row in rows:
        seen.setdefault((row.window, row.measure.interval, row.places, row.day), row)
    return list(seen.values())


def _steps(rows: Sequence[Row], owners: Mapping[str, str]) -> tuple[Step, ...]:
    """The increments; one that another covers is kept and not added."""
    kept: list[tuple[Row, Step]] = []
    for row in sorted(rows, key=lambda r: (r.profile.document not in owners, r.window.days or 10**6, r.day)):
        found = (_covers(other, row, owners) for other, step in kept if step.added)
        kept.append((row, _step(row, next(filter(None, found), ""))))
    return tuple(sorted(_parts_of_wholes([s for _, s in kept]), key=lambda s: (s.day, s.window.bounds, s.claim)))


def _step(row: Row, why: str) -> Step:
    claim = row.profile.entry.claim
    return Step(
        claim=claim.id,
        document=claim.document,
        day=row.day,
        window=row.window,
        interval=row.measure.interval,
        words=" ".join(claim.quote.text.split()),
        added=not why,
        why=why,
    )


def _covers(one: Row, other: Row, owners: Mapping[str, str]) -> str:
    """Why a figure is not added beside another one, empty where it is.

    A bulletin adds what it reports sentence by sentence; two texts that speak of one window speak of the same, unless
    they name different places.
    """
    if one.profile.document == other.profile.document and one.profile.document in owners:
        again = one.profile.headline or other.profile.headline or copied(one.profile, other.profile)
        return "the bulletin gives it twice" if again and one.measure.interval == other.measure.interval else ""
    apart = bool(one.places and other.places and not one.places & other.places)
    if apart or not one.window.overlaps(other.window) or follows(one.window, other.window):
        return ""
    return f"its window overlaps the figure of {one.day} ({one.measure.interval.caption})"


def _parts_of_wholes(steps: Sequence[Step]) -> list[Step]:
    """The steps, those of a bulletin that add up to another of its figures marked as parts of that."""
    groups: dict[tuple[str, Period], list[Step]] = defaultdict(list)
    for step in steps:
        if step.added:
            groups[step.document, step.window].append(step)
    parts: dict[int, str] = {}
    for group in groups.values():
        for whole in group if len(group) > 2 else ():
            others = [step for step in group if step is not whole]
            if _sum(step.interval for step in others) == whole.interval:
                parts |= {id(step): f"a part of the {whole.interval.caption} of the same bulletin" for step in others}
                break
    return [replace(step, added=False, why=parts[id(step)]) if id(step) in parts else step for step in steps]


def _declared(
    totals: Sequence[Row], steps: Sequence[Step], places: Mapping[str, frozenset[str]], reported: AbstractSet[date]
) -> tuple[Declared, ...]:
    """The declared totals beside the increments of the same window and places, and beside the total before of the same.

    A total that does not say from when it counts is compared in bulletins alone.
    """
    found: list[Declared] = []
    scopes: dict[str, tuple[date | None, frozenset[str]]] = {}
    for row in totals:
        start, near = row.window.start, row.places
        comparable = start is not None or bool(reported)
        inside = [
            s
            for s in (steps if comparable else ())
            if s.added
            and s.day <= row.day
            and (not start or s.window.bounds[1] >= start)
            and (not near or near & places[s.claim])
        ]
        summed = _sum(step.interval for step in inside)
        claim, interval = row.profile.entry.claim, row.measure.interval
        scopes[claim.id] = (start, near)
        alike = (d for d in reversed(found) if d.day < row.day and scopes[d.claim] == scopes[claim.id])
        before = next(alike, None) if comparable else None
        rise = difference(before.interval, interval) if before else None
        between = _sum(s.interval for s in inside if before and s.day > before.day)
        found.append(
            Declared(
                claim=claim.id,
                document=claim.document,
                day=row.day,
                window=row.window,
                interval=interval,
                words=" ".join(claim.quote.text.split()),
                summed=summed,
                more=_excess(interval, summed) if summed else None,
                before=Before(before.day, before.interval) if before else None,
                missing=_missing(start, row.day, inside, reported),
                rise=rise,
                rise_summed=between,
                rise_more=_excess(rise, between or Interval(0, 0)) if rise and inside else None,
            )
        )
    return tuple(found)


def _excess(one: Interval, other: Interval) -> float:
    """By how much the one lies above the other, below it as a negative number; 0 where they overlap."""
    gap = one.gap(other)
    return gap if one.bounds[0] > other.bounds[1] else -gap


def _sum(intervals: Iterable[Interval]) -> Interval | None:
    total: Interval | None = None
    for interval in intervals:
        total = interval if total is None else total.plus(interval)
    return total


def _covered(step: Step) -> set[date]:
    """The days for which an increment stands; that of the past 24 hours for the day of its report."""
    days = step.window.days
    if days is None or (days == 2 and step.window.end == step.day):
        return {step.day}
    return {step.window.bounds[0] + timedelta(days=n) for n in range(days)}


def _missing(start: date | None, end: date, steps: Sequence[Step], reported: AbstractSet[date]) -> tuple[date, ...]:
    """The days up to a declared total that neither an increment nor a bulletin of the claimant covers.

    The first day counts with the 24 hours after it.
    """
    if not reported:
        return ()
    covered = {day for step in steps for day in _covered(step)} | reported
    first = start or min(covered)
    if start and start not in covered and start + timedelta(days=1) in covered:
        first += timedelta(days=1)
    days = (first + timedelta(days=n) for n in range((end - first).days + 1))
    return tuple(day for day in days if day not in covered)


def _notes(steps: Sequence[Step], declared: Sequence[Declared]) -> Iterable[str]:
    """What does not add up, a sentence each."""
    for after in declared:
        before = after.before
        if before is None or after.rise is None:
            continue
        if after.rise.bounds[1] < 0:
            yield (
                f"The declared total falls from {before.interval.caption} ({before.day}) to {after.interval.caption} "
                f"({after.day}); a running total cannot fall."
            )
        elif after.rise_more:
            came = after.rise_summed.caption if after.rise_summed else "nothing"
            word = "more" if after.rise_more > 0 else "fewer"
            lacking = [day for day in after.missing if before.day < day]
            but = f", but nothing in the ledger reports on {_days(lacking)}" if lacking else ""
            yield (
                f"From {before.day} to {after.day} the declared total rises by {after.rise.caption}, while the "
                f"increments reported in between come to {came}: {abs(after.rise_more):,.9g} {word} than were "
                f"reported{but}."
            )
    last = next((d for d in reversed(declared) if d.more is not None), None)
    if last is not None and last.summed is not None and last.more:
        word = "more" if last.more > 0 else "fewer"
        yield (
            f"By {last.day} {last.interval.caption} are declared, and the increments up to then come to "
            f"{last.summed.caption}: {abs(last.more):,.9g} {word} than were reported."
        )
    if last is not None and last.missing:
        yield f"Nothing in the ledger reports on {_days(last.missing)}; a bulletin may be missing."
    if left := sum(not step.added for step in steps):
        yield f"{left} more increments were not added: they overlap others, or are parts of them."


def _days(days: Sequence[date]) -> str:
    """Days as runs: `2025-04-08, 2025-04-10 to 2025-04-12`."""
    runs: list[list[date]] = []
    for day in days:
        if runs and (day - runs[-1][-1]).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    shown = [f"{run[0]}" if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    more = [f"and {len(days) - sum(map(len, runs[:MOST_RUNS]))} more days"] if len(shown) > MOST_RUNS else []
    return ", ".join([*shown[:MOST_RUNS], *more])
