"""Short ways to write revisions down, in terms of pitches: key → an amount in cents."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from kpi.facts.proposal import Decision, NewRow, Proposal, RegisterChange, Upload
from kpi.facts.reader import Reader
from kpi.facts.source_files import imported_as
from kpi.facts.store import Store
from kpi.facts.tables import FACTS

NOON = datetime(2018, 6, 30, 12, tzinfo=UTC)
FILE = Upload("voorbeeld.xlsx", "as-given", "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881", b"x")


def pitch(key: str, cents: int, row: int = 2) -> NewRow:
    return NewRow(key, f"{key}={cents}", (f"Voorbeeldpitch {key}", None, None, cents, None, None), 0, "Pitches", row)


def proposal(
    base: int,
    rows: Mapping[str, int],
    retire: frozenset[str] = frozenset(),
    decisions: tuple[Decision, ...] = (),
    sample: bool = False,
) -> Proposal:
    change = RegisterChange("pitches", [pitch(key, cents) for key, cents in rows.items()], retire)
    at = NOON + timedelta(days=base)
    return Proposal(base, "Voorbeeldgebruiker", at, [FILE], [change], decisions, sample)


def write(store: Store, rows: Mapping[str, int], retire: str = "", sample: bool = False) -> int:
    return store.commit(proposal(store.latest(), rows, frozenset(retire), sample=sample)).number


def undo(store: Store, number: int) -> tuple[int, int, tuple[tuple[str, str], ...]]:
    """(restored, withdrawn, left alone)."""
    done = store.undo(number, by="Voorbeeldgebruiker", at=NOON)
    return done.restored, done.withdrawn, done.left_alone


def known(reader: Reader) -> dict[str, int]:
    table = FACTS["pitches"]
    query = select(table.c.key, table.c.funding).where(reader.valid(table))
    return dict(reader.connection.execute(query).all())


def at(store: Store, revision: int | None = None) -> dict[str, int]:
    with store.read(revision) as reader:
        return known(reader)


def imported(store: Store, sha256: str) -> int | None:
    with store.read() as reader:
        return imported_as(reader, sha256)
