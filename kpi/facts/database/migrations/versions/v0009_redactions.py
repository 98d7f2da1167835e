"""What was erased of a person: where, by which entry of the log, and the checksums before and after."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "redaction",
        sa.Column("programme", sa.String(), primary_key=True),
        sa.Column("entry", sa.Integer(), primary_key=True),
        sa.Column("place", sa.String(), primary_key=True),
        sa.Column("item", sa.String(), primary_key=True),
        sa.Column("was", sa.String(), nullable=False),
        sa.Column("now", sa.String(), nullable=False),
    )


def downgrade() -> None:
    raise NotImplementedError
