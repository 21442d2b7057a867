"""Where a thread of comments begins in a text without mark-up, and who says what in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from counterclaim.model.documents import BlockKind, Span
from counterclaim.segment.layout import Line
from counterclaim.segment.style import Weighed, remark_score
from counterclaim.segment.turns import Mark, Turn, addressed, is_attached, is_nickname, moment, read_marks

_PRIOR = -0.7
_ENOUGH = 4.0
_WEIGHTS = {Turn.SAYS: 2.6, Turn.STAMP: 1.6, Turn.CONTROL: 1.4, Turn.REPLY_TO: 2.0, Turn.HEADER: 3.0}
_WIDE_GAP = 3
_PLAIN = Weighed(0.0, ())
_NICKNAME, _TOP, _SHAPED = 5.0, 0.5, 2.5


class Start(NamedTuple):
    """The first line of a thread, the score for it and why."""

    line: int
    score: float
    why: str


@dataclass(slots=True)
class Remark:
    """One comment of a flat thread: its lines, its author, its time, whom it answers, and whether it is over."""

    author: str | None
    posted: str | None = None
    answers: str | None = None
    signed: bool = False
    closed: bool = False
    lines: list[Line] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """From the first line to the last."""
        return self.lines[0].span.cover(self.lines[-1].span)


def find_thread(lines: Sequence[Line], most: int, signatures: Collection[int] = frozenset()) -> Start | None:
    """Where the comments begin, or None where nothing shows that there are any.

    Each line speaks for or against a thread by what it is for and by its style; the thread is the end of the text for
    which the sum is greatest, if it is great enough and names, times, buttons, a heading or wide gaps bear it out.

    Args:
        lines: the lines of the text without those that mark-up has told apart.
        most: the longest name in code points.
        signatures: indices of lines that sign an article.
    """
    marks = read_marks(lines, most)
    styles = [_style(line, mark) for line, mark in zip(lines, marks, strict=True)]
    weights = [_weight(*each) for each in zip(lines, marks, styles, strict=True)]
    tops = _tops(lines, marks, styles, most)
    shapes = [one + two for one, two in zip(_shapes(lines, marks), tops, strict=True)]
    best: tuple[float, int] | None = None
    total = 0.0
    for at in range(len(lines) - 1, 0, -1):
        total += weights[at]
        if _may_begin(lines, marks, at, signatures):
            score = total + _boundary(lines[at], marks[at], after_signature=at - 1 in signatures) + shapes[at]
            if best is None or score > best[0]:
                best = (score, at)
    if best is None or best[0] < _ENOUGH:
        return None
    score, at = best
    shown = _evidence(lines, marks, at, styles)
    enough_before = sum(line.words for line in lines[:at]) >= 20
    return Start(at, score, f"score {score:.1f}: {', '.join(shown)}") if shown and enough_before else None


def _style(line: Line, mark: Mark) -> Weighed:
    return remark_score(line.text) if mark.turn is Turn.BODY else _PLAIN


def _weight(line: Line, mark: Mark, style: Weighed) -> float:
    if mark.turn is Turn.NAME:
        return 1.4 if mark.sure == 1 else 0.9 * mark.sure
    if mark.turn is not Turn.BODY:
        return _WEIGHTS[mark.turn] * mark.sure
    if line.kind in {BlockKind.HEADING, BlockKind.QUOTATION, BlockKind.LIST_ITEM}:
        return _PRIOR
    return max(-2.0, min(2.0, _PRIOR + style.score))


def _may_begin(lines: Sequence[Line], marks: Sequence[Mark], at: int, signatures: Collection[int]) -> bool:
    if marks[at].turn in {Turn.STAMP, Turn.CONTROL}:
        return False
    begins = marks[at].turn is not Turn.BODY or at - 1 in signatures or lines[at].gap >= _WIDE_GAP
    return begins or marks[at - 1].turn in {Turn.CONTROL, Turn.STAMP}


def _shapes(lines: Sequence[Line], marks: Sequence[Mark]) -> list[float]:
    """What the layout below each line adds: remarks all parted by wide gaps, or all headed by names, and none above."""
    wide = [line.gap >= _WIDE_GAP for line in lines]
    named = [mark.turn in {Turn.NAME, Turn.SAYS} for mark in marks]
    bodies = [mark.turn is Turn.BODY for mark in marks]
    out = [0.0] * len(lines)
    seen_wide = seen_named = seen_bodies = 0
    total_wide = sum(wide)
    for at in range(len(lines) - 1, -1, -1):
        seen_wide, seen_named, seen_bodies = seen_wide + wide[at], seen_named + named[at], seen_bodies + bodies[at]
        above = at + 1 - (total_wide - seen_wide)
        if seen_wide >= 3 and seen_wide >= 0.6 * seen_bodies and total_wide - seen_wide <= 0.1 * above:
            out[at] += 2.5
        if seen_named >= 3 and seen_named >= 0.7 * seen_bodies:
            out[at] += 1.5
    return out


def _tops(lines: Sequence[Line], marks: Sequence[Mark], styles: Sequence[Weighed], most: int) -> list[float]:
    """What names that stand directly above the rest of their block add, where what stands below reads as remarks.

    In a text whose other paragraphs are single lines such blocks are turns; a nickname shows it best, since no title
    of a section is written so.
    """
    tops = [mark.turn is Turn.NAME and is_attached(lines, at, most) for at, mark in enumerate(marks)]
    out, total = [0.0] * len(lines), sum(tops)
    added, seen, blocks, bodies, personal = 0.0, 0, 0, 0, 0
    for at in range(len(lines) - 1, -1, -1):
        blocks += lines[at].gap >= 2
        if marks[at].turn is Turn.BODY:
            bodies += 1
            personal += bool(styles[at].shown)
        if tops[at]:
            seen += 1
            added += _NICKNAME if is_nickname(lines[at].text) else _TOP
        shaped = _SHAPED if seen >= 2 and seen >= 0.5 * blocks and seen == total else 0.0
        out[at] = added + shaped if personal and personal * 3 >= bodies else 0.0
    return out


def _boundary(line: Line, mark: Mark, after_signature: bool) -> float:
    score = 2.0 if after_signature else 0.0
    score += 1.0 if line.gap >= _WIDE_GAP else 0.0
    return score + (1.5 if mark.turn is Turn.HEADER else 0.0)


def _evidence(lines: Sequence[Line], marks: Sequence[Mark], at: int, styles: Sequence[Weighed]) -> list[str]:
    """What bears a thread out besides style, in words; empty where too little does."""
    tail = marks[at:]
    count = {turn: sum(mark.turn is turn for mark in tail) for turn in Turn}
    names = [mark.name for mark in tail if mark.turn is Turn.NAME]
    repeated = len(names) - len(set(names))
    gaps = sum(line.gap >= _WIDE_GAP for line in lines[at:])
    bodies = max(1, count[Turn.BODY])
    strong = (
        count[Turn.SAYS]
        + count[Turn.REPLY_TO]
        + count[Turn.HEADER]
        + min(count[Turn.STAMP], count[Turn.CONTROL] + len(names))
    )
    told = (
        (count[Turn.HEADER], "heading of comments"),
        (count[Turn.SAYS], "named turns"),
        (len(names), "names above remarks"),
        (repeated, "names that come again"),
        (count[Turn.STAMP], "times"),
        (count[Turn.CONTROL], "buttons"),
        (gaps, "wide gaps"),
    )
    shown = [f"{n} {word}" for n, word in told if n]
    shown.extend(_named_styles(styles[at:]))
    attached = _attached(lines[at:], tail)
    many = len(set(names)) >= 3 or len(attached) >= 2 or any(map(is_nickname, attached))
    borne = strong >= 1 or gaps >= max(2, 0.3 * bodies) or (many and (repeated or len(names) >= 0.5 * bodies))
    return shown if borne else []


def _attached(lines: Sequence[Line], marks: Sequence[Mark]) -> list[str]:
    """The names that stand directly above their remark, where a blank line parts them from the one before."""
    pairs = zip(marks, lines, lines[1:], strict=False)
    return [name.text for mark, name, below in pairs if mark.turn is Turn.NAME and name.gap >= 2 and below.gap == 1]


def _named_styles(styles: Sequence[Weighed]) -> list[str]:
    found = Counter(name for style in styles for name in style.shown)
    return [f"{n}× {name}" for name, n in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:4]]


def read_thread(lines: Sequence[Line], most: int) -> list[Remark]:
    """The comments of a thread in order.

    A comment begins at a name, after a wide gap or after buttons; where nothing of this is in the thread, each line is
    a comment of its own. Where each name stands directly above its remark and a blank line above the name, a blank line
    ends the remark too: who wrote what follows is not known.
    """
    marks = read_marks(lines, most)
    told_apart = _are_told_apart(lines, marks)
    wide = 2 if _all_attached(lines, marks) else _WIDE_GAP
    out: list[Remark] = []
    current = Remark(author=None)
    for line, mark in zip(lines, marks, strict=True):
        if mark.turn is Turn.BODY:
            if current.closed or (current.lines and (line.gap >= wide or not told_apart)):
                current = Remark(author=None)
            if not current.lines:
                out.append(current)
                current.answers = current.answers or addressed(line.text)
            current.lines.append(line)
        else:
            current = _note(mark, line, current)
    return out


def _all_attached(lines: Sequence[Line], marks: Sequence[Mark]) -> bool:
    named = sum(mark.turn is Turn.NAME for mark in marks)
    return named > 0 and named == len(_attached(lines, marks)) and all(line.gap < _WIDE_GAP for line in lines[1:])


def _are_told_apart(lines: Sequence[Line], marks: Sequence[Mark]) -> bool:
    return any(mark.turn not in {Turn.BODY, Turn.HEADER} for mark in marks) or any(
        line.gap >= _WIDE_GAP for line in lines[1:]
    )


def _note(mark: Mark, line: Line, current: Remark) -> Remark:
    """The comment that is open after a line that is not part of one: a name, a time, a button or a reference."""
    if mark.turn in {Turn.NAME, Turn.SAYS}:
        answers = None if current.lines else current.answers
        posted = moment(line.text.replace(mark.name or "", "", 1))
        return Remark(author=mark.name, signed=True, posted=posted, answers=answers)
    if mark.turn is Turn.STAMP:
        current.posted = current.posted or moment(line.text)
    elif mark.turn is Turn.REPLY_TO:
        if current.lines:
            return Remark(author=None, answers=mark.name)
        current.answers = mark.name
    else:
        current.closed = bool(current.lines)
    return current
