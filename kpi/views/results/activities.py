"""Activities in the assessment framework: six segments by status, white spots, criteria, and what the plan promised."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kpi.facts.measuring.counted_rows import of_register
from kpi.facts.measuring.fact_rows import FactRow, RowSet
from kpi.facts.reader import Reader, filled_registers
from kpi.programme.comparable_names import name_key
from kpi.programme.framework import PlannedActivity, Segment
from kpi.programme.plan import Programme
from kpi.programme.vocabulary import STRUCTURAL_LISTS
from kpi.roles_and_acts import Act
from kpi.sentences import Said, listed, say
from kpi.views.read import ReadAbout
from kpi.views.table import Table, headings, table
from kpi.views.value_words import choice_word

MOST = 1_000_000
PAGE = 25
STATUSES = STRUCTURAL_LISTS["activity_status"]


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity as recorded; ``status`` on the reference date."""

    name: str
    segments: tuple[str, ...]
    criteria: tuple[str, ...]
    status: str
    lead: str | None


@dataclass(frozen=True, slots=True)
class Activities:
    """The recorded activities, counted, and a page of them: its size doesn't grow with their number."""

    known: bool
    total: int
    running: int
    counts: dict[tuple[str, str], int]
    """By segment and status."""
    unstopped: int
    meeting: dict[str, int]
    """By criterion, of those that weren't stopped."""
    planned: dict[str, str]
    """The status of those that the plan names, by the key of their name."""
    activities: tuple[Activity, ...]
    """One page, by status and name."""


def read(reader: Reader, as_of: date, plan_year: str, page: int = 1) -> Activities:
    """The recorded activities with their status on the day, counted; a page of them, page 0 being all."""
    rows = of_register(reader, "activities", MOST)
    every = [_activity(row, rows, as_of) for row in rows.rows]
    return summed("activities" in filled_registers(reader), every, reader.programme, page)


READ: ReadAbout[int, Activities] = ReadAbout(read, Act.SEE_FIGURES)


def summed(known: bool, every: Sequence[Activity], programme: Programme, page: int = 1) -> Activities:
    """Activities counted, with a page of them; page 0 is all."""
    live = [activity for activity in every if activity.status != "stopped"]
    ordered = sorted(every, key=lambda a: (STATUSES.index(a.status), a.name.casefold()))
    named = {name_key(name) for planned in programme.planned_activities for name in planned.name.forms}
    return Activities(
        known=known,
        total=len(every),
        running=sum(activity.status == "running" for activity in every),
        counts=dict(Counter((segment, activity.status) for activity in every for segment in activity.segments)),
        unstopped=len(live),
        meeting=dict(Counter(criterion for activity in live for criterion in activity.criteria)),
        planned={key: a.status for a in every if (key := name_key(a.name)) in named},
        activities=tuple(ordered[(page - 1) * PAGE : page * PAGE] if page else ordered),
    )


def _activity(row: FactRow, rows: RowSet, as_of: date) -> Activity:
    value = dict(zip(rows.fields, row.values, strict=True))
    starts, ends = value["starts_on"], value["ends_on"]
    return Activity(
        name=str(value["name"]),
        segments=_parts(value["segments"]),
        criteria=_parts(value["criteria"]),
        status=status_on(str(value["status"] or "idea"), starts, ends, as_of),  # type: ignore[arg-type]
        lead=None if value["lead"] is None else str(value["lead"]),
    )


def status_on(recorded: str, starts: date | None, ends: date | None, day: date) -> str:
    """The status of an activity on a day: running only from its first day up to its last one.

    >>> status_on("running", date(2018, 1, 1), date(2018, 5, 31), date(2018, 6, 30))
    'done'
    """
    if recorded == "running" and starts is not None and starts > day:
        return "idea"
    if recorded == "running" and ends is not None and ends < day:
        return "done"
    return recorded


def _parts(stored: object) -> tuple[str, ...]:
    return tuple(part for part in str(stored or "").split(";") if part)


@dataclass(frozen=True, slots=True)
class FrameworkCell:
    """A segment of the framework with its activities by status; a white spot has none running."""

    segment: Segment
    counts: dict[str, int]

    @property
    def white_spot(self) -> bool:
        """True when no activity runs in the segment."""
        return self.counts["running"] == 0


