"""A walk through a ledger: its size, a few incidents side by side, and what does not fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from rich.console import Group, RenderableType
from rich.text import Text

from counterclaim.model.claims import Entry, Role
from counterclaim.model.incidents import FindingKind, Relation, RelationKind
from counterclaim.model.overviews import Dossier, Overview
from counterclaim.publish import phrases, tables
from counterclaim.publish.layout import Column, Record, Records, bullet, clean, cut, heading
from counterclaim.publish.masking import masked, masks
from counterclaim.publish.phrases import plural

_ROLES = tuple(Role)
_INCIDENTS = 3
_CLAIMS = 4
_SENTENCES = 4
_COUNT = (Column(name="Finding", share=4), Column(name="Times", number=True), Column(name="For example", share=12))


def summary(found: Overview, ledger: str) -> RenderableType:
    """The ledger in one screen or two, and commands that go on from there."""
    found = _masked(found)
    chapters = (_incidents(found), _opposed(found), _tallies(found), _findings(found), _next(found, ledger))
    return Group(_size(found), Text(""), *chain.from_iterable(chapters))


def _masked(found: Overview) -> Overview:
    hidden = masks(found.findings)
    dossiers = (replace(dossier, entries=tuple(masked(dossier.entries, hidden))) for dossier in found.dossiers)
    return replace(found, entries=tuple(masked(found.entries, hidden)), dossiers=tuple(dossiers))


def _size(found: Overview) -> Text:
    counts = (
        plural(len(found.documents), "page"),
        plural(len(found.entries), "claim"),
        plural(len(found.sources), "source"),
        plural(len(found.dossiers), "incident"),
    )
    return Text(" · ".join(counts), style="bold")


def _incidents(found: Overview) -> Iterator[RenderableType]:
    ranked = sorted(found.dossiers, key=_interest, reverse=True)
    for dossier in ranked[:_INCIDENTS]:
        incident = dossier.incident
        day = incident.period.caption if incident.period else "no date"
        about = " · ".join([day, clean(incident.place), plural(len(dossier.entries), "claim"), incident.id])
        yield heading(incident.title)
        yield Text(about, style="dim")
        yield tables.claim_records(_voices(dossier))
        for estimate in sorted(dossier.estimates, key=lambda e: _ROLES.index(e.role))[:2]:
            yield bullet(f"estimate beside the claims: {phrases.estimate(estimate)}")
        if dossier.estimates:
            yield Text("")


def _interest(dossier: Dossier) -> tuple[int, int, int]:
    opposed = sum(relation.kind in _OPPOSED for relation in dossier.relations)
    return min(opposed, 3), len({phrases.speaker(entry) for entry in dossier.entries}), len(dossier.entries)


def _voices(dossier: Dossier) -> list[Entry]:
    """One claim of each claimant, those first that others contradict, then those with figures."""
    opposed = Counter(end for r in dossier.relations if r.kind in _OPPOSED for end in (r.a, r.b))
    ranked = sorted(dossier.entries, key=lambda e: (not e.claim.measures, -opposed[e.claim.id]))
    voices: dict[str, Entry] = {}
    for entry in ranked:
        voices.setdefault(phrases.speaker(entry), entry)
    return list(voices.values())[:_CLAIMS]


_TOTALS = (FindingKind.TOTAL_MISMATCH, FindingKind.FALLING_TOTAL)
_OPPOSED = (RelationKind.CONTRADICTS, RelationKind.DENIES, RelationKind.DISPUTES)


def _opposed(found: Overview) -> Iterator[RenderableType]:
    entries = {entry.claim.id: entry for entry in found.entries}
    homes = {entry.claim.id: dossier.incident.id for dossier in found.dossiers for entry in dossier.entries}
    for kind, title in zip(_OPPOSED, ("Contradictions", "Denials", "Doubts"), strict=True):
        held = _varied(
            sorted((r for r in found.relations if r.kind is kind), key=lambda r: _distance(r, entries, homes))
        )
        if held:
            yield heading(title, plural(len(held), "pair"))
            yield from (bullet(_sentence(relation, entries)) for relation in held[:_SENTENCES])
            yield Text("")


def _distance(relation: Relation, entries: dict[str, Entry], homes: dict[str, str]) -> tuple[bool, bool, bool]:
    """Pairs of one incident before others, those of two pages before others, those with days known before others."""
    pair = [entries[key] for key in (relation.a, relation.b) if key in entries]
    one_event = homes.get(relation.a) == homes.get(relation.b)
    one_page = len({entry.document.id for entry in pair}) < len(pair)
    return (not one_event, one_page, any(entry.period is None for entry in pair))


def _varied(relations: list[Relation]) -> list[Relation]:
    """The relations, so ordered that one dimension, one first and one second claim come before any comes again."""
    seen: Counter[str | None] = Counter()
    ranked: list[tuple[tuple[int, int], Relation]] = []
    for relation in relations:
        ranked.append(((max(seen[relation.a], seen[relation.b]), seen[relation.dimension]), relation))
        seen.update((relation.a, relation.b, relation.dimension))
    return [relation for _, relation in sorted(ranked, key=lambda pair: pair[0])]


def _sentence(relation: Relation, entries: dict[str, Entry]) -> str:
    names = {key: _named(entries[key]) for key in (relation.a, relation.b) if key in entries}
    return phrases.relation(relation, names)


def _named(entry: Entry) -> str:
    return f"{phrases.speaker(entry)} ({cut(phrases.quote(entry.claim), 90).rstrip('”')}”)"


def _tallies(found: Overview) -> Iterator[RenderableType]:
    odd = [finding for finding in found.findings if finding.kind in _TOTALS]
    if odd:
        yield heading("Totals that do not add up", plural(len(odd), "finding"))
        yield from (bullet(clean(finding.message)) for finding in odd[:_SENTENCES])
        yield Text("")


def _findings(found: Overview) -> Iterator[RenderableType]:
    counts = Counter(finding.kind for finding in found.findings)
    first = {finding.kind: finding for finding in reversed(found.findings)}
    records = [
        Record(cells=(phrases.words(kind.value), str(count), clean(first[kind].message)))
        for kind, count in counts.most_common()
    ]
    if records:
        yield heading("What a reader should know", plural(len(found.findings), "finding"))
        yield Records(columns=_COUNT, records=records)
        yield Text("")


def _next(found: Overview, ledger: str) -> Iterator[RenderableType]:
    yield heading("Try next")
    claim = found.entries[0].claim.id if found.entries else "ID"
    incident = max(found.dossiers, key=_interest).incident.id if found.dossiers else "ID"
    commands = (
        ("serve", "all of it in a browser"),
        ("incidents --ledger", "all incidents"),
        (f"show {incident} --ledger", "one incident, its claims side by side"),
        (f"show {claim} --ledger", "one claim, with what its words stand for"),
        ("claims --kind denial --ledger", "who denies what"),
        ("sources --ledger", "who says how much"),
        ("verify --ledger", "whether the ledger is what was written"),
        ("export jsonl --ledger", "everything, one object a line"),
    )
    for command, about in commands:
        yield Text(f"{about}:", style="dim")
        yield Text(f"  counterclaim {command} {ledger}", no_wrap=True, overflow="ignore")
