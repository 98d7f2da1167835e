"""The doctor: an installation as this project ships it is safe, and each thing that makes one unsafe is named."""

import json
import os
import socket
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from kpi.facts.database.backup import backup
from kpi.facts.database.engine import open_engine
from kpi.facts.database.migrating import bring_up_to_date
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.programme.loading import default_programme_path, load_programme
from kpi.settings import settings
from kpi.upkeep import checks_access, doctor, provider_answer
from kpi.upkeep.findings import DoctorFinding, Installation
from tests.cli.test_cli import Shell
from tests.facts.stories import NOON, write

SIGN_IN = {
    "SMARTHUB_URL": "https://monitor.example.org",
    "SMARTHUB_ADMIN": "beheer@example.org",
    "SMARTHUB_OIDC_METADATA": "https://login.example.org/.well-known/openid-configuration",
    "SMARTHUB_OIDC_CLIENT_ID": "monitor",
    "SMARTHUB_OIDC_CLIENT_SECRET": "zeer-geheim",
    "SMARTHUB_COOKIE_SECRET": "ook-geheim-" * 4,
}
Examine = Callable[..., dict[str, DoctorFinding]]


@pytest.fixture(autouse=True)
def provider(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sign-in service that answers, for the tests of everything else."""
    monkeypatch.setattr(checks_access, "answers", lambda _: True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "kopieën"
    found.mkdir(0o700)
    return found


@pytest.fixture
def store(sqlite_url: str, folder: Path) -> Store:
    """A sound database with a fresh backup beside it."""
    store = open_store(sqlite_url, load_programme(default_programme_path()))
    write(store, {"a": 1})
    backup(sqlite_url, folder / "smarthub.db")
    return store


@pytest.fixture
def examine(store: Store, folder: Path, sqlite_url: str) -> Examine:
    """Examines an installation that is well, but for what is given."""

    def look(at: datetime | None = None, **given: str) -> dict[str, DoctorFinding]:
        well = {"DATABASE_URL": sqlite_url, "SMARTHUB_BACKUPS": str(folder), **SIGN_IN, **given}
        findings = doctor.examine(well, at=at or datetime.now(UTC))
        say = words_of("nl").say
        return {each.code: replace(each, what=say(each.what), remedy=say(each.remedy)) for each in findings}

    return look


def test_a_sound_installation_is_found_so_with_and_without_sign_in(examine: Examine) -> None:
    assert examine() == {}
    assert examine(**dict.fromkeys(SIGN_IN, "")) == {}


@pytest.mark.parametrize(
    ("given", "code", "level"),
    [
        ({"SMARTHUB_COOKIE_SECRET": "kort"}, "sign_in", "unsafe"),
        ({"SMARTHUB_COOKIE_SECRET": ""}, "sign_in", "unsafe"),
        ({"SMARTHUB_OIDC_CLIENT_ID": ""}, "sign_in", "unsafe"),
        ({"SMARTHUB_COOKIE_SECRET": "a" * 64}, "cookie_secret", "unsafe"),
        ({"SMARTHUB_SESSION_HOURS": "abc"}, "number", "broken"),
        ({"SMARTHUB_KEEP_RAW_DAYS": "-1"}, "number", "broken"),
        ({"SMARTHUB_PEOPLE": "vijftig"}, "number", "broken"),
        ({"SMARTHUB_KEEP_RAW_DAYS": "400"}, "raw_days", "unsafe"),
        ({**dict.fromkeys(SIGN_IN, ""), "SMARTHUB_URL": "https://monitor.example.org"}, "no_sign_in", "unsafe"),
        ({**dict.fromkeys(SIGN_IN, ""), "STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}, "no_sign_in", "unsafe"),  # noqa: S104
        ({"SMARTHUB_URL": "http://monitor.example.org"}, "not_encrypted", "unsafe"),
        ({"SMARTHUB_OIDC_METADATA": "https://login.microsoftonline.com/common/v2.0/x"}, "shared_tenant", "unsafe"),
        ({"SMARTHUB_OIDC_METADATA": "http://login.example.org/x"}, "provider_not_encrypted", "unsafe"),
        ({"SMARTHUB_ALLOWED_HOSTS": "*"}, "any_host", "unsafe"),
        ({"SMARTHUB_PROXY": "*"}, "proxy", "unsafe"),
        ({"SMARTHUB_PROXY": "172.18.0.1, 0.0.0.0/0"}, "proxy", "unsafe"),
        ({"SMARTHUB_PROXY": "proxy.example.org"}, "proxy", "unsafe"),
        ({"STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION": "false"}, "enableXsrfProtection", "unsafe"),
        ({"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "true"}, "gatherUsageStats", "unsafe"),
        ({"STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full"}, "showErrorDetails", "unsafe"),
        ({"STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "2000"}, "maxUploadSize", "unsafe"),
        ({"SMARTHUB_ADMIN": ""}, "no_admin", "broken"),
        ({"SMARTHUB_PROGRAMME": "nergens.toml"}, "programme", "broken"),
        ({"DATABASE_URL": "postgresql://iemand:zeer-geheim@127.0.0.1:1/sha"}, "database", "broken"),
        ({"DATABASE_URL": "mysql://x"}, "database", "broken"),
        ({"SMARTHUB_BACKUPS": "/nergens"}, "backup_folder", "broken"),
        ({"SMARTHUB_BACKUPS": ""}, "no_backups", "advice"),
        ({"SMARTHUB_KEEP_YEARS": "2"}, "terms", "broken"),
        ({"SMARTHUB_UPLOAD_DAYS": "veel"}, "terms", "broken"),
    ],
)
def test_what_is_wrong_with_the_settings_is_named_alone_and_without_a_secret(
    examine: Examine, given: dict[str, str], code: str, level: str
) -> None:
    found = examine(**given)
    assert {code: found[code].level} == {name: one.level for name, one in found.items()} == {code: level}
    assert found[code].remedy
    assert "geheim" not in f"{found[code].what}{found[code].remedy}"


@pytest.mark.parametrize(
    ("database", "code", "level"),
    [
        ("postgresql://iemand@db.example.org/sha", "database_not_encrypted", "unsafe"),
        ("postgresql://iemand:zeer-geheim@db.example.org/sha?sslmode=prefer", "database_not_encrypted", "unsafe"),
        ("postgresql:///sha?host=127.0.0.1,db.example.org", "database_not_encrypted", "unsafe"),
        ("postgresql://iemand@db.example.org/sha?sslmode=disable", "database_open", "advice"),
        ("postgresql://iemand@db.example.org/sha?sslmode=verify-full", "", ""),
        ("postgresql://iemand@127.0.0.1/sha", "", ""),
        ("postgresql:///sha", "", ""),
        ("sqlite:///sha.db", "", ""),
    ],
)
def test_a_database_elsewhere_is_asked_with_encryption(database: str, code: str, level: str) -> None:
    variables = {"DATABASE_URL": database}
    here = Path()
    installation = Installation(settings(variables), variables, {}, here, here, datetime.now(UTC))
    findings = list(checks_access.the_database_is_asked_in_secret(installation))
    assert [(finding.code, finding.level) for finding in findings] == [(code, level)] * bool(code)
    say = words_of("nl").say
    assert all("db.example.org" in say(finding.what) for finding in findings)
    assert not any("geheim" in say(finding.what) + say(finding.remedy) for finding in findings)


def test_files_that_everybody_can_read_are_named(examine: Examine, tmp_path: Path, folder: Path) -> None:
    for up in tmp_path.parents:
        if up.stat().st_uid == os.getuid() and up.stat().st_mode & 0o001 == 0:
            up.chmod(up.stat().st_mode | 0o001)
    tmp_path.chmod(0o755)
    (tmp_path / "facts.db").chmod(0o644)
    assert str(tmp_path / "facts.db") in examine()["readable"].what
    tmp_path.chmod(0o700)
    assert examine() == {}


def test_an_old_database_is_no_worry_unless_there_is_no_place_for_its_backup(
    examine: Examine, bare_postgres_url: str, tmp_path: Path
) -> None:
    bring_up_to_date(open_engine(bare_postgres_url), to="0001")
    assert examine(DATABASE_URL=bare_postgres_url)["behind"].level == "advice"
    assert examine(DATABASE_URL=bare_postgres_url, SMARTHUB_BACKUPS="")["behind"].level == "broken"
    with open_engine(bare_postgres_url).connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one() == "0001"


def test_a_database_that_is_not_there_yet_is_not_made_by_looking(examine: Examine, tmp_path: Path) -> None:
    assert examine(DATABASE_URL=f"sqlite:///{tmp_path / 'nieuw.db'}")["no_database"].level == "advice"
    assert not (tmp_path / "nieuw.db").exists()


def test_an_empty_postgresql_is_no_older_version(examine: Examine, bare_postgres_url: str) -> None:
    assert examine(DATABASE_URL=bare_postgres_url)["no_database"].level == "advice"


def test_a_fault_that_check_finds_and_sample_data_are_told(examine: Examine, store: Store) -> None:
    write(store, {"b": 1}, sample=True)
    assert set(examine()) == {"sample"}
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE upload SET content = X'79' WHERE id = 1")
    assert examine()["check"].level == "broken"


def test_a_whole_domain_of_admins_is_unsafe(examine: Examine, store: Store) -> None:
    store.set_role("@example.org", "admin", by="beheer@example.org", at=NOON)
    assert "@example.org" in examine()["admin_domain"].what


def test_a_role_for_everybody_of_a_public_provider_is_unsafe(examine: Examine, store: Store) -> None:
    store.set_role("@gmail.com", "editor", by="beheer@example.org", at=NOON)
    assert "@gmail.com" in examine()["public_domain"].what


@pytest.mark.parametrize("content", [b"", bytes(5_000), b"Beste lezer"])
def test_the_newest_backup_is_opened(examine: Examine, folder: Path, content: bytes) -> None:
    (folder / "later.db").touch(0o600)
    (folder / "later.db").write_bytes(content)
    assert {code: one.level for code, one in examine().items()} == {"backup": "broken"}


def test_a_backup_of_days_ago_is_told(examine: Examine) -> None:
    assert examine(at=datetime.now(UTC) + timedelta(days=1, hours=23)) == {}
    assert examine(at=datetime.now(UTC) + timedelta(days=3))["old_backup"].level == "advice"


def test_the_command_answers_scripts_and_fails_only_when_something_is_grave(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    smarthub = Shell(sqlite_url, monkeypatch, capsys)
    open_store(sqlite_url, load_programme(default_programme_path())).close()
    answer = smarthub("doctor", "--json")
    assert (answer.status, answer.json["safe"]) == (0, True)
    assert [finding["code"] for finding in answer.json["findings"]] == ["no_backups"]
    monkeypatch.setenv("STREAMLIT_BROWSER_GATHER_USAGE_STATS", "true")
    answer = smarthub("doctor")
    assert (answer.status, answer.err) == (1, "1 bevinding moet worden verholpen.\n")
    assert answer.out.startswith("Onveilig: Streamlit meldt")
    assert json.loads(smarthub("doctor", "--json").out)["safe"] is False


class Provider(BaseHTTPRequestHandler):
    """What a sign-in service may answer, by the path that is asked."""

    ANSWERS: ClassVar = {
        "/good": (200, b'{"authorization_endpoint": "x"}'),
        "/other": (200, b"<html>"),
        "/gone": (404, b"{}"),
    }

    def do_GET(self) -> None:
        status, content = self.ANSWERS[self.path]
        self.send_response(status)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_sign_in_service_that_does_not_answer_is_one_sentence_within_seconds(
    examine: Examine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closed, silent, without a name, or something else than such a service."""
    monkeypatch.setattr(checks_access, "answers", provider_answer.answers)
    monkeypatch.setattr(provider_answer, "SECONDS", 1)
    service = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    Thread(target=service.serve_forever, daemon=True).start()
    silent = socket.create_server(("127.0.0.1", 0))
    port, deaf = service.server_address[1], silent.getsockname()[1]
    assert "provider" not in examine(SMARTHUB_OIDC_METADATA=f"http://127.0.0.1:{port}/good")
    for address in (
        f"http://127.0.0.1:{port}/other", f"http://127.0.0.1:{port}/gone", f"http://127.0.0.1:{deaf}/good", "http://127.0.0.1:1/good",
        "http://er-is-niets.invalid/x",
    ):  # fmt: skip
        begun = time.monotonic()
        found = examine(SMARTHUB_OIDC_METADATA=address)["provider"]
        assert (time.monotonic() - begun < 8, found.level) == (True, "broken")
        assert "antwoordt niet, dus niemand kan inloggen" in str(found.what)
    service.shutdown()
    silent.close()
