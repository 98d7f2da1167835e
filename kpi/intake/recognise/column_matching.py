"""The field of each column of a table: by an earlier answer, by its name, by a near name, by its cells.

Only a name that is known, or all but the same as a known one over cells that fit, is certain. Anything else is a
suggestion, to be asked.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from kpi.facts.decisions.decision_kinds import ColumnMeanings
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.reader import Reader
from kpi.intake.formats.cells import Raw, Row
from kpi.intake.recognise.amount_words import part_of_amount
from kpi.intake.recognise.header_rows import NameRow
from kpi.intake.recognise.personal_data import is_personal, looks_personal
from kpi.intake.recognise.recognised import TableHeading
from kpi.intake.recognise.sheet_names import Layout, layouts
from kpi.intake.unreadable import Fault
from kpi.intake.values.converters import Converter, converter
from kpi.intake.values.listed_words import slips_of
from kpi.intake.values.row_marks import is_mark_column
from kpi.intake.values.scales import not_whole_euros
from kpi.programme.comparable_names import name_key
from kpi.programme.plan import Programme
from kpi.programme.registers import Field, FieldKind

LIKELY = 72
"""How alike (0–100) a near name is to be suggested."""
SHORTEST = 5
FITTING = 0.9
"""The share of a column's cells that have to be readable before a field is proposed for it."""
ENOUGH = 2
"""Fewer cells say nothing about a column."""
LISTS = (FieldKind.CHOICE, FieldKind.CHOICES, FieldKind.PLAN_YEAR, FieldKind.INDICATOR, FieldKind.BUDGET_LINE)
FIGURES = (FieldKind.DATE, FieldKind.MONEY)
_INCLUDING = re.compile(r"\bincl")


def remembered(reader: Reader) -> dict[str, ColumnMeanings]:
    """Everything that was said about columns, by set of column names."""
    return {made.decision.columns_key: made.decision for made in decisions(reader, ColumnMeanings)}


@dataclass(frozen=True)
class Looks:
    """The cells of a column as they look: whether they can be read as a field of the programme."""

    programme: Programme

    @cached_property
    def _converters(self) -> dict[tuple[str, str], Converter]:
        return {}

    @cached_property
    def _lines(self) -> frozenset[str]:
        return frozenset(self.programme.line_names())

    def share(self, layout: Layout, field: Field, cells: Sequence[Raw]) -> float:
        """The share of the cells that can be read as that field; 1 when there are none."""
        good = sum(self._good(layout, field, cell) for cell in cells)
        return good / len(cells) if cells else 1.0

    def _good(self, layout: Layout, field: Field, cell: Raw) -> bool:
        if field.kind is FieldKind.BUDGET_LINE:
            return name_key(str(cell)) in self._lines
        key = (layout.register.name, field.name)
        known = self._converters.get(key)
        if known is None:
            known = self._converters[key] = converter(self.programme, field)
        return not isinstance(known.meaning(cell), Fault)


def readable(programme: Programme, register: str, name: str, text: str) -> bool:
    """Tell whether a text can be read as that field of a sheet of the programme."""
    layout = next(each for each in layouts(programme.sheets) if each.register.name == register)
    return Looks(programme).share(layout, layout.register.field(name), [text]) == 1


def match(
    layout: Layout, row: NameRow, sample: Sequence[Row], looks: Looks, said: ColumnMeanings | None = None
) -> TableHeading:
    """Find the field of each column. What was ``said`` of columns goes before everything."""
    answers, constants = (said.columns, said.constants or {}) if said else ({}, {})
    answered = {column: answers[key] for column, key in row.keys.items() if key in answers}
    known = {**row.fields(layout), **{column: field for column, field in answered.items() if field in layout.columns}}
    known = {column: field for column, field in known.items() if answered.get(column, field)}
    written = {name.column: name.text for name in row.names}
    fields: dict[str, int] = {}
    twice: list[tuple[int, str, str]] = []
    for column in sorted(known, key=lambda each: (each not in answered, name_key(written[each]) not in layout.labels)):
        if known[column] in fields:
            twice.append((column, written[column], written[fields[known[column]]]))
        else:
            fields[known[column]] = column
    marks = next((column for column in written if is_mark_column(written[column])), None)
    rest = [column for column in written if column not in known and column not in answered and column != marks]
    left = [column for column, field in answered.items() if not field]
    personal = [
        each for each in (*rest, *left) if is_personal(written[each]) or looks_personal(values_of(sample, each))
    ]
    rest = [column for column in rest if column not in personal]
    constants = {name: text for name, text in constants.items() if name in layout.columns and name not in fields}
    taken = {*fields, *constants}
    near, suggested = _near(layout, {each: written[each] for each in rest}, taken, sample, looks)
    fields.update({field: column for column, field in near.items()})
    unknown = [each for each in rest if each not in near]
    kinds = {layout.register.field(field).kind for field in (*fields, *constants)}
    parts = {each: part_of_amount(written[each], values_of(sample, each)) for each in unknown}
    parts = parts if FieldKind.MONEY in kinds else {}
    return TableHeading(
        row.top,
        row.row,
        fields,
        {field: written[column] for field, column in fields.items()},
        tuple((each, written[each]) for each in unknown),
        tuple((each, written[each]) for each in personal),
        tuple(sorted(twice)),
        tuple((column, written[column], field) for column, field in sorted(near.items())),
        suggested,
        tuple((column, written[column]) for column in sorted(left) if column not in personal),
        constants,
        (said.words or {}) if said else {},
        {column: kind for column, (kind, read) in parts.items() if read},
        frozenset(column for column, (kind, read) in parts.items() if kind and not read),
        marks,
    )


