"""What one claimant does over all its claims: how others stand to them, whom it repeats, how it names the parties."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from counterclaim.model.incidents import RelationKind
from counterclaim.model.overviews import Naming, Repeated, SourceProfile, SourceSummary, StandingCount
from counterclaim.store import dialect, tables

K = tables.claim_keys
_LONGEST = 60
_PARTIES = ("agent", "target", "party")


def profile(connection: Connection, summary: SourceSummary) -> SourceProfile:
    """All that a source does; of those whom it repeats and of its names for parties, the most frequent."""
    return SourceProfile(
        summary=summary,
        standings=tuple(standings(connection, summary.key)),
        repeated=tuple(repeated(connection, summary.key, _LONGEST)),
        namings=tuple(namings(connection, summary.key, _LONGEST)),
    )


def standings(connection: Connection, source: str) -> list[StandingCount]:
    """How often claims of others stand so to claims of this source, and the other way round."""
    r, mine, theirs = tables.relations.c, K.alias("mine"), K.alias("theirs")
    found = []
    for end, other, active in ((r.a, r.b, True), (r.b, r.a, False)):
        query = select(r.kind, func.count()).join(mine, mine.c.claim == end).join(theirs, theirs.c.claim == other)
        query = query.where(mine.c.source == source, theirs.c.source != source).group_by(r.kind)
        rows = connection.execute(query.select_from(tables.relations))
        found += [StandingCount(kind=RelationKind(kind), active=active, count=count) for kind, count in rows]
    return found


def repeated(connection: Connection, source: str, limit: int) -> list[Repeated]:
    """With whom this source shares words or a speaker, those with the most claims first.

    The kind is hidden from the index on kinds, so that the claims of the source are where the search begins.
    """
    r, mine, theirs = tables.relations.c, K.alias("mine"), K.alias("theirs")
    counts: dict[tuple[str, str], int] = {}
    for end, other in ((r.a, r.b), (r.b, r.a)):
        query = select(theirs.c.source, func.max(theirs.c.source_name), func.count()).select_from(tables.relations)
        query = query.join(mine, mine.c.claim == end).join(theirs, theirs.c.claim == other)
        query = query.where(func.coalesce(r.kind, "") == "repeats", mine.c.source == source, theirs.c.source != source)
        for key, name, count in connection.execute(query.group_by(theirs.c.source)):
            counts[key, name or "unknown"] = counts.get((key, name or "unknown"), 0) + count
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Repeated(key=key, name=name, count=count) for (key, name), count in ranked[:limit]]


def namings(connection: Connection, source: str, limit: int) -> list[Naming]:
    """In which words this source names which actors, the most frequent first."""
    t = tables.resolutions.c
    words = dialect.json_text(t.body, "mention", "text")
    name = dialect.json_text(t.body, "candidates", 0, "value", "name")
    count = func.count()
    query = select(t.value, func.max(name), words, count).join(K, K.c.claim == t.claim)
    query = query.where(K.c.source == source, t.field.in_(_PARTIES), t.value.is_not(None), words.is_not(None))
    rows = connection.execute(query.group_by(t.value, words).order_by(count.desc(), t.value, words).limit(limit))
    return [Naming(actor=actor, name=name, words=said, count=number) for actor, name, said, number in rows]
