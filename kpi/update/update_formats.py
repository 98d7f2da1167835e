"""Writes the update in the formats of a table; adding a format is adding a row."""

from collections.abc import Callable, Iterable
from pathlib import Path

from kpi.documents.formats import Format, contents, write_files
from kpi.language import Words, words_of
from kpi.sentences import say
from kpi.update.one_page import one_page
from kpi.update.quarterly_update import SectionText, UpdateEdition, UpdateQuestion, UpdateReport
from kpi.update.update_slides import update_deck
from kpi.update.update_texts import SECTIONS, lines

FORMATS: dict[str, Format[UpdateEdition]] = {
    "pptx": Format(
        update_deck,
        "kpi.documents.deck.deck_file",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        say("Download the presentation"),
    ),
    "pdf": Format(one_page, "kpi.documents.pdf.single_page", "application/pdf", say("Download one page (pdf)")),
}
"""Every format of the update, by the ending of its file."""


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
    sections = {section.name: SectionText(section.heading, lines(report, section.name)) for section in SECTIONS}
    return contents(FORMATS, UpdateEdition(**vars(report), sections=sections), endings, words, report.as_of)
