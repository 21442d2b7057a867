"""The sentences of one request, and where in them words stand that a model names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from counterclaim.extract.quotations import Quotation
from counterclaim.model.claims import Mention
from counterclaim.model.documents import Page, Part, Passage, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Consecutive sentences of one part that are asked about, with some before them as context.

    `context` and `asked` have the numbers under which the model sees the sentences.
    """

    page: Page
    part: Part
    context: Mapping[int, Passage]
    asked: Mapping[int, Passage]
    quotations: Sequence[Quotation]

    @property
    def span(self) -> Span:
        """From the first sentence that is asked about to the last."""
        spans = [passage.span for passage in self.asked.values()]
        return spans[0].cover(spans[-1])

    def lines(self, passages: Mapping[int, Passage]) -> dict[int, str]:
        """Sentences by number, each on one line."""
        text = self.page.document.text
        return {n: " ".join(text[p.span.start : p.span.end].split()) for n, p in passages.items()}

    def find(self, words: str, number: int) -> Mention | None:
        """The words where they stand: in the sentence of that number, else before it, else after it, nearest first."""
        given = {**self.context, **self.asked}
        before = sorted((n for n in given if n < number), reverse=True)
        after = sorted(n for n in given if n > number)
        for n in chain((number,), before, after):
            found = self.find_within(words, given[n].span)
            if found is not None:
                return found
        return None

    def find_within(self, words: str, within: Span) -> Mention | None:
        """The words where they first stand in a stretch, as whole words, or None."""
        spans = occurrences(self.page.document.text, words, within)
        return next((self.mention(span) for span in spans), None)

    def mention(self, span: Span) -> Mention:
        """A stretch of the document as words."""
        return Mention(self.page.document.text[span.start : span.end], span)


def occurrences(text: str, words: str, within: Span) -> Iterator[Span]:
    """Where exactly these words stand as whole words in a stretch of a text; any white space is one space."""
    pieces = words.split()
    if not pieces or sum(map(len, pieces)) > len(within):
        return
    left = r"(?<!\w)" if pieces[0][0].isalnum() else ""
    right = r"(?!\w)" if pieces[-1][-1].isalnum() else ""
    pattern = re.compile(left + r"\s+".join(map(re.escape, pieces)) + right)
    for match in pattern.finditer(text, within.start, within.end):
        yield Span(*match.span())
