"""How two claims stand to each other, with the reason in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from counterclaim.config import ReconcileSettings
from counterclaim.model.claims import ClaimKind
from counterclaim.model.incidents import Relation, RelationKind
from counterclaim.reconcile.clustering import Pair, pair_of
from counterclaim.reconcile.comparing import Comparison, like_measures, same_spot
from counterclaim.reconcile.control import change_of
from counterclaim.reconcile.counting import Figure, Verdict
from counterclaim.reconcile.families import compare_families
from counterclaim.reconcile.figures import ask_figures, compare_figures
from counterclaim.reconcile.independence import Origins, same_speaker
from counterclaim.reconcile.opposing import accused, may_oppose, opposed, same_words, speaker, tied
from counterclaim.reconcile.parts import part_of, set_beside
from counterclaim.reconcile.profiles import Profile, copied, words_of

ALIKE = 0.7
"""The score of place, time or words from which a person may take two events for one."""
NEARLY = 0.9
"""The part of the threshold from which a denial may be about an event of another incident."""
DOUBT = 0.8
"""The part of the threshold from which a pair that is asked about is taken for one event, if nothing forbids it."""
SAME_WORDS = 0.7
LEAVING = frozenset({"lost", "evacuated", "handed_over"})
"""What becomes of a place whose holder is named as the one who acts: who takes it is no rival to that."""
MIN_WORDS = 4
Measures = tuple[int | None, int | None]
SYMMETRIC = frozenset(
    {RelationKind.CORROBORATES, RelationKind.CONTRADICTS, RelationKind.NOT_COMPARABLE, RelationKind.REPEATS}
)


class Known:
    """What was found out about claims and pairs of them so far, for asking again about more of them."""

    def __init__(self, profiles: Iterable[Profile] = ()) -> None:
        self.origins = Origins(profiles)
        self.relations: dict[tuple[str, str, bool, bool], Relation | None] = {}


class Relater:
    """Tells how claims of one ledger stand to each other."""

    def __init__(
        self,
        profiles: Sequence[Profile],
        homes: Mapping[str, str],
        comparisons: Mapping[Pair, Comparison],
        *,
        settings: ReconcileSettings,
        known: Known | None = None,
    ) -> None:
        self.profiles = {p.id: p for p in profiles}
        self.homes = homes
        self.comparisons = dict(comparisons)
        self.settings = settings
        self.threshold = settings.same_incident
        self.known = known or Known(profiles)
        self.origins = self.known.origins

    def relations(
        self, touched: frozenset[str] | None = None, anew: frozenset[str] = frozenset()
    ) -> tuple[Relation, ...]:
        """The relations of the ledger, or those of two touched claims and of one that is looked at anew, in order."""
        pairs = sorted(
            pair for pair in self._pairs() if touched is None or touched.issuperset(pair) or anew.intersection(pair)
        )
        found = (self._standing(a, b) for a, b in pairs)
        return tuple(sorted((r for r in found if r), key=lambda r: (r.a, r.b, r.kind)))

    def _standing(self, a: str, b: str) -> Relation | None:
        """How two claims stand; asked once as long as they share an incident or do not, and were compared or not."""
        key = (a, b, self.homes[a] == self.homes[b], (a, b) in self.comparisons)
        if key not in self.known.relations:
            self.known.relations[key] = self.between(self.profiles[a], self.profiles[b])
        return self.known.relations[key]

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

    def between(self, a: Profile, b: Profile, *, doubt: float = 1.0) -> Relation | None:
        """How two claims stand, or None where nothing is to be said.

        Args:
            a: the one claim.
            b: the other claim.
            doubt: the part of the threshold from which two claims of different incidents may be about one event.
        """
        together = self._together(a, b, doubt)
        verdict = tied(a, b) or (opposed(a, b) if together or may_oppose(a, b) or self._may_deny(a, b) else None)
        verdict = verdict or self._belonging(a, b)
        verdict = verdict or compare_figures(a, b, self.origins, together=together)
        if verdict is None:
            verdict = self._worded(a, b) if together else self._alike(a, b)
        elif verdict.kind is RelationKind.NOT_COMPARABLE and not self._mistakable(a, b):
            return None
        return _relation(a, b, verdict) if verdict else None

    def _belonging(self, a: Profile, b: Profile) -> Verdict | None:
        """Whether one tells of a part of what the other sums up, told apart from it for that alone."""
        found = self.comparisons.get(pair_of(a.id, b.id))
        belonging = part_of(a, b) if found and found.veto == "whole" else None
        if belonging is None:
            return None
        return Verdict(RelationKind.PART_OF, f"{belonging.why}.", swap=belonging.swap)

    def asked(self, a: str, b: str, measures: Measures = (None, None)) -> Relation | None:
        """How two claims stand that somebody asks about, also where the ledger keeps nothing about the pair.

        Two accounts that look alike and are of two events are told apart with the reason.

        Args:
            a: the id of a claim.
            b: the id of another one.
            measures: the numbers of the figures that are asked about, None where the whole claim is.
        """
        one, other = self.profiles[a], self.profiles[b]
        self.comparisons.setdefault(pair_of(a, b), set_beside(one, other, self.settings))
        verdict = self._figures(one, other, measures) or _told_again(one, other)
        if verdict is not None:
            return _relation(one, other, verdict)
        return self.between(one, other, doubt=DOUBT) or self._two_events(one, other) or self._two_windows(one, other)

    def _figures(self, a: Profile, b: Profile, measures: Measures) -> Verdict | None:
        if None in measures or tied(a, b) or opposed(a, b):
            return None
        figures = [Figure(p, p.entry.claim.measures[i]) for p, i in zip((a, b), measures, strict=True) if i is not None]
        return ask_figures(figures[0], figures[1], self.origins, together=self._together(a, b, DOUBT))

    def _together(self, a: Profile, b: Profile, doubt: float) -> bool:
        """Whether two claims are about one event: one incident, or the pair by itself looks like it."""
        found = self.comparisons.get(pair_of(a.id, b.id))
        close = found is not None and not found.veto and found.score >= doubt * self.threshold
        return self.homes[a.id] == self.homes[b.id] or close

    def _two_events(self, a: Profile, b: Profile) -> Relation | None:
        """Why two accounts of one kind are of two events, None where nothing makes them look alike."""
        if self._together(a, b, DOUBT) or compare_families(a.family, b.family).value < ALIKE:
            return None
        features = dict(self.comparisons[pair_of(a.id, b.id)].features)
        why = min((features[name] for name in ("place", "time", "parties")), key=lambda score: score.value).why
        return _relation(a, b, Verdict(RelationKind.NOT_COMPARABLE, f"They are taken for two events: {why}."))

    def _two_windows(self, a: Profile, b: Profile) -> Relation | None:
        """Why two figures of one thing at one place cannot be held against each other, a running total among them."""
        if dict(self.comparisons[pair_of(a.id, b.id)].features)["place"].value < ALIKE:
            return None
        pairs = ((Figure(a, x), Figure(b, y)) for x in a.entry.claim.measures for y in b.entry.claim.measures)
        meeting = ((x, y) for x, y in pairs if like_measures(x.measure, y.measure))
        found = (ask_figures(x, y, self.origins, together=False) for x, y in meeting)
        verdict = next((v for v in found if v and v.kind is not RelationKind.CONTRADICTS), None)
        return _relation(a, b, verdict) if verdict else None

    def _may_deny(self, a: Profile, b: Profile) -> bool:
        """Whether one of two claims denies what the other lays to its speaker, and nothing parts the two events."""
        found = self.comparisons.get(pair_of(a.id, b.id))
        if found is None or found.veto or found.score < NEARLY * self.threshold:
            return False
        return any(accused(x, y) for x, y in ((a, b), (b, a)))

    def _mistakable(self, a: Profile, b: Profile) -> bool:
        """Whether a person may hold two claims against each other: one incident, or one place on one day."""
        if self.homes[a.id] == self.homes[b.id]:
            return True
        found = self.comparisons.get(pair_of(a.id, b.id))
        features = dict(found.features) if found else {}
        return bool(features) and min(features["place"].value, features["time"].value) >= ALIKE

    def _worded(self, a: Profile, b: Profile) -> Verdict | None:
        """How two claims of one incident stand that share no figure."""
        if a.document == b.document and same_speaker(a, b):
            return None
        rivals = _actors(a, b)
        if rivals:
            return rivals
        if copied(a, b) or (self.origins.shared(a, b).value and same_words(a, b)):
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


def _told_again(a: Profile, b: Profile) -> Verdict | None:
    """One speaker is quoted with the same words by two pages, whatever times they lend them."""
    if a.document == b.document or not same_speaker(a, b) or a.own_voice or b.own_voice or _other_figures(a, b):
        return None
    mine, yours = (set(words_of(p.entry.claim.quote.text)) for p in (a, b))
    if len(mine & yours) < max(MIN_WORDS, SAME_WORDS * min(len(mine), len(yours))):
        return None
    return Verdict(RelationKind.REPEATS, f"Both quote {speaker(a)} in nearly the same words.")


def _other_figures(a: Profile, b: Profile) -> bool:
    """Whether two claims count one thing and none of their figures for it agree."""
    pairs = [(x, y) for x in a.entry.claim.measures for y in b.entry.claim.measures if like_measures(x, y)]
    return bool(pairs) and not any(x.interval.overlaps(y.interval) for x, y in pairs)


def _actors(a: Profile, b: Profile) -> Verdict | None:
    """They name parties of different sides for one thing; only parties that are resolved can differ so."""
    one, other = a.entry.actor(a.acting), b.entry.actor(b.acting)
    if one is None or other is None or one.id == other.id or same_speaker(a, b):
        return None
    if one.side is not None and one.side == other.side:
        return None
    if any(change_of(p.entry.claim) in LEAVING for p in (a, b)):
        return None
    if {a.entry.claim.kind, b.entry.claim.kind} <= {ClaimKind.ACCUSATION, ClaimKind.CONTROL} and a.family == b.family:
        return Verdict(RelationKind.CONTRADICTS, f"They name different parties: {_agent(a)} and {_agent(b)}.", "actor")
    return None


def _closer(a: Profile, b: Profile) -> Verdict | None:
    """One of them names a party or a closer place where the other does not."""
    blaming = {ClaimKind.ACCUSATION} == {p.entry.claim.kind for p in (a, b)}
    for fine, wide, swap in ((a, b, False), (b, a, True)):
        if fine.agent and not wide.agent and not blaming:
            why = f"{speaker(fine)} says who did it, {speaker(wide)} does not."
            return Verdict(RelationKind.REFINES, why, swap=swap)
        if _inside(fine, wide):
            near, far = fine.spots[0].name.title(), wide.spots[0].name.title()
            why = f"{speaker(fine)} names {near}, {speaker(wide)} only {far}."
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
    return Verdict(RelationKind.CORROBORATES, f"{speaker(a)} and {speaker(b)} say that it happened.")


def _agent(p: Profile) -> str:
    return p.entry.claim.agent.text if p.entry.claim.agent else "nobody"
