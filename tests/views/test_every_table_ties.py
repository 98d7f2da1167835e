"""Every table and sentence where a figure stands beside its parts, its sum or its change: read back, they tie.

Random plan years with amounts to the cent are shown, and only the shown texts are looked at.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from re import findall

from hypothesis import given
from hypothesis import strategies as st

from kpi.facts.measuring.contribution_stages import Ladder, Rung
from kpi.facts.measuring.fact_rows import Group
from kpi.language import words_of
from kpi.money.budget import budget_picture
from kpi.money.sums import BudgetPicture, Spend
from kpi.picture import Picture
from kpi.programme.measure import Measure, Term
from kpi.report.account import outline
from kpi.report.chapters import performance
from kpi.sentences import Said
from kpi.views.comparison.compare import compare, indicators_table, money_table
from kpi.views.comparison.what_if import Assumed, what_if
from kpi.views.comparison.what_if_tables import money_table as supposed_table
from kpi.views.money import budget_lines, money
from kpi.views.money.contributions_by_organisation import ladder_sentence, ladder_table
from kpi.views.money.money_bars import strip
from kpi.views.results.indicator import Split, split_table
from kpi.views.results.overview import headline
from kpi.views.table import Table, texts
from tests.money.factories import YEAR, earned, plan, spent, worded
from tests.score.factories import indicator, scored, share

NL, DAY, D, F = words_of("nl"), date(2018, 4, 30), Decimal, Fraction
FILLED = indicator("rate", ("0.9", "2020-12-31"), id="filled", unit="share")
BROUGHT = indicator("stock", (150000, "2018-12-31"), id="brought", unit="euro", splits=("form",))
CONTRIBUTED = Measure(kind="count", numerator=(Term(register_name="contributions", add="sum", of="received"),))
PLAN = worded(plan(20000, 3000, 500)).model_copy(update={"indicators": (FILLED, BROUGHT), "sheets": {}, "lists": {}})
CENTS = st.integers(0, 12_000_000).map(lambda n: D(n) / 100)
SMALL = st.integers(0, 900_000).map(lambda n: D(n) / 100)
SPENDS = st.lists(st.builds(Spend, SMALL, SMALL, SMALL, SMALL), min_size=3, max_size=3)
WORLDS = st.builds(
    lambda spends, got, pledged, invoiced, made: budget_picture(
        PLAN,
        YEAR,
        spent(**{f"regel_{n}": each for n, each in enumerate(spends, start=1)}),
        earned(str(got), pledged=pledged, invoiced=invoiced, organisations=7, subsidy_received=D(1000)),
        {"afleveringen": made},
        DAY,
    ),
    SPENDS,
    CENTS,
    CENTS,
    CENTS,
    st.integers(0, 600).map(lambda n: D(n) / 10),
)


def numbers(text: str) -> list[Decimal]:
    """The numbers of a Dutch text, in its order; one with a minus before it is below zero."""
    plain = text.replace("−", "-").replace("€\xa0", "").replace("-/-", "-")
    found = findall(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?", plain)
    return [D(each.replace(".", "").replace(",", ".")) for each in found]


def amounts(text: str) -> list[Decimal]:
    """The amounts of a Dutch text: what has a euro sign before it."""
    found = findall(r"([-−]?)€\xa0([\d.]+(?:,\d+)?)", text)
    return [D(n.rstrip(".").replace(".", "").replace(",", ".")) * (-1 if sign else 1) for sign, n in found]


def cells(shown: Table) -> list[list[Decimal | None]]:
    """The figures of each row after its name; None where it shows none."""
    rows = [[numbers(cell) for cell in row[1:]] for row in texts(shown, NL).rows]
    return [[cell[0] if cell else None for cell in row] for row in rows]


def said(words: Said) -> str:
    return NL.say(words)


def pictured(known: BudgetPicture, share_: tuple[int, int], brought: Decimal) -> Picture:
    scores = (
        scored(FILLED, "2018-04-30", share(min(share_), max(share_))),
        scored(BROUGHT, "2018-04-30", float(brought)),
    )
    return Picture("voorbeeld", 3, DAY, YEAR, scores, (), known, sample=False)


@given(WORLDS)
def test_a_budget_is_what_is_invoiced_ordered_and_left_of_it_in_tables_and_sentences(known: BudgetPicture) -> None:
    rows = cells(budget_lines.lines_table(known, PLAN))
    for budget, actual, _, ordered, left, *_ in rows:
        assert budget == actual + ordered + left  # type: ignore[operator]
    *parts, total = rows
    assert [total[n] for n in (0, 1, 2, 3, 4, 6)] == [sum(row[n] for row in parts) for n in (0, 1, 2, 3, 4, 6)]  # type: ignore[misc]
    first, *used, left = [row[0] for row in cells(budget_lines.steps_table(budget_lines.steps(known)))]
    assert first - sum(used) == left  # type: ignore[operator, arg-type]
    budget, actual, ordered, left = amounts(said(money.money_headline(known)))
    assert budget == actual + ordered + left
    panel = strip(known)[0]
    parts_ = numbers(said(panel.parts))
    assert amounts(said(panel.standing))[0] == parts_[0] + parts_[2] + parts_[3]
    title = amounts(said(budget_lines.steps_title(known)))
    assert title[-1] == left or abs(title[0]) == -left or title[0] == left


@given(WORLDS)
def test_a_prognosis_is_what_it_rests_on_and_so_far_from_the_budget(known: BudgetPicture) -> None:
    told = amounts(said(budget_lines.outlook_sentence(known)))
    rest = known.totals.forecast.rest if known.totals.forecast else None
    if rest:
        amount, booked, rest_, *apart = told
        assert amount == booked + rest_
    else:
        amount, *apart = told
    budget = cells(budget_lines.lines_table(known, PLAN, cents=True))[-1][0]
    assert not apart or abs(budget - amount) == apart[0]  # type: ignore[operator]


@given(WORLDS)
def test_costs_are_what_subsidy_region_and_nobody_cover(known: BudgetPicture) -> None:
    rows = {row[0]: numbers(row[1]) for row in texts(money.cover_table(known), NL).rows}
    costs, subsidy = rows["Gefactureerde kosten"][0], rows["Verwachte subsidie bij de huidige kosten"][0]
    got, open_ = rows["Ontvangen cofinanciering"][0], rows["Niet-gedekte kosten"][0]
    assert not open_ or costs == subsidy + got + open_
    parts = numbers(said(money.cover_words(known)))
    assert not parts[2] or costs == sum(parts)


@given(WORLDS)
def test_what_the_region_brought_and_what_is_short_make_up_what_the_plan_asks(known: BudgetPicture) -> None:
    panel = strip(known)[1]
    got, target = numbers(said(panel.standing))[:2]
    told = amounts(said(money.short_sentence(known)))
    to_come = amounts(said(headline(pictured(known, (1, 2), D(0)))))
    assert not known.financing.gap or got + to_come[-1] == target
    if known.financing.gap:
        still = (known.financing.pledged or 0) > (known.financing.received or 0)
        pledged, received = numbers(said(panel.parts))[0], numbers(said(panel.parts))[2]
        assert not still or pledged - received == told[-1]


@given(WORLDS, WORLDS, st.tuples(*[st.tuples(st.integers(0, 90), st.integers(1, 90))] * 2), CENTS, CENTS)
def test_a_change_is_the_difference_of_what_stands_beside_it(
    then: BudgetPicture, now: BudgetPicture, shares: tuple[tuple[int, int], tuple[int, int]], old: Decimal, new: Decimal
) -> None:
    pair = compare(pictured(then, shares[0], old), pictured(now, shares[1], new))
    for shown in (money_table(pair), indicators_table(pair, PLAN, everything=True)):
        for row in texts(shown, NL).rows:
            before, after, difference = row[1:4]
            if difference not in {"ongewijzigd", "–"} and "≈" not in difference:
                [change] = numbers(difference.replace("+", ""))
                assert numbers(after)[0] - numbers(before)[0] == change, row


@given(WORLDS, st.integers(0, 5), SMALL)
def test_what_would_be_spent_is_covered_by_what_stands_below_it(known: BudgetPicture, come: int, each: Decimal) -> None:
    seen = pictured(known, (1, 2), D(0))
    effect = what_if(seen, PLAN, Assumed(D(come), each, None, D("0.9")))
    columns = zip(*cells(supposed_table(effect, seen)), strict=True)
    for spent_, got, _, subsidy, open_ in columns:
        assert not open_ or spent_ == got + subsidy + open_  # type: ignore[operator]


RUNGS = st.lists(st.tuples(SMALL, SMALL, SMALL, st.tuples(SMALL, SMALL, SMALL, SMALL)), min_size=1, max_size=4)


@given(RUNGS)
def test_all_organisations_are_the_sum_of_each(
    drawn: list[tuple[Decimal, Decimal, Decimal, tuple[Decimal, ...]]],
) -> None:
    rungs = [Rung(f"Voorbeeld {n}", F(a), F(b), F(c), tuple(map(F, rest))) for n, (a, b, c, rest) in enumerate(drawn)]
    whole = Rung(
        "",
        *(sum((getattr(one, name) for one in rungs), F(0)) for name in ("pledged", "invoiced", "received")),
        tuple(sum(column, F(0)) for column in zip(*(one.open for one in rungs), strict=True)),  # type: ignore[arg-type]
    )
    ladder = Ladder(tuple(rungs), whole, len(rungs))
    *parts, total = cells(ladder_table(ladder))
    assert total == [sum(row[n] for row in parts) for n in range(7)]  # type: ignore[misc]
    if whole.invoiced and sum(whole.open):  # type: ignore[arg-type]
        assert amounts(said(ladder_sentence(ladder)))[0] == sum(total[3:])  # type: ignore[arg-type]


@given(st.lists(SMALL, min_size=1, max_size=15))
def test_the_parts_of_a_split_add_up(parts: list[Decimal]) -> None:
    """Their sum is the value of the indicator, which stands on the same screen in whole euro."""
    split = Split("form", tuple(Group((f"soort {n:02}",), F(each)) for n, each in enumerate(parts)))
    declared = PLAN.indicator("brought").model_copy(update={"measure": CONTRIBUTED})
    shown = sum(row[0] or D(0) for row in cells(split_table(PLAN, declared, split)))
    assert NL.money(shown, cents=False) == NL.money(sum(parts), cents=False)


@given(WORLDS)
def test_what_was_planned_is_what_was_delivered_and_what_is_left(known: BudgetPicture) -> None:
    [(*_, planned, delivered, left)] = texts(money.outputs_table(known, PLAN), NL).rows
    assert numbers(left)[0] == max(numbers(planned)[0] - numbers(delivered)[0], 0)
    [row] = performance.outputs(outline(PLAN, replace(pictured(known, (1, 2), D(0)), indicators=()))).rows
    told = {name: numbers(row[name].said(NL))[0] for name in ("planned", "delivered", "difference")}
    assert told["delivered"] - told["planned"] == told["difference"]
