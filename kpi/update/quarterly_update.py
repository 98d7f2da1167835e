"""The quarterly update as one frozen value, built once from pictures at two dates; every format is written from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from kpi.errors import Refusal
from kpi.facts.decisions.decision_kinds import UpdateText
from kpi.facts.decisions.minutes_kinds import MinutesEntry
from kpi.facts.measuring.moments import months_before
from kpi.language import N_, Said, words_of
from kpi.picture import Picture
from kpi.programme.plan import Indicator, Programme
from kpi.score.scores import IndicatorScore, Status
from kpi.sentences import say

READERS = {"members": N_("members")}
"""For whom a file is, by the first part of its format, as its name says it."""
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
        """The name of a file: its kind, for whom it is where the ending says so, reference date and revision."""
        readers, _, kind = ending.rpartition(".")
        name = f"update-{words_of(self.language)(READERS[readers])}" if readers else "update"
        return f"{name}-{self.as_of.isoformat()}-r{self.revision}.{kind}"


@dataclass(frozen=True, slots=True)
class Dated:
    """Something of a day: a video, an event, an activity that begins.

    ``about``: the organisation that a video shows, the place of an event; ``address``: where it can be seen.
    """

    on: date
    name: str
    kind: str | None = None
    about: str | None = None
    address: str = ""


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
    open_decisions: tuple[MinutesEntry, ...] = ()
    """Decisions that are neither done nor lapsed on the reference date, the oldest first."""
    meetings: tuple[date, ...] = ()
    """Meetings planned within half a year after the reference date."""
    starting: tuple[Dated, ...] = ()
    """Activities that begin within half a year after the reference date."""
    planned: tuple[Dated, ...] = ()
    """Events planned within half a year after the reference date."""
    story: Dated | None = None
    """The video to show: the latest new one about an organisation that can be seen, else the latest there is."""


class ScorePair(NamedTuple):
    """An indicator with its score on the last meeting's day and on the reference date."""

    indicator: Indicator
    before: IndicatorScore
    after: IndicatorScore


class SectionText(NamedTuple):
    """A section of the update: its heading and its lines."""

    heading: Said
    lines: tuple[Said, ...]


class CostPart(NamedTuple):
    """A part of the costs: a line of the budget, or those that are left."""

    title: Said
    amount: Decimal


class Delivery(NamedTuple):
    """Something that was delivered in the plan year: how many, how many were planned, and what."""

    number: Decimal
    planned: Decimal
    title: Said


@dataclass(frozen=True, slots=True)
class Coming:
    """Something of a day, or of a month as a whole (``by_month``)."""

    on: date
    what: Said
    by_month: bool = False

    @property
    def when(self) -> Said:
        """The day in words, or the month."""
        return say.month(self.on) if self.by_month else say.date(self.on)


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something to decide on: what it is about, the question, and before which day; None where no day presses."""

    title: Said
    question: Said
    before: date | None = None


class PressingPoint(NamedTuple):
    """Something that asks for attention: its name, why, and its status."""

    title: Said
    sentence: Said
    status: Status


@dataclass(frozen=True, slots=True)
class Highlights:
    """What members are told, out of the same pictures: totals of the programme, nothing of a single organisation."""

    result: ScorePair | None
    """The result to begin with; None where nothing was measured."""
    costs: tuple[CostPart, ...]
    """The costs of the plan year up to the reference date, the largest first; none where they aren't known."""
    spent: Decimal | None
    contribution: Decimal | None
    """What the programme asks of a member."""
    part: Fraction | None
    """The part of the costs that it is; None where it isn't one."""
    deliveries: tuple[Delivery, ...]
    dates: tuple[Coming, ...]
    """What members may come to, or have a part in."""


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
            "{programme} · {since} – {day} · revision {revision}, definitions of now",
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
    """An update with all that its formats tell: the texts of its sections, and what the two presentations hold."""

    sections: Mapping[str, SectionText]
    highlights: Highlights
    pressing: tuple[PressingPoint, ...]
    """What asks for attention, the most pressing first."""
    open_points: tuple[OpenPoint, ...]
    coming: tuple[Coming, ...]
