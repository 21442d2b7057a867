"""What is SQLite's own: opening files, searching words, guarding the log, telling errors apart."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from math import asin, cos, degrees, radians, sin
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    Connection,
    Engine,
    Float,
    String,
    and_,
    bindparam,
    column,
    create_engine,
    event,
    false,
    func,
    literal,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from counterclaim.config import StoreSettings
from counterclaim.errors import LedgerDamaged, LedgerError, LedgerFull, LedgerLocked, LedgerReadOnly
from counterclaim.model.values import Position
from counterclaim.store.rows import Row

SEARCH = text("INSERT INTO claim_words (rowid, claim, quote, who) VALUES (:number, :id, :quote, :who_key)")
NAMES = text("INSERT INTO claim_names (rowid, who, place) VALUES (:number, :who_key, :where_key)")
NO_NAMES = text("DELETE FROM claim_names WHERE rowid = :number")
COUNTED = text(
    "SELECT j.value, (SELECT count(*) FROM (SELECT 1 FROM blocks WHERE key = j.value LIMIT :most)) "
    "FROM json_each(:keys) AS j"
)
SHORTEST = 3
"""Letters from which a part of a name is looked up; fewer are looked for name by name."""
_GUARDED = ("log", "captures")
_DEGREE = 110.5
"""Kilometres of a degree of latitude, rounded down."""
_WORD = re.compile(r"\w+")
_NO_ROOM = (
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_SHMSIZE,
)


def writing_engine(path: Path, settings: StoreSettings) -> Engine:
    """An engine that writes the file, making it if need be, with write-ahead log and foreign keys."""

    def connect() -> sqlite3.Connection:
        connection = _connect(path, settings, mode="rwc")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    return _engine(connect, begin="BEGIN IMMEDIATE")


def viewing_engine(path: Path, settings: StoreSettings) -> Engine:
    """An engine that cannot change the file; works in folders that cannot be written, too."""

    def connect() -> sqlite3.Connection:
        connection = _connect(path, settings, mode="ro")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            if _busy_beside(path):
                raise
            return _connect(path, settings, mode="ro&immutable=1")
        return connection

    return _engine(connect, begin="BEGIN")


def _busy_beside(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _connect(path: Path, settings: StoreSettings, *, mode: str) -> sqlite3.Connection:
    address = f"file:{quote(str(path.absolute()))}?mode={mode}"
    connection = sqlite3.connect(
        address, uri=True, timeout=settings.busy_timeout, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.create_function("counterclaim_km", 4, _kilometres, deterministic=True)
    connection.create_function("counterclaim_width", 2, _width, deterministic=True)
    return connection


def _engine(connect: Any, *, begin: str) -> Engine:
    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def hasten(engine: Engine, cache_mib: int = 1024) -> None:
    """Writes without waiting for the disk and without looking up what a row points to: for files made anew if lost."""
    with closing(engine.raw_connection()) as connection:
        for pragma in ("foreign_keys = OFF", "synchronous = OFF", f"cache_size = -{cache_mib * 1024}"):
            connection.execute(f"PRAGMA {pragma}")


def make_search(connection: Connection) -> None:
    """Makes the table for searching words and the triggers that keep log and captures append-only."""
    _make_words(connection)
    for name in _GUARDED:
        for change in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {name}_no_{change.lower()} BEFORE {change} ON {name} "
                f"BEGIN SELECT RAISE(ABORT, 'the {name} is append-only'); END"
            )


def _make_words(connection: Connection) -> None:
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE claim_words USING fts5"
        "(claim UNINDEXED, quote, who, tokenize = 'unicode61 remove_diacritics 2')"
    )


def number_words(connection: Connection) -> None:
    """Makes the tables for searching anew under the numbers of the claims, whose keys must be there."""
    for name in ("claim_words", "claim_names"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    _make_words(connection)
    connection.exec_driver_sql(
        "INSERT INTO claim_words (rowid, claim, quote, who) "
        "SELECT k.number, c.id, c.quote, c.who_key FROM claim_keys k JOIN claims c ON c.id = k.claim"
    )
    connection.exec_driver_sql("CREATE VIRTUAL TABLE claim_names USING fts5(who, place, tokenize = 'trigram')")
    connection.exec_driver_sql(
        "INSERT INTO claim_names (rowid, who, place) SELECT number, who_key, where_key FROM claim_keys"
    )


def index_words(connection: Connection, rows: list[Row]) -> None:
    """Puts claims with their numbers into the table for searching words."""
    if rows:
        connection.execute(SEARCH, rows)


def index_names(connection: Connection, rows: list[Row], *, anew: bool = False) -> None:
    """Puts the keys of claims into the table for searching parts of names; `anew` in the place of others."""
    if rows and anew:
        connection.execute(NO_NAMES, [{"number": row["number"]} for row in rows])
    if rows:
        connection.execute(NAMES, rows)


def counted_blocks(connection: Connection, keys: Sequence[int], most: int) -> list[tuple[int, int]]:
    """The numbers of blocks with how many claims each holds, counted no further than `most`."""
    rows = connection.execute(COUNTED, {"keys": json.dumps(list(keys)), "most": most})
    return [(key, count) for key, count in rows]


def holding(words: str) -> Any:
    """The numbers of the claims whose quote or claimant holds all the words."""
    wanted = _match(words)
    if not wanted:
        return text("SELECT NULL WHERE 0")
    found = text("SELECT rowid FROM claim_words WHERE claim_words MATCH :wanted")
    return found.bindparams(bindparam("wanted", wanted, unique=True))


def holds(number: Any, words: str) -> Any:
    """Whether the quote or the claimant of one claim holds all the words, asked claim by claim."""
    wanted = _match(words)
    if not wanted:
        return false()
    found = table("claim_words", column("rowid"))
    matches = text("claim_words MATCH :wanted").bindparams(bindparam("wanted", wanted, unique=True))
    return (
        select(literal(1)).select_from(found).where(found.c.rowid == number, matches).correlate_except(found).exists()
    )


def _match(words: str) -> str:
    return " ".join(f'"{word}"' for word in _WORD.findall(words))


def named(**parts: str | None) -> Any:
    """The numbers of the claims whose `who` and `place` hold those parts of names, of at least three letters."""
    phrases = {name: part.replace('"', '""') for name, part in parts.items() if part}
    wanted = " AND ".join(f'{name} : "{part}"' for name, part in phrases.items())
    found = text("SELECT rowid FROM claim_names WHERE claim_names MATCH :names")
    return found.bindparams(bindparam("names", wanted, unique=True))


def distance_km(lat: Any, lon: Any, other_lat: Any, other_lon: Any) -> Any:
    """The great-circle distance between two columns of positions, in SQL."""
    return func.counterclaim_km(lat, lon, other_lat, other_lon, type_=Float)


def width(lat: Any, within: float) -> Any:
    """Half the width in degrees of a box around a latitude that holds all that is so near, in SQL."""
    return func.counterclaim_width(lat, within, type_=Float)


def in_the_box(lat: Any, lon: Any, middle: tuple[Any, Any], within: float, width: Any) -> Any:
    """Whether a position lies in a box around another that holds all that is so near; for the index on positions."""
    height, apart = within / _DEGREE, func.abs(lon - middle[1])
    return and_(lat.between(middle[0] - height, middle[0] + height), or_(apart <= width, apart >= 360 - width))


def joined(column: Any) -> Any:
    """All values of a column of numbers in one text with commas, in SQL."""
    return func.group_concat(column, type_=String)


def json_text(column: Any, *path: str | int) -> Any:
    """The text at a path inside a column of JSON, in SQL."""
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return func.json_extract(column, f"${steps}", type_=String)


def _kilometres(*degrees: float | None) -> float | None:
    if None in degrees:
        return None
    a, b, c, d = (float(value or 0) for value in degrees)
    return Position(a, b).distance_km(Position(c, d))


def _width(lat: float | None, within: float) -> float:
    """Half the width in degrees of a box that holds all that lies so near to a latitude; all around near the poles."""
    edge = abs(lat or 0) + within / _DEGREE
    if edge >= 89.9:
        return 180.0
    return degrees(asin(min(1.0, sin(radians(within / _DEGREE)) / cos(radians(lat or 0)))))


def unsearchable(connection: Connection) -> str | None:
    """The first claim that the table for searching words does not hold as it stands in the ledger, or None."""
    missing = "SELECT id, quote, who_key FROM claims EXCEPT SELECT claim, quote, who FROM claim_words"
    foreign = "SELECT claim, quote, who FROM claim_words EXCEPT SELECT id, quote, who_key FROM claims"
    unnamed = (
        "SELECT k.claim FROM claim_keys k LEFT JOIN claim_names n ON n.rowid = k.number "
        "WHERE n.who IS NOT k.who_key OR n.place IS NOT k.where_key LIMIT 1"
    )
    for query in (missing, foreign, unnamed):
        row = connection.exec_driver_sql(query).first()
        if row:
            return str(row[0])
    return None


def table_names(connection: Connection) -> set[str]:
    """The names of all tables of the file."""
    return set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())


def dangling(connection: Connection) -> str | None:
    """The table of the first row that points to a row that is not there, or None."""
    row = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    return str(row[0]) if row else None


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turns what SQLite says into an error of ours that names the remedy."""
    try:
        yield
    except DBAPIError as error:
        raise _translate(path, error.orig) from error
    except sqlite3.Error as error:
        raise _translate(path, error) from error


def _translate(path: Path, error: BaseException | None) -> LedgerError:
    code = getattr(error, "sqlite_errorcode", None) or sqlite3.SQLITE_ERROR
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LedgerLocked(str(path))
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return LedgerReadOnly(str(path))
        case sqlite3.SQLITE_FULL:
            return LedgerFull(str(path))
        case sqlite3.SQLITE_IOERR if code in _NO_ROOM:
            return LedgerFull(str(path))
        case sqlite3.SQLITE_NOTADB:
            return LedgerDamaged(str(path), "this file is not a ledger")
        case sqlite3.SQLITE_CORRUPT:
            return LedgerDamaged(str(path), "the ledger is damaged")
    return LedgerDamaged(str(path), f"the ledger cannot be used ({error})")
