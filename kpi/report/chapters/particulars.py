"""Chapter 1: the grant that the account is about, and its rules; what is empty is asked for."""

from collections.abc import Iterator
from datetime import date

from kpi.documents.grid import GridCell, Particular, Particulars, asked, day, money, number, share, text
from kpi.documents.paper import AnyBlock, BookSheet, Only, PaperHeading, PaperParticulars, PaperSection
from kpi.language import Said
from kpi.programme.finance import Grant
from kpi.report.account import SubsidyReport
from kpi.report.account_texts import BASES, CLASSES, PARTICULARS
from kpi.report.chapters import obligations
from kpi.sentences import listed, say, yes_no


def chapter(report: SubsidyReport) -> PaperSection:
    """The grant and its rules, which get names that the formulas of other chapters use."""
    heading = PaperHeading(say("The grant"))
    parts: list[AnyBlock | Only] = [PaperParticulars(say("Plan year and reference date"), moment(report))]
    if report.grant is None:
        title, name = say("1 Plan year and reference date"), say("1 Plan year")
    else:
        title, name = say("1 Particulars of the grant"), say("1 Grant")
        parts += [
            heading,
            PaperParticulars(say("Particulars of the grant decision"), granted(report.grant)),
            *obligations.decided(report.grant),
            PaperHeading(say("Rules by which is accounted")),
            PaperParticulars(say("Rules of the grant"), rules(report, report.grant)),
        ]
    return PaperSection(title, parts, sheet=BookSheet(name, (34, 60, 24, 24)))


def moment(report: SubsidyReport) -> Particulars:
    """The programme and the plan year, the reference date and the revision."""
    return (
        Particular("programme", say("Programme"), text(report.programme.name)),
        Particular("plan_year", say("Plan year"), text(_period(report.year.starts, report.year.ends))),
        Particular("as_of", say("Reference date"), day(report.as_of).left, "Peildatum"),
        Particular("revision", say("Revision of the facts"), number(report.picture.revision).left),
    )


def granted(grant: Grant) -> Particulars:
    """The grant decision; what isn't filled in is asked for."""
    return tuple(_granted(grant))


def _granted(grant: Grant) -> Iterator[Particular]:
    for name, label in PARTICULARS:
        yield Particular(name, label, _given(getattr(grant, name)))
    if grant.period_from and grant.period_until:
        yield Particular("period", say("Period of the grant"), text(_period(grant.period_from, grant.period_until)))
    if grant.advances:
        paid = [listed((say.date(one.on), say.money(one.amount, cents=True)), ": ") for one in grant.advances]
        yield Particular("advances", say("Advances by the decision"), text(listed(paid, "; ")))


def _period(first: date, last: date) -> Said:
    return listed((say.date(first), say.date(last)), " – ")


def rules(report: SubsidyReport, grant: Grant) -> Particulars:
    """The rules of the grant, those with names for formulas first."""
    vat = say("left out") if grant.vat_recoverable else say("part of the costs")
    return (
        Particular(
            "cap", say("Amount granted at most (cap)"), money(grant.cap).left.of("grant/cap"), "Subsidie_plafond"
        ),
        Particular(
            "granted_budget",
            say("Budget that the grant was given for"),
            money(report.programme.granted_amount(grant.plan_year)).left.of("grant/budget"),
            "Begroting_verlening",
        ),
        Particular(
            "rate", say("Share of the eligible costs"), share(grant.rate).left.of("grant/rate"), "Subsidie_percentage"
        ),
        Particular(
            "explain_share",
            say("Explanation from a difference of (share)"),
            share(grant.explain_share).left.of("grant/explain_share"),
            "Toelichting_percentage",
        ),
        Particular(
            "explain_amount",
            say("Explanation from a difference of (amount)"),
            money(grant.explain_amount).left.of("grant/explain_amount"),
            "Toelichting_bedrag",
        ),
        Particular(
            "notify_share",
            say("Possible duty to notify from a difference of"),
            share(grant.notify_share).left.of("grant/notify_share"),
            "Melding_percentage",
        ),
        Particular("grantor", say("Grantor"), text(grant.grantor)),
        Particular("basis", say("How the amount follows"), text(BASES[grant.basis])),
        Particular("vat", say("VAT"), text(vat)),
        Particular("source", say("Source of these rules"), text(_source(grant))),
    )


def _source(grant: Grant) -> Said:
    """The decision once it is known: what was assumed before it no longer counts; and what the file doesn't give."""
    given = say("Grant decision {number}", number=grant.decision_number) if grant.decision_number else grant.source
    if grant.model_fields_set >= {"explain_share", "explain_amount", "notify_share"}:
        return given
    return listed((given, say("what to explain and to notify isn't in the programme file: the usual limits")), "; ")


def _given(value: object) -> GridCell:
    """A particular of the grant, or the request to fill it in."""
    if value is None:
        return asked(say("to be filled in"))
    if isinstance(value, bool):
        return text(yes_no(value=value))
    if isinstance(value, date):
        return day(value).left
    return text({str(name): words for name, words in CLASSES.items()}.get(str(value), str(value)))
