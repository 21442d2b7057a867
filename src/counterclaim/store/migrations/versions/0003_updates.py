"""Blocks, likely pairs and sums, by which new claims change only what they touch."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables; the next comparison fills them from all claims."""
    for name, columns in (("blocks", ("key", "claim")), ("links", ("a", "b"))):
        op.create_table(
            name,
            *(sa.Column(column, sa.BigInteger(), autoincrement=False, nullable=False) for column in columns),
            sa.PrimaryKeyConstraint(*columns),
            sqlite_with_rowid=False,
        )
    op.create_index("log_by_subject", "log", ["kind", "subject"])
    op.create_table(
        "state",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
