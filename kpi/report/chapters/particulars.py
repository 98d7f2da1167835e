"""Chapter 1: of which grant this is the account, and by which rules; what is empty is asked for."""

from decimal import Decimal

from kpi.language import N_, Words
from kpi.programme.finance import Grant
from kpi.programme.model import Programme
from kpi.report.cells import Cell, day, money, number, share, text
from kpi.report.model import PARTICULARS
from kpi.report.page import Book, Page

BASES = {
    "fixed": N_("the amount granted, whatever the costs"),
    "percentage_capped": N_("a percentage of the eligible costs, at most the amount granted"),
    "pro_rata": N_("the amount granted in proportion to the eligible costs, at most that amount"),
    "deficit_capped": N_("the eligible costs less other income, at most the amount granted"),
}
"""How the amount follows from the costs, in words."""


def write(book: Book) -> None:
    """The sheet on the grant; its settings get names that the formulas of other chapters use."""
    words, report = book.words, book.report
    page = book.page(words("1 Grant"), words("1 Particulars of the grant"), (34, 60, 24, 24))
    _name(book, page, _when(page, book))
    page.heading(words("The grant"))
    if report.grant is None:
        page.sentence(words("There is no grant for this plan year in the programme."))
        return
    page.pairs((words(label), _asked(getattr(report.grant, name), words)) for name, label in PARTICULARS)
    page.heading(words("Rules by which is accounted"))
    _name(book, page, _rules(page, report.programme, report.grant, words))


def _when(page: Page, book: Book) -> dict[str, int]:
    words, report = book.words, book.report
    rows = page.pairs(
        (
            (words("Programme"), text(report.programme.name.in_(words.language))),
            (words("Plan year"), text(f"{words.date(report.year.starts)} – {words.date(report.year.ends)}")),
            (words("Reference date"), _left(day(report.as_of))),
            (words("Revision of the facts"), _left(number(report.picture.revision))),
        )
    )
    return {"Peildatum": rows[2]}


def _rules(page: Page, programme: Programme, grant: Grant, words: Words) -> dict[str, int]:
    cap, rate, explain_share, explain_amount, notify = page.pairs(
        (
            (words("Amount granted at most (cap)"), _left(money(grant.cap))),
            (words("Share of the eligible costs"), _left(share(grant.rate))),
            (words("Explanation from a difference of (share)"), _left(share(grant.explain_share))),
            (words("Explanation from a difference of (amount)"), _left(money(grant.explain_amount))),
            (words("Possible duty to notify from a difference of"), _left(share(grant.notify_share))),
        )
    )
    vat = words("left out") if grant.vat_recoverable else words("part of the costs")
    page.pairs(
        (
            (words("Grantor"), text(grant.grantor.in_(words.language))),
            (words("How the amount follows"), text(words(BASES[grant.basis]))),
            (words("VAT"), text(vat)),
            (words("Source of these rules"), text(grant.source)),
        )
    )
    return {
        "Subsidie_plafond": cap,
        "Subsidie_percentage": rate,
        "Toelichting_percentage": explain_share,
        "Toelichting_bedrag": explain_amount,
        "Melding_percentage": notify,
    }


def _asked(value: object, words: Words) -> Cell:
    """A particular of the grant, or the request to fill it in."""
    if value is None:
        return Cell(words("to be filled in"), "asked")
    return text(str(value)) if isinstance(value, str | Decimal) else _left(day(value))  # type: ignore[arg-type]


def _left(cell: Cell) -> Cell:
    """A figure in a list of particulars, in line with the words."""
    return Cell(cell.value, f"{cell.style}_left", cell.formula)


def _name(book: Book, page: Page, rows: dict[str, int]) -> None:
    for name, row in rows.items():
        book.name(name, f"='{page.name}'!$B${row}")
