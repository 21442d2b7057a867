"""Scores of pages beside their gold: claims, parts and relations, in per cent."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations

from counterclaim.bench.folders import Json
from counterclaim.model.claims import Claim, ClaimKind, Entry, Field, Measure, Modality, Polarity
from counterclaim.model.documents import Page, PartKind, SourceKind, Span

OWN = "OUTLET"
PHYSICAL = frozenset({ClaimKind.EVENT, ClaimKind.CONTROL, ClaimKind.TOTAL, ClaimKind.DISPLACEMENT})
SAME_ROLE = (
    frozenset({"destroyed", "lost"}),
    frozenset({"captured", "seized"}),
    frozenset({"present", "deployed"}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One page as it was read, with its gold: `items` in text order, `traps` where nothing should be recorded."""

    name: str
    page: Page
    entries: tuple[Entry, ...]
    items: tuple[Item, ...]
    traps: tuple[Span, ...]
    parts: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One gold item; `span` is None where its anchor does not stand in the text that was drawn from the page."""

    gold: Json
    span: Span | None


class Shares:
    """Named shares, each of them right answers out of all that were asked for."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.of: Counter[str] = Counter()

    def add(self, name: str, *, right: bool) -> None:
        """One more question, answered rightly or not."""
        self.of[name] += 1
        self.right[name] += right

    def report(self) -> Json:
        """Per cent, right and of for each name."""
        return {
            name: {"percent": percent(self.right[name], of), "right": self.right[name], "of": of}
            for name, of in self.of.items()
        }


def percent(right: float, of: float) -> float:
    """A share in per cent, 0 where there is nothing to share."""
    return round(100 * right / of, 2) if of else 0.0


def f1(hits: float, said: float, true: float) -> float:
    """The harmonic mean of precision and recall in per cent."""
    return percent(2 * hits, said + true)


def score_claims(pages: Sequence[Read], homes: Mapping[str, str]) -> Json:
    """How well the claims of the pages fit their gold.

    Args:
        pages: the pages as they were read, beside their gold.
        homes: the incident of each claim that has one, by claim id.
    """
    shares, labels = Shares(), []
    for page in pages:
        _precision(page, shares)
        for trap in page.traps:
            shares.add("traps_avoided", right=not any(_springs(entry.claim, trap) for entry in page.entries))
        for item in page.items:
            if item.gold["certain"]:
                pool = _item(page, item, shares)
                labels.append(
                    (item.gold["incident"], next((homes[c.claim.id] for c in pool if c.claim.id in homes), None))
                )
    anchors = [item.span for page in pages for item in page.items]
    return {
        **shares.report(),
        "incident_pairs": _pairs([(g, m) for g, m in labels if g is not None]),
        "anchors_not_in_text": sum(span is None for span in anchors),
    }


def _precision(page: Read, shares: Shares) -> None:
    """Of our figures, how many touch one of the gold."""
    gold = [item.span for item in page.items if item.gold["measures"] and item.span]
    for entry in page.entries:
        for measure in entry.claim.measures:
            shares.add("figure_precision", right=any(measure.mention.span.overlaps(span) for span in gold))


def _springs(claim: Claim, trap: Span) -> bool:
    """Whether a claim records as a fact what stands in a trap."""
    actual = claim.modality in {Modality.ACTUAL, Modality.ONGOING} and claim.polarity is Polarity.ASSERTED
    return claim.kind in PHYSICAL and actual and claim.span.overlaps(trap)


def _item(page: Read, item: Item, shares: Shares) -> list[Entry]:
    """Asks every question about one item; gives the claims that answered."""
    gold, span = item.gold, item.span
    near = [entry for entry in page.entries if span is not None and entry.claim.span.overlaps(span)]
    touching = [e for e in near if not gold["measures"] or any(m.mention.span.overlaps(span) for m in e.claim.measures)]  # type: ignore[arg-type]
    exact = [e for e in near if gold["measures"] and _figures(gold, e.claim)]
    pool = exact or touching or near
    shares.add("found", right=bool(touching))
    shares.add("claimant", right=any(same_speaker(gold, e) for e in pool))
    shares.add("stance", right=any(e.claim.stance.value == gold["stance"] for e in pool))
    shares.add("kind", right=any(e.claim.kind == gold["kind"] for e in pool))
    if gold["measures"]:
        shares.add("figure", right=bool(exact))
        shares.add("who_and_how_many", right=any(same_speaker(gold, e) for e in exact))
    if gold["places"]:
        shares.add("place", right=any(same_place(gold, e) for e in pool))
    if gold["date"]:
        shares.add("date", right=any(same_date(gold, e) for e in pool))
    return pool


