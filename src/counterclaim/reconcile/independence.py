"""Which claims have one origin: the same words in two documents, or one speaker quoted by two outlets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from counterclaim.model.values import Score
from counterclaim.reconcile.copies import FEW, Copy, Text, copy_between, cut
from counterclaim.reconcile.profiles import Profile, copied

SAME_SPEAKER = 92
COPYING_DOCUMENTS = 0.2
NOT_TELLING = frozenset(
    {
        "source", "sources", "official", "officials", "local", "government", "spokesman", "spokesperson",
        "report", "reports", "witness", "witnesses", "activist", "activists", "resident", "residents", "medic",
        "medics", "doctors", "people", "media", "outlets", "anonymous", "unnamed",
    }
)  # fmt: skip
"""Words that many speakers share, so that they tell none from another."""


def same_speaker(a: Profile, b: Profile) -> bool:
    """Whether one speaker makes both claims, by id or by a name that tells; "witnesses" of two pages are not one."""
    if a.claimant == b.claimant and (a.document == b.document or ":" in a.claimant):
        return True
    if a.own_voice or b.own_voice or ":" in a.claimant or ":" in b.claimant:
        return False
    one, other = (frozenset(w for w in p.claimant.split() if w not in NOT_TELLING) for p in (a, b))
    if one <= other or other <= one:
        return any(len(word) > 3 for word in one & other)
    return fuzz.token_sort_ratio(" ".join(one), " ".join(other)) >= SAME_SPEAKER


class Origins:
    """Tells claims of one origin from independent ones."""

    def __init__(self, profiles: Iterable[Profile] = ()) -> None:
        self._shingles: dict[str, set[tuple[str, ...]]] = {}
        self._texts: dict[str, str] = {}
        self._cut: dict[str, Text] = {}
        self._copies: dict[tuple[str, str], Copy | None] = {}
        self._kin: dict[tuple[str, str], bool] = {}
        self._behind: dict[str, tuple[Profile, ...]] = {}
        self.add(profiles)

    def add(self, profiles: Iterable[Profile]) -> None:
        """Takes in the claims of more documents, all that are to be known of each at once."""
        fresh = [p for p in profiles if p.document not in self._texts]
        self._texts |= {p.document: p.entry.document.text for p in fresh}
        self._shingles |= _by_document(fresh)
        self._behind |= _behind(fresh)

    def shared(self, a: Profile, b: Profile) -> Score:
        """1 with the reason if the two claims have one origin, else 0."""
        if a.document == b.document and (same_speaker(a, b) or a.own_voice or b.own_voice):
            return Score(1.0, "both stand in one document")
        if copied(a, b):
            return Score(1.0, "the same words stand in both documents")
        first, second = (a, b) if self._place(a.document) <= self._place(b.document) else (b, a)
        copy = self._copy(first.document, second.document)
        if copy and copy.holds(first.entry.claim.span, second.entry.claim.span):
            return Score(1.0, f"both stand in a passage that two documents share, and {copy.score.why}")
        speaker = next((x for x in self._speakers(a) for y in self._speakers(b) if same_speaker(x, y)), None)
        if speaker is not None:
            return Score(1.0, f"both go back to {speaker.entry.claim.claimant.text or 'one speaker'}")
        if (a.own_voice or b.own_voice) and copy:
            return Score(1.0, f"one of the two documents copies from the other or both from a third: {copy.score.why}")
        if (a.own_voice or b.own_voice) and self._copying(a.document, b.document):
            return Score(1.0, "one of the two documents copies from the other or both from a third")
        return Score(0.0, "nothing shows a common origin")

    def _place(self, document: str) -> tuple[str, str]:
        """What tells which of two documents is aligned with the other: their texts, since ids fall as they may."""
        return (self._texts[document], document)

    def _copy(self, a: str, b: str) -> Copy | None:
        """What the first document shares with a second; aligned once, if runs recur."""
        if a == b:
            return None
        if (a, b) not in self._copies:
            alike = len(self._shingles[a] & self._shingles[b]) >= FEW
            self._copies[a, b] = copy_between(a, b, self._words(a, b)) if alike else None
        return self._copies[a, b]

    def _words(self, *documents: str) -> dict[str, Text]:
        """The texts of the documents as words, each cut once."""
        for name in documents:
            if name not in self._cut:
                self._cut[name] = cut(self._texts[name])
        return self._cut

    def _copying(self, a: str, b: str) -> bool:
        """Whether the smaller of two documents shares a fifth of its runs of three words with the other."""
        pair = (a, b) if a <= b else (b, a)
        if pair not in self._kin:
            mine, yours = self._shingles[a], self._shingles[b]
            self._kin[pair] = len(mine & yours) >= COPYING_DOCUMENTS * min(len(mine), len(yours)) > 0
        return self._kin[pair]

    def _speakers(self, profile: Profile) -> Sequence[Profile]:
        """Who stands behind a claim: its claimant, or those whom the page itself quotes with the same figure."""
        return self._behind.get(profile.id, ()) if profile.own_voice else (profile,)

    def groups(self, profiles: Iterable[Profile]) -> list[list[Profile]]:
        """The claims in groups of one origin each, in the order of their smallest ids."""
        groups: list[list[Profile]] = []
        for profile in sorted(profiles, key=lambda p: p.id):
            kin = [g for g in groups if any(self.shared(profile, other).value for other in g)]
            groups = [g for g in groups if g not in kin] + [[p for g in kin for p in g] + [profile]]
        return sorted(groups, key=lambda g: min(p.id for p in g))


def _behind(profiles: Sequence[Profile]) -> dict[str, tuple[Profile, ...]]:
    """For each claim of a page's own voice, the quoted claims of the page that give the same figure."""
    quoted: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        if not profile.own_voice:
            quoted[profile.document].append(profile)
    return {p.id: tuple(q for q in quoted[p.document] if _same_figure(p, q)) for p in profiles if p.own_voice}


def _same_figure(a: Profile, b: Profile) -> bool:
    pairs = ((x, y) for x in a.entry.claim.measures for y in b.entry.claim.measures)
    return any(
        (x.role, x.object, x.interval.low) == (y.role, y.object, y.interval.low) and x.interval.overlaps(y.interval)
        for x, y in pairs
    )


def _by_document(profiles: Sequence[Profile]) -> dict[str, set[tuple[str, ...]]]:
    shingles: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for profile in profiles:
        shingles[profile.document] |= profile.shingles
    return shingles
