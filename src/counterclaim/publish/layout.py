"""Records on a terminal: aligned columns where there is room, one field a line where there is not."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

NARROW = 80
UNKNOWN = "—"
_DROPPED = frozenset({"Cc", "Cf", "Cs"})
_GAP = 2


def clean(text: str | None) -> str:
    """Text of a page on one line, without anything that could steer a terminal; a dash where there is none.

    Control characters, bidirectional overrides and other invisible format characters are left out.
    """
    if not text:
        return UNKNOWN
    kept = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _DROPPED)
    return " ".join(kept.split()) or UNKNOWN


def cut(text: str, width: int) -> str:
    """The text, cut at a word with an ellipsis if it is wider than `width` code points."""
    if len(text) <= width:
        return text
    head = text[: max(1, width - 1)]
    space = head.rfind(" ")
    return (head[:space] if space > width * 2 // 3 else head).rstrip(" ,;:–-") + "…"


def cut_front(text: str, width: int) -> str:
    """The text, cut at its front with an ellipsis if it is wider than `width` code points: for paths."""
    return text if len(text) <= width else "…" + text[len(text) - width + 1 :]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its heading, its share of the width, or a width of its own, and whether it holds numbers."""

    name: str
    share: int = 1
    number: bool = False
    width: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The cells of one record; `note` runs below them over the whole width, `tag` stands at its end."""

    cells: tuple[str, ...]
    note: str | None = None
    tag: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Records that lay themselves out for the width of the terminal."""

    columns: tuple[Column, ...]
    records: Sequence[Record]
    heading: bool = True
    note_lines: int = 2

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width < NARROW:
            yield from self._stacked(options.max_width)
        else:
            yield from self._aligned(options.max_width)

    def _aligned(self, width: int) -> Iterator[RenderableType]:
        widths = self._widths(width)
        if self.heading:
            yield self._line([column.name for column in self.columns], widths, style="bold")
            yield Rule(style="dim")
        for record in self.records:
            yield self._line(record.cells, widths)
            yield from self._note(record, width)

    def _widths(self, width: int) -> list[int]:
        fixed = {i: column.width for i, column in enumerate(self.columns) if column.width}
        fixed |= {i: self._number_width(i) for i, column in enumerate(self.columns) if column.number}
        room = width - _GAP * (len(self.columns) - 1) - sum(fixed.values())
        shares = sum(column.share for i, column in enumerate(self.columns) if i not in fixed)
        return [fixed.get(i, max(6, room * column.share // shares)) for i, column in enumerate(self.columns)]

    def _number_width(self, index: int) -> int:
        cells = [record.cells[index] for record in self.records]
        return max(len(text) for text in [self.columns[index].name, *cells])

    def _line(self, cells: Sequence[str], widths: Sequence[int], style: str = "") -> Table:
        table = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
        for column, width in zip(self.columns, widths, strict=True):
            table.add_column(width=width, justify="right" if column.number else "left", overflow="fold")
        table.add_row(*(Text(cell, style=_style(cell, style)) for cell in cells))
        return table

    def _note(self, record: Record, width: int) -> Iterator[RenderableType]:
        if record.note is not None:
            tag = f"  {record.tag}" if record.tag else ""
            room = (width - 10) * self.note_lines - len(tag)
            note = Text(cut(record.note, room), style="italic")
            note.append(tag if record.note else tag.lstrip(), style="dim not italic")
            yield Padding(note, (0, 0, 0, 2))
            yield Text("")

    def _stacked(self, width: int) -> Iterator[RenderableType]:
        longest = max(len(column.name) for column in self.columns)
        for record in self.records:
            table = Table.grid(padding=(0, 1, 0, 0), pad_edge=False)
            table.add_column(width=longest, style="dim")
            table.add_column(overflow="fold")
            for column, cell in zip(self.columns, record.cells, strict=True):
                if cell != UNKNOWN:
                    table.add_row(Text(column.name), Text(cell))
            yield table
            yield from self._note(record, width)
            if record.note is None:
                yield Text("")


def _style(cell: str, style: str) -> str:
    return style or ("dim" if cell == UNKNOWN else "")


def heading(text: str, detail: str = "") -> Text:
    """A heading in bold with a detail behind it."""
    line = Text(clean(text), style="bold")
    if detail:
        line.append(f"  {clean(detail)}", style="not bold dim")
    return line


def bullet(text: str, mark: str = "•", indent: int = 2) -> Table:
    """A paragraph that hangs from its mark."""
    table = Table.grid(padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(width=indent + len(mark) - 1, justify="right")
    table.add_column(overflow="fold")
    table.add_row(Text(mark, style="dim"), Text(text))
    return table


def fields(pairs: Sequence[tuple[str, str]]) -> Table:
    """Names and values below each other, the unknown left out."""
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in pairs:
        if value != UNKNOWN:
            table.add_row(Text(name), Text(value))
    return table
