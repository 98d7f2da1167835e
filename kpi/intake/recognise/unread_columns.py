"""Columns that aren't read: what stands below no name, and data of persons that turn up further down."""

from collections.abc import Sequence

from kpi.intake.formats.cells import Row, column_letter
from kpi.intake.recognise.personal_cells import any_address
from kpi.intake.recognise.table_heading import TableHeading
from kpi.intake.typed.typed_table import TypedTable


class Unread:
    """Looks at the columns that aren't read: values below no name, and e-mail addresses further down."""

    def __init__(self, heading: TableHeading) -> None:
        self.unread = dict(heading.unknown)
        self.addresses: set[int] = set()
        self.named = {*heading.fields.values()}
        self.named |= {column for column, _ in (*heading.unknown, *heading.personal)}
        self.named |= {column for column, _, _ in heading.twice}
        self.named |= {column for column, _ in heading.skipped}
        self.nameless: set[int] = set()

    def look(self, rows: Sequence[tuple[int, Row]]) -> None:
        """Note the columns of these rows that hold something and have no name, or hold data of persons."""
        for column in self.unread.keys() - self.addresses:
            if any_address(row[column] for _, row in rows if column < len(row)):
                self.addresses.add(column)
        widest = max((len(row) for _, row in rows), default=0)
        for column in set(range(widest)) - self.named - self.nameless:
            if any(column < len(row) and row[column] not in ("", None) for _, row in rows):
                self.nameless.add(column)
        for column in self.nameless - self.addresses:
            if any_address(row[column] for _, row in rows if column < len(row)):
                self.addresses.add(column)

    def report(self, table: TypedTable) -> None:
        """One finding for each of them."""
        for column in sorted(self.addresses):
            place = f"{column_letter(column)}{table.heading.row}"
            table.findings.add("personal_data", table.file, table.sheet, place, self.unread.get(column, ""))
        table.dropped = frozenset(self.addresses)
        for column in sorted(self.nameless):
            place = f"{column_letter(column)}{table.heading.row}"
            table.findings.add("column_without_name", table.file, table.sheet, place)
