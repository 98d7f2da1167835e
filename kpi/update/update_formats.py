"""Writes the update in the formats of a table; adding a format is adding a row."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kpi.documents.formats import Format, contents, write_files
from kpi.errors import Refusal
from kpi.facts.store import Store
from kpi.language import N_, Words, words_of
from kpi.sentences import say
from kpi.update.one_page import one_page
from kpi.update.quarterly_update import UpdateReport
from kpi.update.reading_update import read_update
from kpi.update.update_slides import update_deck

FORMATS: dict[str, Format[UpdateReport]] = {
    "pptx": Format(
        update_deck,
        "kpi.documents.deck.deck_file",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        say("Download the presentation"),
    ),
    "pdf": Format(one_page, "kpi.documents.pdf.single_page", "application/pdf", say("Download one page (pdf)")),
}
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
    made = update_contents(report, words_of(question.language), endings)
    return write_files(((question.file_name(ending), content) for ending, content in made), folder, wrote)


def update_contents(
    report: UpdateReport, words: Words, endings: Iterable[str] = tuple(FORMATS)
) -> Iterable[tuple[str, bytes]]:
    """The update in each format asked for, by its ending, as made on its reference date."""
    return contents(FORMATS, report, endings, words, report.as_of)


def update_of(store: Store, asked: UpdateQuestion) -> UpdateReport:
    """The update of a question, by the programme in force in its revision. Raises NotBefore."""
    if asked.since >= asked.as_of:
        raise NotBefore(since=asked.since.isoformat(), day=asked.as_of.isoformat())
    with store.read(asked.revision) as reader:
        return read_update(reader, asked.since, asked.as_of, asked.plan_year, asked.language)
