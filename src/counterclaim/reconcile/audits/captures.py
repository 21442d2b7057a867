"""Places that one claimant has one party take more than once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from counterclaim.model.audits import Repeated, Taking
from counterclaim.model.incidents import Control
from counterclaim.reconcile.audits.claimants import Speaker, Speakers
from counterclaim.reconcile.control import AREAS, TAKING, history
from counterclaim.reconcile.profiles import Profile

AT = frozenset({"in", "from", "toward"})
LOSING = frozenset({"lost", "evacuated"})


def repeated(profiles: Sequence[Profile], speakers: Speakers) -> tuple[Repeated, ...]:
    """The places that a claimant has one party take on two or more days without telling of their loss in between.

    Takings whose days overlap are one; a party that no words name is taken to be the claimant's own.
    """
    known = {p.id: p for p in profiles}
    lines: dict[tuple[Speaker, str], list[Control]] = defaultdict(list)
    for line in history([p for p in profiles if p.id in speakers.of]):
        if line.period is not None and line.period.start is not None and _meant(line, known[line.claim]):
            lines[speakers.of[line.claim], line.place_id or line.place.casefold()].append(line)
    found = (
        Repeated(
            claimant=speaker.key,
            name=speaker.name,
            place=group[0].place,
            holder=holder,
            takings=tuple(_taking(line, known) for line in run),
        )
        for (speaker, _), group in lines.items()
        for holder, run in _runs(group)
    )
    return tuple(sorted(found, key=lambda r: (r.name, r.claimant, r.place, r.takings[0].period.bounds)))


def _meant(line: Control, profile: Profile) -> bool:
    """Whether the claim itself names the place, as a town or the like, and not as what something lies near to."""
    pairs = zip(profile.entry.claim.places, profile.entry.places, strict=True)
    return any(
        not mention.carried and mention.relation in AT and (place is None or place.precision not in AREAS)
        for mention, place in pairs
        if (place.name if place else mention.mention.text) == line.place
    )


def _runs(group: Sequence[Control]) -> list[tuple[str | None, list[Control]]]:
    """The runs of two or more takings by one party without a loss, each with that party."""
    runs: list[tuple[str | None, list[Control]]] = []
    holder: str | None = None
    run: list[Control] = []
    for line in sorted(group, key=lambda c: (c.period.bounds if c.period else (), c.claim)):
        other = bool(line.holder and holder and line.holder != holder)
        if line.change in LOSING or (other and line.change in TAKING | {"handed_over", "held"}):
            runs.append((holder, run))
            holder, run = None, []
        if line.change in TAKING:
            holder = holder or line.holder
            if not run or not _same_days(run[-1], line):
                run.append(line)
    return [(who, takings) for who, takings in (*runs, (holder, run)) if len(takings) > 1]


def _same_days(one: Control, other: Control) -> bool:
    """Whether two takings may be one: their days overlap, but for windows of 24 hours that follow one another."""
    return bool(one.period and other.period and one.period.overlaps(other.period))


def _taking(line: Control, known: Mapping[str, Profile]) -> Taking:
    claim = known[line.claim].entry.claim
    if line.period is None:
        message = "only lines with days are put in order"
        raise ValueError(message)
    return Taking(claim=claim.id, document=claim.document, period=line.period, words=" ".join(claim.quote.text.split()))
