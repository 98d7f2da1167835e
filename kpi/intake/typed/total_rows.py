"""Rows of totals: not imported, but compared with the sum of the rows above them."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from kpi.facts.tables import NUMBER_SCALE
from kpi.intake.formats.cells import Raw, Row, clean, column_letter
from kpi.intake.import_report import ControlTotal
from kpi.intake.problems import Money
from kpi.intake.values.numerals import CENTS
from kpi.programme.registers import FieldKind

if TYPE_CHECKING:
    from kpi.intake.typed.typed_rows import TypedTable
    from kpi.intake.values.converters import Converter

_WORD = re.compile(r"(?:sub|eind|grand|generaal)?[ -]?(?:totaal|totalen|total|saldo)(?:bedrag)?\b.*")
_BARE = re.compile(
    r"(?:sub|eind|grand)?[ -]?(?:totaal|totalen|total|saldo)(?: generaal|bedrag)?\s*:?"
    r"(?:\s*20\d\d(?:\s*[-/–]\s*(?:20)?\d\d)?)?:?"
)
_SIGNS = ("ota", "OTA", "aldo", "ALDO")
SCALE = {FieldKind.MONEY: CENTS, FieldKind.NUMBER: NUMBER_SCALE, FieldKind.INTEGER: 1}
"""What is added up, and how it is stored."""


def is_total(row: Row) -> bool:
    """Whether the first thing in the row says that it is a total (asked only of rows that lack a required value).

    >>> is_total(["", "Totaal 2017", 5000.0]), is_total(["Eindsaldo", ""]), is_total(["Totaaltechniek 17", 3.0])
    (True, True, False)
    """
    first = next((cell for cell in row if cell not in ("", None)), "")
    return isinstance(first, str) and bool(_WORD.fullmatch(clean(first).casefold()))


def bare_totals(column: Sequence[Raw]) -> set[int]:
    """Where a column of names holds the word total and nothing else but a year: no row, whatever else is filled in.

    >>> bare_totals(["Totaal", "Totaal 2017-2018:", "Totaaltechniek", "Totaal Bouw", "Eindsaldo"])
    {0, 1, 4}
    """
    seen = {raw for raw in set(column) if isinstance(raw, str) and any(sign in raw for sign in _SIGNS)}
    words = {raw for raw in seen if _BARE.fullmatch(clean(raw).casefold())}
    return {index for index, raw in enumerate(column) if raw in words} if words else set()


class Totals:
    """Adds up the numeric columns while the rows pass, and compares each row of totals."""

    def __init__(self, table: "TypedTable") -> None:
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
            if not isinstance(said, int):
                continue
            place = f"{_letters(table, name)}{number}"
            added = said if said == self.since[name] else self.all[name]
            table.controls.append(self._control(name, place, added, said))
            if said != added:
                known = self._written(name, added)
                table.findings.add(
                    "total_differs", table.file, table.sheet, place, table.label(name), raws[name], known=known
                )
        self.since = dict.fromkeys(self.summed, 0)

    def finish(self) -> None:
        """Give the sums of amounts for which the sheet has no total, so that somebody can hold them against one."""
        told = {control.column for control in self.table.controls}
        for name in self.summed:
            if self.kinds[name] is FieldKind.MONEY and self.table.label(name) not in told and self.all[name]:
                self.table.controls.append(self._control(name, "", self.all[name], None))

    def _control(self, name: str, place: str, added: int, said: int | None) -> ControlTotal:
        table = self.table
        return ControlTotal(table.file, table.sheet, place, table.label(name), self.kinds[name], added, said)

    def _written(self, name: str, stored: int) -> object:
        exact = (Decimal(stored) / SCALE[self.kinds[name]]).normalize()
        return Money(exact) if self.kinds[name] is FieldKind.MONEY else _plain(exact)


def _plain(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")


def _letters(table: "TypedTable", name: str) -> str:
    return column_letter(table.heading.fields[name])
