"""The moment at which the content of a kept file was cleared, its term being over."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("upload", sa.Column("cleared", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    raise NotImplementedError
