"""A ledger in memory that takes changes, as the store does."""

from counterclaim.reconcile.clustering import pair_of


class Memory:
    """Holds claims and what they say together; new claims change what they touch."""

    def __init__(self, reconciler):
        self.reconciler = reconciler
        self.entries, self.blocks, self.kept, self.links = {}, {}, {}, set()
        self.incidents, self.relations, self.estimates, self.controls = {}, {}, set(), set()
        self.touched, self.asked, self.read = [], set(), set()

    def add(self, entries, decisions=()):
        fresh = {e.claim.id for e in entries}
        self.entries |= {e.claim.id: e for e in entries}
        index = self.reconciler.index(entries)
        self.kept |= index.outlines
        for claim, keys in index.keys.items():
            for key in keys:
                self.blocks.setdefault(key, set()).add(claim)
        self.apply(self.reconciler.update(fresh, fresh, self, decisions))

    def rule(self, decisions):
        seeds = {s for d in decisions for s in d.subjects}
        self.apply(self.reconciler.update(seeds, (), self, decisions))

    def apply(self, change):
        self.touched.append(change.touched)
        gone = {i for i, found in self.incidents.items() if change.touched & set(found.claims)}
        assert all(set(self.incidents[i].claims) <= change.touched for i in gone)
        self.incidents = {i: v for i, v in self.incidents.items() if i not in gone} | {
            i.id: i for i in change.incidents
        }
        kept = {k: r for k, r in self.relations.items() if not _written_anew(change, {r.a, r.b})}
        self.relations = kept | {(r.a, r.b, r.kind): r for r in change.relations}
        self.estimates = {e for e in self.estimates if e.incident not in gone} | set(change.estimates)
        self.controls = {c for c in self.controls if c.claim not in change.touched} | set(change.controls)
        self.links = {p for p in self.links if not change.anew & set(p)} | set(change.links)

    def sizes(self, keys, most):
        return {key: min(most, len(self.blocks.get(key, ()))) for key in keys}

    def members(self, keys):
        self.asked |= set(keys)
        return {key: sorted(self.blocks.get(key, ())) for key in keys}

    def outlines(self, claims):
        return {claim: self.kept[claim] for claim in claims if claim in self.kept}

    def linked(self, claims):
        return frozenset(pair for pair in self.links if set(pair) & set(claims))

    def homes(self, claims):
        return {c: i.id for i in self.incidents.values() for c in i.claims if c in set(claims)}

    def mates(self, claims):
        homes = set(self.homes(claims).values())
        return frozenset(c for name in homes for c in self.incidents[name].claims)

    def acted_on(self, claims):
        return frozenset(r.b for r in self.relations.values() if r.kind.acts and r.a in set(claims))

    def acting(self, claims):
        return [r for r in self.relations.values() if r.kind.acts and r.b in set(claims)]

    def whole(self, claims):
        pages = {self.entries[c].claim.document for c in claims}
        self.read |= pages
        return [e for e in self.entries.values() if e.claim.document in pages]

    def state(self):
        return (
            set(self.incidents.values()),
            set(self.relations.values()),
            self.estimates,
            self.controls,
            {pair_of(*pair) for pair in self.links},
        )


def _written_anew(change, ends):
    return change.anew & ends or ends <= change.touched


def state_of(reconciled):
    return (
        set(reconciled.incidents),
        set(reconciled.relations),
        set(reconciled.estimates),
        set(reconciled.controls),
        set(reconciled.links),
    )
