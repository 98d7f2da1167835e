"""What the annexes share: where a row comes from, and names for the columns of a table."""

from kpi.documents.grid import GridCell, text
from kpi.report.evidence_rows import Origin
from kpi.report.sheet_page import Span, WorkbookWriter

GREY = "#5B6975"
"""The tab of an annex."""


def origin(of: Origin) -> list[GridCell]:
    """File, sheet and row."""
    return [text(of.file), text(of.sheet), GridCell(of.row, "whole")]


def name_columns(book: WorkbookWriter, prefix: str, names: dict[str, str], span: Span) -> None:
    """Give each column a name, ``<prefix>_<name>``."""
    for name, column in names.items():
        book.name(f"{prefix}_{name}", span.column(column))
