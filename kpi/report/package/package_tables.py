"""The tables of the package: index, rows of each sheet, definitions, files, evidence; values with their kinds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from kpi.documents.small_counts import FEWEST, few
from kpi.facts.measuring.counted_rows import FactRow, Value
from kpi.language import Words
from kpi.notation import rounded
from kpi.programme.plan import Figure, Indicator, Programme
from kpi.programme.registers import REGISTERS, Field, FieldKind
from kpi.report.package.evidence_package import ROLES, FigureBehind, Package
from kpi.report.package.privacy import is_free, told, without_persons

Written = str | int | Decimal | date | None
"""A value as it is written: text, a number, a day; None is an empty cell."""
FINEST = 10
"""Decimals of a share in the index."""


@dataclass(frozen=True, slots=True)
class PackageSheet:
    """A table of the package: the name of its file, what it is called in the workbook, headings and rows."""

    file: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Written, ...], ...]


def sheets(package: Package, words: Words) -> tuple[PackageSheet, ...]:
    """Every table, the index first."""
    return (
        _index(package, words),
        _links(package, words),
        *(_rows(package, register, words) for register in REGISTERS if package.of(register)),
        _definitions(package, words),
        _evidence(package, words),
        _files(package, words),
    )


def _index(package: Package, words: Words) -> PackageSheet:
    headings = (
        words("Figure"), words("Kind"), words("Title"), words("Value"), words("Unit"), words("Above the line"),
        words("Below the line"), words("Counted up to"), words("Follows from"), words("Rows"), words("In sheets"),
        words("First in links"),
    )  # fmt: skip
    first: dict[str, int] = {}
    for number, (figure, _) in enumerate(_every_link(package), start=2):
        first.setdefault(figure.id, number)
    rows = tuple(_index_row(package, figure, first.get(figure.id), words) for figure in package.figures)
    return PackageSheet("index", words("Index"), headings, rows)


def _index_row(package: Package, figure: FigureBehind, first: int | None, words: Words) -> tuple[Written, ...]:
    registers = dict.fromkeys(link.row[0] for link in figure.links)
    value: Written = words("unknown") if figure.value is None else _number(figure.value)
    above: Written = None if figure.numerator is None else _number(figure.numerator)
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


def _links(package: Package, words: Words) -> PackageSheet:
    headings = (
        words("Figure"), words("Title"), words("Sheet"), words("No."), words("Role"), words("Adds"),
        words("Counted once as"),
    )  # fmt: skip
    rows = tuple(_link(package, figure, place, words) for figure, place in _every_link(package))
    return PackageSheet("index-regels", words("Links"), headings, rows)


def _link(package: Package, figure: FigureBehind, place: int, words: Words) -> tuple[Written, ...]:
    link = figure.links[place]
    return (
        figure.id,
        figure.title,
        sheet_name(package.programme, link.row[0]),
        package.numbers[link.row],
        words(ROLES[link.role]),
        None if figure.hidden or link.adds is None else _number(link.adds),
        link.counted or None,
    )


def sheet_name(programme: Programme, register: str) -> str:
    """What the sheet of a register is called."""
    sheet = programme.sheets.get(register)
    return sheet.label if sheet else register


def _rows(package: Package, register: str, words: Words) -> PackageSheet:
    declared = REGISTERS[register]
    labels = package.programme.sheets[register].columns if register in package.programme.sheets else {}
    fields = [field for field in declared.fields if told(register, field)]
    origin = (words("File"), words("Sheet"), words("Row"), words("Revision"))
    headings = tuple(labels[field.name].label if field.name in labels else field.name for field in fields)
    rows = tuple(_row(package, register, fields, number, row, words) for number, row in package.of(register))
    name = sheet_name(package.programme, register)
    return PackageSheet(f"bronregels/{name.lower()}", name, (words("No."), *headings, *origin), rows)


def _row(
    package: Package, register: str, fields: list[Field], number: int, row: FactRow, words: Words
) -> tuple[Written, ...]:
    known = dict(zip(package.fields[register], row.values, strict=True))
    values = tuple(_cell(package.programme, field, known[field.name], words) for field in fields)
    values = _discreet(package.programme, register, fields, values)
    return (number, *values, row.file or words("by hand"), row.sheet, row.row, row.revision)


def _discreet(
    programme: Programme, register: str, fields: list[Field], values: tuple[Written, ...]
) -> tuple[Written, ...]:
    """A measurement or a number of visitors that is a very small count of persons isn't told."""
    counts = {"events": "visitors", "measurements": "value"}.get(register)
    names = [field.name for field in fields]
    if counts is None:
        return values
    place = names.index(counts)
    value = values[place]
    if register == "measurements" and values[names.index("indicator")] not in _of_persons(programme):
        return values
    hide = isinstance(value, int | Decimal) and few(value)
    return tuple(f"<{FEWEST}" if hide and at == place else one for at, one in enumerate(values))


def _of_persons(programme: Programme) -> frozenset[Written]:
    """The measurements that count persons, by the names that the sheet gives them."""
    counted: list[Indicator | Figure] = [*programme.indicators, *programme.figures]
    return frozenset(one.measure.measurement for one in counted if one.persons and one.measure.measurement)


def _cell(programme: Programme, field: Field, value: Value, words: Words) -> Written:
    if value is None:
        return None
    if isinstance(value, bool):
        return words("yes") if value else words("no")
    if isinstance(value, Decimal):
        return rounded(value, 2) if field.kind is FieldKind.MONEY else value.normalize()
    if isinstance(value, date | int):
        return value
    if field.kind in {FieldKind.CHOICE, FieldKind.CHOICES}:
        labels = {one.id: one.label.in_(words.language) for one in programme.lists.get(field.options, ())}
        return "; ".join(labels.get(part, part) for part in value.strip(";").split(";"))
    return without_persons(value) if is_free(field) else value


def _definitions(package: Package, words: Words) -> PackageSheet:
    headings = (
        words("Figure"), words("Title"), words("Counting rule"), words("Who is counted"), words("Source"),
        words("Target"), words("Due"),
    )  # fmt: skip
    rows = tuple(
        (
            f"indicator/{one.id}",
            one.title.in_(words.language),
            one.definition.sentence.in_(words.language),
            one.definition.population.in_(words.language),
            one.definition.source,
            target.value,
            target.due,
        )
        for one in package.programme.indicators
        for target in one.targets
    )
    return PackageSheet("definities", words("Definitions"), headings, rows)


def _evidence(package: Package, words: Words) -> PackageSheet:
    headings = (words("Sheet"), words("No."), words("What"), words("Evidence"))
    rows: list[tuple[Written, ...]] = []
    for register, fields in (
        ("organisations", "brand_evidence"),
        ("videos", "url"),
        *((r, "evidence") for r in REGISTERS),
    ):
        if fields not in package.fields.get(register, ()):
            continue
        place = package.fields[register].index(fields)
        for number, row in package.of(register):
            if row.values[place]:
                what = without_persons(" ".join(str(part) for part in row.values[:1]))
                rows.append(
                    (sheet_name(package.programme, register), number, what, without_persons(str(row.values[place])))
                )
    return PackageSheet("bewijs", words("Evidence"), headings, tuple(rows))


def _files(package: Package, words: Words) -> PackageSheet:
    headings = (
        words("File"), words("Revision"), words("SHA-256 of the file as given"),
        words("SHA-256 of the file as kept (without personal data)"),
    )  # fmt: skip
    rows = tuple((one.name, one.revision, one.sha256, one.stored_sha256) for one in package.sources)
    return PackageSheet("bestanden", words("Files"), headings, rows)
