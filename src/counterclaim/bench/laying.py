"""A large invented ledger in minutes: one round of the war is read and compared, and laid again at later dates.

A round lies so far from the next one that no claim of the one meets a claim of the other, its weekdays and stretches of
days fall alike, and the ids of its claims have the same order. So what is said together is the same in each, and its
rows are those of the first round under other ids and dates: what would have come of comparing page after page.
"""

from __future__ import annotations

import json
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, func, select

from counterclaim.bench.generating import WAR, War, grow, in_round
from counterclaim.config import Settings
from counterclaim.model.ids import content_id, sha256
from counterclaim.model.overviews import ClaimQuery
from counterclaim.model.values import Period
from counterclaim.reconcile.blocking import keys_of
from counterclaim.reconcile.referring import accounts_of
from counterclaim.store import chain, changing, dialect, numbering, standing, sums, tables
from counterclaim.store.rows import Row
from counterclaim.store.sql import open_view, open_writer

TOKEN = re.compile(r"(\d{4}-\d\d-\d\d|[ci]_[0-9a-f]{16}|sha256:[0-9a-f]{64}|generated/\d+)")
"""What differs from round to round: dates, ids, and the numbers of pages."""
KEPT = (tables.captures, tables.documents, tables.parts, tables.claims, tables.resolutions)
SAID = (tables.incidents, tables.incident_claims, tables.relations, tables.estimates, tables.controls)
FOUND = (tables.claim_keys, tables.claim_measures, tables.claim_places)


class Keys(NamedTuple):
    """The blocks of a claim: what it shares with others, in which stretches of days, and in the years of a period."""

    claim: str
    things: list[str]
    stretches: list[int]
    years: Period | None


def make(ledger: Path, settings: Settings, claims: int, *, war: War = WAR) -> float:
    """How many seconds it took to make a ledger of that many claims: whole rounds are laid, the rest is read.

    Args:
        ledger: the file, which must not be there yet.
        settings: how it is opened and how claims are compared.
        claims: how many claims it gets, rounded up to whole pages.
        war: how the war goes.
    """
    rounds, rest = divmod(claims, war.claims)
    seconds = lay(ledger, settings, rounds, Template(settings, war)) if rounds else 0.0
    return seconds + grow(ledger, settings, rest, first=rounds * war.pages, war=war)


def lay(ledger: Path, settings: Settings, rounds: int, template: Template, *, first: int = 0) -> float:
    """How many seconds it took to add that many rounds of the war, compared with all that they touch, to a ledger.

    Args:
        ledger: the file, made if it is not there.
        settings: how it is opened.
        rounds: how many rounds to add.
        template: what a round is like.
        first: the number of the first one, counted from 0; the ledger must not hold it yet.
    """
    started, writer = monotonic(), open_writer(ledger, settings.store)
    try:
        dialect.hasten(writer.engine)
        for nth in range(first, first + rounds):
            with writer.engine.begin() as connection:
                changing.remember(connection, changing.MADE_WITH, template.rules)
                changing.remember(connection, changing.UNSETTLED, "yes")
                template.write(connection, nth)
    finally:
        writer.close()
    return monotonic() - started


