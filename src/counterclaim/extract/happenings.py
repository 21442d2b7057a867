"""The type of what a claim tells of, from its words, its weapons and the deeds beside it."""

from __future__ import annotations

from counterclaim.extract.deeds import type_by_company, type_by_weapon
from counterclaim.extract.drafts import Draft
from counterclaim.extract.sentences import Sentence
from counterclaim.model.claims import ClaimKind, EventType, Role

HANDED_OVER = EventType(scheme="acled", type="Strategic developments", subtype="Non-violent transfer of territory")
KILLING = EventType(scheme="acled", type="Violence against civilians", subtype="Attack")


def event_of(sentence: Sentence, draft: Draft, kind: ClaimKind) -> EventType | None:
    """The ACLED type of what a claim of this kind tells of, None where the text tells of none."""
    if kind is ClaimKind.CONTROL:
        return HANDED_OVER if draft.lead.entry.change == "handed_over" else None
    triggers = (*draft.triggers, draft.cause) if draft.cause else draft.triggers
    found = next((t.entry.event for t in triggers if t.entry.event), None)
    if kind not in {ClaimKind.EVENT, ClaimKind.TOTAL} or (found is not None and found.subtype):
        return found
    found = _made_with(sentence, draft, found) or type_by_company(sentence)
    if found is None and kind is ClaimKind.EVENT and any(t.entry.role is Role.KILLED for t in draft.triggers):
        civilians = any(c.who in {"civilian", "child", "woman"} for c in draft.counted)
        return KILLING if civilians else None
    return found


def _made_with(sentence: Sentence, draft: Draft, found: EventType | None) -> EventType | None:
    """The type that the weapon gives, where it says more than the words do and does not speak against them."""
    by_weapon = type_by_weapon(sentence, draft.arguments)
    same = by_weapon is not None and (found is None or (by_weapon.type == found.type and by_weapon.subtype))
    return by_weapon if same else found
