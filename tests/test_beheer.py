"""The guide for whoever looks after an installation says what the code does, and its files are such as are read."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from kpi.access import RULES, Role, Rule
from kpi.language import words_of
from tests.proxy import command, configured
from tests.signing import free_port

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "beheer.md"
FILES = ROOT / "docs" / "beheer"
NAMES = {Role.READER: "lezer", Role.AUDITOR: "controleur", Role.EDITOR: "redacteur", Role.ADMIN: "beheerder"}


def acts() -> str:
    """The table of acts and roles, as it stands in the guide."""
    words = words_of("nl")
    lines = [f"| handeling | {' | '.join(NAMES.values())} |", "|---|" + ":-:|" * len(NAMES)]
    lines += [
        f"| {words(rule.title)} | " + " | ".join(may(role, rule) for role in NAMES) + " |" for rule in RULES.values()
    ]
    return "\n".join(lines) + "\n"


def may(role: Role, rule: Rule) -> str:
    return "ja" if role in rule.roles else ""


def test_the_table_of_acts_and_roles_is_that_of_the_code() -> None:
    """Out of date? ``python -m tests.test_beheer`` writes it anew."""
    found = re.search(r"<!-- handelingen -->\n(.*?)<!-- /handelingen -->", GUIDE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    assert found[1] == acts()


def test_every_setting_is_explained_and_none_that_there_is_not() -> None:
    code = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "kpi").rglob("*.py")))
    written = GUIDE.read_text("utf-8") + (FILES / "smarthub.env").read_text("utf-8")
    asked = r"\b(?:SMARTHUB_[A-Z_]+|DATABASE_URL)\b"
    assert set(re.findall(asked, written)) == set(re.findall(asked, code))


def test_the_guide_names_every_file_that_lies_beside_it() -> None:
    text = GUIDE.read_text("utf-8")
    assert [path.name for path in FILES.iterdir() if path.name not in text] == []
    assert {name for name in re.findall(r"docs/beheer/([\w.-]+)", text) if not (FILES / name).exists()} == set()


def test_nginx_takes_its_configuration(tmp_path: Path) -> None:
    whole = configured(tmp_path, "localhost", free_port(), (8501, 8502))
    told = subprocess.run([*command(whole), "-t", "-q"], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize(
    "unit",
    [
        "smarthub@.service",
        "smarthub-nightly.service",
        "smarthub-nightly.timer",
        "smarthub-weekly.service",
        "smarthub-weekly.timer",
        "smarthub-reports.service",
        "smarthub-reports.timer",
    ],
)
def test_systemd_takes_the_units(unit: str, tmp_path: Path) -> None:
    systemd = shutil.which("systemd-analyze")
    if systemd is None:
        pytest.skip("This test needs systemd-analyze.")
    for path in FILES.glob("smarthub*.*"):
        text = path.read_text("utf-8").replace("/opt/smarthub/.venv/bin/smarthub", "/bin/true")
        (tmp_path / path.name.replace("@.", "@8501.")).write_text(text, "utf-8")
    command = [systemd, "verify", "--man=no", str(tmp_path / unit.replace("@.", "@8501."))]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")


def test_a_call_that_a_unit_forbids_fails_and_does_not_end_it() -> None:
    """Libraries try calls (mbind, as one is loaded) that they can do without; by itself systemd would kill for one."""
    units = [path.read_text("utf-8") for path in FILES.glob("*.service")]
    assert len(units) == 4
    assert all("SystemCallFilter=" in unit and "SystemCallErrorNumber=EPERM\n" in unit for unit in units)


def test_a_command_of_the_guide_runs_as_the_monitor_with_its_settings(tmp_path: Path) -> None:
    told = (FILES / "smarthub").read_text("utf-8")
    settings = tmp_path / "smarthub.env"
    shipped = (FILES / "smarthub.env").read_text("utf-8")
    settings.write_text(f"{shipped}SMARTHUB_UPLOAD_DAYS='a&b $c'\n", "utf-8")
    said = tmp_path / "said"
    said.write_text('#!/bin/sh\necho "$SMARTHUB_UPLOAD_DAYS|$DATABASE_URL|$*|$(umask)"\n', "utf-8")
    said.chmod(0o755)
    changed = {
        "/etc/smarthub/smarthub.env": str(settings),
        "runuser -u smarthub -- /opt/smarthub/.venv/bin/smarthub": str(said),
    }
    for before, after in changed.items():
        assert before in told
        told = told.replace(before, after)
    answer = subprocess.run(["sh", "-c", told, "smarthub", "check", "a b"], capture_output=True, text=True, check=True)
    assert answer.stdout == "a&b $c|postgresql:///smarthub|check a b|0077\n"


def test_a_container_is_no_root_and_takes_only_what_is_there() -> None:
    text = (ROOT / "Containerfile").read_text("utf-8")
    copied = [
        source for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE) for source in line.split()[:-1]
    ]
    assert copied
    assert [source for source in copied if not (ROOT / source).exists()] == []
    assert re.findall(r"^USER (.+)$", text, re.MULTILINE) == ["10001:10001"]
    assert text.rindex("USER 10001") < text.rindex("\nCMD")
    assert {".git", "tests", "data", "secrets"} & set(copied) == set()


def test_the_composition_keeps_secrets_in_files_and_the_port_on_this_machine() -> None:
    found = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    assert found["services"]["monitor"]["ports"] == ["127.0.0.1:8501:8501"]
    assert "ports" not in found["services"]["database"]
    assert all(list(secret) == ["file"] for secret in found["secrets"].values())
    asked = ["git", "check-ignore", "secrets/pgpass", "smarthub.env"]
    ignored = subprocess.run(asked, cwd=ROOT, check=False, capture_output=True, text=True)
    assert ignored.stdout.split() == ["secrets/pgpass", "smarthub.env"]


if __name__ == "__main__":
    written = GUIDE.read_text("utf-8")
    head, _, rest = written.partition("<!-- handelingen -->\n")
    GUIDE.write_text(
        f"{head}<!-- handelingen -->\n{acts()}<!-- /handelingen -->{rest.partition('<!-- /handelingen -->')[2]}",
        "utf-8",
    )
