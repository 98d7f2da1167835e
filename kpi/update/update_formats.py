"""Writes the update in the formats of a table; adding a format is adding a row."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kpi.errors import Refusal
from kpi.facts.store import Store
from kpi.language import N_, Words, words_of
from kpi.update.deck.deck_file import write_deck
from kpi.update.one_page import write_page
from kpi.update.quarterly_update import UpdateReport
from kpi.update.reading_update import read_update

Writer = Callable[[UpdateReport, Path, Words], None]
FORMATS: dict[str, Writer] = {"pptx": write_deck, "pdf": write_page}
"""Every format of the update, by the ending of its file."""


class NotBefore(Refusal):
    """The update was asked for since a day that isn't before its reference date."""

    template = N_("The update tells of the time between two days: {since} isn't before {day}.")


@dataclass(frozen=True, slots=True)
class UpdateQuestion:
    """Which update: of the time after ``since`` up to and including ``as_of``, as known in a revision."""

    since: date
    as_of: date
    plan_year: str
    revision: int
    language: str = "nl"

    def file_name(self, ending: str) -> str:
        """The name of a file: what it is, of which reference date, in which revision."""
        return f"smarthupdate-{self.as_of.isoformat()}-r{self.revision}.{ending}"


def write_update(
    report: UpdateReport,
    question: UpdateQuestion,
    folder: Path,
    endings: Iterable[str] = tuple(FORMATS),
    wrote: Callable[[Path], None] | None = None,
) -> tuple[Path, ...]:
    """Write the update in the formats asked for into the folder (made when absent), and return the files.

    ``wrote`` is told of each file as soon as it is there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    words, paths = words_of(question.language), []
    for ending in endings:
        path = folder / question.file_name(ending)
        FORMATS[ending](report, path, words)
        paths.append(path)
        if wrote:
            wrote(path)
    return tuple(paths)


def update_of(store: Store, asked: UpdateQuestion) -> UpdateReport:
    """The update of a question, by the programme in force in its revision. Raises NotBefore."""
    if asked.since >= asked.as_of:
        raise NotBefore(since=asked.since.isoformat(), day=asked.as_of.isoformat())
    with store.read(asked.revision) as reader:
        return read_update(reader, asked.since, asked.as_of, asked.plan_year, asked.language)
