"""Rows of totals: not imported, but compared with the sum of the rows above them that would be stored."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from decimal import Decimal

from kpi.facts.tables import NUMBER_SCALE
from kpi.intake.formats.cells import Numbered, Raw, clean, column_letter
from kpi.intake.typed.typed_table import ControlTotal, StatedTotal, TypedTable
from kpi.intake.values.converters import Converter
from kpi.intake.values.numerals import CENTS, written_number
from kpi.programme.registers import FieldKind
from kpi.sentences import say

SCALE = {FieldKind.MONEY: CENTS, FieldKind.NUMBER: NUMBER_SCALE, FieldKind.INTEGER: 1}
"""What is added up, and how it is stored."""
PLAIN, MEAN = ("tota", "saldo"), ("gem", "average")
"""Words of totals that need no telling, and those of what is no sum."""
SUMMED_FROM = 2
"""A figure below fewer rows is no total of them."""


class Totals:
    """Finds the rows of totals while the rows pass, and keeps what they state until all rows are known."""

    def __init__(self, table: TypedTable) -> None:
        self.table = table
        register = table.layout.register
        self.kinds = {name: register.field(name).kind for name in table.heading.fields}
        self.summed = [name for name, kind in self.kinds.items() if kind in SCALE]
        self.rows = 0
        self.all = dict.fromkeys(self.summed, 0)
        self.since = dict.fromkeys(self.summed, 0)
        self.after = 0

    def follow(
        self,
        batch: Sequence[Numbered],
        raws: Mapping[str, Sequence[Raw]],
        converters: Mapping[str, Converter],
        worded: Set[int],
    ) -> set[int]:
        """Add a batch of rows up, and return which are totals: those with the word, and bare sums of those above."""
        bare = self._bare(raws, len(batch))
        found: set[int] = set()
        start = 0
        for stop in [*sorted(worded | bare), len(batch)]:
            self.rows += stop - start
            for name in self.summed:
                meanings = map(converters[name].__getitem__, raws[name][start:stop])
                added = sum(value for value in meanings if isinstance(value, int))
                self.all[name] += added
                self.since[name] += added
            start = stop
            if stop == len(batch):
                break
            given = {name: converters[name].meaning(raws[name][stop]) for name in self.summed}
            stated = {name: value for name, value in given.items() if isinstance(value, int)}
            if stop in worded or self._is_sum(stated):
                self._keep(batch[stop], {name: raws[name][stop] for name in stated}, stated)
                found.add(stop)
                start = stop + 1
        return found

    def _bare(self, raws: Mapping[str, Sequence[Raw]], rows: int) -> set[int]:
        """The rows that hold figures and nothing else."""
        others = [column for name, column in raws.items() if name not in self.summed]
        if not others or not all("" in column or None in column for column in others):
            return set()
        return {index for index in range(rows) if all(column[index] in ("", None) for column in others)}

    def _is_sum(self, stated: Mapping[str, int]) -> bool:
        sums = [value in (self.all[name], self.since[name]) for name, value in stated.items() if value]
        return self.rows >= SUMMED_FROM and bool(sums) and all(sums)

    def _keep(self, row: Numbered, raws: Mapping[str, Raw], stated: Mapping[str, int]) -> None:
        """Keep what a row of totals states, and tell of one that doesn't plainly say that it is one."""
        number, cells = row
        word = next((clean(cell).casefold() for cell in cells if isinstance(cell, str) and cell.strip()), "")
        if not any(each in word for each in PLAIN):
            self.table.tell("total_row", f"{number}")
        for name, value in stated.items() if not word.startswith(MEAN) else ():
            self.table.stated.append(StatedTotal(name, raws[name], value, self.after, number))
        self.since = dict.fromkeys(self.summed, 0)
        self.after = number


def control_totals(table: TypedTable) -> list[ControlTotal]:
    """The totals that a sheet states, and the sums of its amounts without one, beside what would be stored.

    A total that agrees with neither all rows above it nor those since the total before is told.
    """
    controls, stored = [], {}
    for name in table.heading.fields:
        if table.layout.register.field(name).kind in SCALE:
            stored[name] = _stored(table, name)
    for total in table.stated:
        kind, label = table.layout.register.field(total.name).kind, table.label(total.name)
        place = f"{column_letter(table.heading.fields[total.name])}{total.row}"
        first, last = bisect_left(table.rows, total.after), bisect_left(table.rows, total.row)
        since, added = sum(stored[total.name][first:last]), sum(stored[total.name][:last])
        added = since if since == total.stated else added
        controls.append(ControlTotal(table.file, table.sheet, place, label, kind, added, total.stated))
        if total.stated != added:
            exact = Decimal(added) / SCALE[kind]
            known = say.money(exact) if kind is FieldKind.MONEY else written_number(exact)
            table.tell("total_differs", place, label, total.raw, known=known)
    compared = {total.name for total in table.stated}
    for name, values in stored.items():
        kind = table.layout.register.field(name).kind
        if kind is FieldKind.MONEY and name not in compared and (added := sum(values)):
            controls.append(ControlTotal(table.file, table.sheet, "", table.label(name), kind, added))
    return controls


def _stored(table: TypedTable, name: str) -> list[int]:
    """By row what it adds to the sum of a field: nothing where it isn't stored, or stored already."""
    left_out = table.rejected | table.repeated
    values = enumerate(table.column(name))
    return [value if isinstance(value, int) and index not in left_out else 0 for index, value in values]
