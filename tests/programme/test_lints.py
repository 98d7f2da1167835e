"""The checks of a programme, each on a programme that lacks or has one thing too much."""

from datetime import date
from typing import Any

import pytest

from kpi.language import words_of
from kpi.programme.framework import Lead, Level
from kpi.programme.lints import measure_lints, money_lints, plan_lints, target_lints
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.lints.named_values import unfit
from kpi.programme.loading import default_programme_path, findings, load_programme
from kpi.programme.measure import Condition, Measure, Term, Window
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS
from kpi.programme.vocabulary import Text

PLAN = load_programme(default_programme_path())
UNTIL = Window(kind="until")
EN = words_of("en")


def with_indicator(plan: Programme, indicator_id: str, **changes: Any) -> Programme:
    indicator = plan.indicator(indicator_id).model_copy(update=changes)
    others = tuple(indicator if entry.id == indicator_id else entry for entry in plan.indicators)
    return plan.model_copy(update={"indicators": others})


def counting(*where: Condition) -> Programme:
    """The plan with the vacancies counted under these conditions."""
    term = Term(register_name="vacancies", add="rows", where=where, dates=("published_on",), window=UNTIL)
    return with_indicator(PLAN, "vacancies_published", measure=Measure(kind="count", numerator=(term,)))


def said(found: list[ProgrammeFinding]) -> list[tuple[str, str]]:
    return [(finding.key, EN.say(finding.sentence)) for finding in found]


def test_the_plan_that_comes_with_the_product_has_no_findings() -> None:
    assert findings(PLAN) == []


def test_a_measurement_needs_the_sheet_of_measurements() -> None:
    sheets = {name: sheet for name, sheet in PLAN.sheets.items() if name != "measurements"}
    found = said(list(measure_lints.measures(PLAN.model_copy(update={"sheets": sheets}))))
    measured = [entry.id for entry in (*PLAN.indicators, *PLAN.figures, *PLAN.outputs) if entry.measure.measurement]
    assert [key.split(".")[1] for key, _ in found] == measured
    assert {sentence for _, sentence in found} == {"No sheet fills the register measurements."}


def test_a_register_that_a_condition_steps_into_needs_a_sheet() -> None:
    plan = counting(Condition(field="organisation.kind", equals="company"))
    sheets = {name: sheet for name, sheet in plan.sheets.items() if name != "organisations"}
    found = dict(said(list(measure_lints.measures(plan.model_copy(update={"sheets": sheets})))))
    key = "indicators.vacancies_published.measure.numerator[0].where[0].field"
    assert found[key] == "No sheet fills the register organisations."


@pytest.mark.parametrize(
    ("condition", "key", "sentence"),
    [
        (Condition(field="title", equals="$plan_year"), ".equals", "$plan_year is no value of the field title."),
        (
            Condition(field="positions", listed_in="municipality"),
            ".listed_in",
            "This can't be asked of the field positions.",
        ),
    ],
)
def test_a_condition_asks_a_field_only_what_it_can_answer(condition: Condition, key: str, sentence: str) -> None:
    place = f"indicators.vacancies_published.measure.numerator[0].where[0]{key}"
    assert said(list(measure_lints.measures(counting(condition)))) == [(place, sentence)]


@pytest.mark.parametrize(
    ("name", "number", "changes", "key", "sentence"),
    [
        ("portal_in_use", 0, {"path": "step"}, "planned", "A step and a planned day belong together."),
        ("portal_in_use", 0, {"planned": date(2017, 9, 1)}, "planned", "A step and a planned day belong together."),
        (
            "portal_in_use",
            0,
            {"path": "step", "planned": date(2016, 12, 31)},
            "planned",
            "2016-12-31 doesn't lie between 2017-01-01 and 2017-12-31.",
        ),
        (
            "portal_in_use",
            0,
            {"path": "step", "planned": date(2018, 1, 1)},
            "planned",
            "2018-01-01 doesn't lie between 2017-01-01 and 2017-12-31.",
        ),
        (
            "vacancies_published",
            0,
            {"path": "step", "planned": date(2018, 1, 1)},
            "path",
            "Only a stock can have a step.",
        ),
    ],
)
def test_a_step_has_a_planned_day_within_its_time_and_only_a_stock_has_one(
    name: str, number: int, changes: dict[str, Any], key: str, sentence: str
) -> None:
    target = PLAN.indicator(name).targets[number].model_copy(update=changes)
    plan = with_indicator(PLAN, name, targets=(target,))
    assert said(list(target_lints.targets(plan))) == [(f"indicators.{name}.targets[{number}].{key}", sentence)]


