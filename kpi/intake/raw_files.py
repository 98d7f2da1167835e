"""Files as they were given, kept beside the facts for a number of days, where the installation asks for that.

Without ``SMARTHUB_KEEP_RAW_DAYS`` none is kept: the stored copy is the one without personal data. With it each file
that lost something stands in a folder under its checksum and its last day, and goes when that day has passed.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path, PurePath

from kpi.facts.audit_log import AuditEntry
from kpi.facts.proposal import Upload
from kpi.facts.store import Store
from kpi.files import write_whole

OWNER_FOLDER = 0o700


def keep(folder: Path, uploads: Iterable[Upload], days: int, today: date) -> tuple[Path, ...]:
    """Keep the originals of what was stored without personal data for so many days; none when that is 0."""
    kept = []
    for upload in uploads if days > 0 else ():
        if not upload.original:
            continue
        folder.mkdir(OWNER_FOLDER, parents=True, exist_ok=True)
        last = today + timedelta(days)
        path = folder / f"{last.isoformat()}_{upload.sha256}{PurePath(upload.name).suffix.casefold()}"
        write_whole(path, upload.original)
        kept.append(path)
    return tuple(kept)


def past(folder: Path, today: date) -> tuple[Path, ...]:
    """The files whose last day has passed. What isn't called like one of them isn't among them."""
    return tuple(path for path in sorted(folder.glob("*_*")) if (last := _last_day(path)) is not None and last < today)


def every(folder: Path) -> tuple[Path, ...]:
    """Every file that is kept as it was given."""
    return tuple(path for path in sorted(folder.glob("*_*")) if _last_day(path) is not None)


def clear(store: Store, paths: Iterable[Path], *, by: str, at: datetime) -> None:
    """Delete such files, each with its entry in the audit log; one that is gone already has its entry."""
    for path in paths:
        try:
            path.unlink()
        except FileNotFoundError:
            continue
        store.note(AuditEntry(at, by, "maintain", f"file as given: {path.name}"))


def _last_day(path: Path) -> date | None:
    try:
        return date.fromisoformat(path.name.partition("_")[0])
    except ValueError:
        return None