class Template:
    """The rows of the first round, cut where dates and ids stand."""

    def __init__(self, settings: Settings, war: War = WAR) -> None:
        self.war, self.gap = war, settings.reconcile.max_gap_days
        with TemporaryDirectory() as folder:
            path = Path(folder) / "round.db"
            grow(path, settings, war.claims, war=war)
            self._read(path, settings)

    def _read(self, path: Path, settings: Settings) -> None:
        view = open_view(path, settings.store)
        try:
            with view.engine.begin() as connection:
                rows = {table.name: _rows(connection, table) for table in (*KEPT, *SAID, *FOUND)}
                self.links = [tuple(row) for row in connection.execute(select(tables.links.c.a, tables.links.c.b))]
                self.outlines = [
                    (numbering.claim_of(claim), _pieces(body))
                    for claim, body in connection.execute(select(tables.outlines.c.claim, tables.outlines.c.body))
                ]
                self.rules = changing.recall(connection, changing.MADE_WITH) or ""
            profiles = accounts_of(view.entries(ClaimQuery()))
        finally:
            view.close()
        self.keys = [_keys(p.id, keys_of(p, self.gap), p.period) for p in profiles]
        self.contents = {
            row["sha256"]: TOKEN.split(zlib.decompress(row.pop("content")).decode()) for row in rows["captures"]
        }
        self.members: dict[str, list[str]] = defaultdict(list)
        for row in rows["incident_claims"]:
            self.members[row["incident"]].append(row["claim"])
        self.rows = {name: [_cut(row) for row in found] for name, found in rows.items()}

    def write(self, connection: Connection, nth: int) -> None:
        """Writes the round of that number, counted from 0."""
        names = Names(self, nth)
        made = {name: [_joined(row, names) for row in rows] for name, rows in self.rows.items()}
        for name, finish in FINISH.items():
            for row in made[name]:
                row.update(finish(row, names))
        for table in (*KEPT, *SAID):
            _insert(connection, table, made[table.name])
        last = connection.execute(select(func.max(tables.claim_keys.c.number))).scalar() or 0
        for table in FOUND:
            for row in made[table.name]:
                row["number"] += last
            _insert(connection, table, made[table.name])
        numbers = {row["claim"]: row["number"] for row in made["claim_keys"]}
        dialect.index_words(connection, [row | {"number": numbers[row["id"]]} for row in made["claims"]])
        dialect.index_names(connection, made["claim_keys"])
        standing.begin(connection, numbers.values())
        standing.refresh(connection, numbers)
        self._join(connection, names)
        _log(connection, made)

    def _join(self, connection: Connection, names: Names) -> None:
        """Blocks, outlines and likely pairs, sorted so that they are written in one sweep."""
        blocks = [
            (numbering.number_of_key(key), numbering.number_of(names[found.claim]))
            for found in self.keys
            for key in names.keys_of(found)
        ]
        connection.exec_driver_sql("INSERT INTO blocks (key, claim) VALUES (?, ?)", sorted(blocks))
        outlines = sorted((numbering.number_of(names[claim]), _put(body, names)) for claim, body in self.outlines)
        connection.exec_driver_sql("INSERT INTO outlines (claim, body) VALUES (?, ?)", outlines)
        known = {old: numbering.number_of(names[numbering.claim_of(old)]) for pair in self.links for old in pair}
        links = sorted((known[a], known[b]) for a, b in self.links)
        connection.exec_driver_sql("INSERT INTO links (a, b) VALUES (?, ?)", links)


