"""How a line is written: as a report or as a remark, each feature with its weight and its name."""

from __future__ import annotations

import re
from typing import NamedTuple

_QUOTED = re.compile(r'“[^”]{0,1500}”|«[^»]{0,1500}»|"[^"]{0,1500}"|(?<!\w)‘[^’]{0,300}’(?!\w)')


class Feature(NamedTuple):
    """A trait of style: its name, its weight for a remark, and what shows it."""

    name: str
    weight: float
    pattern: re.Pattern[str]


_FEATURES = (
    Feature("first person", 1.0, re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|imo|IMO|imho)\b(?![.\d])")),
    Feature("second person", 0.6, re.compile(r"\b(?:[Yy]ou|[Yy]our|[Yy]ours|[Yy]ourself|ur|[Yy]ou['’](?:re|ve))\b")),
    Feature("exclamation", 0.7, re.compile(r"!")),
    Feature("repeated marks", 0.9, re.compile(r"!!|\?\?|!\?|\?!|…\.|\.{4,}|-{3,}|—{2,}")),
    Feature("shouting", 0.7, re.compile(r"\b(?!(?:UNHCR|UNICEF|USAID|REUTERS|UNRWA)\b)[A-Z]{5,}\b")),
    Feature("address of a page", 0.7, re.compile(r"https?://|\bwww\.")),
    Feature(
        "smiley",
        1.4,
        re.compile(
            r"(?<!\w)[:;]-?[)(DP](?!\w)|[\U0001f300-\U0001faff\u2600-\u27bf]"
            r"|\b(?:lol|lmao|rofl|haha\w*|omg|wtf|smh)\b",
            re.IGNORECASE,
        ),
    ),
    Feature("small first letter", 0.6, re.compile(r"^[a-z](?!l-)")),
    Feature("stretched word", 1.0, re.compile(r"([A-Za-z])\1{3,}")),
    Feature("somebody addressed", 1.0, re.compile(r"^@\w|\s@\w{3,}")),
    Feature("question", 0.4, re.compile(r"\?[\s”\"’)]*$")),
    Feature(
        "thanks",
        0.8,
        re.compile(
            r"^(?:thanks?\b|thank you|great (?:article|post|piece)|well said|nice (?:article|post)"
            r"|good (?:article|post|point))",
            re.IGNORECASE,
        ),
    ),
    Feature(
        "talk of the article",
        0.9,
        re.compile(r"\b(?:this|the|your|his|her) (?:article|piece|author|blog|post)\b", re.IGNORECASE),
    ),
    Feature(
        "chat spelling",
        0.8,
        re.compile(
            r"\b(?:u|r|ur|pls|plz|thx|gonna|wanna|dont|cant|wont|doesnt|isnt|didnt|thats|ok|yeah|yep|nope|btw)\b"
        ),
    ),
    Feature(
        "attribution",
        -1.2,
        re.compile(
            r"\b(?:said|says|told|according to|reported|announced|added|stated|claimed|spokes(?:man|woman|person))\b"
        ),
    ),
    Feature("a list or quotation", -0.4, re.compile(r"^[–—•*“\"-]")),
)


class Weighed(NamedTuple):
    """A sum of weights and the names of the features that speak for a remark."""

    score: float
    shown: tuple[str, ...]


def remark_score(text: str) -> Weighed:
    """How much a line reads as a reader's remark (positive) or as reporting (negative), with what shows it.

    Words in quotation marks are somebody else's and count for nothing.
    """
    plain = _QUOTED.sub(" ", text[:3000])
    found = [feature for feature in _FEATURES if feature.pattern.search(plain)]
    score = sum(feature.weight for feature in found)
    words = len(text.split())
    if words > 90:
        score -= 0.8
    elif words <= 12 and score >= 0:
        score += 0.2
    return Weighed(score, tuple(feature.name for feature in found if feature.weight > 0))
