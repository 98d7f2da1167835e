"""Chapter 5: the budget that the grant was given for, line by line and in its order, beside what it became."""

from decimal import Decimal

from kpi.documents.grid import Grid, GridCell, GridColumn, figured, headed, money, quoted, text
from kpi.documents.markdown import read
from kpi.language import Words
from kpi.money.sums import LinePicture
from kpi.report.account import Outline, ReportLine
from kpi.report.sheet_page import Page, Span, WorkbookWriter

WIDTHS = (5, 26, 13, 13, 13, 13, 13, 13, 10, 13, 10, 13, 11, 11, 28)

TOTALS = ("Begroting_totaal", "Realisatie_totaal", "Subsidiabel_totaal")
"""Names of the totals, for the formulas of other chapters."""


def write(book: WorkbookWriter) -> None:
    """The financial report: every amount is the sum of its bookings (annex B), by formula."""
    words, report = book.words, book.report
    page = book.page(words("5 Finance"), words("5 Financial report"), WIDTHS)
    if not report.lines:
        _without_lines(book, page)
        return
    page.sentence(finding(report.picture.money.totals, words))
    page.row += 1
    span = page.table(by_line(report, words))
    for name, column in zip(TOTALS, "DEL", strict=True):
        book.name(name, span.cell(column, span.total))
    page.worksheet.freeze_panes(span.first - 1, 2)
    page.sentence(
        words("Difference = actual − latest approved budget; below zero is less spent than budgeted."), "note"
    )
    _unallocated(book, page)
    if report.picture.money.totals.actual is not None:
        _chart(book, page, span)


def _without_lines(book: WorkbookWriter, page: Page) -> None:
    """The plan year as a whole, while its lines aren't planned; bookings are unallocated then."""
    words, totals = book.words, book.report.picture.money.totals
    page.sentence(words("The lines of this plan year's budget aren't planned yet."))
    rows = page.pairs(
        (
            (words("Budget that the plan gives"), money(totals.budget)),
            (words("Actual"), money(totals.actual)),
            (words("Of which eligible"), money(totals.eligible)),
        ),
        column=2,
    )
    for name, row in zip(TOTALS, rows, strict=True):
        book.name(name, f"='{page.name}'!$C${row}")
    _unallocated(book, page)


def by_line(report: Outline, words: Words) -> Grid:
    """The budget line by line, in the order that the grant was given for, with its totals."""
    return Grid(_columns(words), [_row(line, words) for line in report.lines], _total(report, words))


def finding(totals: LinePicture, words: Words) -> str:
    """How much of the budget was spent, in a sentence."""
    if totals.actual is None or not totals.budget:
        return words("No expenses have been recorded yet.")
    return words(
        "{actual} of the budget of {budget} has been spent ({share}); orders for {committed} are still open.",
        actual=words.money(totals.actual),
        budget=words.money(totals.budget),
        share=words.share(totals.actual / totals.budget),
        committed=words.money(totals.committed),
    )


def _columns(words: Words) -> list[GridColumn]:
    figures = figured(
        words("Original budget"),
        words("Latest approved budget"),
        words("Actual"),
        words("Open orders"),
        words("Paid"),
        words("Remaining"),
        words("Forecast"),
        words("Difference in €"),
        words("Difference in %"),
        words("Of which eligible"),
    )
    after = headed(words("Explanation required"), words("Duty to notify"), words("Explanation"))
    return [*headed(words("No."), words("Budget line")), *figures, *after]


def _row(line: ReportLine, words: Words) -> list[GridCell]:
    known = line.picture
    return [
        GridCell(line.number, "whole"),
        text(words.say(known.title)),
        money(line.original),
        money(known.budget),
        money(known.actual, _booked("realisatie")),
        money(known.committed, _booked("verplichting")),
        money(known.paid, _booked("betaald")),
        money(known.remaining, "ROUND(D{r}-E{r}-F{r},2)"),
        money(known.forecast),
        money(line.difference, "ROUND(E{r}-D{r},2)"),
        _share(line.share, line.difference, words),
        money(known.eligible, _booked("subsidiabel")),
        _explain(line, words),
        _notify(line, words),
        _explanation(line, words),
    ]


def _booked(kind: str) -> str:
    """The sum of the bookings of a row's line."""
    return f"SUMIFS(Boek_{kind},Boek_post,A{{r}})"


def _share(found: Decimal | None, difference: Decimal | None, words: Words) -> GridCell:
    none = words("n/a")
    value: Decimal | str | None = found if found is not None or difference is None else none
    return GridCell(value, "share", f"IF(D{{r}}=0,{quoted(none)},J{{r}}/D{{r}})")


