"""Every act × every role, through the function that does it: what the table forbids is refused and logged.

Complete by construction: a public function of ``kpi.acts`` that can't be called here fails, and so does an act without
its roles in ``MAY``.
"""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import kpi.acts
from kpi.access import RULES, Act, NotAllowed, Person, Role
from kpi.acts import (
    columns,
    deviations,
    effects,
    exports,
    imports,
    maintenance,
    meetings,
    names,
    payments,
    persons,
    programme,
    reminding,
    report_exports,
    report_texts,
    rows,
    sign_ins,
    subsidy_report,
    undo,
)
from kpi.acts.persons import ErasureAsked
from kpi.errors import Refusal
from kpi.facts import audit_log
from kpi.facts.address_book import Address
from kpi.facts.database import backup
from kpi.facts.database.engine import snapshot, writing
from kpi.facts.database.idle_sessions import Idle
from kpi.facts.decisions.decision_kinds import SubmittedAccount, UpdateText
from kpi.facts.decisions.decisions_made import DecisionMade
from kpi.facts.decisions.minutes_kinds import MinutesKind
from kpi.facts.proposal import Decision
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.books.bookings import Account
from kpi.intake.proposing import FilesToRead
from kpi.intake.recognise.column_questions import TableAsked
from kpi.programme.loading import default_programme_path, load_programme
from kpi.score.scores import Acceptance
from kpi.update.quarterly_update import UpdateQuestion
from kpi.upkeep.retention_terms import Due
from kpi.views.money import contributions_by_organisation
from kpi.views.promised import log
from kpi.views.read import Question
from kpi.views.results import members
from kpi.views.sources import rows_behind, source_cells
from kpi.views.sources.rows_behind import RowsAsked
from kpi.views.table import table
from pages.shared.screen import Screen
from tests.facts.stories import proposal
from tests.intake.books import statement

AT = datetime(2018, 7, 1, 9, 0, tzinfo=UTC)
DAY = date(2018, 6, 30)
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
    Act.REMIND: "editor admin",
    Act.ACCEPT_DEVIATION: "editor admin",
    Act.SET_PROGRAMME: "editor admin",
    Act.KEEP_MEETINGS: "editor admin",
    Act.WRITE_TEXT: "editor admin",
    Act.SUBMIT: "editor admin",
    Act.SIGN_OUT: "reader auditor editor admin",
    Act.MANAGE_ROLES: "admin",
    Act.MAINTAIN: "admin",
}
"""Who may do what, written out by hand beside the table that the product uses."""


def _screen(store: Store, who: Person) -> Screen:
    return Screen(who, Question(store.latest(), DAY, "2017-2018", "nl"))


def _rows(indicator_id: str) -> Callable[[Store, Person, Path], object]:
    return lambda store, who, folder: _screen(store, who).read(rows_behind.READ, RowsAsked(indicator_id, 1))


QUESTION = Question(1, DAY, "2017-2018", "nl")
UPDATE = UpdateQuestion(date(2018, 3, 31), DAY, "2017-2018", 1)
ACCEPTANCE = Acceptance("member_companies", "Voorbeeld", "Voorbeeld", DAY, DAY)
PROGRAMME_THEN = {"id": PROGRAMME.id, "version": "1", "fingerprint": PROGRAMME.fingerprint}
SUBMITTED = DecisionMade(
    SubmittedAccount("2017-2018", DAY, 1, "nl", PROGRAMME_THEN, {}, {}, {}), "Voorbeeld", "Tester", AT, 1
)
SETTING = [Decision("programme/x", "1", "Voorbeeld")]
CONFIDENTIAL = exports.TableFile("bijdragen.csv", "nl", lambda: TABLE, confidential=True)
TABLE = table({"column": "Kolom"}, [["Rij"]])
TABLE_ASKED = TableAsked("a.xlsx", "Blad", ("Naam",), ("naam",), "organisations", (), {})

