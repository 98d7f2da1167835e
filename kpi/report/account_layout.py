"""The account laid out: its chapters and annexes as the sections of a paper, and as the sheets of a workbook."""

from collections.abc import Callable
from functools import partial

from kpi.documents.draft_banner import draft_banner, draft_mark
from kpi.documents.paper import Paper, PaperSection, particulars_table
from kpi.documents.programme_logo import logo_of
from kpi.documents.workbook.book import Book, BookSheet
from kpi.report.account import SubsidyReport
from kpi.report.account_texts import WRITTEN
from kpi.report.chapters import (
    annex_b,
    annexes,
    costs,
    declarations,
    explained_deviations,
    income,
    particulars,
    performance,
    summary,
    work_done,
)
from kpi.sentences import say

SECTIONS: tuple[Callable[[SubsidyReport], PaperSection], ...] = (
    particulars.section,
    summary.section,
    work_done.section,
    performance.section,
    costs.section,
    income.section,
    explained_deviations.section,
    *(partial(declarations.written_section, name=name) for name, _ in WRITTEN),
    declarations.section,
    annexes.contributions_section,
    annex_b.section,
    annexes.definitions_section,
    annexes.provenance_section,
)
"""The chapters of a paper, in the order of the province, and the annexes."""
SHEETS: tuple[Callable[[SubsidyReport], BookSheet], ...] = (
    particulars.sheet,
    summary.sheet,
    work_done.sheet,
    performance.sheet,
    costs.sheet,
    income.sheet,
    explained_deviations.sheet,
    declarations.sheet,
    annexes.contributions_sheet,
    annex_b.sheet,
    annexes.definitions_sheet,
    annexes.provenance_sheet,
)
"""The sheets of the workbook, in the same order."""


def account_paper(report: SubsidyReport) -> Paper:
    """The account as it is read from top to bottom."""
    programme, grant = report.programme, report.grant
    state = {"sample": report.picture.sample, "incomplete": bool(report.missing)}
    cover = (*particulars.moment(report), *(particulars.granted(grant) if grant else ()))
    return Paper(
        title=report.title,
        subtitle=programme.name,
        author=(grant and grant.applicant) or programme.name,
        footer=report.about,
        banner=draft_banner(**state),
        mark=draft_mark(**state),
        cover=particulars_table(say("What this report is about"), cover),
        sections=[section(report) for section in SECTIONS],
        logo=logo_of(programme),
    )


def account_book(report: SubsidyReport) -> Book:
    """The account as a workbook of formulas."""
    return Book(
        title=say("Account of the subsidy, plan year {year}", year=report.year.id),
        subject=report.programme.name,
        comments=say("Revision {revision}", revision=report.picture.revision),
        banner=draft_banner(sample=report.picture.sample, incomplete=bool(report.missing)),
        about=report.about,
        sheets=[sheet(report) for sheet in SHEETS],
    )
