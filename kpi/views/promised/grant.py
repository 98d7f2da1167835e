"""The settings of a grant in words, field by field."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from kpi.errors import Refusal
from kpi.intake.values.days import day as read_day
from kpi.intake.values.numerals import amount as read_amount
from kpi.language import N_, Words
from kpi.programme.drafting import exact
from kpi.programme.finance import Advance, BudgetLine, Grant, Obligation
from kpi.programme.plan import Output, Programme
from kpi.programme.vocabulary import Text
from kpi.views.table import Table, table

T = TypeVar("T")
CENTS = 100


class UnreadableLine(Refusal):
    """A line of a list that isn't an advance or an obligation."""

    template = N_("“{line}” can't be read; write an advance as 01-09-2017 120.000.")


GRANT_FIELDS: dict[str, str] = {
    "decision_number": N_("Number of the grant decision"),
    "applicant": N_("Applicant"),
    "contact": N_("Contact"),
    "period_from": N_("Period from"),
    "period_until": N_("Period until"),
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


def grant_field(grant: Grant, name: str, words: Words) -> str:
    """One setting of a grant in words; a dash while it isn't known."""
    value = getattr(grant, name)
    if value is None or value == ():
        return "–"
    if name in MONEY:
        return words.money(value)
    if name in SHARES:
        return words.share(value)
    return _plain(name, value, words)


def _plain(name: str, value: object, words: Words) -> str:
    if isinstance(value, bool):
        return words("yes") if value else words("no")
    if isinstance(value, date):
        return words.short_date(value)
    if isinstance(value, tuple):
        return " · ".join(_one_of(one, words) for one in value)
    named = {"basis": BASES, "accountability": ACCOUNTABILITIES}.get(name, {})
    return words(named[str(value)]) if str(value) in named else str(value)


def _one_of(one: object, words: Words) -> str:
    """An advance or an obligation: its day, if any, and its amount or its text."""
    held = {name: value for name, value in vars(one).items() if value is not None}
    return " ".join(
        words.short_date(value) if isinstance(value, date) else words.money(value) if name == "amount" else str(value)
        for name, value in sorted(held.items(), reverse=True)
    )


ASKED = ("decision_number", "applicant", "contact", "deadline")
"""What a grant must say before an account can be final."""


def headline(programme: Programme, plan_year: str, words: Words) -> str:
    """What is set for a plan year: the grant, what it still lacks, and the budget in force."""
    grant, versions = programme.grant(plan_year), programme.budget_versions(plan_year)
    if grant is None:
        first = words("No grant is set for {plan_year}.", plan_year=plan_year)
    else:
        first = words(
            "For {plan_year} a subsidy of at most {cap} is set.", plan_year=plan_year, cap=words.money(grant.cap)
        )
    return " ".join(
        [first, _lacking(grant, words), _budget_in_force(len(versions), programme, plan_year, words)]
    ).strip()


def _lacking(grant: Grant | None, words: Words) -> str:
    empty = [words(GRANT_FIELDS[name]).lower() for name in ASKED if grant and getattr(grant, name) is None]
    return words("Not known yet: {what}.", what=", ".join(empty)) if empty else ""


def _budget_in_force(versions: int, programme: Programme, plan_year: str, words: Words) -> str:
    budget = programme.budget(plan_year)
    if budget is None:
        return words("Its budget lines aren't planned yet.")
    if versions == 1:
        return words("The budget is {total}.", total=words.money(budget.total))
    return words(
        "The budget is {total}, as approved on {day}.",
        total=words.money(budget.total),
        day=words.date(budget.approved_on),
    )


def versions_table(programme: Programme, plan_year: str, words: Words) -> Table:
    """The budgets of a plan year, the original first."""
    rows = [
        [
            words.short_date(one.approved_on) if one.approved_on else words("original"),
            words.money(one.total),
            words.number(len(one.lines)),
            one.source,
        ]
        for one in programme.budget_versions(plan_year)
    ]
    return table([words("Approved on"), words("Total"), words("Lines"), words("Source")], rows, figures=(1, 2))


def to_begin_with(programme: Programme, plan_year: str) -> Grant:
    """What the form of a first grant begins with: the rules of the latest one, and nothing known of it."""
    nothing = Decimal(0)
    blank = Grant(
        plan_year=plan_year, basis="percentage_capped", rate=nothing, cap=nothing, grantor=Text(nl="", en=""), source=""
    )
    if not programme.grants:
        return blank
    kept = ("basis", "rate", "cap", "vat_recoverable", "grantor", "explain_share", "explain_amount", "notify_share")
    return blank.model_copy(update={name: getattr(programme.grants[-1], name) for name in kept})


def filled_in(given: Mapping[str, Any], held: Grant) -> dict[str, Any]:
    """The fields of the form in the shape of the file. Raises UnreadableLine."""
    found = {name: _as_filed(name, value) for name, value in given.items()}
    if held.auditor_statement is None and not given["auditor_statement"]:
        found["auditor_statement"] = None
    return {
        **found,
        "advances": _read(given["advances"], _advance),
        "obligations": _read(given["obligations"], _obligation),
    }


def _as_filed(name: str, value: Any) -> Any:  # noqa: ANN401 - any value of a field
    if isinstance(value, date):
        return value.isoformat()
    return exact(value, "share" if name in SHARES else "euro") if name in SHARES | MONEY else value


def to_lines(held: Grant, name: str, words: Words) -> str:
    """The advances or the obligations of a grant as lines of text, that are read back to the same."""
    if name == "advances":
        return "\n".join(f"{words.short_date(one.on)} {words.money(one.amount)}" for one in held.advances)
    days = [f" {words.short_date(one.due)}" if one.due else "" for one in held.obligations]
    return "\n".join(one.text + day for one, day in zip(held.obligations, days, strict=True))


def _read(text: str, reading: Callable[[str], T]) -> tuple[T, ...]:
    return tuple(reading(line.strip()) for line in text.splitlines() if line.strip())


def _advance(line: str) -> dict[str, str]:
    on, _, rest = line.partition(" ")
    day, cents = read_day(on), read_amount(rest)
    if not isinstance(day, date) or not isinstance(cents, int):
        raise UnreadableLine(line=line)
    return Advance(on=day, amount=Decimal(cents) / CENTS).model_dump(mode="json")


def _obligation(line: str) -> dict[str, Any]:
    text, _, last = line.rpartition(" ")
    day = read_day(last)
    if text and isinstance(day, date):
        return Obligation(text=text, due=day).model_dump(mode="json")
    return Obligation(text=line).model_dump(mode="json")


def in_unit(name: str, unit: str, words: Words) -> str:
    """A figure of the grant with the unit that it is filled in by."""
    return words(GRANT_FIELDS[name]) + (words(" (in percent)") if unit == "share" else words(" (in euro)"))


def line_label(line: BudgetLine, language: str) -> str:
    """A budget line with its number."""
    return f"{line.number}. {line.title.in_(language)}"


def halves(lines: Sequence[BudgetLine]) -> tuple[tuple[BudgetLine, int], ...]:
    """The lines in their order, each with the half that it is in: 0 or 1."""
    return tuple((line, 2 * index // len(lines)) for index, line in enumerate(lines))


def output_label(output: Output, language: str) -> str:
    """A planned delivery with the unit that it is counted in."""
    return f"{output.title.in_(language)} ({output.unit.in_(language)})"
