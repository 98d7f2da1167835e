"""Page 1: the request for settlement; while the plan year runs, the state of the grant in the same figures."""

from kpi.documents.grid import Particular, Particulars, formula, money, text
from kpi.documents.paper import (
    AMOUNTS,
    AnyBlock,
    BookSheet,
    Only,
    PaperParticulars,
    PaperSection,
    PaperSentence,
    SheetGap,
    in_paper,
)
from kpi.language import Said
from kpi.report.account import Outline, SubsidyReport
from kpi.report.account_texts import ANNEXES
from kpi.report.chapters import declarations, income, obligations, particulars, summary
from kpi.report.chapters.questioned_costs import TITLES, cost_checks
from kpi.report.report_lines import grant_period
from kpi.report.reported_figures import BY_BASIS, SPENT, SUBSIDY
from kpi.sentences import listed, say

APPLICANT = {"applicant", "chamber_number", "account_number", "decision_number"}
"""Who asks, where the amount is paid, and by which decision."""
SETTLED = {"to_receive", "to_repay", "surplus"}
"""What only the whole year says: halfway an advance is neither too much nor too little."""


def chapter(report: SubsidyReport) -> PaperSection:
    """Who asks for which amount by which decision, what it rests on, and what must be explained."""
    final = report.covers_year
    title = say("Request for settlement of the subsidy") if final else say("State of the grant")
    if report.grant is None:
        title = say("The year in figures")
    asked = final and report.grant is not None
    caption = say("Amounts of the request") if asked else say("Amounts on the reference date")
    parts: list[AnyBlock | Only] = [
        PaperSentence(report.about, "note"),
        *([PaperParticulars(say("Applicant and decision"), applicant(report))] if report.grant else []),
        PaperParticulars(caption, amounts(report), AMOUNTS),
        *([PaperSentence(income.forecast(report.grant, final=final), "note")] if report.grant else []),
        PaperSentence(summary.finding(report), figures=summary.FOUND),
        *_to_look_at(report),
        PaperSentence(say("With it come: {titles}.", titles=listed(ANNEXES.values(), "; "))),
    ]
    if asked:
        signature = PaperParticulars(say("Signature of the request"), declarations.signing(report), declarations.SIGNED)
        parts += [SheetGap(), in_paper(signature)]
    return PaperSection(title, parts, sheet=BookSheet(say("0 Request"), (60, 40, 24, 24)))


def applicant(report: SubsidyReport) -> Particulars:
    """The applicant, the decision and its period; what isn't filled in is asked for."""
    first, last = grant_period(report.grant, report.year)
    period = Particular("period", say("Period of the grant"), text(listed((say.date(first), say.date(last)), " – ")))
    grantor = Particular("grantor", say("Grantor"), text(report.grant.grantor if report.grant else None))
    known = particulars.granted(report.grant) if report.grant else ()
    return (*(one for one in known if one.id in APPLICANT), grantor, period)


def amounts(report: Outline) -> Particulars:
    """Costs against the budget, the amount asked, the advances, and what is still to be received or to go back."""
    known, settled = report.picture.money, report.picture.money.settlement
    asked_for = say("Subsidy asked") if report.covers_year else SUBSIDY["amount"]
    rule = BY_BASIS[report.grant.basis] if report.grant else ""
    rest = "ROUND({asked}-{advances},2)"
    every = (
        Particular(
            "budget", SPENT["budget"], money(known.totals.budget, formula("Begroting_totaal")).of("total/budget")
        ),
        Particular("costs", SPENT["actual"], money(settled.costs, formula("Realisatie_totaal")).of("total/actual")),
        Particular(
            "eligible",
            SPENT["eligible"],
            money(known.totals.eligible, formula("Subsidiabel_totaal")).of("total/eligible"),
        ),
        Particular("asked", asked_for, money(settled.asked, formula(rule)).of("subsidy/amount"), "Subsidie_bedrag"),
        Particular(
            "advances", SUBSIDY["received"], money(settled.advances).of("subsidy/received"), "Subsidie_ontvangen"
        ),
        Particular(
            "to_receive",
            say("Still to receive"),
            money(settled.to_receive, formula(f"MAX(0,{rest})")).of("settlement/to_receive"),
        ),
        Particular(
            "to_repay", say("To repay"), money(settled.to_repay, formula(f"MAX(0,-{rest})")).of("settlement/to_repay")
        ),
        Particular(
            "contributions",
            say("Contributions received"),
            money(settled.contributions, formula("Bijdragen_ontvangen")).of("financing/received"),
        ),
        Particular(
            "surplus",
            say("Subsidy and contributions beyond the costs (over-financing)"),
            money(settled.surplus, formula("MAX(0,ROUND({asked}+{contributions}-{costs},2))")).of("settlement/surplus"),
        ),
    )
    if report.grant is None:
        return tuple(one for one in every if one.id in {"budget", "costs", "contributions"})
    return every if report.covers_year else tuple(one for one in every if one.id not in SETTLED)


def deviations(report: SubsidyReport) -> Said:
    """The budget lines whose difference has to be explained, by their numbers."""
    lines = [str(line.number) for line in report.lines if line.to_explain]
    if not lines:
        return say("No budget line differs so much that it has to be explained.")
    return say.plural(
        "{n} budget line differs so much that it has to be explained: number {lines} (chapters 5 and 7).",
        "{n} budget lines differ so much that they have to be explained: numbers {lines} (chapters 5 and 7).",
        len(lines),
        lines=", ".join(lines),
    )


def _to_look_at(report: SubsidyReport) -> list[PaperSentence]:
    """What an officer looks at first: deviations, costs that raise a question, obligations."""
    if report.grant is None:
        return []
    met = obligations.met(report.grant)
    return [
        PaperSentence(deviations(report), figures=("count/to_explain",)),
        *_checks(report),
        *([PaperSentence(met, figures=("count/met", "count/obligations"))] if met else []),
    ]


def _checks(report: SubsidyReport) -> list[PaperSentence]:
    """Each kind of cost that an officer asks about, with its sum and the amount that would be asked otherwise."""
    said = {
        check.kind: say(
            "{what}: {costs}; the subsidy is {with_them} with them and {without_them} without them (chapter 5).",
            what=TITLES[check.kind],
            costs=say.money(check.costs),
            with_them=say.money(check.with_them),
            without_them=say.money(check.without_them),
        )
        for check in cost_checks(report.programme, report.picture, report.bookings)
        if check.bookings
    }
    columns = ("costs", "with", "without")
    return [
        PaperSentence(words, figures=tuple(f"check/{kind}/{column}" for column in columns))
        for kind, words in said.items()
    ]
