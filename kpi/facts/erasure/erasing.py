"""Erasing a person's names from everything that a programme ever recorded.

From rows and settings of every revision, files, notes, roles, sessions and the log. A mark takes the place of a name,
the same one everywhere, also in keys: what was one thing stays one, and every figure of every revision stays as it
was. Each thing keeps the checksum that it had; beside it stands the one that it has now.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select, update

from kpi.facts import address_book, audit_log
from kpi.facts.audit_log import ERASED, AuditEntry
from kpi.facts.database.retention import KeptFile, clear_files, reports_kept
from kpi.facts.erasure.erased_files import erased
from kpi.facts.erasure.erased_names import ErasedName, Eraser
from kpi.facts.erasure.redactions import SEAL_OF_REVISION, Redaction, digest_of, keep
from kpi.facts.proposal import storage_columns
from kpi.facts.revision_content import content_seal
from kpi.facts.role_grants import assignments, withdraw
from kpi.facts.row_digests import digester
from kpi.facts.tables import AMOUNTS, AUDIT, DECISIONS, FACTS, REVISIONS, ROLES, SESSIONS, UPLOADS


@dataclass(frozen=True, slots=True)
class LeftFile:
    """A file of a submitted report that was left as it is, and tells of the person (or nobody can look in it)."""

    revision: int
    name: str


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased: the marks, how many things by place, and the files that were left as they are."""

    marks: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    left: tuple[LeftFile, ...]


@dataclass
class _Erasing:
    """One erasure under way."""

    connection: Connection
    programme: str
    eraser: Eraser
    entry: AuditEntry
    redactions: list[Redaction] = field(default_factory=list)