ACTS: dict[str, tuple[Act, Callable[[Store, Person, Path], object]]] = {
    "maintenance.back_up": (
        Act.MAINTAIN,
        lambda store, who, folder: maintenance.back_up(store, who, str(store.engine.url), folder / "kopie.db", at=AT),
    ),
    "maintenance.note_findings": (
        Act.MAINTAIN,
        lambda store, who, _: maintenance.note_findings(store, who, "check", 0, at=AT),
    ),
    "maintenance.put_back": (
        Act.MAINTAIN,
        lambda store, who, folder: maintenance.put_back(
            store, who, folder / "geen.db", f"sqlite:///{folder / 'terug.db'}", at=AT
        ),
    ),
    "persons.look_for": (
        Act.MAINTAIN,
        lambda store, who, folder: persons.look_for(store, who, ErasureAsked(("Voorbeeldnaam",), "x"), at=AT),
    ),
    "persons.erase": (
        Act.MAINTAIN,
        lambda store, who, folder: persons.erase(store, who, ErasureAsked(("Voorbeeldnaam",), "x"), at=AT),
    ),
    "maintenance.clear_files": (
        Act.MAINTAIN,
        lambda store, who, folder: maintenance.clear_files(store, who, Due((), None, over=False), at=AT),
    ),
    "maintenance.remove_facts": (
        Act.MAINTAIN,
        lambda store, who, folder: maintenance.remove_facts(
            store, who, Due((), DAY, over=False), folder / "x.db", at=AT
        ),
    ),
    "columns.columns_said": (Act.MATCH, lambda store, who, folder: columns.columns_said(store, who, at=AT)),
    "columns.forget_columns": (
        Act.MATCH,
        lambda store, who, folder: columns.forget_columns(store, who, ["columns/x"], at=AT),
    ),
    "columns.say_blanks": (Act.MATCH, lambda store, who, folder: columns.say_blanks(store, who, [], at=AT)),
    "columns.say_columns": (
        Act.MATCH,
        lambda store, who, folder: columns.say_columns(store, who, columns.ColumnsAnswer(TABLE_ASKED, "", {}), at=AT),
    ),
    "deviations.accept_deviation": (
        Act.ACCEPT_DEVIATION,
        lambda store, who, folder: deviations.accept_deviation(store, who, ACCEPTANCE, at=AT),
    ),
    "effects.effects": (
        Act.IMPORT,
        lambda store, who, folder: effects.effects(
            store,
            who,
            effects.Rehearsal(replace(proposal(store.latest(), {"b": 2}), act=Act.IMPORT), DAY, "2017-2018"),
            at=AT,
        ),
    ),
    "exports.export_log": (Act.EXPORT_AUDIT, lambda store, who, folder: exports.export_log(store, who, at=AT)),
    "exports.export_programme": (
        Act.EXPORT_PROGRAMME,
        lambda store, who, folder: exports.export_programme(store, who, at=AT),
    ),
    "exports.export_rows": (
        Act.EXPORT_ROWS,
        lambda store, who, folder: exports.export_rows(store, who, exports.CurrentRowsAsked(("events",), "nl"), at=AT),
    ),
    "exports.export_table": (
        Act.EXPORT_ROWS,
        lambda store, who, folder: exports.export_table(
            store, who, exports.TableFile("rijen.csv", "nl", lambda: TABLE), at=AT
        ),
    ),
    "imports.accept_import": (
        Act.IMPORT,
        lambda store, who, folder: imports.accept_import(store, who, proposal(store.latest(), {"b": 2}), at=AT),
    ),
    "imports.read_files": (
        Act.IMPORT,
        lambda store, who, folder: imports.read_files(store, who, FilesToRead([("a.csv", b"naam\nx\n")]), at=AT),
    ),
    "imports.say_nothing_new": (
        Act.IMPORT,
        lambda store, who, folder: imports.say_nothing_new(store, who, ["organisations"], at=AT),
    ),
    "payments.forget_account": (
        Act.MATCH,
        lambda store, who, folder: payments.forget_account(store, who, Account("4400", ""), at=AT),
    ),
    "payments.place_accounts": (
        Act.MATCH,
        lambda store, who, folder: payments.place_accounts(store, who, [(Account("4400", ""), None)], at=AT),
    ),
    "meetings.keep": (
        Act.KEEP_MEETINGS,
        lambda store, who, folder: meetings.keep(
            store, who, meetings.EntryDraft(MinutesKind.MEETING, DAY, "", "Voorbeeldvergadering"), at=AT
        ),
    ),
    "meetings.end": (
        Act.KEEP_MEETINGS,
        lambda store, who, folder: meetings.end(
            store, who, "minutes/decision/2018-06-18/001", meetings.Ending(done=True, on=DAY), at=AT
        ),
    ),
    "meetings.reopen": (
        Act.KEEP_MEETINGS,
        lambda store, who, folder: meetings.reopen(store, who, "minutes/decision/2018-06-18/001", at=AT),
    ),
    "meetings.take_back": (
        Act.KEEP_MEETINGS,
        lambda store, who, folder: meetings.take_back(store, who, "minutes/note/2018-06-18/001", at=AT),
    ),
    "names.keep_apart": (Act.MATCH, lambda store, who, folder: names.keep_apart(store, who, "A", "B", at=AT)),
    "names.merge_names": (Act.MATCH, lambda store, who, folder: names.merge_names(store, who, "A", "B", at=AT)),
    "names.part_names": (Act.MATCH, lambda store, who, folder: names.part_names(store, who, "A", at=AT)),
    "payments.confirm_payments": (
        Act.MATCH,
        lambda store, who, folder: payments.confirm_payments(store, who, [("bank.xml", statement())], [], at=AT),
    ),
    "reminding.address_book": (Act.REMIND, lambda store, who, folder: reminding.address_book(store, who, at=AT)),
    "reminding.forget_address": (
        Act.REMIND,
        lambda store, who, folder: reminding.forget_address(store, who, "Penningmeester", at=AT),
    ),
    "reminding.keep_address": (
        Act.REMIND,
        lambda store, who, folder: reminding.keep_address(
            store, who, Address("Penningmeester", "Voorbeeld", "v@example.org"), at=AT
        ),
    ),
    "reminding.reminder_mail": (
        Act.REMIND,
        lambda store, who, folder: reminding.reminder_mail(
            store, who, reminding.MailAsked("Penningmeester", DAY, "nl"), at=AT
        ),
    ),
    "reminding.reminders": (Act.REMIND, lambda store, who, folder: reminding.reminders(store, who, DAY, "nl", at=AT)),
    "programme.propose_changes": (
        Act.SET_PROGRAMME,
        lambda store, who, folder: programme.propose_changes(store, who, SETTING, at=AT),
    ),
    "programme.set_programme": (
        Act.SET_PROGRAMME,
        lambda store, who, folder: programme.set_programme(store, who, SETTING, at=AT),
    ),
    "report_exports.export_account": (
        Act.EXPORT_ACCOUNT,
        lambda store, who, folder: report_exports.export_account(
            store, who, QUESTION, report_exports.Destination(folder, ("xlsx",)), at=AT
        ),
    ),
    "report_exports.export_evidence": (
        Act.EXPORT_EVIDENCE,
        lambda store, who, folder: report_exports.export_evidence(store, who, QUESTION, at=AT),
    ),
    "report_exports.export_submission": (
        Act.EXPORT_EVIDENCE,
        lambda store, who, folder: report_exports.export_submission(store, who, QUESTION, at=AT),
    ),
    "report_exports.export_letter": (
        Act.EXPORT_ACCOUNT,
        lambda store, who, folder: report_exports.export_letter(store, who, QUESTION, at=AT),
    ),
    "report_exports.export_update": (
        Act.EXPORT_UPDATE,
        lambda store, who, folder: report_exports.export_update(
            store, who, UPDATE, report_exports.Destination(folder, ("pptx",)), at=AT
        ),
    ),
    "report_texts.write_texts": (
        Act.WRITE_TEXT,
        lambda store, who, folder: report_texts.write_texts(
            store, who, report_texts.AccountTexts("2017-2018", {}, store.latest()), at=AT
        ),
    ),
    "report_texts.write_update_text": (
        Act.WRITE_TEXT,
        lambda store, who, folder: report_texts.write_update_text(
            store, who, UpdateText(DAY, "nl", "results", "", ""), at=AT, base=store.latest()
        ),
    ),
    "sign_ins.open_sessions": (Act.SIGN_OUT, lambda store, who, folder: sign_ins.open_sessions(store, who, at=AT)),
    "sign_ins.end_session": (Act.SIGN_OUT, lambda store, who, folder: sign_ins.end_session(store, who, "x", at=AT)),
    "maintenance.give_role": (
        Act.MANAGE_ROLES,
        lambda store, who, folder: maintenance.give_role(store, who, "x@example.org", Role.READER, at=AT),
    ),
    "rows.add_row": (
        Act.CORRECT,
        lambda store, who, folder: rows.add_row(store, who, rows.Addition("pitches", {}, "Gehoord"), at=AT),
    ),
    "rows.correct_row": (
        Act.CORRECT,
        lambda store, who, folder: rows.correct_row(
            store, who, rows.Correction(rows.RowReference("pitches", "a"), {}, "Dubbel"), at=AT
        ),
    ),
    "rows.retire_row": (
        Act.CORRECT,
        lambda store, who, folder: rows.retire_row(
            store, who, rows.RowReference("pitches", "a"), at=AT, reason="Dubbel"
        ),
    ),
    "rows.row_as_typed": (
        Act.CORRECT,
        lambda store, who, folder: rows.row_as_typed(store, who, rows.RowReference("pitches", "a"), at=AT),
    ),
    "imports.fill_with_sample": (
        Act.IMPORT,
        lambda store, who, folder: imports.fill_with_sample(store, who, folder, at=AT),
    ),
    "imports.remove_sample": (Act.REMOVE_SAMPLE, lambda store, who, folder: imports.remove_sample(store, who, at=AT)),
    "subsidy_report.again": (
        Act.EXPORT_ACCOUNT,
        lambda store, who, folder: subsidy_report.again(store, who, SUBMITTED, at=AT),
    ),
    "subsidy_report.original": (
        Act.EXPORT_ACCOUNT,
        lambda store, who, folder: subsidy_report.original(store, who, SUBMITTED, "voorbeeld.xlsx", at=AT),
    ),
    "subsidy_report.submit": (
        Act.SUBMIT,
        lambda store, who, folder: subsidy_report.submit(store, who, QUESTION, reason="Ingediend", at=AT),
    ),
    "undo.undo": (Act.UNDO, lambda store, who, folder: undo.undo(store, who, 1, at=AT)),
}
"""Every public function of ``kpi.acts``: the right it asks for first, and a way to call it."""

