"""The decisions and notes of the steering group between two meetings, in sentences."""

from kpi.language import Said
from kpi.sentences import lower, say
from kpi.update.quarterly_update import UpdateReport
from kpi.views.promised.minutes_words import KINDS, subject


def sentences(report: UpdateReport) -> tuple[Said, ...]:
    """Each entry of the steering group since the last meeting with its day, its kind and its subject."""
    if not report.news.kept:
        return (say("Nothing was kept in that time."),)
    return tuple(
        say(
            "{day}, {kind} on {subject}: {text}",
            day=say.date(entry.day),
            kind=lower(say(KINDS[entry.kind])),
            subject=subject(entry.about, report.programme),
            text=" ".join(entry.text.split()),
        )
        for entry in report.news.kept
    )
