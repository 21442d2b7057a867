"""New claims set beside those of a ledger: only the blocks that they fall in are looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import inf
from typing import NamedTuple

from counterclaim.config import ReconcileSettings
from counterclaim.model.decisions import Decision, Ruling
from counterclaim.model.stages import Neighbourhood
from counterclaim.reconcile.blocking import (
    When,
    keys_of,
    limit_of,
    may_meet,
    meets_in,
    most_counted,
    opened_by,
    when_of,
)
from counterclaim.reconcile.clustering import Pair, pair_of
from counterclaim.reconcile.comparing import Comparison
from counterclaim.reconcile.grouping import Grouping, group, inner_links, is_likely, rulings_of
from counterclaim.reconcile.outlines import Outline, Sketch, may_stand, read_outline, sketch_of
from counterclaim.reconcile.parts import set_beside
from counterclaim.reconcile.profiles import Profile
from counterclaim.reconcile.referring import accounts_of


class Region(NamedTuple):
    """The claims to be written anew, with their clusters and what they are compared with.

    `anew` are those of them whose pairs with all other claims are looked at; of the rest, only the incident may change.
    """

    touched: frozenset[str]
    anew: frozenset[str]
    profiles: dict[str, Profile]
    grouping: Grouping
    homes: dict[str, str]


class Search:
    """The part of a ledger that new claims touch, found step by step; what was read and compared is kept.

    New claims are grouped with the incidents that a link joins to them. Those that come out as they were need not be
    touched: clusters of average linkage join in the order of their scores, so that whatever two parts of a ledger do
    not join at any score goes on in each part as if the other were not there. From those that come out otherwise the
    search goes on. So it ends near the new claims, however long the chain of links that leads on from there.

    Only claims that came, or that somebody ruled on, are set beside all that their blocks hold. How a claim of long ago
    stands to another one changes only where the incident of both does; its likely pairs are those that the ledger has.

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
        self.anew: set[str] = set()
        self.touched: set[str] = set()
        self.profiles: dict[str, Profile] = {}
        self.sizes: dict[str, int] = {}
        self.blocks: dict[str, list[str]] = {}
        self.keys: dict[str, frozenset[str]] = {}
        self.when: dict[str, When] = {}
        self.outlines: dict[str, Outline] = {}
        self._sketches: dict[str, Sketch] = {}
        self.pages: dict[str, set[str]] = defaultdict(set)
        self._ruled: dict[str, set[str]] = defaultdict(set)
        self.rulings = rulings_of(decisions)
        for a, b in self.rulings.together:
            self._ruled[a].add(b)
            self._ruled[b].add(a)
        self._compared: dict[Pair, Comparison] = {}
        self._met: dict[str, frozenset[Pair]] = {}
        self._linked: set[Pair] = set()
        self._seen: set[str] = set()

    def settle(self, seeds: Collection[str]) -> Region:
        """The claims whose incident the seeds change, grouped anew; the same as when all claims are grouped at once."""
        edge = set(seeds) - self.rejected
        self._look_around(edge)
        ruled = {mate for name in edge - self.fresh for mate in self._mates_of(name)}
        edge |= ruled | self._of_full_blocks(self.fresh)
        self.anew = set(edge)
        self._look_around(edge)
        edge |= self.near.mates(sorted(edge - self.fresh))
        region, edge = self._step(edge)
        while edge:
            region, edge = self._step(edge)
        return region

    def beside(self, claims: Collection[str]) -> Region:
        """The region with claims of whole incidents that stay as they are, but are written anew."""
        return self._step(set(claims))[0]

    def _step(self, edge: set[str]) -> tuple[Region, set[str]]:
        """The touched claims with some more, grouped anew, and the claims of incidents beside them that change so."""
        self.touched |= edge
        self._load(edge)
        links = self._links()
        ring = self._ring(links)
        names = self.touched.union(*ring.values())
        raw = {pair: self.compared(pair) for pair in sorted(self.pairs(self.anew))}
        inside = {pair: found for pair, found in raw.items() if names.issuperset(pair)}
        for members, all_of_them in ((names, False), *((members, True) for members in ring.values())):
            pairs = set(self._within(members, all_of_them=all_of_them))
            inside |= {pair: self.compared(pair) for pair in sorted(pairs)}
        links |= self._inner(ring)
        grouping = group([self.profiles[n] for n in sorted(names)], self.settings, self.decisions, inside, links)
        kept = {tuple(sorted(members)) for members in ring.values()}
        moved = {n for c in grouping.clusters if c.members not in kept for n in c.members} - self.touched
        return self._region(grouping, raw), set(self.near.mates(sorted(moved)))

    def _region(self, grouping: Grouping, raw: dict[Pair, Comparison]) -> Region:
        touched, anew = frozenset(self.touched), frozenset(self.anew)
        clusters = tuple(c for c in grouping.clusters if touched.issuperset(c.members))
        links = frozenset(pair for pair in grouping.links if anew.intersection(pair))
        both = raw | {
            pair: found
            for pair, found in grouping.comparisons.items()
            if anew.intersection(pair) or touched.issuperset(pair)
        }
        around = {name for pair in both for name in pair} - touched
        homes = self.near.homes(sorted(around))
        return Region(touched, anew, self.profiles, Grouping(clusters, both, links), homes)

    def _ring(self, links: Iterable[Pair]) -> dict[str, set[str]]:
        """The incidents that links and rulings join to the touched claims, each with its claims."""
        reached = {name for pair in links for name in pair}
        reached |= {other for name in self.touched for other in self._ruled[name]}
        mates = self.near.mates(sorted(reached - self.touched - self.rejected))
        self._load(mates)
        ring: dict[str, set[str]] = defaultdict(set)
        for name, home in self.near.homes(sorted(mates)).items():
            ring[home].add(name)
        return ring

    def _inner(self, ring: Mapping[str, set[str]]) -> set[Pair]:
        """The likely pairs inside the incidents around."""
        homes = {name: home for home, members in ring.items() for name in members}
        return {(a, b) for a, b in self.near.linked(sorted(homes)) if homes.get(a, a) == homes.get(b, b)}

    def _within(self, members: Collection[str], *, all_of_them: bool) -> Iterator[Pair]:
        """The pairs of some claims that are worth comparing: all, or those of which a touched claim is one."""
        blocks: dict[str, list[str]] = defaultdict(list)
        for name in sorted(members):
            for key in self.keys[name]:
                blocks[key].append(name)
        shared = {key: some for key, some in blocks.items() if len(some) > 1}
        self._count(shared)
        for key, some in shared.items():
            if self.sizes[key] <= limit_of(key):
                for a, b in combinations(some, 2):
                    wanted = all_of_them or a in self.touched or b in self.touched
                    if wanted and meets_in(key, self.when[a], self.when[b]):
                        yield (a, b)

    def _mates_of(self, name: str) -> set[str]:
        """The claims of the document of a claim: a ruling may part and join them anew."""
        return self.pages[self.profiles[name].document] if name in self.profiles else set()

    def _look_around(self, names: Iterable[str]) -> None:
        """Loads claims, their documents, and the claims of their blocks."""
        self._load(names)
        known = [name for name in names if name in self.keys]
        self._count({key for name in known for key in self.keys[name]})
        keys = {key for name in known for key in self._opening(name)} - set(self.blocks)
        self.blocks |= self.near.members(sorted(keys))
        self._outline({name for key in keys for name in self.blocks.get(key, ())})
        self._load({other for name in known for pair in self._pairs_of(name) for other in pair})

    def _outline(self, names: Iterable[str]) -> None:
        """Loads the outlines of claims, and whole claims where no outline is kept."""
        missing = sorted(set(names) - set(self.profiles) - set(self.outlines) - self.rejected)
        for name, kept in self.near.outlines(missing).items():
            self.outlines[name] = outline = read_outline(kept)
            self.when[name] = when_of(outline, self.settings.max_gap_days)
        self._load(name for name in missing if name not in self.outlines)

    def _opening(self, name: str) -> set[str]:
        """The blocks in which a claim finds those that it is worth comparing with, beside its document."""
        keys = (key for key in self.keys[name] if self.sizes[key] <= limit_of(key) < inf)
        return {opened_by(key, self.when[name]) for key in keys}

    def _count(self, keys: Collection[str]) -> None:
        """Asks how many claims blocks hold, of those that may tell something and for which that is not known."""
        unknown = set(keys) - set(self.sizes)
        self.sizes |= {key: 1 for key in unknown if limit_of(key) in {0, inf}}
        self.sizes |= self.near.sizes(sorted(unknown - set(self.sizes)), most_counted(len(self.fresh)))

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
        full = [k for k, n in counts.items() if 0 < limit_of(k) < self.sizes.get(k, 0) <= limit_of(k) + n]
        return {name for found in self.near.members(sorted(full)).values() for name in found}

    def pairs(self, names: Collection[str]) -> set[Pair]:
        """The pairs of some claims that are worth comparing, with whatever other claim."""
        return {pair for name in names for pair in self._pairs_of(name)}

    def _pairs_of(self, name: str) -> frozenset[Pair]:
        if name not in self._met:
            mates = self.pages[self.profiles[name].document] - {name}
            beside = {other for key in self._opening(name) for other in self.blocks.get(key, ())} - mates - {name}
            mine = self.when[name]
            near = (other for other in beside if other in self.when and may_meet(mine, self.when[other]))
            meeting = (other for other in near if self._may_stand(name, other))
            self._met[name] = frozenset(pair_of(name, other) for other in (*mates, *meeting))
        return self._met[name]

    def _may_stand(self, name: str, other: str) -> bool:
        """Whether anything can be said of two claims of two documents, as far as the outline of the second tells."""
        if other not in self.outlines:
            return True
        profile = self.profiles[name]
        if name not in self._sketches:
            self._sketches[name] = sketch_of(profile)
        return may_stand(profile, self._sketches[name], self.outlines[other], self.settings)

    def compared(self, pair: Pair) -> Comparison:
        """The comparison of a pair, made once."""
        if pair not in self._compared:
            self._compared[pair] = set_beside(self.profiles[pair[0]], self.profiles[pair[1]], self.settings)
        return self._compared[pair]

    def _links(self) -> set[Pair]:
        """The links of the touched claims: of those anew by their comparisons, of the others as the ledger has them."""
        new = sorted(self.touched - self._seen)
        for name in new:
            if name in self.anew:
                self._linked |= {pair for pair in self._pairs_of(name) if self._is_link(pair)}
        for page in sorted({self.profiles[name].document for name in new if name in self.anew}):
            part = [self.profiles[name] for name in sorted(self.pages[page])]
            compared = {pair: self.compared(pair) for pair in combinations(sorted(self.pages[page]), 2)}
            self._linked |= inner_links(part, compared, self.settings, self.rulings)
        kept = self.near.linked([name for name in new if name not in self.anew])
        self._linked |= {pair for pair in kept if not self.anew.intersection(pair)}
        self._seen |= self.touched
        return {pair for pair in self._linked if self.touched.intersection(pair)}

    def _is_link(self, pair: Pair) -> bool:
        """Whether two claims of two documents may share an incident because of that pair."""
        one, other = (self.profiles[end] for end in pair)
        return one.document != other.document and is_likely(self.profiles, pair, self.compared(pair), self.settings)
