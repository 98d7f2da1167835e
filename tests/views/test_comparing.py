"""Two pictures beside each other: what differs, and under which promise."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.facts.decisions.programme_changes import DecisionChange
from kpi.language import words_of
from kpi.money.budget import budget_picture
from kpi.money.sums import Spend
from kpi.picture import Picture
from kpi.programme.framework import Target
from kpi.score.goals import goal_scores
from kpi.views.comparison.compare import column_headings, compare, headline, indicators_table, money_table
from kpi.views.promised.retargeting import retargeted, retargeted_table, steps_between
from kpi.views.table import texts
from tests.money.factories import NOTHING_EARNED, NOTHING_SPENT, YEAR, earned, plan, spent
from tests.score.factories import indicator, scored

D, F, NL = Decimal, Fraction, words_of("nl")
COMPANIES = indicator("stock", (50, "2018-12-31"), id="companies")
FILLED = indicator("rate", ("0.9", "2020-12-31"), id="filled", unit="share")
PLAN = plan(200000, 100000).model_copy(update={"indicators": (COMPANIES, FILLED)})


def picture(day: str, companies: float | None, filled: str, received: int, revision: int = 3) -> Picture:
    scores = (scored(COMPANIES, day, companies), scored(FILLED, day, filled))
    costs = spent(regel_1=Spend(actual=D(90000), eligible=D(90000)))
    got = earned(str(received), pledged=D(100000), invoiced=D(80000), organisations=40)
    money = budget_picture(PLAN, YEAR, costs, got, {})
    day_ = date.fromisoformat(day)
    return Picture("voorbeeld", revision, day_, YEAR, scores, goal_scores(PLAN, scores), money, sample=False)


THEN, NOW = picture("2017-12-31", 20, "0.7", 60000), picture("2018-06-30", 41, "0.7", 72500)


def test_what_differs_between_two_dates() -> None:
    found = compare(THEN, NOW)
    assert [pair.after.id for pair in found.moved] == ["companies"]
    assert NL.say(headline(found)) == ("1 indicator verschilt, ook van status; ontvangen cofinanciering: +€\xa012.500.")
    assert tuple(map(NL.say, column_headings(found))) == ("31-12-2017", "30-06-2018")
    assert texts(indicators_table(found, PLAN), NL).rows == (
        ("Voorbeeld", "20", "41", "+21", "vraagt aandacht → op koers", "50 op 31-12-2018"),
    )


def test_the_amounts_have_their_difference_and_what_is_not_known_has_none() -> None:
    bare = replace(THEN, money=budget_picture(PLAN, YEAR, NOTHING_SPENT, NOTHING_EARNED, {}))
    rows = {row[0]: row[1:] for row in texts(money_table(compare(bare, NOW)), NL).rows}
    assert rows["Ontvangen cofinanciering"] == ("geen gegevens", "€\xa072.500", "–")
    assert rows["Begroting"] == ("€\xa0300.000", "€\xa0300.000", "ongewijzigd")


def test_a_value_that_was_not_known_has_no_difference() -> None:
    found = compare(picture("2017-12-31", None, "0.9", 0), picture("2018-06-30", 41, "0.7", 0))
    rows = [row[1:4] for row in texts(indicators_table(found, PLAN), NL).rows]
    assert rows == [("geen gegevens", "41", "–"), ("90%", "70%", "−20 procentpunt")]


def test_two_revisions_are_told_apart_by_their_number() -> None:
    assert tuple(map(NL.say, column_headings(compare(replace(NOW, revision=2), NOW)))) == ("Revisie 2", "Revisie 3")
    assert tuple(map(NL.say, column_headings(compare(replace(THEN, revision=2), NOW)))) == (
        "31-12-2017, r2",
        "30-06-2018, r3",
    )


def test_a_changed_target_has_its_score_under_the_old_and_under_the_new_one() -> None:
    eased = COMPANIES.model_copy(update={"targets": (Target(value=D(40), due=date(2018, 12, 31)),)})
    new = PLAN.model_copy(update={"indicators": (eased, FILLED)})
    after = replace(NOW, indicators=(scored(eased, "2018-06-30", 41), NOW.indicators[1]))
    found = retargeted(PLAN, new, NOW.indicators, after)
    assert texts(retargeted_table(found, PLAN), NL).rows == (
        ("Voorbeeld", "op koers: 41 van 50", "behaald: 41 van 40"),
    )
    assert retargeted(PLAN, PLAN, NOW.indicators, NOW) == ()


def step(revision: int, at: datetime) -> DecisionChange:
    return DecisionChange("programme/thresholds", None, "{}", "x", "Redacteur", at, revision, None)


def test_what_was_set_between_two_revisions_or_else_between_two_dates() -> None:
    steps = [step(n, datetime(2018, n, 10, 12, tzinfo=UTC)) for n in range(1, 7)]
    between = compare(replace(THEN, revision=2), replace(NOW, revision=4))
    assert [one.revision for one in steps_between(steps, between)] == [3, 4]
    dates = compare(replace(THEN, as_of=date(2018, 2, 10)), replace(THEN, as_of=date(2018, 4, 10)))
    assert [one.revision for one in steps_between(steps, dates)] == [3, 4]


VALUES = st.integers(0, 60)


@settings(max_examples=30, deadline=None)
@given(VALUES, VALUES)
def test_a_picture_beside_itself_differs_in_nothing_and_turning_round_turns_the_sign(one: int, other: int) -> None:
    first, second = picture("2018-06-30", one, "0.5", one * 10), picture("2018-06-30", other, "0.5", other * 10)
    assert compare(first, first).moved == ()
    there, back = compare(first, second).money, compare(second, first).money
    assert [a.difference for a in there] == [None if b.difference is None else -b.difference for b in back]
