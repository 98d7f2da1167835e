"""The checks of a database: each finding is a sentence."""

import hashlib
from collections.abc import Callable, Iterator
from functools import partial

from sqlalchemy import ColumnElement, Table, and_, exists, func, literal, or_, select
from sqlalchemy.exc import SQLAlchemyError

from kpi.facts import audit_log
from kpi.facts.database.log_beside import last_known, place
from kpi.facts.database.retention import CLEARED
from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.facts.decisions.history import revisions
from kpi.facts.decisions.registered_kinds import kind_of
from kpi.facts.erasure.redactions import SEAL_OF_REVISION, Redacted, erasures, redacted
from kpi.facts.proposal import storage_columns
from kpi.facts.reader import Reader
from kpi.facts.revision_content import content_seal
from kpi.facts.role_grants import assignments
from kpi.facts.row_digests import DIGEST_BYTES, digester
from kpi.facts.store import Store
from kpi.facts.tables import DECISIONS, FACTS, REVISIONS, UPLOADS, VERSIONED
from kpi.programme.loading import SettingsRefused
from kpi.sentences import Said, say

Check = Callable[[Reader], Iterator[Said]]
UNREADABLE = (SQLAlchemyError, ValueError, TypeError, AttributeError, LookupError)
"""What a table that lost a column raises, or a value that isn't of its kind any more."""


def check_database(store: Store, *, quick: bool = False, progress: Callable[[float], None] | None = None) -> list[Said]:
    """Return everything that is wrong with a programme's facts; empty when all is well.

    ``quick`` reads neither rows nor files, only the numbers of revisions, their counts and the log. ``progress`` is
    told how far it came, from 0 to 1.
    """
    faults: list[Said] = []
    checks = QUICK if quick else CHECKS
    with store.read() as reader:
        for number, check in enumerate(checks, 1):
            try:
                faults += check(reader)
            except UNREADABLE as error:
                return [
                    *faults,
                    say("The database can't be read any more: {problem}", problem=str(error).splitlines()[0]),
                ]
            if progress:
                progress(number / len(checks))
    return faults


def _file_is_sound(reader: Reader) -> Iterator[Said]:
    if reader.connection.dialect.name == "sqlite":
        reader.connection.exec_driver_sql("SELECT sql FROM sqlite_master").all()
        for problem in reader.connection.exec_driver_sql("PRAGMA integrity_check(5)").scalars().all():
            if problem != "ok":
                yield say("The database file is damaged: {problem}", problem=problem)


def _revisions_follow(reader: Reader) -> Iterator[Said]:
    """Numbered 1, 2, 3 … without gaps, and undoing only what came before."""
    query = select(REVISIONS.c.number, REVISIONS.c.undoes).where(REVISIONS.c.programme == reader.programme_id)
    recorded = dict(reader.connection.execute(query).all())
    for number in sorted(set(range(1, max(recorded, default=0) + 1)) - set(recorded)):
        yield say("Revision {number} is missing.", number=number)
    for number, undoes in sorted(recorded.items()):
        if undoes is not None and undoes not in range(1, number):
            yield say(
                "Revision {number} takes back revision {undoes}, which isn't an earlier one.",
                number=number,
                undoes=undoes,
            )


def _rows_hold_a_while(reader: Reader) -> Iterator[Said]:
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
            yield say("{table}: {rows} rows begin or end at an impossible revision.", table=table.name, rows=rows)


def _one_row_a_key(reader: Reader) -> Iterator[Said]:
    """In no revision do two rows of a key hold at once."""
    for table in VERSIONED:
        following = func.lead(table.c.revision).over(partition_by=table.c.key, order_by=(table.c.revision, table.c.id))
        spans = select(table.c.key, table.c.retired, following.label("following"))
        rows = spans.where(table.c.programme == reader.programme_id).subquery()
        overlaps = or_(rows.c.retired.is_(None), rows.c.retired > rows.c.following)
        query = select(rows.c.key).where(rows.c.following.is_not(None), overlaps).distinct().order_by(rows.c.key)
        for key in reader.connection.execute(query).scalars():
            yield say("{table}: “{key}” has several rows in one revision.", table=table.name, key=key)


