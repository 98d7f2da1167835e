"""Writes the update in the formats of a table; adding a format is adding a row."""

from collections.abc import Iterable

from kpi.documents.formats import Format, contents
from kpi.language import Words
from kpi.sentences import say
from kpi.update.one_page import one_page
from kpi.update.quarterly_update import SectionText, UpdateEdition, UpdateReport
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


def update_contents(
    report: UpdateReport, words: Words, endings: Iterable[str] = tuple(FORMATS)
) -> Iterable[tuple[str, bytes]]:
    """The update in each format asked for, by its ending, as made on its reference date."""
    sections = {section.name: SectionText(section.heading, lines(report, section.name)) for section in SECTIONS}
    return contents(FORMATS, UpdateEdition(**vars(report), sections=sections), endings, words, report.as_of)
