"""Who speaks in a claim, one body under one name however the pages call it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from counterclaim.model.claims import Actor, Field
from counterclaim.reconcile.profiles import Profile

Lookup = Callable[[str], Actor | None]
PUBLISHING = frozenset({"outlet", "agency"})
OWN = "own:"


class Speaker(NamedTuple):
    """A claimant: its key, its name, and what sort of actor it is where that is known."""

    key: str
    name: str
    kind: str | None = None
    side: str | None = None


class Speakers:
    """Tells of each claim who speaks in it; a page published by a known actor is that actor's own voice.

    Args:
        profiles: the claims.
        lookup: the actor that a name stands for; people who speak for a body should come back as that body.
        wanted: part of a name, to keep those claimants alone, whoever they are.
        everybody: keep also the own voice of those who only publish.
    """

    def __init__(
        self, profiles: Iterable[Profile], lookup: Lookup, wanted: str | None = None, *, everybody: bool = False
    ) -> None:
        self._everybody = everybody
        self._lookup = lookup
        self._known: dict[str, Speaker] = {}
        self._wanted = wanted.casefold() if wanted else None
        self.of: dict[str, Speaker] = {}
        self.names: dict[str, Counter[str]] = defaultdict(Counter)
        for profile in profiles:
            found = self._speaker(profile)
            if self._admitted(profile, found):
                self.of[profile.id] = found
                self.names[found.key][_written(profile)] += 1

    def names_of(self, key: str) -> tuple[str, ...]:
        """The names under which a claimant speaks, the commonest first."""
        return tuple(name for name, _ in sorted(self.names[key].items(), key=lambda item: (-item[1], item[0])))

    def _speaker(self, profile: Profile) -> Speaker:
        found = self._known.get(profile.claimant)
        if found is None:
            actor = profile.entry.actor(Field.CLAIMANT)
            actor = self._lookup(actor.id if actor else _written(profile)) or actor
            found = (
                Speaker(actor.id, actor.name, actor.kind, actor.side)
                if actor
                else Speaker(profile.claimant, _written(profile))
            )
            self._known[profile.claimant] = found
        return found

    def _admitted(self, profile: Profile, speaker: Speaker) -> bool:
        """Whether a claimant is audited: a known actor, but no paper or agency in its own voice; or one asked for."""
        if self._wanted is not None:
            return any(self._wanted in name.casefold() for name in (speaker.name, _written(profile)))
        known = speaker.kind is not None
        return self._everybody or (known and not (profile.own_voice and speaker.kind in PUBLISHING))


def _written(profile: Profile) -> str:
    claim, entry = profile.entry.claim, profile.entry
    text = claim.claimant.text
    if profile.own_voice or not text:
        text = text or entry.part.source or entry.document.fact("source") or entry.document.fact("site")
    return " ".join((text or "an unnamed source").split())


def bulletins(profiles: Sequence[Profile], speakers: Speakers) -> dict[str, str]:
    """For each document that is one claimant's own bulletin the key of the claimant: most of its claims are theirs."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    sizes: Counter[str] = Counter()
    for profile in profiles:
        sizes[profile.document] += 1
        if profile.id in speakers.of:
            counts[profile.document][speakers.of[profile.id].key] += 1
    leading = {document: found.most_common(1)[0] for document, found in counts.items()}
    return {document: key for document, (key, many) in leading.items() if many * 3 >= sizes[document] * 2}
