"""Chapter 6: where the money came from, what the subsidy would be by the grant's rule, and what is left uncovered."""

from collections.abc import Sequence
from decimal import Decimal

from kpi.documents.grid import Grid, GridCell, Pairs, figured, headed, money, number, quoted, share, text
from kpi.language import Words
from kpi.money.subsidy import subsidy_amount
from kpi.money.sums import BudgetPicture
from kpi.programme.finance import Grant, SubsidyBasis
from kpi.report.account import SubsidyReport
from kpi.report.chapters.costs import style_chart
from kpi.report.chapters.particulars import BASES
from kpi.report.evidence_rows import Contribution
from kpi.report.sheet_page import Page, Span, WorkbookWriter

STAGES = (("pledged", "toegezegd"), ("invoiced", "gefactureerd"), ("received", "ontvangen"))
"""The stages of a contribution, with their names in the workbook."""
AMOUNTS: dict[SubsidyBasis, str] = {
    "fixed": "Subsidie_plafond",
    "percentage_capped": "ROUND(MAX(0,MIN(Subsidie_plafond,Subsidie_percentage*Subsidiabel_totaal)),2)",
    "pro_rata": "ROUND(MAX(0,MIN(Subsidie_plafond,Subsidie_plafond*Subsidiabel_totaal/Begroting_totaal)),2)",
    "deficit_capped": "ROUND(MIN(Subsidie_plafond,MAX(0,Subsidiabel_totaal-Bijdragen_ontvangen)),2)",
}
"""The formula of each basis (the worked figures stand in the tests)."""


def write(book: WorkbookWriter) -> None:
    """Contributions by kind and stage, the subsidy by each basis, and the balance."""
    words = book.words
    page = book.page(words("6 Income"), words("6 Income"), (46, 17, 17, 17, 17))
    page.heading(words("Contributions by kind of organisation and by stage"))
    span = page.table(by_kind(book.report, words))
    for name, column in zip(("toegezegd", "gefactureerd", "ontvangen"), "BCD", strict=True):
        book.name(f"Bijdragen_{name}", span.cell(column, span.total))
    page.heading(words("Co-financing"))
    _cofinancing(book, page)
    page.heading(words("Subsidy"))
    _subsidy(book, page)
    page.heading(words("Balance"))
    page.pairs(balance(book.report, words))
    if book.report.picture.money.financing.pledged is not None:
        _chart(book, page, span)


def kind_label(report: SubsidyReport, kind: str | None, words: Words) -> str:
    """A kind of organisation in words; also when it isn't known."""
    if kind is None:
        return words("kind not known")
    return report.programme.choice("organisation_kind", kind).label.in_(words.language)


def form_label(report: SubsidyReport, form: str, words: Words) -> str:
    """Cash or in kind, in the programme's words."""
    return report.programme.choice("contribution_form", form).label.in_(words.language)


def by_kind(report: SubsidyReport, words: Words) -> Grid:
    """Contributions by kind of organisation and by stage, with their totals."""
    known = report.picture.money.financing
    rows_of = report.evidence.contributions
    listed = [choice.id for choice in report.programme.lists["organisation_kind"]]
    kinds: list[str | None] = [kind for kind in listed if any(row.kind == kind for row in rows_of)]
    kinds += [None] if any(row.kind is None for row in rows_of) or not kinds else []
    total = [
        text(words("Total")).strong,
        *(
            money(amount, f"SUM({column}{{first}}:{column}{{last}})").strong
            for column, amount in zip(
                "BCDE", (known.pledged, known.invoiced, known.received, known.in_kind), strict=True
            )
        ),
    ]
    stages = figured(words("Pledged"), words("Invoiced"), words("Received"), words("Pledged in kind"))
    columns = [*headed(words("Kind of organisation")), *stages]
    return Grid(columns, [_kind_row(report, kind, words) for kind in kinds], total)


def _kind_row(report: SubsidyReport, kind: str | None, words: Words) -> list[GridCell]:
    rows = [row for row in report.evidence.contributions if row.kind == kind]
    cash, in_kind = form_label(report, "cash", words), form_label(report, "in_kind", words)
    recorded = report.picture.money.financing.pledged is not None
    cells = [text(kind_label(report, kind, words))]
    for stage, name, form, label in (
        *((stage, name, "cash", cash) for stage, name in STAGES),
        ("pledged", "toegezegd", "in_kind", in_kind),
    ):
        found = stage_sum(rows, stage, form, report) if recorded else None
        formula = (
            f"SUMIFS(Bijdrage_{name},Bijdrage_vorm,{quoted(label)},Bijdrage_soort,A{{r}},"
            f'Bijdrage_{name}_op,"<="&Peildatum)'
        )
        cells.append(money(found, formula))
    return cells


def stage_sum(rows: Sequence[Contribution], stage: str, form: str, report: SubsidyReport) -> Decimal:
    """What was pledged, invoiced or received in a form up to the reference date."""
    amounts = (
        getattr(row, stage)
        for row in rows
        if row.form == form and (on := getattr(row, f"{stage}_on")) is not None and on <= report.as_of
    )
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def _cofinancing(book: WorkbookWriter, page: Page) -> None:
    rows = page.pairs(cofinancing(book.report, book.words))
    book.name("Cofinanciering_doel", f"='{page.name}'!$B${rows[0]}")
    book.name("Bijdragers", f"='{page.name}'!$B${rows[3]}")


