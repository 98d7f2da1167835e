"""Every act × every role, through the function that does it: what the table forbids is refused and logged.

Complete by construction: an act that is added without a way to do it here, or without its letters in ``MAY``, fails.
"""

import ast
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kpi.access import RULES, Act, NotAllowed, Person, Role, exported
from kpi.acts import backups, columns, imports, meetings, programme, subsidy_report
from kpi.acts.exports import export_evidence
from kpi.acts.rows import Chosen, retire_row
from kpi.errors import Refusal
from kpi.facts import audit_log
from kpi.facts.database.engine import snapshot
from kpi.facts.proposal import Decision
from kpi.facts.store import Store, open_store
from kpi.language import words_of
from kpi.programme.loading import default_programme_path, load_programme
from kpi.report.submitted import SubmittedReport
from kpi.update.update_formats import UpdateQuestion, export_update
from kpi.views.money import contributions_by_organisation
from kpi.views.promised import log
from kpi.views.read import Question
from kpi.views.results import indicator, members
from kpi.views.results.indicator import RowsAsked
from kpi.views.sources import source_cells
from pages.shared.screen import Screen
from tests.facts.stories import proposal

AT = datetime(2018, 7, 1, 9, 0, tzinfo=UTC)
DAY = date(2018, 6, 30)
NL = words_of("nl")
PROGRAMME = load_programme(default_programme_path())

MAY = {
    Act.SEE_FIGURES: "reader auditor editor admin",
    Act.SEE_ROWS: "reader auditor editor admin",
    Act.SEE_CONFIDENTIAL: "auditor editor admin",
    Act.SEE_AUDIT: "auditor admin",
    Act.EXPORT_ROWS: "reader auditor editor admin",
    Act.EXPORT_CONFIDENTIAL: "auditor editor admin",
    Act.EXPORT_UPDATE: "reader auditor editor admin",
    Act.EXPORT_ACCOUNT: "auditor editor admin",
    Act.EXPORT_EVIDENCE: "auditor editor admin",
    Act.EXPORT_AUDIT: "auditor admin",
    Act.EXPORT_PROGRAMME: "auditor editor admin",
    Act.IMPORT: "editor admin",
    Act.UNDO: "editor admin",
    Act.CORRECT: "editor admin",
    Act.REMOVE_SAMPLE: "editor admin",
    Act.MATCH: "editor admin",
    Act.ACCEPT_DEVIATION: "editor admin",
    Act.SET_PROGRAMME: "editor admin",
    Act.KEEP_MEETINGS: "editor admin",
    Act.WRITE_TEXT: "editor admin",
    Act.FREEZE: "editor admin",
    Act.MANAGE_ROLES: "admin",
    Act.MAINTAIN: "admin",
}
"""Who may do what, written out by hand beside the table that the product uses."""


def _screen(store: Store, who: Person) -> Screen:
    return Screen(who, Question(store.latest(), DAY, "2017-2018", "nl"))


def _rows(indicator_id: str) -> Callable[[Store, Person, Path], object]:
    return lambda store, who, folder: _screen(store, who).read(indicator.ROWS, RowsAsked(indicator_id, 1))


def _update(store: Store, who: Person, folder: Path) -> object:
    asked = UpdateQuestion(revision=store.latest(), as_of=DAY, since=date(2018, 3, 31), plan_year="2017-2018")
    return export_update(store, who, asked, folder, NL, at=AT, endings=("pptx",))


def _account(store: Store, who: Person, folder: Path) -> object:
    report = SubmittedReport.__new__(SubmittedReport)
    for name, value in {"key": "x", "recorded": 1, "files": {}}.items():
        object.__setattr__(report, name, value)
    return subsidy_report.original(store, who, report, "voorbeeld.xlsx", at=AT)


def _accept(store: Store, who: Person, folder: Path) -> object:
    on = {"reason": "Voorbeeld", "by": "Voorbeeld", "on": DAY, "until": DAY, "at": AT}
    return imports.accept_deviation(store, who, "member_companies", **on)  # type: ignore[arg-type]


