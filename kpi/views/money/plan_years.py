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
from kpi.roles_and_acts import Act
from kpi.sentences import Said, listed, say
from kpi.views.read import Read
from kpi.views.table import Table, headings, table
from kpi.views.value_words import percent


@dataclass(frozen=True, slots=True)
class Year:
    """A plan year with its money on the reference date."""

    plan_year: PlanYear
    money: BudgetPicture


def read(reader: Reader, as_of: date, plan_year: str) -> tuple[Year, ...]:
    """Every plan year of the programme, in order, on the reference date."""
    return tuple(Year(year, budget(reader, year, as_of)) for year in reader.programme.plan_years)


READ: Read[tuple[Year, ...]] = Read(read, Act.SEE_FIGURES)


def years_table(years: tuple[Year, ...]) -> Table:
    """An amount a row, a plan year a column."""
    rows = [
        (say("Budget"), [year.money.totals.budget for year in years]),
        (say("Invoiced"), [year.money.totals.actual for year in years]),
        (say("Ordered"), [year.money.totals.committed for year in years]),
        (say("Co-financing asked"), [year.money.financing.target for year in years]),
        (say("Co-financing pledged"), [year.money.financing.pledged for year in years]),
        (say("Co-financing received"), [year.money.financing.received for year in years]),
        (say("Subsidy asked"), [_asked(year.money) for year in years]),
        (say("Subsidy at today's costs"), [year.money.subsidy.amount for year in years]),
        (say("Subsidy banked"), [year.money.subsidy.received for year in years]),
    ]
    lines = [[name, *(say.money(amount, cents=False) for amount in amounts)] for name, amounts in rows]
    figures = {year.plan_year.id: year.plan_year.id for year in years}
    return table({**headings("Amount"), **figures}, lines, figures)


def _asked(money: BudgetPicture) -> Decimal | None:
    """The subsidy asked by the grant, else what the plan has for the year; 0 where it wants none."""
    return money.subsidy_planned if money.subsidy.cap is None else money.subsidy.cap


def share_now(year: Year) -> Fraction | None:
    """The region's share of the income of a plan year; None while nothing came in.

    A register of subsidies that was never filled is unknown, unless the year has no subsidy at all.
    """
    received, banked = year.money.financing.received, year.money.subsidy.received
    if banked is None and not year.plan_year.subsidised:
        banked = Decimal(0)
    return regional_share(received, banked)


def share_planned(year: Year, programme: Programme) -> Fraction | None:
    """The region's share of the income as planned; None where the plan gives none."""
    planned = programme.financing_of(year.plan_year.id)
    return None if planned is None else regional_share(planned.cofinancing_planned, planned.subsidy_asked)


def road(years: tuple[Year, ...], programme: Programme) -> tuple[Bar, ...]:
    """A bar for each plan year: the regional share of what came in, and a stroke where the plan wants it."""
    return tuple(_bar(year, programme) for year in years)


def _bar(year: Year, programme: Programme) -> Bar:
    now, wanted = share_now(year), share_planned(year, programme)
    label: Said = say.share(now, 0)
    if wanted is not None:
        label = say("{share}, plan {planned}", share=label, planned=say.share(wanted, 0))
    return Bar(year.plan_year.id, now, label, wanted)


def road_table(years: tuple[Year, ...], programme: Programme) -> Table:
    """Return the road as a table, with the euros behind each share."""
    figures = headings("From the region", "Subsidy banked", "Regional share", "In the plan")
    rows: list[list[Said]] = [
        [
            year.plan_year.id,
            say.money(year.money.financing.received, cents=False),
            say.money(year.money.subsidy.received, cents=False),
            say.share(share_now(year), 0),
            say.share(share_planned(year, programme), 0),
        ]
        for year in years
    ]
    return table({**headings("Plan year"), **figures}, rows, figures)


def road_sentence(years: tuple[Year, ...], plan_year: str, programme: Programme) -> Said:
    """The plan year's place on the way to a programme without subsidy, and the last year's shortfall."""
    current = next(year for year in years if year.plan_year.id == plan_year)
    last = years[-1]
    first, wanted, got = _came_in(current), share_planned(last, programme), last.money.financing
    if wanted is None or got.target is None:
        return first
    goal = say(
        "The plan wants {planned} for {year}: {target}",
        planned=say.share(wanted, 0),
        year=last.plan_year.id,
        target=say.money(got.target, cents=False),
    )
    if got.pledged is None:
        return listed((first, listed((goal, "."), "")), " ")
    pledged = say.money(got.pledged) if got.pledged else say("nothing")
    return say("{first} {goal}, of which {pledged} is pledged by now.", first=first, goal=goal, pledged=pledged)


def _came_in(year: Year) -> Said:
    """The region's share of what came in for a plan year; or that nothing came in, or that it isn't known."""
    now, id_ = share_now(year), year.plan_year.id
    if now is not None:
        return say("For {plan_year} {share} of what came in is from the region.", plan_year=id_, share=percent(now))
    if year.money.financing.received is None or (year.plan_year.subsidised and year.money.subsidy.received is None):
        return say("What came in for {plan_year} hasn't been read in yet.", plan_year=id_)
    return say("Nothing has come in for {plan_year} yet.", plan_year=id_)
