"""Pages that translate one text, or one of them the other, as far as the pages themselves say so."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from counterclaim.model.documents import Document
from counterclaim.model.overviews import Translated
from counterclaim.reconcile.profiles import ARTICLES, words_of

EDITION = frozenset({"english", "edition", "version", "service", "online", "website", "com", "in"})
"""Words that tell an outlet from its edition in another language."""


class Kinship(NamedTuple):
    """What ties two pages: whether one address, so that nothing else is needed, and the reason in one sentence.

    Where it is no translation, the pages only name one outlet as the first to publish.
    """

    sure: bool
    translation: bool
    why: str


def kinship(a: Document, b: Document) -> Kinship | None:
    """What two pages say that makes them editions of one text, None where they say nothing of the kind.

    Two pages that name one outlet as the first to publish may still be two articles of it, and are not `sure`.
    """
    shared = sorted(addresses(a) & addresses(b))
    tongues = a.fact("lang") != b.fact("lang") or any(d.fact("translation") for d in (a, b))
    if shared:
        sort = "a translation or the original" if tongues else "a version"
        return Kinship(sure=True, translation=tongues, why=f"each of the two pages is {sort} of {shared[0]}")
    named = _by_outlet(a, b)
    if named is None:
        return None
    return Kinship(sure=False, translation=any(d.fact("translation") for d in (a, b)), why=named)


def addresses(document: Document) -> frozenset[str]:
    """The addresses at which a page says that its text, its original and its editions stand."""
    editions = (pair.partition("=")[2] for pair in (document.fact("editions") or "").split())
    return frozenset(filter(None, (document.fact("address"), document.fact("original"), *editions)))


def translated(documents: Collection[Document], kept: Sequence[Document]) -> tuple[Translated, ...]:
    """Which of some pages say that they are translations, with the pages of the ledger that are editions of them.

    Args:
        documents: the pages.
        kept: pages of the ledger that may be their originals.
    """
    found = []
    for document in sorted(documents, key=lambda d: d.id):
        kin = [other for other in kept if other.id != document.id and addresses(document) & addresses(other)]
        abroad = tuple(other for other in kin if other.fact("lang") != document.fact("lang"))
        if document.fact("translation") or abroad:
            found.append(Translated(document=document, others=abroad))
    return tuple(found)


def _by_outlet(a: Document, b: Document) -> str | None:
    """That one page names the outlet of the other as the first to publish, or both name one."""
    first, second = (_name(d.fact("first_published_by")) for d in (a, b))
    own, other = (_name(d.fact("source")) for d in (a, b))
    if first and first == second:
        return f"both pages name {a.fact('first_published_by')} as the first to publish"
    for name, outlet, page in ((first, other, a), (second, own, b)):
        if name and name == outlet:
            return (
                f"one page stands in {page.fact('first_published_by')}, and the other names it as the first to publish"
            )
    return None


def _name(text: str | None) -> frozenset[str]:
    return frozenset(words_of(text or "")) - ARTICLES - EDITION
