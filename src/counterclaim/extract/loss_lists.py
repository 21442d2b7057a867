"""Losses told as a list under a heading: `Losses of the southern army since 3 March: tanks – 22 (+4), …`.

What stands in brackets with a plus came since the last list; the number before it is the total with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.extract.equipment import classify
from counterclaim.extract.people import who
from counterclaim.extract.quantities import find_quantities
from counterclaim.extract.sentences import Sentence
from counterclaim.model.claims import Measure, Mention, Object, Role
from counterclaim.model.documents import Span
from counterclaim.model.values import Interval

NUMBER = r"\d(?:[\d., \u00a0]*\d)?"
ITEM = re.compile(
    rf"(?P<name>[^\W\d_](?:[^\d,;:()+\n–—]|-(?=\w))*?)\s*(?:[–—:]|\s-|-\s)\s*"
    rf"(?P<count>(?:(?:about|around|approximately|some|over|more than|at least|nearly|up to) )?{NUMBER})"
    rf"(?:\s*\(\s*\+\s*(?P<more>{NUMBER})\s*\))?(?:\s+(?:units?|persons?|people|pieces?|pcs))?"
    rf"(?:\s*\(\s*\+\s*(?P<later>{NUMBER})\s*\))?"
)
BETWEEN = re.compile(r"[\s,;.•·*–—-]*(?:and\b\s*)?")
HEADING = re.compile(r"\b(loss(?:es)?|lost|destroyed|damaged|captured|seized)\b", re.IGNORECASE)
ROLES = {"destroyed": Role.DESTROYED, "damaged": Role.DAMAGED, "captured": Role.SEIZED, "seized": Role.SEIZED}
OPENING = re.compile(
    r":|\b(?:are|were|amount(?:ed|s)? to|include[ds]?|is|was)\b(?: (?:as follows|approximately|about))?:?"
)
RUNNING = re.compile(r"\bsince\b|\bfrom\b.+\b(?:to|till|until)\b|\bso far\b|\bto date\b|\bin total\b", re.IGNORECASE)
ENDING = r"(?= (?:from|since|in|on|as|are|were|during|for|to|amount\w*|over|include\w*)\b|\s*[:,(]|\s*$)"
WORD = r"\b(?!has\b|have\b|had\b|that\b)[\w-]+"
LOSERS = (
    re.compile(rf"\blosses (?:of|by|among|suffered by) (?P<who>[\w'’ -]+?){ENDING}", re.IGNORECASE),
    re.compile(rf"(?P<who>(?:\bthe )?(?:{WORD} ){{0,2}}{WORD}) (?:has |have |had )?lost\b", re.IGNORECASE),
    re.compile(
        r"(?:\b(?:total|overall|combat|daily|general|estimated|approximate) )*(?P<who>(?:\bthe )?(?:[\w-]+ )??[\w-]+)"
        r"(?:'s|’s)?(?: (?:total|overall|combat|daily|general|estimated|approximate))* losses\b",
        re.IGNORECASE,
    ),
)
NOBODY = frozenset(
    {"total", "overall", "combat", "daily", "general", "the", "estimated", "approximate", "heavy", "their"}
)
FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class LossList:
    """A list of losses: the sentence that heads it, where its words begin and end in the text, and what it counts.

    `totals` are running totals where `running`, else what was lost at that time; `more` is what came last. `unknown`
    are the items, with their numbers, that no list of words knows a class for: they are not counted.
    """

    heading: int
    start: int
    end: int
    totals: tuple[Measure, ...]
    more: tuple[Measure, ...]
    running: bool
    unknown: tuple[Mention, ...] = ()

    def holds(self, span: Span) -> bool:
        """Whether the list has words of a sentence."""
        return span.overlaps(Span(self.start, self.end))


def find_loss_lists(sentences: Sequence[Sentence]) -> Iterator[LossList]:
    """The lists of losses of a part, in text order."""
    for number, sentence in enumerate(sentences):
        word = HEADING.search(sentence.text)
        opening = OPENING.search(sentence.text, word.end()) if word else None
        if word is None or opening is None:
            continue
        found = list(_items(sentence, opening.end()))
        for later in sentences[number + 1 :] if not found and sentence.text.rstrip().endswith(":") else ():
            listed = list(_items(later, 0))
            if not listed:
                break
            found += listed
        made = _made(number, sentence, word.group().lower(), found) if found else None
        if made and made.totals and len(made.totals) + len(made.unknown) >= FEWEST:
            yield made


Found = tuple[Sentence, "re.Match[str]"]


def _items(sentence: Sentence, start: int) -> Iterator[Found]:
    """The items that fill a sentence from a place on; none where other words stand between or behind them."""
    at, found = start, []
    while True:
        at = BETWEEN.match(sentence.text, at).end()  # type: ignore[union-attr]
        item = ITEM.match(sentence.text, at)
        if item is None:
            break
        found.append((sentence, item))
        at = item.end()
    if at >= len(sentence.text.rstrip()):
        yield from found


def _made(number: int, heading: Sentence, word: str, found: Sequence[Found]) -> LossList:
    role, party = ROLES.get(word, Role.LOST), _loser(heading)
    totals = [m for sentence, item in found if (m := _measure(sentence, item, "count", role, party))]
    more = [m for s, item in found for group in ("more", "later") if (m := _measure(s, item, group, role, party))]
    (first, begin), (last, end) = found[0], found[-1]
    return LossList(
        heading=number,
        start=first.passage.span.start + begin.start(),
        end=last.passage.span.start + end.end(),
        totals=tuple(totals),
        more=tuple(m for m in more if m.interval != Interval(0, 0)),
        running=bool(RUNNING.search(heading.text)) or any(item["more"] or item["later"] for _, item in found),
        unknown=tuple(s.words(*_trimmed(item)) for s, item in found if _measure(s, item, "count", role, party) is None),
    )


def _trimmed(item: re.Match[str]) -> tuple[int, int]:
    """Where an item begins and ends, without the space around it."""
    words = item.group()
    return item.start() + len(words) - len(words.lstrip()), item.end() - (len(words) - len(words.rstrip()))


def _measure(sentence: Sentence, item: re.Match[str], group: str, role: Role, party: Mention | None) -> Measure | None:
    name, number = item["name"].strip(), item[group]
    kind, person = classify(name), who(name)
    counted = find_quantities(number)[:1] if number else []
    if not counted or (kind is None and person is None):
        return None
    start = item.start("name") if group == "count" else item.start(group)
    return Measure(
        role=role,
        object=kind.object if kind else Object.PERSON,
        mention=sentence.words(start, item.end(group)),
        interval=counted[0].interval,
        who=person.who if person and not kind else None,
        model=kind.model if kind else None,
        party=party,
        approximate=counted[0].approximate,
    )


def _loser(heading: Sentence) -> Mention | None:
    """Whose losses a heading speaks of."""
    for pattern in LOSERS:
        found = pattern.search(heading.text)
        if found and not set(found["who"].lower().split()) <= NOBODY:
            return heading.words(*found.span("who"))
    return None
