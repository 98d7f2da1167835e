"""Which register a sheet fills, in which row its column names stand, and which field each column holds.

Names match by letters and digits only: case, spaces, underscores, accents and punctuation don't count. Words and
synonyms are the programme's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from kpi.intake.cells import Raw, Row, clean
from kpi.intake.personal import is_personal
from kpi.programme.model import Programme
from kpi.programme.naming import name_key
from kpi.programme.registers import REGISTERS, Register
from kpi.programme.terms import Column

HEADER_WITHIN = 40
"""Column names are looked for in the first so many rows."""
CLOSEST = 3
NEAR = 60
"""How alike (0–100) a name must be to be named as a close one."""
FITS_FROM = 2
"""A sheet without a known name is recognised by at least so many of its columns."""


@dataclass(frozen=True)
class Layout:
    """How a programme calls one register: its sheet and the names of its columns."""

    register: Register
    label: str
    names: frozenset[str]
    columns: Mapping[str, Column]

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """Normalised column name → field; a label goes before any synonym."""
        known = {name_key(column.label): name for name, column in self.columns.items()}
        for name, column in self.columns.items():
            for synonym in (*column.synonyms, name):
                known.setdefault(name_key(synonym), name)
        return known

    @cached_property
    def required(self) -> tuple[str, ...]:
        """Fields whose column can't be missed: required, and with no value for a blank."""
        return tuple(name for name in self.columns if self.register.field(name).required and not self.has_default(name))

    def has_default(self, name: str) -> bool:
        """Whether a blank of that field may take a value."""
        column = self.columns[name]
        return column.default is not None or bool(column.default_field or column.default_plan_year_of)

    def label_of(self, name: str) -> str:
        """What the programme calls a field."""
        return self.columns[name].label


def layouts(programme: Programme) -> tuple[Layout, ...]:
    """The layouts of a programme's sheets, in its order."""
    return tuple(
        Layout(
            REGISTERS[name],
            sheet.label,
            frozenset(name_key(each) for each in (sheet.label, name, *sheet.synonyms)),
            sheet.columns,
        )
        for name, sheet in programme.sheets.items()
    )


@dataclass(frozen=True, slots=True)
class Heading:
    """The row of column names that was found: where, and what each column is."""

    row: int
    fields: Mapping[str, int]
    """Field → column (0-based)."""
    names: Mapping[str, str]
    """Field → the column's name as it stands in the file."""
    unknown: tuple[tuple[int, str], ...] = ()
    personal: tuple[tuple[int, str], ...] = ()
    twice: tuple[tuple[int, str, str], ...] = ()
    """Column, its name, and the earlier name for the same field."""


def by_name(known: Sequence[Layout], sheet_name: str) -> Layout | None:
    """The layout of a sheet of that name; a label goes before a synonym."""
    wanted = name_key(sheet_name)
    labelled = [layout for layout in known if name_key(layout.label) == wanted]
    return next(iter([*labelled, *(layout for layout in known if wanted in layout.names)]), None)


def by_columns(known: Sequence[Layout], rows: Sequence[Row]) -> tuple[Layout, ...]:
    """The layouts that fit the columns best: none, one, or several that fit equally well."""
    scored = []
    for layout in known:
        found = heading(layout, rows)
        if found is None or any(name not in found.fields for name in layout.required):
            continue
        scored.append(((len(found.fields) - len(found.unknown), _labelled(layout, found)), layout))
    best = max((score for score, _ in scored), default=None)
    return tuple(layout for score, layout in scored if score == best and score[0] + len(layout.required) > FITS_FROM)


def _labelled(layout: Layout, found: Heading) -> int:
    return sum(name_key(layout.label_of(name)) == name_key(written) for name, written in found.names.items())


def heading(layout: Layout, rows: Sequence[Row]) -> Heading | None:
    """The row with the most column names of the layout; None when no row has any of its required ones."""
    counted = [(_known_in(layout, row), -index) for index, row in enumerate(rows[:HEADER_WITHIN])]
    most, index = max(counted, default=(0, 0))
    wanted = min(FITS_FROM, len(layout.columns))
    return _heading(layout, rows[-index], -index) if most >= wanted else None


def _known_in(layout: Layout, row: Row) -> int:
    return len({layout.fields.get(name_key(each)) for cell in row if (each := text_of(cell))} - {None})


def _heading(layout: Layout, row: Row, index: int) -> Heading:
    fields: dict[str, int] = {}
    names: dict[str, str] = {}
    unknown: list[tuple[int, str]] = []
    personal: list[tuple[int, str]] = []
    twice: list[tuple[int, str, str]] = []
    labels = {name_key(layout.label_of(name)) for name in layout.columns}
    ordered = sorted(enumerate(map(text_of, row)), key=lambda each: name_key(each[1]) not in labels)
    for column, name in ordered:
        if not name:
            continue
        field = layout.fields.get(name_key(name))
        if field is None:
            (personal if is_personal(name) else unknown).append((column, name))
        elif field in fields:
            twice.append((column, name, names[field]))
        else:
            fields[field], names[field] = column, name
    return Heading(index, fields, names, tuple(sorted(unknown)), tuple(sorted(personal)), tuple(sorted(twice)))


def text_of(cell: Raw) -> str:
    """A cell as a name: its text without marks of a required column."""
    return clean(cell).strip("* ") if isinstance(cell, str) else ""


def closest(name: str, known: Sequence[str], limit: int = CLOSEST) -> tuple[str, ...]:
    """The known names most like a name, the nearest first; those that aren't alike at all are left out.

    >>> closest("Vacature", ["Vacatures", "Videos", "Uitgaven"])
    ('Vacatures',)
    """
    keys = {each: name_key(each) for each in known}
    found = process.extract(name_key(name), keys, scorer=fuzz.WRatio, limit=limit, score_cutoff=NEAR)
    return tuple(each for _, _, each in found)


def personal_in(rows: Sequence[Row]) -> bool:
    """Whether any of the first rows of a sheet that isn't read has a name of a column of personal data."""
    return any(is_personal(text_of(cell)) for row in rows[:HEADER_WITHIN] for cell in row if isinstance(cell, str))
