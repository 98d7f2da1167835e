"""Whether a database holds what it should: each finding is a sentence."""

import hashlib
from collections.abc import Callable, Iterator

from sqlalchemy import ColumnElement, Table, and_, exists, func, literal, or_, select

from kpi.facts import audit_log
from kpi.facts.database.engine import snapshot
from kpi.facts.database.retention import cleared_and_told
from kpi.facts.decisions.history import revisions
from kpi.facts.proposal import Revision
from kpi.facts.reader import Reader
from kpi.facts.store import Store
from kpi.facts.tables import FACTS, REVISIONS, UPLOADS, VERSIONED
from kpi.language import Words

Check = Callable[[Reader, Words], Iterator[str]]


def check_database(store: Store, words: Words) -> list[str]:
    """Everything that is wrong with a programme's facts, in the user's language; empty when all is well."""
    with store.read() as reader:
        return [sentence for check in CHECKS for sentence in check(reader, words)]


def _file_is_sound(reader: Reader, words: Words) -> Iterator[str]:
    if reader.connection.dialect.name == "sqlite":
        found = reader.connection.exec_driver_sql("PRAGMA integrity_check(5)").scalars().all()
        for problem in found:
            if problem != "ok":
                yield words("The database file is damaged: {problem}", problem=problem)


def _revisions_follow(reader: Reader, words: Words) -> Iterator[str]:
    """Numbered 1, 2, 3 … without gaps, and undoing only what came before."""
    query = select(REVISIONS.c.number, REVISIONS.c.undoes).where(REVISIONS.c.programme == reader.programme_id)
    found = dict(reader.connection.execute(query).all())
    for number in sorted(set(range(1, max(found, default=0) + 1)) - set(found)):
        yield words("Revision {number} is missing.", number=number)
    for number, undoes in sorted(found.items()):
        if undoes is not None and undoes not in range(1, number):
            yield words(
                "Revision {number} takes back revision {undoes}, which isn't an earlier one.",
                number=number,
                undoes=undoes,
            )


def _rows_hold_a_while(reader: Reader, words: Words) -> Iterator[str]:
    """A row begins at a recorded revision and ends after it."""
    for table in VERSIONED:
        wrong = or_(
            table.c.retired <= table.c.revision,
            table.c.retired > reader.revision,
            table.c.revision > reader.revision,
            table.c.revision < 1,
        )
        rows = _count(reader, table, wrong)
        if rows:
            yield words("{table}: {rows} rows begin or end at an impossible revision.", table=table.name, rows=rows)


def _one_row_a_key(reader: Reader, words: Words) -> Iterator[str]:
    """In no revision do two rows of a key hold at once."""
    for table in VERSIONED:
        following = func.lead(table.c.revision).over(partition_by=table.c.key, order_by=(table.c.revision, table.c.id))
        held = select(table.c.key, table.c.retired, following.label("following"))
        rows = held.where(table.c.programme == reader.programme_id).subquery()
        overlaps = or_(rows.c.retired.is_(None), rows.c.retired > rows.c.following)
        query = select(rows.c.key).where(rows.c.following.is_not(None), overlaps).distinct().order_by(rows.c.key)
        for key in reader.connection.execute(query).scalars():
            yield words("{table}: “{key}” has several rows in one revision.", table=table.name, key=key)


def _counts_tie(reader: Reader, words: Words) -> Iterator[str]:
    """What each revision says it wrote and retired is what is there."""
    recorded = {one.number: one for one in revisions(reader.connection, reader.programme_id)}
    for table in VERSIONED:
        written, retired = _by_revision(reader, table, "revision"), _by_revision(reader, table, "retired")
        for number, one in sorted(recorded.items()):
            said, found = _said(one, table), (written.get(number, 0), retired.get(number, 0))
            if said != found:
                yield words(
                    "{table}: revision {number} says {said}, but {found} is there (written/retired).",
                    table=table.name,
                    number=number,
                    said=f"{said[0]}/{said[1]}",
                    found=f"{found[0]}/{found[1]}",
                )


def _said(revision: Revision, table: Table) -> tuple[int, int]:
    return revision.written.get(table.name, 0), revision.retired.get(table.name, 0)


def _by_revision(reader: Reader, table: Table, column: str) -> dict[int, int]:
    number = table.c[column]
    query = select(number, func.count()).where(table.c.programme == reader.programme_id).group_by(number)
    return {one: rows for one, rows in reader.connection.execute(query) if one is not None}


def _rows_have_their_file(reader: Reader, words: Words) -> Iterator[str]:
    """The upload that a row names is one of this programme."""
    for table in FACTS.values():
        there = exists(
            select(literal(1)).where(UPLOADS.c.id == table.c.upload, UPLOADS.c.programme == reader.programme_id)
        )
        rows = _count(reader, table, and_(table.c.upload.is_not(None), ~there))
        if rows:
            yield words("{table}: {rows} rows name a file that isn't there.", table=table.name, rows=rows)


def _files_are_as_kept(reader: Reader, words: Words) -> Iterator[str]:
    """The checksum of each kept file is that of its content; one without content was cleared, and the log says so."""
    query = select(UPLOADS).where(UPLOADS.c.programme == reader.programme_id).order_by(UPLOADS.c.id)
    told = cleared_and_told(reader.connection, reader.programme_id)
    for upload in reader.connection.execute(query, execution_options={"yield_per": 1}):
        name, number = upload.name, upload.revision
        if upload.cleared is None and hashlib.sha256(upload.content).hexdigest() != upload.stored_sha256:
            yield words("The file “{name}” of revision {number} isn't what was kept.", name=name, number=number)
        elif upload.cleared is not None and (upload.content or upload.id not in told):
            yield words(
                "The file “{name}” of revision {number} counts as cleared, but the audit log or its content says "
                "otherwise.",
                name=name,
                number=number,
            )


def cleared_files(store: Store, words: Words) -> list[str]:
    """What can't be checked any more because its term is over: no fault, but to be told."""
    query = select(UPLOADS).where(UPLOADS.c.programme == store.programme_id, UPLOADS.c.cleared.is_not(None))
    with snapshot(store.engine) as connection:
        return [
            words(
                "The content of “{name}” (revision {number}) was cleared on {day}, after its term; its rows and its "
                "checksum are kept.",
                name=upload.name,
                number=upload.revision,
                day=words.date(upload.cleared.date()),
            )
            for upload in connection.execute(query.order_by(UPLOADS.c.id))
        ]


def _count(reader: Reader, table: Table, condition: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(table).where(table.c.programme == reader.programme_id, condition)
    return int(reader.connection.execute(query).scalar_one())


def _audit_log_holds(reader: Reader, words: Words) -> Iterator[str]:
    """Each entry is sealed onto the one before; each revision since the log began has its entry."""
    for number in audit_log.broken_seals(reader.connection, reader.programme_id):
        yield words("Audit log: entry {number} isn't as it was written, or one before it is missing.", number=number)
    told = set(audit_log.revisions_told(reader.connection, reader.programme_id))
    recorded = range(min(told, default=reader.revision + 1), reader.revision + 1)
    for number in sorted(set(recorded) - told):
        yield words("Audit log: revision {number} has no entry.", number=number)


CHECKS: tuple[Check, ...] = (
    _file_is_sound,
    _revisions_follow,
    _rows_hold_a_while,
    _one_row_a_key,
    _counts_tie,
    _rows_have_their_file,
    _files_are_as_kept,
    _audit_log_holds,
)