def _explain(line: ReportLine, words: Words) -> GridCell:
    """Whether the difference reaches one of the two thresholds; unknown without actual costs."""
    yes, no = words("yes"), words("no")
    formula = (
        "IF(OR(AND(D{r}<>0,ROUND(ABS(J{r})-Toelichting_percentage*D{r},6)>=0),ABS(J{r})>=Toelichting_bedrag),"
        f"{quoted(yes)},{quoted(no)})"
    )
    return _judged(line, yes if line.to_explain else no, formula)


def _notify(line: ReportLine, words: Words) -> GridCell:
    warning, no = words("⚠ possibly"), words("no")
    formula = f"IF(AND(D{{r}}<>0,ROUND(ABS(J{{r}})-Melding_percentage*D{{r}},6)>=0),{quoted(warning)},{quoted(no)})"
    return _judged(line, warning if line.to_notify else no, formula)


def _judged(line: ReportLine, verdict: str, formula: str) -> GridCell:
    return GridCell(None if line.difference is None else verdict, "text", formula)


def _explanation(line: ReportLine, words: Words) -> GridCell:
    if line.to_explain and not line.explanation:
        return GridCell(words("to be written"), "asked")
    return text(read(line.explanation).plain if line.explanation else None)


def _total(report: Outline, words: Words) -> list[GridCell]:
    totals = report.picture.money.totals
    difference = None if totals.actual is None or totals.budget is None else totals.actual - totals.budget
    part = None if difference is None or not totals.budget else difference / totals.budget
    original = sum((line.original for line in report.lines), Decimal(0))
    cells = [
        text(""),
        text(words("Total")),
        money(original, _sum("C")),
        money(totals.budget, _sum("D")),
        money(totals.actual, _sum("E")),
        money(totals.committed, _sum("F")),
        money(totals.paid, _sum("G")),
        money(totals.remaining, _sum("H")),
        money(totals.forecast),
        money(difference, "ROUND(E{r}-D{r},2)"),
        _share(part, difference, words),
        money(totals.eligible, _sum("L")),
        *(text("") for _ in range(3)),
    ]
    return [cell.strong for cell in cells]


def _sum(column: str) -> str:
    return f"SUM({column}{{first}}:{column}{{last}})"


def _unallocated(book: WorkbookWriter, page: Page) -> None:
    """Bookings without a plan year or without a line of its budget: apart, never dropped."""
    words = book.words
    page.heading(words("Bookings that are not allocated (not in the totals above)"))
    page.table(unallocated(book.report, words))


def unallocated(report: Outline, words: Words) -> Grid:
    """How many bookings have no place in the budget, and their amount."""
    known, word = report.picture.money, quoted(words("not allocated"))
    rows = None if known.unallocated is None else known.unallocated_rows
    cells = [
        text(""),
        text(words("Not allocated")),
        GridCell(rows, "whole", f"COUNTIF(Boek_post,{word})"),
        money(known.unallocated, f"SUMIFS(Boek_kosten,Boek_post,{word})"),
    ]
    return Grid([*headed("", words("What")), *figured(words("Bookings"), words("Amount"))], [cells])


def _chart(book: WorkbookWriter, page: Page, span: Span) -> None:
    words, totals = book.words, book.report.picture.money.totals
    chart = book.workbook.add_chart({"type": "bar"})
    series = (("D", words("Latest approved budget"), "#B5D2E4"), ("E", words("Actual"), "#0B5C8C"))
    for column, name, colour in series:
        chart.add_series(
            {
                "name": name,
                "categories": span.column("B"),
                "values": span.column(column),
                "fill": {"color": colour},
                "gap": 60,
            }
        )
    part = words.share((totals.actual or Decimal(0)) / totals.budget) if totals.budget else ""
    title = words("{share} of the budget has been spent", share=part)
    style_chart(chart, title)
    chart.set_y_axis({"reverse": True, "num_font": {"size": 8}, "line": {"color": "#5B6975"}})
    chart.set_x_axis(
        {
            "num_format": '"€ "#,##0',
            "num_font": {"size": 8},
            "major_gridlines": {"visible": True, "line": {"color": "#E7ECF0"}},
        }
    )
    page.chart(chart, words("{title}; the figures stand in the table above.", title=title), 28, (1000, 520))


def style_chart(chart: object, title: str) -> None:
    """Title and legend in the house style."""
    chart.set_title({"name": title, "name_font": {"size": 12, "color": "#14212B"}, "overlay": False})  # type: ignore[attr-defined]
    chart.set_legend({"position": "top", "font": {"size": 9}})  # type: ignore[attr-defined]
