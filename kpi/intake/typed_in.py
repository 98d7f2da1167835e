"""A row as somebody types it on screen, read and checked as one of a file is."""

from collections.abc import Mapping
from dataclasses import dataclass

from kpi.facts.proposal import RegisterChange
from kpi.facts.reader import Reader
from kpi.intake.formats.cells import Cells, SheetRows
from kpi.intake.problems import Findings, Problem
from kpi.intake.recognise.recognised import Recognised, TableHeading
from kpi.intake.recognise.sheet_names import Layout, layouts
from kpi.intake.row_numbers import compare_tables
from kpi.intake.typed.blank_figures import answers, settle
from kpi.intake.typed.row_rules import check_rows
from kpi.intake.typed.typed_rows import read_table
from kpi.intake.typed.typed_table import TypedTable
from kpi.programme.plan import Programme


@dataclass(frozen=True, slots=True)
class RowTypedIn:
    """What a typed row would change: nothing where it is known or wrong; ``known`` when its key is."""

    key: str
    known: bool
    change: RegisterChange | None
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def layout_of(programme: Programme, register: str) -> Layout:
    """The layout of the sheet that fills a register."""
    return next(each for each in layouts(programme.sheets) if each.register.name == register)


def typed_table(programme: Programme, register: str, texts: Mapping[str, str], findings: Findings) -> TypedTable:
    """A table of one row of texts by field; a field that isn't named is blank."""
    layout = layout_of(programme, register)
    columns = {name: place for place, name in enumerate(layout.columns)}
    cells = Cells(layout.label, lambda: iter([[texts.get(name, "") for name in columns]]))
    recognised = Recognised(cells, SheetRows(cells), layout, TableHeading(0, 0, columns, {}))
    table = read_table(programme, (layout,), recognised, "", findings)
    check_rows(programme, table)
    return table


def propose_row(reader: Reader, register: str, texts: Mapping[str, str]) -> RowTypedIn:
    """Work out what one more row of a register changes, by the rules of an import. It belongs to no file."""
    findings = Findings()
    table = typed_table(reader.programme, register, texts, findings)
    settle(reader.programme, table, answers(reader))
    comparison = compare_tables(reader, [table])[register]
    problems = findings.listed()
    errors = tuple(each for each in problems if each.severity == "error")
    change = None if errors else comparison.change([table])
    if change is not None:
        change = RegisterChange(register, [row._replace(sheet="", row=0) for row in change.rows], change.retire)
    key = next(iter(comparison.entries), "")
    warnings = tuple(each for each in problems if each.severity != "error")
    return RowTypedIn(key, key in comparison.known, change, errors, warnings)
