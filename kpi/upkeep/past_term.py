"""Files and facts past their term at a moment: the files to clear, and whether the facts may go."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from kpi.facts.database.retention import KeptFile
from kpi.facts.store import Store
from kpi.upkeep.retention_terms import Terms


@dataclass(frozen=True, slots=True)
class Due:
    """Files past their term, and whether the facts may go (and until when they stay).

    ``keep_until`` is None while nothing was recorded. ``raw``: files as they were given, with personal data, past the
    day in their name.
    """

    files: tuple[KeptFile, ...]
    keep_until: date | None
    over: bool
    raw: tuple[Path, ...] = ()


def due(store: Store, terms: Terms, *, at: datetime, raw: tuple[Path, ...] = ()) -> Due:
    """Return what is past its term at that moment. A file is kept for whole days: one of N days old is still there."""
    files: tuple[KeptFile, ...] = ()
    if terms.upload_days is not None:
        files = store.kept_files(before=at - timedelta(days=terms.upload_days))
    last = store.last_recorded()
    if last is None:
        return Due(files, None, over=False, raw=raw)
    ends = max(store.filed.ends, *(year.ends for year in store.filed.plan_years))
    keep_until = date(max(ends.year, last.year) + terms.years, 12, 31)
    return Due(files, keep_until, over=at.date() > keep_until, raw=raw)
