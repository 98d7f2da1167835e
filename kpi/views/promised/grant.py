"""The settings of a grant in words, field by field, and the form in which they are filled in."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kpi.language import N_
from kpi.programme.drafting import exact
from kpi.programme.finance import BudgetLine, Grant
from kpi.programme.plan import Output, Programme
from kpi.programme.vocabulary import Text
from kpi.sentences import Said, listed, lower, say, with_note, yes_no
from kpi.views.promised.grant_lines import LINES, read_lines
from kpi.views.table import Table, headings, table

GRANT_FIELDS: dict[str, str] = {
    "decision_number": N_("Number of the grant decision"),
    "applicant": N_("Applicant"),
    "chamber_number": N_("Chamber of Commerce number"),
    "account_number": N_("Account number"),
    "contact": N_("Contact"),
    "period_from": N_("Period from"),
    "period_until": N_("Period until"),
    "budget_approved_on": N_("Changed decision names the budget of"),
    "basis": N_("Rule for the amount"),
    "rate": N_("Rate"),
    "cap": N_("Subsidy granted"),
    "vat_recoverable": N_("VAT can be recovered"),
    "accountability": N_("Accounts for"),
    "auditor_statement": N_("Auditor's statement asked"),
    "deadline": N_("Report due on"),
    "explain_share": N_("Explain a difference from this share"),
    "explain_amount": N_("Explain a difference from this amount"),
    "notify_share": N_("Report a difference from this share"),
    "advances": N_("Advances"),
    "obligations": N_("Obligations"),
    "changes": N_("Changes of the decision"),
    "publicity": N_("Publicity"),
    "source": N_("Source"),
}
BASES: dict[str, str] = {
    "fixed": N_("the amount granted"),
    "percentage_capped": N_("a percentage of the eligible costs, up to the amount granted"),
    "pro_rata": N_("pro rata of the budget, up to the amount granted"),
    "deficit_capped": N_("the deficit, up to the amount granted"),
}
ACCOUNTABILITIES: dict[str, str] = {
    "none": N_("nothing unless sampled"),
    "performance": N_("performance"),
    "costs": N_("performance and costs, with a report"),
}
MONEY = frozenset({"cap", "explain_amount"})
SHARES = frozenset({"rate", "explain_share", "notify_share"})


def grant_field(grant: Grant, name: str) -> Said:
    """A setting of a grant in words; a dash while it isn't known."""
    value = getattr(grant, name)
    if value is None or value == ():
        return "–"
    if name in MONEY:
        return say.money(value)
    if name in SHARES:
        return say.share(value)
    return _plain(name, value)


def _plain(name: str, value: object) -> Said:
    if isinstance(value, bool):
        return yes_no(value=value)
    if isinstance(value, date):
        return say.short_date(value)
    if isinstance(value, tuple):
        return listed(map(LINES[name].written, value), " · ")
    named = {"basis": BASES, "accountability": ACCOUNTABILITIES}.get(name, {})
    return say(named[str(value)]) if str(value) in named else str(value)


ASKED = ("decision_number", "applicant", "contact", "deadline")
"""What a grant must say before an account can be final."""


def headline(programme: Programme, plan_year: str) -> Said:
    """The settings of a plan year in a sentence: the grant, the fields it still lacks, and the budget in force."""
    grant, versions = programme.grant(plan_year), programme.budget_versions(plan_year)
    if grant is None:
        first = say("No grant is set for {plan_year}.", plan_year=plan_year)
    else:
        first = say("For {plan_year} a subsidy of at most {cap} is set.", plan_year=plan_year, cap=say.money(grant.cap))
    return listed((first, _lacking(grant), _budget_in_force(len(versions), programme, plan_year)), " ")


def _lacking(grant: Grant | None) -> Said:
    empty = [lower(say(GRANT_FIELDS[name])) for name in ASKED if grant and getattr(grant, name) is None]
    return say("Not known yet: {what}.", what=listed(empty)) if empty else ""


def _budget_in_force(versions: int, programme: Programme, plan_year: str) -> Said:
    budget = programme.budget(plan_year)
    if budget is None:
        return say("Its budget lines aren't planned yet.")
    if versions == 1:
        return say("The budget is {total}.", total=say.money(budget.total))
    return say(
        "The budget is {total}, as approved on {day}.", total=say.money(budget.total), day=say.date(budget.approved_on)
    )


def versions_table(programme: Programme, plan_year: str) -> Table:
    """The budgets of a plan year, the original first."""
    rows = [
        [
            say.short_date(budget.approved_on) if budget.approved_on else say("original"),
            say.money(budget.total),
            say.number(len(budget.lines)),
            budget.source,
        ]
        for budget in programme.budget_versions(plan_year)
    ]
    return table(headings("Approved on", "Total", "Lines", "Source"), rows, figures=("total", "lines"))


def to_begin_with(programme: Programme, plan_year: str) -> Grant:
    """The start of the form of a first grant: the rules of the latest grant, and nothing filled in of its own."""
    nothing = Decimal(0)
    blank = Grant(
        plan_year=plan_year, basis="percentage_capped", rate=nothing, cap=nothing, grantor=Text(nl="", en=""), source=""
    )
    if not programme.grants:
        return blank
    kept = ("basis", "rate", "cap", "vat_recoverable", "grantor", "explain_share", "explain_amount", "notify_share")
    return blank.model_copy(update={name: getattr(programme.grants[-1], name) for name in kept})


def filled_in(given: Mapping[str, Any], grant: Grant) -> dict[str, Any]:
    """The fields of the form in the shape of the file. Raises UnreadableLine."""
    fields = {name: _as_filed(name, value) for name, value in given.items()}
    if grant.auditor_statement is None and not given["auditor_statement"]:
        fields["auditor_statement"] = None
    return {**fields, **{name: read_lines(name, given[name]) for name in LINES}}


def _as_filed(name: str, value: Any) -> Any:  # noqa: ANN401 - any value of a field
    if isinstance(value, date):
        return value.isoformat()
    return exact(value, "share" if name in SHARES else "euro") if name in SHARES | MONEY else value


def in_unit(name: str, unit: str) -> Said:
    """A figure of the grant with the unit that it is filled in by."""
    return listed((say(GRANT_FIELDS[name]), say(" (in percent)") if unit == "share" else say(" (in euro)")), "")


def line_label(line: BudgetLine) -> Said:
    """A budget line with its number."""
    return listed((f"{line.number}.", line.title), " ")


def halves(lines: Sequence[BudgetLine]) -> tuple[tuple[BudgetLine, int], ...]:
    """The lines in their order, each with the half that it is in: 0 or 1."""
    return tuple((line, 2 * index // len(lines)) for index, line in enumerate(lines))


def output_label(output: Output) -> Said:
    """A planned delivery with the unit that it is counted in."""
    return with_note(output.title, output.unit)
