"""Reports that were submitted, as they are kept, and figures of them that have changed since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class SubmittedReport:
    """A report as it was submitted.

    ``revision``: the facts that it was made from; ``recorded``: the revision that keeps it, with its files.
    ``files``: SHA-256 by name. ``figures``: every figure by its name, exact; None where it was unknown.
    """

    key: str
    plan_year: str
    as_of: date
    revision: int
    recorded: int
    language: str
    programme_version: str
    fingerprint: str
    files: Mapping[str, str]
    figures: Mapping[str, str | None]
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Restatement:
    """A figure of a submitted report that has another value now; ``since``: the revision that changed it."""

    report: SubmittedReport
    name: str
    reported: str | None
    now: str | None
    since: int
