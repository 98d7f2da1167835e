"""The form of a grant and a budget: its start, the names of its fields, and the values filled in."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from kpi.errors import Refusal
from kpi.intake.values.days import day as read_day
from kpi.intake.values.numerals import amount as read_amount
from kpi.language import N_
from kpi.programme.drafting import exact
from kpi.programme.finance import Advance, BudgetLine, Grant, Obligation
from kpi.programme.plan import Output, Programme
from kpi.programme.vocabulary import Text
from kpi.sentences import Said, listed, say, with_note
from kpi.views.promised.grant import GRANT_FIELDS, MONEY, SHARES

T = TypeVar("T")
CENTS = 100


class UnreadableLine(Refusal):
    """A line of a list that isn't an advance or an obligation."""

    template = N_("“{line}” can't be read; write an advance as 01-09-2017 120.000.")


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
    return {
        **fields,
        "advances": _read(given["advances"], _advance),
        "obligations": _read(given["obligations"], _obligation),
    }


def _as_filed(name: str, value: Any) -> Any:  # noqa: ANN401 - any value of a field
    if isinstance(value, date):
        return value.isoformat()
    return exact(value, "share" if name in SHARES else "euro") if name in SHARES | MONEY else value


def to_lines(grant: Grant, name: str) -> Said:
    """The advances or the obligations of a grant as lines of text, that are read back to the same."""
    if name == "advances":
        return listed((listed((say.short_date(line.on), say.money(line.amount)), " ") for line in grant.advances), "\n")
    days = [say.short_date(line.due) if line.due else "" for line in grant.obligations]
    return listed((listed((line.text, day), " ") for line, day in zip(grant.obligations, days, strict=True)), "\n")


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
