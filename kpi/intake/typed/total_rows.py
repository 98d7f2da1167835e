"""Rows of totals: not imported, but compared with the sum of the rows above them."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from kpi.facts.tables import NUMBER_SCALE
from kpi.intake.formats.cells import Raw, Row, clean, column_letter
from kpi.intake.typed.typed_table import ControlTotal, TypedTable
from kpi.intake.values.converters import Converter
from kpi.intake.values.numerals import CENTS
from kpi.programme.registers import FieldKind
from kpi.sentences import say

_WORD = re.compile(r"(?:sub|eind|grand|generaal)?[ -]?(?:totaal|totalen|total|saldo)(?:bedrag)?\b.*")
_BARE = re.compile(
    r"(?:sub|eind|grand)?[ -]?(?:totaal|totalen|total|saldo)(?: generaal|bedrag)?\s*:?"
    r"(?:\s*20\d\d(?:\s*[-/–]\s*(?:20)?\d\d)?)?:?"
)
_SIGNS = ("ota", "OTA", "aldo", "ALDO")


def is_total(row: Row) -> bool:
    """Tell whether the first thing in the row says that it is a total (asked only of rows that lack a required value).

    >>> is_total(["", "Totaal 2017", 5000.0]), is_total(["Eindsaldo", ""]), is_total(["Totaaltechniek 17", 3.0])
    (True, True, False)
    """
    first = next((cell for cell in row if cell not in ("", None)), "")
    return isinstance(first, str) and bool(_WORD.fullmatch(clean(first).casefold()))


def bare_totals(column: Sequence[Raw]) -> set[int]:
    """Find the cells of a column of names that hold the word total alone, or with a year: such rows are no facts.

    >>> bare_totals(["Totaal", "Totaal 2017-2018:", "Totaaltechniek", "Totaal Bouw", "Eindsaldo"])
    {0, 1, 4}
    """
    seen = {raw for raw in set(column) if isinstance(raw, str) and any(sign in raw for sign in _SIGNS)}
    words = {raw for raw in seen if _BARE.fullmatch(clean(raw).casefold())}
    return {index for index, raw in enumerate(column) if raw in words} if words else set()


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
            self._add(raws, converters, start, stop)
            if stop < len(batch):
                self._compare(batch[stop][0], {name: raws[name][stop] for name in self.summed}, converters)
            start = stop + 1

    def _add(
        self, raws: Mapping[str, Sequence[Raw]], converters: Mapping[str, Converter], start: int, stop: int
    ) -> None:
        for name in self.summed:
            known = converters[name]
            part = [value for raw in raws[name][start:stop] if isinstance(value := known[raw], int)]
            self.all[name] += sum(part)
            self.since[name] += sum(part)

    def _compare(self, number: int, raws: Mapping[str, Raw], converters: Mapping[str, Converter]) -> None:
        table = self.table
        for name in self.summed:
            stated = converters[name].meaning(raws[name])
            if not isinstance(stated, int):
                continue
            place = f"{_letters(table, name)}{number}"
            added = stated if stated == self.since[name] else self.all[name]
            table.controls.append(self._control(name, place, added, stated))
            if stated != added:
                known = self._written(name, added)
                table.findings.add(
                    "total_differs", table.file, table.sheet, place, table.label(name), raws[name], known=known
                )
        self.since = dict.fromkeys(self.summed, 0)

    def _control(self, name: str, place: str, added: int, stated: int | None) -> ControlTotal:
        table = self.table
        return ControlTotal(table.file, table.sheet, place, table.label(name), self.kinds[name], added, stated)

    def _written(self, name: str, stored: int) -> object:
        exact = (Decimal(stored) / SCALE[self.kinds[name]]).normalize()
        return say.money(exact) if self.kinds[name] is FieldKind.MONEY else _plain(exact)


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


def _plain(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")


def _letters(table: TypedTable, name: str) -> str:
    return column_letter(table.heading.fields[name])
