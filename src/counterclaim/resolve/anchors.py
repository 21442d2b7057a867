"""Names that no gazetteer has, and long roads and rivers, put where the words right after them say: `near Saraqib`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from counterclaim.model.claims import Candidate, Mention
from counterclaim.model.places import Place
from counterclaim.resolve.ranked import Ranked
from counterclaim.resolve.relations import Relation, between, is_partner

_LONG = frozenset({"R.RD", "STM", "RGN", "L.BDRY"})
_WIDE_KM = 60.0
_AROUND_KM = 6.0
_WIDE = frozenset({"country", "continent"})
_SIDE = (
    r"(?:(?:just )?(?:(?:to|in) )?(?:the )?"
    r"(?:north|south|east|west|north-?(?:east|west)|south-?(?:east|west)) of)"
)
_SIDED = r"(?:(?:northern|southern|eastern|western|central) )"
_LEADS = re.compile(
    rf",? (?:(?:which|that) (?:lies|runs|passes|is located) |located |situated )?(?:just )?"
    rf"(?:(?:near|in|at|outside|around|close to|{_SIDE}|on the outskirts of|on the edge of|"
    r"(?:\d[\d.,]*|a few|several|\w+) (?:km|kilomet(?:er|re)s?|miles?) "
    rf"(?:(?:to the )?{_SIDE}|from|outside|away from)) (?:the )?(?:(?:city|town|village|countryside) of )?{_SIDED}?|"
    rf"(?:of )?(?:the )?{_SIDED})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r",? (?:(?:which|that) (?:runs|lies) )?between (?:the )?(?:(?:cities|city|towns?|villages?) of )?", re.IGNORECASE
)


def anchored(mentions: Sequence[Mention], answers: Sequence[Ranked], text: str) -> list[Ranked]:
    """The answers, where unknown names and long lines take the place that is named right after them."""
    found = list(answers)
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].span)
    for at, (i, j) in enumerate(pairwise(order)):
        gap = text[mentions[i].span.end : mentions[j].span.start]
        if len(gap) > 80 or not _may_move(found[i]):
            continue
        if _BETWEEN.fullmatch(gap) and at + 2 < len(order):
            k = order[at + 2]
            if is_partner(text, mentions[j].span, mentions[k].span):
                found[i] = _put(mentions[i], found[i], _middle(found[j], found[k]))
        elif _LEADS.fullmatch(gap):
            found[i] = _put(mentions[i], found[i], _place(found[j]))
    return found


def _place(ranked: Ranked) -> Place | None:
    value = ranked.candidates[0].value if ranked.candidates else None
    return value if isinstance(value, Place) else None


def _may_move(ranked: Ranked) -> bool:
    place = _place(ranked)
    if place is None or place.id is None:
        return True
    return place.feature in _LONG and (place.radius_km or 0.0) > _WIDE_KM


def _middle(first: Ranked, second: Ranked) -> Place | None:
    """The middle between two places; two that `between` has joined already share theirs."""
    one, two = _place(first), _place(second)
    if one is None or two is None or one.precision in _WIDE or two.precision in _WIDE:
        return None
    return one if "between" in (one.relation or "") else between(one, two, Relation("between"))


def _words(anchor: Place) -> str:
    relation = anchor.relation or "in"
    relation = f"in {relation}" if relation.endswith("ern") else relation
    return relation if "between" in relation else f"{relation} {anchor.name}"


def _put(mention: Mention, ranked: Ranked, anchor: Place | None) -> Ranked:
    """The answer at the place of its anchor, where that says more than was known."""
    place = _place(ranked)
    if anchor is None or anchor.position is None or anchor.precision in _WIDE:
        return ranked
    radius = max(anchor.radius_km or 0.0, _AROUND_KM)
    if place is not None and place.radius_km is not None and place.position and radius >= place.radius_km:
        return ranked
    words = _words(anchor)
    if place is not None and place.id is not None:
        why = f"{ranked.candidates[0].why.rstrip('.')}; of its length the stretch {words}."
        moved = replace(place, position=anchor.position, radius_km=radius, region=anchor.region or place.region)
        score = ranked.candidates[0].score
    else:
        why = f"No gazetteer has a place of that name; the text puts it {words}."
        moved = Place(
            id=None, name=mention.text, position=anchor.position, country=anchor.country, region=anchor.region,
            feature=None, precision="within", radius_km=radius,
        )  # fmt: skip
        score = 0.6
    return Ranked((Candidate(value=moved, score=score, why=why), *ranked.candidates[1:]), why)
