"""New claims set beside those of a ledger: only the blocks that they fall in are looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from counterclaim.config import ReconcileSettings
from counterclaim.model.decisions import Decision, Ruling
from counterclaim.model.stages import Neighbourhood
from counterclaim.reconcile.blocking import When, keys_of, limit_of, may_meet, most_counted, when_of
from counterclaim.reconcile.clustering import Pair, pair_of
from counterclaim.reconcile.comparing import Comparison
from counterclaim.reconcile.grouping import Grouping, group, inner_links, is_likely, rulings_of
from counterclaim.reconcile.parts import set_beside
from counterclaim.reconcile.profiles import Profile
from counterclaim.reconcile.referring import accounts_of


class Region(NamedTuple):
    """The claims to be grouped anew, with all that they are compared with."""

    touched: frozenset[str]
    profiles: dict[str, Profile]
    grouping: Grouping
    homes: dict[str, str]


class Search:
    """The part of a ledger that new claims touch, found step by step; what was read and compared is kept.

    Args:
        near: what the ledger holds.
        settings: thresholds.
        fresh: claims that came and that the ledger has no likely pairs of yet.
        decisions: what people ruled.
    """

    def __init__(
        self,
        near: Neighbourhood,
        settings: ReconcileSettings,
        fresh: Collection[str],
        decisions: Sequence[Decision] = (),
    ) -> None:
        self.near = near
        self.settings = settings
        self.decisions = decisions
        self.rejected = frozenset(s for d in decisions if d.ruling is Ruling.REJECT for s in d.subjects)
        self.fresh = frozenset(fresh) - self.rejected
        self.touched: set[str] = set()
        self.profiles: dict[str, Profile] = {}
        self.sizes: dict[str, int] = {}
        self.blocks: dict[str, list[str]] = {}
        self.keys: dict[str, frozenset[str]] = {}
        self.when: dict[str, When] = {}
        self.pages: dict[str, set[str]] = defaultdict(set)
        self._ruled: dict[str, set[str]] = defaultdict(set)
        self.rulings = rulings_of(decisions)
        for a, b in self.rulings.together:
            self._ruled[a].add(b)
            self._ruled[b].add(a)
        self._compared: dict[Pair, Comparison] = {}
        self._met: dict[str, frozenset[Pair]] = {}

    def region(self) -> Region:
        """The touched claims grouped anew; the same as when all claims of the ledger are grouped at once."""
        touched = frozenset(self.touched)
        members = [self.profiles[name] for name in sorted(touched)]
        beside = {pair: self.compared(pair) for pair in sorted(self.pairs(touched))}
        inside = {pair: found for pair, found in beside.items() if pair[0] in touched and pair[1] in touched}
        grouping = group(members, self.settings, self.decisions, inside)
        around = {name for pair in beside for name in pair} - touched
        both = grouping._replace(comparisons={**beside, **grouping.comparisons})
        return Region(touched, self.profiles, both, self.near.homes(sorted(around)))

    def extend(self, seeds: Collection[str]) -> None:
        """Touches claims whose incident may change, with all that chains of likely pairs join to them."""
        edge = set(seeds) - self.rejected
        if not self.touched:
            self._look_around(edge)
            ruled = {mate for name in edge - self.fresh for mate in self._mates_of(name)}
            edge |= ruled | self._of_full_blocks(self.fresh)
        while edge:
            self.touched |= edge
            self._look_around(edge)
            reached = {name for pair in self.near.linked(sorted(edge)) for name in pair}
            reached |= {name for pair in self._links(edge & self.fresh) for name in pair}
            reached |= {other for name in edge for other in self._ruled[name]}
            edge = reached - self.touched - self.rejected

    def _mates_of(self, name: str) -> set[str]:
        """The claims of the document of a claim: a ruling may part and join them anew."""
        return self.pages[self.profiles[name].document] if name in self.profiles else set()

    def _look_around(self, names: Iterable[str]) -> None:
        """Loads claims, their documents, and the claims of their blocks."""
        self._load(names)
        keys = {key for name in names if name in self.keys for key in self.keys[name]} - set(self.sizes)
        self.sizes |= self.near.sizes(sorted(keys), most_counted(len(self.fresh)))
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

    def _of_full_blocks(self, fresh: frozenset[str]) -> set[str]:
        """The claims of blocks that the new ones made too large: pairs that only met there meet no more."""
        counts: dict[str, int] = defaultdict(int)
        for name in fresh:
            for key in self.keys[name]:
                counts[key] += 1
        full = [k for k, n in counts.items() if limit_of(k) < self.sizes.get(k, 0) <= limit_of(k) + n]
        return {name for found in self.near.members(sorted(full)).values() for name in found}

    def pairs(self, names: Collection[str]) -> set[Pair]:
        """The pairs of some claims that are worth comparing, with whatever other claim."""
        return {pair for name in names for pair in self._pairs_of(name)}

    def _pairs_of(self, name: str) -> frozenset[Pair]:
        if name not in self._met:
            mates = self.pages[self.profiles[name].document] - {name}
            beside = {other for key in self.keys[name] for other in self.blocks.get(key, ())} - mates - {name}
            mine = self.when[name]
            meeting = (other for other in beside if may_meet(mine, self.when[other]))
            self._met[name] = frozenset(pair_of(name, other) for other in (*mates, *meeting))
        return self._met[name]

    def compared(self, pair: Pair) -> Comparison:
        """The comparison of a pair, made once."""
        if pair not in self._compared:
            self._compared[pair] = set_beside(self.profiles[pair[0]], self.profiles[pair[1]], self.settings)
        return self._compared[pair]

    def _links(self, names: Collection[str]) -> Iterator[Pair]:
        """The links of new claims, of which the ledger knows none yet."""
        for pair in self.pairs(names):
            one, other = (self.profiles[name] for name in pair)
            if one.document != other.document and is_likely(self.profiles, pair, self.compared(pair), self.settings):
                yield pair
        for page in sorted({self.profiles[name].document for name in names}):
            part = [self.profiles[name] for name in sorted(self.pages[page])]
            compared = {pair: self.compared(pair) for pair in combinations(sorted(self.pages[page]), 2)}
            yield from inner_links(part, compared, self.settings, self.rulings)
