"""The first rows of a table as they would be stored."""

from itertools import islice

from kpi.intake.typed.typed_table import FirstRows, TypedTable

SHOWN = 5
"""So many rows are shown."""


def first_rows(table: TypedTable) -> FirstRows:
    """Take the first rows of a table that was read to the end."""
    shown = list(islice(table.accepted(), SHOWN))
    columns = {name: [table.column(name)[index] for index in shown] for name in table.layout.columns}
    filled = {name: values for name, values in columns.items() if any(value is not None for value in values)}
    rows = tuple(zip(*filled.values(), strict=True))
    return FirstRows(table.file, table.sheet, table.layout.register.name, tuple(filled), rows)
