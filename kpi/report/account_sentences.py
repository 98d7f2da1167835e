"""Sentences about the account for its screen: what it lacks, and whether it comes out the same again."""

from collections.abc import Collection

from kpi.language import Said
from kpi.report.account import Outline
from kpi.report.submitted import SubmittedReport
from kpi.report.text_places import TextPlace
from kpi.sentences import listed, say, with_note

SHOWN = 12
"""Characters of a checksum with which two files can be told apart."""


def headline(report: Outline) -> Said:
    """Name the account, and say how much it still lacks."""
    lacking = len(report.missing)
    missing = say.plural("{n} thing is still missing.", "{n} things are still missing.", lacking)
    return listed((report.title, missing if lacking else say("Nothing is missing.")), ". ")


def needed(report: Outline) -> Said:
    """The heading of the list of what is missing, with how long it is."""
    heading = say("Still needed before this report can be final")
    return with_note(heading, say.number(len(report.missing)))


def place_line(place: TextPlace) -> Said:
    """A text on one line, to choose it by: written or not, its chapter and its title."""
    mark = "○" if place.missing else "✓" if place.written else "–"
    return listed((f"{mark} {place.chapter}", place.title), " · ")


def submitted_title(report: SubmittedReport) -> Said:
    """A submitted account on one line: its plan year, its day, and its reason."""
    moment = say(
        "Plan year {year}, reference date {day}", year=report.decision.plan_year, day=say.date(report.decision.as_of)
    )
    return listed((moment, report.reason), " · ")


def definitions_kept(report: SubmittedReport) -> Said:
    """The programme file by which the figures that are kept were counted, of which the report holds a copy."""
    named = report.decision.programme
    return say(
        "Counted by the definitions of that day: programme file {version}, checksum {sum}.",
        version=named["version"],
        sum=named["fingerprint"][:SHOWN],
    )


def again_sentence(report: SubmittedReport, differing: Collection[str], same: int, files: int) -> Said:
    """Say whether a submitted account, made again from the facts, has the same figures and files."""
    figures = say("All {n} figures are the same.", n=len(report.decision.figures))
    if differing:
        figures = say("{n} figures differ: {names}.", n=len(differing), names=", ".join(differing))
    counted = say("{n} of {total}", n=same, total=files)
    by_now = say("Counted by the programme file that is kept with it, and by the rules of now.")
    return listed((figures, say("Files that are the same to the byte: {n}.", n=counted), by_now), " ")
