"""How two claims stand to each other, with the reason in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from counterclaim.model.claims import Actor, ClaimKind, Field
from counterclaim.model.incidents import Relation, RelationKind
from counterclaim.reconcile.clustering import Pair, pair_of
from counterclaim.reconcile.comparing import Comparison, same_spot
from counterclaim.reconcile.figures import Verdict, compare_figures
from counterclaim.reconcile.independence import NOT_TELLING, Origins, same_speaker
from counterclaim.reconcile.lexicon import STOP_WORDS
from counterclaim.reconcile.profiles import NAMELESS, Profile, copied, words_of

ALIKE = 0.7
"""The score of place, time or words from which a person may take two events for one."""
NEARLY = 0.9
"""The part of the threshold from which a denial may be about an event of another incident."""
NEARBY = 2
"""Sentences within which a denial answers an accusation of the same text."""
DENIABLE = frozenset(
    {ClaimKind.EVENT, ClaimKind.ACCUSATION, ClaimKind.CONTROL, ClaimKind.TOTAL, ClaimKind.DISPLACEMENT}
)
SYMMETRIC = frozenset(
    {RelationKind.CORROBORATES, RelationKind.CONTRADICTS, RelationKind.NOT_COMPARABLE, RelationKind.REPEATS}
)


class Relater:
    """Tells how claims of one ledger stand to each other."""

    def __init__(
        self,
        profiles: Sequence[Profile],
        homes: Mapping[str, str],
        comparisons: Mapping[Pair, Comparison],
        *,
        threshold: float,
    ) -> None:
        self.profiles = {p.id: p for p in profiles}
        self.homes = homes
        self.comparisons = comparisons
        self.threshold = threshold
        self.origins = Origins(profiles)

    def relations(self) -> tuple[Relation, ...]:
        """All relations of the ledger, sorted by their claims."""
        found = (self.between(self.profiles[a], self.profiles[b]) for a, b in sorted(self._pairs()))
        return tuple(sorted((r for r in found if r), key=lambda r: (r.a, r.b, r.kind)))

    def _pairs(self) -> set[Pair]:
        """Pairs of one incident, pairs that look alike, and pairs that a reader tied together."""
        pairs = {pair_of(*pair) for members in self._incidents() for pair in combinations(sorted(members), 2)}
        pairs |= set(self.comparisons)
        return pairs | set(self._disputing())

    def _incidents(self) -> Iterable[list[str]]:
        groups: dict[str, list[str]] = {}
        for claim, home in self.homes.items():
            groups.setdefault(home, []).append(claim)
        return groups.values()

    def _disputing(self) -> Iterator[Pair]:
        tied = ((p.id, p.entry.claim.disputes) for p in self.profiles.values())
        return (pair_of(name, other) for name, other in tied if other in self.profiles and other)

    def between(self, a: Profile, b: Profile) -> Relation | None:
        """How two claims stand, or None where nothing is to be said."""
        together = self.homes[a.id] == self.homes[b.id] or self._close(a, b)
        verdict = _tied(a, b) or (_opposed(a, b) if together or _named(a, b) or self._may_deny(a, b) else None)
        verdict = verdict or compare_figures(a, b, self.origins, together=together)
        if verdict is None:
            verdict = self._worded(a, b) if together else self._alike(a, b)
        elif verdict.kind is RelationKind.NOT_COMPARABLE and not self._mistakable(a, b):
            return None
        return _relation(a, b, verdict) if verdict else None

    def _may_deny(self, a: Profile, b: Profile) -> bool:
        """Whether one of two claims denies what the other lays to its speaker, and nothing parts the two events."""
        found = self.comparisons.get(pair_of(a.id, b.id))
        if found is None or found.veto or found.score < NEARLY * self.threshold:
            return False
        return any(_accused(x, y) for x, y in ((a, b), (b, a)))

    def _mistakable(self, a: Profile, b: Profile) -> bool:
        """Whether a person may hold two claims against each other: one incident, or one place on one day."""
        if self.homes[a.id] == self.homes[b.id]:
            return True
        found = self.comparisons.get(pair_of(a.id, b.id))
        features = dict(found.features) if found else {}
        return bool(features) and min(features["place"].value, features["time"].value) >= ALIKE

    def _close(self, a: Profile, b: Profile) -> bool:
        """Whether the pair by itself looks like one event, wherever its clusters stand."""
        found = self.comparisons.get(pair_of(a.id, b.id))
        return found is not None and found.score >= self.threshold

    def _worded(self, a: Profile, b: Profile) -> Verdict | None:
        """How two claims of one incident stand that share no figure."""
        if a.document == b.document and same_speaker(a, b):
            return None
        rivals = _actors(a, b)
        if rivals:
            return rivals
        if copied(a, b) or (self.origins.shared(a, b).value and _same_words(a, b)):
            return Verdict(RelationKind.REPEATS, "Both say the same in nearly the same words.")
        return _closer(a, b) or _support(a, b)

    def _alike(self, a: Profile, b: Profile) -> Verdict | None:
        """Two events that a reader may take for one."""
        found = self.comparisons.get(pair_of(a.id, b.id))
        features = dict(found.features) if found else {}
        if a.speech or b.speech or not features or features["family"].value < 1 or found is None or found.veto is None:
            return None
        if features["place"].value < ALIKE or features["words"].value < ALIKE:
            return None
        return Verdict(RelationKind.NOT_COMPARABLE, f"They look alike but are two events: {features[found.veto].why}.")


def _relation(a: Profile, b: Profile, verdict: Verdict) -> Relation:
    first, second = (b, a) if verdict.swap else (a, b)
    if verdict.kind in SYMMETRIC:
        first, second = sorted((a, b), key=lambda p: p.id)
    return Relation(a=first.id, b=second.id, kind=verdict.kind, why=verdict.why, dimension=verdict.dimension)


def _tied(a: Profile, b: Profile) -> Verdict | None:
    """The reader knew that one claim is about the other."""
    for one, other, swap in ((a, b, False), (b, a, True)):
        if one.entry.claim.disputes == other.id:
            denial = one.entry.claim.kind is ClaimKind.DENIAL
            kind = RelationKind.DENIES if denial else RelationKind.DISPUTES
            word = "denies" if denial else "casts doubt on"
            return Verdict(kind, f"{_speaker(one)} {word} what {_speaker(other)} says.", swap=swap)
    return None


def _named(a: Profile, b: Profile) -> bool:
    """Whether one of two claims of a document doubts or denies what its words name the other speaker for."""
    if a.document != b.document:
        return False
    return any(
        one.entry.claim.kind in {ClaimKind.DISPUTE, ClaimKind.DENIAL} and _telling(other) & set(words_of(one.context))
        for one, other in ((a, b), (b, a))
    )


def _telling(p: Profile) -> set[str]:
    """The words of a speaker's name that tell the speaker from others."""
    words = words_of(p.entry.claim.claimant.text or "")
    return {form for w in words if len(w) > 6 and w not in NOT_TELLING for form in (w, f"{w}s")}


