"""The tables of the package: index, rows of each sheet, definitions, files, evidence; values with their kinds.

What may name or single out a person stays inside: some fields, personal data in free text, and very small counts.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from kpi.documents.plain_table import Plain, PlainTable
from kpi.documents.small_counts import FEWEST, few
from kpi.facts.measuring.fact_rows import FactRow, Value
from kpi.language import Said
from kpi.notation import rounded
from kpi.programme.counting_rule import rule
from kpi.programme.plan import Indicator, Programme, SideFigure
from kpi.programme.registers import REGISTERS, Field, FieldKind
from kpi.report.package.evidence_package import ROLES, FigureBehind, Package, PrintedFigure, RowKey, row_key
from kpi.sentences import listed, say, yes_no

KEPT_INSIDE: dict[str, frozenset[str]] = {
    "activities": frozenset({"lead"}),
    "vacancies": frozenset({"study_programme"}),
}
"""Fields by register: an activity's leader may be a person; a study with an employer and a day points to one."""
SOURCE_ROWS = say("source-rows")
"""The name of the folder, and of the workbook, of the rows behind the figures."""
FINEST = 10
"""Decimals of a share in the index."""


def sheets(package: Package) -> tuple[PlainTable, ...]:
    """Every table, the index first."""
    return (
        _index(package),
        _links(package),
        _printed(package),
        *(_rows(package, register) for register in REGISTERS if package.of(register)),
        _definitions(package),
        _evidence(package),
        _files(package),
    )


INDEX = (
    ("figure", say("Figure")),
    ("kind", say("Kind")),
    ("title", say("Title")),
    ("value", say("Value")),
    ("unit", say("Unit")),
    ("above", say("Above the line")),
    ("below", say("Below the line")),
    ("day", say("Counted up to")),
    ("rule", say("Follows from")),
    ("rows", say("Rows")),
    ("sheets", say("In sheets")),
    ("first", say("First in links")),
)
PRINTED = (
    ("chapter", say("Chapter")),
    ("table", say("Table")),
    ("label", say("Row, or words")),
    ("column", say("Column")),
    ("shown", say("As printed")),
    ("figure", say("Figure")),
    ("file", say("File")),
    ("cell", say("Cell")),
)
LINKS = (
    ("figure", say("Figure")),
    ("title", say("Title")),
    ("sheet", say("Sheet")),
    ("number", say("No.")),
    ("role", say("Role")),
    ("adds", say("Adds")),
    ("counted", say("Counted once as")),
    ("file", say("File")),
    ("cell", say("Cell")),
)
LINKS_TITLE = say("Links")
NUMBER = ("number", say("No."))
ORIGIN = (("file", say("File")), ("sheet", say("Sheet")), ("row", say("Row")), ("revision", say("Revision")))
DEFINITIONS = (
    ("figure", say("Figure")),
    ("title", say("Title")),
    ("rule", say("Counting rule")),
    ("population", say("Who is counted")),
    ("source", say("Source")),
    ("target", say("Target")),
    ("limit", say("Other bound, of a range")),
    ("due", say("Due")),
)
NO_TARGET = ((None, None, None),)
EVIDENCE = (("sheet", say("Sheet")), NUMBER, ("what", say("What")), ("evidence", say("Evidence")))
FILES = (
    ("file", say("File")),
    ("revision", say("Revision")),
    ("given", say("SHA-256 of the file as given")),
    ("kept", say("SHA-256 of the file as kept (without personal data)")),
)


def _index(package: Package) -> PlainTable:
    first: dict[str, int] = {}
    for number, (figure, _) in enumerate(_every_link(package), start=2):
        first.setdefault(figure.id, number)
    rows = tuple(_index_row(package, figure, first.get(figure.id)) for figure in package.figures)
    return PlainTable(say("index"), say("Index"), INDEX, rows, leads=("first", LINKS_TITLE))


def _index_row(package: Package, figure: FigureBehind, first: int | None) -> tuple[Plain, ...]:
    registers = dict.fromkeys(link.row[0] for link in figure.links)
    value: Plain = say("unknown") if figure.value is None else _number(figure.value)
    above: Plain = None if figure.numerator is None else _number(figure.numerator)
    below = None if figure.denominator is None else _number(figure.denominator)
    if figure.hidden:
        share = figure.unit == "share"
        value, above = (value, f"<{FEWEST}") if share else (f"<{FEWEST}", None)
    return (
        figure.id, figure.group, figure.title, value, figure.unit, above, below, figure.day, figure.rule or None,
        len({link.row for link in figure.links}),
        ", ".join(sheet_name(package.programme, register) for register in registers), first,
    )  # fmt: skip


@lru_cache(maxsize=8192)
def _number(value: Fraction | Decimal) -> Decimal:
    """The value, exact where it has an end within ten decimals; amounts keep their cents."""
    exact = rounded(value, FINEST).normalize()
    return rounded(value, 2) if exact == rounded(value, 2) and exact != exact.to_integral_value() else exact


def _every_link(package: Package) -> Iterator[tuple[FigureBehind, int]]:
    for figure in package.figures:
        for place in range(len(figure.links)):
            yield figure, place


def _links(package: Package) -> PlainTable:
    rows = tuple(_link(package, figure, place) for figure, place in _every_link(package))
    return PlainTable(say("index-rows"), LINKS_TITLE, LINKS, rows)


