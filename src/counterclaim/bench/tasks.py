"""The benchmark tasks: gold hidden, predictions written, the folder's own scorer run on them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from counterclaim.bench import (
    actors,
    assessments,
    attribution,
    claims,
    coreference,
    events,
    factuality,
    laying,
    pages,
    places,
    quantities,
    sample,
    tallies,
    templates,
    times,
    toponyms,
)
from counterclaim.bench.folders import Json, blind, record_file, records, score, write
from counterclaim.config import load_settings
from counterclaim.errors import BenchError
from counterclaim.extract.nlp import parse_text
from counterclaim.extract.roles_model import RolesModel
from counterclaim.pipeline import Pipeline
from counterclaim.resolve.stage import Resolver

OWN: dict[str, Callable[[Path], Json]] = {"actors": actors.run, "sample": sample.run}
GENERATE = "generate"


class Job(NamedTuple):
    """One prediction file: the gold file that it is scored against, its name, and what goes into it."""

    gold: Path
    name: str
    predictions: Iterable[Json]

    @property
    def label(self) -> str:
        """The name of the figures where a task has several files."""
        return self.name.removesuffix(".pred.jsonl")


def run(task: str, data: Path | None, out: Path, *, claims: int = 10_000) -> Json:
    """The figures of one task; they are printed as one JSON object on the last line.

    Args:
        task: a name in `TASKS`, one of `OWN`, or `generate` for an invented ledger.
        data: the folder with the records and `score.py`; `generate` and the tasks of `OWN` need none.
        out: the folder for the predictions or the ledger, made if need be.
        claims: how many claims the invented ledger gets.

    Raises:
        BenchError: if the task is unknown or the folder is not of its form.
    """
    out = _made(out)
    if task == GENERATE:
        figures = _generate(out / "ledger.db", claims)
    else:
        figures = OWN[task](out) if task in OWN else _scored(task, data, out)
    report = {"task": task, **figures}
    sys.stdout.write(json.dumps(report) + "\n")
    return report


def _generate(path: Path, claims: int) -> Json:
    """Makes an invented ledger; one that is there already is left alone."""
    if path.exists():
        message = f"{path}: there is a ledger already; name another folder with --out"
        raise BenchError(message)
    seconds = laying.make(path, load_settings(), claims)
    return {"ledger": str(path), "claims": claims, "seconds": round(seconds, 1)}


def _scored(task: str, data: Path | None, out: Path) -> Json:
    if task not in TASKS:
        message = f"{task}: there is no such task; known are {', '.join(sorted([*TASKS, *OWN, GENERATE]))}"
        raise BenchError(message)
    if data is None or not (data / "score.py").is_file():
        message = f"{data or task}: no score.py at hand; name the folder of one task with --data"
        raise BenchError(message)
    figures = {}
    for job in TASKS[task](data):
        write(out / job.name, job.predictions)
        figures[job.label] = score(data / "score.py", job.gold, out / job.name)
    return figures["records"] if list(figures) == ["records"] else figures


def _made(out: Path) -> Path:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{out}: this folder cannot be made ({error.strerror}); name another with --out"
        raise BenchError(message) from error
    return out


def _plain(gold: frozenset[str], predict: Callable[[list[Json]], Iterator[Json]]) -> Callable[[Path], Iterator[Job]]:
    """A task of one file that needs no more than its records."""

    def jobs(data: Path) -> Iterator[Job]:
        path = record_file(data)
        yield Job(path, "records.pred.jsonl", predict(blind(records(path), gold)))

    return jobs


def _pages(data: Path) -> Iterator[Job]:
    path = record_file(data)
    seen = blind(records(path), pages.GOLD)
    yield Job(path, "records.pred.jsonl", pages.predict(seen, data, load_settings()))


def _incidents(data: Path) -> Iterator[Job]:
    path = record_file(data)
    seen = blind(records(path), templates.GOLD)
    yield Job(path, "records.pred.jsonl", templates.predict(seen, RolesModel()))


def _ledger(data: Path) -> Iterator[Job]:
    path = record_file(data)
    seen = blind(records(path), assessments.GOLD)
    yield Job(path, "records.pred.jsonl", assessments.predict(seen, Pipeline(load_settings())))


def _claims(data: Path) -> Iterator[Job]:
    path, related = record_file(data), data / "relations.jsonl"
    full, pipeline = records(path), Pipeline(load_settings())
    yield Job(path, "records.pred.jsonl", claims.predict(blind(full, claims.GOLD), pipeline))
    if related.is_file():
        anchored = [record | {"claims": _anchors(record)} for record in full]
        pairs = blind(records(related), ("relation", "why"))
        yield Job(related, "relations.pred.jsonl", claims.predict_relations(pairs, anchored, pipeline))


def _anchors(record: Json) -> list[Json]:
    """Where the gold items stand and nothing else of them: that is what a pair of relations refers to."""
    return [{name: item.get(name) for name in ("id", "start", "end")} for item in record.get("claims", ())]


def _coreference(data: Path) -> Iterator[Job]:
    """The three files of the task, those of mentions each with the lemma baseline beside it."""
    files = 0
    for name in ("records", "gvc", "train"):
        path = next((p for end in (".jsonl", ".jsonl.gz") if (p := data / f"{name}{end}").is_file()), None)
        if path is None:
            continue
        seen = [coreference.without_clusters(record) for record in records(path) if "mentions" in record]
        if not seen:
            continue
        files += 1
        yield Job(path, f"{name}.pred.jsonl", coreference.mentions(seen))
        yield Job(path, f"{name}.lemma.pred.jsonl", coreference.lemmas(seen))
    path = next((p for end in (".jsonl", ".jsonl.gz") if (p := data / f"longtail{end}").is_file()), None)
    if path is not None:
        files += 1
        yield Job(path, "longtail.pred.jsonl", coreference.articles(blind(records(path), coreference.GOLD)))
    if not files:
        message = f"{data}: no records, gvc or longtail in this folder; name the folder of coreference with --data"
        raise BenchError(message)


def _tallies(data: Path) -> Iterator[Job]:
    gold = next((p for name in ("gold.jsonl.gz", "gold.jsonl") if (p := data / name).is_file()), None)
    if gold is None:
        message = f"{data}: no gold.jsonl in this folder; name the folder of the task tallies with --data"
        raise BenchError(message)
    yield Job(gold, "records.pred.jsonl", tallies.predict(data))


def _factuality(data: Path) -> Iterator[Job]:
    path = record_file(data)
    seen = [record | {"targets": _spans(record, "targets")} for record in records(path)]
    yield Job(path, "records.pred.jsonl", factuality.predict(blind(seen, factuality.GOLD)))


def _toponyms(data: Path) -> Iterator[Job]:
    path, pipeline = record_file(data), Pipeline(load_settings())
    full = records(path)
    spans = [record | {"toponyms": _spans(record, "toponyms")} for record in full]
    yield Job(path, "records.gold.pred.jsonl", toponyms.predict_gold(spans, pipeline.resolver.places))
    found = toponyms.predict_end_to_end(
        blind(full, toponyms.GOLD), pipeline.resolver.places, read=parse_text, known=pipeline.resolver.known
    )
    yield Job(path, "records.end_to_end.pred.jsonl", found)


def _places(data: Path) -> Iterator[Job]:
    path, resolver = record_file(data), Resolver(load_settings().resolve)
    seen = blind(records(path), places.GOLD)
    yield Job(path, "records.pred.jsonl", places.predict(seen, resolver.places, region=True))
    yield Job(path, "records.withheld.pred.jsonl", places.predict(seen, resolver.places, region=False))


def _spans(record: Json, field: str) -> list[Json]:
    """Where the gold mentions of a field stand and nothing else of them."""
    return [{name: mention.get(name) for name in ("start", "end")} for mention in record.get(field, ())]


TASKS: dict[str, Callable[[Path], Iterator[Job]]] = {
    "attribution": _plain(attribution.GOLD, attribution.predict),
    "claims": _claims,
    "coreference": _coreference,
    "events": _plain(events.GOLD, events.predict),
    "factuality": _factuality,
    "incidents": _incidents,
    "ledger": _ledger,
    "pages": _pages,
    "places": _places,
    "quantities": _plain(quantities.GOLD, quantities.predict),
    "tallies": _tallies,
    "times": _plain(times.GOLD, times.predict),
    "toponyms": _toponyms,
}
