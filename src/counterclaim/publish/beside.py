"""Two claims side by side, and the origins of the claims of an incident, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from counterclaim.model.claims import Entry
from counterclaim.model.documents import Document
from counterclaim.model.incidents import Estimate
from counterclaim.model.overviews import Origin, OriginFile, OriginLink, PairFile, Tie, Translated
from counterclaim.publish import phrases
from counterclaim.publish.layout import bullet, clean, heading
from counterclaim.publish.masking import Masks, masked
from counterclaim.publish.tables import claim_records

TIES = {
    Tie.PAGE: "one page",
    Tie.REPRINT: "reprint",
    Tie.PASSAGE: "partial copy",
    Tie.SPEAKER: "one speaker",
    Tie.PARTY: "one party",
    Tie.BY_LINE: "one by-line",
    Tie.CITED: "cited",
    Tie.TRANSLATION: "translation",
    Tie.REPUBLISHED: "republished",
    Tie.COPY: "copy of a page",
}


def pair(file: PairFile, hidden: Masks) -> RenderableType:
    """Two claims, how they stand, and what makes them alike or parts them."""
    shown = masked([file.first, file.second], hidden)
    names = {entry.claim.id: f"({letter})" for entry, letter in zip(shown, "AB", strict=True)}
    found: list[RenderableType] = [claim_records(shown, names=names), Text("")]
    found += [heading("How they stand"), Text(_standing(file, names)), Text("")]
    found.append(heading("What was compared"))
    for name, score in file.likeness:
        apart = ", which parts them" if name == file.ruled_out else ""
        found.append(bullet(f"{phrases.words(name)} {score.value:.2f}: {clean(score.why)}{apart}"))
    together = "The ledger takes them for claims about one event." if file.together else "They are in two incidents."
    return Group(*found, Text(together, style="dim"))


def _standing(file: PairFile, names: Mapping[str, str]) -> str:
    relation = file.relation
    if relation is None:
        return "Nothing is to be said: neither bears on the other."
    dimension = f" in {relation.dimension}" if relation.dimension else ""
    kind = phrases.words(relation.kind.value)
    return f"{names[relation.a]} {kind}{dimension} {names[relation.b]}: {clean(relation.why)}"


def estimates(found: Mapping[str, Sequence[Estimate]]) -> RenderableType:
    """The estimates of an incident rule by rule, each with the claims that it used."""
    shown: list[RenderableType] = []
    for name, some in found.items():
        shown.append(heading(name, some[0].rule if some else "too little is claimed for this rule"))
        shown += [bullet(f"{phrases.estimate(e)} from {', '.join(e.claims)}") for e in some]
        shown.append(Text(""))
    return Group(*shown)


def origins(file: OriginFile, hidden: Masks) -> RenderableType:
    """How many outlets and origins tell of an incident, and for each origin its claims and what joins them."""
    known = {entry.claim.id: entry for entry in masked(file.entries, hidden)}
    outlets = {outlet for origin in file.origins for outlet in origin.outlets}
    count = f"{phrases.plural(len(outlets), 'outlet')}, {phrases.plural(len(file.origins), 'origin')}"
    found: list[RenderableType] = [Text(clean(file.incident.title), style="bold"), Text(count), Text("")]
    for number, origin in enumerate(file.origins, 1):
        found += [heading(f"Origin {number}", ", ".join(sorted({_outlet(known[c]) for c in origin.claims})))]
        found.append(claim_records([known[claim] for claim in origin.claims], heading=False))
        found += [bullet(line) for line in _links(origin, known)]
        found.append(Text(""))
    if file.translations:
        found += [heading("Translations"), *map(bullet, map(_translation, file.translations))]
    return Group(*found)


def _translation(found: Translated) -> str:
    """What one page says of being a translation, and where the ledger keeps it in another language."""
    said = found.document.fact("translation")
    words = f"“{clean(said)}”" if said else "the page has editions in other languages"
    kept = [f"{_page(d)} ({clean(d.fact('lang') or 'language unknown')}, {d.id[:19]})" for d in found.others]
    where = f"the ledger keeps {', '.join(kept)}" if kept else "the ledger keeps no edition in another language"
    return f"{_page(found.document)}: {words}; {where}"


def _outlet(entry: Entry) -> str:
    return clean(entry.document.fact("source") or entry.part.source or entry.document.origin)


def _page(document: Document) -> str:
    return clean(document.fact("source") or document.origin)


def _links(origin: Origin, known: Mapping[str, Entry]) -> Iterator[str]:
    """What joins claims of two documents, each reason once; that two stand on one page goes without saying."""
    lines: dict[str, int] = {}
    for link in origin.links:
        if known[link.a].document.id != known[link.b].document.id:
            line = f"{TIES[link.tie]}: {clean(link.why)}{_where(link, known)}"
            lines[line] = lines.get(line, 0) + 1
    for line, count in lines.items():
        yield line if count == 1 else f"{line} ({phrases.plural(count, 'pair')} of claims)"


def _where(link: OriginLink, known: Mapping[str, Entry]) -> str:
    """The bounds of what two pages share, each with whose page it is."""
    if link.spans is None:
        return ""
    names = (_outlet(known[claim]) for claim in (link.a, link.b))
    return ": " + ", ".join(f"{name} {s.start}–{s.end}" for name, s in zip(names, link.spans, strict=True))
