"""The first rows of a table as an answer about its columns and words would have them stored, before it is given."""

from kpi.facts.decisions.decision_kinds import ColumnMeanings
from kpi.intake.formats.cells import Cells, SheetRows
from kpi.intake.problems import Findings, Problem
from kpi.intake.recognise.column_matching import Looks
from kpi.intake.recognise.column_questions import TableAsked
from kpi.intake.recognise.recogniser import Recogniser
from kpi.intake.recognise.sheet_names import layouts
from kpi.intake.typed.first_rows import first_rows
from kpi.intake.typed.row_rules import check_rows
from kpi.intake.typed.typed_rows import read_table
from kpi.intake.typed.typed_table import NUMBERED, FirstRows
from kpi.programme.plan import Programme


def preview(programme: Programme, asked: TableAsked, said: ColumnMeanings) -> tuple[FirstRows | None, Problem | None]:
    """Read the first rows of a table as ``said``; and the first error in them.

    There are no rows where the answer lacks something that the table can't do without. A number that a row gets when
    it is held against the others is left out.
    """
    known, findings = layouts(programme.sheets), Findings()
    recogniser = Recogniser(known, Looks(programme), {said.columns_key: said}, findings)
    cells = Cells(asked.sheet, lambda: iter(asked.sample), turned=asked.turned)
    found = next(iter(recogniser.tables(asked.file, cells, SheetRows(cells), delimited=False)), None)
    rows = None
    if found is not None and found.layout is not None and found.heading is not None:
        table = read_table(programme, known, found, asked.file, findings)
        check_rows(programme, table)
        if numbered := NUMBERED.get(said.register):
            numbers = enumerate(table.columns[numbered])
            table.columns[numbered] = [None if index in table.unnumbered else number for index, number in numbers]
        rows = first_rows(table)
    return rows, next((each for each in findings.kept() if each.severity == "error"), None)
