"""The store of facts: read at any revision, add the next one, take one back. Nothing is overwritten."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine, select

from kpi.errors import Refusal, UnknownRevision
from kpi.facts import address_book, audit_log, role_grants, sessions, undoing
from kpi.facts.address_book import Address
from kpi.facts.audit_log import AuditEntry
from kpi.facts.database import idle_sessions, retention
from kpi.facts.database.amounts_writing import keep
from kpi.facts.database.engine import UnreachableDatabase, compact, snapshot, writing
from kpi.facts.database.gc_pause import paused
from kpi.facts.database.idle_sessions import Idle
from kpi.facts.database.retention import KeptFile, Recorded
from kpi.facts.decisions import history
from kpi.facts.decisions.history import latest_revision
from kpi.facts.erasure import erasing, redactions
from kpi.facts.erasure.erased_names import Eraser
from kpi.facts.erasure.erasing import Erased
from kpi.facts.erasure.redactions import Erasure
from kpi.facts.proposal import Proposal, Revision
from kpi.facts.reader import Reader
from kpi.facts.revisions import StaleProposal, apply_proposal
from kpi.facts.role_grants import Assignment
from kpi.facts.sessions import OpenSession
from kpi.facts.tables import ADDRESSES, UPLOADS
from kpi.facts.undoing import Undone
from kpi.language import N_, Said
from kpi.programme.plan import Programme
from kpi.sentences import say

STRANGER = N_(
    "This database holds nothing of {programme} ({id}), only of: {held}. Check SMARTHUB_PROGRAMME and DATABASE_URL: "
    "one of them probably belongs to another programme."
)

__all__ = ["ClearedFile", "StaleProposal", "Store", "Undone", "UnknownFile"]


class UnknownFile(Refusal):
    """A file was asked for that the revision wasn't made from."""

    template = N_("Revision {revision} has no file “{name}”.")


class ClearedFile(Refusal):
    """A file was asked for whose content was cleared after its term."""

    template = N_("The content of “{name}” (revision {revision}) was cleared on {day}: it is kept no longer than that.")


class _RolledBack(Exception):
    """The end of a rehearsal."""


