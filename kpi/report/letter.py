"""Draft letters to the grantor, with an account and of large differences: to be read, changed and sent by hand."""

from collections.abc import Sequence

from kpi.documents.grid import Grid, GridColumn, share
from kpi.documents.markdown import read
from kpi.documents.paper import Block, Paper, PaperHeading, PaperSection, PaperSentence, PaperTable
from kpi.language import Said
from kpi.money.sums import Settlement
from kpi.report.account import Outline, SubsidyReport
from kpi.report.chapters.explained_deviations import difference, differences
from kpi.report.report_lines import ReportLine, grant_period
from kpi.sentences import listed, say

SHARE = GridColumn("share", say("Difference in %"), figures=True, share=2)


def to_notify(report: Outline) -> tuple[ReportLine, ...]:
    """The budget lines whose difference the grantor may have to be notified of."""
    return tuple(line for line in report.lines if line.to_notify)


def letter(report: SubsidyReport) -> Paper:
    """The letter that notifies of large differences."""
    return _written(report, say("Draft: notification of differences from the budget"), _message(report))


def covering_letter(report: SubsidyReport) -> Paper:
    """The letter that goes with the account: what is asked, and what is enclosed."""
    title = (
        say("Draft: letter with the account") if report.covers_year else say("Draft: letter with the progress report")
    )
    return _written(report, title, _covering(report))


def _written(report: SubsidyReport, title: Said, message: Sequence[Block]) -> Paper:
    """A letter as a paper, with a request for each particular that isn't known."""
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
        *message,
        PaperSentence(say("With kind regards,")),
        _signed(say("Signature"), None),
        _signed(say("Name"), report.written("signatory")),
        _signed(say("Position"), report.written("position")),
        _signed(say("Applicant"), applicant),
    ]
    return Paper(
        title=title,
        subtitle="",
        author=applicant or report.programme.name,
        footer=say("Reference date {day}, revision {n}", day=say.date(report.as_of), n=report.picture.revision),
        banner=say("DRAFT – read, complete and sign before it is sent"),
        mark="",
        cover=None,
        sections=[PaperSection("", blocks)],
        titled=False,
    )


def _covering(report: SubsidyReport) -> list[Block]:
    """The request, or for a progress report what it is about, and what is enclosed."""
    period, settled = grant_period(report.grant, report.year), report.picture.money.settlement
    values = {"first": say.date(period[0]), "last": say.date(period[1])}
    sentences: list[Said] = [say("Dear Sir or Madam,")]
    if report.covers_year:
        sentences += [
            say("With this letter we account for the subsidy for the period {first} to {last}.", **values),
            say("We ask you to fix the subsidy at {asked}.", asked=say.money(settled.asked, cents=True)),
            _balance(settled),
        ]
    else:
        day = say.date(report.as_of)
        sentences.append(
            say("With this letter you receive the progress report on the subsidy, up to {day}.", day=day, **values)
        )
    enclosed = say("Enclosed: the account with its workbook, and a package with the evidence behind every figure.")
    return [PaperSentence(one) for one in (*sentences, enclosed) if one]


def _balance(settled: Settlement) -> Said:
    """What is still to be paid or goes back, once the advances are counted; nothing where that isn't known."""
    if settled.to_receive is None or settled.advances is None:
        return ""
    advances = say.money(settled.advances, cents=True)
    if settled.to_repay:
        back = say.money(settled.to_repay, cents=True)
        return say(
            "Advances of {advances} were received, so that {back} is to be repaid.", advances=advances, back=back
        )
    rest = say.money(settled.to_receive, cents=True)
    return say(
        "Advances of {advances} were received, so that {rest} is still to be paid.", advances=advances, rest=rest
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
