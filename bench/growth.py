"""What it costs to add 1,000 claims to an invented ledger of several sizes: `python bench/growth.py 10000 1000000`.

At each size 1,000 claims of the present and 1,000 late ones, of pages about all its days, are added, each three times;
the least seconds of the processor are printed, with the most memory so far and the milliseconds that pages of incidents
and searches take (95th percentile). The exit code is 1 where the last size costs more than twice what the first did,
for claims of the present or for late ones, or where a question takes longer than is asked.

The ledger grows in a temporary file; TMPDIR says where, and a million claims take some 8 GiB.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import quantiles
from time import process_time
from typing import Any

from counterclaim.bench.generating import CLAIMS, TOWNS, WAR, add, grow, page, pages, town_of
from counterclaim.bench.laying import Template, lay
from counterclaim.config import Settings, load_settings
from counterclaim.model.claims import ClaimKind
from counterclaim.model.overviews import ClaimOrder, ClaimQuery, IncidentOrder
from counterclaim.store.base import View
from counterclaim.store.sql import open_view
from counterclaim.workbench.incidents import incident

ADDED, RUNS, BEFORE = 1_000, 3, 960
ASKED = 100
MOST, INCIDENT_MS, SEARCH_MS = 2.0, 50, 200


def main(sizes: list[int]) -> int:
    """The exit code: 0 where the cost does not grow and the questions are answered in time."""
    settings, costs, slow = load_settings(), [], 0.0
    template, rounds, claims = Template(settings), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        for size in sizes:
            more = max(0, (size - BEFORE - claims) // WAR.claims)
            began = process_time()
            lay(path, settings, more, template, first=rounds)
            laid, rounds, claims = process_time() - began, rounds + more, claims + more * WAR.claims
            rest = max(BEFORE, size - claims)
            grow(path, settings, rest, first=rounds * WAR.pages)
            claims += rest
            print(f"{claims:,} claims, {more} rounds of them laid in {laid:.0f} s of the processor", flush=True)
            cost, late, claims, rounds = *costs_of(path, settings, rounds, rest), claims + 2 * RUNS * ADDED, rounds + 1
            costs.append((cost, late))
            found = {name: p95(asking) for name, asking in questions(path, settings).items()}
            slow = max(slow, found["incident"] / INCIDENT_MS, found["search"] / SEARCH_MS)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            told = ", ".join(f"{name} {ms:.0f} ms" for name, ms in found.items())
            print(
                f"  {ADDED:,} more take {cost:.2f} s, late ones {late:.2f} s of the processor; {told}; "
                f"{memory:,.0f} MiB of memory, {path.stat().st_size / 2**20:,.0f} MiB on disk",
                flush=True,
            )
    ratios = [last / first for first, last in zip(costs[0], costs[-1], strict=True)]
    print(f"the last costs {ratios[0]:.2f} times the first, of late ones {ratios[1]:.2f}; at most {MOST:g} is asked")
    return 1 if max(ratios) > MOST or slow > 1 else 0


def costs_of(path: Path, settings: Settings, rounds: int, done: int) -> tuple[float, float]:
    """The least seconds of the processor that 1,000 claims of the present and 1,000 late ones take."""
    chance = random.Random(rounds)  # noqa: S311
    first = rounds * WAR.pages + -(-done // CLAIMS)
    count = ADDED // CLAIMS
    present, late = [], []
    for run in range(RUNS):
        present.append(spent(path, settings, list(pages(ADDED, first=first + run * count))))
        numbers = chance.sample(range(max(1, rounds) * WAR.pages), count)
        late.append(spent(path, settings, [page(number, WAR._replace(told=2 + rounds + run)) for number in numbers]))
    return min(present), min(late)


def spent(path: Path, settings: Settings, found: Iterable[Any]) -> float:
    """The seconds of the processor that it takes to add pages and to compare their claims."""
    began = process_time()
    add(path, settings, found, batch=ADDED)
    return process_time() - began


def questions(path: Path, settings: Settings) -> dict[str, Iterable[Callable[[], object]]]:
    """What is asked of the ledger, by name, each time with other parameters."""
    view, chance = open_view(path, settings.store), random.Random(1)  # noqa: S311
    towns = [town_of(int(TOWNS * chance.random() ** 2)).name for _ in range(ASKED)]
    words = ("bomb", "shelling", "killed civilians", "clashes", "convoy")
    some = view.slice_of_incidents(ClaimQuery(), IncidentOrder.LARGEST, None, ASKED // 2).items
    keys = [summary.incident.id for summary in some]
    for town in towns[: ASKED // 2]:
        keys += [
            s.incident.id for s in view.slice_of_incidents(ClaimQuery(place=town), IncidentOrder.NEWEST, None, 1).items
        ]

    def search(query: ClaimQuery) -> Callable[[], object]:
        return lambda: view.slice_of_claims(query, ClaimOrder.NEWEST, None, 50)

    return {
        "incident": [lambda key=key: held(view, key) for key in keys],
        "its page": [lambda key=key: incident(view, key) for key in keys],
        "search": [
            search(ClaimQuery(text=chance.choice(words), claimant="medic", place=town, kind=ClaimKind.EVENT))
            for town in towns
        ],
    }


def held(view: View, key: str) -> None:
    """What the page of an incident asks of the ledger: its claims, how they stand, and what is reckoned."""
    view.incident(key)
    found = view.slice_of_claims(ClaimQuery(incident=key), ClaimOrder.TEXT, None, 250)
    ids = sorted(entry.claim.id for entry in found.items)
    view.relations(ids)
    view.estimates(key)
    view.controls(ids)


def p95(asking: Iterable[Callable[[], object]]) -> float:
    """The milliseconds of the processor within which 95 of 100 questions are answered."""
    found = []
    for ask in asking:
        began = process_time()
        ask()
        found.append(1000 * (process_time() - began))
    return quantiles(found, n=20)[-1]


if __name__ == "__main__":
    raise SystemExit(main([int(size) for size in sys.argv[1:]] or [10_000, 100_000]))
