"""What of a claim is compared: family, places by name and position, days, words and neighbours."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from anyascii import anyascii

from counterclaim.model.claims import ClaimKind, Entry, Field, Polarity
from counterclaim.model.documents import PartKind, SourceKind, Span
from counterclaim.model.places import Place
from counterclaim.model.values import Period
from counterclaim.reconcile.families import compare_families, family_of, topic_of
from counterclaim.reconcile.lexicon import STOP_WORDS

SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+|\n+")
WORD = re.compile(r"[^\W_]+")
SPEECH = frozenset(
    {
        ClaimKind.STATEMENT,
        ClaimKind.ACCUSATION,
        ClaimKind.DENIAL,
        ClaimKind.DISPUTE,
        ClaimKind.THREAT,
        ClaimKind.DEMAND,
        ClaimKind.PLAN,
    }
)
WIDE = frozenset({"country", "continent"})
LEAD = 6
"""How many claims of a text a headline may be about."""
FITTING = 0.6
"""From here on two sorts of event may be one."""
DATED = 6
"""Words of a date or a by-line that may stand before a headline that a text says again."""
COPIED = 0.6
MIN_SHINGLES = 4
FINENESS = ("point", "settlement", "district", "within", "region", "country", "continent")
GENERIC_PLACE = frozenset(
    {
        "province", "city", "town", "village", "district", "area", "neighbourhood", "neighborhood",
        "neighborhoods", "region", "countryside", "governorate", "suburb", "suburbs", "the", "of", "in", "near",
        "a", "and", "rural", "western", "eastern", "northern", "southern", "north", "south", "east", "west",
        "northeast", "northwest", "southeast", "southwest",
    }
)  # fmt: skip
ARTICLES = frozenset(
    {
        "al", "el", "ez", "az", "as", "ash", "ad", "ar", "at", "an", "the",
    }
)  # fmt: skip
NAMELESS = ARTICLES | frozenset(
    {
        "it", "he", "she", "they", "we", "us", "which", "who", "that", "this", "these", "those", "where",
        "dozens", "hundreds", "scores", "several", "two", "three", "people", "civilians",
        "persons", "person", "civilian", "weapons", "town", "village", "victims", "residents",
        "a", "its", "his", "their", "one", "some", "of", "by", "group", "groups", "forces", "force", "fighter",
        "fighters", "militant", "militants", "terrorist", "terrorists", "gunman", "gunmen", "bomber", "bombers",
        "suicide", "man", "men", "jet", "jets", "warplane", "warplanes", "plane", "planes", "aircraft",
        "helicopter", "helicopters", "strike", "strikes", "airstrike", "airstrikes", "raid", "raids", "air",
        "military", "organization", "organizations", "organisations", "units", "operation", "explosions",
        "from", "fired", "so", "called", "armed", "fighting",
    }
)  # fmt: skip
"""Words that describe whoever acted without saying which party it is."""
GENERIC_CLAIMANT = frozenset(
    {
        "the", "a", "an", "s", "british", "based", "group", "director", "chief", "head",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a claim: the name as compared, and what it stands for as far as that is known."""

    name: str
    place: Place | None
    carried: bool = False

    @property
    def key(self) -> str:
        """The id of the resolved place, else the written name."""
        return (self.place.id if self.place else None) or self.name


