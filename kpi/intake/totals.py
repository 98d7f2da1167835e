"""Rows of totals: not imported, but compared with the sum of the rows above them."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from kpi.facts.tables import NUMBER_SCALE
from kpi.intake.cells import Raw, Row, clean, column_letter
from kpi.intake.numerals import CENTS
from kpi.programme.registers import Kind

if TYPE_CHECKING:
    from kpi.intake.converters import Converter
    from kpi.intake.understanding import Table

_WORD = re.compile(r"(?:sub|eind|grand|generaal)?[ -]?(?:totaal|totalen|total|saldo)(?:bedrag)?\b.*")
SCALE = {Kind.MONEY: CENTS, Kind.NUMBER: NUMBER_SCALE, Kind.INTEGER: 1}
"""What is added up, and how it is stored."""


def is_total(row: Row) -> bool:
    """Whether the first thing in the row says that it is a total (asked only of rows that lack a required value).

    >>> is_total(["", "Totaal 2017", 5000.0]), is_total(["Eindsaldo", ""]), is_total(["Totaaltechniek 17", 3.0])
    (True, True, False)
    """
    first = next((cell for cell in row if cell not in ("", None)), "")
    return isinstance(first, str) and bool(_WORD.fullmatch(clean(first).casefold()))


class Totals:
    """Adds up the numeric columns while the rows pass, and compares each row of totals."""

    def __init__(self, table: "Table") -> None:
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
        converters: Mapping[str, "Converter"],
        found: set[int],
    ) -> None:
        """Add a batch of rows up, and compare those of ``found`` with the sums so far."""
        start = 0
        for stop in [*sorted(found), len(batch)]:
            self._add(raws, converters, start, stop)
            if stop < len(batch):
                self._compare(batch[stop][0], {name: raws[name][stop] for name in self.summed}, converters)
            start = stop + 1

    def _add(
        self, raws: Mapping[str, Sequence[Raw]], converters: Mapping[str, "Converter"], start: int, stop: int
    ) -> None:
        for name in self.summed:
            known = converters[name]
            part = [value for raw in raws[name][start:stop] if isinstance(value := known[raw], int)]
            self.all[name] += sum(part)
            self.since[name] += sum(part)

    def _compare(self, number: int, raws: Mapping[str, Raw], converters: Mapping[str, "Converter"]) -> None:
        table = self.table
        for name in self.summed:
            said = converters[name].meaning(raws[name])
            if isinstance(said, int) and said not in (self.all[name], self.since[name]):
                place = f"{_letters(table, name)}{number}"
                added = self._written(name, self.all[name])
                table.findings.add(
                    "total_differs", table.file, table.sheet, place, table.label(name), raws[name], known=added
                )
        self.since = dict.fromkeys(self.summed, 0)

    def _written(self, name: str, stored: int) -> str:
        exact = (Decimal(stored) / SCALE[self.kinds[name]]).normalize()
        return f"{exact:f}".replace(".", ",")


def _letters(table: "Table", name: str) -> str:
    return column_letter(table.heading.fields[name])
