"""The rows that hold the column names of a table: one or two, below titles and notes, beside another table."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kpi.intake.formats.cells import Merged, Row
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
    """The name of a column: the ``ways`` in which it may be read, the best one first."""

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
        keys = column_keys(name.text for name in self.names)
        return {name.column: key for name, key in zip(self.names, keys, strict=True)}

    def fields(self, layout: Layout) -> dict[int, str]:
        """Column → the field that its name is known for."""
        known = {}
        for name in self.names:
            field = next((known_field for way in name.ways if (known_field := layout.field_of(way))), None)
            if field:
                known[name.column] = field
        return known

    def count(self, layout: Layout) -> int:
        """Return the number of fields of the layout that it names."""
        return len(set(self.fields(layout).values()))

    def covers(self, layout: Layout) -> bool:
        """Tell whether it names every column of the layout that can't be missed."""
        fields = set(self.fields(layout).values())
        return len(fields) >= min(FITS_FROM, len(layout.columns)) and fields.issuperset(layout.required)

    def part(self, columns: range) -> "NameRow":
        """The names in those columns alone."""
        return NameRow(self.top, self.row, tuple(name for name in self.names if name.column in columns))

    def segments(self) -> list[range]:
        """The stretches of columns with a name, parted by columns without one."""
        stretches: list[range] = []
        for name in self.names:
            if stretches and stretches[-1].stop == name.column:
                stretches[-1] = range(stretches[-1].start, name.column + 1)
            else:
                stretches.append(range(name.column, name.column + 1))
        return stretches


def column_keys(names: Iterable[str]) -> list[str]:
    """The names of columns as they are remembered.

    >>> column_keys(["Bedrag (EUR)", "Datum", "bedrag eur"])
    ['bedrageur', 'datum', 'bedrageur#2']
    """
    keys: list[str] = []
    seen: Counter[str] = Counter()
    for key in map(name_key, names):
        seen[key] += 1
        keys.append(f"{key}#{seen[key]}" if seen[key] > 1 else key)
    return keys


def name_rows(rows: NumberedRows) -> list[NameRow]:
    """Every row, and every two rows together, that may hold column names, in their order."""
    texts = [
        (number, [text_of(cell) for cell in row], all(cell is None or isinstance(cell, (str, Merged)) for cell in row))
        for number, row in rows
    ]
    name_rows_ = []
    for index, (number, names, _) in enumerate(texts):
        if sum(map(bool, names)) >= FITS_FROM:
            single = tuple(Name(column, (name,)) for column, name in enumerate(names) if name)
            name_rows_.append(NameRow(number, number, single))
        if index + 1 < len(texts) and any(names):
            below, others, plain = texts[index + 1]
            if below == number + 1 and plain and any(others):
                name_rows_.append(NameRow(number, below, _double(names, others)))
    return name_rows_


def _double(above: Sequence[str], below: Sequence[str]) -> tuple[Name, ...]:
    """Names out of two rows: a name above counts for the columns up to the next one."""
    names, group = [], ""
    for column in range(max(len(above), len(below))):
        upper = above[column] if column < len(above) else ""
        lower = below[column] if column < len(below) else ""
        group = upper or (group if lower else "")
        if ways := _ways(group, lower):
            names.append(Name(column, ways))
    return tuple(names)


def _ways(upper: str, lower: str) -> tuple[str, ...]:
    if not upper or not lower:
        return tuple(filter(None, (upper or lower,)))
    both = f"{upper} {lower}"
    return (both, upper) if is_unit(lower) else (both, lower)


def is_unit_row(row: Row) -> bool:
    """Tell whether a row below the names only says how to fill the columns in (``€``, ``dd-mm-jjjj``)."""
    texts = [cell for cell in row if cell not in ("", None) and not isinstance(cell, Merged)]
    return bool(texts) and all(isinstance(cell, str) and is_unit(cell.strip("()[] ")) for cell in texts)


def first_of(layout: Layout, rows: Sequence[NameRow]) -> NameRow | None:
    """Return the first row that has about as many names of a layout as any row has; None when none has any.

    Two rows are read as one only where that yields more names than either of them.
    """
    counts = [(row.count(layout), row) for row in rows]
    most = max((count for count, _ in counts), default=0)
    wanted = max(min(FITS_FROM, len(layout.columns)), NEARLY * most)
    start = next((row for count, row in counts if count >= wanted), None)
    if start is None or not most:
        return None
    near = [(count, row.top == row.row, row) for count, row in counts if start.top <= row.top <= start.top + 1]
    return max(near, key=lambda each: each[:2])[2]


def fit(layout: Layout, names: NameRow) -> tuple[int, int]:
    """Score names against a layout: twice the known ones less all of them, and how many are the labels themselves."""
    fields = names.fields(layout)
    labelled = sum(name_key(name.text) in layout.labels for name in names.names if name.column in fields)
    return 2 * len(set(fields.values())) - len(names.names), labelled


def begins(known: Sequence[Layout], rows: NumberedRows) -> list[tuple[Layout, NameRow]]:
    """Return the layouts that fit best and whose every needed column is named at the first of the rows."""
    rows_of_names = [row for row in name_rows(rows[:2]) if row.top == rows[0][0]]
    best: dict[str, tuple[tuple[int, int], Layout, NameRow]] = {}
    for row in rows_of_names:
        for layout in known:
            if row.covers(layout) and ((score := fit(layout, row)) > best.get(layout.label, (NOTHING,))[0]):
                best[layout.label] = (score, layout, row)
    most = max((score for score, _, _ in best.values()), default=NOTHING)
    return [(layout, row) for score, layout, row in best.values() if score == most]


def named_again(known: Sequence[Layout], rows: NumberedRows, fields: Mapping[str, int]) -> tuple[int, bool]:
    """Count the first rows that hold column names, and tell whether they are those of the table that is being read."""
    if sum(isinstance(cell, str) and bool(cell.strip()) for cell in rows[0][1]) < FITS_FROM:
        return 0, False
    for layout, row in begins(known, rows):
        here = {name: column for column, name in row.fields(layout).items()}
        if here.items() <= fields.items():
            return row.row - row.top + 1, True
    return (1, False) if begins(known, rows) else (0, False)
