"""Looking after an installation: backups, and clearing what may no longer be kept."""

import hashlib
from datetime import datetime
from pathlib import Path

from kpi.access import Act, Person, exported, permit
from kpi.errors import Refusal
from kpi.facts.audit_log import AuditEntry
from kpi.facts.database import backup as files
from kpi.facts.store import Store
from kpi.intake import raw_files
from kpi.language import N_
from kpi.upkeep.past_term import Due


class TermNotOver(Refusal):
    """Facts were to be removed while they have to be kept."""

    template = N_("The facts and reports have to be kept up to and including {day}; nothing was removed.")


def back_up(store: Store, who: Person, url: str, file: Path, *, at: datetime) -> str:
    """Write a backup of the whole database, which tells of itself in its own log, and return the SHA-256 of the file.

    Raises NotAllowed, FileExists, UnwritableBackup and FailedCopy.
    """
    exported(store, who, Act.MAINTAIN, at=at, about=f"backup {file.name}")
    files.backup(url, file)
    return _sha256(file)


def put_back(store: Store, who: Person, file: Path, url: str, *, at: datetime) -> None:
    """Put a backup back into an empty database, and say so in the log that came along.

    Raises NotAllowed, DamagedBackup, NotEmpty and FailedCopy.
    """
    permit(store, who, Act.MAINTAIN, at=at, about=f"restore {file.name}")
    files.restore(file, url)
    store.note(AuditEntry(at, who.by, Act.MAINTAIN, f"restore {file.name}", None, _sha256(file)))


def clear_files(store: Store, who: Person, due: Due, *, at: datetime) -> None:
    """Clear the content of the files that are past their term, and delete those kept as they were given."""
    permit(store, who, Act.MAINTAIN, at=at, about=f"clear {len(due.files)} files")
    if due.files:
        store.clear_files(due.files, by=who.by, at=at)
    raw_files.clear(store, due.raw, by=who.by, at=at)


def remove_facts(store: Store, who: Person, due: Due, *, at: datetime) -> int:
    """Remove everything recorded, once its term is over, and return the number of revisions. Raises TermNotOver."""
    permit(store, who, Act.MAINTAIN, at=at, about="remove every fact")
    if not due.over:
        raise TermNotOver(day=due.keep_until.isoformat() if due.keep_until else "–")
    return store.remove_facts(by=who.by, at=at)


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
