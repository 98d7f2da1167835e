"""What is done to a database while it is killed: each act, and the database that it begins on."""

import hashlib
import json
import lzma
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import func, select

from kpi.access import LOCAL
from kpi.acts import imports, maintenance, rows, subsidy_report, undo
from kpi.errors import Refusal
from kpi.facts.database.backup import backup, verify
from kpi.facts.database.engine import snapshot
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store, unopened
from kpi.facts.tables import AUDIT, FACTS, LOG_END, METADATA
from kpi.intake.proposing import FilesToRead
from kpi.money.budget_json import budget_json
from kpi.monitor import budget, known_plan_year, scorecard
from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.plan import Programme
from kpi.score.goals import goal_scores
from kpi.score.score_json import score_json
from kpi.upkeep.retention_terms import Due
from kpi.views.read import Question
from tests.report import completing
from tests.torture.places import Places

AT = datetime(2018, 7, 2, 9, tzinfo=UTC)
DAY, YEAR = date(2018, 6, 30), "2017-2018"
EXAMPLE = Path(__file__).parents[1] / "example" / "example.xlsx"
OLD = Path(__file__).parents[1] / "house" / "version-before.db.xz"
NOTHING = "no database"
NUMBERED = {"id", "upload", "copy_of"}
"""Columns with numbers that a server gives out, of which an act that came to nothing has used some."""


def programme() -> Programme:
    """The programme that comes with the product."""
    return load_programme(default_programme_path())


@dataclass(frozen=True)
class Act:
    """One thing that people do: on the database of a story, with the files of a folder."""

    name: str
    story: str
    do: Callable[[str, Path], object]
    places: Sequence[str] = ("sqlite", "postgresql")


def state(url: str) -> str:
    """Everything that a database holds but its log, and the figures on a day; a word where there is no database."""
    try:
        store = open_store(url, programme(), make=False)
    except Refusal:
        return NOTHING
    try:
        held = hashlib.sha256()
        with snapshot(store.engine) as connection:
            for table in METADATA.sorted_tables:
                if table not in {AUDIT, LOG_END}:
                    columns = [column for column in table.columns if column.name not in NUMBERED]
                    held.update(repr((table.name, sorted(map(repr, connection.execute(select(*columns)))))).encode())
        return f"revision {store.latest()} {held.hexdigest()[:12]} {_figures(store)}"
    finally:
        store.close()


def _figures(store: Store) -> str:
    with store.read() as reader:
        scores = scorecard(reader, DAY)
        goals = goal_scores(reader.programme, scores)
        scored = score_json(reader.programme, DAY, reader.revision, scores, goals, "nl")
        money = budget_json(budget(reader, known_plan_year(reader.programme, YEAR), DAY), DAY, reader.revision, "nl")
    return hashlib.sha256(json.dumps([scored, money], default=str).encode()).hexdigest()[:12]


def fill(places: Places, folder: Path) -> None:
    """The databases that the acts begin on, and the files that they bring."""
    places.fill("history", _history)
    lines = [
        f"V{n:05};Voorbeeldfunctie;Voorbeeldbedrijf {n % 40 + 1};Aalten;stage;mbo;2;01-03-2018;01-05-2018"
        for n in range(1500)
    ]
    head = "vacature_id;functie;organisatie;gemeente;soort;niveau;plaatsen;geplaatst_op;sluit_op"
    (folder / "Vacatures.csv").write_text("\n".join([head, *lines]), "utf-8")
    with places.copy("history") as url:
        backup(url, folder / "kopie.db")
    if places.name == "sqlite":
        places.fill("old", lambda url: Path(url.removeprefix("sqlite:///")).write_bytes(_old()))
    (folder / "oud.db").write_bytes(_old())


def _old() -> bytes:
    return lzma.decompress(OLD.read_bytes())


def _history(url: str) -> None:
    """The example's history, an account that only has to be submitted, and one correction."""
    store = open_store(url, programme())
    _bring(store, EXAMPLE)
    completing.complete(store, programme(), YEAR, DAY, AT)
    correct(store)
    store.close()


def _bring(store: Store, file: Path) -> None:
    read = imports.read_files(store, LOCAL, FilesToRead([(file.name, file.read_bytes())]), at=AT)
    assert read.proposal is not None, read.report.problems[:3]
    imports.accept_import(store, LOCAL, read.proposal, at=AT)


def correct(store: Store, visitors: str = "41", at: datetime = AT) -> None:
    """Correct the number of visitors of an event."""
    with store.read() as reader:
        events = FACTS["events"]
        standing = select(func.min(events.c.key)).where(events.c.retired.is_(None))
        key = reader.connection.execute(standing).scalar_one()
    correction = rows.Correction(rows.RowReference("events", key), {"visitors": visitors}, "geteld")
    rows.correct_row(store, LOCAL, correction, at=at)


def on(act: Callable[[Store, Path], object]) -> Callable[[str, Path], None]:
    """An act on an opened store, as one on an address."""

    def do(url: str, folder: Path) -> None:
        store = open_store(url, programme())
        act(store, folder)
        store.close()

    return do


def _submit(store: Store, _: Path) -> None:
    question = Question(store.latest(), DAY, YEAR, "nl")
    subsidy_report.submit(store, LOCAL, question, reason="proef", at=AT)


def _back_up(store: Store, folder: Path) -> None:
    url = store.engine.url.render_as_string(hide_password=False)
    maintenance.back_up(store, LOCAL, url, folder / "nieuw.db", at=AT)


def _clear_out(store: Store, folder: Path) -> None:
    maintenance.remove_facts(store, LOCAL, Due((), DAY, over=True), folder / "nieuw.db", at=AT)


def _put_back(name: str) -> Callable[[str, Path], object]:
    return lambda url, folder: maintenance.put_back(unopened(url, programme()), LOCAL, folder / name, url, at=AT)


ACTS = (
    Act("import", "history", on(lambda store, folder: _bring(store, folder / "Vacatures.csv"))),
    Act("undo", "history", on(lambda store, _: undo.undo(store, LOCAL, store.latest(), at=AT))),
    Act("correction on screen", "history", on(lambda store, _: correct(store, "42"))),
    Act("freezing", "history", on(_submit)),
    Act("backup", "history", on(_back_up)),
    Act("restore", "", _put_back("kopie.db")),
    Act("restore of an older version", "", _put_back("oud.db")),
    Act("migration", "old", on(lambda store, _: store.latest()), ("sqlite",)),
    Act("retention", "history", on(_clear_out)),
)


def sound(file: Path) -> bool:
    """Tell that a backup is whole."""
    try:
        verify(file)
    except Refusal:
        return False
    return True
