"""The plan years side by side, and the road from half subsidy to a programme that the region pays by itself."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kpi.charts.bars import Bar
from kpi.facts.reader import Reader
from kpi.money.outlook import regional_share
from kpi.money.sums import BudgetPicture
from kpi.monitor import budget
from kpi.programme.framework import PlanYear
from kpi.programme.plan import Programme
from kpi.rights import Act
from kpi.sentences import Said, say
from kpi.views.read import Read
from kpi.views.table import Table, table
from kpi.views.value_words import NO_DATA, figure


@dataclass(frozen=True, slots=True)
class Year:
    """A plan year with its money on the reference date."""

    year: PlanYear
    money: BudgetPicture


def read(reader: Reader, as_of: date, plan_year: str) -> tuple[Year, ...]:
    """Every plan year of the programme, in order, on the reference date."""
    return tuple(Year(year, budget(reader, year, as_of)) for year in reader.programme.plan_years)


READ: Read[tuple[Year, ...]] = Read(read, Act.SEE_FIGURES)


def years_table(found: tuple[Year, ...]) -> Table:
    """An amount a row, a plan year a column."""
    rows = [
        (say("Budget"), [one.money.totals.budget for one in found]),
        (say("Invoiced"), [one.money.totals.actual for one in found]),
        (say("Ordered"), [one.money.totals.committed for one in found]),
        (say("Co-financing asked"), [one.money.financing.target for one in found]),
        (say("Co-financing pledged"), [one.money.financing.pledged for one in found]),
        (say("Co-financing received"), [one.money.financing.received for one in found]),
        (say("Subsidy asked"), [one.money.subsidy.cap for one in found]),
        (say("Subsidy at today's costs"), [one.money.subsidy.amount for one in found]),
        (say("Subsidy banked"), [one.money.subsidy.received for one in found]),
    ]
    lines = [[name, *(_euro(amount) for amount in amounts)] for name, amounts in rows]
    years = {one.year.id: one.year.id for one in found}
    return table({"amount": say("Amount"), **years}, lines, years)


def _euro(amount: Decimal | None) -> Said:
    return "–" if amount is None else say.money(amount, cents=False)


def share_now(one: Year) -> Fraction | None:
    """Which part of what came in for a plan year came from the region; None while nothing came in.

    A register of subsidies that was never filled is unknown, unless the year has no subsidy at all.
    """
    received, banked = one.money.financing.received, one.money.subsidy.received
    if banked is None and not one.year.subsidised:
        banked = Decimal(0)
    return regional_share(received, banked)


def share_planned(one: Year, programme: Programme) -> Fraction | None:
    """Which part the plan wants from the region; None where it says nothing."""
    planned = programme.financing_of(one.year.id)
    return None if planned is None else regional_share(planned.cofinancing_planned, planned.subsidy_asked)


def road(found: tuple[Year, ...], programme: Programme) -> tuple[Bar, ...]:
    """A bar for each plan year: the regional share of what came in, and a stroke where the plan wants it."""
    return tuple(_bar(one, programme) for one in found)


def _bar(one: Year, programme: Programme) -> Bar:
    now, wanted = share_now(one), share_planned(one, programme)
    said = say(NO_DATA) if now is None else say.share(now, 0)
    if wanted is not None:
        said = say("{share}, plan {planned}", share=said, planned=say.share(wanted, 0))
    return Bar(one.year.id, now, said, wanted)


def road_table(found: tuple[Year, ...], programme: Programme) -> Table:
    """The same road as a table, with the euros behind each share."""
    headings = {
        "plan_year": say("Plan year"),
        "from_the_region": say("From the region"),
        "subsidy_banked": say("Subsidy banked"),
        "regional_share": say("Regional share"),
        "in_the_plan": say("In the plan"),
    }
    rows = [
        [
            one.year.id,
            _euro(one.money.financing.received),
            _euro(one.money.subsidy.received),
            _share(share_now(one)),
            _share(share_planned(one, programme)),
        ]
        for one in found
    ]
    return table(
        headings,
        rows,
        (
            "from_the_region",
            "subsidy_banked",
            "regional_share",
            "in_the_plan",
        ),
    )


def _share(value: Fraction | None) -> Said:
    return "–" if value is None else say.share(value, 0)


def road_sentence(found: tuple[Year, ...], plan_year: str, programme: Programme) -> Said:
    """How far the plan year is on the way to a programme without subsidy, and what the last year still lacks."""
    current = next(one for one in found if one.year.id == plan_year)
    last = found[-1]
    now = share_now(current)
    first = say(
        "For {plan_year} {share} of what came in is from the region.",
        plan_year=plan_year,
        share=say(NO_DATA) if now is None else say.share(now, 0),
    )
    wanted = share_planned(last, programme)
    if wanted is None or last.money.financing.target is None:
        return first
    return say(
        "{first} The plan wants {planned} for {year}: {target}, of which {pledged} is pledged by now.",
        first=first,
        planned=say.share(wanted, 0),
        year=last.year.id,
        target=say.money(last.money.financing.target, cents=False),
        pledged=figure(last.money.financing.pledged, "euro"),
    )
