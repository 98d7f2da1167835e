"""The first tables: revisions, uploads, decisions, and the twelve registers as they were when it all began.

Written out and frozen: later changes of the declarations need a migration of their own.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT, DAY, WHOLE, YES_NO = sa.String(), sa.Date(), sa.BigInteger(), sa.Boolean()
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

REGISTERS = {
    "organisations": (
        ("name", TEXT),
        ("name_key", TEXT),
        ("kind", TEXT),
        ("municipality", TEXT),
        ("municipality_key", TEXT),
        ("employees", WHOLE),
        ("top_sector", TEXT),
        ("smart_industry", YES_NO),
        ("approached_on", DAY),
        ("named_by", TEXT),
        ("named_by_key", TEXT),
        ("member_since", DAY),
        ("member_until", DAY),
        ("brand_grade", TEXT),
        ("carries_brand_since", DAY),
        ("brand_evidence", TEXT),
    ),
    "contributions": (
        ("organisation", TEXT),
        ("organisation_key", TEXT),
        ("plan_year", TEXT),
        ("reference", TEXT),
        ("form", TEXT),
        ("pledged", WHOLE),
        ("pledged_on", DAY),
        ("invoiced", WHOLE),
        ("invoiced_on", DAY),
        ("received", WHOLE),
        ("received_on", DAY),
        ("evidence", TEXT),
    ),
    "vacancies": (
        ("vacancy_id", TEXT),
        ("title", TEXT),
        ("organisation", TEXT),
        ("organisation_key", TEXT),
        ("municipality", TEXT),
        ("municipality_key", TEXT),
        ("type", TEXT),
        ("level", TEXT),
        ("positions", WHOLE),
        ("smart_industry", YES_NO),
        ("on_site", YES_NO),
        ("published_on", DAY),
        ("closes_on", DAY),
        ("status", TEXT),
        ("closed_on", DAY),
        ("filled", WHOLE),
        ("filled_on", DAY),
        ("filled_via", TEXT),
        ("study_programme", TEXT),
    ),
    "videos": (
        ("title", TEXT),
        ("published_on", DAY),
        ("organisation", TEXT),
        ("organisation_key", TEXT),
        ("kind", TEXT),
        ("practice_case", YES_NO),
        ("on_site", YES_NO),
        ("url", TEXT),
        ("views", WHOLE),
    ),
    "events": (
        ("name", TEXT),
        ("held_on", DAY),
        ("series", TEXT),
        ("series_key", TEXT),
        ("kind", TEXT),
        ("branded", YES_NO),
        ("visitors", WHOLE),
        ("place", TEXT),
        ("evidence", TEXT),
    ),
    "study_programmes": (
        ("institution", TEXT),
        ("institution_key", TEXT),
        ("study", TEXT),
        ("study_key", TEXT),
        ("level", TEXT),
        ("country", TEXT),
        ("smart_industry", YES_NO),
    ),
    "contacts": (
        ("institution", TEXT),
        ("institution_key", TEXT),
        ("study", TEXT),
        ("study_key", TEXT),
        ("audience", TEXT),
        ("held_on", DAY),
        ("form", TEXT),
        ("evidence", TEXT),
    ),
    "pitches": (
        ("name", TEXT),
        ("edition", DAY),
        ("funded_on", DAY),
        ("funding", WHOLE),
        ("coached_on", DAY),
        ("evidence", TEXT),
    ),
    "expenses": (
        ("entry", TEXT),
        ("entry_line", TEXT),
        ("plan_year", TEXT),
        ("budget_line", TEXT),
        ("budget_line_key", TEXT),
        ("part", TEXT),
        ("description", TEXT),
        ("counterparty", TEXT),
        ("amount", WHOLE),
        ("vat", WHOLE),
        ("ordered_on", DAY),
        ("invoiced_on", DAY),
        ("paid_on", DAY),
        ("order_reference", TEXT),
        ("eligible", YES_NO),
        ("ineligible_reason", TEXT),
        ("hours", WHOLE),
        ("units", WHOLE),
        ("evidence", TEXT),
    ),
    "activities": (
        ("name", TEXT),
        ("plan_year", TEXT),
        ("segments", TEXT),
        ("type", TEXT),
        ("target_groups", TEXT),
        ("step", WHOLE),
        ("brand_grade", TEXT),
        ("lead", TEXT),
        ("top_sector", TEXT),
        ("criteria", TEXT),
        ("budget_line", TEXT),
        ("budget_line_key", TEXT),
        ("starts_on", DAY),
        ("ends_on", DAY),
        ("status", TEXT),
    ),
    "measurements": (
        ("indicator", TEXT),
        ("measured_on", DAY),
        ("kind", TEXT),
        ("value", WHOLE),
        ("note", TEXT),
        ("evidence", TEXT),
    ),
    "subsidy_payments": (("plan_year", TEXT), ("paid_on", DAY), ("reference", TEXT), ("kind", TEXT), ("amount", WHOLE)),
}


def upgrade():
    create_revisions()
    create_uploads()
    create_decisions()
    for name, columns in REGISTERS.items():
        create_register(name, columns)


def create_revisions():
    op.create_table(
        "revision",
        sa.Column("programme", sa.String(), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("undoes", sa.Integer()),
        sa.Column("counts", sa.String(), nullable=False),
    )


def create_uploads():
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("stored_sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_upload_programme", "upload", ["programme"])
    op.create_index("ix_upload_sha256", "upload", ["sha256"])


def create_decisions():
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String()),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Integer()),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("copy_of", sa.Integer()),
    )
    create_indexes("decision")


def create_register(name, columns):
    op.create_table(
        name,
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
        *(sa.Column(column, kind) for column, kind in columns),
    )
    create_indexes(name)


def create_indexes(name):
    create_partial_index(f"ix_{name}_current", name, ["programme", "key"], sa.column("retired").is_(None), unique=True)
    op.create_index(f"ix_{name}_revision", name, ["programme", "revision"])
    create_partial_index(f"ix_{name}_retired", name, ["programme", "retired"], sa.column("retired").is_not(None))
    create_partial_index(f"ix_{name}_sample", name, ["programme"], sa.column("sample", sa.Boolean()).is_(True))


def create_partial_index(index, name, columns, where, unique=False):
    op.create_index(index, name, columns, unique=unique, sqlite_where=where, postgresql_where=where)
