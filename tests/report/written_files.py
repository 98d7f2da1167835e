"""The account and the update as a test wants them: one file in one language."""

from kpi.language import Words
from kpi.report import account_formats
from kpi.report.account import SubsidyReport
from kpi.update import update_formats
from kpi.update.quarterly_update import UpdateReport


def account_file(report: SubsidyReport, ending: str, words: Words) -> bytes:
    """The account in one format."""
    [(_, content)] = account_formats.account_files(report, words, [ending])
    return content


def update_file(report: UpdateReport, ending: str, words: Words) -> bytes:
    """The update in one format."""
    [(_, content)] = update_formats.update_contents(report, words, [ending])
    return content