def _counts_tie(reader: Reader) -> Iterator[Said]:
    """Each revision has as many rows written and retired as it says."""
    recorded = {revision.number: revision for revision in revisions(reader.connection, reader.programme_id)}
    for table in VERSIONED:
        written, retired = _by_revision(reader, table, "revision"), _by_revision(reader, table, "retired")
        for number, revision in sorted(recorded.items()):
            counted = (revision.written.get(table.name, 0), revision.retired.get(table.name, 0))
            there = (written.get(number, 0), retired.get(number, 0))
            if counted != there:
                yield say(
                    "{table}: revision {number} says {said}, but {found} is there (written/retired).",
                    table=table.name,
                    number=number,
                    said=f"{counted[0]}/{counted[1]}",
                    found=f"{there[0]}/{there[1]}",
                )


def _by_revision(reader: Reader, table: Table, column: str) -> dict[int, int]:
    number = table.c[column]
    query = select(number, func.count()).where(table.c.programme == reader.programme_id).group_by(number)
    return {number: rows for number, rows in reader.connection.execute(query) if number is not None}


def _rows_are_as_recorded(name: str, reader: Reader) -> Iterator[Said]:
    """The digest of each row of a register is that of its values; one from before 0.9 can't be held against them."""
    table, columns, length = FACTS[name], storage_columns(name), 2 * DIGEST_BYTES
    digest_of, redacted = digester(columns), _redacted(reader)
    origin = func.coalesce(table.c.copy_of, table.c.id).label("origin")
    values = (table.c[column] for column in columns)
    query = select(table.c.key, table.c.revision, table.c.digest, origin, *values).where(
        table.c.programme == reader.programme_id, func.length(table.c.digest) == length
    )
    for row in reader.connection.execute(query.order_by(table.c.id), execution_options={"yield_per": 1000}):
        now = digest_of(row[4:])
        if now != row.digest and redacted.get((name, str(row.origin))) != (row.digest, now):
            yield say(
                "{table}: the row “{key}” of revision {number} isn't as it was recorded.",
                table=name,
                key=row.key,
                number=row.revision,
            )


def _rows_have_their_file(reader: Reader) -> Iterator[Said]:
    """The upload that a row names is one of this programme."""
    for table in FACTS.values():
        there = exists(
            select(literal(1)).where(UPLOADS.c.id == table.c.upload, UPLOADS.c.programme == reader.programme_id)
        )
        rows = _count(reader, table, and_(table.c.upload.is_not(None), ~there))
        if rows:
            yield say("{table}: {rows} rows name a file that isn't there.", table=table.name, rows=rows)


def _files_are_as_kept(reader: Reader) -> Iterator[Said]:
    """The checksum of each kept file is that of its content; one without content was cleared, and the log says so."""
    query = select(UPLOADS).where(UPLOADS.c.programme == reader.programme_id).order_by(UPLOADS.c.id)
    logged = audit_log.numbers_told(reader.connection, reader.programme_id, CLEARED)
    for upload in reader.connection.execute(query, execution_options={"yield_per": 1}):
        name, number = upload.name, upload.revision
        if upload.cleared is None and hashlib.sha256(upload.content).hexdigest() != upload.stored_sha256:
            yield say("The file “{name}” of revision {number} isn't what was kept.", name=name, number=number)
        elif upload.cleared is not None and (upload.content or upload.id not in logged):
            yield say(
                "The file “{name}” of revision {number} counts as cleared, but the audit log or its content says "
                "otherwise.",
                name=name,
                number=number,
            )


def _settings_fit(reader: Reader) -> Iterator[Said]:
    """What was set by hand fits the programme file (still)."""
    try:
        _ = reader.programme
    except SettingsRefused as refused:
        yield refused


def _decisions_are_known(reader: Reader) -> Iterator[Said]:
    """Each decision ever made is of a kind that this version knows, and its value can be read."""
    table = DECISIONS
    query = select(table.c.key, table.c.value, table.c.revision).where(table.c.programme == reader.programme_id)
    for key, value, number in reader.connection.execute(query.order_by(table.c.id)):
        kind = kind_of(key)
        if kind is None:
            yield say("Revision {number}: “{key}” is no kind of decision of this version.", number=number, key=key)
        elif value is not None and not _readable(kind, key, value):
            yield say("Revision {number}: the value of “{key}” can't be read.", number=number, key=key)


