"""What the words of a place mention and those beside it say: its core, its kind, the region that it lies in."""

from __future__ import annotations

import re
from typing import NamedTuple

from counterclaim.model.calendar import MONTHS
from counterclaim.model.documents import Span

_SIDE = (
    r"(?:north|south|east|west|northern|southern|eastern|western|north-?(?:east|west)(?:ern)?|"
    r"south-?(?:east|west)(?:ern)?|central|upper|lower|rural|greater|downtown|inner|outer|nearby|far|occupied|besieged|"
    r"rebel-held|government-held|opposition-held|regime-held)"
)
_LEADS = re.compile(
    rf"^(?:(?:the|in|at|near|around|outside|inside|from|to|toward|towards|between|of|just|close to|{_SIDE}|"
    r"outskirts|suburbs?|vicinity|countryside|villages?|towns?|city|cities|province|governorate|district|state|county|"
    r"neighbou?rhoods?|area|areas|region|port|camp|capital|cent(?:er|re)|edges?|parts?|border)\b[ ,]*)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[ ,]+(?:villages?|towns?|city|cities|provinces?|governorates?|district|sub-?district|neighbou?rhoods?|"
    r"countryside|areas?|regions?|oblast|airbase|air base|airport|airfield|"
    r"(?:(?:refugee|displacement|IDP) )?camps?|border crossing|crossing|border|"
    r"hospital|front ?lines?|axis|suburbs?|outskirts|state|county|prefecture|municipality|metropolitan area|metro|"
    r"junction|crossroads?|roundabout|farms?|hills?|mountains?|valley|island|dam|bridge|road|highway|"
    rf"{_SIDE})(?:'s|’s)?$",
    re.IGNORECASE,
)
_KINDS = (
    ("region", re.compile(r"\b(?:province|governorate|oblast|region|state|prefecture|countryside)\b", re.IGNORECASE)),
    ("county", re.compile(r"\b(?:county|counties|parish)\b", re.IGNORECASE)),
    ("settlement", re.compile(r"\b(?:villages?|towns?|city|downtown|suburbs?|outskirts)\b", re.IGNORECASE)),
    (
        "part",
        re.compile(r"\b(?:neighbou?rhoods?|camp|airbase|air base|airport|airfield|hospital|crossing)\b", re.IGNORECASE),
    ),
)
_NAME = r"[A-ZÀ-ÞĀ-ŽḀ-Ỿ‘'ʿ][\w’'.‘ʿ-]*"
_SERIES = rf"{_NAME}(?: (?:of |and |al-|el-|de |del |the )?{_NAME}){{0,3}}"
_AFTER = re.compile(
    rf"^[ ]*(?:(?:,|\()[ ]*(?:(?:in|of)[ ]+)?|(?:in|of)[ ]+)(?:the[ ]+)?(?:(?:{_SIDE}|countryside of|part of|"
    rf"province of|governorate of|state of)[ ]+){{0,3}}({_SERIES})(?:,? (?:in|of)?[ ]?({_SERIES}))?"
)
_DIRECTED = rf"(?:(?:which lies|located|situated),? )?(?:just )?(?:(?:to|in) the )?{_SIDE} of"
_HOLDER = re.compile(
    rf"^(?:(,)[ ]*)?(?:[ ]*(in|of|inside|{_DIRECTED})[ ]+)?(?:the[ ]+)?(?:(?:town|city|village)[ ]+(?:of[ ]+)?"
    rf"(?:in[ ]+)?)?({_SERIES})"
)
_PART_OF = re.compile(r"\b(?:neighbou?rhood|quarter|district|area) of (?:the )?$", re.IGNORECASE)
_BETWEEN_KIND = re.compile(
    r"^[ ]+(?:villages?|town|city|district|sub-?district|neighbou?rhood|area|camp|airbase|airport|hospital|County)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"({_SERIES})(?:'s|’s| province's| governorate's)[ ]+(?:{_SIDE}[ ]+)?(?:[a-z]+ (?:of )?){{0,3}}$")
_CALLED = re.compile(r"[ -](?:province|governorate|oblast|prefecture|district|county|state)\b", re.IGNORECASE)
_MAX_AFTER = 90


class Core(NamedTuple):
    """The name within a mention, tried in this order, with what the other words say of it.

    `kind` is `region`, `county`, `settlement`, `part` or empty.
    """

    names: tuple[str, ...]
    kind: str

    @property
    def name(self) -> str:
        """The barest form of the name."""
        return self.names[-1]


def core_of(text: str) -> Core:
    """The name within the words of a mention: that of "the outskirts of Saraqib" is Saraqib."""
    flat = " ".join(text.split())
    kind = next((name for name, pattern in _KINDS if pattern.search(flat)), "")
    led = _LEADS.sub("", flat) or flat
    bare = _TAIL.sub("", led) or led
    first = re.split(r" and |, | or | / ", bare)[0] if " and " in bare or "," in bare or " / " in bare else bare
    return Core(tuple(dict.fromkeys((flat, led, bare, first))), kind)


def names_beside(text: str, span: Span) -> tuple[str, ...]:
    """The names that follow or precede a place as its region may: "Sarmada, Idlib province", "Idlib's Sarmada".

    Whether they are regions is for a gazetteer to say.
    """
    after = _after(text, span)
    follow = _AFTER.match(after)
    before = _BEFORE.search(text[max(0, span.start - 60) : span.start])
    groups = (*(follow.groups() if follow else ()), *(before.groups() if before else ()))
    return tuple(group.rstrip(",") for group in groups if group)


def holder_of(text: str, span: Span, *, inner: bool) -> str | None:
    """The name that holds a place by the words behind it: `X in Y`, `X of Y`, `X west of Y`; for parts also `X, Y`."""
    after = _after(text, span)
    found = _HOLDER.match(after)
    if found is None or not (found[2] or (inner and found[1])) or _CALLED.match(after[found.end(3) :]):
        return None
    name = found[3].rstrip(".,")
    return None if name.lower() in MONTHS else name


def is_part(text: str, span: Span) -> bool:
    """Whether the words before a name call it a part of a town (`the neighbourhood of Brask`)."""
    return _PART_OF.search(text[max(0, span.start - 40) : span.start]) is not None


def stated_region(text: str, span: Span) -> str | None:
    """The name that follows a place and that the text itself calls a province or the like, or None."""
    after = _after(text, span)
    follow = _AFTER.match(after)
    return follow[1] if follow and _CALLED.match(after[follow.end(1) :]) else None


def _after(text: str, span: Span) -> str:
    """What follows a place in its line, without a word for its kind."""
    after = text[span.end : span.end + _MAX_AFTER].replace("\n", " ", 1)
    after = after[:stop] if (stop := after.find("\n")) >= 0 else after
    kind = _BETWEEN_KIND.match(after)
    return after[kind.end() :] if kind else after


_WORDS = re.compile(r"[^\W\d_][\w’'‘ʿ.&-]*|[\d]+|[^\w\s]|\n")


def capitalised_spans(text: str, longest: int = 4) -> list[tuple[str, Span]]:
    """Every run of up to `longest` words that begins and ends with a capital letter, longest first at each start."""
    words = list(_WORDS.finditer(text))
    found: list[tuple[str, Span]] = []
    for i, first in enumerate(words):
        if not first[0][0].isupper():
            continue
        for j in range(min(i + longest, len(words)) - 1, i - 1, -1):
            last = words[j]
            if last[0][0].isupper() and not any(w[0][0] in "\n,;:()!?" for w in words[i:j]):
                span = Span(first.start(), last.end())
                found.append((text[span.start : span.end], span))
    return found