def erase(connection: Connection, programme: str, eraser: Eraser, entry: AuditEntry, *, frozen: bool = False) -> Erased:
    """Erase names everywhere, with an entry of the log that tells of it; ``entry`` holds who, when and why (before).

    Files of submitted reports stay as they are, unless ``frozen``: then those that tell of the person are cleared.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    work = _Erasing(connection, programme, eraser, entry)
    seals = audit_log.sealed_revisions(connection, programme)
    _learn(work)
    for name, table in FACTS.items():
        _rows(work, name, table)
    _settings(work)
    _notes(work)
    left = _files(work, frozen=frozen)
    _access(work)
    work.redactions += _revisions_sealed_anew(work, seals)
    _log(work)
    marks = tuple(name.mark for name in eraser.names if name.programme == programme)
    counts = Counter(each.place for each in work.redactions if each.place != SEAL_OF_REVISION)
    if counts or frozen:
        told = json.dumps(dict(counts), sort_keys=True)
        about, reason = f"{ERASED}{', '.join(marks)}", eraser.told(entry.before)
        said = replace(entry, about=about, before=reason, after=told, content=digest_of(work.redactions))
        keep(connection, programme, audit_log.append(connection, programme, said).number, work.redactions)
    return Erased(marks, tuple(sorted(counts.items())), left)


def again(names: tuple[ErasedName, ...], entry: AuditEntry) -> Callable[[Connection], None]:
    """Return what erases those names once more, as from a backup that is older than their erasure."""

    def erase_all(connection: Connection) -> None:
        for programme in sorted({name.programme for name in names}):
            own = tuple(name for name in names if name.programme == programme)
            erase(connection, programme, Eraser(own), entry)

    return erase_all


def _learn(work: _Erasing) -> None:
    """Learn the forms under which names count that have an erased one in them."""
    for name, table in FACTS.items():
        for column in storage_columns(name):
            if column.endswith("_key"):
                written, form = table.c[column.removesuffix("_key")], table.c[column]
                query = select(written, form).where(table.c.programme == work.programme, form.is_not(None)).distinct()
                for text, counted in work.connection.execute(query):
                    if text:
                        work.eraser.learn(text, counted)


def _rows(work: _Erasing, name: str, table: Table) -> None:
    columns, eraser = storage_columns(name), work.eraser
    of_values, written, changed, taken = digester(columns), [*columns, "sheet", "key"], [], set[str]()
    query = select(table).where(table.c.programme == work.programme).order_by(table.c.id)
    for row in work.connection.execute(query, execution_options={"yield_per": 2000}).mappings():
        new = {column: _in_a_row(eraser, column, row[column]) for column in written}
        if any(new[column] != row[column] for column in written):
            if new["key"] != row["key"] and row["retired"] is None:
                new["key"] = _free(new["key"], taken)
            changed.append({**{f"to_{column}": value for column, value in new.items()}, "of": row["id"]})
            now = of_values([new[column] for column in columns])
            work.redactions.append(Redaction(name, str(row["id"]), row["digest"], now))
    _write(work, table, written, changed)


def _in_a_row(eraser: Eraser, column: str, value: Any) -> Any:  # noqa: ANN401 - whatever a row holds
    """A value of a row with a mark for each name: of a form under which names count, the form of what is left."""
    if not isinstance(value, str):
        return value
    if column.endswith("_key"):
        return eraser.forms.get(value, value)
    return eraser.value(value) if column == "key" else eraser.text(value)


def _free(key: str, taken: set[str]) -> str:
    """A key that no other row has got here: two spellings of a name may have made two rows."""
    while key in taken:
        key += "+"
    taken.add(key)
    return key


def _write(work: _Erasing, table: Table, columns: list[str], changed: list[dict[str, Any]]) -> None:
    if changed:
        values: dict[str, Any] = {column: bindparam(f"to_{column}") for column in columns}
        work.connection.execute(update(table).where(table.c.id == bindparam("of")).values(values), changed)


def _settings(work: _Erasing) -> None:
    columns, changed, taken = ["key", "value", "reason", "by"], [], set[str]()
    query = select(DECISIONS).where(DECISIONS.c.programme == work.programme).order_by(DECISIONS.c.id)
    for row in work.connection.execute(query).mappings().all():
        new = {c: work.eraser.told(row[c]) for c in columns}
        if any(new[c] != row[c] for c in columns):
            if new["key"] != row["key"] and row["retired"] is None:
                new["key"] = _free(str(new["key"]), taken)
            changed.append({**{f"to_{c}": new[c] for c in columns}, "of": row["id"]})
            was = _sum([row[c] for c in columns])
            work.redactions.append(Redaction(DECISIONS.name, str(row["id"]), was, _sum([new[c] for c in columns])))
    _write(work, DECISIONS, columns, changed)


def _notes(work: _Erasing) -> None:
    query = select(REVISIONS).where(REVISIONS.c.programme == work.programme)
    for row in work.connection.execute(query).all():
        new = {"by": work.eraser.text(row.by), "note": work.eraser.text(row.note)}
        if (new["by"], new["note"]) != (row.by, row.note):
            own = (REVISIONS.c.programme == work.programme, REVISIONS.c.number == row.number)
            work.connection.execute(update(REVISIONS).where(*own).values(new))
            was, now = _sum([row.by, row.note]), _sum(list(new.values()))
            work.redactions.append(Redaction(REVISIONS.name, str(row.number), was, now))


def _files(work: _Erasing, *, frozen: bool) -> tuple[LeftFile, ...]:
    """Write kept copies anew; leave submitted reports that tell of the person, or clear those when ``frozen``."""
    submitted = reports_kept(work.connection, work.programme)
    ids = select(UPLOADS.c.id).where(UPLOADS.c.programme == work.programme).order_by(UPLOADS.c.id)
    reports: dict[int, list[tuple[KeptFile, bool | None]]] = {}
    for number in work.connection.execute(ids).scalars().all():
        row = work.connection.execute(select(UPLOADS).where(UPLOADS.c.id == number)).one()
        name, content = work.eraser.text(row.name), erased(row.content, work.eraser.text)
        if row.revision in submitted or content is None:
            file = KeptFile(number, name, row.revision, work.entry.at, len(row.content), row.stored_sha256)
            tells = None if content is None else content != row.content
            reports.setdefault(row.revision, []).append((file, tells))
            content = row.content
        if (name, content) != (row.name, row.content):
            digest = hashlib.sha256(content).hexdigest() if content != row.content else row.stored_sha256
            new = {"name": name, "content": content, "stored_sha256": digest}
            work.connection.execute(update(UPLOADS).where(UPLOADS.c.id == number).values(new))
            work.redactions.append(Redaction(UPLOADS.name, str(number), row.stored_sha256, digest))
    telling = tuple(file for files in reports.values() if _tells(files) for file, _ in files if file.size)
    if frozen:
        by, at = work.eraser.text(work.entry.by), work.entry.at
        clear_files(work.connection, work.programme, telling, by=by, at=at)
        return ()
    return tuple(LeftFile(file.revision, file.name) for file in telling)


def _tells(files: list[tuple[KeptFile, bool | None]]) -> bool:
    """Whether a report tells of the person: one of its files does, or nobody can look in any of them."""
    return any(tells for _, tells in files) or all(tells is None for _, tells in files)


def _access(work: _Erasing) -> None:
    """Take roles and addresses of the person away, each with an entry of the log; end the sessions."""
    for grant in assignments(work.connection, work.programme):
        if work.eraser.text(grant.subject) != grant.subject:
            before = withdraw(work.connection, work.programme, grant.subject)
            entry = AuditEntry(work.entry.at, work.entry.by, "manage_roles", grant.subject, before, None)
            audit_log.append(work.connection, work.programme, entry)
        elif work.eraser.text(grant.by) != grant.by:
            own = (ROLES.c.programme == work.programme, ROLES.c.subject == grant.subject)
            work.connection.execute(update(ROLES).where(*own).values(by=work.eraser.text(grant.by)))
    for one in address_book.addresses(work.connection, work.programme):
        if work.eraser.text(one.name) != one.name or work.eraser.text(one.email) != one.email:
            address_book.forget(work.connection, work.programme, one.role)
            entry = AuditEntry(work.entry.at, work.entry.by, "remind", one.role, "1", "0")
            audit_log.append(work.connection, work.programme, entry)
    query = select(SESSIONS.c.id, SESSIONS.c.email).where(SESSIONS.c.programme == work.programme)
    ended = [id_ for id_, email in work.connection.execute(query) if work.eraser.text(email) != email]
    work.connection.execute(delete(SESSIONS).where(SESSIONS.c.programme == work.programme, SESSIONS.c.id.in_(ended)))
    work.connection.execute(delete(AMOUNTS).where(AMOUNTS.c.programme == work.programme))


def _revisions_sealed_anew(work: _Erasing, seals: dict[int, str | None]) -> Iterator[Redaction]:
    """The checksum of each revision that holds something else now than its entry in the log sealed."""
    for number, sealed in seals.items():
        if sealed and (now := content_seal(work.connection, work.programme, number)) != sealed:
            yield Redaction(SEAL_OF_REVISION, str(number), sealed, now)


def _log(work: _Erasing) -> None:
    """Erase the names from the log itself: each entry keeps its seal, so that the chain holds, and its new checksum."""
    new = []
    for sealed in list(audit_log.every_entry(work.connection, work.programme)):
        texts = {c: getattr(sealed.entry, c) for c in ("by", "about", "before", "after")}
        erased_texts = {c: work.eraser.told(text) for c, text in texts.items()}
        if erased_texts != texts:
            entry = replace(sealed.entry, **erased_texts)  # type: ignore[arg-type]
            now = audit_log.seal(work.programme, sealed.number, entry, sealed.previous)
            work.redactions.append(Redaction(AUDIT.name, str(sealed.number), sealed.seal, now))
            new.append({**{f"to_{c}": text for c, text in erased_texts.items()}, "of": sealed.number})
    if new:
        own = (AUDIT.c.programme == work.programme, AUDIT.c.number == bindparam("of"))
        values: dict[str, Any] = {c: bindparam(f"to_{c}") for c in ("by", "about", "before", "after")}
        with audit_log.unlocked(work.connection):
            work.connection.execute(update(AUDIT).where(*own).values(values), new)


def _sum(texts: list[Any]) -> str:
    return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
