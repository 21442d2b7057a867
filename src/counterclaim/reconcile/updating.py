"""New claims set beside those of a ledger: only the blocks that they fall in are looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from counterclaim.config import ReconcileSettings
from counterclaim.model.decisions import Decision, Ruling
from counterclaim.model.stages import Neighbourhood
from counterclaim.reconcile.blocking import When, keys_of, limit_of, may_meet, when_of
from counterclaim.reconcile.clustering import Pair, pair_of
from counterclaim.reconcile.comparing import Comparison
from counterclaim.reconcile.grouping import Grouping, group, is_likely, rulings_of
from counterclaim.reconcile.parts import set_beside
from counterclaim.reconcile.profiles import Profile
from counterclaim.reconcile.referring import accounts_of


class Region(NamedTuple):
    """The claims to be grouped anew, with all that they are compared with."""

    touched: frozenset[str]
    profiles: dict[str, Profile]
    grouping: Grouping
    homes: dict[str, str]


def region_of(
    seeds: Collection[str],
    fresh: Collection[str],
    near: Neighbourhood,
    settings: ReconcileSettings,
    decisions: Sequence[Decision] = (),
) -> Region:
    """The part of a ledger that new claims touch, grouped anew; the same as when all claims are grouped at once.

    Args:
        seeds: claims whose incident may change: those that came, and those that somebody ruled on.
        fresh: those of them that came and that the ledger has no likely pairs of yet.
        near: what the ledger holds.
        settings: thresholds.
        decisions: what people ruled.
    """
    rejected = frozenset(s for d in decisions if d.ruling is Ruling.REJECT for s in d.subjects)
    search = _Search(near, settings, rejected)
    held = rulings_of(decisions).together
    touched = frozenset(search.closure(set(seeds) - rejected, set(fresh) - rejected, held))
    members = [search.profiles[name] for name in sorted(touched)]
    beside = {pair: search.compared(pair) for pair in sorted(search.pairs(touched))}
    inside = {pair: found for pair, found in beside.items() if pair[0] in touched and pair[1] in touched}
    grouping = group(members, settings, decisions, inside)
    around = {name for pair in beside for name in pair} - touched
    both = Grouping(grouping.clusters, {**beside, **grouping.comparisons})
    return Region(touched, search.profiles, both, near.homes(sorted(around)))


class _Search:
    """What was loaded and compared so far."""

    def __init__(self, near: Neighbourhood, settings: ReconcileSettings, rejected: frozenset[str]) -> None:
        self.near = near
        self.rejected = rejected
        self.settings = settings
        self.profiles: dict[str, Profile] = {}
        self.sizes: dict[str, int] = {}
        self.blocks: dict[str, list[str]] = {}
        self.keys: dict[str, frozenset[str]] = {}
        self.when: dict[str, When] = {}
        self.pages: dict[str, set[str]] = defaultdict(set)
        self._compared: dict[Pair, Comparison] = {}

    def closure(self, seeds: set[str], fresh: set[str], held: Iterable[Pair]) -> set[str]:
        """The seeds with all claims that chains of likely pairs join to them."""
        self._look_around(seeds)
        ruled: dict[str, set[str]] = defaultdict(set)
        for a, b in held:
            ruled[a].add(b)
            ruled[b].add(a)
        touched, edge = set(seeds), set(seeds) | self._of_full_blocks(fresh)
        while edge:
            touched |= edge
            self._look_around(edge)
            reached = {name for pair in self.near.linked(sorted(edge)) for name in pair}
            reached |= {name for pair in self.pairs(edge & fresh) if self._likely(pair) for name in pair}
            reached |= {other for name in edge for other in ruled[name]}
            edge = reached - touched - self.rejected
        return touched

    def _look_around(self, names: Iterable[str]) -> None:
        """Loads claims, their documents, and the claims of their blocks."""
        self._load(names)
        keys = {key for name in names if name in self.keys for key in self.keys[name]} - set(self.sizes)
        self.sizes |= self.near.sizes(sorted(keys))
        self.blocks |= self.near.members(sorted(key for key in keys if self.sizes[key] <= limit_of(key)))
        self._load({name for key in keys for name in self.blocks.get(key, ())})

    def _load(self, names: Iterable[str]) -> None:
        missing = sorted(set(names) - set(self.profiles) - self.rejected)
        if missing:
            entries = [e for e in self.near.whole(missing) if e.claim.id not in self.rejected]
            for profile in accounts_of(entries):
                self.profiles[profile.id] = profile
                self.pages[profile.document].add(profile.id)
                self.keys[profile.id] = keys_of(profile, self.settings.max_gap_days)
                self.when[profile.id] = when_of(profile, self.settings.max_gap_days)

    def _of_full_blocks(self, fresh: set[str]) -> set[str]:
        """The claims of blocks that the new ones made too large: pairs that only met there meet no more."""
        counts: dict[str, int] = defaultdict(int)
        for name in fresh:
            for key in self.keys[name]:
                counts[key] += 1
        full = [k for k, n in counts.items() if limit_of(k) < self.sizes.get(k, 0) <= limit_of(k) + n]
        return {name for found in self.near.members(sorted(full)).values() for name in found}

    def pairs(self, names: Collection[str]) -> set[Pair]:
        """The pairs of some claims that are worth comparing, with whatever other claim."""
        found: set[Pair] = set()
        for name in names:
            profile = self.profiles[name]
            mates = self.pages[profile.document] - {name}
            beside = {other for key in self.keys[name] for other in self.blocks.get(key, ())} - mates - {name}
            mine = self.when[name]
            meeting = (other for other in beside if may_meet(mine, self.when[other]))
            found.update(pair_of(name, other) for other in (*mates, *meeting))
        return found

    def compared(self, pair: Pair) -> Comparison:
        """The comparison of a pair, made once."""
        if pair not in self._compared:
            self._compared[pair] = set_beside(self.profiles[pair[0]], self.profiles[pair[1]], self.settings)
        return self._compared[pair]

    def _likely(self, pair: Pair) -> bool:
        return is_likely(self.profiles, pair, self.compared(pair), self.settings)
