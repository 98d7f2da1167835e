"""``smarthub backup``, ``restore``, ``check`` and ``retention`` as whoever looks after an installation types them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kpi.facts import audit_log
from kpi.facts.audit_log import AuditEntry
from kpi.facts.database.engine import snapshot
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.programme.loading import default_programme_path, load_programme
from tests.cli.test_cli import Shell
from tests.facts.stories import proposal

PROGRAMME = load_programme(default_programme_path())


@pytest.fixture
def smarthub(database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    store = open_store(database_url, PROGRAMME)
    store.commit(proposal(0, {"a": 1}))
    store.close()
    return Shell(database_url, monkeypatch, capsys)


def log(url: str) -> list[str]:
    store = open_store(url, PROGRAMME)
    with snapshot(store.engine) as connection:
        return [one.entry.about for one in audit_log.every_entry(connection, PROGRAMME.id)]


def used(url: str, moment: datetime) -> None:
    """Have somebody use the monitor ten days before a moment."""
    open_store(url, PROGRAMME).note(AuditEntry(moment - timedelta(days=10), "tester", "record"))


def test_everything_goes_only_when_asked_twice_and_after_a_backup(
    smarthub: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = datetime(2031, 1, 1, tzinfo=UTC)
    monkeypatch.setattr("kpi.cli.upkeep.now", lambda: moment)
    monkeypatch.setenv("SMARTHUB_BACKUPS", str(tmp_path))
    used(smarthub.database, moment)
    asked = smarthub("retention", "--apply", "--facts")
    assert asked.status == 1
    assert (
        "1 revisie, vastgelegd van 30 juni 2018 tot en met 30 juni 2018, met 1 vastgelegde rij en 1 bestand"
        in asked.err
    )
    assert "Het moest tot en met 31 december 2028 bewaard blijven" in asked.err
    assert smarthub("retention", "--apply", "--facts", "--confirm", "ja").status == 1
    assert (smarthub("score", "--json").json["revision"], list(tmp_path.glob("smarthub-*.db"))) == (1, [])
    told = smarthub("retention", "--apply", "--facts", "--confirm", PROGRAMME.id, "--json").json
    assert (told["removed_revisions"], told["wiped"]) == (1, True)
    assert [file.name for file in tmp_path.glob("smarthub-*.db")] == ["smarthub-20310101-000000.db"]


def test_a_backup_and_a_restore_stand_in_the_log_that_goes_along(smarthub: Shell, tmp_path: Path) -> None:
    told = smarthub("backup", str(tmp_path / "kopie.db"), "--json").json
    assert (told["file"], len(told["sha256"])) == (str(tmp_path / "kopie.db"), 64)
    empty = f"sqlite:///{tmp_path / 'terug.db'}"
    assert smarthub("restore", str(tmp_path / "kopie.db"), "--database", empty).status == 0
    begun = ["revision 1, voorbeeld.xlsx", "backup kopie.db"]
    assert (log(smarthub.database), log(empty)) == (begun, [*begun, "restore kopie.db"])
    assert smarthub("check", "--database", empty).status == 0


def test_a_backup_without_a_name_goes_into_the_folder_of_the_settings(
    smarthub: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert smarthub("backup").err.startswith("Noem een bestand voor de reservekopie")
    monkeypatch.setenv("SMARTHUB_BACKUPS", str(tmp_path))
    before = datetime.now(UTC).replace(microsecond=0)
    written = Path(smarthub("backup", "--json").json["file"])
    moment = datetime.strptime(written.name, "smarthub-%Y%m%d-%H%M%S.db").replace(tzinfo=UTC)
    assert (written.parent, written.exists(), moment - before < timedelta(minutes=1)) == (tmp_path, True, True)


def test_retention_only_says_what_is_due_until_it_is_told_to_apply(
    smarthub: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMARTHUB_UPLOAD_DAYS", "30")
    refused = smarthub("retention", "--apply")
    assert (refused.status, "het logboek vertelt voor het laatst iets op" in refused.err) == (1, True)
    used(smarthub.database, datetime.now(UTC))
    for _ in range(2):
        assert "1 bestand is de bewaartermijn voorbij" in smarthub("retention").out
    told = smarthub("retention", "--apply", "--json").json
    assert (told["applied"], [file["name"] for file in told["files"]]) == (True, ["voorbeeld.xlsx"])
    assert smarthub("retention", "--json").json["files"] == []
    answer = smarthub("check", "--json")
    cleared = words_of("nl").date(datetime.now(UTC).date())
    assert (answer.status, answer.json["findings"], len(answer.json["remarks"])) == (0, [], 1)
    assert cleared in answer.json["remarks"][0]


def test_without_a_term_for_files_they_are_kept_as_long_as_the_facts(smarthub: Shell) -> None:
    told = smarthub("retention", "--json").json
    assert (told["files"], told["upload_days"], told["keep_years"]) == ([], None, 7)
    assert told["keep_until"] == "2028-12-31"
    assert told["facts_due"] is False


def test_facts_within_their_term_are_not_removed(smarthub: Shell) -> None:
    answer = smarthub("retention", "--apply", "--facts")
    assert (answer.status, "moeten tot en met" in answer.err) == (1, True)
    assert smarthub("score", "--json").json["revision"] == 1


def test_a_term_below_the_lawful_one_is_refused(smarthub: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTHUB_KEEP_YEARS", "5")
    answer = smarthub("retention", "--apply")
    assert answer.status == 1
    assert "SMARTHUB_KEEP_YEARS is ‘5’; zet daar een geheel getal van ten minste 7." in answer.err


def test_files_as_they_were_given_go_after_their_day_and_stand_in_the_log(
    smarthub: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMARTHUB_RAW_FILES", str(tmp_path))
    old, new, other = (tmp_path / name for name in ("2018-07-01_abc.xlsx", "2999-01-01_def.xlsx", "brief_aan.txt"))
    for file in (old, new, other):
        file.touch()
    assert smarthub("retention", "--json").json["raw_files"] == [old.name]
    assert old.exists()
    assert "De inhoud van 1 bestand is gewist." in smarthub("retention", "--apply").out
    assert [file.exists() for file in (old, new, other)] == [False, True, True]
    assert log(smarthub.database)[-1] == "file as given: 2018-07-01_abc.xlsx"


def test_files_as_they_were_given_that_an_import_clears_stand_in_the_log_too(
    smarthub: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMARTHUB_RAW_FILES", str(tmp_path))
    old, sheet = tmp_path / "2018-07-01_abc.xlsx", tmp_path / "leden.csv"
    old.touch()
    sheet.write_text("organisatie;soort;lid_sinds\nVoorbeeldbedrijf 901;bedrijf;01-03-2017\n", "utf-8")
    smarthub("import", str(sheet), "--dry-run")
    assert old.exists()
    smarthub("import", str(sheet), "--by", "Tester")
    assert not old.exists()
    assert log(smarthub.database)[-1] == "file as given: 2018-07-01_abc.xlsx"


def test_a_check_and_the_doctor_stand_in_the_log_with_what_they_found(
    smarthub: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert smarthub("check", "--quick").status == 0
    assert "check --quick" not in log(smarthub.database)
    for command in (("check",), ("check", "--quick"), ("doctor",)):
        assert smarthub(*command, "--log", "--by", "weekly").status == 0
    monkeypatch.setattr("kpi.cli.upkeep.check_database", lambda *_, **__: ["fout", "nog een"])
    assert smarthub("check", "--log", "--by", "weekly").status == 1
    monkeypatch.setenv("STREAMLIT_BROWSER_GATHER_USAGE_STATS", "true")
    assert smarthub("doctor", "--log", "--by", "weekly").status == 1
    store = open_store(smarthub.database, PROGRAMME)
    with snapshot(store.engine) as connection:
        told = [one.entry for one in audit_log.every_entry(connection, PROGRAMME.id) if one.entry.by == "weekly"]
    assert [(one.about, one.after) for one in told] == [
        ("check", "0"),
        ("check --quick", "0"),
        ("doctor", "0"),
        ("check", "2"),
        ("doctor", "1"),
    ]