def cofinancing(report: SubsidyReport, words: Words) -> Pairs:
    """What the plan asks of the region beside what came in."""
    known = report.picture.money.financing
    gap = money(known.gap, "MAX(0,ROUND(Cofinanciering_doel-Bijdragen_ontvangen,2))")
    return (
        (words("Co-financing that the plan asks"), money(known.target)),
        (words("Received"), money(known.received, "Bijdragen_ontvangen")),
        (words("Gap (still to be received)"), gap),
        (words("Organisations that pledged cash"), number(known.organisations)),
        (words("Average pledged by an organisation"), money(known.average_pledged, _average())),
    )


def _average() -> str:
    return "IF(Bijdragers=0,0,ROUND(Bijdragen_toegezegd/Bijdragers,2))"


def _subsidy(book: WorkbookWriter, page: Page) -> None:
    words, report = book.words, book.report
    if report.grant is None:
        page.sentence(words("There is no grant for this plan year in the programme."))
        [row] = page.pairs(((words("Subsidy received (advances)"), money(report.picture.money.subsidy.received)),))
        book.name("Subsidie_ontvangen", f"='{page.name}'!$B${row}")
        return
    span = page.table(by_rule(report, report.grant, words))
    applied = quoted(words("applied"))
    chosen = f"INDEX(B{span.first}:B{span.last},MATCH({applied},C{span.first}:C{span.last},0))"
    numbers = page.pairs(subsidy(report, words, chosen))
    book.name("Subsidie_bedrag", f"='{page.name}'!$B${numbers[1]}")
    book.name("Subsidie_ontvangen", f"='{page.name}'!$B${numbers[2]}")
    rule = words(BASES[report.grant.basis])
    page.sentence(words("A forecast until the province decides, by this rule: {rule}.", rule=rule), "note")


def by_rule(report: SubsidyReport, grant: Grant, words: Words) -> Grid:
    """What each rule would give, and which of them is the grant's."""
    cells = [
        [
            text(words(BASES[basis])),
            money(_amount(grant, report.picture.money, basis), formula),
            text(words("applied") if basis == grant.basis else words("for comparison")),
        ]
        for basis, formula in AMOUNTS.items()
    ]
    return Grid([*headed(words("Rule")), *figured(words("Amount")), *headed(words("Use"))], cells)


def subsidy(report: SubsidyReport, words: Words, chosen: str | None = None) -> Pairs:
    """The subsidy that today's costs give beside what was received; ``chosen`` is the formula that picks the rule's."""
    known = report.picture.money.subsidy
    return (
        (words("Eligible costs"), money(known.eligible_costs, "Subsidiabel_totaal")),
        (words("Subsidy that today's costs give (forecast)"), money(known.amount, chosen)),
        (words("Subsidy received (advances)"), money(known.received)),
        (words("Share of the eligible costs"), _share_of_costs(known.share_of_costs)),
    )


def _share_of_costs(found: Decimal | None) -> GridCell:
    return share(found, "ROUND(Subsidie_bedrag/Subsidiabel_totaal,10)")


def _amount(grant: Grant, known: BudgetPicture, basis: SubsidyBasis) -> Decimal | None:
    """What a basis would give; unknown where something that it needs isn't known."""
    eligible, contributions = known.totals.eligible, known.financing.received
    if basis == grant.basis:
        return known.subsidy.amount
    if eligible is None or contributions is None or (basis == "pro_rata" and not known.totals.budget):
        return None
    return subsidy_amount(basis, grant.rate, grant.cap, eligible, known.totals.budget, contributions)


def balance(report: SubsidyReport, words: Words) -> Pairs:
    """Income less costs on the reference date, and what stays uncovered."""
    known = report.picture.money
    received, subsidy, costs = known.financing.received, known.subsidy.received, known.totals.actual
    everything = None if received is None or subsidy is None else received + subsidy
    left = None if everything is None or costs is None else everything - costs
    return (
        (words("Received: contributions and subsidy"), money(everything, "Bijdragen_ontvangen+Subsidie_ontvangen")),
        (words("Actual costs"), money(costs, "Realisatie_totaal")),
        (words("Balance on the reference date"), money(left, "ROUND(B{first}-Realisatie_totaal,2)")),
        (words("Costs that neither subsidy nor contributions cover"), money(known.subsidy.uncovered, _uncovered())),
        (words("Gap in the plan itself"), money(known.subsidy.plan_gap)),
    )


def _uncovered() -> str:
    return "MAX(0,ROUND(Realisatie_totaal-Subsidie_bedrag-Bijdragen_ontvangen,2))"


def _chart(book: WorkbookWriter, page: Page, span: Span) -> None:
    words, known = book.words, book.report.picture.money.financing
    chart = book.workbook.add_chart({"type": "column"})
    head, total = span.first - 1, span.total
    chart.add_series(
        {
            "name": words("Contributions in cash"),
            "categories": f"='{span.sheet}'!$B${head}:$D${head}",
            "values": f"='{span.sheet}'!$B${total}:$D${total}",
            "fill": {"color": "#0B5C8C"},
            "data_labels": {"value": True, "num_format": '"€ "#,##0', "font": {"size": 9}},
            "gap": 80,
        }
    )
    title = words(
        "{received} received of {pledged} pledged",
        received=words.money(known.received, cents=False),
        pledged=words.money(known.pledged, cents=False),
    )
    style_chart(chart, title)
    chart.set_legend({"none": True})
    chart.set_y_axis(
        {"min": 0, "num_format": '"€ "#,##0', "major_gridlines": {"visible": True, "line": {"color": "#E7ECF0"}}}
    )
    page.chart(chart, words("{title}; the figures stand in the table above.", title=title), 20, (760, 340))
