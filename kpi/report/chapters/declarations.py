"""Chapters 8, 9 and 10: what is written by hand, the declarations, and the place to sign."""

from kpi.documents.grid import GridCell
from kpi.documents.markdown import read
from kpi.language import Words
from kpi.report.account import DECLARATIONS, SIGNING, WRITTEN, SubsidyReport
from kpi.report.sheet_page import WorkbookWriter


def write(book: WorkbookWriter) -> None:
    """The sheet with texts, declarations and signature block."""
    words, report = book.words, book.report
    page = book.page(words("8-10 Signing"), words("8–10 Publicity, lessons, declarations"), (34, 60, 24))
    for chapter, (name, label) in enumerate(WRITTEN, start=8):
        page.heading(f"{chapter} {words(label)}")
        page.sentence(read(report.written(name)).plain or words("To be written."))
    page.heading(heading(report, words))
    for declaration in declared(report, words):
        page.sentence(declaration)
    page.row += 1
    for label, value in signing(report, words):
        page.worksheet.set_row(page.row, 26)
        page.pairs(((label, GridCell(value, "line")),))
    page.sentence(words("Valid only when it is signed by who may represent the applicant."), "note")


def heading(report: SubsidyReport, words: Words) -> str:
    """The title of chapter 10, which says so while a declaration is missing."""
    given = all(report.written(f"declaration/{name}") for name, _ in DECLARATIONS)
    return words("10 Declarations") if given else words("10 Declarations (draft)")


def declared(report: SubsidyReport, words: Words) -> list[str]:
    """Each declaration, with a mark and a name where it was given."""
    told = []
    for name, sentence in DECLARATIONS:
        by = report.written(f"declaration/{name}")
        told.append(f"☑ {words(sentence)} ({by})" if by else f"☐ {words(sentence)}")
    return told


def signing(report: SubsidyReport, words: Words) -> list[tuple[str, str]]:
    """The lines of the signature block, filled in as far as is known."""
    applicant = "" if report.grant is None else report.grant.applicant or ""
    known = [(words(label), report.written(name)) for name, label in SIGNING]
    return [(words("Applicant"), applicant), *known, (words("Signature"), "")]
