"""Lines that mark where somebody begins to speak in a thread: names, times, and the buttons around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from counterclaim.model.documents import BlockKind
from counterclaim.segment.layout import Line

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = (
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? \d{{4}})?"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d)"
)
_CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?"
_UNIT = r"(?:s|m|h|d|w|mo|y|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?)"
_AGO = rf"(?:(?:about |over )?(?:\d{{1,3}}|an?|one|two|three) ?{_UNIT}(?: ago)|just now|yesterday|\d{{1,3}} ?[smhdwy])"
_WHEN = (
    rf"(?:(?:on |posted |posted on |at )?(?:{_AGO}|(?:\w{{3,9}}day,? )?{_DATE}(?:,? ?(?:at |[-–—|•·@] ?)?{_CLOCK})?"
    rf"(?: ?(?:utc|gmt|[a-z]{{2,4}}t))?|{_CLOCK}))"
)
_STAMP = re.compile(rf"^[(•·–—-]?\s?{_WHEN}\s?[)•·]?(?:\s?\(?edited\)?)?$", re.IGNORECASE)
_CONTROL = re.compile(
    r"^(?:(?:reply|likes?|dislike|share|report|report abuse|edit|link|permalink|upvote|downvote|vote up|vote down|quote"
    r"|flag|flag as inappropriate|follow|recommend|recommended|view repl(?:y|ies)|show more|show replies|hide replies"
    r"|load more|see more|read more|see translation|top fan|thumbs up|helpful|collapse|edited|\d{1,3} ?[smhdwy]"
    r"|\d{1,5} ?(?:likes?|replies|reply"
    r"|points?|votes?|upvotes?|comments?|recommends?)?|[▲▼△▽↑↓👍👎♥❤+−-] ?\d{0,5})"
    r"(?: ?[•·|,/] ?| |$)){1,6}$",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"^(?:(?:\d{1,5}|all|no|reader|readers?[’']|user|top|latest|recent|one|two|three|view|show|add|leave an?|join the"
    r"|post a) )?"
    r"(?:\d{1,5} )?(?:comments?|repl(?:y|ies)|responses?|discussion|conversation|thoughts? on .{3,120})"
    r"(?: ?\(\d{1,5}\)| ?\d{1,5}| section| so far| below| to .{3,120})?\s?:?$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    rf"^(?P<name>\S.{{0,58}}?)\s+(?:(?:on|at)\s+{_WHEN}\s+)?(?:says?|said|wrote|writes|commented|replied|responded)"
    rf"(?:\s+(?:on |at )?{_WHEN})?\s?:?$",
    re.IGNORECASE,
)
_DATED = re.compile(rf"^(?P<name>\S.{{0,58}}?)\s?(?:[•·|,–—-]|\bon\b|\()\s?{_WHEN}\s?\)?\s?:?$", re.IGNORECASE)
_POSTED = re.compile(
    rf"^(?:posted|comment|commented) by:?\s+(?P<name>\S.{{0,58}}?)(?:\s+(?:on |at |[•·|–—-] ?)?{_WHEN})?$",
    re.IGNORECASE,
)
_REPLY_TO = re.compile(
    r"^(?:(?:in )?repl(?:y|ied|ying|ies) to|in response to|↪|↳|→|>)\s*@?(?P<name>\S.{0,58}?)\s?:?$", re.IGNORECASE
)
_ADDRESSED = re.compile(r"^@\s?(?P<name>[\w.’'-]+(?: [\w.’'-]+){0,4})")
_NAME_WORD = re.compile(r"^@?\w[\w.’'-]*$")
_SOME = 0.5
_NO_TURNS = frozenset({BlockKind.BYLINE, BlockKind.HEADING, BlockKind.TITLE})
_USERNAME = re.compile(r"^@?[\w][\w.\-’']{1,29}$")
_INITIAL = re.compile(r"(?:^|\s)(?:[^\W\d_]|Jr|Sr|Dr)\.$")
_ENDS = (".", "!", "?", ",", ";", "…", "”", '"', ")", "»")
_COMMON = frozenset({
    "the", "a", "an", "is", "are", "was", "were", "of", "in", "on", "to", "and", "or", "for", "with", "you", "i",
    "me", "my", "it", "this", "that", "can", "will", "not", "no", "what", "why", "how", "who", "from", "by",
    "at", "as", "be", "have", "has", "we", "they", "he", "she", "so", "but", "if", "all", "more", "than",
    "about", "its", "do", "does", "yes", "too", "very", "same", "here", "there", "just", "agree", "agreed",
    "good", "great", "thanks", "thank", "exactly", "indeed", "true", "ok", "well",
})  # fmt: skip


class Turn(StrEnum):
    """What a line of a thread is for."""

    NAME = "name"
    SAYS = "says"
    STAMP = "stamp"
    CONTROL = "control"
    HEADER = "header"
    REPLY_TO = "reply_to"
    BODY = "body"


class Mark(NamedTuple):
    """What a line is for, whom it names, and how sure that is (0..1)."""

    turn: Turn
    name: str | None = None
    sure: float = 1.0


def read_marks(lines: Sequence[Line], most: int) -> list[Mark]:
    """What each line is for if the lines are a thread.

    Args:
        lines: lines in order.
        most: the longest line in code points that can be a name.
    """
    counts = Counter(line.text.casefold() for line in lines if len(line.text) <= most)
    marks = [_plain_mark(line, most) for line in lines]
    for index in range(len(lines)):
        free = marks[index].turn is Turn.BODY and lines[index].kind not in _NO_TURNS
        if free and _has_body(lines, marks, index):
            sure = _name_likeness(lines[index].text, most, counts[lines[index].text.casefold()])
            sure = max(sure, _SOME if is_attached(lines, index, most) else 0.0)
            before = marks[index - 1] if index else None
            follows_name = before is not None and before.turn is Turn.NAME and lines[index].gap <= 2
            if sure > 0 and not follows_name:
                marks[index] = Mark(Turn.NAME, lines[index].text.strip(" :@"), sure)
    return marks


def is_attached(lines: Sequence[Line], index: int, most: int) -> bool:
    """Whether a line of a few words stands directly above the rest of its block, as a name above a remark does."""
    if index + 1 >= len(lines) or lines[index].gap < 2 or lines[index + 1].gap != 1:
        return False
    text = lines[index].text
    whole = all(_NAME_WORD.match(word) for word in text.split())
    return whole and len(text) <= most and lines[index].words <= 4 and lines[index].kind is BlockKind.PARAGRAPH


def is_nickname(text: str) -> bool:
    """Whether a line is written as people write who choose their names: in small letters, or as one odd word."""
    odd = " " not in text and any(one.islower() and not two.islower() for one, two in pairwise(text))
    return (text == text.lower() and any(ch.isalpha() for ch in text)) or odd


def _plain_mark(line: Line, most: int) -> Mark:
    text = line.text
    if len(text) > 2 * most + 60 or line.kind in _NO_TURNS:
        return Mark(Turn.BODY)
    for pattern, turn in ((_HEADER, Turn.HEADER), (_STAMP, Turn.STAMP), (_CONTROL, Turn.CONTROL)):
        if pattern.match(text):
            return Mark(turn)
    if (found := _REPLY_TO.match(text)) is not None:
        return Mark(Turn.REPLY_TO, found.group("name"))
    for pattern in (_SAYS, _POSTED, _DATED):
        found = pattern.match(text)
        if found is not None and len(found.group("name")) <= most and _may_be_name(found.group("name")):
            plain = pattern is _SAYS and not any(ch.isdigit() for ch in text[found.end("name") :])
            return Mark(Turn.SAYS, found.group("name").strip(" :@,"), 0.8 if plain else 1.0)
    return Mark(Turn.BODY)


def _may_be_name(text: str) -> bool:
    words = text.split()
    pronouns = {"he", "she", "it", "they", "the", "we", "i", "you", "who"}
    closed = text.endswith((".", "!", "?")) and not _INITIAL.search(text)
    return len(words) <= 5 and not closed and words[0].casefold() not in pronouns


def _has_body(lines: Sequence[Line], marks: Sequence[Mark], index: int) -> bool:
    """Whether something is said below a line: after times and buttons stands a line of text without a wide gap."""
    for at in range(index + 1, min(index + 4, len(lines))):
        if lines[at].gap > 2:
            return False
        if marks[at].turn is Turn.BODY:
            return True
        if marks[at].turn not in {Turn.STAMP, Turn.CONTROL, Turn.REPLY_TO}:
            return False
    return False


def _name_likeness(text: str, most: int, times: int) -> float:
    """How much a line looks like the name of a commenter: 0 for not at all."""
    name = text.strip(" :@")
    words = name.split()
    closed = text.endswith(_ENDS) and not _INITIAL.search(text)
    bracketed = not (name[:1].isalnum() or name[:1] in "@_")
    if bracketed or len(text) > most or len(words) > 6 or closed or not any(ch.isalpha() for ch in name):
        return 0.0
    if times > 1:
        return 1.0
    common = sum(word.casefold().strip(",'’") in _COMMON for word in words)
    if common:
        return 0.0
    if len(words) <= 4 and all(word[0].isupper() or not word[0].isalpha() for word in words):
        return 0.8 if len(words) > 1 else 0.6
    if len(words) == 1 and _USERNAME.match(name):
        return 0.6
    return 0.5 if len(words) <= 3 and name == name.lower() else 0.0


def addressed(text: str) -> str | None:
    """The name with which a remark opens, as in `@Marten no`; None where it addresses nobody so."""
    found = _ADDRESSED.match(text)
    return found.group("name") if found else None


def moment(text: str) -> str | None:
    """The ISO date or time in a line below a name; None where it is relative or in no known form."""
    if not any(ch.isdigit() for ch in text):
        return None
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text.strip(" ()•·–—-"))
    plain = re.sub(
        r"\b(?:posted|commented|by|on|says?|said|wrote|replied|edited)\b|[,:]$|,", " ", plain, flags=re.IGNORECASE
    )
    plain = re.sub(r"^\s*(?:at|[-–—|•·@(])\s+", "", plain)
    plain = re.sub(r"\s+(?:at|[-–—|•·@])\s+", " ", " ".join(plain.split()))
    for form in ("%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d"):
        for clock in ("", " %H:%M", " %I:%M %p"):
            try:
                when = datetime.strptime(plain, form + clock)  # noqa: DTZ007
            except ValueError:
                continue
            return when.isoformat() if clock else when.date().isoformat()
    return None