class Seen(Protocol):
    """What tells where, when and of what sort an event was: a claim prepared for comparison, or its outline."""

    @property
    def document(self) -> str:
        """The id of the document."""
        ...

    @property
    def sentence(self) -> int:
        """The number of its sentence within the document."""
        ...

    @property
    def family(self) -> str:
        """The sort of event."""
        ...

    @property
    def topic(self) -> str:
        """What a speech act is about."""
        ...

    @property
    def period(self) -> Period | None:
        """The days on which it happened."""
        ...

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Its places, most specific first."""
        ...

    @property
    def speech(self) -> bool:
        """Whether the claim is a speech act and not an event of its own."""
        ...

    @property
    def dated(self) -> bool:
        """Whether its own sentence gives the time."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A claim, prepared for comparison; `spots` stand most specific first, `sentence` counts within the document."""

    entry: Entry
    family: str
    topic: str
    period: Period | None
    spots: tuple[Spot, ...]
    sentence: int
    words: frozenset[str]
    shingles: frozenset[tuple[str, ...]]
    claimant: str
    acting: Field
    agent: str
    context: str
    lent: bool = False
    titled: bool = False

    @property
    def id(self) -> str:
        """The id of the claim."""
        return self.entry.claim.id

    @property
    def document(self) -> str:
        """The id of the document."""
        return self.entry.claim.document

    @property
    def speech(self) -> bool:
        """Whether the claim is a speech act and not an event of its own."""
        return self.entry.claim.kind in SPEECH

    @property
    def own_voice(self) -> bool:
        """Whether the page itself speaks."""
        return self.entry.claim.claimant.kind is SourceKind.OWN_VOICE

    @property
    def dated(self) -> bool:
        """Whether its own sentence gives the time, so that it can rule other times out."""
        return not self.lent and (self.entry.claim.time is None or not self.entry.claim.time.carried)

    @property
    def headline(self) -> bool:
        """Whether the claim stands in a headline, or where the text begins with the headline once more."""
        return self.titled or self.entry.part.kind is PartKind.HEADLINE

    @property
    def negated(self) -> bool:
        """Whether the claimant says that it is not so."""
        return self.entry.claim.polarity is Polarity.NEGATED


def profiles_of(entries: Sequence[Entry]) -> tuple[Profile, ...]:
    """One profile for each claim, sorted by claim id, so that the order of arrival is forgotten."""
    cuts = {e.document.id: _cuts(e.document.text) for e in entries}
    unique = {e.claim.id: e for e in entries}
    made = [_profile(unique[name], cuts[unique[name].document.id]) for name in sorted(unique)]
    return tuple(_with_lead(list(_with_titles(made))))


def _with_titles(profiles: Sequence[Profile]) -> Iterator[Profile]:
    """The profiles, those marked whose sentence only says the headline of their document again, after a date or so."""
    titles: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for profile in profiles:
        if profile.headline:
            titles[profile.document].add(words_of(profile.context))
    for profile in profiles:
        words = words_of(profile.context)
        told = any(words[-len(t) :] == t and len(words) <= len(t) + DATED for t in titles[profile.document])
        yield replace(profile, titled=True) if told else profile


def _with_lead(profiles: Sequence[Profile]) -> Iterator[Profile]:
    """The profiles, those of headlines with the time and the places of the lead where they give none themselves."""
    leads: dict[str, list[Profile]] = defaultdict(list)
    for profile in sorted(profiles, key=lambda p: (p.sentence, p.entry.claim.span)):
        if not profile.headline and not profile.speech:
            leads[profile.document].append(profile)
    for profile in profiles:
        lead = leads[profile.document][:LEAD] if profile.headline else []
        told = [p for p in lead if compare_families(p.family, profile.family).value >= FITTING]
        meant = next((p for p in lead if _one_figure(p, profile)), told[0] if told else None)
        yield _taking_over(profile, meant) if meant else profile


def _one_figure(a: Profile, b: Profile) -> bool:
    """Whether two claims count the same and come to the same number, so that one may be the headline of the other."""
    pairs = ((x, y) for x in a.entry.claim.measures for y in b.entry.claim.measures)
    return any((x.role, x.object, x.interval) == (y.role, y.object, y.interval) for x, y in pairs)


