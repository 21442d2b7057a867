"""What hangs on a word by a preposition, and who is named with `by`."""

from __future__ import annotations

from counterclaim.extract.parses import Token

TIMES = frozenset(
    {
        "time", "dawn", "daybreak", "sunrise", "morning", "noon", "midday", "afternoon", "evening", "sunset", "dusk",
        "nightfall", "night", "midnight", "day", "now", "then",
    }
)  # fmt: skip
NO_OBJECTS = TIMES | {"top", "ground", "side", "way", "account", "behalf", "light", "home", "camera", "film"}


def agent_phrase(verb: Token) -> Token | None:
    """Who is named with `by`."""
    return next(
        (
            t
            for child in verb.children
            if child.dep_ == "agent" or child.lower_ == "by"
            for t in child.children
            if t.dep_ == "pobj" and not is_time(t)
        ),
        None,
    )


def is_time(token: Token) -> bool:
    """Whether a noun tells when: `by noon`, `by Monday night`."""
    return token.ent_type_ in {"DATE", "TIME"} or token.lemma in TIMES


def object_of(token: Token, prepositions: frozenset[str]) -> Token | None:
    """The first noun behind one of some prepositions of a word, times and set phrases (`at home`) left out."""
    for child in token.children:
        if child.dep_ in {"prep", "dative"} and child.lower_ in prepositions:
            found = next((t for t in child.children if t.dep_ == "pobj" and t.ent_type_ not in {"DATE", "TIME"}), None)
            if found is not None and found.lemma in NO_OBJECTS:
                continue
            if found is not None:
                return found
    return None


def behind(head: Token, word: str) -> Token | None:
    """A preposition that hangs on a word."""
    return next((child for child in head.children if child.dep_ == "prep" and child.lower_ == word), None)
