"""The account in the formats of a table; adding a format is adding a row."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from kpi.documents.paper import Paper
from kpi.documents.pdf.typesetting import typeset
from kpi.documents.word.word_document import document
from kpi.facts.database.gc_pause import paused
from kpi.facts.decisions.history import decisions
from kpi.facts.reader import Reader
from kpi.language import Words
from kpi.monitor import Picture
from kpi.report.account import Outline, SubsidyReport, outline, subsidy_report
from kpi.report.account_workbook import write_workbook
from kpi.report.evidence_rows import evidence
from kpi.report.paper.account_paper import account
from kpi.report.submitted import restatements


@dataclass(frozen=True)
class Issue:
    """A report as it is given out: in which language, and as made on which day."""

    report: SubsidyReport
    words: Words
    created: date

    @cached_property
    def paper(self) -> Paper:
        """What it says, laid out once for the formats that are read from top to bottom."""
        return account(self.report, self.words)


Writer = Callable[[Issue, Path], None]


def _workbook(issue: Issue, path: Path) -> None:
    write_workbook(issue.report, path, issue.words, issue.created)


def _document(issue: Issue, path: Path) -> None:
    path.write_bytes(document(issue.paper, issue.words, issue.created))


def _pdf(issue: Issue, path: Path) -> None:
    path.write_bytes(typeset(issue.paper, issue.words, issue.created))


FORMATS: dict[str, Writer] = {"xlsx": _workbook, "docx": _document, "pdf": _pdf}
"""Every format of the report, by the ending of its file."""


def write_subsidy_report(
    reader: Reader,
    picture: Picture,
    folder: Path,
    words: Words,
    endings: Iterable[str] = tuple(FORMATS),
    wrote: Callable[[Path], None] | None = None,
) -> tuple[Path, ...]:
    """Write the report in the formats asked for into the folder (made when absent); gives the files.

    ``wrote`` is told of each file as soon as it is there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    report = read_report(reader, picture)
    issue = Issue(report, words, report.as_of)
    paths = []
    for ending in endings:
        path = folder / file_name(report, ending, words)
        FORMATS[ending](issue, path)
        paths.append(path)
        if wrote:
            wrote(path)
    return tuple(paths)


@paused()
def read_report(reader: Reader, picture: Picture) -> SubsidyReport:
    """The report on a picture, with the rows it is made of and what was written so far; by the programme in force."""
    rows = evidence(reader, picture.plan_year, picture.as_of)
    texts = _texts(reader, picture.plan_year)
    return subsidy_report(reader.programme, picture, rows, texts, restatements(reader, picture.as_of))


def read_outline(reader: Reader, picture: Picture) -> Outline:
    """The report on a picture without its rows: as fast with a hundred thousand of them as with none."""
    return outline(reader.programme, picture, _texts(reader, picture.plan_year))


def _texts(reader: Reader, plan_year: str) -> dict[str, str]:
    """What was written so far, by the name of the text."""
    prefix = text_key(plan_year, "")
    return {key.removeprefix(prefix): json.loads(one.value) for key, one in decisions(reader, prefix).items()}


def text_key(plan_year: str, name: str) -> str:
    """Under which key a written explanation is recorded as a decision; its value is the text as JSON."""
    return f"report/{plan_year}/{name}"


def file_name(report: Outline, ending: str, words: Words) -> str:
    """The name of the file: what it is, of which plan year, on which reference date, in which revision."""
    stem = words("subsidy-report")
    return f"{stem}-{report.year.id}-{report.as_of.isoformat()}-r{report.picture.revision}.{ending}"
