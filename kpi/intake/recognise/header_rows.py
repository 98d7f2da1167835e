"""Where the column names of a table stand: in one row or in two, below titles and notes, beside another table."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kpi.intake.formats.cells import Merged, Raw, Row
from kpi.intake.recognise.sheet_names import Layout, is_unit, text_of
from kpi.programme.comparable_names import name_key

FITS_FROM = 2
"""A row with fewer known names than this holds no column names."""
NEARLY = 0.6
"""The first row counts that has this share of the most known names of any row."""
NOTHING = (0, 0)
NumberedRows = Sequence[tuple[int, Row]]


@dataclass(frozen=True, slots=True)
class Name:
    """How a column is called: ``ways`` it may be read, the best one first."""

    column: int
    ways: tuple[str, ...]

    @property
    def text(self) -> str:
        """The name as it is shown."""
        return self.ways[0]


@dataclass(frozen=True)
class NameRow:
    """The row or two rows that may hold column names; ``top`` and ``row`` are row numbers in the file."""

    top: int
    row: int
    names: tuple[Name, ...]

    @cached_property
    def keys(self) -> Mapping[int, str]:
        """Column → the name by which it is remembered; the same name a second time gets a number."""
        found: dict[int, str] = {}
        seen: Counter[str] = Counter()
        for name in self.names:
            key = name_key(name.text)
            seen[key] += 1
            found[name.column] = f"{key}#{seen[key]}" if seen[key] > 1 else key
        return found

    def fields(self, layout: Layout) -> dict[int, str]:
        """Column → the field that its name is known for."""
        known = {}
        for name in self.names:
            field = next((found for way in name.ways if (found := layout.field_of(way))), None)
            if field:
                known[name.column] = field
        return known

    def count(self, layout: Layout) -> int:
        """How many fields of the layout it names."""
        return len(set(self.fields(layout).values()))

    def covers(self, layout: Layout) -> bool:
        """Whether it names every column of the layout that can't be missed."""
        found = set(self.fields(layout).values())
        return len(found) >= min(FITS_FROM, len(layout.columns)) and found.issuperset(layout.required)

    def part(self, columns: range) -> "NameRow":
        """The names in those columns alone."""
        return NameRow(self.top, self.row, tuple(name for name in self.names if name.column in columns))

    def segments(self) -> list[range]:
        """The stretches of columns with a name, parted by columns without one."""
        found: list[range] = []
        for name in self.names:
            if found and found[-1].stop == name.column:
                found[-1] = range(found[-1].start, name.column + 1)
            else:
                found.append(range(name.column, name.column + 1))
        return found


def name_rows(rows: NumberedRows) -> list[NameRow]:
    """Every row, and every two rows together, that may hold column names, in their order."""
    texts = [(number, [text_of(cell) for cell in row], all(map(_may_be_name, row))) for number, row in rows]
    found = []
    for index, (number, names, _) in enumerate(texts):
        if sum(map(bool, names)) >= FITS_FROM:
            found.append(NameRow(number, number, _single(names)))
        if index + 1 < len(texts) and any(names):
            below, others, plain = texts[index + 1]
            if below == number + 1 and plain and any(others):
                found.append(NameRow(number, below, _double(names, others)))
    return found


def _may_be_name(cell: Raw) -> bool:
    return cell is None or isinstance(cell, (str, Merged))


def _single(names: Sequence[str]) -> tuple[Name, ...]:
    return tuple(Name(column, (name,)) for column, name in enumerate(names) if name)


def _double(above: Sequence[str], below: Sequence[str]) -> tuple[Name, ...]:
    """Names out of two rows: a name above counts for the columns up to the next one."""
    found, group = [], ""
    for column in range(max(len(above), len(below))):
        upper = above[column] if column < len(above) else ""
        lower = below[column] if column < len(below) else ""
        group = upper or (group if lower else "")
        if ways := _ways(group, lower):
            found.append(Name(column, ways))
    return tuple(found)


def _ways(upper: str, lower: str) -> tuple[str, ...]:
    if not upper or not lower:
        return tuple(filter(None, (upper or lower,)))
    both = f"{upper} {lower}"
    return (both, upper) if is_unit(lower) else (both, lower)


def is_unit_row(row: Row) -> bool:
    """Whether a row below the names only says how to fill the columns in (``€``, ``dd-mm-jjjj``)."""
    texts = [cell for cell in row if cell not in ("", None) and not isinstance(cell, Merged)]
    return bool(texts) and all(isinstance(cell, str) and is_unit(cell.strip("()[] ")) for cell in texts)


def first_of(layout: Layout, found: Sequence[NameRow]) -> NameRow | None:
    """Where the names of a layout stand: the first row that has about as many of them as any; None when none has.

    Two rows are read as one only where that yields more names than either of them.
    """
    counts = [(row.count(layout), row) for row in found]
    most = max((count for count, _ in counts), default=0)
    wanted = max(min(FITS_FROM, len(layout.columns)), NEARLY * most)
    start = next((row for count, row in counts if count >= wanted), None)
    if start is None or not most:
        return None
    near = [(count, row.top == row.row, row) for count, row in counts if start.top <= row.top <= start.top + 1]
    return max(near, key=lambda each: each[:2])[2]


def fit(layout: Layout, at: NameRow) -> tuple[int, int]:
    """How well the names fit a layout: known ones less unknown ones, and how many are the labels themselves."""
    fields = at.fields(layout)
    labelled = sum(name_key(name.text) in layout.labels for name in at.names if name.column in fields)
    return 2 * len(set(fields.values())) - len(at.names), labelled


def begins(known: Sequence[Layout], rows: NumberedRows) -> list[tuple[Layout, NameRow]]:
    """The layouts that fit best of those of which every needed column is named at the first of the rows."""
    found = [row for row in name_rows(rows[:2]) if row.top == rows[0][0]]
    best: dict[str, tuple[tuple[int, int], Layout, NameRow]] = {}
    for row in found:
        for layout in known:
            if row.covers(layout) and ((score := fit(layout, row)) > best.get(layout.label, (NOTHING,))[0]):
                best[layout.label] = (score, layout, row)
    most = max((score for score, _, _ in best.values()), default=NOTHING)
    return [(layout, row) for score, layout, row in best.values() if score == most]


def named_again(known: Sequence[Layout], rows: NumberedRows, fields: Mapping[str, int]) -> tuple[int, bool]:
    """How many of the first rows hold column names, and whether they are those of the table that is being read."""
    if sum(isinstance(cell, str) and bool(cell.strip()) for cell in rows[0][1]) < FITS_FROM:
        return 0, False
    for layout, row in begins(known, rows):
        here = {name: column for column, name in row.fields(layout).items()}
        if here.items() <= fields.items():
            return row.row - row.top + 1, True
    return (1, False) if begins(known, rows) else (0, False)
