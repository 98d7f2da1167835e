"""Lets the evidence package out: by whom it may, noted in the audit log."""

from datetime import date, datetime

from kpi.access import Act, Person, exported
from kpi.facts.store import Store
from kpi.language import Words
from kpi.monitor import picture
from kpi.report.package.collected_figures import read_package
from kpi.report.package.package_files import package_files, zipped


def export_evidence(
    store: Store,
    who: Person,
    *,
    as_of: date,
    plan_year: str,
    revision: int,
    words: Words,
    at: datetime,
) -> bytes:
    """The package of a date as a zip. Raises NotAllowed."""
    exported(store, who, Act.EXPORT_EVIDENCE, at=at, about=package_name(as_of, plan_year, revision, words))
    with store.read(revision) as reader:
        seen = picture(reader, as_of, plan_year)
        package = read_package(reader, seen)
    return zipped(package_files(package, words), as_of)


def package_name(as_of: date, plan_year: str, revision: int, words: Words) -> str:
    """The name of the file: what it is, of which plan year, on which reference date, in which revision."""
    return f"{words('evidence')}-{plan_year}-{as_of.isoformat()}-r{revision}.zip"