def fitting_throughout(
    layout: Layout, suggested: Mapping[int, str], rows: Iterable[Row], looks: Looks
) -> dict[int, str]:
    """The suggestions of which the whole column can be read, not only its first rows."""
    cells: dict[int, list[Raw]] = {column: [] for column in suggested}
    for row in rows if suggested else ():
        for column in suggested:
            if column < len(row):
                cells[column].append(row[column])
    return {
        column: name
        for column, name in suggested.items()
        if looks.share(layout, layout.register.field(name), values_of([[each] for each in cells[column]], 0)) >= FITTING
    }


def _near(
    layout: Layout, written: Mapping[int, str], claimed: Collection[str], sample: Sequence[Row], looks: Looks
) -> tuple[dict[int, str], dict[int, str]]:
    """Columns whose name is nearly one of the fields not found yet, and columns that may be one of them."""
    cells = {column: values_of(sample, column) for column in written}
    free = [layout.register.field(name) for name in layout.columns if name not in claimed]
    scored = sorted(
        (-_likeness(layout, name, field.name), name_key(name), column, field.name)
        for column, name in written.items()
        for field in free
        if looks.share(layout, field, cells[column]) >= FITTING
    )
    near: dict[int, str] = {}
    suggested: dict[int, str] = {}
    taken: set[str] = set()
    for minus, _, column, field in scored:
        if -minus < LIKELY or column in near or column in suggested or field in taken:
            continue
        rivals = any(
            other_minus <= minus and (other == column) != (wanted == field) for other_minus, _, other, wanted in scored
        )
        certain = _slipped(layout, written[column], field) and not rivals
        (near if certain else suggested)[column] = field
        taken.add(field)
    for column in sorted(written, key=lambda each: name_key(written[each])):
        if column not in near and column not in suggested and len(cells[column]) >= ENOUGH:
            left = [field for field in free if field.name not in taken]
            if field_by_cells := _by_cells(layout, left, cells[column], looks):
                suggested[column] = field_by_cells
                taken.add(field_by_cells)
    return near, suggested


def _likeness(layout: Layout, written: str, field: str) -> float:
    """The likeness (0–100) of a name to any of a field's; 0 where a digit or ``incl.`` makes all the difference."""
    key = name_key(written)
    return max((fuzz.ratio(key, each) for each in _names(layout, written, field)), default=0)


def _names(layout: Layout, written: str, field: str) -> list[str]:
    column = layout.columns[field]
    if len(name_key(written)) < SHORTEST or not_whole_euros(written):
        return []
    return [name_key(each) for each in (column.label, *column.synonyms, field) if _same_marks(written, each)]


def _slipped(layout: Layout, written: str, field: str) -> bool:
    """Tell whether a name is one of the field's but for a slip of the pen."""
    return bool(slips_of(written, _names(layout, written, field)))


def _same_marks(name: str, other: str) -> bool:
    digits = [re.findall(r"\d+", each) for each in (name, other)]
    including = [bool(_INCLUDING.search(each.casefold())) for each in (name, other)]
    return digits[0] == digits[1] and including[0] == including[1]


def _by_cells(layout: Layout, free: Sequence[Field], cells: Sequence[Raw], looks: Looks) -> str | None:
    """The one field that the cells tell: values of its list, or figures where only one such field is left."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    lists = [field for field in free if field.kind in LISTS and len(texts) == len(cells)]
    fitting = [field.name for field in lists if looks.share(layout, field, cells) >= FITTING]
    if not fitting:
        needed = [field for field in free if field.kind in FIGURES and field.name in layout.required]
        fitting = [field.name for field in needed if looks.share(layout, field, cells) >= FITTING]
    return fitting[0] if len(fitting) == 1 else None


def values_of(sample: Sequence[Row], column: int) -> list[Raw]:
    """The cells of a column in the sample that aren't empty."""
    cells = (row[column] for row in sample if column < len(row))
    return [cell for cell in cells if cell not in ("", None) and not (isinstance(cell, str) and not cell.strip())]
