"""Acts of whoever looks after an installation; each asks ``kpi.access`` first and leaves its entry in the audit log."""

import hashlib
from datetime import datetime
from pathlib import Path

from kpi.access import Act, Person, exported, permit
from kpi.facts.audit_log import AuditEntry
from kpi.facts.database import backup as files
from kpi.facts.store import Store


def back_up(store: Store, who: Person, url: str, file: Path, *, at: datetime) -> str:
    """Write a backup of the whole database, which tells of itself in its own log; the SHA-256 of the file.

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


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
