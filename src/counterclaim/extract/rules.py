"""The reader `rules`: grammar, word lists and quotation marks; no training, every choice explained."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from counterclaim.config import ExtractSettings
from counterclaim.extract.claiming import Claimer
from counterclaim.extract.context import Context
from counterclaim.extract.disputes import link_disputes
from counterclaim.extract.gate import load_gate
from counterclaim.extract.headlines import in_title_case, plain_case, words_in_lower_case
from counterclaim.extract.loss_lists import find_loss_lists
from counterclaim.extract.nlp import parse_some
from counterclaim.extract.quotations import Quotation, find_quotations
from counterclaim.extract.quoting import adopt
from counterclaim.extract.sentences import PageNames, Sentence, analyse
from counterclaim.model.claims import Claim
from counterclaim.model.documents import Page, Part, PartKind, Passage
from counterclaim.model.incidents import Finding, FindingKind
from counterclaim.model.stages import Reading, Segmented

READER = "rules/1"
TAGS = re.compile(r"Tags:? (?=[A-Z])")


class RulesReader:
    """Reads the claims of segmented pages.

    Args:
        settings: how far speakers, places and times are carried.
        known: whether words are a known place name.
        wide: whether words name a country, a province or something wider rather than a settlement.
    """

    name = READER

    def __init__(self, settings: ExtractSettings, *, known: Callable[[str], bool], wide: Callable[[str], int]) -> None:
        self.settings = settings
        self.known = known
        self.wide = wide

    def __call__(self, pages: Iterable[Segmented]) -> Iterator[Reading]:
        """One reading for each page, in order."""
        for segmented in pages:
            yield self.read(segmented.page)

    def read(self, page: Page) -> Reading:
        """The claims of one page, with every place and time that it names."""
        sentences = self._sentences(page)
        claims: list[Claim] = []
        findings: list[Finding] = []
        groups = [list(group) for _, group in groupby(sentences, key=lambda sentence: sentence.passage.part)]
        after = [*groups[1:], []] if groups else []
        for group, following in zip(groups, after, strict=True):
            part = page.parts[group[0].passage.part]
            ahead = following if part.kind is PartKind.HEADLINE else []
            quotations = find_quotations(page.document.text, part.span)
            findings.extend(_unclosed(page, part, quotations))
            findings.extend(_uncounted(page, part, group))
            claims.extend(self._claims(page, part, (group, ahead), quotations))
        return Reading(
            page=page,
            claims=link_disputes(claims, page),
            times=tuple(s.words(t.span.start, t.span.end) for s in sentences for t in s.times),
            places=tuple(s.words(p.start, p.end) for s in sentences for p in s.places),
            findings=(*findings, *_no_claims(page, claims)),
        )

    def _sentences(self, page: Page) -> list[Sentence]:
        text = page.document.text
        passages = readable(page)
        lower = words_in_lower_case(text)
        sentences = [text[p.span.start : p.span.end] for p in passages]
        titles = {
            text[part.span.start : part.span.end].strip() for part in page.parts if part.kind is PartKind.HEADLINE
        }
        kinds = [
            PartKind.HEADLINE if text[p.span.start : p.span.end].strip(" .") in titles else page.parts[p.part].kind
            for p in passages
        ]
        needed = load_gate().to_parse(sentences, self.settings.max_carry)
        needed = [need or kind is PartKind.HEADLINE for need, kind in zip(needed, kinds, strict=True)]
        plain = [plain_case(s, lower) if in_title_case(s) else s for s in sentences]
        parsed = parse_some(plain, needed)
        names = PageNames(parsed, self.known)
        return [
            analyse(p, text[p.span.start : p.span.end], doc, kind, names.within(number, doc))
            for number, (p, doc, kind) in enumerate(zip(passages, parsed, kinds, strict=True))
        ]

    def _claims(
        self, page: Page, part: Part, texts: tuple[list[Sentence], list[Sentence]], quotations: Sequence[Quotation]
    ) -> Iterator[Claim]:
        sentences, ahead = texts
        context = Context(sentences, reach=self.settings.max_carry, wide=self.wide, ahead=ahead)
        claimer = Claimer(page=page, part=part, context=context, quotations=quotations, reader=self.name)
        claims = [claim for number in range(len(sentences)) for claim in claimer.claims(number)]
        yield from adopt(claims, quotations)


def readable(page: Page) -> list[Passage]:
    """The sentences of a page that are no boilerplate and no list of tags."""
    text = page.document.text
    told = (p for p in page.passages if page.parts[p.part].kind is not PartKind.BOILERPLATE)
    return [p for p in told if not _lists_tags(text[p.span.start : p.span.end])]


def _lists_tags(text: str) -> bool:
    """Whether a sentence is the list of tags of a page, which says nothing."""
    return TAGS.match(text) is not None and text.rstrip()[-1:] not in {".", "!", "?", '"', "”"}


def _unclosed(page: Page, part: Part, quotations: Sequence[Quotation]) -> Iterator[Finding]:
    for quotation in quotations:
        if not quotation.closed:
            yield Finding(
                kind=FindingKind.UNCLOSED_QUOTATION,
                message="a quotation mark opens here and never closes; it was read to the end of its paragraph",
                stage=READER,
                document=page.document.id,
                part=part.index,
                span=quotation.span,
            )


def _uncounted(page: Page, part: Part, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Items of lists of losses of which nobody knows what they are."""
    for item in (item for losses in find_loss_lists(sentences) for item in losses.unknown):
        yield Finding(
            kind=FindingKind.UNCOUNTED_ITEM,
            message=f"“{' '.join(item.text.split())}” stands in a list of losses, and no list of words knows what it "
            "counts; it is in no claim",
            stage=READER,
            document=page.document.id,
            part=part.index,
            span=item.span,
        )


def _no_claims(page: Page, claims: Sequence[Claim]) -> Iterator[Finding]:
    if not claims:
        yield Finding(
            kind=FindingKind.NO_CLAIMS,
            message="no claim was found on this page",
            stage=READER,
            document=page.document.id,
        )
