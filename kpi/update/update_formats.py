"""Writes the update in the formats of a table; adding a format is adding a row."""

from collections.abc import Iterable
from dataclasses import replace

from kpi.documents.formats import Format, contents
from kpi.language import Words
from kpi.sentences import say
from kpi.update.coming import coming
from kpi.update.highlights import highlights
from kpi.update.members_deck import members_deck
from kpi.update.one_page import one_page
from kpi.update.open_points import open_points
from kpi.update.quarterly_update import PressingPoint, SectionText, UpdateEdition, UpdateReport
from kpi.update.update_sentences import pressing
from kpi.update.update_slides import update_deck
from kpi.update.update_texts import lines, sections

FORMATS: dict[str, Format[UpdateEdition]] = {
    "pptx": Format(
        update_deck,
        "kpi.documents.deck.deck_file",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        say("Presentation for the steering group"),
    ),
    "pdf": Format(one_page, "kpi.documents.pdf.single_page", "application/pdf", say("Download one page (pdf)")),
}
"""Every format of the update that is taken along, by the ending of its file."""
FOR_MEMBERS: dict[str, Format[UpdateEdition]] = {
    "members.pptx": replace(FORMATS["pptx"], layout=members_deck, label=say("Presentation for the members"))
}
"""The same figures as a presentation for the members."""
MAILED: dict[str, Format[UpdateEdition]] = {
    "html": Format(one_page, "kpi.documents.mail_page", "text/html", say("Download for a mail (html)")),
    "png": Format(one_page, "kpi.documents.pdf.page_picture", "image/png", say("Download for a mail (picture)")),
}
"""The one page as a mail carries it: as text that is read aloud well, and as a picture."""


def update_contents(
    report: UpdateReport, words: Words, endings: Iterable[str] = tuple(FORMATS)
) -> Iterable[tuple[str, bytes]]:
    """The update in each format asked for, by its ending, as made on its reference date."""
    return contents(FORMATS | FOR_MEMBERS | MAILED, edition(report), endings, words, report.as_of)


def edition(report: UpdateReport) -> UpdateEdition:
    """The update with the texts of its sections."""
    told = {section.name: SectionText(section.heading, lines(report, section.name)) for section in sections(report)}
    return UpdateEdition(
        **vars(report),
        sections=told,
        highlights=highlights(report),
        pressing=tuple(PressingPoint(one.title, one.sentence, one.status) for one in pressing(report)),
        open_points=open_points(report),
        coming=coming(report),
    )
