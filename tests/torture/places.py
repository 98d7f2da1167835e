"""Where a database is put for one trial: a copy of one that was filled once, on SQLite or PostgreSQL."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import create_engine, text

from kpi.facts.database.engine import open_engine

BESIDE = ("", "-end")
"""A closed SQLite database is these files."""
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Files:
    """SQLite databases in folders of their own."""

    folder: Path
    name = "sqlite"
    filled: dict[str, Path] = field(default_factory=dict)

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The address of a database that isn't there yet; it and all beside it goes afterwards."""
        place = self.folder / f"proef{next(_numbers)}"
        place.mkdir()
        try:
            yield f"sqlite:///{place / 'facts.db'}"
        finally:
            shutil.rmtree(place)

    def fill(self, story: str, fill: Callable[[str], None]) -> None:
        """Fill the database of a story, to be copied from then on."""
        place = self.folder / story
        place.mkdir()
        fill(f"sqlite:///{place / 'facts.db'}")
        self.filled[story] = place / "facts.db"

    @contextmanager
    def copy(self, story: str) -> Iterator[str]:
        """The address of a copy of a story's database."""
        with self.empty() as url:
            for end in BESIDE:
                if (source := Path(f"{self.filled[story]}{end}")).exists():
                    shutil.copy(source, f"{file_of(url)}{end}")
            yield url


@dataclass(frozen=True)
class Server:
    """Databases on one PostgreSQL, ``address`` being that of its own database *postgres*.

    With ``crash`` the server's own processes may be killed, after which it starts anew.
    """

    address: str
    crash: bool = True
    name = "postgresql"

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The address of a database without a table, dropped afterwards."""
        with self._made("template1") as url:
            yield url

    def fill(self, story: str, fill: Callable[[str], None]) -> None:
        """Fill the database of a story, to be copied from then on."""
        self._say(f"CREATE DATABASE {story}")
        fill(self._of(story))

    @contextmanager
    def copy(self, story: str) -> Iterator[str]:
        """The address of a copy of a story's database."""
        with self._made(story) as url:
            yield url

    @contextmanager
    def _made(self, template: str) -> Iterator[str]:
        name = f"proef{next(_numbers)}"
        self._say(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self._of(name)
        finally:
            self._say(f"DROP DATABASE {name} WITH (FORCE)")

    def _of(self, name: str) -> str:
        return self.address.replace("/postgres?", f"/{name}?")

    def _say(self, statement: str) -> None:
        made = create_engine(open_engine(self.address).url, isolation_level="AUTOCOMMIT")
        with made.connect() as connection:
            connection.execute(text(statement))
        made.dispose()


Places = Files | Server


def file_of(url: str) -> Path:
    """The file of an SQLite database."""
    return Path(url.removeprefix("sqlite:///"))
