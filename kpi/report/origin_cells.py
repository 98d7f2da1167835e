"""The columns that say which file, sheet and row a fact was read from."""

from kpi.documents.grid import GridCell, GridColumn, Row, text
from kpi.report.evidence_rows import Origin
from kpi.sentences import say

ORIGIN = (
    GridColumn("file", say("File"), width=24),
    GridColumn("sheet", say("Sheet"), width=14),
    GridColumn("row", say("Row"), width=7),
)


def origin_cells(of: Origin) -> Row:
    """File, sheet and row that a fact was read from."""
    return {"file": text(of.file), "sheet": text(of.sheet), "row": GridCell(of.row, "whole")}
