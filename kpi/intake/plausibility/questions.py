"""Questions about an import: values that are unlike earlier ones, one number in every row, and rows that are gone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from kpi.facts.current_rows import stored_values
from kpi.facts.proposal import Stored, storage_columns
from kpi.facts.reader import Reader
from kpi.facts.tables import NUMBER_SCALE
from kpi.intake.plausibility.turned_days import TurnedDays
from kpi.intake.plausibility.usual import FIGURES, LEAST, Range, Usual
from kpi.intake.row_changes import RowComparison
from kpi.intake.typed.typed_table import TypedTable
from kpi.intake.values.numerals import written_cents, written_number
from kpi.intake.values.organisation_names import NAMING
from kpi.programme.registers import KEYED, REGISTERS, Field, FieldKind, Register

QUESTIONS = frozenset(
    ["unlike_before", "times_before", "day_before", "day_turned", "unlike_beside", "same_in_all", "fewer_rows"]
)
"""The codes of what is asked here."""
LOOKED_AT = 5_000
"""About so many known rows, taken evenly, say what is usual."""
TIMES = 8
"""A figure that became so many times what it was, or such a part of it, may have lost or gained a digit."""
MOST_SAME, VARIED = 10, 5
"""One figure in so many new rows is told, where more than so many different ones stood before."""
FEWER = (0.3, 0.85)
"""A file with this part of the rows that are known looks like a list that isn't whole."""


def ask(reader: Reader, comparisons: Mapping[str, RowComparison], tables: Sequence[TypedTable], on: date) -> None:
    """Report what is unlike before in new and changed rows, held against the rows that are known on that day."""
    for name, comparison in comparisons.items():
        if len(comparison.known) >= LEAST and any(entry.values is not None for entry in comparison.entries.values()):
            _Asking(reader, comparison, tables, on).ask(REGISTERS[name])


def _group(register: Register) -> str:
    """The stored column that tells of which organisation, line or indicator a row is; empty where none does."""
    kinds = {each.kind: each for each in reversed(register.fields)}
    if FieldKind.INDICATOR in kinds:
        return kinds[FieldKind.INDICATOR].name
    names = [f"{each.name}_key" for each in register.fields if (register.name, each.name) in NAMING]
    lines = [
        f"{each.name}_key" for each in register.fields if each.kind in KEYED and each.kind is FieldKind.BUDGET_LINE
    ]
    return next(iter([*lines, *names]), "")


class _Asking:
    """The questions about one register."""

    def __init__(self, reader: Reader, comparison: RowComparison, tables: Sequence[TypedTable], on: date) -> None:
        self.comparison, self.tables = comparison, tables
        register = REGISTERS[comparison.register_name]
        self.stored = storage_columns(register.name)
        self.fields = [each for each in register.fields if each.kind in (*FIGURES, FieldKind.DATE)]
        group = _group(register)
        names = [each.name for each in self.fields] + ([group] if group else [])
        names += [each.name for each in register.fields if each.kind is FieldKind.PLAN_YEAR]
        known = stored_values(reader, register.name, names)
        self.known = {key: dict(zip(names, values, strict=True)) for key, values in known.items()}
        rows = list(self.known.values())
        every = len(rows) // LOOKED_AT + 1
        self.usual = Usual(register, group, rows[::every], on)
        days = [each.name for each in self.fields if each.kind is FieldKind.DATE]
        places = {name: self.stored.index(name) for name in (*days, "plan_year") if name in self.stored}
        given = {
            key: {name: entry.values[place] for name, place in places.items()}
            for key, entry in comparison.entries.items()
            if entry.values is not None
        }
        years: dict[Stored, date] = {each.id: each.starts for each in reader.programme.plan_years}
        self.turned = TurnedDays(days, dict(list(self.known.items())[::every]), given, years)
        self.table = next((each for each in tables if each.layout.register.name == register.name), None)

    def ask(self, register: Register) -> None:
        """Report everything that is asked about the register."""
        given = [(key, entry) for key, entry in self.comparison.entries.items() if entry.values is not None]
        for key, entry in given:
            row = dict(zip(self.stored, entry.values or (), strict=True))
            for field, code, known in self._of_row(key, row, self.known.get(key)):
                value = _written(field, row[field.name])
                self.tables[entry.table].report(code, field.name, entry.place, value, known=known)
        self._same_in_all([entry.values or () for _, entry in given])
        self._fewer(register)

    def _of_row(
        self, key: str, row: Mapping[str, Stored], before: Mapping[str, Stored] | None
    ) -> Iterator[tuple[Field, str, str]]:
        """What is asked about a row: a field, a code, and what it is held against in words."""
        for field in self.fields:
            value, old = row[field.name], before[field.name] if before else None
            if value is None or value == old:
                continue
            if old is not None and (code := _unlike_itself(old, value)):
                yield field, code, _written(field, old)
            elif found := self.usual.unusual(row, field.name):
                code, known = found
                other = known if isinstance(known, Range) else self._label(str(known))
                yield field, code, _range_written(field, other) if isinstance(other, Range) else other
            elif field.kind is FieldKind.DATE and (instead := self.turned.other(key, field.name)):
                yield field, "day_turned", _written(field, instead)

    def _label(self, name: str) -> str:
        return self.table.layout.label_of(name) if self.table else name

    def _same_in_all(self, given: Sequence[Sequence[Stored]]) -> None:
        """Tell about a figure that is one and the same in all new rows, where it varied before."""
        table = self.table
        if table is None or len(given) < MOST_SAME:
            return
        for field in self.fields:
            place, column = self.stored.index(field.name), table.heading.fields.get(field.name)
            values = {values[place] for values in given}
            earlier = {row[field.name] for row in self.known.values()} - {None}
            if column is not None and len(values) == 1 and None not in values and len(earlier) > VARIED:
                shown = _written(field, values.pop())
                table.tell("same_in_all", table.heading.cell(column), table.label(field.name), shown)

    def _fewer(self, register: Register) -> None:
        """Tell about files that look like the whole list and have clearly fewer rows than are known."""
        entries, known, table = self.comparison.entries, self.comparison.known, self.table
        share = len(entries) / len(known)
        again = sum(key in known for key in entries)
        if table and FEWER[0] <= share < FEWER[1] and again >= FEWER[1] * len(entries):
            table.tell("fewer_rows", "", "", n=len(entries), known=len(known))


def _unlike_itself(old: Stored, new: Stored) -> str:
    """The code of a change that looks like a slip; empty for none."""
    if isinstance(old, date) and isinstance(new, date):
        swapped = (old.day, old.month, old.year) == (new.month, new.day, new.year)
        other_year = (old.day, old.month) == (new.day, new.month)
        return "day_before" if swapped or other_year else ""
    figures = isinstance(old, int) and isinstance(new, int) and not isinstance(old, bool)
    if figures and old and new and (abs(new) >= TIMES * abs(old) or abs(old) >= TIMES * abs(new)):  # type: ignore[arg-type]
        return "times_before"
    return ""


def _written(field: Field, value: Stored) -> str:
    """A figure or a day as it stands in a cell."""
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if field.kind is FieldKind.MONEY and isinstance(value, int):
        return written_cents(value)
    if field.kind is FieldKind.NUMBER and isinstance(value, int):
        return written_number(Decimal(value) / NUMBER_SCALE)
    return str(value)


def _range_written(field: Field, usual: Range) -> str:
    if field.kind is FieldKind.DATE:
        ends = [_written(field, date.fromordinal(round(end))) for end in (usual.low, usual.high)]
    else:
        ends = [_written(field, round(10**end)) for end in (usual.low, usual.high)]
    return " – ".join(ends)
