"""The reader `llm`: sentences go to a language model in small lots, and what comes back must be words of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from counterclaim.config import ExtractSettings
from counterclaim.extract.disputes import link_disputes
from counterclaim.extract.llm.answers import claims_in
from counterclaim.extract.llm.asking import Answer, Endpoint, Unanswered
from counterclaim.extract.llm.claims import Fault, Unfit, claim_of
from counterclaim.extract.llm.prompting import messages
from counterclaim.extract.llm.sheets import Sheet
from counterclaim.extract.quotations import find_quotations
from counterclaim.extract.times import find_times
from counterclaim.model.claims import Claim, Mention
from counterclaim.model.documents import Page, PartKind, Passage, Span
from counterclaim.model.incidents import Finding, FindingKind
from counterclaim.model.stages import Reading, Segmented

if TYPE_CHECKING:
    import httpx

READER = "llm/1"
CONTEXT = 3
GIVE_UP = 2
COMPARE = "read the page with another reader to compare"
NO_NUMBER = "left out of a claim: the words name no number that our grammar reads; look at the quote of the claim"
REMEDY = "read the page again, or see [extract.llm] in the settings"


class LlmReader:
    """Reads the claims of segmented pages by asking a language model.

    Args:
        settings: which endpoint is asked, and how.
        known: not used here.
        wide: not used here.

    Raises:
        SettingsError: if the settings name no endpoint or no model, or a value is out of range.
        MissingExtra: if httpx is not installed.
    """

    def __init__(self, settings: ExtractSettings, *, known: Callable[[str], bool], wide: Callable[[str], int]) -> None:
        self.settings = settings
        self.known = known
        self.wide = wide
        self.endpoint = Endpoint(settings.llm)

    def __call__(self, pages: Iterable[Segmented]) -> Iterator[Reading]:
        """One reading for each page, in order."""
        for segmented in pages:
            yield self.read(segmented.page)

    def read(self, page: Page) -> Reading:
        """The claims of one page; what was not answered or does not hold is a finding."""
        passages = [p for p in page.passages if page.parts[p.part].kind is not PartKind.BOILERPLATE]
        desk = _Desk(page, self.endpoint, f"{READER} {self.settings.llm.model}")
        with self.endpoint.open() as client:
            for sheet in sheets(page, passages, self.settings.llm.sentences):
                desk.read(client, sheet)
        claims = link_disputes(desk.claims, page)
        times = tuple(words for passage in passages for words in _times(page, passage.span))
        return Reading(page=page, claims=claims, times=times, findings=(*desk.findings, *desk.summary()))


def sheets(page: Page, passages: Sequence[Passage], size: int) -> Iterator[Sheet]:
    """The sentences of a page in lots of at most `size`, each of one part, with a few sentences before it."""
    for index, group in groupby(passages, key=lambda passage: passage.part):
        part, own = page.parts[index], list(group)
        quotations = find_quotations(page.document.text, part.span)
        for first in range(0, len(own), size):
            before = own[max(0, first - CONTEXT) : first]
            asked = own[first : first + size]
            yield Sheet(
                page=page,
                part=part,
                context=dict(enumerate(before, 1)),
                asked=dict(enumerate(asked, len(before) + 1)),
                quotations=quotations,
            )


class _Desk:
    """What the requests for one page have come to so far."""

    def __init__(self, page: Page, endpoint: Endpoint, reader: str) -> None:
        self.page = page
        self.endpoint = endpoint
        self.reader = reader
        self.claims: list[Claim] = []
        self.findings: list[Finding] = []
        self.faults: Counter[Fault] = Counter()
        self.unread = 0
        self.failures = 0
        self.unasked: list[Sheet] = []

    def read(self, client: httpx.Client, sheet: Sheet) -> None:
        """Asks about one sheet, unless the endpoint has failed too often in a row."""
        if self.failures >= GIVE_UP:
            self.unasked.append(sheet)
            return
        try:
            answer = self.endpoint.ask(client, messages(sheet.lines(sheet.context), sheet.lines(sheet.asked)))
        except Unanswered as error:
            self.failures += 1
            self._failed(sheet, str(error))
            return
        self.failures = 0
        self._take(sheet, answer)

    def _take(self, sheet: Sheet, answer: Answer) -> None:
        entries = claims_in(answer.text)
        if entries is None:
            self._failed(sheet, "its answer lists no claims in JSON")
            return
        if answer.cut:
            message = (
                f"the answer of the language model about {_sentences(sheet)} broke off, and only what was complete was "
                "read; raise extract.llm.max_tokens, or lower extract.llm.sentences"
            )
            self._note(FindingKind.READER_FAILED, message, sheet)
        for entry in entries:
            self._judge(entry, sheet)

    def _judge(self, entry: object, sheet: Sheet) -> None:
        """Keeps the claim of an entry, once, or counts why there is none."""
        try:
            made = claim_of(entry, sheet, self.reader)
        except Unfit as unfit:
            self.faults[unfit.fault] += 1
            return
        if all(made.claim.id != other.id for other in self.claims):
            self.claims.append(made.claim)
            self.unread += made.unread

    def _failed(self, sheet: Sheet, reason: str) -> None:
        message = f"{_sentences(sheet)} could not be read by the language model: {reason}; {REMEDY}"
        self._note(FindingKind.READER_FAILED, message, sheet)

    def summary(self) -> Iterator[Finding]:
        """What is to be said of the page as a whole."""
        if self.unasked:
            yield self._not_asked(self.unasked)
        if dropped := self.faults.total():
            reasons = ", ".join(f"{count} {fault}" for fault, count in sorted(self.faults.items()))
            message = (
                f"{_plural(dropped, 'claim')} of the language model {_were(dropped)} dropped: {reasons}; {COMPARE}"
            )
            yield self._finding(FindingKind.DROPPED_CLAIM, message)
        if self.unread:
            message = f"{_plural(self.unread, 'figure')} of the language model {_were(self.unread)} {NO_NUMBER}"
            yield self._finding(FindingKind.DROPPED_CLAIM, message)
        if not self.claims:
            yield self._finding(FindingKind.NO_CLAIMS, "no claim was found on this page")

    def _not_asked(self, rest: Sequence[Sheet]) -> Finding:
        count = sum(len(sheet.asked) for sheet in rest)
        message = (
            f"{_plural(count, 'further sentence')} of this page {_were(count)} not read, since the language model "
            f"failed {GIVE_UP} times in a row; {REMEDY}"
        )
        span = rest[0].span.cover(rest[-1].span)
        return self._finding(FindingKind.READER_FAILED, message, part=rest[0].part.index, span=span)

    def _note(self, kind: FindingKind, message: str, sheet: Sheet) -> None:
        self.findings.append(self._finding(kind, message, part=sheet.part.index, span=sheet.span))

    def _finding(
        self, kind: FindingKind, message: str, *, part: int | None = None, span: Span | None = None
    ) -> Finding:
        return Finding(kind=kind, message=message, stage=READER, document=self.page.document.id, part=part, span=span)


def _times(page: Page, span: Span) -> Iterator[Mention]:
    for found in find_times(page.document.text[span.start : span.end]):
        yield Mention(found.text, found.span.shift(span.start))


def _sentences(sheet: Sheet) -> str:
    return _plural(len(sheet.asked), "sentence")


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
