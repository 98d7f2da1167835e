"""When a session was last used, so that one that nobody uses ends by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("session") as session:
        session.add_column(sa.Column("used", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE session SET used = since")
    with op.batch_alter_table("session") as session:
        session.alter_column("used", nullable=False)


def downgrade() -> None:
    raise NotImplementedError
