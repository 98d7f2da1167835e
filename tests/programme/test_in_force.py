"""The programme in force: the file's values with what was set by hand over them, checked as the file is."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.language import words_of
from kpi.programme.finance import Advance, Obligation
from kpi.programme.framework import Level, Target
from kpi.programme.loading import SettingsRefused, default_programme_path, in_force, load_programme
from kpi.programme.plan import Programme
from kpi.programme.set_by_hand import setting_key
from kpi.programme.toml_text import programme_toml


@pytest.fixture(scope="module")
def plan() -> Programme:
    return load_programme(default_programme_path())


def change(*settings: tuple[str, Any]) -> dict[str, str]:
    return {f"programme/{key}": json.dumps(value) for key, value in settings}


def lines(plan: Programme, **amounts: int) -> list[dict[str, Any]]:
    """The lines of the file's budget, some with another amount."""
    [budget] = plan.budget_versions("2017-2018")
    return [
        json.loads(line.model_dump_json(exclude={"parts"})) | {"amount": amounts.get(line.id, str(line.amount))}
        for line in budget.lines
    ]


def refused(plan: Programme, *settings: tuple[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(SettingsRefused) as raised:
        in_force(plan, change(*settings))
    return [(one.key, words_of("en").say(one.sentence)) for one in raised.value.findings]


def test_without_settings_the_file_itself_is_in_force(plan: Programme) -> None:
    assert in_force(plan, {"accepted/member_companies": "{}"}) is plan


def test_interim_targets_take_the_place_of_the_file_s(plan: Programme) -> None:
    asked = [
        {"value": "40", "due": "2018-12-31", "source": "regiegroep", "agreed": True},
        {"value": "100", "due": "2020-12-31", "source": "§11"},
    ]
    found = in_force(plan, change(("targets/member_companies", asked)))
    assert found.indicator("member_companies").targets == (
        Target(value=Decimal(40), due=date(2018, 12, 31), source="regiegroep", agreed=True),
        Target(value=Decimal(100), due=date(2020, 12, 31), source="§11"),
    )
    assert found.indicator("brand_carriers") == plan.indicator("brand_carriers")
    assert (found.fingerprint != plan.fingerprint, found.filed) == (True, plan)


def test_levels_baselines_outputs_and_thresholds_are_set_one_by_one(plan: Programme) -> None:
    found = in_force(
        plan,
        change(
            ("levels/vacancies_published", [{"year": 2018, "value": 200, "assumed": False, "source": "regiegroep"}]),
            ("baseline/member_companies", {"baseline": 16, "baseline_source": "telling"}),
            ("output/regio8_items", {"planned": 40}),
            ("thresholds", {"on_track": "0.95"}),
        ),
    )
    level = Level(year=2018, value=Decimal(200), assumed=False, source="regiegroep")
    assert found.indicator("vacancies_published").levels == (level,)
    assert found.indicator("member_companies").baseline == 16
    assert next(one.planned for one in found.outputs if one.id == "regio8_items") == 40
    assert (found.thresholds.on_track, found.thresholds.attention) == (Decimal("0.95"), plan.thresholds.attention)


def test_the_grant_takes_what_the_decision_says_and_keeps_the_rest(plan: Programme) -> None:
    said = {
        "decision_number": "VOORBEELD-1",
        "applicant": "Voorbeeldstichting",
        "period_from": "2017-07-01",
        "period_until": "2018-12-31",
        "cap": "149000.50",
        "advances": [{"on": "2017-09-01", "amount": "120000"}],
        "obligations": [{"text": "Provincie noemen"}],
    }
    grant = in_force(plan, change(("grant/2017-2018", said))).grant("2017-2018")
    assert grant is not None
    assert (grant.decision_number, grant.cap, grant.rate) == ("VOORBEELD-1", Decimal("149000.50"), Decimal("0.50"))
    assert grant.advances == (Advance(on=date(2017, 9, 1), amount=Decimal(120000)),)
    assert (grant.obligations, grant.contact) == ((Obligation(text="Provincie noemen"),), None)


def test_a_later_budget_counts_from_the_day_of_its_approval(plan: Programme) -> None:
    asked = {"total": 301564, "lines": lines(plan, dragons_den=36000), "source": "besluit"}
    found = in_force(plan, change(("budget/2017-2018/2018-03-01", asked)))
    totals = [
        budget.total if (budget := found.budget("2017-2018", on)) else None
        for on in (date(2018, 2, 28), date(2018, 3, 1), None)
    ]
    assert totals == [300564, 301564, 301564]
    assert (original := found.original_budget("2017-2018")) is not None
    assert original.total == 300564
    assert len(found.budget_lines()) == 16


def test_a_year_that_the_plan_has_no_lines_for_gets_its_first_budget(plan: Programme) -> None:
    line = {
        "id": "website",
        "number": 1,
        "title": {"nl": "Website", "en": "Website"},
        "amount": 9,
        "source": "jaarplan",
    }
    found = in_force(plan, change(("budget/2018-2019/2018-09-01", {"total": 9, "lines": [line], "source": "jaarplan"})))
    assert found.budget("2018-2019", date(2018, 8, 31)) is None
    assert [one.amount for one in found.budget_lines() if one.id == "website"] == [9]


def test_a_municipality_can_be_added_with_its_dates(plan: Programme) -> None:
    said = {"label": {"nl": "Voorbeeldstad", "en": "Voorbeeldstad"}, "valid_from": "2018-01-01"}
    found = in_force(plan, change(("choice/municipality/voorbeeldstad", said)))
    assert len(found.lists["municipality"]) == len(plan.lists["municipality"]) + 1
    assert found.choices("municipality")[-1].valid_from == date(2018, 1, 1)


@pytest.mark.parametrize(
    ("key", "value", "place", "sentence"),
    [
        ("targets/member_companies", [], "indicators.member_companies.targets", "Without a target it"),
        (
            "targets/member_companies",
            [{"value": 10, "due": "2018-12-31"}],
            "indicators.member_companies.targets[0].value",
            "Higher is better here, but the target 10 isn't above the baseline 15; or set lower_is_better = true.",
        ),
        (
            "targets/member_companies",
            [{"value": 100, "due": "2020-12-31"}, {"value": 50, "due": "2018-12-31"}],
            "indicators.member_companies.targets[1].due",
            "This day, 2018-12-31, has to come after 2020-12-31.",
        ),
        ("targets/member_companies", [{"value": "veel", "due": "2018-12-31"}], "targets/member_companies[0].value", ""),
        ("targets/nothing", [], "targets/nothing", "nothing of that name"),
        ("wishes/member_companies", [], "wishes/member_companies", "nothing of that name"),
        ("thresholds", {"on_track": "0.60"}, "thresholds.attention", "Attention must lie below on track (0.60)."),
        ("grant/2017-2018", {"rate": 5}, "grant/2017-2018.rate", "5 can't be used here: it takes at most 1."),
        (
            "grant/2017-2018",
            {"period_from": "2018-01-01", "period_until": "2017-01-01"},
            "grants.2017-2018.period_until",
            "This day, 2017-01-01, has to come after 2018-01-01.",
        ),
        ("grant/2018-2019", {"applicant": "x"}, "grant/2018-2019.basis", "This is missing."),
        ("baseline/member_companies", {"kind": "rate"}, "kind", "There are: baseline, baseline_source."),
        ("choice/vacancy_status/asleep", {"label": {"nl": "slaapt", "en": "asleep"}}, "lists.vacancy_status", ""),
    ],
)  # fmt: skip
def test_what_the_file_may_not_say_may_not_be_set_either(
    plan: Programme, key: str, value: Any, place: str, sentence: str
) -> None:
    found = refused(plan, (key, value))
    assert any(at.startswith(place) and sentence in said for at, said in found), found


def test_a_later_budget_adds_up_and_keeps_its_lines(plan: Programme) -> None:
    short = {"total": 1, "lines": lines(plan)[1:], "source": "besluit"}
    found = refused(plan, ("budget/2017-2018/2018-03-01", short))
    assert ("budgets.2017-2018 (2018-03-01).lines", "A later budget keeps the lines of the one before it; "
            "new ones come after them.") in found  # fmt: skip
    assert any("adds up to" in said for _, said in found)


def test_everything_that_is_wrong_is_said_at_once_and_in_dutch(plan: Programme) -> None:
    with pytest.raises(SettingsRefused) as raised:
        in_force(plan, change(("thresholds", {"on_track": "0.5"}), ("targets/brand_carriers", [])))
    told = raised.value.sentence(words_of("nl")).splitlines()
    assert told[0] == "Wat is ingesteld past niet bij het programma (2 in totaal):"
    assert len(told) == 3


def test_asked_of_a_programme_in_force_it_begins_with_the_file_again(plan: Programme) -> None:
    once = in_force(plan, change(("thresholds", {"on_track": "0.95"})))
    assert in_force(once, change(("thresholds", {"on_track": "0.95"}))) is once
    assert in_force(once, {}) is plan
    assert in_force(once, change(("thresholds", {"attention": "0.5"}))).thresholds.on_track == plan.thresholds.on_track


@settings(max_examples=15, deadline=None)
@given(
    value=st.decimals(min_value="15.01", max_value=10**6, places=2),
    interim=st.dates(date(2017, 1, 2), date(2020, 1, 1)),
)
def test_what_is_in_force_can_be_written_as_a_file_and_loads_to_the_same_values(
    tmp_path_factory: pytest.TempPathFactory, value: Decimal, interim: date
) -> None:
    plan = load_programme(default_programme_path())
    asked = [{"value": str(value), "due": interim.isoformat(), "agreed": True}, {"value": 10**7, "due": "2020-12-31"}]
    said = {"applicant": 'Voorbeeld "B.V."\n\x7f\\', "obligations": [{"text": "é € 𝄞", "due": "2018-01-01"}]}
    held = in_force(plan, change(("targets/member_companies", asked), ("grant/2017-2018", said)))
    path = tmp_path_factory.getbasetemp() / "in-force.toml"
    path.write_text(programme_toml(held), "utf-8", newline="\n")
    again = load_programme(path)
    assert again.model_dump(exclude={"fingerprint"}) == held.model_dump(exclude={"fingerprint"})


def test_the_file_itself_is_written_to_the_same_values(plan: Programme, tmp_path: Path) -> None:
    path = tmp_path / "programma.toml"
    path.write_text(programme_toml(plan), "utf-8")
    assert load_programme(path).model_dump(exclude={"fingerprint"}) == plan.model_dump(exclude={"fingerprint"})
    assert setting_key("thresholds") == "programme/thresholds"


def test_financing_is_set_for_a_plan_year(plan: Programme) -> None:
    given = {"subsidy_asked": "140000", "cofinancing_planned": None, "source": "besluit"}
    financing = in_force(plan, change(("financing/2017-2018", given))).financing_of("2017-2018")
    assert financing is not None
    assert (financing.subsidy_asked, financing.cofinancing_planned, financing.source) == (140000, None, "besluit")


def test_a_setting_that_names_nothing_or_has_no_settings_in_it_is_refused(plan: Programme) -> None:
    assert refused(plan, ("output/nobody", {"planned": 1})) == [
        ("output/nobody", "The programme has nothing of that name to set.")
    ]
    [(key, sentence)] = refused(plan, ("thresholds", [1]))
    assert key == "thresholds"
    assert sentence == "[ … ] can't be used here: it takes a group of settings."
