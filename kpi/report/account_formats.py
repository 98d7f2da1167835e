"""The account in the formats of a table; adding a format is adding a row."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from kpi.documents.formats import Format, contents, write_files
from kpi.language import Words
from kpi.report.account import Outline, SubsidyReport
from kpi.report.account_layout import account_paper
from kpi.report.account_texts import ACCOUNT, file_stem
from kpi.report.letter import letter
from kpi.sentences import say

FORMATS: dict[str, Format[SubsidyReport]] = {
    "xlsx": Format(
        account_paper,
        "kpi.documents.workbook.workbook_file",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        say("Download the account to the province (Excel)"),
    ),
    "docx": Format(
        account_paper,
        "kpi.documents.word.word_document",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        say("Word"),
    ),
    "pdf": Format(account_paper, "kpi.documents.pdf.typesetting", "application/pdf", say("PDF")),
}
"""Every format of the account, by the ending of its file; the one that the province asks for first."""
LETTER = replace(FORMATS["docx"], layout=letter, label=say("Draft letter of notification (Word)"))
"""The format of the letter that notifies of large differences: one that can be changed by hand."""


def account_files(
    report: SubsidyReport, words: Words, endings: Iterable[str] = tuple(FORMATS)
) -> Iterable[tuple[str, bytes]]:
    """The account in each format asked for, by the name of its file, as made on its reference date."""
    for ending, content in contents(FORMATS, report, endings, words, report.as_of):
        yield file_name(report, ending, words), content


def letter_file(report: SubsidyReport, words: Words) -> bytes:
    """The letter that notifies the province of large differences, as a Word document."""
    [(_, content)] = contents({"docx": LETTER}, report, ["docx"], words, report.as_of)
    return content


def write_account(
    report: SubsidyReport,
    folder: Path,
    words: Words,
    endings: Iterable[str] = tuple(FORMATS),
    wrote: Callable[[Path], None] | None = None,
) -> tuple[Path, ...]:
    """Write the account into the folder, in the formats asked for; ``wrote`` is told of each file."""
    return write_files(account_files(report, words, endings), folder, wrote)


def file_name(report: Outline, ending: str, words: Words) -> str:
    """The name of the file: its kind, plan year, reference date and revision."""
    stem = file_stem(ACCOUNT, report.year.id, report.as_of, report.picture.revision, words)
    return f"{stem}.{ending}"
