"""What the words of one mention say by themselves: whose name, which office of which state, in whose service."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from anyascii import anyascii

from counterclaim.model.claims import Actor
from counterclaim.resolve.knowledge import Knowledge
from counterclaim.resolve.known_actor import Known, Term
from counterclaim.resolve.naming import BASES, Hit, Names, Sense, Used, nowhere
from counterclaim.resolve.wording import Word, words_of

STOP_WORDS = (
    "at in from of for with by who whom whose that which near on inside outside along during after before while "
    "between under against through over into when where fighting told loyal formerly previously "
    "believed claiming saying including named called known speaking driving close to"
)
STOPS = frozenset(STOP_WORDS.split())
JOINTS = frozenset(("and", "or"))
OPEN = frozenset(("of", "from", "in", "at", "for", "loyal", "to", "held", "by", "told", "believed"))
PASSIVE = frozenset(("backed", "supported", "held", "based", "led", "controlled", "run"))
AWAY = frozenset(
    ("held", "controlled", "run", "based", "ruled", "besieged", "occupied", "populated", "majority", "born", "owned")
)
SIDES = {"led": "led", "commanded": "led", "dominated": "led"} | dict.fromkeys(
    ("backed", "supported", "sponsored", "allied", "aligned", "affiliated", "linked", "funded", "trained", "formed"),
    "backed",
)
AGAINST = frozenset(("anti", "ex", "non"))
HEADS = frozenset(("presidency", "prime-minister", "government"))
SPEAKS_FOR = frozenset(("monitor", "agency", "outlet", "ministry", "military", "international"))


class Found(NamedTuple):
    """An actor that a mention may stand for, with score in 0..1 and reason.

    `only_in` is the country that the page must be about where the name is a common one ("the civil defence").
    """

    actor: Actor
    score: float
    why: str
    only_in: str | None = None


class Phrase(NamedTuple):
    """A mention as the reader sees it: its words, the names among them, where its head ends."""

    words: list[Word]
    hits: list[Hit]
    end: int


class Reader:
    """Reads one mention without its page."""

    def __init__(self, *, knowledge: Knowledge) -> None:
        offices = knowledge.offices
        self.knowledge = knowledge
        self.names = Names(knowledge)
        self.offices: dict[str, Any] = {office["id"]: office for office in offices["offices"]}
        self.fillers = frozenset(offices["fillers"]) | frozenset(offices["titles"])
        self.carriers = frozenset(offices["carriers"])
        self.voices = frozenset(offices["voices"])
        self.places = frozenset(offices["places"])
        self.held: dict[tuple[str | None, str | None], list[Known]] = {
            (known.part_of, known.office): [] for known in knowledge.actors.values() if known.office
        }
        for known in knowledge.actors.values():
            if known.office:
                self.held[known.part_of, known.office].append(known)

    def phrase(self, text: str, used: Used = nowhere) -> Phrase:
        """The words of a mention with the names that count: not those that only say who holds, bases or opposes.

        A common word that stands for an actor on this page (`used`) does so only where nobody is named beside it.
        """
        words = words_of(text, self.names.spelling)
        hits = self.names.hits(words, used=used)
        senses = [sense for hit in hits for sense in hit.senses]
        named = any(sense.local is None and sense.role != "office" for sense in senses)
        if named and any(sense.local for sense in senses):
            hits = self.names.hits(words)
        hits = [hit for hit in hits if not _aside(words, hit) and not self._of_a_place(words, hit)]
        return Phrase(words, hits, _cut(words, hits))

    def _of_a_place(self, words: Sequence[Word], hit: Hit) -> bool:
        return hit.last < len(words) and words[hit.last].norm in self.places and not hit.of("office")

    def read(self, phrase: Phrase, day: date | None) -> list[Found]:
        """Every actor that the words name, the likeliest first; empty where only the page can tell."""
        sided = self._sided(phrase, day)
        if sided:
            return sided
        groups = list(_conjuncts(phrase))
        found = [self.judge(phrase.words, group, day) for group in self._shared(groups)]
        named = [found_here for found_here in found if found_here]
        if len(named) > 1:
            return _joined(named)
        return named[0] if named else self._tail(phrase, groups, day)

    def judge(self, words: Sequence[Word], group: Sequence[Hit], day: date | None) -> list[Found]:
        """What one run of names says: a name, a leader, an office of a state, or a state."""
        named = next((hit for hit in reversed(group) if hit.of("actor")), None)
        leader = next((hit for hit in reversed(group) if hit.of("leader")), None)
        office = next((hit for hit in reversed(group) if hit.of("office") and self.ends(words, hit)), None)
        if named and leader and leader is group[-1] and leader.first >= named.last:
            return self._led(leader, None, day)
        if named and not (office and office.first >= named.last and self._is_government(named)):
            return self._named(words, group, named, day)
        if named and office:
            return self._with_office(self._led_party(self.knowledge.actors[named.of("actor")[0].id]), None, office, day)
        if leader:
            return self._led(leader, office if office is group[-1] else None, day)
        base = _base_for(group, office)
        if base and office and not _is_last_name(group, base):
            return self._office(base.of("base", "demonym", "capital")[0], office, day)
        return self._base(words, group, base, day) if base else []

    def ends(self, words: Sequence[Word], hit: Hit) -> bool:
        """Whether a noun is the head, or only somebody who speaks for it follows ("the regime's spokesman")."""
        after = words[hit.last : hit.last + 1]
        spoken = bool(after) and after[0].norm in self.voices and not after[0].pause
        return ends_there(words, hit) or (spoken and ends_there(words, hit._replace(last=hit.last + 1)))

    def office_of(self, base: Known, office: str, day: date | None) -> Actor:
        """An office of a state: by its proper name where the files have one, else put together."""
        held = [known for known in self.held.get((base.id, office), ()) if known.exists(day)]
        known = held[0] if held else self.knowledge.actors.get(f"{base.id}-{office}")
        if known:
            return self.actor(known, day)
        kind = self.offices[office]["kind"]
        kind = "armed_group" if kind == "military" and base.kind == "people" else kind
        side = f"{base.id}-{office}" if self.offices[office].get("opposes") else base.side(day) or base.id
        side_id = None if office == "armed-groups" else f"actor:{side}"
        name = f"{base.name}: {self.offices[office]['name']}"
        return Actor(id=f"actor:{base.id}-{office}", name=name, kind=kind, side=side_id)

    def actor(self, known: Known, day: date | None) -> Actor:
        """The known actor as a value, with the side that it had on the day; states are their own side."""
        side = known.side(day) or (known.id if known.kind in BASES else None)
        side = side or (known.part_of and self._side_of(known.part_of, day))
        return Actor(id=f"actor:{known.id}", name=known.name, kind=known.kind, side=f"actor:{side}" if side else None)

    def _side_of(self, of: str, day: date | None) -> str | None:
        known = self.knowledge.actors[of]
        return known.side(day) or (
            known.id if known.kind in BASES or not known.part_of else self._side_of(known.part_of, day)
        )

    def _shared(self, groups: list[list[Hit]]) -> Iterator[list[Hit]]:
        """Each conjunct with the office that it shares with a later one: "Syrian and Russian warplanes"."""
        for index, group in enumerate(groups):
            following = groups[index + 1] if index + 1 < len(groups) else []
            bare = all(hit.of("demonym", "office") for hit in group) and group[-1].of("demonym")
            yield [*group, *(hit for hit in following[-1:] if bare and hit.of("office"))]

    def _named(self, words: Sequence[Word], group: Sequence[Hit], hit: Hit, day: date | None) -> list[Found]:
        whole = all(word.norm in self.fillers for i, word in enumerate(words) if not hit.first <= i < hit.last)
        leads = any(other.of("leader") for other in group)
        found = []
        for sense in hit.of("actor"):
            known = self.knowledge.actors[sense.id]
            score = (0.97 if whole else 0.92 if leads else 0.88) * (1 if known.exists(day) else 0.8)
            late = "" if known.exists(day) else ", though not known under it at that date"
            how = "is a name of" if whole else "stands in the words and is a name of"
            loaded = "; the wording takes sides" if sense.loaded else ""
            if sense.local:
                score, how = 0.7 if sense.loaded else 0.75, "on a page about that country is said of"
            why = f"‘{sense.written}’ {how} {known.name}{late}{loaded}"
            only_in = known.country if sense.written[0].islower() and not sense.local else None
            found.append(Found(self.actor(known, day), score, why, only_in))
        return sorted(found, key=lambda one: -one.score)

    def _led(self, leader: Hit, office: Hit | None, day: date | None) -> list[Found]:
        found: list[Found] = []
        for sense in leader.of("leader"):
            known = self.knowledge.actors[sense.id]
            terms = [term for term in known.leaders if sense.written in (term.value, *term.aliases)]
            term = next((term for term in terms if term.holds(day)), terms[0])
            known = self._led_party(known)
            weight = 1.0 if term.holds(day) else 0.7
            found += self._with_office(known, term, office, day) if office else self._person(known, term, day)
            found = [
                one if weight == 1.0 or one.actor.kind == "person" else one._replace(score=one.score * weight)
                for one in found
            ]
        return sorted(found, key=lambda one: -one.score)

    def _led_party(self, known: Known) -> Known:
        """The state itself where its head or head of government is meant, else who was led."""
        return self.knowledge.actors[known.part_of] if known.office in HEADS and known.part_of else known

    def _is_government(self, hit: Hit) -> bool:
        return self.knowledge.actors[hit.of("actor")[0].id].office == "government"

    def _with_office(self, known: Known, term: Term | None, office: Hit, day: date | None) -> list[Found]:
        led = f"{term.value} led {known.name}" if term else f"the words name the government of {known.name}"
        if known.kind not in BASES:
            return [Found(self.actor(known, day), 0.85, f"{led}, to whom the words give a force or an office")]
        name = office.of("office")[0].id
        if term is None and self.offices[name].get("opposes"):
            name = "armed-forces"
        why = f"{led}; ‘{office.of('office')[0].written}’ is read as its {self.offices[name]['name']}"
        return [
            Found(self.office_of(known, name, day), 0.85, why),
            Found(self.actor(known, day), 0.3, "the state itself"),
        ]

    def _person(self, known: Known, term: Term, day: date | None) -> list[Found]:
        side = self.actor(known, day).side or f"actor:{known.id}"
        slug = "-".join(anyascii(term.value).lower().replace("'", "").split())
        person = Found(
            Actor(id=f"actor:{slug}", name=term.value, kind="person", side=side), 0.9, f"a name of {term.value}"
        )
        body = self.office_of(known, "government", day) if known.kind in BASES else self.actor(known, day)
        if term.role == "spokesperson" or (term.role is None and known.kind in SPEAKS_FOR):
            return [Found(body, 0.9, f"{term.value} speaks for {known.name}"), person._replace(score=0.5)]
        return [person, Found(body, 0.4, f"{term.value} led {known.name}")]

    def _office(self, base: Sense, office: Hit, day: date | None) -> list[Found]:
        known = self.knowledge.actors[base.id]
        sense = office.of("office")[0]
        actor = self.office_of(known, sense.id, day)
        why = (
            f"‘{base.written}’ and ‘{sense.written}’ together name the {self.offices[sense.id]['name']} of {known.name}"
        )
        rest = (
            []
            if self.offices[sense.id].get("opposes")
            else [Found(self.actor(known, day), 0.35, f"the party itself: {known.name}")]
        )
        return [Found(actor, 0.88, why), *rest]

    def _base(self, words: Sequence[Word], group: Sequence[Hit], hit: Hit, day: date | None) -> list[Found]:
        last = (
            group[-1].last >= len(words) or words[group[-1].last].pause or words[group[-1].last].norm in STOPS | JOINTS
        )
        sense = hit.of("base", "demonym", "capital")[0]
        known = self.knowledge.actors[sense.id]
        if not last or hit is not group[-1]:
            return []
        if sense.role == "capital":
            government = Found(
                self.office_of(known, "government", day),
                0.75,
                f"‘{sense.written}’ stands for the government of {known.name}",
            )
            return [government, Found(self.actor(known, day), 0.6, f"‘{sense.written}’ stands for {known.name}")]
        return [
            Found(
                self.actor(known, day), 0.95 if sense.role == "base" else 0.75, f"‘{sense.written}’ names {known.name}"
            )
        ]

    def _sided(self, phrase: Phrase, day: date | None) -> list[Found]:
        """Forces led or backed by a party ("Turkish-led forces"), unless they have a name of their own."""
        words = phrase.words[: phrase.end]
        for hit in self.names.hits(words):
            side = _side_word(words, hit)
            later = any(other.first >= hit.last and other.of("actor", "leader", "base") for other in phrase.hits)
            if side and not later and hit.last < len(words) - (side != "pro"):
                return self._aligned(words, hit, side, day)
        return []

    def _aligned(self, words: Sequence[Word], hit: Hit, side: str, day: date | None) -> list[Found]:
        sense = (hit.of("actor", "base", "demonym", "leader", "capital") or (None,))[0]
        if sense is None:
            return []
        known = self._led_party(self.knowledge.actors[sense.id])
        noun = next(
            (one.of("office")[0].id for one in self.names.hits(words) if one.first > hit.first and one.of("office")), ""
        )
        force = "rebels" if noun == "opposition-forces" else "coalition" if words[-1].norm == "coalition" else "forces"
        party = self.actor(known, day)
        how = {"pro": "on the side of", "led": "led by", "backed": "backed by or linked to"}[side]
        ident = f"actor:pro-{known.id}-{force}" if side == "pro" else f"actor:{known.id}-{side}-{force}"
        actor = Actor(id=ident, name=f"{force} {how} {known.name}", kind="armed_group", side=party.side or party.id)
        return [
            Found(actor, 0.8, f"the words say {how} {known.name}, not who they are"),
            Found(party, 0.25, f"the party named: {known.name}"),
        ]

    def _tail(self, phrase: Phrase, groups: list[list[Hit]], day: date | None) -> list[Found]:
        """What follows a preposition, where the head leaves it open: "a source in the army of X", "forces of Y"."""
        tail = [hit for hit in phrase.hits if hit.first > phrase.end]
        if not tail or not (groups or self._carries(phrase)):
            return []
        if phrase.words[phrase.end].norm not in OPEN:
            return []
        first = next(_grouped(phrase.words, tail))
        if phrase.words[phrase.end].norm == "from" and not any(hit.of("actor", "office", "leader") for hit in first):
            return []
        if groups and not any(hit.of("actor") for hit in first):
            first = [*first, groups[-1][-1]]
        elif (
            not groups
            and not any(hit.of("actor", "office", "leader") for hit in first)
            and phrase.words[phrase.end].norm != "of"
        ):
            return []
        return [one._replace(score=one.score * 0.85) for one in self.judge(phrase.words, first, day)]

    def _carries(self, phrase: Phrase) -> bool:
        return any(word.norm in self.carriers for word in phrase.words[: phrase.end])


def ends_there(words: Sequence[Word], hit: Hit) -> bool:
    """Whether a noun is the head: nothing follows it but a name, a preposition or another conjunct."""
    if hit.last >= len(words):
        return True
    word = words[hit.last]
    return word.pause or word.norm in STOPS | JOINTS | PASSIVE or word.text[0].isupper() or word.text[0].isdigit()


def _aside(words: Sequence[Word], hit: Hit) -> bool:
    after = words[hit.last].norm if hit.last < len(words) else ""
    before = words[hit.first - 1].norm if hit.first else ""
    away = (after in AWAY or after in SIDES) and not _passive(words, hit.last)
    return away or before in AGAINST or before == "pro"


def _side_word(words: Sequence[Word], hit: Hit) -> str | None:
    if hit.first and words[hit.first - 1].norm == "pro":
        return "pro"
    return SIDES.get(words[hit.last].norm) if hit.last < len(words) else None


def _cut(words: Sequence[Word], hits: Sequence[Hit]) -> int:
    inside = {index for hit in hits for index in range(hit.first, hit.last)}
    ends = (i for i, word in enumerate(words) if i and i not in inside and _ends_head(words, i))
    return next(ends, len(words))


def _ends_head(words: Sequence[Word], at: int) -> bool:
    if words[at].norm == "called" and words[at - 1].norm == "so":
        return False
    return words[at].norm in STOPS or _passive(words, at)


def _passive(words: Sequence[Word], at: int) -> bool:
    """Whether a participle begins what follows the head: "troops backed by", "positions held by"."""
    return words[at].norm in PASSIVE and at + 1 < len(words) and words[at + 1].norm in ("by", "in")


def _conjuncts(phrase: Phrase) -> Iterator[list[Hit]]:
    yield from _grouped(phrase.words, [hit for hit in phrase.hits if hit.first < phrase.end])


def _grouped(words: Sequence[Word], hits: Sequence[Hit]) -> Iterator[list[Hit]]:
    group: list[Hit] = []
    for hit in hits:
        between = words[group[-1].last : hit.first + 1] if group else ()
        listed = group and not group[-1].of("demonym", "office", "actor") and hit.of("base") and len(between) == 1
        if listed or any(word.pause or word.norm in JOINTS for word in between):
            yield group
            group = []
        group.append(hit)
    if group:
        yield group


def _base_for(group: Sequence[Hit], office: Hit | None) -> Hit | None:
    bases = [hit for hit in group if hit.of("base", "demonym", "capital")]
    before = [hit for hit in bases if office is None or hit.first < office.first]
    return next(reversed(before or bases), None)


def _is_last_name(group: Sequence[Hit], base: Hit) -> bool:
    """Whether a state is named last and plainly, after an office: "rebel backer Turkey"."""
    return base is group[-1] and bool(base.of("base")) and len(group) > 1 and group[-2].last < base.first


def _joined(named: list[list[Found]]) -> list[Found]:
    firsts = [found[0] for found in named]
    if len({one.actor.id for one in firsts}) == 1:
        return max(named, key=lambda found: found[0].score)
    return [
        one._replace(score=one.score * 0.8, why=f"one of {len(firsts)} that the words name: {one.why}")
        for one in firsts
    ]
