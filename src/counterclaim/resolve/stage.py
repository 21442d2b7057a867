"""The stage `resolve`: every mention of a reading with what it stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from counterclaim.config import ResolveSettings
from counterclaim.model.claims import Actor, Candidate, Claim, ClaimKind, Field, Mention, Modality, Object, Resolution
from counterclaim.model.documents import Document, SourceKind, Span
from counterclaim.model.incidents import Finding, FindingKind
from counterclaim.model.places import Place
from counterclaim.model.stages import Reading, Resolved
from counterclaim.model.values import Period
from counterclaim.resolve.actors import Actors, is_own
from counterclaim.resolve.compiled import cache_folder
from counterclaim.resolve.equipment import Catalogue
from counterclaim.resolve.gazetteer import open_gazetteer, say
from counterclaim.resolve.known import is_settlement
from counterclaim.resolve.own_actors import load_knowledge
from counterclaim.resolve.periods import Periods
from counterclaim.resolve.places import Places
from counterclaim.resolve.ranked import Ranked
from counterclaim.resolve.voices import voices

WIDE = ("province", "governorate", "region", "countryside", "provinces", "country", "border")
STAGE = "resolve/1"
_NEARLY = 0.7
_FAR_KM = 50.0


class Resolver:
    """Resolves places, actors and periods, each of them for a whole page at once.

    Raises:
        InputError: if a gazetteer or an actors file of the settings cannot be used.
    """

    def __init__(self, settings: ResolveSettings) -> None:
        self.gazetteer = open_gazetteer(settings)
        self.places = Places(gazetteer=self.gazetteer, max_candidates=settings.max_candidates)
        knowledge = load_knowledge(settings)
        for fault in knowledge.faults:
            say(f"{fault} (this entry is left out)")
        self.actors = Actors(knowledge=knowledge, max_candidates=settings.max_candidates)
        self.periods = Periods(max_candidates=settings.max_candidates)
        self.catalogue = Catalogue.load(settings.equipment, cache_folder(settings))
        for fault in self.catalogue.faults:
            say(f"{fault} (this entry is left out)")

    def known(self, name: str) -> bool:
        """Whether a place of this name is in the gazetteer."""
        return bool(self.gazetteer.find(name))

    def wide(self, name: str) -> int:
        """How wide a place a name stands for: 0 a settlement or unknown, 1 a province or the like, 2 a country."""
        if name.lower().endswith(WIDE):
            return 1
        found = self.gazetteer.find(name) or self.gazetteer.find(name.removesuffix("s"))
        if found and found[0].feature in {"PCLI", "CONT"}:
            return 2
        if not found or any(is_settlement(place) for place in found[:3]):
            return 0
        return 1

    def __call__(self, readings: Iterable[Reading]) -> Iterator[Resolved]:
        """One resolved reading for each reading, in order."""
        return map(self.resolve, readings)

    def resolve(self, reading: Reading) -> Resolved:
        """What every mention of a reading stands for, with findings for what stays open."""
        document = reading.page.document
        asked = [question for claim in reading.claims for question in _questions(claim)]
        times = sorted({*reading.times, *(m for _, f, _, m in asked if f is Field.TIME)}, key=lambda m: m.span)
        places = sorted({*reading.places, *(m for _, f, _, m in asked if f is Field.PLACE)}, key=lambda m: m.span)
        actors = sorted({m for _, f, _, m in asked if f not in {Field.TIME, Field.PLACE}}, key=lambda m: m.span)
        where = self.places.resolve(places, document, related=True)
        lands = lands_of(where)
        chief = max(lands, key=lambda code: (lands[code], code), default=None)
        periods, impossible = self.periods.resolve(times, document, chief)
        answers: dict[Field, dict[Mention, Ranked]] = {
            Field.TIME: dict(zip(times, periods, strict=True)),
            Field.PLACE: dict(zip(places, where, strict=True)),
            Field.AGENT: dict(zip(actors, self.actors.resolve(actors, document, lands), strict=True)),
        }
        named = answers[Field.AGENT]
        resolutions = tuple(
            _resolution(
                claim,
                field,
                index,
                mention,
                self._sided(claim, mention, named, document)
                if field in OF_A_SIDE
                else answers.get(field, named)[mention],
            )
            for claim, field, index, mention in asked
        )
        models = tuple(_models(reading.claims, self.catalogue))
        open_places = (*_unresolved(document, resolutions), *_ambiguous(document, resolutions))
        wrong = _no_such_type(document, models, self.catalogue)
        now = [resolution for claim in reading.claims if _is_now(claim) and (resolution := _now(claim, document))]
        found = (*impossible, *open_places, *wrong)
        own = voices(reading, self.actors, STAGE)
        return Resolved(reading=reading, resolutions=(*resolutions, *models, *now, *own), findings=found)

    def _sided(self, claim: Claim, mention: Mention, named: Mapping[Mention, Ranked], document: Document) -> Ranked:
        """Who acted or was hit in a claim, in the mouth of its claimant."""
        if is_own(mention.text):
            return self._own(claim, mention, named, document)
        return _not_own(named[mention], mention, _side_of(claim, named))

    def _own(self, claim: Claim, mention: Mention, named: Mapping[Mention, Ranked], document: Document) -> Ranked:
        """Whom a claim's `we` or `our army` means: the side of its claimant, be it the outlet itself."""
        speaker = claim.claimant
        if speaker.kind is SourceKind.OWN_VOICE or speaker.mention is None or speaker.mention not in named:
            return self.actors.of_speaker(mention, self.actors.named(speaker.text or ""), document)
        first = next((one.value for one in named[speaker.mention].candidates if isinstance(one.value, Actor)), None)
        return self.actors.of_speaker(mention, first, document)


