"""Chapters 8, 9 and 10: what is written by hand, the declarations in draft, and the place to sign."""

from kpi.language import N_
from kpi.report.cells import Cell
from kpi.report.model import WRITTEN
from kpi.report.page import Book

DECLARATIONS = (
    N_("The activities were carried out as this report describes; differences from the plan are explained."),
    N_("The costs were actually made, were necessary for the activities and fall within the period of the grant."),
    N_("Recoverable VAT, gifts, interest and costs from before the application are not part of the eligible costs."),
    N_("The obligations of the grant decision were met, or the report says which were not."),
    N_("The administration is kept for seven years and can be inspected at any time."),
)


def write(book: Book) -> None:
    """The sheet with texts, declarations and signature block."""
    words = book.words
    page = book.page(words("8-10 Signing"), words("8–10 Publicity, lessons, declarations"), (34, 60, 24))
    for chapter, (name, label) in enumerate(WRITTEN, start=8):
        page.heading(f"{chapter} {words(label)}")
        page.sentence(book.report.texts.get(name) or words("To be written."))
    page.heading(words("10 Declarations (draft)"))
    for declaration in DECLARATIONS:
        page.sentence(f"☐ {words(declaration)}")
    page.row += 1
    blank = Cell("", "line")
    for label in (words("Applicant"), words("Name"), words("Position"), words("Place and date"), words("Signature")):
        page.worksheet.set_row(page.row, 26)
        page.pairs(((label, blank),))
    page.sentence(words("Draft: valid only when it is signed by who may represent the applicant."), "note")
