"""The ends of a pledge and of carrying the brand, and memberships of their own, for one that ended and began again."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NAME = "memberships"
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.add_column("organisations", sa.Column("carries_brand_until", sa.Date()))
    op.add_column("contributions", sa.Column("withdrawn_on", sa.Date()))
    op.create_table(
        NAME,
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Integer()),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("copy_of", sa.BigInteger()),
        sa.Column("upload", sa.Integer(), sa.ForeignKey("upload.id")),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String()),
        sa.Column("organisation_key", sa.String()),
        sa.Column("member_since", sa.Date()),
        sa.Column("member_until", sa.Date()),
    )
    current, retired, sample = (
        sa.column("retired").is_(None),
        sa.column("retired").is_not(None),
        sa.column("sample", sa.Boolean()).is_(True),
    )
    indexes = (
        ("current", ["programme", "key"], current, True),
        ("retired", ["programme", "retired"], retired, False),
        ("sample", ["programme"], sample, False),
    )
    for index, columns, where, unique in indexes:
        op.create_index(f"ix_{NAME}_{index}", NAME, columns, unique=unique, sqlite_where=where, postgresql_where=where)
    op.create_index(f"ix_{NAME}_revision", NAME, ["programme", "revision"])


def downgrade():
    raise NotImplementedError
