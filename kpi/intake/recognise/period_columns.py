"""Tables with a column a month or a plan year, turned: each figure becomes a row of its own, with its period.

A month is its last day. The period and the figure stand in the first two of those columns, by the names that the
programme has for them; a row keeps its number, and knows the column of the file that its figure came from.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kpi.intake.formats.cells import HEADER_WITHIN, Cells, Numbered, Row, Turned
from kpi.intake.recognise.sheet_names import Layout, text_of
from kpi.intake.values.days import CENTURY, MONTH
from kpi.programme.comparable_names import name_key
from kpi.programme.plan import Programme

LEAST = 2
"""So many such columns beside each other are no chance."""
_MONTH = re.compile(r"([a-z]{3,9})\.?[ '’/-]{0,2}(\d{4}|\d{2})?")
_ISO = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Periods:
    """The row of names of such a table, and the period of each of its columns; a month without year is its number."""

    row: int
    columns: Mapping[int, str | date | int]

    @property
    def lacks_year(self) -> bool:
        """Whether months don't tell their year."""
        return any(isinstance(each, int) for each in self.columns.values())


def periods(top: Sequence[Numbered], programme: Programme, known: Sequence[Layout]) -> Periods | None:
    """Find the months or plan years that stand as names of columns beside another name; None when there are none."""
    years = {name_key(year.id): year.id for year in programme.plan_years}
    for number, row in top[:HEADER_WITHIN]:
        names = [text_of(cell) for cell in row]
        found = {column: period for column, name in enumerate(names) if (period := _period(name, years)) is not None}
        others = [name for column, name in enumerate(names) if name and column not in found]
        alike = len({type(each) for each in found.values()}) == 1 and len(set(found.values())) == len(found)
        if len(found) >= LEAST and alike and any(layout.field_of(name) for name in others for layout in known):
            return Periods(number, found)
    return None


def _period(name: str, years: Mapping[str, str]) -> str | date | int | None:
    if plan_year := years.get(name_key(name)):
        return plan_year
    if (iso := _ISO.fullmatch(name)) and 1 <= int(iso[2]) <= max(MONTH.values()):
        return _last_day(int(iso[1]), int(iso[2]))
    month = _MONTH.fullmatch(name.casefold())
    if month is None or month[1] not in MONTH:
        return None
    number = MONTH[month[1]]
    return _last_day(int(month[2]) % 100 + CENTURY, number) if month[2] else number


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def turned(cells: Cells, found: Periods, known: Sequence[Layout], year: int) -> Cells:
    """Return the table with a row for each figure; months without year are of that ``year``."""
    first, second, *_ = found.columns
    is_year = isinstance(found.columns[first], str)
    wanted = ("plan_year" if is_year else "measured_on", "value")
    labels: Row = [next((each.label_of(name) for each in known if name in each.columns), name) for name in wanted]
    periods_ = {at: _last_day(year, each) if isinstance(each, int) else each for at, each in found.columns.items()}

    def rows() -> Iterator[Row]:
        for number, row in enumerate(cells.rows(), cells.first_row):
            plain: Row = [*row, *[""] * (max(periods_) + 1 - len(row))]
            bare: Row = ["" if column in periods_ else cell for column, cell in enumerate(plain)]
            for column, period in periods_.items():
                at_names, cell = number == found.row, plain[column]
                values: Row = labels if at_names else [period, cell]
                if number < found.row or (at_names and column != first) or (not at_names and cell in ("", None)):
                    yield Turned(plain if number < found.row and column == first else [], column)
                else:
                    made = Turned(bare, column)
                    made[first], made[second] = values
                    yield made

    return replace(cells, rows=rows, turned=tuple(periods_))
