"""The annexes: contributions and bookings row by row, definitions, and where everything came from."""

from datetime import date

from kpi.language import Words
from kpi.programme.naming import name_key
from kpi.report.bookings import Booking, Standing, invoiced_day
from kpi.report.cells import (
    BLANK,
    Cell,
    Column,
    Grid,
    amount_or_blank,
    day,
    figured,
    headed,
    money,
    number_or_blank,
    quoted,
    text,
)
from kpi.report.chapters.income import STAGES, form_label, kind_label
from kpi.report.evidence import Contribution, Origin
from kpi.report.model import SubsidyReport
from kpi.report.page import Book, Span

GREY = "#5B6975"
BOOKING_WIDTHS = (
    5,
    15,
    10,
    13,
    26,
    30,
    20,
    13,
    11,
    13,
    10,
    10,
    10,
    10,
    14,
    6,
    7,
    20,
    13,
    13,
    13,
    13,
    7,
    8,
    22,
    20,
    12,
    6,
)
BOOKING_NAMES = {
    "nr": "A",
    "post": "D",
    "kosten": "J",
    "dag": "N",
    "order": "P",
    "realisatie": "S",
    "betaald": "T",
    "verplichting": "U",
    "subsidiabel": "V",
}
"""Columns of the bookings that formulas of other chapters add up."""


def write(book: Book) -> None:
    """All annexes, in the order of the report."""
    _contributions(book)
    _bookings(book)
    _definitions(book)
    _provenance(book)


def _contributions(book: Book) -> None:
    words, report = book.words, book.report
    title = words("Annex A: contributions by organisation")
    page = book.page(words("A Contributions"), title, (34, 17, 11, 10, 14, 11, 14, 11, 14, 11, 24, 14, 7), GREY)
    span = page.table(contributions(report, words), whole_sheet=True)
    names = {"soort": "B", "vorm": "D"}
    for index, (_, stage) in enumerate(STAGES):
        names |= {stage: "EGI"[index], f"{stage}_op": "FHJ"[index]}
    _name(book, "Bijdrage", names, span)


def contributions(report: SubsidyReport, words: Words) -> Grid:
    """Every contribution of the plan year, by organisation."""
    stages = figured(words("Pledged"), words("on"), words("Invoiced"), words("on"), words("Received"), words("on"))
    columns = [
        *headed(words("Organisation"), words("Kind"), words("Reference"), words("Form")),
        *stages,
        *headed(words("File"), words("Sheet"), words("Row")),
    ]
    rows = sorted(report.evidence.contributions, key=lambda row: (name_key(row.organisation), row.reference or ""))
    return Grid(columns, [_contribution(report, row, words) for row in rows])


def _contribution(report: SubsidyReport, row: Contribution, words: Words) -> list[Cell]:
    cells = [
        text(row.organisation),
        text(kind_label(report, row.kind, words)),
        text(row.reference),
        text(form_label(report, row.form, words)),
    ]
    for amount, on in (
        (row.pledged, row.pledged_on),
        (row.invoiced, row.invoiced_on),
        (row.received, row.received_on),
    ):
        cells += [amount_or_blank(amount), day(on)]
    return cells + _origin(row.origin)


def _bookings(book: Book) -> None:
    words = book.words
    page = book.page(words("B Bookings"), words("Annex B: bookings by budget line"), BOOKING_WIDTHS, GREY)
    span = page.table(booked(book.report, words), whole_sheet=True)
    _name(book, "Boek", BOOKING_NAMES, span)


def booked(report: SubsidyReport, words: Words) -> Grid:
    """Every booking with what it counts for on the reference date."""
    numbers = {line.picture.id: line.number for line in report.lines}
    return Grid(_booking_columns(words), [_booking(report, one, numbers, words) for one in report.bookings])


def _booking_columns(words: Words) -> list[Column]:
    first = headed(
        words("No."),
        words("Entry"),
        words("Plan year"),
        words("Line no."),
        words("Budget line as written"),
        words("Description"),
        words("Counterparty"),
    )
    figures = figured(
        words("Amount"),
        words("VAT"),
        words("Costs"),
        words("Ordered on"),
        words("Invoiced on"),
        words("Paid on"),
        words("Counts as invoiced on"),
    )
    after = headed(words("Order named"), words("is no."), words("Eligible"), words("Reason if not"))
    sums = figured(
        words("Actual"),
        words("Paid"),
        words("Open order"),
        words("Eligible costs"),
        words("Hours"),
        words("Units"),
    )
    return [
        *first,
        *figures,
        *after,
        *sums,
        *headed(words("Evidence"), words("File"), words("Sheet"), words("Row")),
    ]