READING: dict[Act, Callable[[Store, Person, Path], object]] = {
    Act.SEE_FIGURES: lambda store, who, folder: _screen(store, who).read(members.READ),
    Act.SEE_ROWS: _rows("brand_carriers"),
    Act.SEE_CONFIDENTIAL: _rows("cofinancing_received"),
    Act.SEE_AUDIT: lambda store, who, folder: log.read_log(store, who, at=AT),
    Act.EXPORT_CONFIDENTIAL: lambda store, who, folder: exports.export_table(store, who, CONFIDENTIAL, at=AT),
}
"""The ways to see something, and the one export whose right depends on what is exported."""

DOING = [*ACTS.values(), *READING.items()]
NAMES = [*ACTS, *READING]


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
    assert set(RULES) == set(MAY) == {act for act, _ in DOING} == set(Act)
    assert {act: " ".join(role for role in Role if role in rule.roles) for act, rule in RULES.items()} == MAY


@pytest.mark.parametrize("role", ["reader", "auditor", "editor", "admin", "vreemd"])
@pytest.mark.parametrize(("act", "do"), DOING, ids=NAMES)
def test_an_act_is_done_or_refused_as_the_table_says(
    store: Store, tmp_path: Path, act: Act, do: Callable[[Store, Person, Path], object], role: str
) -> None:
    who = Person(f"{role}@example.org")
    if role in MAY[act].split():
        try:
            do(store, who, tmp_path)
        except Refusal as refusal:
            assert not isinstance(refusal, NotAllowed)  # noqa: PT017 - what else is refused belongs to the act itself
        assert refusals(store, who.by) == []
        return
    before = store.latest(), store.roles(), store.addresses()
    with pytest.raises(NotAllowed):
        do(store, who, tmp_path)
    assert (store.latest(), store.roles(), store.addresses()) == before
    assert refusals(store, who.by) == [act]
    assert list(tmp_path.glob("*.db")) in ([], [tmp_path / "facts.db"])


