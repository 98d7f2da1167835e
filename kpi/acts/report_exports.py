"""Giving away the account, its letter, its evidence and the update: by whom it may, noted in the audit log."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kpi.access import Act, Person, exported, permit
from kpi.documents.formats import write_files
from kpi.facts.store import Store
from kpi.language import words_of
from kpi.monitor import picture
from kpi.report import account_formats
from kpi.report.account import SubsidyReport
from kpi.report.account_formats import account_files, account_paper, letter_file
from kpi.report.account_texts import EVIDENCE, LETTER, SUBMISSION, account_kind, file_stem
from kpi.report.package.collected_figures import read_package
from kpi.report.package.evidence_package import Package
from kpi.report.package.kept_cells import KeptCells
from kpi.report.package.package_files import package_files, zipped
from kpi.report.reading_account import read_report
from kpi.report.submission import submission_files
from kpi.update import update_formats
from kpi.update.quarterly_update import UpdateQuestion
from kpi.update.reading_update import update_of
from kpi.update.update_formats import update_contents
from kpi.views.read import Question


@dataclass(frozen=True, slots=True)
class Destination:
    """The folder for files (made when absent), their formats, and the function that is called with each one written.

    ``endings``: every format of the report unless some are named.
    """

    folder: Path
    endings: Sequence[str] = ()
    wrote: Callable[[Path], None] | None = None


def export_account(
    store: Store, who: Person, question: Question, destination: Destination, *, at: datetime
) -> tuple[Path, ...]:
    """Write the account for the grantor, and return its files. Raises NotAllowed."""
    permit(store, who, Act.EXPORT_ACCOUNT, at=at, about=question.plan_year)
    words, endings = question.words, tuple(destination.endings or account_formats.FORMATS)
    with store.read(question.revision) as reader:
        kind = account_kind(reader.programme, question.plan_year)
    exported(store, who, Act.EXPORT_ACCOUNT, at=at, about=_named(question, kind, endings))
    with store.read(question.revision) as reader:
        report = read_report(reader, picture(reader, question.as_of, question.plan_year))
    return write_files(account_files(report, words, endings), destination.folder, destination.wrote)


def export_letter(store: Store, who: Person, question: Question, *, at: datetime) -> bytes:
    """Give the draft letter that notifies the grantor of a difference, as a Word document. Raises NotAllowed."""
    exported(store, who, Act.EXPORT_ACCOUNT, at=at, about=_named(question, LETTER, ["docx"]))
    with store.read(question.revision) as reader:
        report = read_report(reader, picture(reader, question.as_of, question.plan_year))
    return letter_file(report, question.words)


def export_evidence(store: Store, who: Person, question: Question, *, at: datetime) -> bytes:
    """Give the evidence package, as a zip. Raises NotAllowed."""
    exported(store, who, Act.EXPORT_EVIDENCE, at=at, about=_named(question, EVIDENCE, ["zip"]))
    report, package = _with_package(store, question)
    account = dict(account_files(report, question.words))
    return zipped(package_files(package, question.words, account), question.as_of)


def export_submission(store: Store, who: Person, question: Question, *, at: datetime) -> Mapping[str, bytes]:
    """Give the folder for the grantor, its files by their names. Raises NotAllowed and NothingToSubmit."""
    exported(store, who, Act.EXPORT_EVIDENCE, at=at, about=_named(question, SUBMISSION, ["zip"]))
    exported(store, who, Act.EXPORT_ACCOUNT, at=at, about=_named(question, SUBMISSION, ["zip"]))
    report, package = _with_package(store, question)
    return submission_files(report, package, question.words, dict(account_files(report, question.words)))


def _with_package(store: Store, question: Question) -> tuple[SubsidyReport, Package]:
    """The account of a question, and the package that lays it open."""
    with store.read(question.revision) as reader:
        report = read_report(reader, picture(reader, question.as_of, question.plan_year))
        return report, read_package(reader, report, account_paper(report), KeptCells(reader))


def export_update(
    store: Store, who: Person, question: UpdateQuestion, destination: Destination, *, at: datetime
) -> tuple[Path, ...]:
    """Write the quarterly update, and return its files. Raises NotAllowed and NotBefore."""
    exported(store, who, Act.EXPORT_UPDATE, at=at, about=", ".join(map(question.file_name, _endings(destination))))
    endings = _endings(destination)
    made = update_contents(update_of(store, question), words_of(question.language), endings)
    files = ((question.file_name(ending), content) for ending, content in made)
    return write_files(files, destination.folder, destination.wrote)


def _endings(destination: Destination) -> tuple[str, ...]:
    return tuple(destination.endings or update_formats.FORMATS)


def _named(question: Question, name: str, endings: Iterable[str]) -> str:
    stem = file_stem(name, question.plan_year, question.as_of, question.revision, question.words)
    return ", ".join(f"{stem}.{ending}" for ending in endings)
