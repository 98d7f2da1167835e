"""A table of a sheet as it was recognised, before its cells are read."""

from dataclasses import dataclass

from kpi.intake.formats.cells import Cells
from kpi.intake.formats.row_batches import SheetRows
from kpi.intake.recognise.sheet_names import Layout
from kpi.intake.recognise.table_heading import TableHeading


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table and what it was taken for; ``heading`` is None when it can't be read, ``layout`` when it isn't known."""

    cells: Cells
    rows: SheetRows
    layout: Layout | None = None
    heading: TableHeading | None = None
    personal: bool = False
    """Whether the stored copy of the file may not hold the sheet as it is."""
    width: int = 0
    """In delimited text, how many cells the row of names has; 0 where rows can't be longer than they look."""
