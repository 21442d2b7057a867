"""Predictions for the coreference benchmark: articles to incidents, and mentions of one event across documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from counterclaim.bench.folders import Json
from counterclaim.reconcile.stories import Article, homes_of, stories
from counterclaim.reconcile.triggers import head, sort_of

GOLD = frozenset({"incident"})


def articles(records: Sequence[Json]) -> Iterator[Json]:
    """For each article the cluster of articles about the same event."""
    homes = homes_of(stories([_article(record) for record in records]))
    yield from ({"id": record["id"], "cluster": homes[record["id"]]} for record in records)


def mentions(records: Sequence[Json]) -> Iterator[Json]:
    """For each mention its cluster: one sort of event within the documents that tell one story."""
    homes = homes_of(stories([_article(record) for record in records]))
    for record in records:
        for mention in record["mentions"]:
            yield {"id": mention["id"], "cluster": f"{homes[record['id']]} {sort_of(mention['text'])}"}


def lemmas(records: Sequence[Json]) -> Iterator[Json]:
    """The baseline: all mentions of one head word are one event, in whatever documents they stand."""
    for record in records:
        yield from ({"id": mention["id"], "cluster": head(mention["text"])} for mention in record["mentions"])


def _article(record: Json) -> Article:
    day = record.get("date")
    return Article(
        record["id"], record.get("title") or "", record["text"], date.fromisoformat(day[:10]) if day else None
    )


def without_clusters(record: Json) -> Json:
    """A record of mentions without its gold; topics, which group documents by hand, go with it."""
    seen = {name: value for name, value in record.items() if name in {"id", "text", "date", "title"}}
    return seen | {"mentions": [{name: m[name] for name in ("id", "text", "spans")} for m in record["mentions"]]}
