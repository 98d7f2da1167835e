"""Writes the update in the formats of a table; adding a format is adding a row."""

from collections.abc import Callable
from pathlib import Path

from kpi.language import Words
from kpi.update.deck.writing import write_deck
from kpi.update.model import UpdateReport

Writer = Callable[[UpdateReport, Path, Words], None]
FORMATS: dict[str, Writer] = {"pptx": write_deck}
"""Every format of the update, by the ending of its file."""


def write_update(
    report: UpdateReport, folder: Path, words: Words, progress: Callable[[str], None] | None = None
) -> tuple[Path, ...]:
    """Write the update in every format into the folder (made when absent); gives the files.

    ``progress`` is told the name of each file that is there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for ending, write in FORMATS.items():
        path = folder / file_name(report, ending)
        write(report, path, words)
        paths.append(path)
        if progress:
            progress(path.name)
    return tuple(paths)


def file_name(report: UpdateReport, ending: str) -> str:
    """The name of a file: what it is, of which reference date, in which revision."""
    return f"smarthupdate-{report.as_of.isoformat()}-r{report.after.revision}.{ending}"