def _taking_over(headline: Profile, lead: Profile) -> Profile:
    wide = all(s.place and s.place.precision in WIDE for s in headline.spots)
    lent = tuple(replace(s, carried=True) for s in lead.spots) if wide else ()
    return replace(
        headline,
        family=lead.family if lead.family == "total" else headline.family,
        period=(headline.period if headline.dated else None) or lead.period or headline.period,
        spots=(*lent, *headline.spots),
        lent=headline.lent or not headline.dated or headline.period is None,
    )


def copied(a: Profile, b: Profile) -> bool:
    """Whether the two sentences share most of their runs of three words."""
    smaller = min(len(a.shingles), len(b.shingles))
    return smaller >= MIN_SHINGLES and len(a.shingles & b.shingles) >= COPIED * smaller


def _profile(entry: Entry, cuts: tuple[int, ...]) -> Profile:
    index, span = _sentence(cuts, entry.claim.span)
    context = entry.document.text[span.start : span.end]
    words = words_of(context)
    family = family_of(entry.claim, context, entry.period)
    acting = _acting(entry)
    return Profile(
        entry=entry,
        family=family,
        topic=topic_of(entry.claim, context) if family == "speech" else family,
        period=entry.period,
        spots=_spots(entry),
        sentence=index,
        words=frozenset(words) - STOP_WORDS,
        shingles=frozenset(zip(words, words[1:], words[2:], strict=False)),
        claimant=_claimant(entry),
        acting=acting,
        agent=_actor(entry, acting),
        context=context,
    )


def _cuts(text: str) -> tuple[int, ...]:
    return (0, *(m.end() for m in SENTENCE_END.finditer(text)), len(text) + 1)


def _sentence(cuts: tuple[int, ...], span: Span) -> tuple[int, Span]:
    index = bisect_right(cuts, span.start, hi=len(cuts) - 1) - 1
    last = cuts[bisect_left(cuts, span.end, lo=1)]
    return index, Span(cuts[index], max(last, span.end))


@lru_cache(maxsize=65_536)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case and plain letters, in order."""
    return tuple(WORD.findall(anyascii(text).lower()))


def name_of(text: str) -> str:
    """A name as it is compared: plain small letters without articles; what the place is called, not what it is."""
    words = [w for w in words_of(text) if w not in ARTICLES]
    telling = [w for w in words if w not in GENERIC_PLACE]
    return " ".join(telling or words)


def _spots(entry: Entry) -> tuple[Spot, ...]:
    """The places of a claim, most specific first; what runs over a whole war takes no place over from before it."""
    pairs = zip(entry.claim.places, entry.places, strict=True)
    spots = [Spot(name_of(mention.mention.text), place, mention.carried) for mention, place in pairs]
    if entry.claim.kind is ClaimKind.TOTAL:
        spots = [spot for spot in spots if not spot.carried]
    return tuple(sorted(spots, key=lambda s: (s.carried, FINENESS.index(s.place.precision) if s.place else 1)))


def _claimant(entry: Entry) -> str:
    found = entry.actor(Field.CLAIMANT)
    if found:
        return found.id
    claimant = entry.claim.claimant
    if claimant.kind is SourceKind.OWN_VOICE or not claimant.text:
        return f"own:{entry.part.source or entry.document.fact('source') or entry.document.id}"
    return " ".join(w for w in words_of(claimant.text) if w not in GENERIC_CLAIMANT)


def _acting(entry: Entry) -> Field:
    """Which words of a claim name who acted: of a speech act not the speaker but whom it speaks of."""
    claim = entry.claim
    speaker, agent = claim.claimant.mention, claim.agent
    if claim.kind in SPEECH and speaker and agent and speaker.span.overlaps(agent.span):
        return Field.TARGET
    return Field.AGENT


def _actor(entry: Entry, name: Field) -> str:
    found = entry.actor(name)
    if found:
        return found.id
    mention = entry.claim.agent if name is Field.AGENT else entry.claim.target
    return " ".join(w for w in words_of(mention.text) if w not in NAMELESS and not w.isdigit()) if mention else ""
