"""Reasons and rules asked of a case without a value, and figures in each unit."""

from fractions import Fraction

import pytest

from kpi.language import words_of
from kpi.score.explanation import REASONS
from kpi.score.scores import Gap, Observation, Status, TargetOutcome
from kpi.score.scoring import case_of
from kpi.score.status_rules import RULES
from kpi.score.value_notation import against, expectation
from tests.score.factories import THRESHOLDS, day, indicator, levels, programme, scored

NL = words_of("nl")
STOCK = indicator("stock", (100, "2020-12-31"), baseline=15)
RATE = indicator("rate", ("0.90", "2020-12-31"), unit="share", minimum_denominator=10)
LATER = indicator("yearly", (500, "2020-12-31"), levels=levels((2019, 250)))
ON = day("2018-06-30")
UNKNOWN = {ON: Observation(None, gap=Gap.NO_ROWS)}


def test_a_case_without_a_value_is_not_short_of_its_target_and_writes_a_dash() -> None:
    case = case_of(programme(RATE), RATE, ON, UNKNOWN)
    assert (case.short_of_target, case.met) == (None, False)
    margin = NL.number(THRESHOLDS.share_margin * 100)
    assert NL.say(REASONS[Status.ATTENTION](case)) == f"–; – procentpunt van het doel af, hoogstens {margin}"


def test_a_case_without_a_ratio_says_what_was_expected() -> None:
    case = case_of(programme(STOCK), STOCK, ON, UNKNOWN)
    assert NL.say(REASONS[Status.ON_TRACK](case)) == (
        "–; op 30 juni 2018 verwacht: 47 (verondersteld pad van 15 naar 100)"
    )
    assert [status for status, applies in RULES if applies(case)] == [Status.NO_DATA, Status.BEHIND]


def test_a_case_of_which_nothing_is_expected_says_its_figures_only() -> None:
    case = case_of(programme(LATER), LATER, ON, {ON: Observation(Fraction(3))})
    assert case.expected is None
    assert NL.say(REASONS[Status.ON_TRACK](case)) == "3 bedrijven in 2018"


def test_an_agreed_path_is_said_to_be_agreed() -> None:
    targets = tuple(target.model_copy(update={"agreed": True}) for target in STOCK.targets)
    agreed = STOCK.model_copy(update={"targets": targets})
    assert "(afgesproken pad van 15 naar 100)" in NL.say(scored(agreed, "2018-06-30", 47).explanation)


@pytest.mark.parametrize(("unit", "shown"), [("euro", "€\N{NO-BREAK SPACE}13"), ("share", "1.250%"), ("count", "13")])
def test_an_expectation_is_written_in_the_unit_of_its_indicator(unit: str, shown: str) -> None:
    assert NL.say(expectation(indicator("stock", (100, "2020-12-31"), unit=unit), Fraction("12.5"))) == shown


def test_a_count_of_nothing_in_particular_has_no_word_after_it() -> None:
    plain = indicator("stock", (100, "2020-12-31"), noun={"nl": "", "en": ""})
    assert (
        NL.say(against(plain, Fraction(58), TargetOutcome(Fraction(100), day("2020-12-31"), None), None))
        == "58 van 100"
    )
