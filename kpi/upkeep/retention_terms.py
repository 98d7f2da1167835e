"""The terms for which facts, reports and files are kept, by law and by the settings, and what is past them.

Facts and reports: seven years (Awb 4:69), from the end of the year in which its last plan year ended or something was
last recorded; they go as a whole, since any figure of any report is worked out from all of them. Files brought in: as
long as the facts, or fewer days where ``SMARTHUB_UPLOAD_DAYS`` says so.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from kpi.errors import Refusal
from kpi.facts.database.retention import KeptFile
from kpi.facts.store import Store
from kpi.language import N_
from kpi.sentences import say

LAWFUL_YEARS = 7
"""Awb 4:69, second paragraph."""


class UnknownTerm(Refusal):
    """A term in the settings that isn't a whole number."""

    template = N_("{variable} is “{given}”; write a whole number there, at least {least}.")


@dataclass(frozen=True, slots=True)
class Terms:
    """Years for facts and reports; days for files brought in, None while they are kept as long as the facts."""

    years: int
    upload_days: int | None


def terms(years: str, upload_days: str) -> Terms:
    """Return the terms as the settings give them, empty for the usual ones. Raises UnknownTerm.

    >>> terms("", "")
    Terms(years=7, upload_days=None)
    """
    return Terms(
        _whole("SMARTHUB_KEEP_YEARS", years, LAWFUL_YEARS) if years else LAWFUL_YEARS,
        _whole("SMARTHUB_UPLOAD_DAYS", upload_days, 1) if upload_days else None,
    )


def _whole(variable: str, given: str, least: int) -> int:
    if not given.isascii() or not given.isdigit() or int(given) < least:
        raise UnknownTerm(variable=variable, given=given, least=least)
    return int(given)


class ClockLeapt(Refusal):
    """The clock is far from what the audit log last told, as when it is set wrong: then every term seems to be over."""

    template = N_(
        "The clock says {now}, and the log last told of something on {last}; nothing was removed. If the clock is "
        "right, try again a week after the monitor was used again."
    )

    @classmethod
    def check(cls, store: Store, at: datetime) -> None:
        """Refuse a clock that the log doesn't know: what was written in the last week says nothing yet about it.

        Raises ClockLeapt.
        """
        last = store.last_told(before=at - NEW)
        if last is not None and at - last > SILENCE:
            raise cls(now=say.date(at.date()), last=say.date(last.date()))


NEW, SILENCE = timedelta(days=7), timedelta(days=45)
"""Entries as young as this may be the wrong clock's own; a log that is silent for longer than that can't tell."""


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
    last = store.recorded().last
    if last is None:
        return Due(files, None, over=False, raw=raw)
    ends = max(store.filed.ends, *(year.ends for year in store.filed.plan_years))
    keep_until = date(max(ends.year, last.year) + terms.years, 12, 31)
    return Due(files, keep_until, over=at.date() > keep_until, raw=raw)
