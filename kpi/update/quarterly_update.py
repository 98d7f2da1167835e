"""The quarterly update as one frozen value, built once from pictures at two dates; every format is written from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kpi.errors import Refusal
from kpi.facts.decisions.decision_kinds import UpdateText
from kpi.facts.decisions.minutes_kinds import MinutesEntry
from kpi.facts.measuring.moments import months_before
from kpi.language import N_, Said
from kpi.picture import Picture
from kpi.programme.plan import Indicator, Programme
from kpi.score.scores import IndicatorScore
from kpi.sentences import say

AHEAD = 6
"""So many months the update looks ahead."""


def ahead(day: date) -> date:
    """The last day that an update of that day looks forward to."""
    return months_before(day, -AHEAD)


class NotBefore(Refusal):
    """The update was asked for since a day that isn't before its reference date."""

    template = N_("The update tells of the time between two days: {since} isn't before {day}.")


@dataclass(frozen=True, slots=True)
class UpdateQuestion:
    """The update of the time after ``since`` up to and including ``as_of``, as known in a revision."""

    since: date
    as_of: date
    plan_year: str
    revision: int
    language: str = "nl"

    def file_name(self, ending: str) -> str:
        """The name of a file: its kind, reference date and revision."""
        return f"update-{self.as_of.isoformat()}-r{self.revision}.{ending}"


@dataclass(frozen=True, slots=True)
class Dated:
    """Something of a day: a video, an event, an activity that begins. ``about``: the organisation that it shows."""

    on: date
    name: str
    kind: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class NewsKind:
    """Members of one kind of organisation, on the last meeting's day and on the reference date."""

    id: str | None
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class News:
    """The events after the day of the last meeting, up to and including the reference date.

    ``registers`` holds those with a row: what was never recorded is unknown, and nothing is said of it. Memberships are
    in it where the sheets can tell them.
    """

    registers: frozenset[str] = frozenset()
    joined: tuple[str, ...] = ()
    """Organisations that are a member on the reference date and weren't on the day of the last meeting."""
    left: tuple[str, ...] = ()
    """Organisations that were a member on the day of the last meeting and aren't on the reference date."""
    members: tuple[NewsKind, ...] = ()
    postings: int = 0
    positions: int = 0
    """Of vacancies within the programme's scope, by the day of publication."""
    filled: int = 0
    """Positions filled, by the day on which they were."""
    months: tuple[tuple[date, int], ...] = ()
    """Positions offered by month, the last twelve."""
    videos: tuple[Dated, ...] = ()
    events: tuple[Dated, ...] = ()
    kept: tuple[MinutesEntry, ...] = ()
    """Decisions, notes, yearly plans and assessments of the time between, by day."""
    meetings: tuple[date, ...] = ()
    """Meetings planned within half a year after the reference date."""
    starting: tuple[Dated, ...] = ()
    """Activities that begin within half a year after the reference date."""


class ScorePair(NamedTuple):
    """An indicator with its score on the last meeting's day and on the reference date."""

    indicator: Indicator
    before: IndicatorScore
    after: IndicatorScore


class SectionText(NamedTuple):
    """A section of the update: its heading and its lines."""

    heading: Said
    lines: tuple[Said, ...]


@dataclass(frozen=True)
class UpdateReport:
    """Everything that the steering group gets to see about the time between two meetings.

    ``before`` is the picture of the last meeting's day and ``after`` that of the reference date, both as known in one
    revision; ``written`` are edited texts by section.
    """

    programme: Programme
    before: Picture
    after: Picture
    news: News
    written: Mapping[str, UpdateText]

    @property
    def as_of(self) -> date:
        """The reference date, included."""
        return self.after.as_of

    @property
    def since(self) -> date:
        """The day of the last meeting; what happened on it was known there."""
        return self.before.as_of

    @property
    def title(self) -> Said:
        """The title of the update, with its day."""
        own = self.programme.update
        return say("{update} {day}", update=say("Quarterly update") if own.blank else own, day=say.date(self.as_of))

    @property
    def lead(self) -> Said:
        """The line under the title, on the contents of the update."""
        return say("Where we stand, and what changed since {since}", since=say.date(self.since))

    @property
    def foot(self) -> Said:
        """The line under every page: the programme, the time covered, and the revision."""
        return say(
            "{programme} · {since} – {day} · revision {revision}",
            programme=self.programme.name,
            since=say.short_date(self.since),
            day=say.short_date(self.as_of),
            revision=self.after.revision,
        )

    @property
    def changes(self) -> tuple[ScorePair, ...]:
        """The indicators whose status changed since the day of the last meeting."""
        return tuple(pair for pair in self.pairs() if pair.before.status != pair.after.status)

    def pairs(self) -> tuple[ScorePair, ...]:
        """Every indicator with its score on the last meeting's day and on the reference date."""
        both = zip(self.before.indicators, self.after.indicators, strict=True)
        return tuple(ScorePair(self.programme.indicator(after.id), before, after) for before, after in both)

    def about(self, *registers: str) -> tuple[ScorePair, ...]:
        """The indicators that count rows of one of the registers, each with both scores."""
        return tuple(pair for pair in self.pairs() if pair.indicator.measure.registers_read()[0] in registers)


@dataclass(frozen=True)
class UpdateEdition(UpdateReport):
    """An update with the texts of its sections, by name."""

    sections: Mapping[str, SectionText]