def _evidence(store: Store, who: Person, folder: Path) -> object:
    question = {"as_of": DAY, "plan_year": "2017-2018", "revision": store.latest(), "words": NL, "at": AT}
    return export_evidence(store, who, **question)  # type: ignore[arg-type]


def _freeze(store: Store, who: Person, folder: Path) -> object:
    kept = {"reason": "Ingediend", "at": AT, "base": store.latest()}
    return subsidy_report.submit(store, who, "2017-2018", DAY, NL, **kept)  # type: ignore[arg-type]


DOING: dict[Act, Callable[[Store, Person, Path], object]] = {
    Act.SEE_FIGURES: lambda store, who, folder: _screen(store, who).read(members.READ),
    Act.SEE_ROWS: _rows("brand_carriers"),
    Act.SEE_CONFIDENTIAL: _rows("cofinancing_received"),
    Act.SEE_AUDIT: lambda store, who, folder: log.read_log(store, who, at=AT),
    Act.EXPORT_ROWS: lambda store, who, folder: exported(store, who, Act.EXPORT_ROWS, at=AT, about="rijen.csv"),
    Act.EXPORT_CONFIDENTIAL: lambda store, who, folder: exported(
        store, who, Act.EXPORT_CONFIDENTIAL, at=AT, about="bijdragen.csv"
    ),
    Act.EXPORT_UPDATE: _update,
    Act.EXPORT_ACCOUNT: _account,
    Act.EXPORT_EVIDENCE: _evidence,
    Act.EXPORT_AUDIT: lambda store, who, folder: log.log_csv(store, who, at=AT),
    Act.EXPORT_PROGRAMME: lambda store, who, folder: programme.exported_programme(store, who, at=AT),
    Act.IMPORT: lambda store, who, folder: imports.accept_import(store, who, proposal(store.latest(), {"b": 2}), at=AT),
    Act.UNDO: lambda store, who, folder: imports.undo(store, who, 1, at=AT),
    Act.CORRECT: lambda store, who, folder: retire_row(store, who, Chosen("pitches", "a"), at=AT, reason="Dubbel"),
    Act.REMOVE_SAMPLE: lambda store, who, folder: imports.remove_sample(store, who, at=AT),
    Act.MATCH: lambda store, who, folder: columns.forget_columns(store, who, ["columns/x"], at=AT),
    Act.ACCEPT_DEVIATION: _accept,
    Act.SET_PROGRAMME: lambda store, who, folder: programme.set_programme(
        store, who, [Decision("programme/x", "1", "Voorbeeld")], at=AT
    ),
    Act.KEEP_MEETINGS: lambda store, who, folder: meetings.keep(
        store, who, "meeting", DAY, "", "Voorbeeldvergadering", at=AT
    ),
    Act.WRITE_TEXT: lambda store, who, folder: subsidy_report.write_texts(
        store, who, "2017-2018", {}, at=AT, base=store.latest()
    ),
    Act.FREEZE: _freeze,
    Act.MANAGE_ROLES: lambda store, who, folder: imports.give_role(store, who, "x@example.org", Role.READER, at=AT),
    Act.MAINTAIN: lambda store, who, folder: backups.back_up(
        store, who, str(store.engine.url), folder / "kopie.db", at=AT
    ),
}


