"""Each sheet of a file recognised, with a finding for whatever isn't: unknown sheets, missing and unknown columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.intake.cells import Cells, Sheet, column_letter
from kpi.intake.problems import Findings
from kpi.intake.reading import Book
from kpi.intake.recognising import HEADER_WITHIN, Heading, Layout, by_columns, by_name, closest, heading, personal_in
from kpi.programme.naming import name_key

OUR_OWN = frozenset(map(name_key, ("Uitleg", "Explanation", "Lijsten", "Lists")))
"""Sheets of the template that hold no facts."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet and what it was taken for; ``heading`` is None when it can't be read, ``layout`` when it isn't known."""

    cells: Cells
    sheet: Sheet
    layout: Layout | None = None
    heading: Heading | None = None
    personal: bool = False
    """Whether the stored copy of the file may not hold the sheet as it is."""


def recognise(known: Sequence[Layout], book: Book, cells: Cells, findings: Findings) -> Recognised:
    """What a sheet is, by its name or else by its columns (a delimited file: by its columns first)."""
    sheet = cells.open(HEADER_WITHIN)
    if name_key(cells.name) in OUR_OWN or not any(any(row) for row in sheet.top):
        return Recognised(cells, sheet)
    layout = _layout(known, book, sheet, findings)
    if layout is None:
        return Recognised(cells, sheet, personal=personal_in(sheet.top))
    found = heading(layout, sheet.top)
    if found is None:
        labels = tuple(layout.label_of(name) for name in layout.required)
        findings.add("no_header", book.name, cells.name, known=labels)
        return Recognised(cells, sheet, layout, personal=personal_in(sheet.top))
    if cells.hidden_rows:
        findings.add("hidden_rows", book.name, cells.name, n=cells.hidden_rows)
    readable = _report_columns(layout, found, book.name, cells, findings)
    return Recognised(cells, sheet, layout, found if readable else None, personal=bool(found.personal))


def _layout(known: Sequence[Layout], book: Book, sheet: Sheet, findings: Findings) -> Layout | None:
    named = by_name(known, sheet.name)
    if named is not None and book.kind != "text" and heading(named, sheet.top) is not None:
        return named
    fits = by_columns(known, sheet.top)
    if named is not None and (named in fits or not fits):
        return named
    if len(fits) == 1:
        return fits[0]
    labels = [layout.label for layout in known]
    if fits:
        findings.add("ambiguous_sheet", book.name, sheet.name, known=tuple(layout.label for layout in fits))
    else:
        findings.add("unknown_sheet", book.name, sheet.name, known=closest(sheet.name, labels) or tuple(labels))
    return None


def _report_columns(layout: Layout, found: Heading, file: str, cells: Cells, findings: Findings) -> bool:
    """Tell about columns that are unknown, personal, double or missing; whether the sheet can be read."""
    row = found.row + cells.first_row
    labels = [layout.label_of(name) for name in layout.columns]

    def add(code: str, column: int, name: str, **values: object) -> None:
        findings.add(code, file, cells.name, f"{column_letter(column)}{row}", name, **values)

    for column, name in found.unknown:
        add("unknown_column", column, name, known=closest(name, labels))
    for column, name in found.personal:
        add("personal_data", column, name)
    for column, name, other in found.twice:
        add("column_twice", column, name, other=other)
    missing = [name for name in layout.required if name not in found.fields]
    unread = [name for _, name in found.unknown]
    for name in missing:
        label = layout.label_of(name)
        near = closest(label, unread) or tuple(unread)
        findings.add("missing_column", file, cells.name, f"{row}", label, known=near)
    return not missing and not found.twice
