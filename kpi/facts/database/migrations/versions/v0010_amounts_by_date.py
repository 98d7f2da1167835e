"""Amounts by date, kept so that a picture doesn't go through every row again; any of it may be dropped."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "amounts",
        sa.Column("programme", sa.String(), primary_key=True),
        sa.Column("revision", sa.Integer(), primary_key=True),
        sa.Column("question", sa.String(), primary_key=True),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
    )


def downgrade() -> None:
    raise NotImplementedError
