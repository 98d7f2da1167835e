"""What is filled in on a form becomes a setting only where it differs, and exactly as it was filled in."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.programme.drafting import (
    ChoiceRow,
    LineRow,
    TargetRow,
    baseline_draft,
    budget_draft,
    budget_total,
    choices_draft,
    definition_draft,
    exact,
    financing_draft,
    grant_draft,
    levels_draft,
    outputs_draft,
    shown,
    targets_draft,
    thresholds_draft,
    withdrawn,
)
from kpi.programme.loading import default_programme_path, in_force, load_programme
from kpi.programme.plan import Programme
from kpi.programme.toml_text import programme_toml

PLAN = load_programme(default_programme_path())
GRANT = PLAN.grant("2017-2018")
LINES = [LineRow(line.id, "", float(line.amount)) for line in PLAN.budget_lines()]


def applied(*drafts: tuple[object, ...]) -> Programme:
    return in_force(PLAN, {one.key: one.value for group in drafts for one in group})  # type: ignore[attr-defined]


def test_a_form_that_is_left_as_it_is_sets_nothing() -> None:
    for one in PLAN.indicators:
        rows = [TargetRow(shown(t.value, one.unit), t.due, t.agreed, t.source) for t in one.targets]
        assert targets_draft(one, [*rows, TargetRow(None, None, agreed=True)]) == ()
        assert baseline_draft(one, shown(one.baseline, one.unit), one.baseline_source) == ()
    limits = {name: shown(value, "share") for name, value in PLAN.thresholds if isinstance(value, Decimal)}
    assert thresholds_draft(PLAN, limits) == ()
    assert GRANT is not None
    assert grant_draft(GRANT, {"applicant": "", "rate": Decimal("0.5")}) == ()
    assert financing_draft(PLAN, "2017-2018", 150000, 150000, "§10") == ()
    assert budget_draft(PLAN, "2017-2018", date(2018, 3, 1), LINES, "besluit") == ()
    assert budget_draft(PLAN, "2017-2018", None, LINES[1:], "besluit") == ()


def test_a_planned_day_makes_a_step_that_a_programme_file_holds_like_any_other(tmp_path: Path) -> None:
    one, planned = PLAN.indicator("portal_in_use"), date(2017, 9, 1)
    step = TargetRow(100, date(2017, 12, 31), agreed=False, planned=planned)
    changed = applied(targets_draft(one, [step]))
    [target] = changed.indicator(one.id).targets
    assert (target.path, target.planned) == ("step", planned)
    assert targets_draft(changed.indicator(one.id), [step]) == ()
    file = tmp_path / "programma.toml"
    file.write_text(programme_toml(changed), encoding="utf-8")
    assert load_programme(file).indicators == changed.indicators
    [line] = applied(targets_draft(one, [TargetRow(100, date(2017, 12, 31), agreed=False)])).indicator(one.id).targets
    assert (line.path, line.planned) == ("line", None)


def test_a_term_is_filled_in_as_days() -> None:
    assert thresholds_draft(PLAN, {"open_days": 90.0}) == ()
    assert applied(thresholds_draft(PLAN, {"open_days": 60.0, "on_track": 90.0})).thresholds.open_days == 60


def test_targets_are_put_in_order_of_their_days_and_a_share_is_a_percentage() -> None:
    one = PLAN.indicator("study_awareness")
    rows = [TargetRow(100, date(2020, 12, 31), agreed=False), TargetRow(62.5, date(2018, 12, 31), agreed=True)]
    found = applied(targets_draft(one, rows)).indicator(one.id).targets
    assert [(target.value, target.due.year, target.agreed) for target in found] == [
        (Decimal("0.625"), 2018, True),
        (1, 2020, False),
    ]


def test_a_line_whose_amount_changes_loses_its_parts_and_the_others_keep_theirs() -> None:
    rows = [LineRow(row.id, "", 10500.55) if row.id == "channels" else row for row in LINES]
    found = applied(budget_draft(PLAN, "2017-2018", date(2018, 3, 1), rows, "besluit")).budget("2017-2018")
    assert found is not None
    parts = {line.id: (line.amount, len(line.parts)) for line in found.lines}
    assert (parts["channels"], parts["campus_campaign"]) == ((Decimal("10500.55"), 0), (40000, 2))
    assert found.total == budget_total(rows) == Decimal("301064.55")


def test_a_new_line_stands_after_the_others() -> None:
    rows = [*LINES, LineRow(None, " Beursstand ", 500)]
    budget = applied(budget_draft(PLAN, "2017-2018", date(2018, 3, 1), rows, "besluit")).budget("2017-2018")
    assert budget is not None
    last = budget.lines[-1]
    assert (last.id, last.number, last.title.nl, last.amount) == ("beursstand", len(rows), "Beursstand", 500)


def test_a_level_that_stays_as_it_is_keeps_its_source_and_a_blank_one_goes() -> None:
    indicator = PLAN.indicator("vacancies_published")
    first, second, *_ = indicator.levels
    years = {first.year: (float(first.value), first.agreed), second.year: (300, True), 2019: (None, False)}
    levels = applied(levels_draft(indicator, years, "besluit")).indicator("vacancies_published").levels
    assert [(level.year, level.value, level.source) for level in levels] == [
        (first.year, first.value, first.source),
        (second.year, 300, "besluit"),
    ]


def test_a_baseline_and_a_threshold_that_change_are_set() -> None:
    changed = applied(
        baseline_draft(PLAN.indicator("member_companies"), 17, "besluit"), thresholds_draft(PLAN, {"on_track": 85.0})
    )
    indicator = changed.indicator("member_companies")
    assert (indicator.baseline, indicator.baseline_source) == (17, "besluit")
    assert (changed.thresholds.on_track, changed.thresholds.attention) == (Decimal("0.85"), PLAN.thresholds.attention)


def test_settings_of_the_grant_that_change_are_set_and_blank_ones_are_not_known() -> None:
    assert GRANT is not None
    grant = applied(grant_draft(GRANT, {"applicant": "Stichting", "decision_number": ""})).grant("2017-2018")
    assert grant == GRANT.model_copy(update={"applicant": "Stichting", "decision_number": None})


def test_a_setting_that_is_withdrawn_has_no_value() -> None:
    [draft] = withdrawn(["programme/thresholds"])
    assert (draft.key, draft.value) == ("programme/thresholds", None)


def test_what_is_not_known_is_shown_as_nothing() -> None:
    assert (shown(None), exact(None)) == (None, None)


def test_a_new_line_without_an_amount_or_a_title_is_none() -> None:
    rows = [*LINES, LineRow(None, "Beursstand", None), LineRow(None, " ", 5)]
    assert budget_draft(PLAN, "2017-2018", date(2018, 3, 1), rows, "besluit") == ()


def test_what_is_emptied_is_not_known_any_more() -> None:
    [draft] = financing_draft(PLAN, "2017-2018", None, 150000, "besluit")
    assert json.loads(draft.value or "") == {
        "subsidy_asked": None,
        "cofinancing_planned": "150000",
        "source": "besluit",
    }


@pytest.mark.parametrize("unit", ["count", "share"])
@settings(max_examples=30, deadline=None)
@given(value=st.decimals(0, 10**9, places=2))
def test_a_number_that_is_shown_and_left_stays_exactly_what_it_is(unit: str, value: Decimal) -> None:
    held = value / 100 if unit == "share" else value
    assert exact(shown(held, unit), unit) == held


def test_outputs_and_lists_that_are_left_as_they_are_set_nothing() -> None:
    assert outputs_draft(PLAN, {one.id: float(one.planned) for one in PLAN.outputs}) == ()
    assert outputs_draft(PLAN, {one.id: None for one in PLAN.outputs}) == ()
    rows = [ChoiceRow(one.id, one.label.nl, one.valid_from, one.valid_until) for one in PLAN.lists["municipality"]]
    assert choices_draft(PLAN, "municipality", [*rows, ChoiceRow(None, " ", date(2018, 1, 1), None)], "besluit") == ()


def test_a_value_of_a_list_is_called_or_dated_otherwise_and_keeps_the_rest() -> None:
    rows = [
        ChoiceRow("oost_gelre", "Oost-Gelre", None, date(2019, 12, 31)),
        ChoiceRow(None, "Nieuwe Gemeente", date(2020, 1, 1), None),
    ]
    found = {one.id: one for one in applied(choices_draft(PLAN, "municipality", rows, "besluit")).lists["municipality"]}
    held = {one.id: one for one in PLAN.lists["municipality"]}
    assert found.keys() - held.keys() == {"nieuwegemeente"}
    assert (found["nieuwegemeente"].label.nl, found["nieuwegemeente"].source) == ("Nieuwe Gemeente", "besluit")
    changed = found["oost_gelre"]
    assert (changed.label.nl, changed.valid_from, changed.valid_until) == ("Oost-Gelre", None, date(2019, 12, 31))
    assert changed.synonyms == held["oost_gelre"].synonyms
    assert all(found[one] == held[one] for one in held if one != "oost_gelre")


def test_a_definition_keeps_what_is_left_as_it_is_in_each_language() -> None:
    one = PLAN.indicator("member_companies")
    texts = {"sentence": one.definition.sentence, "owner": one.definition.owner}
    same = {(name, tongue): text.in_(tongue) for name, text in texts.items() for tongue in ("nl", "en")}
    assert definition_draft(one, {**same, ("source", ""): one.definition.source, ("population", "nl"): " "}) == ()
    filled = {("owner", "en"): "The keeper", ("source", ""): "besluit", ("sentence", "fr"): ""}
    found = applied(definition_draft(one, {**same, **filled, ("owner", "fr"): "Le gardien"}))
    changed = found.indicator(one.id).definition
    assert (changed.owner.nl, changed.owner.en, changed.source) == (one.definition.owner.nl, "The keeper", "besluit")
    assert changed.owner.given("fr") == "Le gardien"
    assert (changed.sentence, changed.population) == (one.definition.sentence, one.definition.population)
