"""Runs of capitalised words in a parsed text: where a name begins and ends, and which names a run is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from counterclaim.extract.parses import Doc, Token
from counterclaim.extract.place_words import BOUND_ARTICLES, kind_word
from counterclaim.extract.speaker_kinds import kind_of
from counterclaim.extract.time_needs import MONTHS, WEEKDAYS
from counterclaim.model.documents import SourceKind

Known = Callable[[str], bool]
Bounds = tuple[int, int]
NOT_NAMES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"})
_JOINING = frozenset(
    {"al", "el", "de", "of", "la", "del", "-", "–", "'", "’", "ad", "an", "ar", "as", "ash", "at", "az", "bin", "ibn"}
)
_SON_OF = frozenset({"bin", "ibn"})
_LISTED = """
    abu ain ayn bab beit bayt bir burj dar darb dayr deir ein hay jabal jebel jisr kafr kfar khan khirbat khirbet kom
    kherbet mala mazra mount nahr new nova novo novi old qalat qaryat ras saint san sheikh shaykh stara tal tall tel
    tell um umm velyka wadi
    """
_ELEMENTS = frozenset(_LISTED.split())
_REGIONS = frozenset({"province", "governorate", "oblast", "county"})
ROADS = frozenset({"highway", "road", "route"})
LONGEST = 5
_BODIES = frozenset({SourceKind.MONITOR, SourceKind.MEDIA, SourceKind.ORGANISATION})


def is_body(text: str) -> bool:
    """Whether several words name a monitor, an outlet or an organisation, which is nowhere (`Observatory for …`)."""
    return " " in text and kind_of(text) in _BODIES


def trimmed(doc: Doc, start: int, end: int) -> Bounds | None:
    """The bounds without articles, directions, titles and possessives at the edges, or None where nothing is left."""
    while start < end and not (doc[start].text[0].isupper() and doc[start].lower_ != "the"):
        start += 1
    while start < end and (not doc[end - 1].text[0].isalnum() or doc[end - 1].lower_ in {"s", "'s", "’s"}):
        if doc[end - 1].text == "." and end - start > 1 and len(doc[end - 2].text) == 1:
            break
        end -= 1
    while end - start > 1 and _of_a_day(doc, end - 1):
        end -= 1
    return (start, end) if start < end else None


def _of_a_day(doc: Doc, at: int) -> bool:
    """Whether a word behind a name begins a date (`Ashby August 3`, `Ashby Monday`)."""
    following = doc[at + 1].text[0] if at + 1 < len(doc) else ""
    return doc[at].lower_ in WEEKDAYS or (doc[at].lower_ in MONTHS and following.isdigit())


def known_pieces(doc: Doc, bounds: Bounds, known: Known) -> Iterator[Bounds]:
    """A run of capitals cut into known names, longest first, where it is not itself known; else the run as it is."""
    start, end = bounds
    owner = doc[start].text
    if end - start > 1 and owner.endswith("s") and not known(owner) and known(owner[:-1]):
        start, bounds = start + 1, (start + 1, end)  # "Syrias Aleppo": an apostrophe was lost
    if end - start > 1 and _of_people(doc[end - 1]) and known(doc.piece(start, end - 1).text):
        end, bounds = end - 1, (start, end - 1)  # "Ashby Freedonian activists said": a comma was lost
    if end - start < 3 or known(doc.piece(start, end).text):
        yield bounds
        return
    tail = end - 2
    bound = doc[tail - 1].lower_ in BOUND_ARTICLES or not doc[tail - 1].text[0].isalpha()
    if kind_word(doc[end - 1].text) in _REGIONS and not bound and known(doc.piece(tail, end - 1).text):
        yield (start, tail)
        yield (tail, end)
        return
    if kind_word(doc[end].text if end < len(doc) else "") in ROADS and "-" in doc.piece(start, end).text:
        yield bounds
        return
    for middle in range(end - 1, start, -1):
        if middle - start == 1 and doc[start].lower_ in _ELEMENTS:
            continue
        if (
            doc[middle].text[0].isupper()
            and known(doc.piece(start, middle).text)
            and known(doc.piece(middle, end).text)
        ):
            yield (start, middle - (doc[middle - 1].text == "-"))
            yield (middle, end)
            return
    yield bounds


def _of_people(token: Token) -> bool:
    """Whether a word is the adjective of a nation before a noun that it belongs to."""
    apart = token.i > 0 and token.nbor(-1).text != "-"
    return apart and token.tag_ == "JJ" and token.ent_type_ == "NORP" and token.head.i > token.i


def run(doc: Doc, start: int, longest: int = LONGEST) -> int:
    """The end of the run of capitalised words, with what joins them, that begins at `start`; `start` if none does."""
    end = start
    i = start
    while i < min(len(doc), start + 2 * longest):
        token = doc[i]
        joins = i > start and _joins(doc, i)
        if is_capital(token):
            end = i + 1
        elif not joins and not (token.lower_ in {"al", "el", "ash", "as"} and i == start):
            break
        i += 1
    return end


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Whether a small word within a name joins its parts (`Deir ez-Zor`, `Rio de Janeiro`)."""
    low = tokens[at].lower_
    bound = low in BOUND_ARTICLES and at + 1 < len(tokens) and tokens[at + 1].text == "-"
    return bound or (low in _JOINING and (low != "of" or not tokens[at].whitespace_))


def is_capital(token: Token) -> bool:
    """Whether a word may belong to a name: a capital, and no date, amount or language."""
    return token.text[0].isupper() and not token.is_punct and token.ent_type_ not in NOT_NAMES


def run_before(doc: Doc, at: int, longest: int = LONGEST) -> int:
    """Where the run of words of a name that ends before `at` begins; `at` if there is none."""
    start = at
    while start > 0 and at - start < longest and joins_name(doc, start - 1):
        start -= 1
    return start


def joins_name(doc: Doc, at: int) -> bool:
    """Whether a word belongs to the name that goes on after it: a capital, a hyphen, an Arabic article before one."""
    token = doc[at]
    article = token.lower_ in BOUND_ARTICLES and at + 1 < len(doc) and doc[at + 1].text == "-"
    son = token.text in _SON_OF and at > 0 and is_capital(doc[at - 1])
    return is_capital(token) or token.text == "-" or article or son