def lands_of(answers: Iterable[Ranked]) -> Counter[str]:
    """How many of the places of a page, smaller than a country, lie in each country."""
    found = (ranked.candidates[0].value for ranked in answers if ranked.candidates)
    places = (place for place in found if isinstance(place, Place) and place.precision not in {"country", "continent"})
    return Counter(place.country for place in places if place.country)


NEVER_OWN = frozenset({"regime", "enemy", "occupation", "occupying"})
"""Words by which nobody speaks of his own side."""


def _not_own(answer: Ranked, mention: Mention, side: str | None) -> Ranked:
    """An answer without the claimant's own side, where the words are said of others alone (`regime soldiers`)."""
    said = NEVER_OWN & set(mention.text.lower().split())
    if side is None or not said:
        return answer
    left = tuple(one for one in answer.candidates if getattr(one.value, "side", None) != side)
    if len(left) == len(answer.candidates):
        return answer
    why = f"‘{min(said)}’ is said of another side than the speaker's, and the page does not tell which"
    return Ranked(left, left[0].why if left else why)


def _side_of(claim: Claim, named: Mapping[Mention, Ranked]) -> str | None:
    """The side of a claim's claimant, where he is known."""
    mention = claim.claimant.mention
    candidates = named[mention].candidates if mention is not None and mention in named else ()
    return next((one.value.side for one in candidates if isinstance(one.value, Actor)), None)


OF_A_SIDE = frozenset({Field.AGENT, Field.TARGET, Field.PARTY})
Question = tuple[Claim, Field, int, Mention]


def _questions(claim: Claim) -> Iterator[Question]:
    """Every mention of a claim that may stand for something."""
    for field, mention in ((Field.AGENT, claim.agent), (Field.TARGET, claim.target)):
        if mention is not None:
            yield claim, field, 0, mention
    for index, place in enumerate(claim.places):
        yield claim, Field.PLACE, index, place.mention
    if claim.time is not None:
        yield claim, Field.TIME, 0, claim.time.mention
    if claim.claimant.mention is not None and claim.claimant.kind is not SourceKind.OWN_VOICE:
        yield claim, Field.CLAIMANT, 0, claim.claimant.mention
    for index, link in enumerate(claim.attribution):
        speaker = link.stands_for or link.speaker
        if speaker is not None:
            yield claim, Field.SPEAKER, index, speaker
    for index, measure in enumerate(claim.measures):
        if measure.party is not None:
            yield claim, Field.PARTY, index, measure.party


def _is_now(claim: Claim) -> bool:
    """Whether a claim tells, without a time, who holds a place while the text is written."""
    return claim.time is None and claim.kind is ClaimKind.CONTROL and claim.modality is Modality.ONGOING


def _now(claim: Claim, document: Document) -> Resolution | None:
    """The day of publication, for what is told in the present tense; None where that day is unknown."""
    day = document.published
    if day is None:
        return None
    why = "The claim is in the present tense and names no time: the day of publication."
    candidate = Candidate(value=Period(day, day), score=0.6, why=why)
    return Resolution(claim=claim.id, field=Field.TIME, mention=None, candidates=(candidate,), why=why, stage=STAGE)


