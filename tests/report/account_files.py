"""The account as a test wants it: one file in one language."""

from kpi.language import Words
from kpi.report import account_formats
from kpi.report.account import SubsidyReport


def account_file(report: SubsidyReport, ending: str, words: Words) -> bytes:
    """The account in one format."""
    [(_, content)] = account_formats.account_files(report, words, [ending])
    return content
