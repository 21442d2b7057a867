"""Who the words of a claim on control name as holder or loser: parties alone, no places, times or pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from counterclaim.model.claims import Field, Mention
from counterclaim.model.incidents import Finding, FindingKind
from counterclaim.reconcile.lexicon import CLASS_STEMS, FORCE_STEMS
from counterclaim.reconcile.opposing import speaker
from counterclaim.reconcile.profiles import Profile, words_of

STAGE = "reconcile/1"
OURS = frozenset({"we", "us", "our", "ours"})
POINTING = frozenset({"they", "them", "it", "he", "she", "who", "which", "that", "this", "these", "those", "one"})
PARTY_STEMS = (
    *CLASS_STEMS["combatant"],
    *(stem for stems in FORCE_STEMS.values() for stem in stems),
    "army", "armies", "force", "forces", "group", "unit", "battalion", "brigade", "division", "regiment", "company",
    "squad", "platoon", "navy", "marine", "guard", "coalition", "alliance", "faction", "council", "government",
    "regime", "administration", "authorit", "opposition", "opponent", "defender", "attacker", "invader", "enemy",
    "aggressor", "side", "party", "organisation", "organization", "movement", "tribe", "militar", "resident",
    "civilian", "people", "state", "ministry", "command", "ally", "allies", "men", "peacekeeper", "observer",
)  # fmt: skip
"""Stems of common words that name a party to a war or those who live at a place."""
TIMES = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mid)?night|noon|dawn|dusk|morning|evening|afternoon|today"
    r"|january|february|march|april|june|july|august|september|october|november|december|ramadan",
    re.IGNORECASE,
)


class Party(NamedTuple):
    """A party in its own name or in the words of the page; `open` has words that name none."""

    name: str | None
    open: str | None = None


def party(profile: Profile, name: Field) -> Party:
    """The party that the agent or the target of a claim names; nobody where the words are a place, a time or a pronoun.

    `we` and `our troops` are the claimant, where that is a known actor.
    """
    claim = profile.entry.claim
    mention = claim.agent if name is Field.AGENT else claim.target
    if mention is None or any(_is_place(mention, p.mention) for p in claim.places):
        return Party(None)
    actor = profile.entry.actor(name)
    if actor is not None:
        return Party(actor.name)
    if OURS & set(words_of(mention.text)):
        who = profile.entry.actor(Field.CLAIMANT)
        return Party(who.name if who else claim.claimant.text or mention.text)
    return Party(mention.text) if _names_party(mention) else Party(None, mention.text)


def _is_place(mention: Mention, place: Mention) -> bool:
    return place.span.overlaps(mention.span) and place.text in mention.text


def _names_party(mention: Mention) -> bool:
    words = words_of(mention.text)
    if not set(words) - POINTING or TIMES.search(mention.text):
        return False
    named = any(word[0].isupper() for word in mention.text.split()[1:] or mention.text.split())
    return named or any(word.startswith(stem.strip()) for word in words for stem in PARTY_STEMS)


def open_holders(profiles: Sequence[Profile]) -> Iterator[Finding]:
    """A finding for each claim on control whose words for the holder name no party."""
    for profile in profiles:
        found = party(profile, Field.AGENT)
        claim = profile.entry.claim
        if found.open is not None and claim.agent is not None:
            yield Finding(
                kind=FindingKind.UNNAMED_HOLDER,
                message=(
                    f"{speaker(profile)} says of a place who holds or took it, in words that name no party: "
                    f"“{found.open}”. The holder stays open; rule whom the words name if the page tells."
                ),
                stage=STAGE,
                document=claim.document,
                part=claim.part,
                span=claim.agent.span,
                claims=(claim.id,),
            )
