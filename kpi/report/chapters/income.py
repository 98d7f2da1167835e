"""Chapter 6: the income by source, the subsidy by the grant's rule, and the costs left uncovered."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpi.documents.grid import (
    Grid,
    GridCell,
    GridColumn,
    Particular,
    Particulars,
    Row,
    formula,
    money,
    named_figures,
    text,
    widths_of,
)
from kpi.documents.house_style import PRIMARY
from kpi.documents.paper import (
    AMOUNTS,
    BookSheet,
    PaperChart,
    PaperHeading,
    PaperParticulars,
    PaperSection,
    PaperSentence,
    PaperTable,
    Series,
    in_paper,
    in_workbook,
)
from kpi.language import Said
from kpi.money.sums import FinancingPicture
from kpi.programme.comparable_names import natural_key
from kpi.programme.finance import Grant
from kpi.report.account import SubsidyReport
from kpi.report.account_texts import BASES, STAGES, form_label, kind_label
from kpi.report.chapters.by_hand import introduction
from kpi.report.evidence_rows import Contribution
from kpi.report.reported_figures import SUBSIDY
from kpi.sentences import say

KINDS = (
    GridColumn("kind", say("Kind of organisation"), width=46, share=4),
    *(
        GridColumn(stage, heading, figures=True, width=17, share=2, total_name=f"Bijdragen_{name}")
        for stage, name, heading in STAGES
    ),
    GridColumn("in_kind", say("Pledged in kind"), figures=True, width=17, share=2),
)
REALISED = (
    GridColumn("what", say("Income"), share=4),
    GridColumn("budgeted", say("Budgeted"), figures=True, share=2),
    GridColumn("realised", say("Realised"), figures=True, share=2),
    GridColumn("difference", say("Difference in €"), figures=True, share=2),
    GridColumn("prior", say("Realised in the year before"), figures=True, share=2),
)
DIFFERENCE = formula("ROUND({realised}-{budgeted},2)")


def chapter(report: SubsidyReport) -> PaperSection:
    """Contributions by kind and stage, the subsidy by each basis, and the balance."""
    charts = tuple(_chart(report.picture.money.financing))
    return PaperSection(
        say("6 Income"),
        [
            introduction(report.written("income")),
            PaperHeading(say("Budgeted and realised income")),
            PaperTable(say("Income budgeted and realised"), realised(report)),
            PaperHeading(say("Contributions by kind of organisation and by stage")),
            PaperTable(say("Contributions by kind and stage"), by_kind(report), "kinds"),
            in_paper(*charts),
            PaperHeading(say("Balance")),
            PaperParticulars(say("Income less costs"), balance(report), AMOUNTS),
            *([PaperSentence(forecast(report.grant, final=report.covers_year), "note")] if report.grant else []),
            in_workbook(*charts),
        ],
        sheet=BookSheet(say("6 Income"), widths_of(KINDS)),
    )


def forecast(grant: Grant, *, final: bool) -> Said:
    """The rule that gives the amount, which the grantor decides on; before the year's end it is a forecast."""
    values = {"rule": BASES[grant.basis], "grantor": grant.grantor}
    if final:
        return say("The amount follows from this rule: {rule}. {grantor} decides on it.", **values)
    return say("A forecast until the decision of {grantor}, by this rule: {rule}.", **values)


def _chart(financing: FinancingPicture) -> Iterator[PaperChart]:
    """Contributions in cash by the stages that are recorded; nothing while none is."""
    stages = [stage for stage, _, _ in STAGES if getattr(financing, stage) is not None]
    if stages:
        amounts = [getattr(financing, stage) for stage in stages]
        yield PaperChart(
            title=_received(financing),
            categories=[heading for stage, _, heading in STAGES if stage in stages],
            series=[Series(say("Contributions in cash"), PRIMARY, amounts, stages)],
            lying=False,
            table="kinds",
            figures=("financing/received", "financing/pledged"),
        )


def _received(financing: FinancingPicture) -> Said:
    if financing.received is None or financing.pledged is None:
        return say("Contributions in cash by stage, as far as recorded")
    return say(
        "{received} received of {pledged} pledged",
        received=say.money(financing.received, cents=False),
        pledged=say.money(financing.pledged, cents=False),
    )


def realised(report: SubsidyReport) -> Grid:
    """Subsidy and contributions: what was budgeted, what there is of it, and the year before where it is known."""
    known, planned, before = report.picture.money, report.programme.financing_of(report.year.id), report.prior
    asked_for = planned.subsidy_asked if planned else None
    subsidy = ("subsidy", say("Subsidy"), asked_for, known.subsidy.amount, "Subsidie_bedrag", "subsidy/amount")
    cash = known.financing.target, known.financing.received, "Bijdragen_ontvangen", "financing/received"
    given = ("contributions", say("Contributions in cash"), *cash)
    prior = (before.subsidy.amount, before.financing.received) if before else (None, None)
    rows = [
        named_figures(
            f"income/{name}",
            {
                "what": text(what),
                "budgeted": money(asked),
                "realised": money(got, formula(known_as)).of(figure),
                "difference": money(None if got is None or asked is None else got - asked, DIFFERENCE),
                **({"prior": money(earlier)} if before else {}),
            },
        )
        for (name, what, asked, got, known_as, figure), earlier in zip((subsidy, given), prior, strict=True)
    ]
    return Grid(REALISED if before else REALISED[:-1], rows if report.grant else rows[1:])


