"""Brings a ledger to the form that this version knows, or says why not."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, text

from counterclaim.errors import LedgerDamaged, LedgerNewer
from counterclaim.store import dialect
from counterclaim.store.tables import REVISION

MIGRATIONS = Path(__file__).parent / "migrations"
_EARLIER = frozenset({"0001", "0002", "0003", "0004", "0005", "0006"})


def revision(connection: Connection, path: Path) -> str | None:
    """The form that the ledger has, or None where the file is still empty.

    Raises:
        LedgerDamaged: if the file holds something else than a ledger.
        LedgerNewer: if this version does not know the form.
    """
    names = dialect.table_names(connection)
    if not names:
        return None
    if not {"alembic_version", "log"} <= names:
        raise LedgerDamaged(str(path), "this file is a database, but not a ledger")
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found != REVISION and found not in _EARLIER:
        raise LedgerNewer(str(path), str(found))
    return str(found)


def current(connection: Connection, path: Path) -> bool:
    """Whether the file holds a ledger of the form that this version reads, and not of an earlier one.

    Raises:
        LedgerDamaged: if it does not.
        LedgerNewer: if this version does not know the form.
    """
    found = revision(connection, path)
    if found is None:
        raise LedgerDamaged(str(path), "the file is empty, not a ledger")
    return found == REVISION


def upgrade(connection: Connection, path: Path) -> None:
    """Makes the tables of a new ledger, or brings an older one up to date.

    Raises:
        LedgerDamaged: if the file holds something else than a ledger.
        LedgerNewer: if this version does not know its form.
    """
    if revision(connection, path) == REVISION:
        return
    from alembic import command  # noqa: PLC0415  # a quarter of a second that only a new or older ledger needs
    from alembic.config import Config  # noqa: PLC0415  # the same

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, "head")
