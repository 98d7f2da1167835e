"""The checksum of what a revision holds in its entry of the log, and the last entry of the log on its own."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("audit", sa.Column("content", sa.String()))
    op.create_table(
        "log_end",
        sa.Column("programme", sa.String(), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
    )
    op.execute(
        "INSERT INTO log_end SELECT programme, number, seal FROM audit AS entry WHERE number = "
        "(SELECT max(number) FROM audit WHERE audit.programme = entry.programme)"
    )


def downgrade() -> None:
    raise NotImplementedError