@dataclass(frozen=True, slots=True)
class Store:
    """One programme's facts in one database; may be shared by threads."""

    engine: Engine
    filed: Programme
    """The programme as its file has it."""
    resolve: Callable[[Reader], Programme] = field(repr=False, compare=False)
    """Gives the programme in force in a reader's revision."""

    @property
    def programme_id(self) -> str:
        """The programme whose facts these are, as the tables name it."""
        return self.filed.id

    @property
    def address(self) -> str:
        """The address of the database, with its password."""
        return self.engine.url.render_as_string(hide_password=False)

    def latest(self) -> int:
        """Return the number of the latest revision; 0 before the first."""
        with snapshot(self.engine) as connection:
            return latest_revision(connection, self.programme_id)

    def stranger(self) -> Said:
        """The warning that the database holds nothing of this programme, only of others; empty where that isn't so."""
        with snapshot(self.engine) as connection:
            held = history.programmes(connection)
        if not held or self.programme_id in held:
            return ""
        others = ", ".join(held)
        return say(STRANGER, programme=self.filed.name, id=self.programme_id, held=others)

    @contextmanager
    def read(self, revision: int | None = None, *, confidential: bool = True) -> Iterator[Reader]:
        """Give a reader of one consistent snapshot at a revision (by default the latest). Raises UnknownRevision.

        One that isn't ``confidential`` gives nothing of single organisations to whoever asks.
        """
        with snapshot(self.engine) as connection:
            latest = latest_revision(connection, self.programme_id)
            number = latest if revision is None else revision
            if not 0 <= number <= latest:
                raise UnknownRevision(revision=number, latest=latest)
            reader = Reader(connection, self.filed, number, self.resolve, confidential, lasting=True)
            yield reader
        if reader.made.answers:
            keep(self.engine, reader.made.answers)

    def commit(self, proposal: Proposal) -> Revision:
        """Record a proposal as the next revision, whole or not at all.

        Raises StaleProposal when its base isn't the latest revision (any more).
        """
        with paused(), writing(self.engine) as connection:
            number = apply_proposal(connection, self.programme_id, proposal)
        return self._revision(number)

    @contextmanager
    def rehearse(self, proposal: Proposal) -> Iterator[Reader]:
        """Give a reader of the facts with the proposal in them, then roll it back. Other changes wait meanwhile."""
        try:
            with writing(self.engine) as connection:
                with paused():
                    number = apply_proposal(connection, self.programme_id, proposal)
                yield Reader(connection, self.filed, number, self.resolve)
                raise _RolledBack
        except _RolledBack:
            return

    def undo(self, number: int, *, by: str, at: datetime) -> Undone:
        """Take a revision back, as the next one; keys that a later revision changed are listed and left alone.

        Raises UnknownRevision and AlreadyUndone. An undo can be undone.
        """
        with writing(self.engine) as connection:
            return undoing.take_back(connection, self.programme_id, number, by, at)

    def remove_sample(self, *, by: str, at: datetime) -> Revision:
        """Retire everything that stems from sample data, as the next revision. Raises NoSampleData."""
        with writing(self.engine) as connection:
            number = undoing.take_sample_out(connection, self.programme_id, by, at)
        return self._revision(number)

    def revisions(self) -> tuple[Revision, ...]:
        """Return every revision, the latest first."""
        with snapshot(self.engine) as connection:
            return history.revisions(connection, self.programme_id)

    def note(self, entry: AuditEntry) -> None:
        """Add an entry to the audit log that belongs to no revision: an export, a sign-in, a refusal."""
        with writing(self.engine) as connection:
            audit_log.append(connection, self.programme_id, entry)

    def role(self, email: str) -> str | None:
        """Return the role of an e-mail address: the person's own, else that of their domain; None without any."""
        with snapshot(self.engine) as connection:
            return role_grants.assigned(connection, self.programme_id, email)

    def roles(self) -> tuple[Assignment, ...]:
        """Return every role that is given, domains first."""
        with snapshot(self.engine) as connection:
            return role_grants.assignments(connection, self.programme_id)

    def set_role(self, subject: str, role: str | None, *, by: str, at: datetime) -> None:
        """Give a person or a domain a role, or take it away with None; with its entry in the audit log."""
        with writing(self.engine) as connection:
            if role is None:
                before = role_grants.withdraw(connection, self.programme_id, subject)
            else:
                before = role_grants.assign(connection, self.programme_id, Assignment(subject, role, by, at))
            audit_log.append(connection, self.programme_id, AuditEntry(at, by, "manage_roles", subject, before, role))

    def addresses(self) -> tuple[Address, ...]:
        """Return who holds which role that keeps sheets."""
        with snapshot(self.engine) as connection:
            return address_book.addresses(connection, self.programme_id)

    def keep_address(self, address: Address, *, by: str, at: datetime) -> None:
        """Keep who holds a role, instead of who did; the log counts addresses, and tells no name."""
        with writing(self.engine) as connection:
            before = address_book.forget(connection, self.programme_id, address.role)
            address_book.keep(connection, self.programme_id, address)
            entry = AuditEntry(at, by, "remind", address.role, str(before), "1")
            audit_log.append(connection, self.programme_id, entry)
        compact(self.engine, ADDRESSES.name)

    def forget_address(self, role: str, *, by: str, at: datetime) -> None:
        """Wipe who holds a role, also out of the database's own files; nothing when nobody does."""
        with writing(self.engine) as connection:
            if before := address_book.forget(connection, self.programme_id, role):
                audit_log.append(connection, self.programme_id, AuditEntry(at, by, "remind", role, str(before), "0"))
        compact(self.engine, ADDRESSES.name)

    def begin_session(self, token: str, email: str, *, at: datetime, longest: timedelta) -> None:
        """Open a session for who signed in now, and forget those that began longer ago than a session lasts."""
        with writing(self.engine) as connection:
            session = OpenSession(sessions.id_of(token), email, at, at)
            sessions.begin(connection, self.programme_id, session, expired=at - longest)

    def session_lives(self, token: str, email: str, idle: Idle) -> bool:
        """Whether the session with that token is open, is that person's, and was used lately; keeps that it is used."""
        return idle_sessions.lives(self.engine, self.programme_id, token, email, idle)

    def sessions(self) -> tuple[OpenSession, ...]:
        """Return the open sessions by person, the latest first."""
        with snapshot(self.engine) as connection:
            return sessions.every_session(connection, self.programme_id)

    def end_session(self, id_: str, *, by: str, at: datetime) -> None:
        """End a session, with its entry in the audit log; nothing when it isn't open any more."""
        with writing(self.engine) as connection:
            email = sessions.end(connection, self.programme_id, id_)
            if email is not None:
                about = "" if email == by else email
                audit_log.append(connection, self.programme_id, AuditEntry(at, by, "sign_out", about))

    def original(self, revision: int, name: str) -> bytes:
        """Return a file that a revision was made from, as it was kept. Raises UnknownFile and ClearedFile."""
        query = select(UPLOADS.c.content, UPLOADS.c.cleared).where(
            UPLOADS.c.programme == self.programme_id, UPLOADS.c.revision == revision, UPLOADS.c.name == name
        )
        with snapshot(self.engine) as connection:
            upload = connection.execute(query.order_by(UPLOADS.c.id)).first()
        if upload is None:
            raise UnknownFile(revision=revision, name=name)
        if upload.cleared is not None:
            raise ClearedFile(revision=revision, name=name, day=upload.cleared.date().isoformat())
        return bytes(upload.content)

    def kept_files(self, *, before: datetime) -> tuple[KeptFile, ...]:
        """Return the files brought in before then whose content is still there."""
        with snapshot(self.engine) as connection:
            return retention.kept_files(connection, self.programme_id, before=before)

    def clear_files(self, files: tuple[KeptFile, ...], *, by: str, at: datetime) -> None:
        """Take the content of those files away; ``wipe`` takes it from the disk."""
        with writing(self.engine) as connection:
            retention.clear_files(connection, self.programme_id, files, by=by, at=at)

    def recorded(self) -> Recorded:
        """Return how much was ever recorded, and when."""
        with snapshot(self.engine) as connection:
            return retention.recorded(connection, self.programme_id)

    def remove_facts(self, *, by: str, at: datetime) -> int:
        """Remove every fact ever recorded, but no role and no entry of the audit log; return how many revisions."""
        with writing(self.engine) as connection:
            return retention.remove_facts(connection, self.programme_id, by=by, at=at)

    def erase(self, eraser: Eraser, entry: AuditEntry, *, frozen: bool, first: Callable[[], None] | None) -> Erased:
        """Erase a person's names everywhere, once ``first`` was done; without it only work out what that would be."""
        with suppress(_RolledBack), writing(self.engine) as connection:
            done = erasing.erase(connection, self.programme_id, eraser, entry, frozen=frozen)
            if first is None:
                raise _RolledBack
            first()
        return done

    def erasures(self) -> tuple[Erasure, ...]:
        """Return every erasure of names, the first one first."""
        with snapshot(self.engine) as connection:
            return redactions.erasures(connection, self.programme_id)

    def last_erasure(self) -> int:
        """Return the entry of the log that told of the last erasure; 0 before the first."""
        with snapshot(self.engine) as connection:
            return redactions.last(connection, self.programme_id)

    def wiping_due(self) -> bool:
        """Whether something that was taken away may still stand on the disk."""
        with snapshot(self.engine) as connection:
            return retention.wiping_due(connection, self.programme_id)

    def wipe(self, *, by: str, at: datetime) -> bool:
        """Wipe from the disk what was taken away, if anything; false when that can't be done now, such as without room.

        It stays due then, also for whoever asks after this process ended.
        """
        if not self.wiping_due():
            return True
        try:
            compact(self.engine)
            self.note(AuditEntry(at, by, "maintain", retention.WIPED))
        except UnreachableDatabase:
            return False
        return True

    def last_told(self, *, before: datetime) -> datetime | None:
        """Return the time of the last entry of the audit log before a moment; None when there is none."""
        with snapshot(self.engine) as connection:
            return audit_log.last_before(connection, self.programme_id, before)

    def close(self) -> None:
        """Give the connections back; the store isn't used after this."""
        self.engine.dispose()

    def _revision(self, number: int) -> Revision:
        return next(revision for revision in self.revisions() if revision.number == number)
