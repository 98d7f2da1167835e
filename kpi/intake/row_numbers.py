"""Tables held against what is known, once their rows have numbers.

Of rows without one, a follow-up payment is known by its date, and the lines of an entry can be counted. A row that is
known already keeps the number under which it is known, also where it gained a date since.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import count

from kpi.facts.current_rows import CurrentRow, every_row
from kpi.facts.proposal import Stored, storage_columns
from kpi.facts.reader import Reader
from kpi.intake import cross_checks
from kpi.intake.row_changes import Comparisons, compare_rows, key_columns, stored_columns
from kpi.intake.typed.typed_table import NUMBERED, TypedTable
from kpi.intake.values.organisation_names import Names, known_names
from kpi.intake.values.row_keys import SEPARATOR, code_part, row_keys

CONTRIBUTIONS = "contributions"
FIRST = "1"
PAYMENTS = ("invoiced_on", "received_on")
Group = tuple[int, str]
"""An upload, and the key of a row but for its number."""


def compare_tables(
    reader: Reader,
    tables: Sequence[TypedTable],
    number_lines: bool = False,
    as_given: bool = False,
    compared: Callable[[int], None] = lambda _tables: None,
) -> Comparisons:
    """Number the rows, hold them against what is known and check them against it; flags as in ``FilesToRead``."""
    names = known_names(reader)
    superseded = number_rows(reader, tables, names, lines=number_lines)
    cross_checks.check_orders(reader, tables)
    cross_checks.check_entries(reader, tables)
    cross_checks.check_organisations(reader, tables, names)
    comparisons = compare_rows(reader, tables, names, as_given, compared)
    if superseded:
        contributions = comparisons[CONTRIBUTIONS]
        contributions.retire = superseded - contributions.entries.keys()
    return comparisons


def number_rows(reader: Reader, tables: Sequence[TypedTable], names: Names, *, lines: bool) -> frozenset[str]:
    """Number the rows without one, and return the keys of known contributions that go on under a number of their own.

    With ``lines``, every row without a number gets one of its own; else only follow-up payments do.
    """
    superseded: set[str] = set()
    for name in NUMBERED:
        of_it = [table for table in tables if table.layout.register.name == name and len(table)]
        if lines or (
            name == CONTRIBUTIONS and any(_follows(table, index) for table in of_it for index in table.accepted())
        ):
            superseded |= _Numbering(reader, name, names, lines).number(of_it)
    return frozenset(superseded)


def _follows(table: TypedTable, index: int) -> bool:
    """Tell whether a contribution is a payment that pledges nothing itself."""
    no_pledge = table.column("pledged")[index] is None and index not in table.doubted.get("pledged", ())
    return no_pledge and bool(_payment_day(table, index))


def _payment_day(table: TypedTable, index: int) -> str:
    days = (table.column(name)[index] for name in PAYMENTS)
    return next((day.isoformat() for day in days if isinstance(day, date)), "")


class _Numbering:
    """The numbers of one register's rows."""

    def __init__(self, reader: Reader, register: str, names: Names, lines: bool) -> None:
        self.programme, self.names, self.lines = reader.programme, names, lines
        self.field = NUMBERED[register]
        stored = storage_columns(register)
        self.place = stored.index(self.field)
        apart = {self.field, "organisation"}
        self.compared = [number for number, name in enumerate(stored) if name not in apart]
        self.pledge = stored.index("pledged") if "pledged" in stored else None
        self.days = [stored.index(name) for name in PAYMENTS if name in stored]
        self.known: dict[str, list[CurrentRow]] = defaultdict(list)
        for row in every_row(reader, register):
            self.known[row.key.rpartition(SEPARATOR)[0]].append(row)
        self.taken: dict[Group, set[str]] = defaultdict(set)

    def number(self, tables: Sequence[TypedTable]) -> set[str]:
        """Number the rows of the tables, and return the keys that rows with a number of their own were known by."""
        rows = [each for table in tables for each in self._rows(table)]
        named = [each for each in rows if not self._is_open(*each[:2])]
        for table, _, values, group in named:
            self.taken[table.upload, group].add(code_part(str(values[self.place])))
        left = [each for each in rows if self._is_open(*each[:2]) and not self._keep_known(*each)]
        for table, index, _, group in left:
            self._take(table, index, group, self._free(table, index, group))
        return {key for each in named if (key := self._known_unnumbered(*each))}

    def _rows(self, table: TypedTable) -> Iterator[tuple[TypedTable, int, tuple[Stored, ...], str]]:
        columns = stored_columns(self.programme, table, self.names)
        keys = row_keys(table.layout.register, [columns[column] for column in key_columns(table.layout.register)])
        values = list(zip(*columns, strict=True))
        for index in table.accepted():
            yield table, index, values[index], keys[index].rpartition(SEPARATOR)[0]

    def _is_open(self, table: TypedTable, index: int) -> bool:
        return index in table.unnumbered and (self.lines or _follows(table, index))

    def _keep_known(self, table: TypedTable, index: int, values: tuple[Stored, ...], group: str) -> bool:
        """Give a row the number under which it is known, if it is."""
        taken = self.taken[table.upload, group] if self.lines else ()
        fitting = [row for row in self._agreeing(values, group) if code_part(str(row.values[self.place])) not in taken]
        if fitting:
            self._take(table, index, group, str(fitting[0].values[self.place]))
        return bool(fitting)

    def _agreeing(self, values: Sequence[Stored], group: str) -> list[CurrentRow]:
        """The known rows of which the new one has every filled field, the fullest first."""

        def filled(row: CurrentRow) -> int:
            return sum(row.values[place] is not None for place in self.compared)

        agreeing = (
            row
            for row in self.known.get(group, ())
            if all(row.values[place] in (None, values[place]) for place in self.compared)
        )
        return sorted(agreeing, key=lambda row: -filled(row))

    def _free(self, table: TypedTable, index: int, group: str) -> str:
        """The number that a new row begins with; with lines the first that no other row of the file has."""
        taken = self.taken[table.upload, group] if self.lines else ()
        if self.pledge is None:
            return next(str(number) for number in count(1) if str(number) not in taken)
        base = _payment_day(table, index) if _follows(table, index) else FIRST
        numbers = (base if number == 1 else f"{base}/{number}" for number in count(1))
        return next(number for number in numbers if number not in taken)

    def _take(self, table: TypedTable, index: int, group: str, number: str) -> None:
        table.columns[self.field][index] = number
        self.taken[table.upload, group].add(code_part(number))

    def _known_unnumbered(self, table: TypedTable, index: int, values: Sequence[Stored], group: str) -> str:
        """The key of a payment that was known by its date, or as the first, and now has a number; empty for none."""
        if self.pledge is None or index in table.unnumbered or not _follows(table, index):
            return ""
        number, taken = code_part(str(values[self.place])), self.taken[table.upload, group]
        if any(code_part(str(row.values[self.place])) == number for row in self.known.get(group, ())):
            return ""
        for row in self._agreeing(values, group):
            days = [day.isoformat() for place in self.days if isinstance(day := row.values[place], date)]
            old = str(row.values[self.place])
            if row.values[self.pledge] is None and old in (*days, FIRST) and code_part(old) not in taken:
                return row.key
        return ""