def _figures(gold: Json, claim: Claim) -> bool:
    return all(any(same_figure(wanted, measure) for measure in claim.measures) for wanted in gold["measures"])


def same_figure(gold: Json, measure: Measure) -> bool:
    """Whether role, object and both bounds are those of the gold; near-synonyms of a role count as one."""
    role = measure.role == gold["role"] or any({measure.role, gold["role"]} <= pair for pair in SAME_ROLE)
    thing = measure.object == gold["what"] or gold["what"] == "equipment"
    return role and thing and (measure.interval.low, measure.interval.high) == (gold["low"], gold["high"])


def same_speaker(gold: Json, entry: Entry) -> bool:
    """Whether the claim is given to whom the gold gives it, under any of the names that the page uses."""
    names = [gold["claimant"], *gold["aliases"]]
    own = entry.claim.claimant.kind is SourceKind.OWN_VOICE
    if OWN in names:
        return own
    links = [link.stands_for or link.speaker for link in entry.claim.attribution]
    actor = entry.actor(Field.CLAIMANT)
    said = [entry.speaker, actor.name if actor else None, *(mention.text for mention in links if mention)]
    heard = [fold(text) for text in said if text]
    return any(_names_same(fold(name), text) for name in names for text in heard)


def _names_same(wanted: str, heard: str) -> bool:
    stems = [word[:5] for word in wanted.split() if len(word) > 3]
    return bool(heard) and (
        wanted in heard or heard in wanted or (bool(stems) and all(stem in heard for stem in stems))
    )


def same_place(gold: Json, entry: Entry) -> bool:
    """Whether the claim names the most specific place of the gold."""
    wanted = fold(gold["places"][0])
    heard = [fold(place.mention.text) for place in entry.claim.places]
    return any(text and (wanted in text or text in wanted) for text in heard)


def same_date(gold: Json, entry: Entry) -> bool:
    """Whether the claim's days meet those of the gold and begin no month before them."""
    period = entry.period
    if period is None or period.start is None:
        return False
    start, end = map(date.fromisoformat, gold["date"])
    first, last = period.bounds
    return first <= end and start <= last and (first.year, first.month) >= (start.year, start.month)


def fold(text: str) -> str:
    """Letters and digits of a text without accents, in lower case, one space between words."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))


def _pairs(labels: Iterable[tuple[str, str | None]]) -> Json:
    """Pairwise F1 of incidents over the gold items; an item without an incident of ours pairs with none."""
    hits = said = true = 0
    for (gold, mine), (other, yours) in combinations(labels, 2):
        together = mine is not None and mine == yours
        said += together
        true += gold == other
        hits += together and gold == other
    return {"precision": percent(hits, said), "recall": percent(hits, true), "f1": f1(hits, said, true)}


def score_parts(pages: Sequence[Read]) -> Json:
    """How many parts of the gold were told apart, in order of kind, and of them titles and authors."""
    shares = Shares()
    hits = said = true = 0
    for page in pages:
        mine = [part for part in page.page.parts if part.kind is not PartKind.BOILERPLATE]
        matcher = SequenceMatcher(None, [p["kind"] for p in page.parts], [p.kind.value for p in mine], autojunk=False)
        joined = [(m.a + i, m.b + i) for m in matcher.get_matching_blocks() for i in range(m.size)]
        hits, said, true = hits + len(joined), said + len(mine), true + len(page.parts)
        found = dict(joined)
        for number, gold in enumerate(page.parts):
            part = mine[found[number]] if number in found else None
            for name in ("title", "author"):
                if gold[name]:
                    shares.add(name, right=part is not None and fold(getattr(part, name) or "") == fold(gold[name]))
    return {"kinds_f1": f1(hits, said, true), **shares.report()}


def score_relations(
    gold: Mapping[frozenset[tuple[str, str]], str], said: Mapping[frozenset[tuple[str, str]], str | None]
) -> Json:
    """Accuracy and macro F1 of the relations of given pairs; a pair without an answer counts as missed."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for pair, wanted in gold.items():
        answer = said.get(pair)
        table[wanted]["true"] += 1
        if answer is not None:
            table[answer]["said"] += 1
            table[wanted]["hits"] += answer == wanted
    by_name = {n: f1(c["hits"], c["said"], c["true"]) for n, c in sorted(table.items()) if c["true"]}
    hits = sum(counts["hits"] for counts in table.values())
    macro = round(sum(by_name.values()) / len(by_name), 2) if by_name else 0.0
    return {"n": len(gold), "accuracy": percent(hits, len(gold)), "macro_f1": macro, "by_relation": by_name}