def _readable(kind: type[DecisionKind], key: str, value: str) -> bool:
    try:
        kind.read(key, value)
    except (KeyError, TypeError, ValueError, AttributeError):
        return False
    return True


def _count(reader: Reader, table: Table, condition: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(table).where(table.c.programme == reader.programme_id, condition)
    return int(reader.connection.execute(query).scalar_one())


def _audit_log_holds(reader: Reader) -> Iterator[Said]:
    """Each entry is sealed onto the one before; each revision since the log began has its entry, and none more."""
    for number in audit_log.broken_seals(reader.connection, reader.programme_id, _redacted(reader)):
        yield say("Audit log: entry {number} isn't as it was written, or one before it is missing.", number=number)
    logged = audit_log.sealed_revisions(reader.connection, reader.programme_id)
    recorded = range(min(logged, default=reader.revision + 1), reader.revision + 1)
    for number in sorted(set(recorded) - logged.keys()):
        yield say("Audit log: revision {number} has no entry.", number=number)
    for number in sorted(number for number in logged if number > reader.revision):
        yield say("Audit log: revision {number} was recorded, and isn't there any more.", number=number)


def _revisions_are_as_sealed(reader: Reader) -> Iterator[Said]:
    """What a revision holds is what its entry in the log seals; one from before 0.10 has no such seal."""
    sealed, redacted = audit_log.sealed_revisions(reader.connection, reader.programme_id), _redacted(reader)
    for number, content in sorted(sealed.items()):
        now = content_seal(reader.connection, reader.programme_id, number)
        if content and content != now and redacted.get((SEAL_OF_REVISION, str(number))) != (content, now):
            yield say("Revision {number} doesn't hold what the audit log sealed when it was recorded.", number=number)


def _redacted(reader: Reader) -> Redacted:
    return redacted(reader.connection, reader.programme_id)


def _erasures_are_as_told(reader: Reader) -> Iterator[Said]:
    """What names were erased from is what the log sealed: nothing can pass for erased that was changed."""
    for erasure in erasures(reader.connection, reader.programme_id):
        if not erasure.whole:
            yield say("What entry {number} of the log erased isn't what it sealed.", number=erasure.number)


def _roles_are_as_given(reader: Reader) -> Iterator[Said]:
    """Each role is the one that was given last, as the log tells."""
    told = audit_log.last_given(reader.connection, reader.programme_id)
    given = {one.subject: (one.role, one.by, one.at) for one in assignments(reader.connection, reader.programme_id)}
    for subject in sorted(told.keys() | given.keys()):
        if told.get(subject) != given.get(subject):
            yield say("The role of {subject} isn't the one that the audit log tells of.", subject=subject)


def _nothing_was_lost(reader: Reader) -> Iterator[Said]:
    """The log goes on from the last entry that was written here, which a file beside the database keeps."""
    address = reader.connection.engine.url
    known = last_known(address).get(reader.programme_id)
    there = audit_log.end(reader.connection, reader.programme_id)
    if known is not None and known[0] > (there[0] if there else 0):
        yield say(
            "The database lost its latest changes: its log went up to entry {number}. Restore the latest backup; if it "
            "was emptied on purpose, delete {file}.",
            number=known[0],
            file=place(address),
        )


QUICK: tuple[Check, ...] = (
    _nothing_was_lost,
    _audit_log_holds,
    _erasures_are_as_told,
    _roles_are_as_given,
    _revisions_follow,
    _rows_hold_a_while,
    _counts_tie,
)
CHECKS: tuple[Check, ...] = (
    _file_is_sound,
    *QUICK,
    _one_row_a_key,
    *(partial(_rows_are_as_recorded, name) for name in FACTS),
    _revisions_are_as_sealed,
    _rows_have_their_file,
    _files_are_as_kept,
    _decisions_are_known,
    _settings_fit,
)
