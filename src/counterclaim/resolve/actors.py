"""Which actor a mention stands for: by its own words first, by the page where they leave it open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from counterclaim.model.claims import Actor, Candidate, Mention
from counterclaim.model.documents import Document, SourceKind
from counterclaim.resolve.knowledge import Knowledge
from counterclaim.resolve.known_actor import Known
from counterclaim.resolve.naming import BASES, Sense
from counterclaim.resolve.ranked import Ranked
from counterclaim.resolve.reading import Found, Phrase, Reader
from counterclaim.resolve.setting import Named, Setting, published, setting_of

SPEAKERS = {
    "state": SourceKind.OFFICIAL,
    "territory": SourceKind.OFFICIAL,
    "government": SourceKind.OFFICIAL,
    "ministry": SourceKind.OFFICIAL,
    "military": SourceKind.MILITARY,
    "alliance": SourceKind.MILITARY,
    "armed_group": SourceKind.ARMED_GROUP,
    "monitor": SourceKind.MONITOR,
    "outlet": SourceKind.MEDIA,
    "agency": SourceKind.ORGANISATION,
    "party": SourceKind.ORGANISATION,
    "international": SourceKind.ORGANISATION,
    "person": SourceKind.PERSON,
}
SELVES = ("we", "us", "ourselves", "ours")
KIN = {
    "armed_group": ("armed_group", "alliance"),
    "outlet": ("outlet", "agency"),
}
COMMON = frozenset(
    ("of", "for", "and", "in", "forces", "army", "force", "people", "local", "news", "national", "state", "military")
)


class Actors:
    """Resolves mentions of actors against what is known of them."""

    def __init__(self, *, knowledge: Knowledge, max_candidates: int) -> None:
        self.knowledge = knowledge
        self.max_candidates = max_candidates
        self._reader = Reader(knowledge=knowledge)
        generic = knowledge.offices["generic"].items()
        self._generic = {noun: kind for kind, nouns in generic for noun in (*nouns, *(f"{n}s" for n in nouns))}
        nouns = (noun for office in knowledge.offices["offices"] for noun in office["nouns"])
        self._plain = {word for noun in (*nouns, *self._generic) for word in noun.split()}

    def resolve(
        self, mentions: Sequence[Mention], document: Document, lands: Mapping[str, float] | None = None
    ) -> list[Ranked]:
        """One ranking for each mention, in the order given; all mentions are of the one document.

        A name, an office of a state, a leader or a seat of government decide by themselves; short forms ("the
        ministry", "the group", "the army") are carried back to the last fitting actor that the page names, or to the
        state that the page is about, with a lower score; `lands` tells how many places of each country it names.
        Names are weighed by the day of publication.
        """
        setting = setting_of(document, self._reader, lands)
        return [self._rank(mention, setting) for mention in mentions]

    def speaker_kind(self, text: str) -> SourceKind:
        """The kind of a speaker whose name is known; UNKNOWN for every other, whose head noun must tell."""
        phrase = self._reader.phrase(text)
        found = self._reader.read(phrase, None)
        return SPEAKERS.get(found[0].actor.kind, SourceKind.UNKNOWN) if found else SourceKind.UNKNOWN

    def named(self, text: str) -> Actor | None:
        """The actor that words name by themselves, without a page around them; None where they leave it open."""
        found = self._reader.read(self._reader.phrase(text), None)
        best = _best(found)
        sure = best and (len(best) == 1 or best[0].score > best[1].score)
        return best[0].actor if sure else None

    def of_id(self, ident: str, day: date | None) -> Actor | None:
        """The actor of an id as it was on a day: one of the lists, or an office of a state of theirs."""
        name = ident.removeprefix("actor:")
        if name in self.knowledge.actors:
            return self._reader.actor(self.knowledge.actors[name], day)
        for office in self._reader.offices:
            base = self.knowledge.actors.get(name.removesuffix(f"-{office}"))
            if base is not None and base.kind in BASES and name.endswith(f"-{office}"):
                return self._reader.office_of(base, office, day)
        return None

    def of_speaker(self, mention: Mention, speaker: Actor | None, document: Document) -> Ranked:
        """Whom `we` or `our army` means in the mouth of a speaker; open where he or his side is not known."""
        word = mention.text.split()[0]
        phrase = self._reader.phrase(mention.text)
        office = next((hit for hit in reversed(phrase.hits) if hit.of("office")), None)
        side = self.knowledge.actors.get((speaker.side or "").removeprefix("actor:")) if speaker else None
        if speaker and _is_self(mention.text):
            actor = speaker
        elif side and side.kind in BASES and office:
            actor = self._reader.office_of(side, office.of("office")[0].id, published(document))
        else:
            return Ranked((), f"‘{word}’ is the speaker's own side, which is not known")
        why = f"‘{word}’ is the speaker's own side, and {speaker.name if speaker else ''} speaks"
        return Ranked((Candidate(value=actor, score=0.7, why=why),), why)

    def _rank(self, mention: Mention, setting: Setting) -> Ranked:
        phrase = self._reader.phrase(mention.text, lambda sense: self._used(sense, setting))
        if not phrase.words:
            return Ranked((), "the mention holds no word")
        found = self._near(self._reader.read(phrase, setting.day), setting)
        found = found or self._of_owner(phrase, mention, setting) or self._by_page(phrase, mention.span.start, setting)
        if not found:
            return Ranked((), self._open(phrase))
        best = _best(found)[: self.max_candidates]
        return Ranked(
            tuple(Candidate(value=one.actor, score=round(one.score, 3), why=one.why) for one in best), best[0].why
        )

    def _used(self, sense: Sense, setting: Setting) -> bool:
        """Whether a common word stands for an actor here; one that judges, where the page names the party."""
        country = setting.about.country if setting.about else None
        if sense.local is None or not sense.local.holds(country, setting.day):
            return sense.local is None
        party = self._reader.actor(self.knowledge.actors[sense.id], setting.day).side
        named = {f"actor:{state.id}" for state in setting.states} | {named.actor.side for named in setting.named}
        return not sense.loaded or party in named

    def _near(self, found: list[Found], setting: Setting) -> list[Found]:
        """The candidates, those that the page names or that belong to its state lifted where names are shared."""
        country = setting.about.country if setting.about else None
        found = [one for one in found if one.only_in in (None, country)]
        ids = {named.actor.id for named in setting.named}
        if len(found) < 2 or not setting.about:
            return found
        lifted = []
        for one in found:
            known = self.knowledge.actors.get(one.actor.id.removeprefix("actor:"))
            at_home = bool(known and known.country and known.country == country)
            lifted.append(
                one._replace(
                    score=min(1.0, one.score + (0.02 if at_home else 0) + (0.01 if one.actor.id in ids else 0))
                )
            )
        return sorted(lifted, key=lambda one: -one.score)

    def _by_page(self, phrase: Phrase, start: int, setting: Setting) -> list[Found]:
        """The last fitting actor that the page names, and the state that it is about."""
        words = [word.norm for word in phrase.words[: phrase.end]]
        kind = self._generic.get(
            " ".join(word for word in words if word not in self._reader.fillers)
        ) or self._generic.get(" ".join(words))
        found = self._of_short_form(words, start, setting)
        if kind:
            found += self._of_kind(kind, words[-1], start, setting)
        return found + self._of_state(phrase, kind, start, setting)

    def _of_owner(self, phrase: Phrase, mention: Mention, setting: Setting) -> list[Found]:
        """The office of the state named last before `its`, `their`."""
        if not mention.text.lower().startswith(("its ", "their ")):
            return []
        office = next((hit for hit in reversed(phrase.hits) if hit.of("office")), None)
        named = next((one for one in setting.before(mention.span.start) if one.actor.kind == "state"), None)
        owner = self.knowledge.actors.get(named.actor.id.removeprefix("actor:")) if named else None
        if office is None or owner is None:
            return []
        actor = self._reader.office_of(owner, office.of("office")[0].id, setting.day)
        return [Found(actor, 0.7, f"‘{mention.text.split()[0]}’ goes back to {owner.name}, the last state named")]

    def _of_short_form(self, words: list[str], start: int, setting: Setting) -> list[Found]:
        """An actor named in full before, of which the mention is a short form ("the Observatory")."""
        short = {word for word in words if word not in COMMON | self._plain | self._reader.fillers}
        if not short or len(words) > 4:
            return []
        for named in (*setting.before(start), *setting.after(start)):
            shared = short & named.words
            if shared and len(shared) * 2 >= len(short) and words[-1] in shared:
                return [Found(named.actor, 0.7, f"a short form of {named.actor.name}, which the page names")]
        return []

    def _of_kind(self, kind: str, word: str, start: int, setting: Setting) -> list[Found]:
        fitting = KIN.get(kind, (kind,))
        ahead = _first(setting.before(start), fitting)
        if ahead:
            return [
                Found(ahead.actor, 0.5, f"‘{word}’ is carried back to {ahead.actor.name}, the last fitting one named")
            ]
        later = _first(setting.after(start), fitting)
        return [Found(later.actor, 0.35, f"‘{word}’ may be {later.actor.name}, named further on")] if later else []

    def _of_state(self, phrase: Phrase, kind: str | None, start: int, setting: Setting) -> list[Found]:
        heads = [hit for hit in phrase.hits if hit.of("office") and self._reader.ends(phrase.words, hit)]
        office = next((hit for hit in reversed(heads) if hit.first < phrase.end), heads[0] if heads else None)
        if not office or not setting.about:
            return []
        sense = office.of("office")[0]
        row = self._reader.offices[sense.id]
        alone = row.get("alone", row.get("opposes", False))
        if isinstance(alone, list):
            alone = sense.written in alone and kind is None
        if not alone or kind == "alliance":
            return []
        named = self._of_office(sense.id, row["kind"], start, setting)
        about = self._torn(setting) if row.get("opposes") else setting.about
        actor = self._reader.office_of(about, sense.id, setting.day)
        score = 0.6 * (0.6 + 0.4 * setting.share) * (0.7 if sense.id == "armed-groups" else 1)
        return [*named, Found(actor, score, f"‘{sense.written}’ without a name, on a page about {about.name}")]

    def _of_office(self, office: str, kind: str, start: int, setting: Setting) -> list[Found]:
        """The last ministry of that name that the page gave to a state."""
        if kind != "ministry":
            return []
        for named in setting.before(start):
            known = self.knowledge.actors.get(named.actor.id.removeprefix("actor:"))
            if (known and known.office == office) or named.actor.id.endswith(f"-{office}"):
                return [Found(named.actor, 0.65, f"carried back to {named.actor.name}, named before")]
        return []

    def _torn(self, setting: Setting) -> Known:
        """The most named state in which armed opponents are known to fight, else the state the page is about."""
        torn = (known for known in setting.states if f"{known.id}-opposition-forces" in self.knowledge.actors)
        return next(torn, setting.states[0])

    def _open(self, phrase: Phrase) -> str:
        if any(hit.of("base", "demonym") for hit in phrase.hits):
            return "the words tell a country or a people, not an actor"
        if any(hit.of("office") for hit in phrase.hits):
            return "the words tell no party, and the page names none that fits"
        return "no known actor is named"


def is_own(text: str) -> bool:
    """Whether words mean the side of whoever speaks (`we`, `our troops`)."""
    return text.lower().startswith("our ") or _is_self(text)


def _is_self(text: str) -> bool:
    """Whether a word is `we` or `us`, and not the state that is written like it."""
    return text.lower() in SELVES and text != "US"


def _first(named: Iterable[Named], kinds: Sequence[str]) -> Named | None:
    return next((one for one in named if one.actor.kind in kinds), None)


def _best(found: Iterable[Found]) -> list[Found]:
    """The candidates without repetition, the highest score first; order is kept among equals."""
    best: dict[str, Found] = {}
    for one in found:
        if one.actor.id not in best or best[one.actor.id].score < one.score:
            best[one.actor.id] = one
    return sorted(best.values(), key=lambda one: -one.score)
