"""Small ledgers for the tests of the workbench and of its pages."""

from dataclasses import replace

from counterclaim.config import load_settings
from counterclaim.model.claims import Claimant, ClaimKind, Field, PlaceMention, Stance, StanceValue, TimeMention
from counterclaim.model.documents import Block, BlockKind, PartKind, SourceKind, Span
from counterclaim.model.incidents import Finding, FindingKind
from counterclaim.model.stages import Reading, Resolved
from counterclaim.store.sql import open_view, open_writer
from tests.factories import (
    SENTENCE,
    make_capture,
    make_claim,
    make_document,
    make_measure,
    make_pages,
    make_part,
    make_reconciled,
    make_resolved,
    mention,
    resolve,
)

SETTINGS = load_settings().store
SCRIPTS = (
    "🕊️ The mayor said that 12 e\u0301le\u0300ves were killed near القصير on Monday. "
    "<script>alert(1)</script> وقال المتحدث إن 3 جنود قتلوا. The shepherd, a fool, saw 3 tanks burn."
)


def keep(path, pages, reconciled=None):
    """A view on a fresh ledger that holds the pages."""
    writer = open_writer(path, SETTINGS)
    for capture, resolved in pages:
        writer.keep(capture, resolved)
    if reconciled is not None:
        writer.replace_reconciled(reconciled)
    writer.close()
    return open_view(path, SETTINGS)


def plain(path, count=3):
    """A view on pages that each hold one claim of the Northern Army; each contradicts the one before."""
    pages = make_pages(*(f"{SENTENCE} Page {i}." for i in range(count)))
    claims = [claim for _, resolved in pages for claim in resolved.reading.claims]
    return keep(path, pages, make_reconciled(*claims))


def tabled(path, series, count=2):
    """A view on the plain pages, beside them series of one table."""
    plain(path, count).close()
    writer = open_writer(path, SETTINGS)
    writer.keep_series(make_capture("a table", origin="table.csv"), series)
    writer.close()
    return open_view(path, SETTINGS)


def page_of_scripts():
    """A page with emoji, combining letters, Arabic, mark-up, a comment with abuse, and claims that overlap."""
    capture = make_capture(SCRIPTS, origin="scripts <b>.html")
    document = make_document(capture, title="<i>Scripts</i> & signs")
    comment = SCRIPTS.index("The shepherd")
    document = replace(
        document,
        blocks=(
            Block(kind=BlockKind.PARAGRAPH, span=Span(0, comment - 1)),
            Block(kind=BlockKind.COMMENT, span=Span(comment, len(SCRIPTS)), author="<u>kes</u>"),
        ),
    )
    parts = (
        make_part(document, span=Span(0, comment - 1)),
        make_part(document, index=1, kind=PartKind.COMMENT, span=Span(comment, len(SCRIPTS)), author="<u>kes</u>"),
    )
    mayor = mention(document, "The mayor")
    first = make_claim(
        document,
        "The mayor said that 12 e\u0301le\u0300ves were killed near القصير on Monday",
        claimant=Claimant(text=mayor.text, kind=SourceKind.OFFICIAL, mention=mayor),
        stance=Stance(value=StanceValue.REPORTED),
        measures=(make_measure(document, "12 e\u0301le\u0300ves"),),
        places=(PlaceMention(mention=mention(document, "القصير"), relation="near"),),
        time=TimeMention(mention=mention(document, "Monday")),
    )
    second = make_claim(document, "12 e\u0301le\u0300ves were killed", kind=ClaimKind.STATEMENT)
    third = make_claim(document, "saw 3 tanks burn", part=1)
    resolved = make_resolved(capture)
    page = replace(resolved.reading.page, document=document, parts=parts)
    fool = mention(document, "fool").span
    abuse = Finding(kind=FindingKind.ABUSE, message="abuse", stage="t", document=document.id, part=1, span=fool)
    reading = Reading(page=page, claims=(first, second, third), findings=(abuse,))
    unresolved = replace(resolve(first, Field.PLACE, None, words=first.places[0].mention), candidates=(), why="unknown")
    return capture, Resolved(reading=reading, resolutions=(unresolved,))
