"""The task `actors`: three hundred mentions in sentences of our own, resolved and told apart by party.

A second, smaller set (`later`) was written afterwards and is never tuned on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from counterclaim.bench.folders import Json, write
from counterclaim.config import load_settings
from counterclaim.model.claims import Actor, Mention
from counterclaim.model.documents import Document, Fact, Span
from counterclaim.resolve.actors import Actors
from counterclaim.resolve.knowledge import Knowledge

NO_PARTY = ("observers", "nobody")
SET, LATER = "actors.yaml", "actors-later.yaml"


class Answer(NamedTuple):
    """One mention of the set: which party it belongs to, which actors are right, which one was found."""

    theatre: str
    side: str
    camp: str
    words: str
    right: tuple[str | None, ...]
    found: str | None
    why: str

    @property
    def holds(self) -> bool:
        """Whether a right actor was found, or nobody where nobody is meant."""
        return self.found in self.right


def run(out: Path) -> Json:
    """The figures of the task; what was resolved is written to `actors.pred.jsonl`.

    Args:
        out: the folder for the predictions.

    Raises:
        BenchError: if the predictions cannot be written.
        InputError: if an actors file of the settings cannot be used.
    """
    given = load_settings().resolve
    actors = Actors(knowledge=Knowledge.load(given.actors), max_candidates=given.max_candidates)
    answers, later = list(answer(actors)), list(answer(actors, LATER))
    write(out / "actors.pred.jsonl", (one._asdict() | {"holds": one.holds} for one in (*answers, *later)))
    return figures(answers) | {"later": figures(later)}


def answer(actors: Actors, name: str = SET) -> Iterator[Answer]:
    """Every mention of a set, resolved on its own page."""
    gold = load_set(name)
    for number, item in enumerate(gold["texts"]):
        page = _page(number, item["text"], item["day"])
        mentions = [_mention(page.text, one["words"], one.get("nth", 1)) for one in item["mentions"]]
        for one, ranked in zip(item["mentions"], actors.resolve(mentions, page), strict=True):
            theatre, side = item["theatre"], one["side"]
            first = next((c.value for c in ranked.candidates if isinstance(c.value, Actor)), None)
            yield Answer(
                theatre=theatre,
                side=side,
                camp=side if side in NO_PARTY else gold["camps"][theatre][side],
                words=one["words"],
                right=tuple(one["actor"]) if isinstance(one["actor"], list) else (one["actor"],),
                found=first.id.removeprefix("actor:") if first and first.id else None,
                why=ranked.why,
            )


def load_set(name: str = SET) -> dict[str, Any]:
    """A set as it stands in its file, `texts` with their mentions, and `camps` by theatre, which both sets share."""
    read: dict[str, dict[str, Any]] = {}
    for wanted in dict.fromkeys((SET, name)):
        text = files("counterclaim.bench").joinpath("data", wanted).read_text("utf-8")
        read[wanted] = yaml.load(text, yaml.CSafeLoader)
    return {"camps": read[SET]["camps"], "texts": read[name]["texts"]}


def figures(answers: list[Answer]) -> Json:
    """Accuracy of all mentions, by camp, by theatre and by party, in per cent.

    `evenness` is 100 less the points between the best and the worst camp that fights.
    """
    camps = _shares(answers, "camp")
    fighting = [share["percent"] for name, share in camps.items() if name not in NO_PARTY]
    return {
        "all": _share(answers),
        "camps": camps,
        "evenness": round(100 - (max(fighting) - min(fighting)), 1),
        "theatres": _shares(answers, "theatre"),
        "sides": _shares([one._replace(side=f"{one.theatre}/{one.side}") for one in answers], "side"),
    }


def _shares(answers: list[Answer], field: str) -> dict[str, Json]:
    groups: dict[str, list[Answer]] = defaultdict(list)
    for one in answers:
        groups[getattr(one, field)].append(one)
    return {name: _share(group) for name, group in sorted(groups.items())}


def _share(answers: list[Answer]) -> Json:
    right = sum(one.holds for one in answers)
    return {"percent": round(100 * right / len(answers), 1), "right": right, "mentions": len(answers)}


def _page(number: int, text: str, day: date) -> Document:
    return Document(
        id=f"actors:{number}",
        text=text,
        origin="-",
        captured_at=datetime(2026, 1, 1, tzinfo=UTC),
        media_type="text/plain",
        facts=(("published", Fact(value=day.isoformat(), why="given by the set")),),
    )


def _mention(text: str, words: str, nth: int) -> Mention:
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Mention(words, Span(start, start + len(words)))
