"""What *Geld* says in every state of knowledge: nothing read in, nothing planned and nothing spent are three things."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from kpi.language import words_of
from kpi.money.budget import budget_picture
from kpi.money.sums import BudgetPicture, Spend
from kpi.programme.plan import Programme
from kpi.sentences import Said
from kpi.views.money import budget_lines, money, money_bars, plan_years
from kpi.views.money.plan_years import Year
from tests.money.factories import NOTHING_EARNED, NOTHING_SPENT, YEAR, D, earned, plan, spent

NL = words_of("nl")
PLAN = plan(1000, 500)
SPENT = spent(regel_1=Spend(actual=D(300), paid=D(200), committed=D(100), eligible=D(300)))
LOST = replace(spent(), unallocated_rows=6, unallocated=D(12960))


def planned(**changes: object) -> Programme:
    return PLAN.model_copy(update=changes)


def asking(amount: int | None) -> Programme:
    """A plan without a grant that asks so much of the subsidy; None: it says nothing of the year's money at all."""
    financing = tuple(
        one.model_copy(update={"subsidy_asked": D(amount)}) for one in PLAN.financing if amount is not None
    )
    return planned(grants=(), financing=financing)


WITHOUT_LINES = planned(
    budgets=(), plan_years=tuple(year.model_copy(update={"budget": None}) for year in PLAN.plan_years)
)
PLANS = {"a grant": PLAN, "planned": asking(150000), "none": asking(0), "unknown": asking(None), "bare": WITHOUT_LINES}
SPENDING = {"spent": SPENT, "unread": NOTHING_SPENT, "lost": LOST, "nothing": spent()}
INCOME = {
    "unread": NOTHING_EARNED,
    "in": earned("300", organisations=2, subsidy_received=D(60000)),
    "nothing": earned("0", subsidy_received=D(0)),
}


def seen(programme: Programme = PLAN, spending: str = "spent", income: str = "in") -> BudgetPicture:
    return budget_picture(programme, YEAR, SPENDING[spending], INCOME[income], {})


def sentences(programme: Programme, now: BudgetPicture) -> Iterator[Said]:
    """Everything that the screen says in words around the figures."""
    yield from (
        money.unallocated_sentence(now),
        money.money_headline(now),
        money.short_sentence(now),
        money.gap_sentence(now),
        money.subsidy_sentence(now),
        money.cover_words(now),
        budget_lines.outlook_sentence(now),
        plan_years.road_sentence((Year(programme.plan_year(YEAR), now),), YEAR, programme),
    )
    for panel in money_bars.strip(now):
        yield from (panel.title, panel.standing, panel.parts)


@pytest.mark.parametrize(("name", "spending", "income"), list(product(PLANS, SPENDING, INCOME)))
def test_no_sentence_about_money_has_a_hole_where_a_figure_would_be(name: str, spending: str, income: str) -> None:
    """*uitputting geen gegevens van –, met wat verplicht is*: nobody would say so."""
    now = seen(PLANS[name], spending, income)
    for said in map(NL.say, sentences(PLANS[name], now)):
        assert not re.search(r"geen gegevens|–|None|  | [.;,]|[·;,:] *$|^ *[·;]", said), said


def said_of_the_subsidy(name: str, income: str = "nothing") -> tuple[str, str]:
    now = seen(PLANS[name], income=income)
    return NL.say(money.subsidy_sentence(now)), NL.say(money_bars.strip(now)[2].standing)


def test_a_subsidy_that_isnt_known_planned_or_wanted_are_three_things() -> None:
    assert said_of_the_subsidy("unknown") == (
        "Het plan noemt voor 2017-2018 geen subsidiebedrag.",
        "het plan noemt voor dit jaar geen bedrag",
    )
    assert said_of_the_subsidy("planned") == (
        "Het plan gaat voor 2017-2018 uit van €\xa0150.000 subsidie; de regel is nog niet ingevuld, dus er valt nog "
        "niets te berekenen.",
        "€\xa0150.000 in het plan; regel nog niet ingevuld",
    )
    assert said_of_the_subsidy("none") == (
        "Het plan vraagt voor 2017-2018 geen subsidie.",
        "geen subsidie gevraagd voor 2017-2018",
    )


@pytest.mark.parametrize("name", ["unknown", "planned", "none"])
def test_subsidy_that_came_in_is_told_whatever_the_plan_says_of_it(name: str) -> None:
    assert said_of_the_subsidy(name, "in")[0].endswith(" Ontvangen: €\xa060.000.")
    assert NL.say(money_bars.strip(seen(PLANS[name]))[2].parts) == "ontvangen voorschot €\xa060.000"


def test_a_year_without_subsidy_by_its_own_declaration_wants_none() -> None:
    years = tuple(year.model_copy(update={"subsidised": False}) for year in PLAN.plan_years)
    assert seen(asking(None)).subsidy_planned is None
    assert seen(asking(None).model_copy(update={"plan_years": years})).subsidy_planned == 0


def test_money_on_no_line_is_told_beside_the_budget_and_no_year_ends_at_nothing() -> None:
    """12.960 was spent and none of it stands on a line: *Het jaar komt uit op € 0* would be untrue."""
    now = seen(spending="lost")
    assert NL.say(money.unallocated_sentence(now)) == (
        "6 uitgaven van samen €\xa012.960 hebben geen planjaar of geen post van deze begroting en tellen hieronder "
        "niet mee."
    )
    assert NL.say(budget_lines.outlook_sentence(now)) == ""
    assert NL.say(money_bars.strip(now)[0].parts).endswith("· zonder post €\xa012.960")
    assert NL.say(budget_lines.outlook_sentence(seen(spending="nothing"))).startswith("Het jaar komt uit op €\xa00")
    mixed = budget_picture(PLAN, YEAR, replace(SPENT, unallocated_rows=1, unallocated=D(640)), INCOME["in"], {})
    assert NL.say(budget_lines.outlook_sentence(mixed)).endswith(
        " Wat op geen post staat, is daarin niet meegeteld: €\xa0640."
    )


def test_an_amount_that_isnt_known_is_a_dash_in_the_tables() -> None:
    now = seen(spending="unread", income="unread")
    cover = {NL.say(name): NL.say(amount) for name, amount in money.cover_table(now).rows}
    assert (cover["Gefactureerde kosten"], cover["Ontvangen subsidie"], cover["Ten hoogste"]) == (
        "–",
        "–",
        "€\xa0150.000",
    )
    lines = [[NL.say(cell) for cell in row] for row in budget_lines.lines_table(now, PLAN).rows]
    assert lines[0] == ["Regel 1", "€\xa01.000", *["–"] * 4, "op order", "–"]
    assert [NL.say(row[0]) for row in money.cover_table(seen(PLANS["none"])).rows] == [
        "Gefactureerde kosten",
        "Ontvangen subsidie",
        "Ontvangen cofinanciering",
        "Ook toegezegd, in natura",
    ]
