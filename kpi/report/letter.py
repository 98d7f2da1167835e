"""A draft letter that notifies the grantor of large differences, to be read, changed and sent by hand."""

from kpi.documents.grid import Grid, GridColumn, share
from kpi.documents.markdown import read
from kpi.documents.paper import Block, Paper, PaperHeading, PaperSection, PaperSentence, PaperTable
from kpi.language import Said
from kpi.report.account import Outline, SubsidyReport
from kpi.report.chapters.explained_deviations import difference, differences
from kpi.report.report_lines import ReportLine
from kpi.sentences import listed, say

SHARE = GridColumn("share", say("Difference in %"), figures=True, share=2)


def to_notify(report: Outline) -> tuple[ReportLine, ...]:
    """The budget lines whose difference the grantor may have to be notified of."""
    return tuple(line for line in report.lines if line.to_notify)


def letter(report: SubsidyReport) -> Paper:
    """The letter as a paper, with a request for each particular that isn't known."""
    grant, unknown = report.grant, say("to be filled in")
    number = (grant and grant.decision_number) or unknown
    applicant, grantor = grant.applicant if grant else None, grant.grantor if grant else None
    subject = say("Subject: grant decision {number}, plan year {year}", number=number, year=report.year.id)
    blocks: list[Block] = [
        _signed(say("Applicant"), applicant),
        _signed(say("Address of the applicant"), None),
        _signed(say("Grantor"), grantor),
        _signed(say("Address of the grantor"), None),
        _signed(say("Place and date"), report.written("place")),
        PaperHeading(subject, level=1),
        *_message(report),
        PaperSentence(say("With kind regards,")),
        _signed(say("Signature"), None),
        _signed(say("Name"), report.written("signatory")),
        _signed(say("Position"), report.written("position")),
        _signed(say("Applicant"), applicant),
    ]
    return Paper(
        title=say("Draft: notification of differences from the budget"),
        subtitle="",
        author=applicant or report.programme.name,
        footer=say("Reference date {day}, revision {n}", day=say.date(report.as_of), n=report.picture.revision),
        banner=say("DRAFT – read, complete and sign before it is sent"),
        mark="",
        cover=None,
        sections=[PaperSection("", blocks)],
        titled=False,
    )


def _signed(label: Said, known: Said | None) -> PaperSentence:
    """A line of the address or the signature; an unknown one is asked for by its name."""
    return PaperSentence(known) if known else PaperSentence(say("{what}: to be filled in", what=label), "asked")


def _message(report: SubsidyReport) -> list[Block]:
    lines = to_notify(report)
    limit = say.share(report.grant.notify_share) if report.grant else ""
    values = {"day": say.date(report.as_of), "limit": limit}
    if report.covers_year:
        finding = say.plural(
            "On {day} the costs of {n} line of the budget lie {limit} or more from what was approved.",
            "On {day} the costs of {n} lines of the budget lie {limit} or more from what was approved.",
            len(lines),
            **values,
        )
    else:
        finding = say.plural(
            "By the forecast of {day} {n} line of the budget will end {limit} or more from what was approved.",
            "By the forecast of {day} {n} lines of the budget will end {limit} or more from what was approved.",
            len(lines),
            **values,
        )
    rows = [{**difference(line), "share": share(line.share)} for line in lines]
    blocks: list[Block] = [
        PaperSentence(say("Dear Sir or Madam,")),
        PaperSentence(finding),
        PaperSentence(say("We notify you of this because the grant may oblige us to, and ask whether you agree.")),
        PaperTable(say("Lines with a large difference"), Grid((*differences(report.judged_by), SHARE), rows)),
    ]
    for line in lines:
        if line.explanation:
            blocks += [PaperSentence(listed((line.numbered, ":"), "")), read(line.explanation)]
    return blocks
