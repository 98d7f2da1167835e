"""Only what brings facts in makes a database, and says so; whoever looks at one that isn't there is told."""

from pathlib import Path

import pytest

from tests.cli.test_cli import Shell

READING = (
    "score", "budget", "report subsidy --out {out}", "report update --out {out}", "report evidence --out {out}",
    "report submission --out {out}",
    "revisions", "undo 1", "payments {file}", "backup {out}/kopie.db", "check", "check --quick", "retention",
    "retention --apply", "retention --apply --facts", "programme --out {out}/programma.toml",
)  # fmt: skip


@pytest.fixture
def smarthub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(f"sqlite:///{tmp_path / 'typo.db'}", monkeypatch, capsys)


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize("state", ["absent", "no bytes"])
def test_no_reading_command_makes_a_database(smarthub: Shell, tmp_path: Path, command: str, state: str) -> None:
    place = tmp_path / "typo.db"
    if state == "no bytes":
        place.touch()
    (tmp_path / "bank.xml").write_text("<Document/>", "utf-8")
    answer = smarthub(*command.format(out=tmp_path, file=tmp_path / "bank.xml").split())
    assert answer.status == 1
    assert f"Op {place} staat geen database van dit programma, of die is leeg." in answer.err
    there = ["bank.xml", *(["typo.db"] if state == "no bytes" else [])]
    assert sorted(path.name for path in tmp_path.iterdir()) == there
    assert state == "absent" or place.stat().st_size == 0


def test_a_server_database_without_tables_gets_none_by_looking(
    bare_postgres_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    smarthub = Shell(bare_postgres_url, monkeypatch, capsys)
    for _ in range(2):
        assert "staat geen database van dit programma" in smarthub("check").err


def test_the_template_needs_no_database(smarthub: Shell, tmp_path: Path) -> None:
    assert smarthub("template", "--out", str(tmp_path / "sjabloon.xlsx")).status == 0
    assert [path.name for path in tmp_path.iterdir()] == ["sjabloon.xlsx"]


def test_an_import_makes_a_database_and_says_so_once(smarthub: Shell, tmp_path: Path) -> None:
    (tmp_path / "leden.csv").write_text("organisatie;soort\nVoorbeeldbedrijf 901;bedrijf\n", "utf-8")
    first = smarthub("import", str(tmp_path / "leden.csv"), "--json")
    assert (first.status, first.json["revision"]) == (0, 1)
    assert first.err == f"Er is een nieuwe database gemaakt: {tmp_path / 'typo.db'}\n"
    assert smarthub("import", str(tmp_path / "leden.csv")).err.startswith("Er is niets opgeslagen.")


@pytest.mark.parametrize("content", [b"", bytes(5_000), b"Beste lezer"])
def test_a_refused_restore_leaves_nothing_behind(smarthub: Shell, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "kopie.db").write_bytes(content)
    answer = smarthub("restore", str(tmp_path / "kopie.db"))
    assert (answer.status, "er is niets teruggezet" in answer.err) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["kopie.db"]
