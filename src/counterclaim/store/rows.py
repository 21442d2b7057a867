"""Values of the model to rows of the ledger, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from anyascii import anyascii
from cattrs.preconf.json import JsonConverter, make_converter
from cattrs.strategies import configure_tagged_union
from sqlalchemy import RowMapping

from counterclaim.model.claims import Actor, Claim, Entry, EquipmentModel, Field, Resolution
from counterclaim.model.documents import Block, Capture, Document, Fact, Page, Part, Span, Stretch
from counterclaim.model.ids import content_id
from counterclaim.model.incidents import Finding, Relation, RelationKind
from counterclaim.model.places import Place
from counterclaim.model.series import Series
from counterclaim.model.values import Period

Row = dict[str, Any]
Value = TypeVar("Value")


def _number(value: Any, _: type) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    message = f"{value!r} is not a number"
    raise TypeError(message)


def _make_converter() -> JsonConverter:
    converter = make_converter(detailed_validation=False)
    converter.register_structure_hook(float, _number)
    configure_tagged_union(Place | Actor | Period | EquipmentModel, converter, tag_name="is")
    return converter


_CONVERTER = _make_converter()


def to_json(value: Any) -> str:
    """A value of the model as JSON with sorted keys: equal values give equal text."""
    return json.dumps(_CONVERTER.unstructure(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def from_json(text: str, kind: type[Value]) -> Value:
    """The value of the model that `to_json` wrote."""
    return _CONVERTER.structure(json.loads(text), kind)


def fold(text: str) -> str:
    """The text without case and accents, in ASCII, for searching."""
    return " ".join(anyascii(text).casefold().split())


def capture_row(capture: Capture, content: bytes) -> Row:
    """A capture as a row; `content` is what is kept of its bytes."""
    return {
        "sha256": capture.sha256,
        "origin": capture.origin,
        "captured_at": capture.captured_at.isoformat(),
        "media_type": capture.media_type,
        "declared": to_json(capture.declared),
        "size": len(capture.content),
        "content": content,
    }


def document_row(document: Document) -> Row:
    """A document as a row."""
    return {
        "id": document.id,
        "origin": document.origin,
        "captured_at": document.captured_at.isoformat(),
        "media_type": document.media_type,
        "marked_up": document.marked_up,
        "title": document.fact("title"),
        "source": document.fact("source"),
        "published": document.fact("published"),
        "language": document.fact("lang"),
        "text": document.text,
        "facts": to_json(document.facts),
        "blocks": to_json(document.blocks),
        "stretches": _dump_stretches(document.stretches),
    }


def to_document(row: Row) -> Document:
    """The document of a row."""
    return Document(
        id=row["id"],
        text=row["text"],
        origin=row["origin"],
        captured_at=datetime.fromisoformat(row["captured_at"]),
        media_type=row["media_type"],
        facts=from_json(row["facts"], tuple[tuple[str, Fact], ...]),
        blocks=from_json(row["blocks"], tuple[Block, ...]),
        stretches=_load_stretches(row["stretches"]),
        marked_up=row["marked_up"],
    )


def _dump_stretches(stretches: Iterable[Stretch]) -> str:
    return json.dumps([[s.text.start, s.text.end, s.page.start, s.page.end] for s in stretches], separators=(",", ":"))


def _load_stretches(text: str) -> tuple[Stretch, ...]:
    return tuple(Stretch(text=Span(a, b), page=Span(c, d)) for a, b, c, d in json.loads(text))


def part_rows(document: str, parts: Iterable[Part]) -> list[Row]:
    """Parts as rows."""
    return [{"document": document, "number": p.index, "kind": p.kind.value, "body": to_json(p)} for p in parts]


def passage_rows(page: Page) -> list[Row]:
    """Passages as rows."""
    return [
        {
            "document": page.document.id,
            "number": p.index,
            "part": p.part,
            "paragraph": p.paragraph,
            "first": p.span.start,
            "last": p.span.end,
        }
        for p in page.passages
    ]


def claim_row(entry: Entry) -> Row:
    """A claim as a row, with the keys that it is searched by."""
    return searched_row(entry) | {"body": to_json(entry.claim)}


def searched_row(entry: Entry) -> Row:
    """What a claim is searched by."""
    claim, period = entry.claim, entry.period
    actor = entry.actor(Field.CLAIMANT)
    return {
        "id": claim.id,
        "document": claim.document,
        "part": claim.part,
        "first": claim.span.start,
        "last": claim.span.end,
        "quote": claim.quote.text,
        "kind": claim.kind.value,
        "claimant": actor.name if actor else entry.speaker,
        "claimant_id": actor.id if actor else None,
        "claimant_kind": claim.claimant.kind.value,
        "dated": period is not None,
        "since": period.start.isoformat() if period and period.start else None,
        "until": period.end.isoformat() if period and period.end else None,
        "who_key": _who_key(entry),
        "where_key": _where_key(entry),
    }


def _who_key(entry: Entry) -> str:
    claim = entry.claim
    words = [entry.speaker]
    for link in claim.attribution:
        words += [mention.text for mention in (link.speaker, link.stands_for) if mention]
    for resolution in entry.resolutions:
        value = resolution.chosen.value if resolution.chosen else None
        if resolution.field in {Field.CLAIMANT, Field.SPEAKER} and isinstance(value, Actor):
            words += [value.name, value.id]
    return _key(words)


def _where_key(entry: Entry) -> str:
    words: list[str | None] = [place.mention.text for place in entry.claim.places]
    for place in entry.places:
        words += [place.name, place.id, place.region, place.country] if place else []
    return _key(words)


def _key(words: Iterable[str | None]) -> str:
    return "\n".join(sorted({fold(word) for word in words if word}))


def resolution_row(resolution: Resolution, position: int) -> Row:
    """A resolution as a row; `position` counts the resolutions of its claim."""
    chosen = resolution.chosen
    return {
        "claim": resolution.claim,
        "position": position,
        "field": resolution.field.value,
        "number": resolution.index,
        "value": getattr(chosen.value, "id", None) if chosen else None,
        "score": chosen.score if chosen else None,
        "body": to_json(resolution),
    }


def series_row(series: Series, document: str, position: int) -> Row:
    """A series of figures as a row; `position` counts the series of its table."""
    return {
        "id": series.id,
        "document": document,
        "position": position,
        "name": series.name,
        "source": series.source,
        "body": to_json(series),
    }


def finding_row(finding: Finding, layer: str, position: int, document: str | None = None) -> Row:
    """A finding as a row; `layer` is who found it, `position` counts what was found there."""
    body = to_json(finding)
    return {
        "id": content_id("f", document, layer, position, body),
        "layer": layer,
        "position": position,
        "document": document or finding.document,
        "kind": finding.kind.value,
        "body": body,
    }


def relation_of(row: Mapping[str, Any] | RowMapping) -> Relation:
    """The relation that a row holds."""
    kind = RelationKind(row["kind"])
    return Relation(a=row["a"], b=row["b"], kind=kind, why=row["why"], dimension=row["dimension"])


def to_claim(row: Row) -> Claim:
    """The claim of a row."""
    return from_json(row["body"], Claim)
