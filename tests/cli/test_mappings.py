"""What columns hold, said at a terminal."""

from pathlib import Path

import pytest

from tests.cli.test_cli import Shell
from tests.intake.test_cases import CASES

UNTOLD = (
    "Er is niets vastgelegd: het is niet zeker wat c1_crm bevat. Zeg het één keer: op de pagina Gegevens, of met "
    "“smarthub mapping” en “import --map”."
)


@pytest.fixture
def smarthub(database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(database_url, monkeypatch, capsys)


def test_the_step_is_done_at_a_terminal_and_remembered_with_the_import(smarthub: Shell, tmp_path: Path) -> None:
    file, mapping = str(CASES / "c1_crm.csv"), tmp_path / "m.toml"
    for asked in ([], ["--dry-run"]):
        refused = smarthub("import", file, *asked)
        assert (refused.status, refused.err.splitlines()[-1]) == (1, UNTOLD)
    assert smarthub("score", "--json").json["revision"] == 0
    assert smarthub("mapping", file, "--out", str(mapping), "--json").json["asked"] == 1
    text = mapping.read_text("utf-8").replace('Omzet = ""', 'Omzet = "gefactureerd"')
    mapping.write_text(text.replace('planjaar = ""', 'planjaar = "2017-2018"'), "utf-8")
    assert smarthub("import", file, "--map", str(mapping), "--dry-run", "--json").json["revision"] is None
    (sheet,) = smarthub("import", file, "--map", str(mapping), "--json").json["files"][0]["sheets"]
    assert (sheet["new"], sheet["rejected"]) == (3, 0)
    later = tmp_path / "later.csv"
    later.write_bytes(Path(file).read_bytes() + b"10004;Vierde;Aalten;1,00;1-12-2017;0,00\n")
    (sheet,) = smarthub("import", str(later), "--json").json["files"][0]["sheets"]
    assert (sheet["new"], sheet["unchanged"]) == (1, 3)
