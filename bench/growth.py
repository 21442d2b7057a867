"""What it costs to add 1,000 claims to a generated ledger of several sizes: `python bench/growth.py 10000 100000`.

The ledger grows in a temporary file; at each size the seconds that 1,000 further claims take are printed, by the clock
and by the processor, with the most memory so far and the seconds that an incident and a search take. The exit code is 1
where the last size costs more than twice what the first one did.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path
from time import monotonic, process_time

from counterclaim.bench.generating import CLAIMS, grow
from counterclaim.config import Settings, load_settings
from counterclaim.model.overviews import ClaimQuery
from counterclaim.store.sql import open_view

ADDED = 1_000
MOST = 2.0


def main(sizes: list[int]) -> int:
    """The exit code: 0 where the cost does not grow."""
    settings, costs, claims = load_settings(), [], 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        for size in sizes:
            seconds = grow(path, settings, size - claims, first=claims // CLAIMS)
            rate = (size - claims) / max(seconds, 0.001)
            began = process_time()
            spent = grow(path, settings, ADDED, first=size // CLAIMS, batch=ADDED)
            costs.append(process_time() - began)
            claims = size + ADDED
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{size:>9,} claims ({rate:,.0f} a second): {ADDED:,} more take {spent:.1f} s, {costs[-1]:.1f} s of "
                f"the processor; {memory:,.0f} MiB; {asked(path, settings)}; "
                f"file {path.stat().st_size / 2**20:,.0f} MiB",
                flush=True,
            )
    ratio = costs[-1] / costs[0]
    print(f"the last costs {ratio:.2f} times the first; at most {MOST:g} is asked")
    return 1 if ratio > MOST else 0


def asked(path: Path, settings: Settings) -> str:
    """How long an incident with its claims takes, and a search with three filters."""
    view = open_view(path, settings.store)
    claim = view.entries(ClaimQuery(text="bomb", place="albecor"))
    wanted = claim[0].claim.id if claim else ""
    began = monotonic()
    view.entries(ClaimQuery(claims=tuple(c for i in view.incidents([wanted]) for c in i.claims)))
    incident = monotonic() - began
    began = monotonic()
    view.entries(ClaimQuery(text="bomb", claimant="medic", place="albecor"))
    search = monotonic() - began
    view.close()
    return f"an incident {1000 * incident:.0f} ms, a search {1000 * search:.0f} ms"


if __name__ == "__main__":
    raise SystemExit(main([int(size) for size in sys.argv[1:]] or [10_000, 100_000]))
