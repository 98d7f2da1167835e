"""The account laid out, its chapters and annexes in order, in the formats of a table; adding one is adding a row."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from kpi.documents.draft_banner import draft_banner, draft_mark
from kpi.documents.formats import Format, contents
from kpi.documents.paper import Paper, PaperSection
from kpi.documents.programme_logo import logo_of
from kpi.language import Words
from kpi.report.account import Outline, SubsidyReport
from kpi.report.account_texts import account_kind, file_stem
from kpi.report.chapters import (
    annexes,
    costs,
    declarations,
    definition_annexes,
    evidence_annex,
    explained_deviations,
    income,
    particulars,
    performance,
    request,
    summary,
    work_done,
)
from kpi.report.letter import letter
from kpi.sentences import say

ANNEXES = (
    annexes.contributions_chapter,
    annexes.bookings_chapter,
    definition_annexes.definitions_chapter,
    definition_annexes.provenance_chapter,
    evidence_annex.chapter,
)
CHAPTERS: tuple[Callable[[SubsidyReport], PaperSection], ...] = (
    particulars.chapter,
    summary.chapter,
    work_done.chapter,
    performance.chapter,
    costs.chapter,
    income.chapter,
    explained_deviations.chapter,
)
"""The chapters in the order of the grantor, before those by hand, the declarations and the annexes."""


def account_paper(report: SubsidyReport) -> Paper:
    """The account as it is read from top to bottom, and sheet by sheet; the papers and the index share one."""
    return report.made_once(_laid_out)


def _laid_out(report: SubsidyReport) -> Paper:
    programme, grant = report.programme, report.grant
    state = {"sample": report.picture.sample, "incomplete": bool(report.missing)}
    return Paper(
        title=report.title,
        subtitle=programme.name,
        author=(grant and grant.applicant) or programme.name,
        footer=report.about,
        banner=draft_banner(**state),
        mark=draft_mark(**state),
        cover=request.chapter(report),
        sections=[
            *(chapter(report) for chapter in CHAPTERS),
            *declarations.written_chapters(report),
            declarations.chapter(report),
            *(annex(report) for annex in ANNEXES),
        ],
        logo=logo_of(programme),
        file_title=report.title,
        comments=say("Revision {revision}", revision=report.picture.revision),
    )


def read_paper(report: SubsidyReport) -> Paper:
    """The account as a paper; of a year for which nothing was recorded one page that says what is missing."""
    paper = account_paper(report)
    return replace(paper, cover=None, sections=[summary.nothing_yet(report)]) if report.empty else paper


FORMATS: dict[str, Format[SubsidyReport]] = {
    "xlsx": Format(
        account_paper,
        "kpi.documents.workbook.workbook_file",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        say("Download the account of the subsidy (Excel)"),
    ),
    "docx": Format(
        read_paper,
        "kpi.documents.word.word_document",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        say("Word"),
    ),
    "pdf": Format(read_paper, "kpi.documents.pdf.typesetting", "application/pdf", say("PDF")),
}
"""Every format of the account, by the ending of its file; the one that the grantor asks for first."""
LETTER = replace(FORMATS["docx"], layout=letter, label=say("Draft letter of notification (Word)"))
"""The format of the letter that notifies of large differences: one that can be changed by hand."""


def account_files(
    report: SubsidyReport, words: Words, endings: Iterable[str] = tuple(FORMATS)
) -> Iterable[tuple[str, bytes]]:
    """The account in each format asked for, by the name of its file, as made on its reference date."""
    for ending, content in contents(FORMATS, report, endings, words, report.as_of):
        yield file_name(report, ending, words), content


def letter_file(report: SubsidyReport, words: Words) -> bytes:
    """The letter that notifies the grantor of large differences, as a Word document."""
    [(_, content)] = contents({"docx": LETTER}, report, ["docx"], words, report.as_of)
    return content


def file_name(report: Outline, ending: str, words: Words) -> str:
    """The name of the file: its kind, plan year, reference date and revision."""
    kind = account_kind(report.programme, report.year.id)
    stem = file_stem(kind, report.year.id, report.as_of, report.picture.revision, words)
    return f"{stem}.{ending}"
