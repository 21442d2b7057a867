"""What one stage hands to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from counterclaim.model.claims import Claim, Entry, Mention, Resolution
from counterclaim.model.documents import Page
from counterclaim.model.incidents import Control, Estimate, Finding, Incident, Relation, Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmented:
    """A page told apart, and what a reader should know of that."""

    page: Page
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The claims read on a page; `times` and `places` are all mentions of the page, in text order."""

    page: Page
    claims: tuple[Claim, ...]
    times: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A reading with what its mentions stand for."""

    reading: Reading
    resolutions: tuple[Resolution, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The claims of the page as they stand in a ledger, in their order; of two with one id the first."""
        page = self.reading.page
        parts = {part.index: part for part in page.parts}
        found: dict[str, list[Resolution]] = {claim.id: [] for claim in self.reading.claims}
        for resolution in self.resolutions:
            found.setdefault(resolution.claim, []).append(resolution)
        claims = {claim.id: claim for claim in reversed(self.reading.claims)}
        return tuple(
            Entry(claim=claim, document=page.document, part=parts[claim.part], resolutions=tuple(found[claim.id]))
            for claim in reversed(claims.values())
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """What the claims of a ledger say together.

    `keys` are the blocks of each claim and `outlines` what is kept of it to rule others out; `links` are the pairs that
    are likely to share an incident. By them, new claims find those that they touch.
    """

    incidents: tuple[Incident, ...] = ()
    relations: tuple[Relation, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    tallies: tuple[Tally, ...] = ()
    controls: tuple[Control, ...] = ()
    findings: tuple[Finding, ...] = ()
    keys: Mapping[str, frozenset[str]] = field(default_factory=dict)
    outlines: Mapping[str, str] = field(default_factory=dict)
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """By what later claims find claims: the blocks of each, and what is kept of it to rule others out."""

    keys: Mapping[str, frozenset[str]]
    outlines: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What new claims change: everything that rests on the claims `touched`, made anew.

    The incidents of `touched` hold no other claims. Relations are all those in which a claim of `anew` stands, and
    those of two touched claims; links are those of `anew`. What other pairs there are stays as it is.
    """

    touched: frozenset[str]
    anew: frozenset[str]
    incidents: tuple[Incident, ...] = ()
    relations: tuple[Relation, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    controls: tuple[Control, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


class Neighbourhood(Protocol):
    """What an update needs to know of the claims that a ledger holds, the new ones among them."""

    def sizes(self, keys: Iterable[str], most: int) -> dict[str, int]:
        """How many claims each block holds, counted no further than `most`."""
        ...

    def members(self, keys: Iterable[str]) -> dict[str, list[str]]:
        """The claims of each block."""
        ...

    def outlines(self, claims: Iterable[str]) -> dict[str, str]:
        """What is kept of claims to rule others out; of those of an older ledger nothing may be kept."""
        ...

    def linked(self, claims: Iterable[str]) -> frozenset[tuple[str, str]]:
        """The likely pairs that some claims belong to."""
        ...

    def homes(self, claims: Iterable[str]) -> dict[str, str]:
        """The incidents of some claims."""
        ...

    def mates(self, claims: Iterable[str]) -> frozenset[str]:
        """All claims of the incidents of some claims."""
        ...

    def acted_on(self, claims: Iterable[str]) -> frozenset[str]:
        """The claims that some claims deny, dispute or update."""
        ...

    def acting(self, claims: Iterable[str]) -> list[Relation]:
        """The relations by which claims are denied, disputed or overtaken."""
        ...

    def whole(self, claims: Iterable[str]) -> list[Entry]:
        """Some claims with all others of their documents."""
        ...
