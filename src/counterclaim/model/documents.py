"""What a page is made of: source, capture, document, parts, passages, and exact places in the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of code points, `[start, end)`.

    Raises:
        ValueError: if the bounds are negative or reversed.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            message = f"a span needs 0 <= start <= end, not [{self.start}, {self.end})"
            raise ValueError(message)

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """The same stretch, `by` code points further on."""
        return Span(self.start + by, self.end + by)

    def cover(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words at an exact place; only `Document.quote` makes one."""

    text: str
    span: Span


class SourceKind(StrEnum):
    """What sort of speaker or publisher a source is."""

    OUTLET = "outlet"
    OFFICIAL = "official"
    MILITARY = "military"
    ARMED_GROUP = "armed_group"
    MONITOR = "monitor"
    MEDIA = "media"
    MEDIC = "medic"
    WITNESS = "witness"
    ORGANISATION = "organisation"
    PERSON = "person"
    ANONYMOUS = "anonymous"
    SOCIAL_MEDIA = "social_media"
    DOCUMENT = "document"
    COMMENTER = "commenter"
    OWN_VOICE = "own_voice"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Somebody who publishes or speaks."""

    id: str
    name: str
    kind: SourceKind = SourceKind.UNKNOWN
    side: str | None = None
    reliability: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One piece of metadata and the reason why it is believed; an unknown value is None."""

    value: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The bytes as they came, hashed before anything reads them.

    `sha256` is written `sha256:<64 hex digits>`; `origin` is the path, address or `-` they came from.
    `declared` holds what the user said of the page: `source`, `published`, `lang`.
    """

    sha256: str
    content: bytes
    origin: str
    captured_at: datetime
    media_type: str
    declared: tuple[tuple[str, str], ...] = ()


class BlockKind(StrEnum):
    """What a block of a page is, as far as its mark-up or layout tells."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    LIST_ITEM = "list_item"
    BYLINE = "byline"
    CAPTION = "caption"
    COMMENT = "comment"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph-like stretch of a document; comments carry author, time and the index of the block they answer."""

    kind: BlockKind
    span: Span
    author: str | None = None
    posted: str | None = None
    answers: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of the text and the code points of the decoded page that it was drawn from."""

    text: Span
    page: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text drawn from one capture, normalised once (NFC, newline as line end) and immutable from then on.

    `id` is the hash of the capture. `facts` may hold `title`, `author`, `published` (ISO date), `source`, `site`,
    `lang`, `encoding`, and of a translation `translation` (the words that say so), `translated_from` (a language),
    `first_published_by` (an outlet), `original`, `address` and `editions` (`lang=address …`). `marked_up` tells whether
    `blocks` come from mark-up (True) or from layout alone (False).
    """

    id: str
    text: str
    origin: str
    captured_at: datetime
    media_type: str
    facts: tuple[tuple[str, Fact], ...] = ()
    blocks: tuple[Block, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    marked_up: bool = False

    def quote(self, span: Span) -> Quote:
        """The exact words at `span`.

        Raises:
            ValueError: if the span reaches past the end of the text.
        """
        if span.end > len(self.text):
            message = f"{span} reaches past the end of document {self.id} ({len(self.text)} code points)"
            raise ValueError(message)
        return Quote(self.text[span.start : span.end], span)

    def fact(self, name: str) -> str | None:
        """The value of one piece of metadata, or None where it is unknown."""
        return next((fact.value for key, fact in self.facts if key == name), None)

    @property
    def published(self) -> date | None:
        """The day of publication, or None where it is unknown."""
        value = self.fact("published")
        return date.fromisoformat(value[:10]) if value else None


class PartKind(StrEnum):
    """Whose voice a part of a page is, and in what place it stands."""

    HEADLINE = "headline"
    ARTICLE = "article"
    EMBEDDED = "embedded"
    CAPTION = "caption"
    COMMENT = "comment"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of the document with one author.

    `answers` is the index of the comment that a comment replies to. `published` is an ISO date or time as far as known.
    `source` is the outlet or the author in whose voice the part speaks. Parts stand in text order and do not overlap.
    """

    index: int
    kind: PartKind
    span: Span
    title: str | None = None
    author: str | None = None
    published: str | None = None
    source: str | None = None
    answers: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of a part; `paragraph` numbers the paragraph of the document that it stands in."""

    index: int
    part: int
    paragraph: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document told apart into parts and sentences: what the readers read."""

    document: Document
    parts: tuple[Part, ...]
    passages: tuple[Passage, ...]
