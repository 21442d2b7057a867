"""Which claims have one origin: the same words in two documents, or one speaker quoted by two outlets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz

from counterclaim.model.claims import Field
from counterclaim.model.documents import PartKind, Span
from counterclaim.model.overviews import Origin, OriginLink, Tie
from counterclaim.model.values import Score
from counterclaim.reconcile.copies import COPY, FEW, Copy, Text, copy_between, cut
from counterclaim.reconcile.profiles import ARTICLES, Profile, copied, words_of
from counterclaim.reconcile.translations import Kinship, kinship

Counting = Callable[[Iterable[Profile]], int]
SAME_SPEAKER = 92
COPYING_DOCUMENTS = 0.2
NOT_TELLING = frozenset(
    {
        "source", "sources", "official", "officials", "local", "government", "spokesman", "spokesperson",
        "report", "reports", "witness", "witnesses", "activist", "activists", "resident", "residents", "medic",
        "medics", "doctors", "people", "media", "outlets", "anonymous", "unnamed", "nurse", "nurses",
        "doctor", "driver", "teacher", "soldier", "officer", "fireman", "survivor", "survivors", "villagers",
    }
)  # fmt: skip
"""Words that many speakers share, so that they tell none from another."""
DESKS = NOT_TELLING | frozenset(
    {
        "staff", "desk", "editor", "editors", "editorial", "agencies", "agency", "correspondent", "correspondents",
        "reporter", "reporters", "writer", "writers", "by", "news", "our", "and", "admin", "web", "online", "team",
    }
)  # fmt: skip
"""Words of by-lines that name no author."""


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


class _Tied(NamedTuple):
    tie: Tie
    why: str
    spans: tuple[Span, Span] | None = None


class Origins:
    """Tells claims of one origin from independent ones."""

    def __init__(self, profiles: Iterable[Profile] = ()) -> None:
        self._shingles: dict[str, set[tuple[str, ...]]] = {}
        self._texts: dict[str, str] = {}
        self._cut: dict[str, Text] = {}
        self._copies: dict[tuple[str, str], Copy | None] = {}
        self._kinships: dict[tuple[str, str], Kinship | None] = {}
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
        found = self.link(a, b)
        return Score(1.0, found.why) if found else Score(0.0, "nothing shows a common origin")

    def link(self, a: Profile, b: Profile) -> OriginLink | None:
        """What shows that two claims have one origin, None where nothing does; the same whichever comes first."""
        first, second = (a, b) if (a.document, a.id) <= (b.document, b.id) else (b, a)
        tie = (
            self._words(first, second)
            or self._editions(first, second)
            or self._named(first, second)
            or self._pages(first, second)
        )
        return OriginLink(a=first.id, b=second.id, tie=tie.tie, why=tie.why, spans=tie.spans) if tie else None

    def _words(self, a: Profile, b: Profile) -> _Tied | None:
        """One page, or the same words in two."""
        if a.document == b.document and (same_speaker(a, b) or a.own_voice or b.own_voice):
            return _Tied(Tie.PAGE, "both stand in one document")
        turned = self._place(a.document) > self._place(b.document)
        one, other = (b, a) if turned else (a, b)
        copy = self._aligned(one.document, other.document)
        passage = copy.passage(one.entry.claim.span, other.entry.claim.span) if copy else None
        if copy is None or passage is None or not (copied(a, b) or copy.share >= COPY):
            return _Tied(Tie.REPRINT, "the same words stand in both documents") if copied(a, b) else None
        spans = (passage.other, passage.one) if turned else (passage.one, passage.other)
        if copy.whole:
            return _Tied(Tie.REPRINT, f"the same words stand in both documents, and {copy.score.why}", spans)
        return _Tied(Tie.PASSAGE, f"both stand in a passage that two documents share, and {copy.score.why}", spans)

    def _editions(self, a: Profile, b: Profile) -> _Tied | None:
        """Two editions of one text: its own voice, or whom it quotes with one figure."""
        if a.document == b.document or not (a.own_voice or b.own_voice or _same_figure(a, b)):
            return None
        if (a.document, b.document) not in self._kinships:
            self._kinships[a.document, b.document] = kinship(a.entry.document, b.entry.document)
        found = self._kinships[a.document, b.document]
        if found is None or not (found.sure or _same_figure(a, b)):
            return None
        return _Tied(Tie.TRANSLATION if found.translation else Tie.REPUBLISHED, found.why)

    def _named(self, a: Profile, b: Profile) -> _Tied | None:
        """One speaker, one by-line, or an outlet and who cites it."""
        speaker = next((x for x in self._speakers(a) for y in self._speakers(b) if same_speaker(x, y)), None)
        if speaker is not None:
            return _Tied(Tie.SPEAKER, f"both go back to {speaker.entry.claim.claimant.text or 'one speaker'}")
        side = next((found for x in self._speakers(a) for y in self._speakers(b) if (found := _one_side(x, y))), None)
        if side:
            return _Tied(Tie.PARTY, f"{side} speak for one party")
        author = _by_line(a)
        if author and _names(author) == _names(_by_line(b)):
            return _Tied(Tie.BY_LINE, f"both carry the by-line of {author}")
        outlet = _cited(a, b) or _cited(b, a)
        if outlet:
            return _Tied(Tie.CITED, f"one stands in {outlet} and the other cites {outlet}")
        passing = _both_cite(a, b)
        return _Tied(Tie.CITED, f"both cite {passing}") if passing else None

    def _pages(self, a: Profile, b: Profile) -> _Tied | None:
        """The own voice of a page that prints much of another one."""
        if not (a.own_voice or b.own_voice):
            return None
        why = "one of the two documents copies from the other or both from a third"
        copy = self._copy(*sorted((a.document, b.document), key=self._place))
        if copy:
            return _Tied(Tie.COPY, f"{why}: {copy.score.why}")
        return _Tied(Tie.COPY, why) if self._copying(a.document, b.document) else None

    def _place(self, document: str) -> tuple[str, str]:
        """What tells which of two documents is aligned with the other: their texts, since ids fall as they may."""
        return (self._texts[document], document)

    def _copy(self, a: str, b: str) -> Copy | None:
        """What the first document shares with a second, None where that is less than a partial copy."""
        found = self._aligned(a, b)
        return found if found and found.share >= COPY else None

    def _aligned(self, a: str, b: str) -> Copy | None:
        """What the first document shares with a second, however little; aligned once, if runs recur."""
        if a == b:
            return None
        if (a, b) not in self._copies:
            alike = len(self._shingles[a] & self._shingles[b]) >= FEW
            self._copies[a, b] = copy_between(a, b, self._as_words(a, b)) if alike else None
        return self._copies[a, b]

    def _as_words(self, *documents: str) -> dict[str, Text]:
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
        """The claims in groups of one origin each, in the order of their smallest ids.

        Whom a page quotes stay apart however much it says in its own voice about what both tell; that voice is of the
        origin that it shares most claims with.
        """
        ordered = sorted(profiles, key=lambda p: p.id)
        quoted = self._joined([], [p for p in ordered if not p.own_voice])
        groups = self._joined(quoted, [p for p in ordered if p.own_voice])
        return sorted(groups, key=lambda g: min(p.id for p in g))

    def _joined(self, quoted: list[list[Profile]], more: Sequence[Profile]) -> list[list[Profile]]:
        """Groups with more claims, which join groups of one another but none of those that were there."""
        groups: list[list[Profile]] = []
        for profile in more:
            kin = [g for g in groups if any(self.shared(profile, other).value for other in g)]
            groups = [g for g in groups if g not in kin] + [[p for g in kin for p in g] + [profile]]
        homes = [max(quoted, key=lambda q: self._between(group, q), default=[]) for group in groups]
        found = {id(q): list(q) for q in quoted}
        for group, home in zip(groups, homes, strict=True):
            if home and self._between(group, home):
                found[id(home)] += group
            else:
                found[id(group)] = group
        return list(found.values())

    def _between(self, one: Sequence[Profile], other: Sequence[Profile]) -> int:
        """How many pairs of two groups share an origin."""
        return sum(1 for a in one for b in other if self.shared(a, b).value)

    def among(self, profiles: Iterable[Profile]) -> Counting:
        """What counts the origins of some of those claims: claims that a third one joins are of one origin."""
        homes = {p.id: number for number, group in enumerate(self.groups(profiles)) for p in group}
        return lambda some: len({homes[p.id] for p in some})

    def graph(self, profiles: Iterable[Profile]) -> tuple[Origin, ...]:
        """The claims by origin with what joins them, those that most outlets publish first."""
        made = [self._origin(sorted(group, key=lambda p: p.id)) for group in self.groups(profiles)]
        return tuple(sorted(made, key=lambda o: (-len(o.outlets), -len(o.claims), o.outlets, o.claims)))

    def _origin(self, group: Sequence[Profile]) -> Origin:
        found = (self.link(a, b) for a, b in combinations(group, 2))
        return Origin(
            claims=tuple(p.id for p in group),
            outlets=tuple(sorted({outlet_of(p) or p.document for p in group})),
            links=tuple(sorted((link for link in found if link), key=lambda link: (link.a, link.b))),
        )


def _one_side(a: Profile, b: Profile) -> str | None:
    """The names of two claimants that belong to one side, None where they do not."""
    speakers = [p.entry.actor(Field.CLAIMANT) for p in (a, b)]
    if not (speakers[0] and speakers[1]) or speakers[0].side is None or speakers[0].side != speakers[1].side:
        return None
    return " and ".join(sorted(actor.name for actor in speakers if actor))


def outlet_of(profile: Profile) -> str | None:
    """Who publishes the document of a claim, as the document says or the heading of its article."""
    part = profile.entry.part
    named = part.source if part.kind in {PartKind.ARTICLE, PartKind.HEADLINE} else None
    return profile.entry.document.fact("source") or named


def _by_line(profile: Profile) -> str:
    """Who signs what a page says in its own voice; empty where nobody does, or only the outlet itself."""
    entry = profile.entry
    if not profile.own_voice or entry.part.kind is PartKind.COMMENT:
        return ""
    author = entry.part.author or entry.document.fact("author") or ""
    return author if _names(author) - DESKS and _names(author) != _names(outlet_of(profile)) else ""


def _cited(a: Profile, b: Profile) -> str:
    """The outlet of the one claim that is cited for the other; empty where there is none.

    The outlet says itself what it is cited for, or gives the same figure on the word of somebody.
    """
    outlet = outlet_of(a) or ""
    if b.own_voice or a.document == b.document or not _names(outlet):
        return ""
    cited = any(_names(outlet) == _names(name) for name in _chain(b))
    return outlet if cited and (a.own_voice or _same_figure(a, b)) else ""


def _both_cite(a: Profile, b: Profile) -> str:
    """Through whom two pages have one figure, the one naming who told it and the other not; empty where nobody is."""
    if a.document == b.document or not _same_figure(a, b):
        return ""
    for last, other in ((a, b), (b, a)):
        name = last.entry.claim.claimant.text
        if not last.own_voice and _names(name) - NOT_TELLING and any(_names(name) == _names(n) for n in _chain(other)):
            return name or ""
    return ""


def _chain(profile: Profile) -> list[str]:
    """The names of all who stand between a page and what it claims, the claimant last."""
    links = (link.stands_for or link.speaker for link in profile.entry.claim.attribution)
    return [*(mention.text for mention in links if mention), profile.entry.claim.claimant.text or ""]


def _names(text: str | None) -> frozenset[str]:
    """The words of a name without its articles."""
    return frozenset(words_of(text or "")) - ARTICLES


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
