"""Keys that claims are filtered, counted and sorted by; a pure function of the claims, made anew from them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from counterclaim.store.keys import rebuild

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_SINGLE = ("document", "kind", "source", "source_kind", "side", "event", "stance", "reader")


def upgrade() -> None:
    """Makes the tables and fills them from the claims that are there."""
    _keys()
    _measures()
    _places()
    op.create_index(op.f("ix_findings_kind"), "findings", ["kind"], unique=False)
    op.create_index("relations_by_kind_a", "relations", ["kind", "a"], unique=False)
    op.create_index("relations_by_kind_b", "relations", ["kind", "b"], unique=False)
    rebuild(op.get_bind())


def _keys() -> None:
    op.create_table(
        "claim_keys",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=True),
        sa.Column("source_kind", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=True),
        sa.Column("event", sa.String(), nullable=True),
        sa.Column("event_type", sa.String(), nullable=True),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("size", sa.Float(), nullable=True),
        sa.Column("who_key", sa.Text(), nullable=False),
        sa.Column("where_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("claim"),
    )
    for name in _SINGLE:
        op.create_index(op.f(f"ix_claim_keys_{name}"), "claim_keys", [name], unique=False)
    op.create_index("claim_keys_in_time", "claim_keys", ["since", "number"], unique=False)
    op.create_index("claim_keys_by_size", "claim_keys", ["size", "number"], unique=False)


def _measures() -> None:
    op.create_table(
        "claim_measures",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("object", sa.String(), nullable=False),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["number"], ["claim_keys.number"]),
        sa.PrimaryKeyConstraint("number", "position"),
    )
    op.create_index("claim_measures_by_role", "claim_measures", ["role", "number"], unique=False)


def _places() -> None:
    op.create_table(
        "claim_places",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("radius_km", sa.Float(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["number"], ["claim_keys.number"]),
        sa.PrimaryKeyConstraint("number", "position"),
    )
    op.create_index("claim_places_by_place", "claim_places", ["place", "number"], unique=False)
    op.create_index("claim_places_on_the_map", "claim_places", ["lat", "lon"], unique=False)
