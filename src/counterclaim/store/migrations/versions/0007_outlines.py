"""What is kept of each claim to tell, without reading its page, that it does not meet another one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table; claims that were kept before are read with their pages until all are compared anew."""
    op.create_table(
        "outlines",
        sa.Column("claim", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("claim"),
        sqlite_with_rowid=False,
    )
