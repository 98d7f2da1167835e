"""The names of the files of an account, of its evidence and of its letter."""

from datetime import date

from kpi.language import N_, Words

ACCOUNT, EVIDENCE, LETTER = N_("subsidy-report"), N_("evidence"), N_("notification")
"""The beginning of each file's name, before its plan year and date."""


def file_stem(name: str, plan_year: str, as_of: date, revision: int, words: Words) -> str:
    """Return the name of a file without its ending: its kind, plan year, reference date and revision."""
    return f"{words(name)}-{plan_year}-{as_of.isoformat()}-r{revision}"
