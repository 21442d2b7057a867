"""How each claim stands, for counting without relations and incidents; a pure function of them, made anew from them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from counterclaim.store.standing import begin, rebuild
from counterclaim.store.tables import claim_keys

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table and fills it from what the claims say together."""
    op.create_table(
        "claim_standing",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("incident", sa.BigInteger(), nullable=True),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.Column("relations", sa.Integer(), nullable=False),
        sa.Column("opposed", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("keyed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    for name in ("at", "keyed"):
        op.create_index(op.f(f"ix_claim_standing_{name}"), "claim_standing", [name], unique=False)
    connection = op.get_bind()
    begin(connection, connection.execute(sa.select(claim_keys.c.number)).scalars().all())
    rebuild(connection)
