"""Writing the account and submitting it: what is kept stays, is given back byte for byte, and can be made again."""

import dataclasses
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kpi.access import LOCAL, NotAllowed, Person
from kpi.acts import subsidy_report
from kpi.acts.given_texts import NoReason, TooLong
from kpi.acts.report_texts import AccountTexts, NoSuchText, write_texts
from kpi.acts.undo import Submitted, undo
from kpi.documents.draft_banner import draft_mark
from kpi.facts.database.backup import backup, restore
from kpi.facts.proposal import Decision, Proposal
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.monitor import picture
from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.plan import Programme
from kpi.report import account_formats
from kpi.report.account import SubsidyReport
from kpi.report.account_sentences import again_sentence
from kpi.report.chapters.explained_deviations import tables
from kpi.report.reading_account import read_report
from kpi.report.submitted import SubmittedReport, submitted_reports
from kpi.views.read import Question
from tests.facts.stories import imported
from tests.facts.world import record
from tests.report import completing

AT = datetime(2018, 7, 1, 9, tzinfo=UTC)
DAY, YEAR = date(2018, 6, 30), "2017-2018"
BOOKING = {
    "entry": "F1",
    "entry_line": "1",
    "plan_year": YEAR,
    "budget_line": "communication_strategist",
    "description": "Voorbeeld",
    "amount": Decimal("1000.00"),
    "invoiced_on": date(2018, 1, 15),
    "paid_on": date(2018, 2, 15),
    "eligible": True,
}


@pytest.fixture(scope="module")
def plan() -> Programme:
    return load_programme(default_programme_path())


@pytest.fixture
def store(sqlite_url: str, plan: Programme) -> Store:
    found = open_store(sqlite_url, plan)
    record(found, {"expenses": [BOOKING]}, AT)
    return found


def report_of(store: Store, plan: Programme, revision: int | None = None, day: date = DAY) -> SubsidyReport:
    with store.read(revision) as reader:
        return read_report(reader, picture(reader, day, YEAR))


def complete(store: Store, plan: Programme) -> None:
    completing.complete(store, plan, YEAR, DAY, AT)
    assert report_of(store, plan).missing == ()


def submitted(store: Store, plan: Programme) -> SubmittedReport:
    question = Question(store.latest(), DAY, YEAR, "nl")
    subsidy_report.submit(store, LOCAL, question, reason="naar de provincie", at=AT)
    with store.read() as reader:
        return submitted_reports(reader)[-1]


def drafted(report: SubsidyReport) -> bool:
    return bool(draft_mark(sample=report.picture.sample, incomplete=bool(report.missing)))


def test_a_report_is_no_draft_once_grant_texts_and_declarations_are_there(store: Store, plan: Programme) -> None:
    assert drafted(report_of(store, plan))
    complete(store, plan)
    assert not drafted(report_of(store, plan))


def test_an_incomplete_report_isnt_submitted(store: Store, plan: Programme) -> None:
    with pytest.raises(subsidy_report.NotComplete):
        submitted(store, plan)


def test_a_report_with_sample_data_isnt_submitted(store: Store, plan: Programme) -> None:
    complete(store, plan)
    sample = Decision("accepted/voorbeeld", json.dumps({"on": "2018-01-01", "until": "2018-12-31"}), "proef")
    store.commit(Proposal(store.latest(), "x", AT, decisions=(sample,), sample=True))
    with pytest.raises(subsidy_report.SampleInReport):
        submitted(store, plan)


def test_nothing_is_submitted_without_a_reason_or_by_somebody_who_may_not(store: Store, plan: Programme) -> None:
    complete(store, plan)
    question = Question(store.latest(), DAY, YEAR, "nl")
    with pytest.raises(NoReason):
        subsidy_report.submit(store, LOCAL, question, reason=" ", at=AT)
    with pytest.raises(NotAllowed):
        subsidy_report.submit(store, Person("vreemde@example.org"), question, reason="x", at=AT)


def test_a_text_without_a_place_or_without_end_is_refused(store: Store, plan: Programme) -> None:
    with pytest.raises(NoSuchText):
        write_texts(store, LOCAL, AccountTexts(YEAR, {"line/none": "x"}, store.latest()), at=AT)
    with pytest.raises(TooLong):
        write_texts(store, LOCAL, AccountTexts(YEAR, {"lessons": "x" * 20_001}, store.latest()), at=AT)


