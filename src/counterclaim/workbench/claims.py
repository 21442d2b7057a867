"""One claim: its words in their place, what is known of it, and how others stand to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.errors import UnknownRecord
from counterclaim.model.claims import Entry
from counterclaim.model.incidents import Relation, RelationKind
from counterclaim.model.overviews import ClaimQuery
from counterclaim.publish import phrases
from counterclaim.store.base import View
from counterclaim.workbench.cards import Card, to_card
from counterclaim.workbench.lines import ClaimLine, masked, to_line

_AROUND = 240
"""Letters before and after a claim that are shown with it."""
_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another claim, and the reason why it stands so to this one."""

    line: ClaimLine
    why: str
    dimension: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedGroup:
    """Claims that stand in one way to this one; `count` counts those that are not shown, too."""

    kind: RelationKind
    label: str
    count: int
    related: tuple[Related, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """The page of a claim; what stands before and after it may be cut."""

    card: Card
    before: str
    after: str
    cut_before: bool
    cut_after: bool
    groups: tuple[RelatedGroup, ...]
    whole: bool


def claim(view: View, key: str, *, whole: bool = False) -> ClaimPage:
    """The page of one claim; `whole` shows all relations instead of the first of each sort.

    Raises:
        UnknownRecord: if there is none of that id.
    """
    found = view.entries(ClaimQuery(claims=(key,)))
    if not found:
        raise UnknownRecord(key)
    entry = masked(view, found)[0]
    relations = view.relations([key])
    homes = view.incidents([key])
    text, span = entry.document.text, entry.claim.span
    return ClaimPage(
        card=to_card(entry, 1, 0, relations, homes[0] if homes else None),
        before=_whole_words(text[: span.start], last=True),
        after=_whole_words(text[span.end :], last=False),
        cut_before=span.start > _AROUND,
        cut_after=len(text) - span.end > _AROUND,
        groups=tuple(_groups(view, key, relations, None if whole else _SHOWN)),
        whole=whole,
    )


def _whole_words(text: str, *, last: bool) -> str:
    """The last or the first letters of a text that stands before or after a claim, cut between words."""
    if len(text) <= _AROUND:
        return text
    found = text[-_AROUND:] if last else text[:_AROUND]
    head, space, tail = found.partition(" ") if last else found.rpartition(" ")
    return (tail if last else head) if space else found


def _groups(view: View, key: str, relations: Sequence[Relation], limit: int | None) -> Iterator[RelatedGroup]:
    groups: dict[tuple[RelationKind, str], list[tuple[str, Relation]]] = {}
    for relation in phrases.gravest_first(relations):
        active = relation.a == key
        label = phrases.verb(relation.kind, active=active)
        other = relation.b if active else relation.a
        groups.setdefault((relation.kind, label), []).append((other, relation))
    shown = {group: held[:limit] for group, held in groups.items()}
    wanted = sorted({other for held in shown.values() for other, _ in held})
    others = {e.claim.id: e for e in masked(view, view.entries(ClaimQuery(claims=tuple(wanted))))}
    for (kind, label), held in shown.items():
        yield RelatedGroup(
            kind=kind,
            label=label,
            count=len(groups[kind, label]),
            related=tuple(_related(relation, others[other]) for other, relation in held if other in others),
        )


def _related(relation: Relation, other: Entry) -> Related:
    return Related(line=to_line(other), why=relation.why, dimension=relation.dimension)