def _opposed(a: Profile, b: Profile) -> Verdict | None:
    """One claimant denies or doubts what another one says of the same incident."""
    if same_speaker(a, b):
        return None
    for one, other, swap in ((a, b, False), (b, a, True)):
        kind = one.entry.claim.kind
        if other.negated or other.entry.claim.kind not in DENIABLE:
            continue
        if kind is ClaimKind.DENIAL and (_accused(one, other) or _answers(one, other)):
            return Verdict(RelationKind.DENIES, _denial(one, other), swap=swap)
        if kind is ClaimKind.DISPUTE:
            return Verdict(
                RelationKind.DISPUTES, f"{_speaker(one)} casts doubt on what {_speaker(other)} says.", swap=swap
            )
        if one.negated and other.entry.claim.kind is one.entry.claim.kind and _same_words(one, other):
            return Verdict(
                RelationKind.CONTRADICTS, "One says that it happened, the other that it did not.", "occurrence"
            )
    return None


def _accused(one: Profile, other: Profile) -> bool:
    """Whether a denial comes from whom another claim names as the one who acted, or accuses."""
    if one.entry.claim.kind is not ClaimKind.DENIAL or other.entry.claim.kind not in DENIABLE:
        return False
    denier = one.entry.actor(Field.CLAIMANT)
    blamed = [other.entry.actor(name) for name in (Field.AGENT, Field.TARGET)[: 1 + other.speech]]
    if denier and any(blamed):
        return any(actor and _one_side(actor, denier) for actor in blamed)
    names = set(words_of(one.entry.claim.claimant.text or "")) - NOT_TELLING - STOP_WORDS - NAMELESS
    mentions = [other.entry.claim.agent, other.entry.claim.target][: 1 + other.speech]
    texts = [m.text for m in mentions if m] if other.agent else [other.context]
    return any(names & set(words_of(text)) for text in texts)


