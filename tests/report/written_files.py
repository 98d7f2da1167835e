"""The account and the update as a test wants them: one file in one language."""

from datetime import date

from kpi.facts.decisions.decision_kinds import UpdateText
from kpi.facts.reader import Reader
from kpi.language import Words
from kpi.report import account_formats
from kpi.report.account import SubsidyReport
from kpi.report.package.collected_figures import read_package
from kpi.report.package.evidence_package import Package
from kpi.report.package.kept_cells import KeptCells
from kpi.update import update_formats
from kpi.update.quarterly_update import UpdateReport


def account_file(report: SubsidyReport, ending: str, words: Words) -> bytes:
    """The account in one format."""
    [(_, content)] = account_formats.account_files(report, words, [ending])
    return content


def edit(section: str, text: str) -> UpdateText:
    """A section of the update as somebody wrote it."""
    return UpdateText(date(2018, 6, 30), "nl", section, text, "")


def update_file(report: UpdateReport, ending: str, words: Words) -> bytes:
    """The update in one format."""
    [(_, content)] = update_formats.update_contents(report, words, [ending])
    return content


def package_of(reader: Reader, report: SubsidyReport) -> Package:
    """The evidence package of an account."""
    return read_package(reader, report, account_formats.account_paper(report), KeptCells(reader))
