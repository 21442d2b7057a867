"""Words and parts of names searched under the numbers of claims; a pure function of the claims, made anew from them."""

from __future__ import annotations

from alembic import op

from counterclaim.store.dialect import number_words

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables for searching and fills them from the claims that are there."""
    number_words(op.get_bind())
