"""Main text and comments of web pages, in the form of the reference scorer."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from counterclaim.capture.clean import Cleaner
from counterclaim.capture.files import media_type
from counterclaim.config import Settings
from counterclaim.errors import BenchError, InputError
from counterclaim.model.documents import BlockKind, Capture, Document
from counterclaim.model.ids import sha256

Json = Mapping[str, Any]
APART = frozenset({BlockKind.COMMENT, BlockKind.TITLE, BlockKind.BYLINE, BlockKind.CAPTION})
GOLD = frozenset({"main_text", "must", "must_not", "comments", "author", "title", "date", "sitename"})


def predict(records: Iterable[Json], data: Path, settings: Settings) -> Iterator[dict[str, Any]]:
    """The main text and the comments of each record (`id`, `html`), one prediction a record, in order.

    Args:
        records: the pages; `html` is the path of the gzipped or plain page inside `data`.
        data: the folder of the benchmark.
        settings: the limits on what comes in.

    Raises:
        BenchError: if a page is missing or its archive is broken.
    """
    cleaner = Cleaner(settings.capture)
    for record in records:
        try:
            document = cleaner.document(_capture(data / record["html"]))
        except InputError:
            yield {"id": record["id"], "text": "", "comments": []}
            continue
        yield {"id": record["id"], "text": _main(document), "comments": _comments(document)}


def _capture(path: Path) -> Capture:
    try:
        content = path.read_bytes()
        content = gzip.decompress(content) if path.suffix == ".gz" else content
    except (OSError, EOFError) as error:
        message = f"{path}: this page cannot be read ({error}); name the folder of this task with --data"
        raise BenchError(message) from error
    now, kind = datetime.now(UTC), media_type(content)
    return Capture(sha256=sha256(content), content=content, origin=path.name, captured_at=now, media_type=kind)


def _main(document: Document) -> str:
    """The body of the article: title, by-line, captions and comments stand apart."""
    kept = [block for block in document.blocks if block.kind not in APART]
    return "\n\n".join(document.quote(block.span).text for block in kept)


def _comments(document: Document) -> list[str]:
    return [document.quote(block.span).text for block in document.blocks if block.kind is BlockKind.COMMENT]