@pytest.fixture
def store(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store with one row of sample data, and somebody of each role."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    opened = open_store(sqlite_url, PROGRAMME)
    opened.commit(proposal(0, {"a": 1}, sample=True))
    for role in Role:
        opened.set_role(f"{role}@example.org", role, by="Tester", at=AT)
    return opened


def refusals(store: Store, by: str) -> list[str]:
    with snapshot(store.engine) as connection:
        found = audit_log.every_entry(connection, store.programme_id)
        return [one.entry.act for one in found if one.entry.by == by and one.entry.refused]


def test_every_act_stands_in_every_table() -> None:
    assert set(RULES) == set(MAY) == set(DOING) == set(Act)
    assert {act: " ".join(role for role in Role if role in rule.roles) for act, rule in RULES.items()} == MAY


@pytest.mark.parametrize("role", ["reader", "auditor", "editor", "admin", "vreemd"])
@pytest.mark.parametrize("act", list(Act))
def test_an_act_is_done_or_refused_as_the_table_says(store: Store, tmp_path: Path, act: Act, role: str) -> None:
    who = Person(f"{role}@example.org")
    if role in MAY[act].split():
        try:
            DOING[act](store, who, tmp_path)
        except Refusal as refusal:
            assert not isinstance(refusal, NotAllowed)  # noqa: PT017 - what else is refused belongs to the act itself
        assert refusals(store, who.by) == []
        return
    before = store.latest(), store.roles()
    with pytest.raises(NotAllowed):
        DOING[act](store, who, tmp_path)
    assert (store.latest(), store.roles()) == before
    assert refusals(store, who.by) == [act]
    assert list(tmp_path.glob("*.db")) in ([], [tmp_path / "facts.db"])


ROOT = Path(__file__).resolve().parents[2]
CHANGING = {"commit", "undo", "remove_sample", "set_role", "clear_files", "remove_facts"}
"""What changes a store; whoever calls it asks for the right in the same function, or is named below."""
ASKED_BEFORE = {
    "kpi/acts/imports.py:fill_with_sample": "an empty database, from the command line alone",
    "kpi/acts/names.py:_commit": "its three callers ask",
    "kpi/acts/rows.py:_commit": "its two callers ask",
}


def changing_functions() -> Iterator[tuple[str, bool]]:
    """Each function outside the facts that changes a store, and whether it asks for the right itself."""
    for path in [*(ROOT / "kpi").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]:
        place = path.relative_to(ROOT).as_posix()
        if place.startswith("kpi/facts/"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                calls = {ast.unparse(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)}
                if any(name.rpartition(".")[2] in CHANGING and "store" in name for name in calls):
                    yield f"{place}:{node.name}", bool(calls & {"permit", "exported"})


def test_whatever_changes_a_store_asks_for_the_right_itself() -> None:
    found = dict(changing_functions())
    assert {place for place, asks in found.items() if not asks} - set(ASKED_BEFORE) == set()
    assert len(found) >= 8


def test_each_read_of_confidential_registers_names_its_act() -> None:
    assert contributions_by_organisation.READ.act is Act.SEE_CONFIDENTIAL
    asked = RowsAsked("cofinancing_received", 1)
    assert indicator.ROWS.act_for(PROGRAMME, asked) is Act.SEE_CONFIDENTIAL
    cell = source_cells.CellsAsked(asked, "a.xlsx", "Blad1", 2, 1)
    assert source_cells.READ.act_for(PROGRAMME, cell) is Act.SEE_CONFIDENTIAL


def test_the_first_admin_of_the_settings_needs_no_role(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTHUB_ADMIN", " Eerste@Example.org ")
    imports.give_role(store, Person("eerste@example.org"), "@Example.com", Role.READER, at=AT)
    assert store.role("iemand@example.com") == "reader"


@pytest.mark.parametrize("subject", ["", "iedereen", "a b@example.org", "@", "*@example.org,", "@localhost"])
def test_a_role_is_given_to_an_address_or_a_domain_only(store: Store, subject: str) -> None:
    with pytest.raises(imports.NoSubject):
        imports.give_role(store, Person("admin@example.org"), subject, Role.READER, at=AT)


def test_nobody_takes_away_their_own_right_to_give_roles(store: Store) -> None:
    for role in (None, Role.READER):
        with pytest.raises(imports.OwnRole):
            imports.give_role(store, Person("admin@example.org"), "Admin@example.org", role, at=AT)
    assert store.role("admin@example.org") == "admin"
