"""Setting targets, the grant, budgets and minutes on screen: the effect first, then the revision, then the history."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from kpi.facts.decisions.minutes import Progress, entries, taken_decisions
from kpi.facts.decisions.minutes_kinds import MinutesKind
from kpi.facts.proposal import Decision, Proposal
from kpi.facts.store import Store
from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.plan import Programme
from tests.pages.conftest import Opened

PLAN = load_programme(default_programme_path())
TARGETS, GRANT, MINUTES = (f"pages/settings/{name}.py" for name in ("targets", "grant", "steering_group"))


def told(at: AppTest) -> str:
    parts = (*at.markdown, *at.caption, *at.warning, *at.success)
    return "\n".join(part.value for part in parts).replace("\\", "")


def held(store: Store) -> Programme:
    with store.read() as reader:
        return reader.programme


def record(at: AppTest, reason: str) -> None:
    at.text_input(key="setting_reason").set_value(reason).run()
    at.button(key="setting_record").click().run()
    assert not at.exception


def with_interim_target(opened: Opened, value: float) -> AppTest:
    at = opened(TARGETS, as_of="2018-06-30")
    at.selectbox(key="setting_indicator").set_value("member_companies").run()
    at.number_input(key="setting_value_member_companies_1_0").set_value(value)
    at.date_input(key="setting_due_member_companies_1_0").set_value(date(2018, 12, 31)).run()
    assert not at.exception
    return at


def test_an_interim_target_shows_what_it_does_and_counts_once_it_is_recorded_with_a_reason(
    opened: Opened, store: Store
) -> None:
    at = with_interim_target(opened, 45)
    assert "afgesproken pad van 15 naar 45" in told(at)
    assert at.button(key="setting_record").disabled
    assert store.latest() == 1
    record(at, "Besluit van de regiegroep")
    assert "Vastgelegd als revisie 2" in told(at)
    targets = held(store).indicator("member_companies").targets
    assert [(target.value, target.due.isoformat(), target.agreed) for target in targets] == [
        (45, "2018-12-31", True),
        (100, "2020-12-31", False),
    ]
    assert "1 instelling komt in de plaats van het programmabestand" in told(at)
    [history] = at.dataframe
    assert list(history.value["Waarom"]) == ["Besluit van de regiegroep"]
    assert at.number_input(key="setting_value_member_companies_0_1").value == 45


def test_what_happens_on_one_day_is_set_with_its_planned_day(opened: Opened, store: Store) -> None:
    at = opened(TARGETS, as_of="2018-06-30")
    at.selectbox(key="setting_indicator").set_value("member_companies").run()
    at.date_input(key="setting_planned_member_companies_0_0").set_value(date(2019, 6, 1)).run()
    assert "gepland op 1 juni 2019, en pas vanaf die dag beoordeeld: nog te vroeg" in told(at)
    record(at, "Besluit van de regiegroep")
    [target] = held(store).indicator("member_companies").targets
    assert (target.path, target.planned) == ("step", date(2019, 6, 1))
    [history] = at.dataframe
    assert "(gepland op 01-06-2019)" in history.value["Naar"].iloc[0]


def test_what_does_not_fit_is_said_instead_of_offered(opened: Opened, store: Store) -> None:
    at = with_interim_target(opened, 1)
    assert "ligt niet boven de nulmeting" in told(at)
    assert [button.key for button in at.button if button.key == "setting_record"] == []


def test_a_setting_goes_back_to_what_the_file_says(opened: Opened, store: Store) -> None:
    at = with_interim_target(opened, 20)
    record(at, "Besluit")
    at.multiselect[0].set_value(["programme/targets/member_companies"]).run()
    record(at, "Teruggedraaid")
    assert (held(store), store.latest()) == (PLAN, 3)
    assert "Alles is zoals in het programmabestand." in told(at)


def test_thresholds_are_set_in_percent(opened: Opened, store: Store) -> None:
    at = opened(TARGETS, as_of="2018-06-30")
    at.segmented_control(key="setting_part").set_value("thresholds").run()
    at.number_input(key="setting_limit_on_track_0").set_value(95.0).run()
    record(at, "Strenger")
    assert held(store).thresholds.on_track == Decimal("0.95")


def test_a_level_of_a_year_is_set_as_agreed(opened: Opened, store: Store) -> None:
    at = opened(TARGETS, as_of="2018-06-30")
    at.selectbox(key="setting_indicator").set_value("vacancies_published").run()
    at.number_input(key="setting_level_vacancies_published_2018_0").set_value(200.0)
    at.checkbox(key="setting_pace_vacancies_published_2018_0").set_value(True).run()
    record(at, "Jaarplan")
    levels = held(store).indicator("vacancies_published").levels
    assert [(one.year, one.value, one.assumed, one.agreed) for one in levels] == [
        (2017, 125, True, False),
        (2018, 200, False, True),
        (2019, 375, True, False),
    ]


def test_what_the_decision_of_the_grant_says_is_filled_in(opened: Opened, store: Store) -> None:
    at = opened(GRANT, as_of="2018-06-30")
    assert "Nog niet bekend: nummer van het verleningsbesluit, aanvrager" in told(at)
    at.text_input(key="setting_applicant_2017-2018_0").set_value("Voorbeeldstichting")
    at.text_area(key="setting_advances_2017-2018_0").set_value("01-09-2017 € 120.000\n1-3-2018 15.000,50")
    at.text_area(key="setting_obligations_2017-2018_0").set_value("Provincie noemen\nVerslag inleveren 01-10-2018")
    at.number_input(key="setting_rate_2017-2018_0").set_value(45.0).run()
    record(at, "Beschikking ontvangen")
    grant = held(store).grant("2017-2018")
    assert grant is not None
    assert (grant.applicant, grant.rate, grant.contact) == ("Voorbeeldstichting", Decimal("0.45"), None)
    assert [(one.on.isoformat(), one.amount) for one in grant.advances] == [
        ("2017-09-01", 120000),
        ("2018-03-01", Decimal("15000.50")),
    ]
    assert [(one.text, one.due) for one in grant.obligations] == [
        ("Provincie noemen", None),
        ("Verslag inleveren", date(2018, 10, 1)),
    ]
    assert "aanvrager" not in told(at).split("Nog niet bekend")[1].split(".")[0]


def test_a_line_that_is_no_advance_is_named(opened: Opened, store: Store) -> None:
    at = opened(GRANT, as_of="2018-06-30")
    at.text_area(key="setting_advances_2017-2018_0").set_value("binnenkort iets").run()
    assert "‘binnenkort iets’ is niet te lezen; schrijf het zo: 01-09-2017 120.000." in told(at)


def test_a_later_budget_is_a_version_beside_the_original(opened: Opened, store: Store) -> None:
    at = opened(GRANT, as_of="2018-06-30")
    at.segmented_control(key="grant_part").set_value("budget").run()
    at.date_input(key="setting_approved_2017-2018_0").set_value(date(2018, 3, 1))
    at.number_input(key="setting_line_2017-2018_dragons_den_0").set_value(30000.0)
    at.text_input(key="setting_new_title_2017-2018_0_0").set_value("Beursstand")
    at.number_input(key="setting_new_amount_2017-2018_0_0").set_value(2000.5).run()
    assert "€\xa0297.564,50" in told(at)
    record(at, "Begrotingswijziging")
    versions = held(store).budget_versions("2017-2018")
    assert [(one.approved_on, one.total, len(one.lines)) for one in versions] == [
        (None, 300564, 16),
        (date(2018, 3, 1), Decimal("297564.5"), 17),
    ]
    assert "zoals goedgekeurd op 1 maart 2018" in told(at)


def test_a_year_without_a_grant_gets_its_first_one(opened: Opened, store: Store) -> None:
    at = opened(GRANT, as_of="2018-06-30")
    at.selectbox(key="plan_year").set_value("2018-2019").run()
    assert "Voor 2018-2019 is geen subsidie ingesteld." in told(at)
    at.text_input(key="setting_decision_number_2018-2019_0").set_value("VOORBEELD-2").run()
    record(at, "Tweede beschikking")
    grant = held(store).grant("2018-2019")
    assert grant is not None
    assert (grant.decision_number, grant.rate) == ("VOORBEELD-2", Decimal("0.50"))


def test_a_meeting_is_kept_and_taken_back(opened: Opened, store: Store) -> None:
    at = opened(MINUTES, as_of="2018-06-30")
    assert "Er is nog geen vergadering" in told(at)
    at.selectbox(key="setting_kind_0").set_value("meeting")
    at.date_input(key="setting_day_0").set_value(date(2018, 3, 5))
    at.text_area(key="setting_text_0").set_value("Regiegroep *voorjaar*")
    at.button(key="keep_send").click().run()
    assert "De regiegroep kwam het laatst bijeen op 5 maart 2018" in told(at)
    at.button(key="entry_back").click().run()
    with store.read() as reader:
        assert entries(reader) == ()
    with store.read(2) as reader:
        assert [entry.text for entry in entries(reader)] == ["Regiegroep *voorjaar*"]


def test_a_decision_is_put_to_the_meeting_taken_and_carried_out(opened: Opened, store: Store) -> None:
    at = opened(MINUTES, as_of="2018-06-30", about="indicator/member_companies")
    point = "indicator/member_companies"
    at.text_area(key=f"setting_decided_text_{point}_0").set_value("Tien bedrijven bezoeken")
    at.selectbox(key=f"setting_decided_owner_{point}_0").set_value("Penningmeester")
    at.button(key="decide_proposal").click().run()
    assert "Bewaard, als revisie 2" in told(at)
    at.selectbox(key="setting_point_1").set_value(0).run()
    put = "minutes/proposal/2018-06-30/001"
    assert at.text_area(key=f"setting_decided_text_{put}_1").value == "Tien bedrijven bezoeken"
    assert at.selectbox(key=f"setting_decided_owner_{put}_1").value == "Penningmeester"
    at.button(key="decide_decision").click().run()
    assert not at.exception
    with store.read() as reader:
        assert [(entry.kind, entry.owner) for entry in entries(reader)] == [(MinutesKind.DECISION, "Penningmeester")]
    at.selectbox(key="setting_ending_2").set_value("done")
    at.button(key="follow_send").click().run()
    with store.read() as reader:
        assert [taken.progress(date(2018, 6, 30)) for taken in taken_decisions(reader, date(2018, 6, 30))] == [
            Progress.DONE
        ]


def test_an_entry_without_words_is_refused_and_its_form_stays_where_it_is(opened: Opened, store: Store) -> None:
    """The framework closes an opened form as soon as another element comes before it."""
    at = opened(MINUTES, as_of="2018-06-30")
    places = [(place, part.type) for place, part in at.main.children.items()]
    at.button(key="keep_send").click().run()
    assert "Schrijf op wat bewaard moet worden." in told(at)
    assert [(place, part.type) for place, part in at.main.children.items()] == places
    assert store.latest() == 1


@pytest.mark.parametrize("script", [TARGETS, GRANT])
def test_a_setting_that_fits_no_more_is_named_and_can_be_given_up(opened: Opened, store: Store, script: str) -> None:
    kind = "programme/targets/gone" if script == TARGETS else "programme/grant/1999-2000"
    orphan = Decision(kind, '{"rate": 7}' if script == GRANT else "[]", "eerdere versie")
    store.commit(Proposal(1, "Tester", datetime(2018, 7, 2, tzinfo=UTC), decisions=(orphan,)))
    at = opened(script, as_of="2018-06-30")
    assert "Wat is ingesteld past niet bij het programma" in told(at)
    at.multiselect[0].set_value([kind]).run()
    record(at, "Vervallen")
    assert held(store) == PLAN


def test_the_programme_in_force_is_offered_as_a_file(opened: Opened, store: Store) -> None:
    assert len(opened(TARGETS, as_of="2018-06-30").get("download_button")) == 1


def test_a_planned_output_is_set_with_a_reason_and_stands_in_the_account_of_deliveries(
    opened: Opened, store: Store
) -> None:
    at = opened(GRANT, as_of="2018-06-30")
    at.segmented_control(key="grant_part").set_value("output").run()
    at.number_input(key="setting_output_regio8_items_0").set_value(40.0).run()
    record(at, "Minder afleveringen afgesproken")
    assert "Vastgelegd als revisie 2" in told(at)
    planned = {one.id: one.planned for one in held(store).outputs}
    assert planned == {one.id: one.planned for one in PLAN.outputs} | {"regio8_items": 40}


def test_a_municipality_joins_the_region_on_a_day_and_another_leaves_it(opened: Opened, store: Store) -> None:
    at = opened(TARGETS, as_of="2018-06-30")
    at.segmented_control(key="setting_part").set_value("municipalities").run()
    at.text_input(key="setting_place_name_new_0_0").set_value("Montferland")
    at.date_input(key="setting_place_from_new_0_0").set_value(date(2018, 1, 1))
    at.date_input(key="setting_place_until_aalten_0").set_value(date(2018, 12, 31)).run()
    assert not at.exception
    record(at, "Regio is gewijzigd")
    found = {one.id: one for one in held(store).lists["municipality"]}
    assert set(found) == {one.id for one in PLAN.lists["municipality"]} | {"montferland"}
    assert (found["montferland"].label.nl, found["montferland"].valid_from) == ("Montferland", date(2018, 1, 1))
    assert (found["aalten"].valid_from, found["aalten"].valid_until) == (date(2005, 1, 1), date(2018, 12, 31))


def test_what_an_indicator_means_is_set_in_both_languages_and_stands_in_the_log(opened: Opened, store: Store) -> None:
    at = opened(TARGETS, as_of="2018-06-30")
    at.selectbox(key="setting_indicator").set_value("member_companies").run()
    at.text_area(key="setting_definition_member_companies_owner_nl_0").set_value("De ledencoördinator").run()
    record(at, "Andere eigenaar")
    found, filed = (one.indicator("member_companies").definition for one in (held(store), PLAN))
    assert (found.owner.nl, found.owner.en) == ("De ledencoördinator", filed.owner.en)
    assert (found.sentence, found.population, found.source) == (filed.sentence, filed.population, filed.source)
    assert at.dataframe[-1].value["Wat"].tolist() == ["Definitie: Bedrijven die lid zijn"]
