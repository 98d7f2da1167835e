"""How much an SQLite database typically holds, written down where its planner looks.

Without such figures SQLite takes a programme to have ten rows, and joins tables of thousands without an index. Measured
figures (``ANALYZE``) would have to be measured anew as a database grows, and other connections wouldn't learn them.
These are the same in every database, so that a query goes the same way in each of them. PostgreSQL measures its own.
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ROWS, OF_A_PROGRAMME, OF_A_RANGE = 100_000, 10_000, 2_500


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    op.execute("ANALYZE sqlite_master")
    op.execute("DELETE FROM sqlite_stat1")
    indexes = connection.exec_driver_sql(
        'SELECT m.tbl_name, m.name, max(c.seqno), i."unique" FROM sqlite_master AS m '
        "JOIN pragma_index_list(m.tbl_name) AS i ON i.name = m.name JOIN pragma_index_info(m.name) AS c "
        "WHERE m.type = 'index' AND m.name LIKE 'ix%' AND m.tbl_name <> 'upload' GROUP BY m.tbl_name, m.name"
    )
    for table, index, further, unique in indexes.all():
        typical = (ROWS, OF_A_PROGRAMME, *[1 if unique else OF_A_RANGE] * further)
        place = (table, index, " ".join(map(str, typical)))
        connection.exec_driver_sql("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", place)


def downgrade() -> None:
    raise NotImplementedError
