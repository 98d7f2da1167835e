"""The figures of the action plan, written down a second time by hand, against what the programme file says."""

from datetime import date
from decimal import Decimal

import pytest

from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.plan import Programme


@pytest.fixture(scope="module")
def plan() -> Programme:
    return load_programme(default_programme_path())


END_2017, END_2020, MAY_2017 = date(2017, 12, 31), date(2020, 12, 31), date(2017, 5, 31)


def test_the_nineteen_indicators_have_the_goal_phase_kind_target_and_due_date_of_the_plan(plan: Programme) -> None:
    assert [(i.id, i.goal, i.phase, i.kind, i.targets[0].value, i.targets[0].due) for i in plan.indicators] == [
        ("practice_case_companies", 1, "branding", "stock", 20, END_2017),
        ("academy_branding", 1, "branding", "stock", 100, END_2017),
        ("brand_carriers", 1, "branding", "stock", 20, END_2017),
        ("branded_event_series", 1, "branding", "yearly", 5, END_2017),
        ("portal_in_use", 2, "development", "stock", 100, END_2017),
        ("german_institutions", 2, "branding", "stock", 2, END_2017),
        ("dragons_den_winners", 1, "evidence", "stock", 2, END_2017),
        ("portal_placements", 2, "evidence", "yearly", 100, END_2017),
        ("connected_organisations", 1, "evidence", "stock", 50, MAY_2017),
        ("average_contribution", 1, "evidence", "rate", 3000, MAY_2017),
        ("cofinancing_received", 1, "evidence", "stock", 150000, date(2018, 6, 30)),
        ("study_awareness", 2, "branding", "stock", 1, END_2020),
        ("vacancies_published", 2, "evidence", "yearly", 500, END_2020),
        ("vacancy_fill_rate", 2, "evidence", "rate", Decimal("0.90"), END_2020),
        ("si_company_growth", 1, "evidence", "stock", Decimal("0.20"), END_2020),
        ("member_companies", 1, "evidence", "stock", 100, END_2020),
        ("registered_talents", 2, "branding", "stock", 5000, END_2020),
        ("regional_funding", 1, "evidence", "yearly", 300000, END_2020),
        ("self_financing_share", 1, "evidence", "rate", 1, END_2020),
    ]
    assert {len(i.targets) for i in plan.indicators} == {1}


def test_only_what_the_plan_says_differs_from_start_baseline_and_kind_of_the_rest(plan: Programme) -> None:
    starts = {i.id: i.start for i in plan.indicators if i.start != date(2017, 1, 1)}
    assert starts == {"cofinancing_received": date(2017, 7, 1), "self_financing_share": date(2020, 7, 1)}
    assert {i.id: i.baseline for i in plan.indicators if i.baseline} == {"member_companies": 15}
    assert [i.id for i in plan.indicators if i.recurring] == ["vacancies_published", "regional_funding"]
    assert {i.id: i.minimum_denominator for i in plan.indicators if i.minimum_denominator} == {"vacancy_fill_rate": 10}
    months = {i.id: i.goal_months for i in plan.indicators if i.goal_months}
    assert months == {"vacancies_published": 12, "vacancy_fill_rate": 12, "regional_funding": 12}
    assert [i.id for i in plan.indicators if i.relative] == ["si_company_growth"]
    assert not [i.id for i in plan.indicators if i.lower_is_better]


def test_years_before_the_target_have_a_level_and_the_assumed_ones_say_so(plan: Programme) -> None:
    levels = {i.id: [(v.year, v.value, v.assumed) for v in i.levels] for i in plan.indicators if i.levels}
    assert levels == {
        "vacancies_published": [(2017, 125, True), (2018, 250, True), (2019, 375, True)],
        "regional_funding": [(2017, 150000, False), (2018, 150000, False), (2019, 150000, False)],
    }


def test_the_budget_has_sixteen_lines_that_add_up_to_300564_euro(plan: Programme) -> None:
    budget = plan.budget("2017-2018")
    assert budget is not None
    assert [(line.id, line.amount) for line in budget.lines] == [
        ("communication_strategist", 33120),
        ("regio8_item", 52800),
        ("magazine_column", 10000),
        ("dragons_den", 35000),
        ("programme_office", 15000),
        ("a2020_jong", 10000),
        ("vacancy_collection", 15000),
        ("campus_campaign", 40000),
        ("smarthupdate", 6000),
        ("general_communication", 10000),
        ("channels", 10000),
        ("event_branding", 5000),
        ("stakeholder_branding", 5000),
        ("promo_videos", 10000),
        ("portal_programme", 25000),
        ("iime_traineeship", 18644),
    ]
    assert sum(line.amount for line in budget.lines) == budget.total == 300564


def test_the_parts_of_a_line_and_their_calculation_are_those_of_the_plan(plan: Programme) -> None:
    budget = plan.budget("2017-2018")
    assert budget is not None
    parts = {line.id: [(p.amount, p.calculation) for p in line.parts] for line in budget.lines if line.parts}
    assert parts == {
        "communication_strategist": [(33120, (8, 46, 90))],
        "regio8_item": [(52800, (48, 1100))],
        "campus_campaign": [(10000, ()), (30000, ())],
        "smarthupdate": [(2000, ()), (2000, ()), (2000, ())],
        "general_communication": [(4000, ()), (6000, ())],
        "channels": [(7000, ()), (3000, ())],
        "promo_videos": [(8000, ()), (2000, ())],
        "portal_programme": [(5000, ()), (20000, ())],
        "iime_traineeship": [(12144, (12, 46, 22)), (1500, ()), (5000, ())],
    }