def _booking(report: SubsidyReport, one: Booking, numbers: dict[str, int], words: Words) -> list[Cell]:
    row = one.expense
    return [
        Cell(one.number, "whole"),
        text(f"{row.entry}/{row.entry_line}" if row.entry_line not in {"", "1"} else row.entry),
        text(row.plan_year),
        Cell(numbers[row.line], "whole") if row.line else text(_standing(one, words)),
        text(row.written_line),
        text(row.description),
        text(row.counterparty),
        money(row.amount),
        amount_or_blank(row.vat),
        money(one.cost, "H{r}" if _without_vat(report) else "H{r}+N(I{r})"),
        day(row.ordered_on),
        day(row.invoiced_on),
        day(row.paid_on),
        _invoiced(invoiced_day(row)),
        text(row.order_reference),
        BLANK if one.order is None else Cell(one.order, "whole"),
        text(_yes_no(row.eligible, words)),
        text(row.ineligible_reason),
        *_counted(one, words),
        number_or_blank(row.hours),
        number_or_blank(row.units),
        text(row.evidence),
        *_origin(row.origin),
    ]


def _standing(one: Booking, words: Words) -> str:
    """Why a booking isn't part of the totals of the lines."""
    return words("other plan year") if one.standing is Standing.ELSEWHERE else words("not allocated")


def _invoiced(on: date | None) -> Cell:
    formula = 'IF(ISNUMBER(L{r}),L{r},IF(ISNUMBER(M{r}),M{r},""))'
    return Cell("" if on is None else on, "date", formula)


def _counted(one: Booking, words: Words) -> list[Cell]:
    """Actual, paid, open order and eligible on the reference date, each by its rule."""
    named = 'SUMIFS(Boek_kosten,Boek_order,A{r},Boek_dag,"<="&Peildatum)'
    still_open = f"MAX(0,ROUND(J{{r}}-{named},2))"
    return [
        money(one.actual, _until("N", "J{r}")),
        money(one.paid, _until("M", "J{r}")),
        money(one.committed, _until("K", _until("N", "0", still_open))),
        money(one.eligible, f"IF(Q{{r}}={quoted(words('yes'))},S{{r}},0)"),
    ]


def _until(column: str, then: str, otherwise: str = "0") -> str:
    """The one if there is a date in the column that has come, else the other."""
    return f"IF(ISNUMBER({column}{{r}}),IF({column}{{r}}<=Peildatum,{then},{otherwise}),{otherwise})"


def _without_vat(report: SubsidyReport) -> bool:
    return report.grant is None or report.grant.vat_recoverable


def _yes_no(value: bool | None, words: Words) -> str:
    if value is None:
        return ""
    return words("yes") if value else words("no")


def _origin(origin: Origin) -> list[Cell]:
    return [text(origin.file), text(origin.sheet), Cell(origin.row, "whole")]


def _name(book: Book, prefix: str, names: dict[str, str], span: Span) -> None:
    for name, column in names.items():
        book.name(f"{prefix}_{name}", span.column(column))


def _definitions(book: Book) -> None:
    words = book.words
    page = book.page(words("C Definitions"), words("Annex C: definitions"), (38, 80, 34, 34, 24), GREY)
    page.table(definitions(book.report, words), whole_sheet=True)


def definitions(report: SubsidyReport, words: Words) -> Grid:
    """What every indicator counts, of whom, by which source and whose it is."""
    columns = headed(
        words("Name of the indicator"),
        words("Counting rule"),
        words("Who is counted"),
        words("Source"),
        words("Owner"),
    )
    language = words.language
    rows = [
        [
            text(one.title.in_(language)),
            text(one.definition.sentence.in_(language)),
            text(one.definition.population.in_(language)),
            text(one.definition.source),
            text(one.definition.owner.in_(language)),
        ]
        for one in report.programme.indicators
    ]
    return Grid(columns, rows)


def _provenance(book: Book) -> None:
    words, report = book.words, book.report
    page = book.page(words("D Provenance"), words("Annex D: where everything comes from"), (38, 14, 70, 70), GREY)
    page.pairs(
        (
            (words("Revision of the facts"), Cell(report.picture.revision, "whole_left")),
            (words("Reference date"), Cell(report.as_of, "date_left")),
        )
    )
    page.row += 1
    page.sentence(
        words(
            "Programme: {version}", version=f"{report.programme.name.in_(words.language)}, {report.programme.version}"
        )
    )
    page.sentence(words("Checksum of the programme file (SHA-256): {checksum}", checksum=report.programme.fingerprint))
    page.heading(words("Files that the facts come from"))
    page.table(sources(report, words))


def sources(report: SubsidyReport, words: Words) -> Grid:
    """The files that the facts were read from, with their checksums."""
    columns = headed(
        words("File"),
        words("Revision"),
        words("SHA-256 of the file as given"),
        words("SHA-256 of the file as kept (without personal data)"),
    )
    rows = [
        [text(one.name), Cell(one.revision, "whole"), text(one.sha256), text(one.stored_sha256)]
        for one in report.evidence.sources
    ]
    return Grid(columns, rows)
