"""Rows of totals: not imported, but compared with the sum of the rows above them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kpi.facts.tables import NUMBER_SCALE
from kpi.intake.formats.cells import Raw, Row, column_letter
from kpi.intake.typed.typed_table import ControlTotal, TypedTable
from kpi.intake.values.converters import Converter
from kpi.intake.values.numerals import CENTS, written_number
from kpi.programme.registers import FieldKind
from kpi.sentences import say

SCALE = {FieldKind.MONEY: CENTS, FieldKind.NUMBER: NUMBER_SCALE, FieldKind.INTEGER: 1}
"""What is added up, and how it is stored."""


class Totals:
    """Adds up the numeric columns while the rows pass, and compares each row of totals."""

    def __init__(self, table: TypedTable) -> None:
        self.table = table
        register = table.layout.register
        self.kinds = {name: register.field(name).kind for name in table.heading.fields}
        self.summed = [name for name, kind in self.kinds.items() if kind in SCALE]
        self.all = dict.fromkeys(self.summed, 0)
        self.since = dict.fromkeys(self.summed, 0)

    def follow(
        self,
        batch: Sequence[tuple[int, Row]],
        raws: Mapping[str, Sequence[Raw]],
        converters: Mapping[str, Converter],
        total_rows: set[int],
    ) -> None:
        """Add a batch of rows up, and compare those of ``found`` with the sums so far."""
        start = 0
        for stop in [*sorted(total_rows), len(batch)]:
            for name in self.summed:
                meanings = (converters[name][raw] for raw in raws[name][start:stop])
                added = sum(value for value in meanings if isinstance(value, int))
                self.all[name] += added
                self.since[name] += added
            if stop < len(batch):
                self._compare(batch[stop][0], {name: raws[name][stop] for name in self.summed}, converters)
            start = stop + 1

    def _compare(self, number: int, raws: Mapping[str, Raw], converters: Mapping[str, Converter]) -> None:
        table = self.table
        for name in self.summed:
            stated = converters[name].meaning(raws[name])
            if not isinstance(stated, int):
                continue
            kind, place = self.kinds[name], f"{column_letter(table.heading.fields[name])}{number}"
            added = stated if stated == self.since[name] else self.all[name]
            label = table.label(name)
            table.controls.append(ControlTotal(table.file, table.sheet, place, label, kind, added, stated))
            if stated != added:
                exact = Decimal(added) / SCALE[kind]
                known = say.money(exact) if kind is FieldKind.MONEY else written_number(exact)
                table.tell("total_differs", place, label, raws[name], known=known)
        self.since = dict.fromkeys(self.summed, 0)


def sums_without_total(table: TypedTable) -> list[ControlTotal]:
    """Return the sums, over the rows that would be stored, of amounts for which the sheet has no total of its own."""
    compared = {control.column for control in table.controls}
    sums = []
    for name in table.heading.fields:
        kind, label = table.layout.register.field(name).kind, table.label(name)
        if kind is FieldKind.MONEY and label not in compared:
            values = table.column(name)
            added = sum(value for index in table.accepted() if isinstance(value := values[index], int))
            sums.append(ControlTotal(table.file, table.sheet, "", label, kind, added))
    return [each for each in sums if each.added]