def cells(activities: Activities, programme: Programme) -> tuple[FrameworkCell, ...]:
    """The segments in the programme's order."""
    return tuple(
        FrameworkCell(segment, {s: activities.counts.get((segment.id, s), 0) for s in STATUSES})
        for segment in programme.segments
    )


def headline(activities: Activities, programme: Programme) -> Said:
    """A sentence with the number of running activities and the segments without one."""
    white = [cell.segment.id for cell in cells(activities, programme) if cell.white_spot]
    first = say.plural("{n} activity is running", "{n} activities are running", activities.running)
    if not white:
        return say("{running}; every segment has one.", running=first)
    last = say.plural(
        "{n} segment is a white spot: {which}",
        "{n} segments are white spots: {which}",
        len(white),
        which=", ".join(white),
    )
    return say("{first}; {then}.", first=first, then=last)


def segments_table(activities: Activities, programme: Programme) -> Table:
    """Segments by phase and goal, with their activities by status; a white spot is named as one."""
    figures = {**headings("Main goal"), **{s: choice_word(programme, "activity_status", s) for s in STATUSES}}
    rows = [
        [
            _segment_word(cell.segment, programme),
            str(cell.segment.goal),
            *(str(cell.counts[status]) for status in STATUSES),
            say("white spot") if cell.white_spot else "",
        ]
        for cell in cells(activities, programme)
    ]
    return table({**headings("Segment"), **figures, **headings("White spot")}, rows, figures)


def _segment_word(segment: Segment, programme: Programme) -> Said:
    phase = next((p.label for p in programme.phases if p.id == segment.phase), segment.phase)
    return listed((choice_word(programme, "segment", segment.id), phase), " · ")


def criteria_table(activities: Activities, programme: Programme) -> Table:
    """The criteria of the framework, and how many of the activities meet each."""
    rows: list[list[Said]] = [
        [choice.words, say("{n} of {total}", n=activities.meeting.get(choice.id, 0), total=activities.unstopped)]
        for choice in programme.choices("criterion")
    ]
    return table(headings("Criterion", "Activities that meet it"), rows, ("activities_that_meet_it",))


def activities_table(activities: Activities, programme: Programme) -> Table:
    """A page of the activities, each with its status, segments, the criteria that it meets and who leads it."""
    asked = len(programme.choices("criterion"))
    rows = [
        [
            a.name,
            choice_word(programme, "activity_status", a.status),
            ", ".join(a.segments),
            say("{n} of {total}", n=len(a.criteria), total=asked),
            a.lead or "–",
        ]
        for a in activities.activities
    ]
    return table(headings("Activity", "Status", "Segments", "Criteria it meets", "Lead"), rows, ("criteria_it_meets",))


def planned_table(activities: Activities, programme: Programme) -> Table:
    """The activities that the plan names, by chapter, with what was recorded under the same name."""
    rows = [_planned(planned, activities.planned, programme) for planned in programme.planned_activities]
    return table(headings("Activity in the plan", "Chapter", "Continued", "Recorded as"), rows)


def planned_sentence(activities: Activities, programme: Programme) -> Said:
    """The number of the plan's named activities that were recorded under their name."""
    return say(
        "Of the {total} activities that the plan names, {n} stand in the sheet under the same name.",
        total=len(programme.planned_activities),
        n=sum(_recorded(planned, activities.planned) is not None for planned in programme.planned_activities),
    )


def _recorded(planned: PlannedActivity, recorded: dict[str, str]) -> str | None:
    keys = tuple(map(name_key, planned.name.forms))
    return next((recorded[key] for key in keys if key in recorded), None)


def _planned(planned: PlannedActivity, recorded: dict[str, str], programme: Programme) -> list[Said]:
    status_id = _recorded(planned, recorded)
    status = choice_word(programme, "activity_status", status_id) if status_id else say("not recorded")
    kind = say("continued") if planned.continued else ""
    return [planned.name, f"§{planned.chapter.removeprefix('§')}", kind, status]