def _denial(one: Profile, other: Profile) -> str:
    if _accused(one, other):
        return f"{_speaker(one)} denies it and is whom {_speaker(other)} names."
    return f"{_speaker(one)} denies what {_speaker(other)} says, in the same words or beside it."


def _one_side(a: Actor, b: Actor) -> bool:
    return a.id == b.id or (a.side is not None and a.side == b.side)


def _answers(one: Profile, other: Profile) -> bool:
    """Whether a denial is about a claim in its words: an accusation nearby, or a claim in the words that it denies."""
    near = one.document == other.document and abs(one.sentence - other.sentence) <= NEARBY
    if other.entry.claim.kind is ClaimKind.ACCUSATION:
        return near or _same_words(one, other)
    return not other.own_voice and _same_words(one, other) and bool(other.agent or other.entry.claim.measures)


def _actors(a: Profile, b: Profile) -> Verdict | None:
    """They name parties of different sides for one thing; only parties that are resolved can differ so."""
    one, other = a.entry.actor(a.acting), b.entry.actor(b.acting)
    if one is None or other is None or one.id == other.id or same_speaker(a, b):
        return None
    if one.side is not None and one.side == other.side:
        return None
    if {a.entry.claim.kind, b.entry.claim.kind} <= {ClaimKind.ACCUSATION, ClaimKind.CONTROL} and a.family == b.family:
        return Verdict(RelationKind.CONTRADICTS, f"They name different parties: {_agent(a)} and {_agent(b)}.", "actor")
    return None


def _closer(a: Profile, b: Profile) -> Verdict | None:
    """One of them names a party or a closer place where the other does not."""
    for fine, wide, swap in ((a, b, False), (b, a, True)):
        if fine.agent and not wide.agent:
            why = f"{_speaker(fine)} says who did it, {_speaker(wide)} does not."
            return Verdict(RelationKind.REFINES, why, swap=swap)
        if _inside(fine, wide):
            near, far = fine.spots[0].name.title(), wide.spots[0].name.title()
            why = f"{_speaker(fine)} names {near}, {_speaker(wide)} only {far}."
            return Verdict(RelationKind.REFINES, why, swap=swap)
    return None


def _inside(fine: Profile, wide: Profile) -> bool:
    if not fine.spots or not wide.spots or same_spot(fine.spots[0], wide.spots[0]):
        return False
    return any(same_spot(spot, wide.spots[0]) for spot in fine.spots[1:])


def _support(a: Profile, b: Profile) -> Verdict | None:
    if a.speech != b.speech and ClaimKind.ACCUSATION not in {a.entry.claim.kind, b.entry.claim.kind}:
        return None
    if a.negated != b.negated or same_speaker(a, b):
        return None
    return Verdict(RelationKind.CORROBORATES, f"{_speaker(a)} and {_speaker(b)} say that it happened.")


def _same_words(a: Profile, b: Profile) -> bool:
    shared = a.words & b.words
    return len(shared) >= 0.6 * max(1, min(len(a.words), len(b.words)))


def _speaker(p: Profile) -> str:
    return p.entry.claim.claimant.text or p.entry.part.source or p.entry.document.fact("source") or "the page"


def _agent(p: Profile) -> str:
    return p.entry.claim.agent.text if p.entry.claim.agent else "nobody"
