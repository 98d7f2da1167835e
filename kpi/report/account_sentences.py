"""The account to the province in the sentences of its screen: what it still lacks, and whether it can be made again."""

from collections.abc import Collection

from kpi.language import Words
from kpi.report.account import Outline
from kpi.report.paper.account_paper import title
from kpi.report.submitted import SubmittedReport
from kpi.report.text_places import TextPlace


def headline(report: Outline, words: Words) -> str:
    """Which account it is, and how much it still lacks."""
    lacking = len(report.missing)
    found = words.plural("{n} thing is still missing.", "{n} things are still missing.", lacking)
    if not lacking:
        found = words("Nothing is missing.")
    return f"{title(report, words)}. {found}"


def needed(report: Outline, words: Words) -> str:
    """What the list of what is missing is called, with how long it is."""
    return f"{words('Still needed before this report can be final')} ({words.number(len(report.missing))})"


def place_line(place: TextPlace) -> str:
    """A text on one line, to choose it by: whether it is written, its chapter and its title."""
    mark = "○" if place.missing else "✓" if place.written else "–"
    return f"{mark} {place.chapter} · {place.title}"


def final_title(report: SubmittedReport, words: Words) -> str:
    """A final account on one line: its plan year, its day, and what it was for."""
    told = words("Plan year {year}, reference date {day}", year=report.plan_year, day=words.date(report.as_of))
    return f"{told} · {report.reason}"


def again_sentence(report: SubmittedReport, differing: Collection[str], same: int, files: int, words: Words) -> str:
    """Whether the figures and files of a final account, made again from the facts, are the same."""
    if differing:
        figures = words("{n} figures differ: {names}.", n=len(differing), names=", ".join(differing))
    else:
        figures = words("All {n} figures are the same.", n=len(report.figures))
    told = words("{n} of {total}", n=same, total=files)
    return f"{figures} {words('Files that are the same to the byte: {n}.', n=told)}"
