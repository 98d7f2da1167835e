"""The account and the update as a test wants them: one file in one language."""

from datetime import date

from kpi.facts.decisions.decision_kinds import UpdateText
from kpi.language import Words
from kpi.report import account_formats
from kpi.report.account import SubsidyReport
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
