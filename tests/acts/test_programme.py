"""Setting the programme by hand, on both databases: what changes, what is refused, and what is remembered of it."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from kpi.access import LOCAL as EDITOR
from kpi.access import NotAllowed, Person
from kpi.acts.effects import Rehearsal, effects
from kpi.acts.exports import export_programme
from kpi.acts.given_texts import NoReason
from kpi.acts.programme import NothingChanged, NotOfTheProgramme, propose_changes, set_programme
from kpi.facts.decisions.decision_kinds import ProgrammeSetting
from kpi.facts.decisions.programme_changes import decision_changes
from kpi.facts.proposal import Decision
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.monitor import picture
from kpi.programme.loading import SettingsRefused, default_programme_path, load_programme
from kpi.programme.plan import Programme
from kpi.score.scores import Status
from tests.facts.world import record

MAY, JUNE = datetime(2018, 5, 1, 9, tzinfo=UTC), datetime(2018, 6, 1, 9, tzinfo=UTC)
AS_OF, YEAR = date(2018, 6, 30), "2017-2018"
INTERIM = [
    {"value": 40, "due": "2018-12-31", "agreed": True, "source": "regiegroep"},
    {"value": 100, "due": "2020-12-31", "source": "§11"},
]


@pytest.fixture(scope="module")
def plan() -> Programme:
    return load_programme(default_programme_path())


@pytest.fixture
def store(database_url: str, plan: Programme) -> Store:
    """Twenty companies became members before the reference date."""
    found = open_store(database_url, plan)
    members = [
        {"name": f"Voorbeeld {n} B.V.", "kind": "company", "member_since": date(2017, 3, 1)} for n in range(1, 21)
    ]
    record(found, {"organisations": members}, MAY)
    return found


def decision(key: str, value: Any, reason: str = "besluit") -> Decision:
    return Decision(f"programme/{key}", None if value is None else json.dumps(value), reason)


def put(store: Store, plan: Programme, key: str, value: Any, reason: str = "besluit", at: datetime = MAY) -> int:
    return set_programme(store, EDITOR, [decision(key, value, reason)], at=at).number


def standing(store: Store, plan: Programme, revision: int | None = None) -> tuple[Status, str]:
    with store.read(revision) as reader:
        score = picture(reader, AS_OF, YEAR).indicator("member_companies")
    return score.status, words_of("nl").say(score.explanation)


def test_interim_targets_change_the_status_and_its_reason_and_an_older_revision_keeps_its_own(
    store: Store, plan: Programme
) -> None:
    """Assumed: 15 + 85 × 545/1460 = 46,7, and 5 ÷ 31,7. Agreed: 15 + 8 × 545/729 = 21,0, and 5 ÷ 5,98 = 0,84."""
    before = standing(store, plan)
    modest = [{**INTERIM[0], "value": 23}, INTERIM[1]]
    put(store, plan, "targets/member_companies", modest, "Zo besloten op 12 april")
    after = standing(store, plan)
    assert (before[0], after[0]) == (Status.BEHIND, Status.ATTENTION)
    assert "verondersteld pad van 15 naar 100" in before[1]
    assert after[1].startswith(
        "20 van 23 bedrijven; op 30 juni 2018 verwacht: 21 (afgesproken pad van 15 naar 23). "
        "Dat is 84% van de vooruitgang die nu verwacht wordt"
    )
    assert standing(store, plan, 1) == before


def test_the_effect_is_seen_before_it_is_made_also_of_taking_a_setting_away(store: Store, plan: Programme) -> None:
    put(store, plan, "targets/member_companies", INTERIM)
    proposal = propose_changes(store, EDITOR, [decision("targets/member_companies", None)], at=JUNE)
    seen = effects(store, EDITOR, Rehearsal(proposal, AS_OF, YEAR), at=JUNE)
    assert [each.indicator("member_companies").target.value for each in (seen.before, seen.after)] == [40, 100]
    assert store.latest() == 2


def test_who_changed_what_when_and_why_is_remembered_through_undoing(store: Store, plan: Programme) -> None:
    put(store, plan, "targets/member_companies", INTERIM, "eerste")
    put(store, plan, "thresholds", {"on_track": "0.95"}, "strenger", JUNE)
    put(store, plan, "targets/member_companies", [INTERIM[1]], "toch niet", JUNE)
    store.undo(4, by="Beheerder", at=JUNE)
    store.undo(3, by="Beheerder", at=JUNE)
    put(store, plan, "targets/member_companies", None, "weer als in het plan", JUNE)
    with store.read() as reader:
        found = [
            (s.revision, s.key.removeprefix("programme/"), size(s.before), size(s.after), s.reason, s.by, s.undoes)
            for s in decision_changes(reader, ProgrammeSetting)
        ]
    targets = "targets/member_companies"
    assert found == [
        (7, targets, 2, None, "weer als in het plan", "local", None),
        (6, "thresholds", 1, None, "", "Beheerder", 3),
        (5, targets, 1, 2, "eerste", "Beheerder", 4),
        (4, targets, 2, 1, "toch niet", "local", None),
        (3, "thresholds", None, 1, "strenger", "local", None),
        (2, targets, None, 2, "eerste", "local", None),
    ]
    with store.read(2) as reader:
        assert [step.revision for step in decision_changes(reader, ProgrammeSetting)] == [2]
    with store.read() as reader:
        assert reader.programme == plan


def size(value: str | None) -> int | None:
    return None if value is None else len(json.loads(value))


def test_a_budget_counts_from_its_approval_on(store: Store, plan: Programme) -> None:
    [budget] = plan.budget_versions(YEAR)
    amounts = {"dragons_den": "36000"}
    lines = [
        json.loads(line.model_dump_json(exclude={"parts"}))
        | ({"amount": amounts[line.id]} if line.id in amounts else {})
        for line in budget.lines
    ]
    more = str(budget.total + 1000)
    put(store, plan, f"budget/{YEAR}/2018-06-30", {"total": more, "lines": lines, "source": "besluit"})
    with store.read() as reader:
        on = [picture(reader, day, YEAR).money.totals.budget for day in (date(2018, 6, 29), AS_OF)]
    assert on == [budget.total, budget.total + 1000]


def test_nothing_is_stored_of_what_does_not_fit(store: Store, plan: Programme) -> None:
    with pytest.raises(SettingsRefused):
        put(store, plan, "targets/member_companies", [{"value": 1, "due": "2018-12-31"}])
    with pytest.raises(NoReason):
        put(store, plan, "targets/member_companies", INTERIM, " ")
    with pytest.raises(NotOfTheProgramme):
        set_programme(store, EDITOR, [Decision("accepted/x", "{}", "x")], at=MAY)
    with pytest.raises(NothingChanged):
        put(store, plan, "thresholds", {"on_track": "0.90"})
    assert store.latest() == 1


def test_a_reader_sets_nothing_and_takes_no_programme_along(store: Store, plan: Programme) -> None:
    stranger = Person("lezer@voorbeeld.invalid")
    with pytest.raises(NotAllowed):
        set_programme(store, stranger, [decision("thresholds", {"on_track": "0.95"})], at=MAY)
    with pytest.raises(NotAllowed):
        propose_changes(store, stranger, [decision("thresholds", {"on_track": "0.95"})], at=MAY)
    with pytest.raises(NotAllowed):
        export_programme(store, stranger, at=MAY)
    assert store.latest() == 1


def test_the_programme_in_force_is_taken_along_as_a_file(store: Store, plan: Programme, tmp_path: Path) -> None:
    put(store, plan, "targets/member_companies", INTERIM)
    path = tmp_path / "programma.toml"
    path.write_text(export_programme(store, EDITOR, at=JUNE), "utf-8")
    with store.read() as reader:
        held = reader.programme
    assert load_programme(path).indicators == held.indicators != plan.indicators
