"""The copy that is kept of a file: written anew from the sheets and columns that were read, and nothing else.

So whatever else a file tells of persons can't come along: columns that nobody reads, comments, its author, headings of
pages, notes above a table. Cells keep their place, so that a fact still leads back to its sheet and row.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO
from pathlib import PurePath

from kpi.intake.formats.cells import Cells, Row
from kpi.intake.plain_workbook import plain_workbook
from kpi.intake.recognise.personal_data import names_person, without_persons
from kpi.intake.typed.typed_table import TypedTable

MARK = 12
"""So many digits of its checksum stand for the name of a file."""
REMEMBERED = 20_000
"""So many different texts of a file are looked at once."""


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of a table in its file, and the columns without personal data, which are copied."""

    first: int
    last: int
    columns: frozenset[int]


def block_of(table: TypedTable) -> Block:
    """Return the part of a table that may be kept: the columns that were read, those beside an amount among them."""
    heading = table.heading
    columns = frozenset({*heading.fields.values(), *heading.beside})
    return Block(heading.top, table.last_row, columns - table.dropped)


def kept_name(name: str, sha256: str) -> str:
    """The name under which a file is kept: its own, or its checksum where that tells of a person.

    >>> kept_name("leden.xlsx", "ab" * 32), kept_name("verslag Jan de Vries.XLSX", "ab" * 32)
    ('leden.xlsx', 'abababababab.xlsx')
    """
    path = PurePath(name)
    return f"{sha256[:MARK]}{path.suffix.casefold()}" if names_person(str(path.with_suffix(""))) else name


def kept_sheets(kind: str, name: str, sheets: Sequence[str]) -> list[str]:
    """The names under which the sheets of a file that is kept under that name are kept: by number for a person's.

    >>> kept_sheets("xlsx", "leden.xlsx", ["Organisaties", "Jan de Vries"]), kept_sheets("text", "leden.csv", ["leden"])
    (['Organisaties', 'blad 2'], ['leden'])
    """
    if kind == "text":
        return [PurePath(name).stem]
    return [f"blad {number}" if names_person(each) else each for number, each in enumerate(sheets, 1)]


Kept = Sequence[tuple[Cells, Sequence[Block]]]


def kept_copy_of(kind: str, kept: Kept) -> bytes:
    """Write a clean workbook (or delimited text, if that is what was given) of the columns that were read."""
    if kind == "text":
        return _delimited(kept)
    return plain_workbook(((cells.name, _rows(cells, blocks)) for cells, blocks in kept), without_persons)


def _rows(cells: Cells, blocks: Sequence[Block]) -> Iterator[tuple[int, Row]]:
    """The rows of the tables, numbered from 0, with everything outside them empty."""
    first, last = min(block.first for block in blocks), max(block.last for block in blocks)
    for number, row in enumerate(cells.rows(), cells.first_row):
        if number > last:
            return
        if number >= first:
            yield number - 1, _left(row, frozenset(block for block in blocks if block.first <= number <= block.last))


def _left(row: Row, blocks: frozenset[Block]) -> Row:
    left = row.copy()
    for column in _outside(blocks, len(row)):
        left[column] = ""
    return left


@lru_cache(64)
def _outside(blocks: frozenset[Block], width: int) -> tuple[int, ...]:
    """The columns of a row of that width that are in none of the tables."""
    return tuple(sorted(set(range(width)).difference(*(block.columns for block in blocks))))


def _delimited(kept: Kept) -> bytes:
    out, clean = StringIO(), lru_cache(REMEMBERED)(without_persons)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for cells, blocks in kept:
        for number, row in _rows(cells, blocks):
            if out.tell() == 0 and number > 0:
                writer.writerows([[""]] * number)
            writer.writerow([clean(each) if isinstance(each, str) else each for each in row])
    return out.getvalue().encode("utf-8-sig")
