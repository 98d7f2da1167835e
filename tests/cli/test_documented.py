"""Every command and flag that README.md and the documents show can be given as it is shown."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from kpi.cli import main, operations
from kpi.facts.database.backup import backup

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests" / "example" / "example.xlsx"
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SHOWN = re.compile(r"(?:^|`|/bin/|monitor )smarthub ([a-z][^`\n#]*)", re.MULTILINE)
GIVEN = {
    "FILE.xlsx": "out.xlsx",
    "FILE.toml": "out.toml",
    "FILE…": "in.xlsx",
    "FILE": "in.xlsx",
    "[FILE]": "copy.db",
    "BESTAND": "held.db",
    "sjabloon.xlsx": "in.xlsx",
    "fill-in.xlsx": "in.xlsx",
    "invullen.xlsx": "in.xlsx",
    "DIR": "out",
    "DATE": "2018-06-30",
    "SHEET": "Pitches",
    "OWNER": "Programmabureau",
    "CODE": "4000",
    "LINE": "Regio8",
    "PORT": "8501",
    "N": "1",
}
"""What stands in the documents for somebody's own file, day or number."""
Command = tuple[str, ...]


def commands() -> list[Command]:
    """Return every command as it is shown, optional parts included; once each."""
    lines = (line.strip() for path in DOCUMENTS for line in SHOWN.findall(path.read_text("utf-8")))
    return sorted({tuple(re.sub(r"\[(--[^\]]+)\]", r"\1", line).split()) for line in lines})


def filled(command: Command, folder: Path) -> list[str]:
    """Return the command with something real in each place; a bare name is asked for its help."""
    words = [GIVEN.get(word, word) for word in command]
    if words[0] == "restore":
        words[1] = "held.db"
    files = {"in.xlsx", "out.xlsx", "out.toml", "out", "copy.db", "held.db"}
    words = [str(folder / word) if word in files else word for word in words]
    words = [f"sqlite:///{folder / 'other.db'}" if word.startswith("postgresql:") else word for word in words]
    return [*words, "--help"] if len(words) == 1 else words


def test_the_documents_show_commands() -> None:
    assert len(commands()) > 15
    assert {"run", "import", "score", "report", "restore"} <= {command[0] for command in commands()}


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_a_command_runs_as_the_documents_show_it(
    command: Command, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def smarthub(*words: str) -> int:
        monkeypatch.setattr(sys, "argv", ["smarthub", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(operations, "_serve", lambda *_: 0)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'filled.db'}")
    shutil.copy(EXAMPLE, tmp_path / "in.xlsx")
    assert smarthub("import", str(EXAMPLE)) == 0
    backup(f"sqlite:///{tmp_path / 'filled.db'}", tmp_path / "held.db")
    if command[0] == "restore" and "--database" not in command:
        monkeypatch.setenv("DATABASE_URL", sqlite_url)
    wrong_usage = 2
    assert smarthub(*filled(command, tmp_path)) < wrong_usage
