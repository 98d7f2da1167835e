"""A draft letter that notifies the province of large differences, to be read, changed and sent by hand."""

from kpi.documents.grid import Grid, figured, headed, money, share, text
from kpi.documents.markdown import read
from kpi.documents.paper import Block, Paper, PaperSection, Sentence, table_of
from kpi.language import Words
from kpi.report.account import Outline, ReportLine, SubsidyReport


def to_notify(report: Outline) -> tuple[ReportLine, ...]:
    """The lines that may have to be notified of."""
    return tuple(line for line in report.lines if line.to_notify)


def letter(report: SubsidyReport, words: Words) -> Paper:
    """The letter as a paper; whatever isn't known is asked for in it."""
    grant = report.grant
    unknown = words("to be filled in")
    number = (grant and grant.decision_number) or unknown
    subject = words("Subject: grant decision {number}, plan year {year}", number=number, year=report.year.id)
    title = words("Draft: notification of differences from the budget")
    return Paper(
        title=title,
        subtitle="",
        language=words.language,
        author=(grant and grant.applicant) or report.programme.name.in_(words.language),
        footer=words("Reference date {day}, revision {n}", day=words.date(report.as_of), n=report.picture.revision),
        banner=words("DRAFT – read, complete and sign before it is sent"),
        mark="",
        cover=None,
        sections=[
            PaperSection(
                words("To: {grantor}", grantor=grant.grantor.in_(words.language) if grant else unknown),
                [
                    Sentence(subject),
                    *_message(report, words),
                    Sentence(words("With kind regards,")),
                    _signed(words("Applicant"), grant.applicant if grant else None, words),
                    _signed(words("Name"), report.written("signatory"), words),
                    _signed(words("Position"), report.written("position"), words),
                ],
            )
        ],
    )


def _signed(label: str, known: str | None, words: Words) -> Sentence:
    """Who signs; what isn't known yet is asked for by its name."""
    return Sentence(known) if known else Sentence(words("{what}: to be filled in", what=label), "asked")


def _message(report: SubsidyReport, words: Words) -> list[Block]:
    lines = to_notify(report)
    limit = words.share(report.grant.notify_share) if report.grant else ""
    told = words.plural(
        "On {day} the costs of {n} line of the budget lie {limit} or more from what was approved.",
        "On {day} the costs of {n} lines of the budget lie {limit} or more from what was approved.",
        len(lines),
        day=words.date(report.as_of),
        limit=limit,
    )
    blocks: list[Block] = [
        Sentence(words("Dear Sir or Madam,")),
        Sentence(told),
        Sentence(words("We notify you of this because the grant may oblige us to, and ask whether you agree.")),
        table_of(words("Lines with a large difference"), _lines(report, words), (6, 2, 2, 2, 2), words),
    ]
    for line in lines:
        if line.explanation:
            blocks += [Sentence(f"{line.number}. {words.say(line.picture.title)}:"), read(line.explanation)]
    return blocks


def _lines(report: SubsidyReport, words: Words) -> Grid:
    figures = figured(words("Budget"), words("Actual"), words("Difference in €"), words("Difference in %"))
    rows = [
        [
            text(f"{line.number}. {words.say(line.picture.title)}"),
            money(line.picture.budget),
            money(line.picture.actual),
            money(line.difference),
            share(line.share),
        ]
        for line in to_notify(report)
    ]
    return Grid([*headed(words("Budget line")), *figures], rows)
