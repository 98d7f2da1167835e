"""The account laid out: its chapters and annexes in order."""

from collections.abc import Callable
from functools import partial

from kpi.documents.draft_banner import draft_banner, draft_mark
from kpi.documents.paper import Paper, PaperParticulars, PaperSection
from kpi.documents.programme_logo import logo_of
from kpi.report.account import SubsidyReport
from kpi.report.account_texts import WRITTEN
from kpi.report.chapters import (
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

CHAPTERS: tuple[Callable[[SubsidyReport], PaperSection], ...] = (
    particulars.chapter,
    summary.chapter,
    work_done.chapter,
    performance.chapter,
    costs.chapter,
    income.chapter,
    explained_deviations.chapter,
    *(partial(declarations.written_chapter, name=name) for name, _ in WRITTEN),
    declarations.chapter,
    annexes.contributions_chapter,
    annexes.bookings_chapter,
    annexes.definitions_chapter,
    annexes.provenance_chapter,
)
"""The chapters in the order of the province, and the annexes."""


def account_paper(report: SubsidyReport) -> Paper:
    """The account as it is read from top to bottom, and sheet by sheet."""
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
        cover=PaperParticulars(say("What this report is about"), cover).table,
        sections=[chapter(report) for chapter in CHAPTERS],
        logo=logo_of(programme),
        file_title=say("Account of the subsidy, plan year {year}", year=report.year.id),
        comments=say("Revision {revision}", revision=report.picture.revision),
    )
