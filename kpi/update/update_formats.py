"""Writes the update in the formats of a table; adding a format is adding a row."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kpi.access import Act, Person, exported
from kpi.errors import Refusal
from kpi.facts.store import Store
from kpi.language import N_, Words
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

    def file_name(self, ending: str) -> str:
        """The name of a file: what it is, of which reference date, in which revision."""
        return f"smarthupdate-{self.as_of.isoformat()}-r{self.revision}.{ending}"


def export_update(
    store: Store,
    who: Person,
    asked: UpdateQuestion,
    folder: Path,
    words: Words,
    *,
    at: datetime,
    endings: Iterable[str] = tuple(FORMATS),
    wrote: Callable[[Path], None] | None = None,
) -> tuple[Path, ...]:
    """Write the update in the formats asked for into the folder (made when absent); gives the files.

    ``wrote`` is told of each file as soon as it is there. Raises NotAllowed and NotBefore.
    """
    exported(store, who, Act.EXPORT_UPDATE, at=at, about=", ".join(map(asked.file_name, endings)))
    report = update_of(store, asked, words)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for ending in endings:
        path = folder / asked.file_name(ending)
        FORMATS[ending](report, path, words)
        paths.append(path)
        if wrote:
            wrote(path)
    return tuple(paths)


def update_of(store: Store, asked: UpdateQuestion, words: Words) -> UpdateReport:
    """The update of a question, by the programme in force in its revision. Raises NotBefore."""
    if asked.since >= asked.as_of:
        raise NotBefore(since=asked.since.isoformat(), day=asked.as_of.isoformat())
    with store.read(asked.revision) as reader:
        return read_update(reader, asked.since, asked.as_of, asked.plan_year, words.language)
