"""What a page says of being a translation: notes in its text, and addresses of editions in its mark-up."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import yaml
from lxml.html import HtmlElement

from counterclaim.capture.marks import words_of
from counterclaim.capture.normalise import squeeze
from counterclaim.model.calendar import MONTH_NAMES, WEEKDAY_NAMES
from counterclaim.model.documents import Fact

LONGEST = 300
MOST_SCRIPT = 200_000
MOST_EDITIONS = 60
MOST_WORDS = 6
"""Words that a note may still have behind the name of an outlet, such as a date."""
_SHORT = ("p", "div", "span", "em", "i", "b", "strong", "small", "aside", "footer", "li", "address", "td", "h4", "h5")
_THREAD = frozenset({"comment", "comments", "reply", "replies", "disqus"})
_ASKED = frozenset({"translation_of", "translation-of", "translationof"})
_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid)$")
_SENTENCE = re.compile(r"(?<=[.!?)\]])\s+|\n+|\s[–—|]\s")
_PIECE = (
    r"(?:article|story|report|text|piece|post|page|interview|statement|dispatch|essay|analysis|column|item|version)"
)
_OPENING = re.compile(
    r"^[\W_]*(?:(?:editor['’]?s['’]? )?note\s*[:.–—-]\s*)?"
    rf"(?:(?:this|the) {_PIECE} (?:(?:was|is|has been|had been) )?|this (?:is|was) )?",
    re.IGNORECASE,
)
_SORT = r"(?:(?:machine|unofficial(?:ly)?|official|english|courtesy|informal(?:ly)?|automatic(?:ally)?|an?)[ -]+)*"
_DAYS = "|".join((*WEEKDAY_NAMES, *MONTH_NAMES))
_OUTLET = (
    rf"(?!(?:{_DAYS})\b)" r"(?-i:(?P<outlet>[A-Z][\w’'&-]*(?: (?:[A-Z0-9][\w’'&-]*|of|the|de|la|el|al|for|and)){0,5}))"
)
_OF_WORDS = re.compile(r"\b(?:means?|meaning|word|words|phrase|slogan|name)\b", re.IGNORECASE)
"""What stands in a sentence that translates a word and not the page."""


class Note(NamedTuple):
    """What a note says: its words, whether of a translation, and the language and the outlet of the original."""

    words: str
    translation: bool
    language: str | None = None
    outlet: str | None = None


class _Patterns(NamedTuple):
    codes: Mapping[str, str]
    translated: re.Pattern[str]
    first: re.Pattern[str]


def of_page(tree: HtmlElement) -> dict[str, Fact]:
    """What a page states and declares: `translation`, `original`, `address`, `editions` and so on, where it does."""
    base = _address_of(tree)
    found = _declared(tree, base) | ({"address": Fact(value=base, why="the page declares it")} if base else {})
    for element, note in _notes_of(tree):
        found |= _facts(note)
        link = next((at for a in element.iter("a") if (at := address(a.get("href"), base)) and at != base), None)
        if link is not None and "original" not in found:
            found["original"] = Fact(value=link, why="the note on where the page comes from leads there")
    return found


def of_text(paragraphs: Iterable[str]) -> dict[str, Fact]:
    """What the short paragraphs of a text state."""
    found: dict[str, Fact] = {}
    for note in filter(None, map(note_in, paragraphs)):
        found |= _facts(note)
    return found


def note_in(text: str) -> Note | None:
    """The note of a translation, or of a first publication elsewhere, that a short text holds."""
    if len(text) > LONGEST:
        return None
    known = _patterns()
    for sentence in _SENTENCE.split(" ".join(squeeze(text).split())):
        rest = _OPENING.sub("", sentence, count=1)
        found = known.translated.match(rest) or known.first.match(rest)
        if found is None or _OF_WORDS.search(sentence) or _goes_on(found):
            continue
        named = found.groupdict()
        language = next((value for key, value in named.items() if value and key.startswith("lang")), None)
        outlet = next((value for key, value in named.items() if value and key.startswith("outlet")), None)
        code = known.codes.get(language.lower()) if language else None
        translation = found.re is known.translated or code is not None
        return Note(sentence.strip(" ([)]"), translation, code, outlet)
    return None


def _goes_on(found: re.Match[str]) -> bool:
    """Whether a sentence that names a place of publication says more than a note would."""
    outlet = any(value for key, value in found.groupdict().items() if key.startswith("outlet"))
    return outlet and len(found.string[found.end() :].split()) > MOST_WORDS


def address(link: str | None, base: str | None = None) -> str | None:
    """An address in the form in which two of them are compared; None for one that leads to no page of its own."""
    try:
        parts = urlsplit(urljoin(base or "", (link or "").strip()))
    except ValueError:
        return None
    pieces = [piece for piece in parts.path.split("/") if len(piece) > 3]
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.match(k)])
    if parts.scheme not in {"http", "https"} or not parts.hostname or not (pieces or query):
        return None
    return urlunsplit(("https", parts.netloc.lower(), parts.path.rstrip("/") or "/", query, ""))


@cache
def _patterns() -> _Patterns:
    data = yaml.safe_load((files("counterclaim.capture") / "data" / "translations.yaml").read_text("utf-8"))
    names = "|".join(data["languages"])
    number = iter(range(1000))

    def filled(pattern: str) -> str:
        language = rf"(?:the )?(?:original )?(?P<lang{next(number)}>{names})\b"
        outlet = _OUTLET.replace("outlet", f"outlet{next(number)}")
        return pattern.replace("{sort}", _SORT).replace("{language}", language).replace("{outlet}", outlet)

    stated = [*map(filled, data["translated"]), *map(filled, data["abroad"]), *data["elsewhere"]]
    return _Patterns(
        {name.lower(): code for name, code in data["languages"].items()},
        re.compile("|".join(f"(?:{one})" for one in stated), re.IGNORECASE),
        re.compile("|".join(f"(?:{filled(one)})" for one in data["first"]), re.IGNORECASE),
    )


def _facts(note: Note) -> Iterator[tuple[str, Fact]]:
    why = f"the page says: “{note.words}”"
    if note.translation:
        yield "translation", Fact(value=note.words, why="the page says so")
    if note.language:
        yield "translated_from", Fact(value=note.language, why=why)
    if note.outlet:
        yield "first_published_by", Fact(value=note.outlet, why=why)


def _notes_of(tree: HtmlElement) -> Iterator[tuple[HtmlElement, Note]]:
    for element in tree.iter(*_SHORT):
        text = _short_text(element)
        note = note_in(text) if text else None
        if note is not None and not any(
            _THREAD & set(words_of(_marks(e))) for e in (element, *element.iterancestors())
        ):
            yield element, note


def _short_text(element: HtmlElement) -> str:
    """The words of an element, nothing where they are too many for a note."""
    words = ""
    for piece in element.itertext():
        words += f" {piece}"
        if len(words) > 2 * LONGEST:
            return ""
    return squeeze(words).strip()


def _marks(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _address_of(tree: HtmlElement) -> str | None:
    """The address that the page declares as its own."""
    links = tree.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
    named = tree.xpath("//meta[@property='og:url']/@content")
    return next(filter(None, map(address, [*links, *named])), None)


def _declared(tree: HtmlElement, base: str | None) -> dict[str, Fact]:
    """Editions in other languages, and what the metadata name as the original."""
    found = {}
    links = tree.xpath("//link[@hreflang and contains(concat(' ', @rel, ' '), ' alternate ')]")
    editions = [(e.get("hreflang").lower(), address(e.get("href"), base)) for e in links[:MOST_EDITIONS]]
    told = sorted({f"{lang}={at}" for lang, at in editions if at and lang != "x-default"})
    if len(told) > 1 or (told and told[0].partition("=")[2] != base):
        found["editions"] = Fact(value=" ".join(told), why="the page declares its editions (hreflang)")
    original = next(filter(None, (address(at, base) for at in _originals(tree))), None)
    if original is not None and original != base:
        why = "the metadata of the page name it as what the page translates"
        found["original"] = Fact(value=original, why=why)
        found["translation"] = Fact(value="declared in the metadata", why=why)
    return found


def _originals(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("meta"):
        if (element.get("name") or element.get("property") or "").lower() in _ASKED:
            yield element.get("content") or ""
    for element in tree.xpath("//*[@itemprop='translationOfWork']"):
        yield element.get("href") or element.get("content") or element.get("itemid") or ""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        yield from _in_script(script.text_content()[:MOST_SCRIPT])


def _in_script(text: str) -> Iterator[str]:
    """The addresses of works that linked data (schema.org) name as translated."""
    try:
        waiting: list[Any] = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            work = item.get("translationOfWork")
            named = (
                work
                if isinstance(work, str)
                else (work.get("url") or work.get("@id"))
                if isinstance(work, dict)
                else None
            )
            if isinstance(named, str):
                yield named
        waiting += item.values() if isinstance(item, dict) else item if isinstance(item, list) else []
