"""Captures to documents: the text that a reader of the page would read, with a map back to the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from counterclaim.capture import article, captions, facts, translations
from counterclaim.capture.comments import take_comments
from counterclaim.capture.decode import Decoded, decode
from counterclaim.capture.drafts import Assembled, Draft, assemble
from counterclaim.capture.files import refuse
from counterclaim.capture.gaps import fill
from counterclaim.capture.heads import facts_of, read_head
from counterclaim.capture.normalise import letters, squeeze
from counterclaim.capture.plain import read_plain, set_apart
from counterclaim.capture.view import View, visible_text
from counterclaim.config import CaptureSettings
from counterclaim.errors import EmptyInput, OversizedInput
from counterclaim.model.documents import BlockKind, Capture, Document, Fact

_DECLARATION = re.compile(r"^\s{0,200}<\?xml[^>]{0,400}\?>")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FAILURES = (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError, etree.LxmlError)
_BLOCK = re.compile(r"<(?:p|li|div|br|td|dd|dt|h[1-6]|blockquote|section|option)\b", re.IGNORECASE)
_LINE = re.compile(r"^[^\S\n]*\S", re.MULTILINE)
_MOST_ELEMENTS = 30_000
_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.LIST_ITEM, BlockKind.HEADING})

_NOT_HEAD = frozenset({BlockKind.COMMENT, BlockKind.CAPTION})


class _Drawn(NamedTuple):
    drafts: list[Draft]
    facts: dict[str, Fact]


class Cleaner:
    """Documents of captures.

    Args:
        settings: the limits on what comes in.
    """

    def __init__(self, settings: CaptureSettings) -> None:
        self.settings = settings
        article.be_quiet()

    def __call__(self, captures: Iterable[Capture]) -> Iterator[Document]:
        """The documents of the captures, in their order."""
        return map(self.document, captures)

    def document(self, capture: Capture) -> Document:
        """The text of one capture with blocks, facts and the map back to the decoded page.

        Raises:
            InputError: if the bytes are no text, or larger, longer or emptier than the settings allow.
        """
        refuse(capture.content, capture.origin)
        if len(capture.content) > self.settings.max_bytes:
            limit = f"the page is larger than {self.settings.max_bytes:,} bytes"
            raise OversizedInput(capture.origin, limit, "capture.max_bytes")
        decoded = decode(capture.content, capture.origin)
        self._refuse_lines(decoded.text, capture.origin)
        marked_up = capture.media_type == "text/html"
        self._refuse_paragraphs(decoded.text, capture.origin, _BLOCK if marked_up else _LINE)
        known: dict[str, Fact] = {}
        if marked_up:
            drawn = self._read_html(decoded.text, capture)
            made, known = assemble(drawn.drafts), drawn.facts
        else:
            made = read_plain(decoded.text)
            known = _plain_facts() | translations.of_text(made.text[b.span.start : b.span.end] for b in made.blocks)
        if not made.text.strip():
            raise EmptyInput(capture.origin)
        made, known = _with_head(made, known, capture.captured_at.date())
        return self._finish(capture, decoded, made, known)

    def _refuse_lines(self, text: str, origin: str) -> None:
        limit, at = self.settings.max_line, 0
        while len(text) - at > limit:
            end = text.rfind("\n", at, at + limit + 1)
            if end < 0:
                raise OversizedInput(origin, f"a line is longer than {limit:,} characters", "capture.max_line")
            at = end + 1

    def _refuse_paragraphs(self, text: str, origin: str, begins: re.Pattern[str]) -> None:
        limit = self.settings.max_paragraphs
        if sum(1 for _ in islice(begins.finditer(text), limit + 1)) > limit:
            raise OversizedInput(origin, f"the page has more than {limit:,} paragraphs", "capture.max_paragraphs")

    def _finish(self, capture: Capture, decoded: Decoded, made: Assembled, known: dict[str, Fact]) -> Document:
        known = known | {"encoding": decoded.encoding}
        known["lang"] = facts.language(made.text, self.settings.min_language_confidence)
        known = facts.declare(known, dict(capture.declared))
        return Document(
            id=capture.sha256,
            text=made.text,
            origin=capture.origin,
            captured_at=capture.captured_at,
            media_type=capture.media_type,
            facts=tuple(sorted(known.items())),
            blocks=made.blocks,
            stretches=made.stretches,
            marked_up=capture.media_type == "text/html" and known.get("text") is None,
        )

    def _read_html(self, page: str, capture: Capture) -> _Drawn:
        tree = _parse(page)
        if tree is None or _depth(tree) > self.settings.max_depth or _size(tree) > _MOST_ELEMENTS:
            why = "the mark-up is nested too deeply, too large or cannot be parsed, so all visible text was taken"
            return _Drawn(_flat(page), {"text": Fact(value="visible", why=why)})
        try:
            return self._draw(tree, page, capture)
        except _FAILURES as error:
            why = f"the mark-up could not be read ({type(error).__name__}), so all visible text was taken"
            return _Drawn(_flat(page), {"text": Fact(value="visible", why=why)})

    def _draw(self, tree: HtmlElement, page: str, capture: Capture) -> _Drawn:
        known = facts.of_page(tree, capture.captured_at) | translations.of_page(tree)
        told = captions.of_page(tree)
        thread = _thread(tree)
        known["author"] = facts.author(tree, known["author"])
        main, found = article.extract(tree, comments=not thread)
        main = fill(tree, main)
        thread = thread or _worth(found)
        if not any(draft.kind in _TEXT for draft in main) and not thread:
            why = "no main text was found, so all visible text was taken"
            return _Drawn(_flat(page), known | {"text": Fact(value="visible", why=why)})
        beside = captions.beside(tree, main)
        view = View(page)
        drafts = _placed(view, [*_titled(main, known["title"].value), *thread])
        body = [draft for draft in drafts if draft.kind is not BlockKind.COMMENT]
        return _Drawn([*captions.placed(view, body, told, beside), *drafts[len(body) :]], known)


def _parse(page: str) -> HtmlElement | None:
    parser = HTMLParser(huge_tree=True, no_network=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    source = _CONTROLS.sub(" ", _DECLARATION.sub("", page))
    try:
        tree: HtmlElement = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    _purge(tree)
    return tree


def _purge(tree: HtmlElement) -> None:
    """Take out control characters that came as entities: the tree can hold them, but they cannot be set again."""
    for element in tree.iter():
        for name in ("text", "tail"):
            value = getattr(element, name)
            if value and _CONTROLS.search(value):
                setattr(element, name, _CONTROLS.sub(" ", value))
        for name, value in list(element.attrib.items()) if isinstance(element.tag, str) else ():
            if _CONTROLS.search(value):
                element.attrib[name] = _CONTROLS.sub(" ", value)


def _depth(tree: HtmlElement) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _size(tree: HtmlElement) -> int:
    return sum(1 for _ in tree.iter())


def _flat(page: str) -> list[Draft]:
    paragraphs = (squeeze(piece) for piece in re.split(r"\n\n", visible_text(page)))
    return _placed(View(page), [Draft(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs if text])


def _thread(tree: HtmlElement) -> list[Draft]:
    return [
        Draft(
            kind=BlockKind.COMMENT,
            text=comment.text,
            author=comment.author,
            posted=comment.posted,
            answers=comment.answers,
        )
        for comment in take_comments(tree)
    ]


def _worth(found: list[Draft]) -> list[Draft]:
    """The comments that trafilatura found, unless they are nothing but a heading or a notice."""
    kept = [draft for draft in found if "JavaScript" not in draft.text]
    said = any(draft.text.endswith((".", "!", "?")) or len(draft.text.split()) > 6 for draft in kept)
    return kept if said else []


def _titled(main: list[Draft], title: str | None) -> list[Draft]:
    """The main text with the title as its first block, once."""
    if not title:
        return main
    first = next((i for i, draft in enumerate(main[:3]) if _same(draft.text, title)), None)
    rest = main if first is None else [*main[:first], *main[first + 1 :]]
    return [Draft(kind=BlockKind.TITLE, text=title), *rest]


def _same(one: str, other: str) -> bool:
    return letters(one) == letters(other)


def _placed(view: View, drafts: list[Draft]) -> list[Draft]:
    spans = view.locate([draft.text for draft in drafts])
    return [replace(draft, page=span) for draft, span in zip(drafts, spans, strict=True)]


def _with_head(made: Assembled, known: dict[str, Fact], today: date) -> tuple[Assembled, dict[str, Fact]]:
    """The document with what the line under its title says, where nothing else gave it."""
    head = read_head(made.text, [block.span for block in made.blocks[:6] if block.kind not in _NOT_HEAD])
    if head is None:
        return made, known
    given = {name: fact for name, fact in facts_of(head, today).items() if known.get(name, fact).value is None}
    return (set_apart(made, head.span) if head.bare else made), known | given


def _plain_facts() -> dict[str, Fact]:
    why = "plain text has no mark-up that gives it"
    return {name: Fact(value=None, why=why) for name in ("title", "author", "published", "source", "site")}