def _link(package: Package, figure: FigureBehind, place: int) -> tuple[Plain, ...]:
    link = figure.links[place]
    return (
        figure.id,
        figure.title,
        sheet_name(package.programme, link.row[0]),
        package.numbers[link.row],
        ROLES[link.role],
        None if figure.hidden or link.adds is None else _number(link.adds),
        link.counted or None,
        *_place(package, link.row, link.fields),
    )


def _place(package: Package, key: RowKey, fields: tuple[str, ...]) -> tuple[Plain, Plain]:
    """The file that a row was read from and the cells of its fields; its sheet and row where no cell holds them."""
    row = package.rows[key]
    if key not in package.came_from:
        return say("by hand"), None
    return package.path_of(package.came_from[key]), package.cells.get((key, fields)) or f"{row.sheet}!{row.row}"


def _printed(package: Package) -> PlainTable:
    rows = tuple(
        (one.chapter, one.table, one.label, one.column, one.shown, one.figure, *_printed_at(package, one))
        for one in package.printed
    )
    return PlainTable(say("printed-figures"), say("Printed figures"), PRINTED, rows)


def _printed_at(package: Package, one: PrintedFigure) -> tuple[Plain, Plain]:
    return _place(package, one.row, one.fields) if one.row else (None, None)


def sheet_name(programme: Programme, register: str) -> str:
    """The name of a register's sheet."""
    sheet = programme.sheets.get(register)
    return sheet.label if sheet else register


def _rows(package: Package, register: str) -> PlainTable:
    declared = REGISTERS[register]
    labels = package.programme.sheets[register].columns if register in package.programme.sheets else {}
    fields = [field for field in declared.fields if field.name not in KEPT_INSIDE.get(register, ())]
    headings = [(field.name, labels[field.name].label if field.name in labels else field.name) for field in fields]
    rows = tuple(_row(package, register, fields, number, row) for number, row in package.of(register))
    name = sheet_name(package.programme, register)
    return PlainTable(listed((SOURCE_ROWS, name.lower()), "/"), name, (NUMBER, *headings, *ORIGIN), rows)


def _row(package: Package, register: str, fields: list[Field], number: int, row: FactRow) -> tuple[Plain, ...]:
    known = dict(zip(package.fields[register], row.values, strict=True))
    values = tuple(_cell(package.programme, field, known[field.name]) for field in fields)
    values = _discreet(package.programme, register, fields, values)
    return (number, *values, _file(package, register, row), row.sheet, row.row, row.revision)


def _file(package: Package, register: str, row: FactRow) -> Said:
    source = package.came_from.get(row_key(register, package.fields[register], row))
    return package.path_of(source) if source else row.file or say("by hand")


def _discreet(programme: Programme, register: str, fields: list[Field], values: tuple[Plain, ...]) -> tuple[Plain, ...]:
    """The row without its measurement or number of visitors where that is a very small count of persons."""
    counts = {"events": "visitors", "measurements": "value"}.get(register)
    names = [field.name for field in fields]
    if counts is None:
        return values
    place = names.index(counts)
    value = values[place]
    if register == "measurements" and values[names.index("indicator")] not in _of_persons(programme):
        return values
    hide = isinstance(value, int | Decimal) and few(value)
    return (*values[:place], f"<{FEWEST}", *values[place + 1 :]) if hide else values


def _of_persons(programme: Programme) -> frozenset[Plain]:
    """The measurements that count persons, by the names that the sheet gives them."""
    counted: list[Indicator | SideFigure] = [*programme.indicators, *programme.figures]
    return frozenset(item.measure.measurement for item in counted if item.persons and item.measure.measurement)


def _cell(programme: Programme, field: Field, value: Value) -> Plain:
    if value is None:
        return None
    if isinstance(value, bool):
        return yes_no(value=value)
    if isinstance(value, Decimal):
        return rounded(value, 2) if field.kind is FieldKind.MONEY else value.normalize()
    if isinstance(value, date | int):
        return value
    if field.kind in {FieldKind.CHOICE, FieldKind.CHOICES}:
        labels = {choice.id: choice.words for choice in programme.choices(field.options)}
        return listed((labels.get(part, part) for part in value.strip(";").split(";")), "; ")
    return value


def _definitions(package: Package) -> PlainTable:
    rows = tuple(
        (
            f"indicator/{indicator.id}",
            indicator.title,
            rule(package.programme, indicator),
            indicator.definition.population,
            indicator.definition.source,
            *target,
        )
        for indicator in package.programme.indicators
        for target in tuple((t.value, t.limit, t.due) for t in indicator.targets) or NO_TARGET
    )
    return PlainTable(say("definitions"), say("Definitions"), DEFINITIONS, rows)


def _evidence(package: Package) -> PlainTable:
    rows: list[tuple[Plain, ...]] = []
    holding = (("organisations", "brand_evidence"), ("videos", "url"), *((name, "evidence") for name in REGISTERS))
    for register, field in holding:
        if field not in package.fields.get(register, ()):
            continue
        place, sheet = package.fields[register].index(field), sheet_name(package.programme, register)
        for number, row in package.of(register):
            if row.values[place]:
                rows.append((sheet, number, str(row.values[0]), str(row.values[place])))
    return PlainTable(say("list-of-evidence"), say("Evidence"), EVIDENCE, tuple(rows))


def _files(package: Package) -> PlainTable:
    rows = tuple(
        (package.path_of(source), source.revision, source.sha256, source.stored_sha256) for source in package.sources
    )
    return PlainTable(say("files"), say("Files"), FILES, rows)
