"""Looking after an installation: backups, clearing what may no longer be kept, and who has which role."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kpi.access import Act, Person, Role, exported, permit
from kpi.errors import Refusal
from kpi.facts.audit_log import AuditEntry
from kpi.facts.database import backup as files
from kpi.facts.erasure.erased_lists import LIST, lists_of_erased, read_list
from kpi.facts.erasure.erasing import again
from kpi.facts.store import Store
from kpi.intake import raw_files
from kpi.language import N_
from kpi.sentences import say
from kpi.upkeep.retention_terms import ClockLeapt, Due


@dataclass(frozen=True, slots=True)
class Removed:
    """Facts that are gone: the number of their revisions, and whether nothing of them is left on the disk."""

    revisions: int
    wiped: bool


class TermNotOver(Refusal):
    """Facts were to be removed while they have to be kept."""

    template = N_("The facts and reports have to be kept up to and including {day}; nothing was removed.")

    @classmethod
    def check(cls, due: Due) -> None:
        """Refuse to remove what has to be kept. Raises TermNotOver."""
        if not due.over:
            raise cls(day=say.date(due.keep_until) if due.keep_until else "–")


def back_up(store: Store, who: Person, url: str, file: Path, *, at: datetime) -> str:
    """Write a backup of the whole database, which tells of itself in its own log, and return the SHA-256 of the file.

    Raises NotAllowed, FileExists, UnwritableFile and FailedCopy.
    """
    exported(store, who, Act.MAINTAIN, at=at, about=f"backup {file.name}")
    files.backup(url, file)
    return _sha256(file)


def note_findings(store: Store, who: Person, looked: str, n: int, *, at: datetime) -> None:
    """Tell in the log that the installation was looked over, by which command, and how many faults that found.

    Raises NotAllowed.
    """
    permit(store, who, Act.MAINTAIN, at=at, about=looked)
    store.note(AuditEntry(at, who.by, Act.MAINTAIN, looked, None, str(n)))


def put_back(store: Store, who: Person, file: Path, url: str, *, at: datetime) -> None:
    """Put a backup back into an empty database, without names that were erased since, and say so in its log.

    The lists of those names stand with the backups and beside the database. Raises NotAllowed, DamagedBackup, NotEmpty
    and FailedCopy.
    """
    permit(store, who, Act.MAINTAIN, at=at, about=f"restore {file.name}")
    names = read_list({file.parent / LIST, *lists_of_erased(url)})
    files.restore(file, url, again(names, AuditEntry(at, who.by, Act.MAINTAIN, before=f"restore {file.name}")))
    store.note(AuditEntry(at, who.by, Act.MAINTAIN, f"restore {file.name}", None, _sha256(file)))


def clear_files(store: Store, who: Person, due: Due, *, at: datetime) -> bool:
    """Clear the content of the files that are past their term, and delete those kept as they were given.

    Whether the disk holds nothing of it any more is given back; also what couldn't be wiped before is tried again.
    Raises ClockLeapt.
    """
    permit(store, who, Act.MAINTAIN, at=at, about=f"clear {len(due.files)} files")
    raw_files.clear(store, due.raw, by=who.by, at=at)
    if due.files:
        ClockLeapt.check(store, at)
        store.clear_files(due.files, by=who.by, at=at)
    return store.wipe(by=who.by, at=at)


def remove_facts(store: Store, who: Person, due: Due, copy: Path, *, at: datetime) -> Removed:
    """Write a backup, and remove everything recorded, once its term is over.

    Raises TermNotOver, ClockLeapt and what a backup raises.
    """
    permit(store, who, Act.MAINTAIN, at=at, about="remove every fact")
    TermNotOver.check(due)
    ClockLeapt.check(store, at)
    files.write_backup(store.engine, copy)
    revisions = store.remove_facts(by=who.by, at=at)
    return Removed(revisions, store.wipe(by=who.by, at=at))


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


SUBJECT = re.compile(r"[^@\s,;]*@[^@\s,;]+\.[^@\s,;]+")


class NoSubject(Refusal):
    """A role was to be given to something that is neither a person nor a domain."""

    template = N_(
        "“{given}” is no e-mail address and no domain; write name@example.org, or @example.org for a whole domain."
    )


class OwnRole(Refusal):
    """Somebody was to take away their own right to give roles: then perhaps nobody has it any more."""

    template = N_("This would take away your own role of admin; let another admin do it.")


def give_role(store: Store, who: Person, subject: str, role: Role | None, *, at: datetime) -> None:
    """Give a person (e-mail address) or everybody of a domain (``@…``) a role, or take it away with None.

    Raises NotAllowed, NoSubject and OwnRole.
    """
    permit(store, who, Act.MANAGE_ROLES, at=at, about=subject)
    given = subject.strip().casefold()
    if not SUBJECT.fullmatch(given):
        raise NoSubject(given=subject)
    if given == who.email and role is not Role.ADMIN:
        raise OwnRole
    store.set_role(given, role, by=who.by, at=at)
