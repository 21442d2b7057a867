"""Claims of a ledger beside what somebody whom the user trusts found of the same incident."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from counterclaim.model.claims import Entry, Field, Measure, Object, Role
from counterclaim.model.incidents import Incident
from counterclaim.model.inflation import Confirmation
from counterclaim.reconcile.audits.claimants import Lookup, Speakers
from counterclaim.reconcile.profiles import Profile
from counterclaim.reconcile.referring import accounts_of
from counterclaim.reconcile.weighing import usable, whole

Row = tuple[Profile, Measure]


def confirmed_claims(
    entries: Sequence[Entry], incidents: Sequence[Incident], lookup: Lookup, confirming: str
) -> Iterator[Confirmation]:
    """The figures of each claimant beside that of the one who confirms, incident by incident.

    Args:
        entries: all claims of the ledger.
        incidents: which claims speak of one event.
        lookup: the actor that a name or an id stands for.
        confirming: part of the name of the claimant whose figures count as confirmed; the user says whose they are.
    """
    profiles = {p.id: p for p in accounts_of(entries)}
    speakers = Speakers(profiles.values(), lookup)
    judges = Speakers(profiles.values(), lookup, confirming)
    for incident in incidents:
        members = [profiles[claim] for claim in incident.claims if claim in profiles]
        yield from _of_incident(members, speakers, judges)


def _of_incident(members: Sequence[Profile], speakers: Speakers, judges: Speakers) -> Iterator[Confirmation]:
    known, claimed = _figures(members, judges.of), _figures(members, speakers.of)
    for key, rows in claimed.items():
        found = [m.interval.low for _, m in known.get(key, ()) if m.interval.low is not None]
        for profile, measure in rows if found else ():
            low, speaker = measure.interval.low, speakers.of[profile.id]
            if low and profile.id not in judges.of:
                direction = _direction(profile, measure, speaker.side)
                group = f"{key[1].value} {key[0].value}".replace("_", " ")
                day = profile.period.end if profile.period else None
                yield Confirmation(speaker.name, direction, group, low, max(found), day)


def _figures(members: Sequence[Profile], admitted: Mapping[str, object]) -> dict[tuple[Role, Object], list[Row]]:
    table: dict[tuple[Role, Object], list[Row]] = defaultdict(list)
    for profile in members:
        if profile.id in admitted and usable(profile):
            for measure in profile.entry.claim.measures:
                if whole(profile, measure):
                    table[measure.role, measure.object].append((profile, measure))
    return table


def _direction(profile: Profile, measure: Measure, side: str | None) -> str | None:
    """Whether somebody speaks of the losses of their own side or of those of others, None where it is unknown."""
    index = profile.entry.claim.measures.index(measure)
    party = profile.entry.actor(Field.PARTY, index) or profile.entry.actor(Field.TARGET)
    if party is None or side is None:
        return None
    return "own" if side in {party.side, party.id} else "others"
