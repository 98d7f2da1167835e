"""The guards see what they are there for, and say so when they saw nothing."""

from pathlib import Path

import pytest

from tests.guards.scanning import Finding, judged, scan
from tests.guards.vulnerabilities import Audit, audit
from tests.guards.vulnerabilities import judged as weighed

KEY = "AKIA" + "QYLPMN5HHHFPZAM2"
"""Shaped like a key of a cloud provider, written so that this file itself holds none."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "app.py").write_text(f'import subprocess\nkey = "{KEY}"\nsubprocess.run("ls", shell=True)\n')
    (tmp_path / "netjes.py").write_text("x = 1\n")
    return tmp_path


def test_a_key_and_an_insecure_habit_are_found_with_their_place(root: Path) -> None:
    found = {(one.kind, one.file, one.line, one.what) for one in scan(root, ["app.py", "netjes.py"])}
    assert ("secret", "app.py", 2, "AWS Access Key") in found
    assert ("insecure", "app.py", 3) in {one[:3] for one in found}


def test_a_clean_file_is_not_looked_at_again_but_a_changed_one_is(root: Path) -> None:
    kept = root / "gezien"
    assert scan(root, ["netjes.py"], kept) == []
    assert len(kept.read_text().split()) == 1
    (root / "netjes.py").write_text(f'key = "{KEY}"\n')
    for _ in range(2):
        assert {one.file for one in scan(root, ["netjes.py"], kept)} == {"netjes.py"}


def test_what_is_allowed_needs_a_reason_and_a_use(tmp_path: Path) -> None:
    allowed = tmp_path / "allowed.toml"
    allowed.write_text(
        '[[secret]]\nfile = "a.py"\nhash = "1"\nreason = "voorbeeld"\n'
        '[[secret]]\nfile = "b.py"\nhash = "2"\nreason = "niet meer"\n'
        '[[insecure]]\nfile = "kpi/*"\ntest = "B101"\nreason = " "\n'
    )
    found = [
        Finding("secret", "a.py", 1, "1", "Secret Keyword"),
        Finding("secret", "a.py", 2, "9", "Secret Keyword"),
        Finding("insecure", "kpi/x.py", 3, "B101", "assert"),
    ]
    told = judged(found, allowed)
    assert told[0] == "a.py:2: Secret Keyword (secret, 9)"
    assert [line.split(":")[1].strip() for line in told[1:]] == ["nothing needs this any more", "without a reason"]


def test_a_vulnerability_is_a_fault_and_an_unknown_package_is_named() -> None:
    packages = [
        {"name": "goed", "version": "1.0", "vulns": []},
        {"name": "lek", "version": "1.0", "vulns": [{"id": "CVE-2018-1", "fix_versions": ["1.1"]}]},
        {"name": "vreemd", "skip_reason": "not found"},
    ]
    assert weighed(packages) == Audit(2, ("vreemd",), ("lek 1.0: CVE-2018-1, mended in 1.1",))


def test_packages_that_nobody_was_asked_about_are_not_called_safe() -> None:
    found = weighed([{"name": "vreemd", "skip_reason": "not found"}])
    assert found.sentences() == ["pip-audit: its service can't be reached from here; no package was audited."]


def test_a_service_that_cannot_be_asked_is_no_fault_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    lock = tmp_path / "requirements.lock"
    lock.write_text("zo-heet-niets==1.0 --hash=sha256:" + "0" * 64 + "\n")
    found = audit(lock)
    assert (found.asked, found.vulnerable) == (0, ())
    assert "can't be reached" in found.sentences()[0]