@pytest.mark.parametrize(
    ("name", "changes", "key", "sentence"),
    [
        ("member_companies", {"limit": 100}, "limit", "The limit 100 doesn't lie beyond the target 100."),
        ("member_companies", {"limit": 90}, "limit", "The limit 90 doesn't lie beyond the target 100."),
    ],
)
def test_a_limit_lies_beyond_the_value_to_reach(name: str, changes: dict[str, Any], key: str, sentence: str) -> None:
    target = PLAN.indicator(name).last_target.model_copy(update=changes)
    found = said(list(target_lints.targets(with_indicator(PLAN, name, targets=(target,)))))
    assert found == [(f"indicators.{name}.targets[0].{key}", sentence)]


def test_a_yearly_range_is_counted_up_to() -> None:
    target = PLAN.indicator("vacancies_published").last_target.model_copy(update={"limit": 400})
    changes = {"targets": (target,), "lower_is_better": True, "baseline": 1000}
    found = said(list(target_lints.targets(with_indicator(PLAN, "vacancies_published", **changes))))
    key = "indicators.vacancies_published.targets[0].limit"
    assert found == [(key, "Within a year a range is counted up to: more has to be better.")]


def test_without_a_target_there_is_a_word_for_it_and_nothing_that_belongs_to_one() -> None:
    words = {"statuses": PLAN.statuses | {"not_judged": Text(nl="niet beoordeeld", en="not judged")}}
    plan = with_indicator(PLAN, "vacancies_published", targets=()).model_copy(update=words)
    key = "indicators.vacancies_published"
    nothing = "Without a target this means nothing."
    assert said(list(target_lints.targets(plan))) == [
        (f"{key}.{name}", nothing) for name in ("levels", "recurring", "goal_months")
    ]
    plan = with_indicator(PLAN, "member_companies", targets=())
    assert findings(plan.model_copy(update=words)) == []
    needed = "Without a target it isn't judged; give not_judged its words among the statuses."
    assert said(findings(plan)) == [("indicators.member_companies.targets", needed)]


def test_what_stands_open_for_long_needs_its_term() -> None:
    plan = PLAN.model_copy(update={"thresholds": PLAN.thresholds.model_copy(update={"open_days": None})})
    place = "figures.positions_open_longer.measure.numerator[0].window.kind"
    assert said(findings(plan)) == [(place, "Set thresholds.open_days: how long may it stand open?")]


@pytest.mark.parametrize("planned", [date(2017, 1, 1), date(2017, 12, 31)])
def test_a_step_may_be_planned_for_the_first_and_the_last_day(planned: date) -> None:
    [target] = PLAN.indicator("portal_in_use").targets
    plan = with_indicator(
        PLAN, "portal_in_use", targets=(target.model_copy(update={"path": "step", "planned": planned}),)
    )
    assert findings(plan) == []


def test_a_year_has_one_level() -> None:
    level = Level(year=2018, value=250, assumed=True, source="verzonnen")
    plan = with_indicator(PLAN, "vacancies_published", levels=(level, level))
    assert said(list(target_lints.targets(plan))) == [
        ("indicators.vacancies_published.levels", "2018 occurs more than once.")
    ]


def test_a_plan_without_a_total_has_no_total_to_agree_with() -> None:
    assert list(money_lints.sums(PLAN.model_copy(update={"total_budget": None}))) == []


def test_only_a_number_is_a_value_of_a_field_of_numbers() -> None:
    amount = REGISTERS["expenses"].field("amount")
    assert [not list(unfit(PLAN, "x", amount, value)) for value in ("12.50", "twaalf", "NaN")] == [True, False, False]


def test_a_field_that_a_register_lacks_has_no_answer() -> None:
    with pytest.raises(KeyError):
        REGISTERS["expenses"].field("nobody")
    assert REGISTERS["expenses"].known_field("nobody") is None


