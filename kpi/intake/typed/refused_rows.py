"""Rows that look right each by itself, and are refused for what the rest of their table says."""

from collections.abc import Sequence
from datetime import date

from kpi.intake.formats.cells import Row
from kpi.intake.typed.typed_table import TypedTable
from kpi.intake.values.converters import Converter
from kpi.intake.values.scales import in_thousands, includes_vat
from kpi.programme.registers import FieldKind


def refuse_noted(table: TypedTable) -> None:
    """Refuse every row where a note below says that amounts are in thousands, or with VAT."""
    kinds = {table.layout.register.field(name).kind for name in table.heading.fields}
    for place, text in table.notes if FieldKind.MONEY in kinds else ():
        with_vat = (
            "vat" in table.layout.columns and includes_vat(text) and "excl" not in table.label("amount").casefold()
        )
        if in_thousands(text) or with_vat:
            code = "not_in_euros" if in_thousands(text) else "includes_vat"
            table.findings.add(code, table.file, table.sheet, place, value=text)
            table.rejected.update(range(len(table.rows)))


def refuse_order(table: TypedTable, name: str, values: Converter) -> None:
    """Refuse the dates of a column that could be read either way, where others put the month first."""
    if not values.order.doubtful:
        return
    column = table.columns[name]
    for index in values.order.rows:
        if isinstance(day := column[index], date):
            column[index] = None
            table.doubted.setdefault(name, set()).add(index)
            table.unread.setdefault(name, set()).add(index)
            table.report("date_order", name, index, f"{day:%d-%m-%Y}", known=values.order.month_first)


def refuse_long(table: TypedTable, start: int, batch: Sequence[tuple[int, Row]]) -> None:
    """Refuse rows with more cells than there are names: a delimiter within a value moved the rest along."""
    for offset, (_, row) in enumerate(batch):
        if len(row) > table.width and any(isinstance(cell, str) and cell.strip() for cell in row[table.width :]):
            table.report("row_too_long", table.layout.required[0], start + offset, n=table.width)
