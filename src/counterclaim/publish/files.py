"""Everything about one claim, one document or one incident, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rich.console import Group, RenderableType
from rich.text import Text

from counterclaim.model.claims import Actor, Candidate, Entry, EquipmentModel, Link, Resolution
from counterclaim.model.overviews import ClaimFile, DocumentFile, Dossier
from counterclaim.model.places import Place
from counterclaim.model.values import Period
from counterclaim.publish import phrases, tables
from counterclaim.publish.layout import UNKNOWN, bullet, clean, fields, heading
from counterclaim.publish.masking import Masks, masked

_CONTEXT = 200


def record(found: ClaimFile | DocumentFile | Dossier, hidden: Masks) -> RenderableType:
    """Everything about what was asked for, with blocks over the words that are to be hidden."""
    if isinstance(found, ClaimFile):
        return claim(replace(found, entry=masked([found.entry], hidden)[0]))
    shown = replace(found, entries=tuple(masked(found.entries, hidden)))
    return document(shown) if isinstance(shown, DocumentFile) else incident(shown)


def claim(file: ClaimFile) -> RenderableType:
    """A claim: its words in their context, who says so, what the words stand for, and how others stand to it."""
    entry = file.entry
    shown: list[RenderableType] = [heading("Claim", entry.claim.id), Text(""), _in_context(entry), Text("")]
    shown.append(fields(_claim_fields(entry)))
    if entry.claim.attribution:
        shown += [Text(""), heading("Attribution, from the outermost speaker inwards")]
        shown += [bullet(_link(link), mark=f"{i}.", indent=3) for i, link in enumerate(entry.claim.attribution, 1)]
    if entry.resolutions:
        shown += [Text(""), heading("What the words stand for"), *_resolutions(entry.resolutions)]
    if file.relations:
        shown += [Text(""), heading("Other claims"), *_relations(file)]
    shown += [bullet(f"{clean(i.title)}  {i.id}", mark="incident") for i in file.incidents]
    return Group(*shown)


def _in_context(entry: Entry) -> Text:
    text, span = entry.document.text, entry.claim.span
    before = text[max(0, span.start - _CONTEXT) : span.start]
    after = text[span.end : span.end + _CONTEXT]
    shown = Text("…" if span.start > _CONTEXT else "", style="dim")
    shown.append(_edge(before), style="dim")
    shown.append(clean(entry.claim.quote.text), style="bold not dim")
    shown.append(_edge(after), style="dim")
    return shown.append("…" if span.end + _CONTEXT < len(text) else "", style="dim")


def _edge(text: str) -> str:
    if not text.strip():
        return " " if text else ""
    return (" " if text[0].isspace() else "") + clean(text) + (" " if text[-1].isspace() else "")


def _claim_fields(entry: Entry) -> list[tuple[str, str]]:
    c = entry.claim
    event = f"{c.event.type} / {c.event.subtype}" if c.event and c.event.subtype else c.event and c.event.type
    stance = ", ".join([c.stance.value.value, *(f"“{clean(word.text)}”" for word in c.stance.words)])
    return [
        ("who says", f"{phrases.speaker(entry)} ({phrases.words(c.claimant.kind.value)})"),
        ("kind", phrases.words(c.kind.value)),
        ("event", f"{event} ({c.event.scheme})" if c.event else UNKNOWN),
        ("agent", clean(c.agent.text if c.agent else None)),
        ("target", clean(c.target.text if c.target else None)),
        ("instrument", clean(c.instrument.text if c.instrument else None)),
        ("how many", phrases.how_many(c)),
        ("where", phrases.where(entry)),
        ("when", phrases.when(entry)),
        ("certainty", f"{c.polarity.value}, {c.modality.value}{_sure(c.certainty_confidence)}"),
        ("stance", f"{stance}{_sure(c.stance.confidence)}"),
        ("disputes", clean(c.disputes)),
        ("stands in", f"{phrases.part(entry.part)}, {clean(entry.document.fact('title') or entry.document.origin)}"),
        ("document", entry.document.id),
        ("span", f"{c.span.start}–{c.span.end}"),
        ("read by", f"{c.reader}, confidence {c.confidence:.2f}"),
    ]


def _sure(confidence: float | None) -> str:
    return f" (confidence {confidence:.2f})" if confidence is not None else ""


def _link(link: Link) -> str:
    name = clean(link.speaker.text) if link.speaker else "somebody unnamed"
    stands_for = f", that is {clean(link.stands_for.text)}" if link.stands_for else ""
    cue = f" “{clean(link.cue.text)}”" if link.cue else ""
    why = f": {clean(link.why)}" if link.why else ""
    return f"{name}{stands_for} ({phrases.words(link.kind.value)}){cue}, {phrases.words(link.mode.value)}{why}"


def _resolutions(resolutions: tuple[Resolution, ...]) -> Iterator[RenderableType]:
    for resolution in resolutions:
        words = f" “{clean(resolution.mention.text)}”" if resolution.mention else ""
        chosen = _value(resolution.chosen) if resolution.chosen else "unresolved"
        yield bullet(f"{resolution.field.value}{words} → {chosen}: {clean(resolution.why)}")
        for other in resolution.candidates[1:]:
            yield bullet(f"or {_value(other)}: {clean(other.why)}", mark="–", indent=5)


def _value(candidate: Candidate) -> str:
    value = candidate.value
    if isinstance(value, Period):
        return f"{value.caption} ({value.precision.value}; score {candidate.score:.2f})"
    known = ", ".join(clean(part) for part in _about(value) if part)
    return f"{clean(value.name)} ({known}; score {candidate.score:.2f})"


def _about(value: Place | Actor | EquipmentModel) -> list[str | None]:
    if isinstance(value, EquipmentModel):
        return [value.id, value.type, value.role, f"designed in {value.origin}" if value.origin else None]
    return [value.id, *_place(value)] if isinstance(value, Place) else [value.id, value.kind, value.side]


def _place(place: Place) -> list[str | None]:
    position = place.position
    point = f"{position.lat:.4f} {position.lon:.4f}" if position else None
    radius = f"within {place.radius_km:g} km" if place.radius_km else None
    exact = f"where_prec {place.where_prec}, geo_precision {place.geo_precision}" if position else None
    return [place.relation or None, place.region, place.country, place.precision, point, radius, exact]


def _relations(file: ClaimFile) -> Iterator[RenderableType]:
    names = {entry.claim.id: f"{phrases.speaker(entry)} [{entry.claim.id}]" for entry in file.others}
    names[file.entry.claim.id] = "this claim"
    for relation in phrases.gravest_first(file.relations):
        sentence = phrases.relation(relation, names)
        yield bullet(sentence[0].upper() + sentence[1:])


def document(file: DocumentFile) -> RenderableType:
    """A document: what is known of it and why, and its claims part by part."""
    found, summary = file.document, file.summary
    facts = [(name, f"{clean(fact.value)}  ({clean(fact.why)})") for name, fact in found.facts if fact.value]
    about = [
        ("id", found.id),
        ("origin", clean(found.origin)),
        ("captured", found.captured_at.isoformat(timespec="seconds")),
        ("media type", clean(found.media_type)),
        *facts,
        ("parts", str(summary.parts)),
        ("findings", str(summary.findings)),
    ]
    head = (tables.title(found, len(file.entries)), Text(""), fields(about), Text(""))
    return Group(*head, *tables.by_part(file.entries), Text(phrases.LEGEND, style="dim"))


def incident(dossier: Dossier) -> RenderableType:
    """An incident: its claims side by side, how they stand to each other, and the estimate beside them."""
    found = dossier.incident
    names = {entry.claim.id: f"[{i}]" for i, entry in enumerate(dossier.entries, start=1)}
    about = [
        ("when", found.period.caption if found.period else UNKNOWN),
        ("where", clean(found.place)),
        ("family", phrases.words(found.family)),
        ("told by", f"{phrases.plural(found.outlets, 'outlet')}, {phrases.plural(found.origins, 'origin')}"),
        ("grade", f"{found.grade}: {clean(found.grade_why)}" if found.grade else UNKNOWN),
        ("why together", f"{clean(found.why)} (weakest link {found.cohesion:.2f})"),
    ]
    shown: list[RenderableType] = [heading(found.title, found.id), fields(about), Text("")]
    shown.append(tables.claim_records(dossier.entries, names=names))
    if dossier.relations:
        shown += [heading("How they stand to each other")]
        shown += [bullet(phrases.relation(relation, names)) for relation in phrases.gravest_first(dossier.relations)]
    if dossier.estimates:
        shown += [Text(""), heading("Estimate, beside the claims and never in their place")]
        shown += [bullet(f"{phrases.estimate(e)}{_used(e.claims, names)}") for e in dossier.estimates]
        rules = dict.fromkeys(estimate.rule for estimate in dossier.estimates)
        shown += [bullet(f"rule: {clean(rule)}") for rule in rules]
    if dossier.controls:
        shown += [Text(""), heading("Who holds what")]
        shown += [bullet(phrases.control(control)) for control in dossier.controls]
    return Group(*shown)


def _used(claims: tuple[str, ...], names: dict[str, str]) -> str:
    used = " ".join(names[claim] for claim in claims if claim in names)
    return f", from {used}" if used else ""
