"""The lists of names that were erased, kept apart from the database: with its backups, and beside an SQLite file.

By them an older backup that is put back is erased again. They hold checksums, and no name.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kpi.facts.database.addresses import beside_database
from kpi.facts.erasure.erased_names import ErasedName
from kpi.files import write_whole
from kpi.settings import settings

LIST = "erased.json"


def lists_of_erased(url: str) -> tuple[Path, ...]:
    """Return the files that know the erased names of a database; none where there is no place for one."""
    folders = dict.fromkeys(folder for folder in (settings().backups, beside_database(url)) if folder is not None)
    return tuple(folder / LIST for folder in folders)


def read_list(files: Iterable[Path]) -> tuple[ErasedName, ...]:
    """Return the names of all those lists; a list that isn't there or can't be read has none."""
    names: dict[tuple[str, str], ErasedName] = {}
    for file in files:
        with suppress(OSError, ValueError, TypeError):
            names.update(
                ((each["programme"], each["checksum"]), ErasedName(**each))
                for each in json.loads(file.read_text("utf-8"))
            )
    return tuple(names.values())


def write_list(files: Iterable[Path], names: Iterable[ErasedName]) -> None:
    """Add names to each of the lists. Raises Unwritten."""
    added = tuple(names)
    for file in files:
        known = {(each.programme, each.checksum): each for each in (*read_list([file]), *added)}
        held = [{n: getattr(each, n) for n in ErasedName.__slots__} for each in known.values()]
        write_whole(file, json.dumps(held, indent=1).encode())