ROOT = Path(__file__).resolve().parents[2]
PERMITS = {"permit", "exported"}


def public_functions() -> Iterator[tuple[str, Callable[..., object]]]:
    """Every public function of every module of ``kpi.acts``, by module and name."""
    for module in pkgutil.iter_modules(kpi.acts.__path__):
        loaded = importlib.import_module(f"kpi.acts.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if function.__module__ == loaded.__name__ and not name.startswith("_"):
                yield f"{module.name}.{name}", function


def first_call(function: Callable[..., object]) -> str:
    """What the first statement of a function calls, behind its docstring."""
    [definition] = ast.parse(inspect.getsource(function)).body
    assert isinstance(definition, ast.FunctionDef)
    first = definition.body[1]
    return ast.unparse(first.value.func) if isinstance(first, ast.Expr) and isinstance(first.value, ast.Call) else ""


def test_every_public_function_of_the_acts_takes_store_and_person_and_asks_for_the_right_first() -> None:
    functions = dict(public_functions())
    assert set(functions) == set(ACTS)
    for name, function in functions.items():
        assert list(inspect.signature(function).parameters)[:2] == ["store", "who"], name
        assert first_call(function) in PERMITS, name


CHANGING = {
    "begin_session",
    "end_session",
    "commit",
    "undo",
    "remove_sample",
    "set_role",
    "keep_address",
    "forget_address",
    "clear_files",
    "remove_facts",
    "erase",
}
"""What changes a store; whoever calls it asks for the right in the same function, or is named below."""
ASKED_BEFORE = {
    "kpi/acts/names.py:_commit": "its three callers ask",
    "kpi/acts/rows.py:_commit": "its two callers ask",
    "kpi/server/signing.py:_begin": "the provider said who it is",
    "kpi/server/signing.py:_end": "the session is its own",
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


def test_rows_with_an_amount_are_given_away_as_confidential() -> None:
    open_to_all = {
        name for name in PROGRAMME.sheets if exports.CurrentRowsAsked((name,), "nl").act is not Act.EXPORT_CONFIDENTIAL
    }
    assert set(PROGRAMME.sheets) - open_to_all == {"contributions", "pitches", "expenses", "subsidy_payments"}
    assert exports.CurrentRowsAsked(("events", "pitches"), "nl").act is Act.EXPORT_CONFIDENTIAL


def test_each_read_of_confidential_registers_names_its_act() -> None:
    assert contributions_by_organisation.READ.act is Act.SEE_CONFIDENTIAL
    asked = RowsAsked("cofinancing_received", 1)
    assert rows_behind.READ.act_for(PROGRAMME, asked) is Act.SEE_CONFIDENTIAL
    cell = source_cells.CellsAsked(asked, "a.xlsx", "Blad1", 2, 1)
    assert source_cells.READ.act_for(PROGRAMME, cell) is Act.SEE_CONFIDENTIAL


def test_the_first_admin_of_the_settings_needs_no_role(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTHUB_ADMIN", " Eerste@Example.org ")
    maintenance.give_role(store, Person("eerste@example.org"), "@Example.com", Role.READER, at=AT)
    assert store.role("iemand@example.com") == "reader"


@pytest.mark.parametrize("subject", ["", "iedereen", "a b@example.org", "@", "*@example.org,", "@localhost"])
def test_a_role_is_given_to_an_address_or_a_domain_only(store: Store, subject: str) -> None:
    with pytest.raises(maintenance.NoSubject):
        maintenance.give_role(store, Person("admin@example.org"), subject, Role.READER, at=AT)


def test_nobody_takes_away_their_own_right_to_give_roles(store: Store) -> None:
    for role in (None, Role.READER):
        with pytest.raises(maintenance.OwnRole):
            maintenance.give_role(store, Person("admin@example.org"), "Admin@example.org", role, at=AT)
    assert store.role("admin@example.org") == "admin"


def test_a_session_of_another_is_ended_by_who_manages_access_alone(store: Store) -> None:
    longest = timedelta(hours=10)
    for role in Role:
        store.begin_session(f"token-{role}", f"{role}@example.org", at=AT, longest=longest)
    ids = {session.email.partition("@")[0]: session.id for session in store.sessions()}
    for role in (Role.READER, Role.AUDITOR, Role.EDITOR):
        who = Person(f"{role}@example.org")
        assert [one.email for one in sign_ins.open_sessions(store, who, at=AT)] == [who.email]
        with pytest.raises(NotAllowed):
            sign_ins.end_session(store, who, ids["admin"], at=AT)
        assert refusals(store, who.by) == [Act.MANAGE_ROLES]
    admin = Person("admin@example.org")
    assert len(sign_ins.open_sessions(store, admin, at=AT)) == len(Role)
    sign_ins.end_session(store, admin, ids["reader"], at=AT)
    assert not store.session_lives("token-reader", "reader@example.org", Idle(AT, timedelta(0)))
    with pytest.raises(sign_ins.NoSession):
        sign_ins.end_session(store, admin, ids["reader"], at=AT)
    sign_ins.end_session(store, Person("editor@example.org"), ids["editor"], at=AT)
    with snapshot(store.engine) as connection:
        told = [one.entry for one in audit_log.entries(connection, store.programme_id) if not one.entry.refused]
    assert [(one.by, one.act, one.about) for one in told[:2]] == [
        ("editor@example.org", "sign_out", ""),
        ("admin@example.org", "sign_out", "reader@example.org"),
    ]


@pytest.mark.parametrize("minutes", [(1, 59, 110, 170), (60, 120), (9, 18, 27, 36, 45, 54, 63, 72)])
def test_a_session_lives_on_while_it_is_used_and_ends_an_hour_after(store: Store, minutes: tuple[int, ...]) -> None:
    longest, email = timedelta(hours=1), "reader@example.org"
    store.begin_session("token", email, at=AT, longest=timedelta(hours=10))
    for minute in minutes:
        assert store.session_lives("token", email, Idle(AT + timedelta(minutes=minute), longest))
    last = AT + timedelta(minutes=minutes[-1])
    # What is kept may be a twelfth of the hour old: the end comes no later than said, and at most that much earlier.
    assert store.session_lives("token", email, Idle(last + timedelta(minutes=55), longest))
    store.begin_session("token-2", email, at=AT, longest=timedelta(hours=10))
    assert not store.session_lives("token-2", email, Idle(AT + timedelta(minutes=61), longest))
    assert store.session_lives("token-2", email, Idle(AT + timedelta(minutes=61), timedelta(0)))


def test_an_import_in_between_holds_nobody_up_and_a_database_to_read_keeps_nobody_out(store: Store) -> None:
    later = Idle(AT + timedelta(minutes=30), timedelta(hours=1))
    store.begin_session("token", "reader@example.org", at=AT, longest=timedelta(hours=10))
    with writing(store.engine):
        assert store.session_lives("token", "reader@example.org", later)
    assert [one.used for one in store.sessions()] == [AT]
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    assert store.session_lives("token", "reader@example.org", later)
    store.engine.dispose()
    assert store.session_lives("token", "reader@example.org", later)
    assert [one.used for one in store.sessions()] == [later.at]


def test_who_is_signed_in_no_longer_stands_in_no_list(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTHUB_IDLE_MINUTES", "60")
    store.begin_session("token", "reader@example.org", at=AT, longest=timedelta(hours=10))
    who = Person("reader@example.org")
    for minutes, n in ((60, 1), (61, 0)):
        assert len(sign_ins.open_sessions(store, who, at=AT + timedelta(minutes=minutes))) == n


def test_a_session_lasts_no_longer_than_it_may_and_stands_in_no_backup(store: Store, tmp_path: Path) -> None:
    longest = timedelta(hours=10)
    store.begin_session("oud", "reader@example.org", at=AT, longest=longest)
    store.begin_session("nieuw", "reader@example.org", at=AT + longest + timedelta(seconds=1), longest=longest)
    never = Idle(AT, timedelta(0))
    assert [store.session_lives(token, "reader@example.org", never) for token in ("oud", "nieuw")] == [False, True]
    assert not store.session_lives("nieuw", "editor@example.org", never)
    assert not store.session_lives("", "", never)
    backup.backup(str(store.engine.url), tmp_path / "kopie.db")
    backup.restore(tmp_path / "kopie.db", f"sqlite:///{tmp_path / 'terug.db'}")
    back = open_store(f"sqlite:///{tmp_path / 'terug.db'}", PROGRAMME)
    assert (back.sessions(), len(back.roles())) == ((), len(store.roles()))
