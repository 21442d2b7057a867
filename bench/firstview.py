"""The first view of each page in a real chromium on a large ledger: until scripts, map and plot have drawn.

`python bench/firstview.py [CLAIMS] [LEDGER] [ROUNDS]` serves the ledger that `bench/workbench.py` makes and opens each
page in a browser that has nothing in its cache. Printed are the milliseconds by the clock until the frame after all in
view is drawn, and all of the page, what lies below it, too; and those of the processor: of the server, and of the page
(its main thread). The aim is 1.5 s for the first view. It needs `make web`, playwright and chromium, or another browser
of its kind that COUNTERCLAIM_BROWSER names.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx
from playwright.sync_api import Browser, sync_playwright

import workbench

CLAIMS, ROUNDS = 100_000, 20
TICKS = os.sysconf("SC_CLK_TCK")
DRAWN = """(whole) => document.readyState === "complete"
  && [...document.querySelectorAll("[data-map], [data-plot]")].every((box) => box.dataset.ready || box.hidden
    || (!whole && box.getBoundingClientRect().top > innerHeight))"""
FRAME = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"


class View(NamedTuple):
    """Milliseconds of one visit: until all in view is drawn, and until all of the page is; then of the processor."""

    clock: float
    whole: float
    server: float
    page: float


@contextmanager
def served(ledger: Path) -> Iterator[tuple[str, int]]:
    """The address of the ledger and the process that serves it, once what is asked in the background is there."""
    command = [sys.executable, "-c", "from counterclaim.cli import main; main()", "serve", str(ledger), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        line = process.stderr.readline() if process.stderr else ""
        try:
            yield next(word for word in line.split() if word.startswith("http")).rstrip("/"), process.pid
        finally:
            process.terminate()


def spent(process: int) -> float:
    """Milliseconds of the processor that a process has had (Linux)."""
    numbers = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return 1000 * (int(numbers[11]) + int(numbers[12])) / TICKS


def settle(process: int) -> None:
    """Waits until the process rests."""
    before, now = -1.0, spent(process)
    while now - before > 20:
        time.sleep(1)
        before, now = now, spent(process)


def visit(browser: Browser, address: str, process: int) -> View:
    """One page in a browser without a cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page, begun = context.new_page(), spent(process)
    metrics = context.new_cdp_session(page)
    metrics.send("Performance.enable", {"timeDomain": "threadTicks"})
    answer = page.goto(address, wait_until="commit")
    if answer is None or not answer.ok:
        message = f"{address}: {answer and answer.status}"
        raise RuntimeError(message)
    page.wait_for_function(DRAWN, arg=False, polling="raf", timeout=60_000)
    clock = page.evaluate(FRAME)
    page.wait_for_function(DRAWN, arg=True, polling="raf", timeout=60_000)
    whole = page.evaluate(FRAME)
    told = {metric["name"]: metric["value"] for metric in metrics.send("Performance.getMetrics")["metrics"]}
    context.close()
    return View(clock, whole, spent(process) - begun, 1000 * told["TaskDuration"])


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def measure(ledger: Path, rounds: int) -> None:
    """Prints the milliseconds of each page."""
    browser_path = os.environ.get("COUNTERCLAIM_BROWSER") or shutil.which("chromium")
    with served(ledger) as (address, process), sync_playwright() as playwright:
        client = httpx.Client(base_url=address, timeout=120)
        wanted = list(workbench.addresses(client, random.Random(11)))  # noqa: S311
        settle(process)
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        visit(browser, address, process)
        print(f"{rounds} visits of each page; load {os.getloadavg()[0]:.1f}; milliseconds")
        print(f"{'':16} {'in view':>8}{'':8}{'whole':>8}{'':8}{'processor':>16}{'':8}")
        print(f"{'page':16} {'median':>8}{'p95':>8}{'median':>8}{'p95':>8}{'server':>8}{'page':>8}{'both p95':>9}")
        for name, paths in wanted:
            found = [visit(browser, address + path, process) for path in paths[:rounds]]
            clock, whole, server, main = (list(values) for values in zip(*found, strict=True))
            middle = statistics.median
            figures = (middle(clock), p95(clock), middle(whole), p95(whole), middle(server), middle(main))
            both = p95([view.server + view.page for view in found])
            print(f"{name:16} {''.join(f'{figure:8.0f}' for figure in figures)}{both:9.0f}", flush=True)
        browser.close()


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS
    path = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.gettempdir()) / f"workbench-{count}.db"
    if not path.exists():
        workbench.make(path, count)
    measure(path, int(sys.argv[3]) if len(sys.argv) > 3 else ROUNDS)
