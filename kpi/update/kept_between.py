"""What the steering group kept between two meetings, in sentences."""

from kpi.language import Words
from kpi.update.quarterly_update import UpdateReport
from kpi.views.promised.steering_group import KINDS, subject


def sentences(report: UpdateReport, words: Words) -> tuple[str, ...]:
    """What the steering group kept since the last meeting, each with its day, its kind and what it is about."""
    if not report.news.kept:
        return (words("Nothing was kept in that time."),)
    return tuple(
        words(
            "{day}, {kind} on {subject}: {text}",
            day=words.date(entry.day),
            kind=words(KINDS[entry.kind]).lower(),
            subject=subject(entry.about, report.programme),
            text=" ".join(entry.text.split()),
        )
        for entry in report.news.kept
    )