def test_the_planned_outputs_are_those_of_the_plan(plan: Programme) -> None:
    assert [(o.id, o.line, o.planned) for o in plan.outputs] == [
        ("regio8_items", "regio8_item", 48),
        ("magazine_pages", "magazine_column", 14),
        ("dragons_den_events", "dragons_den", 1),
        ("programme_office_open", "programme_office", 1),
        ("information_meetings", "campus_campaign", 6),
        ("smarthupdates", "smarthupdate", 4),
        ("meetings", "general_communication", 4),
        ("promo_videos_made", "promo_videos", 6),
        ("strategist_hours", "communication_strategist", 368),
        ("trainee_hours", "iime_traineeship", 552),
    ]


def test_the_plan_years_run_from_july_and_add_up_to_the_four_year_total(plan: Programme) -> None:
    assert [(y.id, y.starts, y.ends, y.subsidised, y.budget) for y in plan.plan_years] == [
        ("2016-2017", date(2016, 7, 1), date(2017, 6, 30), True, 150000),
        ("2017-2018", date(2017, 7, 1), date(2018, 6, 30), True, 300000),
        ("2018-2019", date(2018, 7, 1), date(2019, 6, 30), True, 300000),
        ("2019-2020", date(2019, 7, 1), date(2020, 6, 30), True, 300000),
        ("2020-2021", date(2020, 7, 1), date(2021, 6, 30), False, None),
    ]
    assert plan.total_budget == 1050000


def test_the_financing_leaves_564_euro_of_the_budget_uncovered(plan: Programme) -> None:
    financing, budget, grant = (f("2017-2018") for f in (plan.financing_of, plan.budget, plan.grant))
    assert financing is not None
    assert budget is not None
    assert grant is not None
    assert (financing.subsidy_asked, financing.cofinancing_planned) == (150000, 150000)
    assert budget.total - (financing.subsidy_asked or 0) - (financing.cofinancing_planned or 0) == 564
    assert (grant.basis, grant.rate, grant.cap, grant.vat_recoverable) == (
        "percentage_capped",
        Decimal("0.5"),
        150000,
        True,
    )
    assert (grant.decision_number, grant.applicant, grant.contact, grant.deadline) == (None, None, None, None)


def test_sixteen_early_adopters_of_which_fifteen_companies_pledged_5000_euro_each(plan: Programme) -> None:
    assert len(plan.early_adopters) == 16
    assert sum(adopter.pledged for adopter in plan.early_adopters) == 80000
    assert [a.name for a in plan.early_adopters if a.kind != "company"] == ["Graafschap College"]
    assert {a.plan_year for a in plan.early_adopters} == {"2016-2017"}
    rabobanks = [a.name for a in plan.early_adopters if a.name.startswith("Rabobank")]
    assert rabobanks == ["Rabobank Graafschap", "Rabobank Noord- en Oost-Achterhoek"]


def test_the_framework_has_six_segments_five_criteria_six_target_groups_and_seven_top_sectors(plan: Programme) -> None:
    assert [(s.id, s.phase, s.goal) for s in plan.segments] == [
        ("I", "evidence", 1),
        ("II", "development", 1),
        ("III", "branding", 1),
        ("IV", "evidence", 2),
        ("V", "development", 2),
        ("VI", "branding", 2),
    ]
    assert [len(plan.lists[name]) for name in ("criterion", "target_group", "top_sector")] == [5, 6, 7]


def test_the_planned_activities_are_seven_existing_nine_new_eight_continued_and_ten_later_ones(plan: Programme) -> None:
    counted = [
        sum(a.chapter == chapter and a.continued == continued for a in plan.planned_activities)
        for chapter, continued in (("8", False), ("9", False), ("9", True), ("11", False))
    ]
    assert counted == [7, 9, 8, 10]
    assert len(plan.planned_activities) == 34
    without = [a.name.nl for a in plan.planned_activities if a.chapter == "9" and a.budget_line is None]
    assert without == ["Communicatie rond de SmartHub Campus"]


def test_the_thresholds_are_those_of_the_status_rules(plan: Programme) -> None:
    assert plan.thresholds.model_dump(exclude={"source"}) == {
        "open_days": 90,
        "on_track": Decimal("0.90"),
        "attention": Decimal("0.70"),
        "too_early": Decimal("0.10"),
        "share_margin": Decimal("0.10"),
        "rate_attention": Decimal("0.90"),
        "missing_limit": Decimal("0.20"),
        "balance_warning": Decimal("0.20"),
        "budget_attention": Decimal("0.90"),
    }


def test_the_statuses_have_the_words_of_the_glossary(plan: Programme) -> None:
    assert {name: text.nl for name, text in plan.statuses.items()} == {
        "not_started": "nog niet gestart",
        "no_data": "geen gegevens",
        "no_baseline": "geen nulmeting",
        "too_few": "te weinig gegevens",
        "achieved": "behaald",
        "achieved_late": "alsnog behaald",
        "missed": "niet behaald",
        "too_early": "nog te vroeg",
        "on_track": "op koers",
        "attention": "vraagt aandacht",
        "behind": "loopt achter",
        "accepted": "geaccepteerde afwijking",
    }


def test_the_seven_municipalities_and_the_horizons_are_those_of_the_plan(plan: Programme) -> None:
    assert [m.label.nl for m in plan.lists["municipality"]] == [
        "Aalten",
        "Berkelland",
        "Bronckhorst",
        "Doetinchem",
        "Oost Gelre",
        "Oude IJsselstreek",
        "Winterswijk",
    ]
    assert [(h.id, h.until) for h in plan.horizons] == [("2017", date(2018, 6, 30)), ("2020", None)]


def test_every_title_fits_on_a_phone(plan: Programme) -> None:
    assert [i.title.nl for i in plan.indicators if max(len(i.title.nl), len(i.title.en)) > 38] == []
