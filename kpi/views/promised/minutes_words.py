"""The words of what the steering group keeps: its kinds and subjects, and the quarter that is looked back."""

from datetime import date, timedelta

from kpi.facts.decisions.minutes_kinds import MinutesKind
from kpi.facts.measuring.moments import months_before
from kpi.language import N_
from kpi.programme.plan import Programme
from kpi.sentences import Said, say

QUARTER = 3
"""Months."""
KINDS: dict[MinutesKind, str] = {
    MinutesKind.MEETING: N_("Meeting"),
    MinutesKind.PROPOSAL: N_("Proposal"),
    MinutesKind.DECISION: N_("Decision"),
    MinutesKind.NOTE: N_("Note"),
    MinutesKind.YEAR_PLAN: N_("Yearly plan"),
    MinutesKind.ASSESSMENT: N_("Assessment"),
}


def quarter_before(day: date) -> date:
    """The day three months earlier, with which a picture is compared; of the last of a month the last of a month.

    >>> quarter_before(date(2018, 5, 31)).isoformat(), quarter_before(date(2018, 6, 30)).isoformat()
    ('2018-02-28', '2018-03-31')
    """
    next_day = day + timedelta(days=1)
    return months_before(day, QUARTER) if next_day.day > 1 else months_before(next_day, QUARTER) - timedelta(days=1)


def subject(about: str, programme: Programme) -> Said:
    """The subject of an entry in words; one that the programme no longer has stands as it was kept."""
    kind, _, name = about.partition("/")
    if not about:
        return say("the programme")
    if kind == "plan_year":
        return say("plan year {plan_year}", plan_year=name)
    if kind == "segment":
        return say("segment {segment}", segment=name)
    return _title(kind, name, programme) or name


def _title(kind: str, name: str, programme: Programme) -> Said | None:
    if kind == "indicator":
        titles = {indicator.id: indicator.title for indicator in programme.indicators}
    else:
        name = name.partition("/")[2]
        titles = {line.id: line.title for line in programme.budget_lines()}
    return titles.get(name)