def by_kind(report: SubsidyReport) -> Grid:
    """Contributions by kind of organisation and by stage, with their totals."""
    financing, rows = report.picture.money.financing, report.evidence.contributions
    listed = [choice.id for choice in report.programme.choices("organisation_kind")]
    kinds: list[str | None] = [kind for kind in listed if any(row.kind == kind for row in rows)]
    kinds += [None] if any(row.kind is None for row in rows) or not kinds else []
    amounts = {column.id: getattr(financing, column.id) for column in KINDS if column.figures}
    total = {
        "kind": text(say("Total")).strong,
        **{
            name: money(amount, formula(f"SUM({{{name}:all}})")).strong.of(f"financing/{name}")
            for name, amount in amounts.items()
        },
    }
    return Grid(KINDS, [_kind_row(report, kind) for kind in kinds], total)


def _kind_row(report: SubsidyReport, kind: str | None) -> Row:
    rows = [row for row in report.evidence.contributions if row.kind == kind]
    cells = {stage: _stage_cell(report, rows, (stage, name), "cash") for stage, name, _ in STAGES}
    pledged, name, _ = STAGES[0]
    cells["in_kind"] = _stage_cell(report, rows, (pledged, name), "in_kind")
    return named_figures(
        f"contributions/{kind or 'unknown'}", {"kind": text(kind_label(report.programme, kind)), **cells}
    )


def _stage_cell(report: SubsidyReport, rows: Sequence[Contribution], stage: tuple[str, str], form: str) -> GridCell:
    field, name = stage
    behind = formula(
        f'SUMIFS(Bijdrage_{name},Bijdrage_vorm,{{form}},Bijdrage_soort,{{kind}},Bijdrage_{name}_op,"<="&Peildatum)',
        form=form_label(report.programme, form),
    )
    return money(stage_sum(rows, field, form, report), behind)


def stage_sum(rows: Sequence[Contribution], stage: str, form: str, report: SubsidyReport) -> Decimal | None:
    """The amount pledged, invoiced or received in a form up to the reference date; None where that isn't known."""
    if getattr(report.picture.money.financing, "in_kind" if form == "in_kind" else stage) is None:
        return None
    amounts = (row.counted(stage, report.as_of) for row in rows if row.form == form)
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def counted_contributions(report: SubsidyReport) -> list[Contribution]:
    """The contributions that count on the reference date, by organisation."""
    rows = sorted(
        report.evidence.contributions, key=lambda row: (natural_key(row.organisation), natural_key(row.reference))
    )
    return [row for row in rows if any(row.counted(stage, report.as_of) is not None for stage, _, _ in STAGES)]


def balance(report: SubsidyReport) -> Particulars:
    """Cash with cash: what came in and was paid out; then costs with the income that they give a right to."""
    picture, settled = report.picture.money, report.picture.money.settlement
    received, paid = settled.contributions, picture.totals.paid
    cash = None if received is None or settled.advances is None else received + settled.advances
    if report.grant is None:
        cash = received
    left = None if cash is None or paid is None else cash - paid
    covered = "ROUND(Subsidie_bedrag+Bijdragen_ontvangen-Realisatie_totaal,2)"
    every = (
        Particular(
            "cash",
            say("Cash received: contributions and subsidy") if report.grant else say("Contributions received"),
            money(cash, formula(f"Bijdragen_ontvangen{'+Subsidie_ontvangen' if report.grant else ''}")).of(
                "balance/cash"
            ),
        ),
        Particular(
            "paid",
            say("Costs paid"),
            money(paid, formula("Betaald_totaal") if picture.lines else None).of("total/paid"),
        ),
        Particular(
            "left",
            say("Cash balance on the reference date"),
            money(left, formula("ROUND({cash}-{paid},2)")).of("balance/left"),
        ),
        Particular("amount", SUBSIDY["amount"], money(settled.asked, formula("Subsidie_bedrag")).of("subsidy/amount")),
        Particular(
            "contributions",
            say("Contributions received"),
            money(received, formula("Bijdragen_ontvangen")).of("financing/received"),
        ),
        Particular("costs", say("Actual costs"), money(settled.costs, formula("Realisatie_totaal")).of("total/actual")),
        Particular(
            "surplus",
            say("Subsidy and contributions beyond the costs (over-financing)"),
            money(settled.surplus, formula(f"MAX(0,{covered})")).of("settlement/surplus"),
        ),
        Particular(
            "uncovered",
            SUBSIDY["uncovered"],
            money(picture.subsidy.uncovered, formula(f"MAX(0,-{covered})")).of("subsidy/uncovered"),
        ),
        Particular("plan_gap", say("Gap in the plan itself"), money(picture.subsidy.plan_gap).of("subsidy/plan_gap")),
    )
    left_out = {"amount", "contributions", "surplus", "uncovered", "plan_gap"} if report.grant is None else set()
    return tuple(one for one in every if one.id not in left_out and (report.covers_year or one.id != "surplus"))
