"""Chapter 1: of which grant this is the account, and by which rules; what is empty is asked for."""

from decimal import Decimal

from kpi.documents.grid import GridCell, Pairs, day, money, number, share, text
from kpi.language import N_, Words
from kpi.programme.finance import Accountability, Grant
from kpi.report.account import PARTICULARS, SubsidyReport
from kpi.report.sheet_page import Page, WorkbookWriter

BASES = {
    "fixed": N_("the amount granted, whatever the costs"),
    "percentage_capped": N_("a percentage of the eligible costs, at most the amount granted"),
    "pro_rata": N_("the amount granted in proportion to the eligible costs, at most that amount"),
    "deficit_capped": N_("the eligible costs less other income, at most the amount granted"),
}
"""How the amount follows from the costs, in words."""
CLASSES: dict[Accountability, str] = {
    "none": N_("nothing, unless the province asks"),
    "performance": N_("the performance"),
    "costs": N_("the performance and the costs"),
}
"""What must be accounted for, in words."""
RULES = (
    "Subsidie_plafond",
    "Subsidie_percentage",
    "Toelichting_percentage",
    "Toelichting_bedrag",
    "Melding_percentage",
)
"""Names of the rules that formulas use, in their order on the sheet."""


def write(book: WorkbookWriter) -> None:
    """The sheet on the grant; its settings get names that the formulas of other chapters use."""
    words, report = book.words, book.report
    page = book.page(words("1 Grant"), words("1 Particulars of the grant"), (34, 60, 24, 24))
    rows = page.pairs(moment(report, words))
    _name(book, page, {"Peildatum": rows[2]})
    page.heading(words("The grant"))
    if report.grant is None:
        page.sentence(words("There is no grant for this plan year in the programme."))
        return
    page.pairs(granted(report.grant, words))
    page.heading(words("Rules by which is accounted"))
    _name(book, page, dict(zip(RULES, page.pairs(rules(report.grant, words)), strict=False)))


def moment(report: SubsidyReport, words: Words) -> Pairs:
    """Of which programme and plan year this is the account, on which reference date and in which revision."""
    return (
        (words("Programme"), text(report.programme.name.in_(words.language))),
        (words("Plan year"), text(f"{words.date(report.year.starts)} – {words.date(report.year.ends)}")),
        (words("Reference date"), _left(day(report.as_of))),
        (words("Revision of the facts"), _left(number(report.picture.revision))),
    )


def granted(grant: Grant, words: Words) -> Pairs:
    """What the grant decision says; what isn't filled in is asked for."""
    said = tuple((words(label), _asked(getattr(grant, name), words)) for name, label in PARTICULARS)
    return (*said, *_period(grant, words), *_advances(grant, words), *_obligations(grant, words))


def _period(grant: Grant, words: Words) -> Pairs:
    if grant.period_from is None or grant.period_until is None:
        return ()
    told = f"{words.date(grant.period_from)} – {words.date(grant.period_until)}"
    return ((words("Period of the grant"), text(told)),)


def _advances(grant: Grant, words: Words) -> Pairs:
    told = "; ".join(f"{words.date(one.on)}: {words.money(one.amount, cents=True)}" for one in grant.advances)
    return ((words("Advances by the decision"), text(told)),) if told else ()


def _obligations(grant: Grant, words: Words) -> Pairs:
    told = "; ".join(f"{one.text} ({words.date(one.due)})" if one.due else one.text for one in grant.obligations)
    return ((words("Obligations of the decision"), text(told)),) if told else ()


def rules(grant: Grant, words: Words) -> Pairs:
    """The rules by which is accounted, those of ``RULES`` first."""
    vat = words("left out") if grant.vat_recoverable else words("part of the costs")
    return (
        (words("Amount granted at most (cap)"), _left(money(grant.cap))),
        (words("Share of the eligible costs"), _left(share(grant.rate))),
        (words("Explanation from a difference of (share)"), _left(share(grant.explain_share))),
        (words("Explanation from a difference of (amount)"), _left(money(grant.explain_amount))),
        (words("Possible duty to notify from a difference of"), _left(share(grant.notify_share))),
        (words("Grantor"), text(grant.grantor.in_(words.language))),
        (words("How the amount follows"), text(words(BASES[grant.basis]))),
        (words("VAT"), text(vat)),
        (words("Source of these rules"), text(grant.source)),
    )


def _asked(value: object, words: Words) -> GridCell:
    """A particular of the grant, or the request to fill it in."""
    if value is None:
        return GridCell(words("to be filled in"), "asked")
    if isinstance(value, bool):
        return text(words("yes") if value else words("no"))
    if isinstance(value, str):
        return text(words(CLASSES[value]) if value in CLASSES else value)
    return text(str(value)) if isinstance(value, Decimal) else _left(day(value))  # type: ignore[arg-type]


def _left(cell: GridCell) -> GridCell:
    """A figure in a list of particulars, in line with the words."""
    return GridCell(cell.value, f"{cell.style}_left", cell.formula)


def _name(book: WorkbookWriter, page: Page, rows: dict[str, int]) -> None:
    for name, row in rows.items():
        book.name(name, f"='{page.name}'!$B${row}")
