"""Looks places up by name in all gazetteers: exactly by key, loosely only inside one country."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from platformdirs import user_cache_path

from counterclaim.config import ResolveSettings
from counterclaim.model.values import Position
from counterclaim.resolve.entries import TRANSLITERATED, RegionCode, batches
from counterclaim.resolve.index import Index
from counterclaim.resolve.indexing import shipped_rows, table_name, world_name, write_index
from counterclaim.resolve.known import KnownPlace, Row
from counterclaim.resolve.shelf import Shelf
from counterclaim.resolve.spelling import name_variants, place_key, skeleton
from counterclaim.resolve.tables import table_batches

_ENOUGH = 10
_TELLING = 5
_LANDS = frozenset({"PCLI", "ADM1"})


def say(text: str) -> None:
    """Tells the person at the terminal, on standard error."""
    sys.stderr.write(f"counterclaim: {text}\n")


def open_gazetteer(settings: ResolveSettings, note: Callable[[str], None] = say) -> IndexedGazetteer:
    """The gazetteers of the settings and those that were added, with the places that ship with the package.

    An index is built on first use, and that of a table again when the table changes.

    Raises:
        InputError: if a table is broken or an index cannot be written.
    """
    world = open_world(settings, note)
    folder = world.path.parent
    tables = [Path(name).expanduser() for name in settings.gazetteers]
    own = [_open_table(table, folder, world.region_code, note) for table in tables]
    return IndexedGazetteer((world, *own, *Shelf.of(settings).indexes()))


def open_world(settings: ResolveSettings, note: Callable[[str], None] = say) -> Index:
    """The index of the places that ship with the package.

    Raises:
        InputError: if it cannot be written.
    """
    folder = Path(settings.cache).expanduser() if settings.cache else user_cache_path("counterclaim")
    path = folder / world_name()
    if not path.is_file():
        rows = batches(shipped_rows(note), lambda _country, _name: None)
        write_index(path, rows, about={"file": "the places of the package"}, note=note)
    return Index(path)


def _open_table(table: Path, folder: Path, region_code: RegionCode, note: Callable[[str], None]) -> Index:
    path = folder / table_name(table)
    if not path.is_file():
        filled = write_index(path, table_batches(table, region_code), about={"file": str(table)}, note=note)
        for bad in filled.bad[:3]:
            note(f"{table}, line {bad.number}: {bad.why}; the line is left out ({filled.skipped:,} in all)")
    return Index(path)


class IndexedGazetteer:
    """Several indexes looked up as one, the first of them that of the world; another process may be handed it."""

    def __init__(self, indexes: Sequence[Index]) -> None:
        self.indexes = tuple(indexes)
        self._cached = lru_cache(maxsize=50_000)(self._find)
        self._named = lru_cache(maxsize=50_000)(self._by_name)
        self._anywhere = lru_cache(maxsize=5_000)(self._find_anywhere)

    def __reduce__(self) -> tuple[type[IndexedGazetteer], tuple[tuple[Index, ...]]]:
        return (IndexedGazetteer, (self.indexes,))

    @classmethod
    def from_rows(
        cls, path: Path, *, rows: Iterable[Row], tables: Sequence[Path] = (), note: Callable[[str], None] = say
    ) -> IndexedGazetteer:
        """A gazetteer of the given rows, written to `path`, and of tables, written beside it."""
        write_index(path, batches(rows, lambda _country, _name: None), about={"file": str(path)}, note=note)
        first = Index(path)
        return cls((first, *(_open_table(table, path.parent, first.region_code, note) for table in tables)))

    def find(self, name: str) -> tuple[KnownPlace, ...]:
        """The places that go by this name, in whatever spelling has the same key; possessives and "the" are dropped."""
        return self._named(name)

    def _by_name(self, name: str) -> tuple[KnownPlace, ...]:
        for variant in name_variants(name):
            if found := self._cached(place_key(variant)):
                return found
        return ()

    def _find(self, key: str) -> tuple[KnownPlace, ...]:
        found = [place for index in self.indexes for place in index.find(key)]
        return tuple(_apart(sorted(found, key=lambda place: 0 if place.feature in _LANDS else place.origin)))

    def find_alike(self, name: str, country: str) -> tuple[tuple[KnownPlace, float], ...]:
        """Places of one country whose name is another spelling of this one, with their likeness in 0..1, best first.

        First those with the same consonants, then, by rapidfuzz, those whose name begins alike. Countries that write
        in Latin letters have one spelling for each name: there nothing is found.
        """
        if country not in TRANSLITERATED:
            return ()
        for exact in (True, False):
            found = [pair for index in self.indexes for pair in index.alike(name, country, exact=exact)]
            if found:
                return tuple(sorted(found, key=lambda pair: -pair[1])[:8])
        return ()

    def find_anywhere(self, name: str, likeness: float) -> tuple[tuple[KnownPlace, float], ...]:
        """Places of any country whose names come through another script and are at least so like this one, best first.

        Names of few consonants are like too many others: for them nothing is found.
        """
        return self._anywhere(name, likeness)

    def _find_anywhere(self, name: str, likeness: float) -> tuple[tuple[KnownPlace, float], ...]:
        if len(skeleton(name)) < _TELLING:
            return ()
        alike = (
            pair for index in self.indexes for land in TRANSLITERATED for pair in index.alike(name, land, exact=True)
        )
        return tuple(sorted((pair for pair in alike if pair[1] >= likeness), key=lambda pair: -pair[1])[:8])

    def region(self, country: str, code: str) -> KnownPlace | None:
        """The first-level region with this code, or None."""
        return next((found for index in self.indexes if (found := index.region(country, code))), None)

    def country(self, code: str) -> KnownPlace | None:
        """The country with this ISO 3166 code of two letters, or None."""
        return next((found for index in self.indexes if (found := index.country(code))), None)

    def by_id(self, ident: str) -> KnownPlace | None:
        """The place with this id, or None."""
        return next((found for index in self.indexes if (found := index.by_id(ident))), None)

    def heart(self, country: str, code: str) -> Position | None:
        """Where most settlements of a region lie, by a person's own gazetteers where they know enough of them."""
        found = [heart for index in self.indexes if (heart := index.heart(country, code))]
        return next((at for at, places in reversed(found) if places >= _ENOUGH), found[0][0] if found else None)


def _apart(places: Iterable[KnownPlace]) -> Iterator[KnownPlace]:
    """The places without those that came before them already: by id, and countries and regions by their codes."""
    ids: set[str] = set()
    lands: set[tuple[str, str | None, str | None]] = set()
    for place in places:
        land = (place.feature, place.country, place.region)
        known = place.feature in _LANDS and place.country is not None and land in lands
        if place.id in ids or known:
            continue
        ids.add(place.id)
        lands.add(land)
        yield place
