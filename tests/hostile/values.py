"""Every value of a folder of spreadsheets through every converter of every field: ``python -m tests.hostile.values``.

A converter gives a value or a finding. What it raises instead is listed with the value and the field, and the run
ends with 1.
"""
# ruff: noqa: T201 - a program that prints

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kpi.intake.formats.cells import Raw
from kpi.intake.formats.opening import read_book
from kpi.intake.problems import shown
from kpi.intake.unreadable import FileRefused
from kpi.intake.values.converters import converter
from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS

SHOWN_FAULTS = 200


class Raised(NamedTuple):
    """What a converter raised."""

    field: str
    value: str
    error: str


def values_in(folder: Path) -> tuple[set[tuple[type, Raw]], list[str]]:
    """The distinct values of all spreadsheets in a folder, each with its type; and the files that were refused."""
    values: set[tuple[type, Raw]] = set()
    refused = []
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        try:
            sheets = read_book(path.name, path.read_bytes()).sheets
            values.update((type(raw), raw) for sheet in sheets for row in sheet.rows() for raw in row)
        except FileRefused as error:
            refused.append(f"{path.relative_to(folder)}: {error.fault.code}")
    return values, refused


def raised(programme: Programme, values: Iterable[Raw]) -> Iterator[Raised]:
    """Whatever a converter raises for one of the values, in any field."""
    values = list(values)
    for register in REGISTERS.values():
        for field in register.fields:
            known = converter(programme, field)
            for raw in values:
                known.forget()
                try:
                    known.meaning(raw)
                    known[raw]
                except Exception as error:
                    yield Raised(f"{register.name}.{field.name}", shown(raw), f"{type(error).__name__}: {error}")


def main(arguments: Sequence[str]) -> int:
    """Print what was read and what was raised; 1 if anything was, 2 without a folder of spreadsheets."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: python -m tests.hostile.values FOLDER", file=sys.stderr)
        return 2
    values, refused = values_in(Path(arguments[0]))
    faults = list(raised(load_programme(default_programme_path()), (raw for _, raw in values)))
    for refusal in refused:
        print(f"not read: {refusal}")
    for fault in faults[:SHOWN_FAULTS]:
        print(f"{fault.field}: {fault.value!r}: {fault.error}")
    fields = sum(len(register.fields) for register in REGISTERS.values())
    print(f"{len(values)} values through {fields} converters: {len(faults)} raised an exception")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