class Names(dict[str, str]):
    """What stands in a round for the dates, ids and page numbers of the first."""

    def __init__(self, template: Template, nth: int) -> None:
        super().__init__()
        self.nth, self.pages, self.width = nth, template.war.pages, template.gap + 1
        self.shift = timedelta(days=nth * (template.war.days + template.war.quiet))
        self.contents: dict[str, bytes] = {}
        self.members: dict[str, list[str]] = {}
        for name, pieces in template.contents.items():
            content = self.put(pieces).encode()
            self[name] = sha256(content)
            self.contents[self[name]] = content
        for name, claims in template.members.items():
            members = sorted(self[claim] for claim in claims)
            self[name] = content_id("i", *members)
            self.members[self[name]] = members

    def __missing__(self, token: str) -> str:
        if token.startswith("c_"):
            found = in_round(token, self.nth)
        elif token.startswith("generated/"):
            found = f"generated/{int(token.partition('/')[2]) + self.nth * self.pages}"
        else:
            found = (date.fromisoformat(token) + self.shift).isoformat()
        self[token] = found
        return found

    def put(self, pieces: Sequence[str]) -> str:
        """A text of the first round as it stands in this one; every second piece is a token."""
        found = list(pieces)
        found[1::2] = [self[token] for token in found[1::2]]
        return "".join(found)

    def keys_of(self, found: Keys) -> Iterator[str]:
        """The blocks of a claim in this round."""
        times = [str(n + self.shift.days // self.width) for n in found.stretches]
        if found.years:
            first, last = (day + self.shift for day in found.years.bounds)
            times += [f"year {year}" for year in range(first.year, last.year + 1)]
        return (f"{thing} @{time}" for thing in found.things for time in times)


def _rows(connection: Connection, table: Table) -> list[Row]:
    """All rows of a table; pages in the order in which they came."""
    query = select(table)
    if table is tables.captures:
        query = query.join(tables.log, tables.log.c.subject == table.c.sha256).order_by(tables.log.c.seq)
    return [dict(row) for row in connection.execute(query).mappings()]


def _keys(claim: str, keys: Iterable[str], period: Period | None) -> Keys:
    pairs = [(thing, time) for thing, _, time in (key.partition(" @") for key in keys) if time]
    stretches = {int(time) for _, time in pairs if time.isdecimal()}
    years = period if any(time.startswith("year") for _, time in pairs) else None
    return Keys(claim, sorted({thing for thing, _ in pairs}), sorted(stretches), years)


def _cut(row: Row) -> Row:
    """The row, its texts cut where tokens stand."""
    return {name: _pieces(value) for name, value in row.items()}


def _pieces(value: Any) -> Any:
    found = TOKEN.split(value) if isinstance(value, str) else [value]
    return found if len(found) > 1 else value


def _joined(row: Row, names: Names) -> Row:
    return {name: _put(value, names) for name, value in row.items()}


def _put(value: Any, names: Names) -> Any:
    return names.put(value) if isinstance(value, list) else value


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        wanted = str(table.insert().compile(connection, column_keys=list(rows[0])))
        connection.exec_driver_sql(wanted, [tuple(row.values()) for row in rows])


def _log(connection: Connection, made: Mapping[str, list[Row]]) -> None:
    """Puts the pages and what is said together into the log."""
    total = int(changing.recall(connection, changing.SUM) or "0", 16)
    came = sum(sums.sum_of(table.name, made[table.name]) for table in SAID)
    total = sums.changed(total, gone=0, came=came)
    changing.remember(connection, changing.SUM, f"{total:x}")
    entries = [("capture", page, payload) for page, payload in _payloads(made)]
    entries.append(("reconcile", f"{len(made['claims'])} claims", sums.caption(total)))
    chain.extend(connection, entries, at=datetime.now(tz=UTC).isoformat())


def _payloads(made: Mapping[str, list[Row]]) -> Iterator[tuple[str, str]]:
    """The hash of everything that is kept of each page."""
    home = {row["id"]: row["document"] for row in made["claims"]}
    groups = {
        "documents": _grouped(made["documents"], lambda row: row["id"], ("id",)),
        "parts": _grouped(made["parts"], lambda row: row["document"], ("number",)),
        "passages": {},
        "claims": _grouped(made["claims"], lambda row: row["document"], ("id",)),
        "resolutions": _grouped(made["resolutions"], lambda row: home[row["claim"]], ("claim", "position")),
        "findings": {},
    }
    for row in made["captures"]:
        page = row["sha256"]
        yield page, chain.payload_of(([row], *(found.get(page, []) for found in groups.values())))


def _grouped(rows: Iterable[Row], home: Callable[[Row], str], order: Sequence[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: [row[name] for name in order]):
        found[home(row)].append(row)
    return found


def _capture(row: Row, names: Names) -> Row:
    content = names.contents[row["sha256"]]
    return {"size": len(content), "content": zlib.compress(content)}


def _estimate(row: Row, _: Names) -> Row:
    body = json.loads(row["body"])
    return {"position": numbering.place_of(row["incident"], body["role"], body["object"])}


FINISH: dict[str, Callable[[Row, Names], Row]] = {
    "captures": _capture,
    "incidents": lambda row, names: {"position": numbering.first_of(names.members[row["id"]])},
    "relations": lambda row, _: {"position": numbering.place_of(row["a"], row["b"], row["kind"])},
    "estimates": _estimate,
    "controls": lambda row, _: {"position": numbering.place_of(row["claim"], row["body"])},
}
"""What of a row hangs on its other columns."""