def test_an_emptied_text_is_missing_again(store: Store, plan: Programme) -> None:
    complete(store, plan)
    write_texts(store, LOCAL, AccountTexts(YEAR, {"lessons": "  "}, store.latest()), at=AT)
    assert [one.text for one in report_of(store, plan).missing] == ["lessons"]


def test_a_submitted_report_is_given_back_byte_for_byte_and_made_again_the_same(store: Store, plan: Programme) -> None:
    complete(store, plan)
    kept = submitted(store, plan)
    assert (kept.decision.revision, kept.revision, kept.reason) == (3, 4, "naar de provincie")
    record(store, {"expenses": [BOOKING | {"amount": Decimal("1000.01")}]}, AT)
    again = subsidy_report.again(store, LOCAL, kept, at=AT)
    originals = {name: subsidy_report.original(store, LOCAL, kept, name, at=AT) for name in kept.decision.files}
    assert again.differing == ()
    assert set(again.same(kept)) == set(kept.decision.files) - {subsidy_report.PROGRAMME_FILE} == set(again.files)
    assert {name: originals[name] for name in again.files} == again.files


def test_an_account_is_compared_with_the_files_that_it_had_also_after_a_format_was_added(
    store: Store, plan: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fourth format made every older account say “3 of 4 files are the same”, while none differed."""
    complete(store, plan)
    kept = submitted(store, plan)
    monkeypatch.setitem(account_formats.FORMATS, "md", account_formats.FORMATS["pdf"])
    again = subsidy_report.again(store, LOCAL, kept, at=AT)
    assert {name.rpartition(".")[2] for name in again.files} == {"xlsx", "docx", "pdf"}
    assert set(again.same(kept)) == set(again.files)
    words = words_of("nl")
    assert "3 van 3" in words.say(again_sentence(kept, again.differing, len(again.same(kept)), len(again.files)))


def test_the_files_of_a_submitted_report_are_no_imports(store: Store, plan: Programme) -> None:
    complete(store, plan)
    kept = submitted(store, plan)
    assert kept.decision.files
    assert {imported(store, checksum) for checksum in kept.decision.files.values()} == {None}
    assert imported(store, "0" * 64) == 1


def test_after_a_restore_the_same_revision_gives_the_same_bytes(store: Store, plan: Programme, tmp_path: Path) -> None:
    complete(store, plan)
    kept = submitted(store, plan)
    backup(str(store.engine.url), tmp_path / "kopie.db")
    restore(tmp_path / "kopie.db", url := f"sqlite:///{tmp_path / 'terug.db'}")
    restored = open_store(url, plan)
    with restored.read() as reader:
        assert submitted_reports(reader) == (kept,)
    again = subsidy_report.again(restored, LOCAL, kept, at=AT)
    assert set(again.same(kept)) == set(again.files)


@pytest.mark.parametrize("amount", [Decimal(1), Decimal(33120)])
def test_with_another_programme_file_the_figures_are_still_those_that_were_submitted(
    store: Store, plan: Programme, amount: Decimal
) -> None:
    """Whether what was set by hand fits the new file or not: the kept one counts."""
    complete(store, plan)
    kept = submitted(store, plan)
    budget = plan.budgets[0]
    lines = (budget.lines[0].model_copy(update={"amount": amount}), *budget.lines[1:])
    edited = plan.model_copy(update={"budgets": (budget.model_copy(update={"lines": lines}),), "fingerprint": "0" * 64})
    store = dataclasses.replace(store, filed=edited)
    assert subsidy_report.again(store, LOCAL, kept, at=AT).differing == ()


def test_a_later_correction_stands_in_the_next_report_with_its_revision(store: Store, plan: Programme) -> None:
    complete(store, plan)
    kept = submitted(store, plan)
    record(store, {"organisations": [{"name": "Voorbeeld B.V.", "kind": "education"}]}, AT)
    changed = record(store, {"expenses": [BOOKING | {"amount": Decimal("1000.01")}]}, AT)
    record(store, {"contacts": []}, AT)
    found = {one.name: (one.reported, one.now, one.since) for one in report_of(store, plan).restated}
    assert found["total/actual"] == ("1000", "1000.01", changed)
    assert found["line/communication_strategist/paid"] == ("1000", "1000.01", changed)
    assert {since for name, (_, _, since) in found.items() if not name.startswith("indicator/")} == {changed}
    assert {since for name, (_, _, since) in found.items() if name.startswith("indicator/")} == {changed - 1}
    assert report_of(store, plan, kept.decision.revision).restated == ()
    assert report_of(store, plan, day=date(2018, 3, 31)).restated == ()


def test_every_report_stays_compared_not_only_the_last_one(store: Store, plan: Programme) -> None:
    """A report on 31 March and one on 30 June: a booking of January that changes afterwards differs from both."""
    complete(store, plan)
    early = Question(store.latest(), date(2018, 3, 31), YEAR, "nl")
    subsidy_report.submit(store, LOCAL, early, reason="tussentijds", at=AT)
    submitted(store, plan)
    changed = record(store, {"expenses": [BOOKING | {"amount": Decimal("900.00")}]}, AT)
    found = [
        (one.account.as_of, one.reported, one.now, one.since)
        for one in report_of(store, plan).restated
        if one.name == "total/actual"
    ]
    assert found == [(on, "1000", "900", changed) for on in (date(2018, 3, 31), DAY)]


def test_a_change_by_the_programme_file_is_no_revision(store: Store, plan: Programme) -> None:
    """A euro goes from line 4 to line 3 in the file; afterwards a revision takes a cent off the costs of line 1."""
    complete(store, plan)
    submitted(store, plan)
    [budget] = plan.budgets
    moved = {"magazine_column": 1, "dragons_den": -1}
    lines = tuple(
        line.model_copy(update={"amount": line.amount + moved.get(line.id, 0), "parts": ()}) for line in budget.lines
    )
    edited = plan.model_copy(update={"budgets": (budget.model_copy(update={"lines": lines}),), "fingerprint": "0" * 64})
    store = dataclasses.replace(store, filed=edited)
    changed = record(store, {"expenses": [BOOKING | {"amount": Decimal("999.99")}]}, AT)
    report = report_of(store, edited)
    found = {
        (one.name, one.reported, one.now, one.since)
        for one in report.restated
        if one.name.startswith(("line", "total"))
    }
    assert ("line/magazine_column/budget", "10000", "10001", None) in found
    assert ("total/actual", "1000", "999.99", changed) in found
    assert {since for name, _, _, since in found if name.endswith("/budget")} == {None}
    assert {since for name, _, _, since in found if not name.endswith("/budget")} == {changed}
    told = {words_of("nl").say(row["since"].value) for row in tables(report)[-2].grid.rows}
    assert told == {"programmabestand", str(changed)}


def test_bookings_that_change_with_an_equal_sum_are_listed(store: Store, plan: Programme) -> None:
    """1.000,00 becomes 400,00 and a new booking of 600,00 on the same line and days: no figure differs."""
    complete(store, plan)
    submitted(store, plan)
    parts = [
        BOOKING | {"amount": Decimal("400.00")},
        BOOKING | {"entry": "F2", "amount": Decimal("600.00"), "evidence": "https://example.org/2"},
    ]
    record(store, {"expenses": parts}, AT)
    report = report_of(store, plan)
    assert [one.name for one in report.restated if one.name.startswith(("line", "total"))] == []
    assert [(one.number, one.before and one.before.amount, one.now and one.now.amount) for one in report.changed] == [
        ("F1", Decimal(1000), Decimal(400)),
        ("F2", None, Decimal(600)),
    ]
    words = words_of("nl")
    rows = [[cell.said(words) for cell in row.values()] for row in tables(report)[-1].grid.rows]
    assert [(row[0], row[-1]) for row in rows] == [("F1", "bedrag"), ("F2", "stond niet in dat verslag")]


def test_the_revision_of_a_submitted_report_stays(store: Store, plan: Programme) -> None:
    complete(store, plan)
    kept = submitted(store, plan)
    with pytest.raises(Submitted):
        undo(store, LOCAL, kept.revision, at=AT)
    undo(store, LOCAL, 1, at=AT)
    assert subsidy_report.again(store, LOCAL, kept, at=AT).differing == ()