def _resolution(claim: Claim, field: Field, index: int, mention: Mention, ranked: Ranked) -> Resolution:
    return Resolution(
        claim=claim.id,
        field=field,
        mention=mention,
        candidates=ranked.candidates,
        why=ranked.why,
        stage=STAGE,
        index=index,
    )


def _models(claims: Iterable[Claim], catalogue: Catalogue) -> Iterator[Resolution]:
    """What the weapons that claims name are models of."""
    for claim in claims:
        for field, index, mention, given in _weapons(claim):
            ranked = catalogue.read(mention.text, given)
            if ranked.candidates or any(catalogue.missing(mention.text)):
                yield _resolution(claim, field, index, mention, ranked)


def _weapons(claim: Claim) -> Iterator[tuple[Field, int, Mention, Object | None]]:
    """Every mention of a claim that may name a model, with the class that it is counted as."""
    if claim.instrument is not None:
        yield Field.INSTRUMENT, 0, claim.instrument, None
    for index, measure in enumerate(claim.measures):
        at = measure.mention.text.find(measure.model) if measure.model else -1
        if measure.model and at >= 0:
            start = measure.mention.span.start + at
            yield Field.MODEL, index, Mention(measure.model, Span(start, start + len(measure.model))), measure.object


def _no_such_type(document: Document, models: Iterable[Resolution], catalogue: Catalogue) -> Iterator[Finding]:
    """One finding for each designation that no type has."""
    told: set[tuple[str, Span]] = set()
    for resolution in models:
        mention = resolution.mention
        for wrong in catalogue.missing(mention.text) if mention else ():
            if mention and (wrong, mention.span) not in told:
                told.add((wrong, mention.span))
                yield Finding(
                    kind=FindingKind.NO_SUCH_TYPE,
                    message=f"{wrong}. The words are kept as they stand; look for what may be meant.",
                    stage=STAGE,
                    document=document.id,
                    span=mention.span,
                    claims=(resolution.claim,),
                )


def _unresolved(document: Document, resolutions: Sequence[Resolution]) -> Iterator[Finding]:
    """One finding for each place name that no gazetteer knows, with the claims that it concerns."""
    for name, found in _by_words(resolutions, _is_unknown).items():
        message = f"“{name}” could not be placed exactly. {found[0].why} Add a gazetteer that holds it."
        yield _on_place(FindingKind.UNRESOLVED_PLACE, message, document, found)


def _ambiguous(document: Document, resolutions: Sequence[Resolution]) -> Iterator[Finding]:
    """One finding for each place name that fits two places far apart about equally well."""
    for name, found in _by_words(resolutions, _is_ambiguous).items():
        several = " or ".join(_told(c.value) for c in found[0].candidates[:2] if isinstance(c.value, Place))
        message = (
            f"“{name}” may be {several}; the page does not say which. "
            "Say which it is with `counterclaim gazetteer resolve`."
        )
        yield _on_place(FindingKind.AMBIGUOUS_PLACE, message, document, found)


def _is_unknown(found: Resolution) -> bool:
    value = found.chosen.value if found.chosen else None
    return value is None or (isinstance(value, Place) and value.id is None)


def _is_ambiguous(found: Resolution) -> bool:
    """Whether the two best candidates are known places far apart, and the second nearly as likely as the first."""
    if len(found.candidates) < 2:
        return False
    (one, first), (two, second) = ((c.value, c.score) for c in found.candidates[:2])
    if not (isinstance(one, Place) and isinstance(two, Place) and one.id and two.id and one.position and two.position):
        return False
    return second >= _NEARLY * first and one.position.distance_km(two.position) > _FAR_KM + (one.radius_km or 0.0)


def _told(place: Place) -> str:
    return ", ".join(part for part in (place.name, place.region, place.country) if part)


def _by_words(resolutions: Sequence[Resolution], wanted: Callable[[Resolution], bool]) -> dict[str, list[Resolution]]:
    names: dict[str, list[Resolution]] = {}
    for resolution in resolutions:
        if resolution.field is Field.PLACE and resolution.mention is not None and wanted(resolution):
            names.setdefault(resolution.mention.text, []).append(resolution)
    return names


def _on_place(kind: FindingKind, message: str, document: Document, found: Sequence[Resolution]) -> Finding:
    mention = found[0].mention
    return Finding(
        kind=kind,
        message=message,
        stage=STAGE,
        document=document.id,
        span=mention.span if mention else None,
        claims=tuple(dict.fromkeys(r.claim for r in found)),
    )