def test_a_budget_line_is_found_by_its_id_and_by_its_names() -> None:
    line = PLAN.budget_lines()[0]
    assert PLAN.budget_line(line.id) is line
    names = PLAN.line_names()
    assert {names[name] for name in (line.id.replace("_", ""),)} == {line.id}
    with pytest.raises(KeyError):
        PLAN.budget_line("nobody")


def test_a_day_outside_every_plan_year_has_none() -> None:
    assert PLAN.plan_year_on(date(1999, 1, 1)) is None


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"window": {"kind": "since"}}, "window.since"),
        ({"window": {"kind": "quarter", "since": date(2018, 1, 1)}}, "window.since"),
        ({"at_least": {"rows": 2, "per": "nonsense"}}, "at_least.per"),
        ({"add": "mean"}, "of"),
        ({"add": "median", "of": "title"}, "of"),
        ({"add": "mean", "of": "published_on to nonsense"}, "of"),
        ({"add": "mean", "of": "title to filled_on"}, "of"),
        ({"where": [{"field": "title", "at_least": 3}]}, "where[0].at_least"),
        ({"where": [{"field": "positions", "below": date(2018, 1, 1)}]}, "where[0].below"),
        ({"where": [{"field": "published_on", "at_most": 3}]}, "where[0].at_most"),
        ({"where": [{"field": "title", "either": [{"field": "title", "filled": True}]}]}, "where[0].field"),
        ({"where": [{"yes": True}]}, "where[0].field"),
        ({"where": [{"either": [{"field": "positions", "above": 1}, {"field": "nonsense", "yes": True}]}]},
         "where[0].either[1].field"),
        ({"where": [{"field": "organisation.kind", "both": [{"field": "nonsense", "yes": True}]}]}, "where[0].field"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_declared_way_of_counting_is_named_with_its_key(changed: dict[str, Any], key: str) -> None:
    term = {"register_name": "vacancies", "add": "rows", "dates": ["published_on"], "window": {"kind": "until"}}
    measure = Measure.model_validate({"kind": "count", "numerator": [term | changed]})
    found = said(list(measure_lints.measures(with_indicator(PLAN, "vacancies_published", measure=measure))))
    assert [place for place, _ in found] == [f"indicators.vacancies_published.measure.numerator[0].{key}"]


@pytest.mark.parametrize(
    ("register", "field", "add", "refused"),
    [
        ("contributions", "received", "minimum", True),
        ("contributions", "received", "maximum", True),
        ("expenses", "amount", "median", True),
        ("contributions", "received", "mean", False),
        ("contributions", "received", "sum", False),
        ("vacancies", "positions", "maximum", False),
    ],
)
def test_no_figure_is_declared_that_is_the_amount_of_one_organisation(
    register: str, field: str, add: str, refused: bool
) -> None:
    measure = Measure.model_validate(
        {"kind": "count", "numerator": [{"register_name": register, "add": add, "of": field}]}
    )
    found = said(list(measure_lints.measures(with_indicator(PLAN, "vacancies_published", measure=measure))))
    place = "indicators.vacancies_published.measure.numerator[0].add"
    assert [key for key, _ in found] == ([place] if refused else [])


@pytest.mark.parametrize(
    ("kind", "given", "key"),
    [("difference", ["numerator"], "denominator"), ("change", ["numerator", "denominator"], "denominator")],
)
def test_a_kind_of_measure_has_its_own_parts(kind: str, given: list[str], key: str) -> None:
    term = {"register_name": "vacancies", "add": "rows"}
    measure = Measure.model_validate({"kind": kind} | {name: [term] for name in given})
    found = said(list(measure_lints.measures(with_indicator(PLAN, "vacancies_published", measure=measure))))
    assert [place for place, _ in found] == [f"indicators.vacancies_published.measure.{key}"]


def test_phases_are_the_programmes_own_and_their_pace_names_two_of_them() -> None:
    sow, reap, warning = (PLAN.phases[0].model_copy(update={"id": name}) for name in ("sow", "reap", "warning"))
    own = PLAN.model_copy(update={"phases": (sow, reap)})
    assert said(list(plan_lints.phases(own))) == []
    wrong = own.model_copy(update={"phases": (sow, warning), "pace": Lead(ahead="sow", of="reap")})
    assert said(list(plan_lints.phases(wrong))) == [
        ("phases.warning", "A phase can't be called warning."),
        ("pace.of", "There is no phase reap. There are: sow, warning."),
    ]
