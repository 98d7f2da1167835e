"""Checks of what was promised: ids, dates, references, targets, thresholds, words."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kpi.language import N_
from kpi.programme.lints.finding import ProgrammeFinding, entry_name
from kpi.programme.lints.named_values import UNJUDGED, repeated, unknown
from kpi.programme.lints.ordered_days import at_most_years, ordered, outside
from kpi.programme.plan import Programme
from kpi.programme.vocabulary import STRUCTURAL_LISTS
from kpi.sentences import say

STATUSES = (
    "not_started", "no_data", "no_baseline", "too_few", "achieved", "achieved_late", "missed", "too_early",
    "on_track", "attention", "behind", "accepted",
)  # fmt: skip
LINE_STATUSES = ("no_data", "within", "attention", "over_budget")

WITH_IDS = (
    "goals", "phases", "horizons", "plan_years", "indicators", "figures", "side_measurements", "outputs", "segments",
    "cycles",
)  # fmt: skip
BY_PLAN_YEAR = ("financing", "grants")
"""Of these there is at most one a plan year."""
MEASURED_BESIDE = ("figures", "side_measurements")
"""What is named where an indicator may be named too."""

DATED_LATE = N_("The plan is dated {given}, after the end of its programme, {last}.")
UNKNOWN_GOAL = N_("There is no goal {given}.")
UNKNOWN_PHASE = N_("There is no phase {given}.")
UNKNOWN_LIST_VALUE = N_("The list {list} has no value {given}.")
OVERLAP = N_(
    "{later} begins on {second}, but {earlier} only ends on {first}; plan years stand in order, without overlap."
)
SAME_IN_ONE = N_("In {table}, {n} entries have the {key} {given}; each needs one of its own.")
SAME_IN_TWO = N_("{table} and {other} both have the {key} {given}; give one of the two another.")


def unique_ids(programme: Programme) -> Iterator[ProgrammeFinding]:
    """No two entries of one kind share an id; what a sheet of measurements may name is one kind."""
    p = programme
    groups: dict[tuple[str, str], Iterable[Hashable]] = {
        **{(f"[[{name}]]", "id"): [each.id for each in getattr(p, name)] for name in WITH_IDS},
        **{(f"[[{name}]]", "plan_year"): [each.plan_year for each in getattr(p, name)] for name in BY_PLAN_YEAR},
        ("[[early_adopters]]", "name"): [a.name for a in p.early_adopters],
        ("[[budgets]]", "plan_year"): [entry_name(b) for b in p.budgets],
        **{(f"lists.{name}", "id"): [c.id for c in choices] for name, choices in p.lists.items()},
        **{(f"budgets.{entry_name(b)}.lines", "id"): [line.id for line in b.lines] for b in p.budgets},
    }
    for (table, key), ids in groups.items():
        for again, times in Counter(ids).items():
            if times > 1:
                same = say(SAME_IN_ONE, table=table, n=times, key=key, given=again)
                yield ProgrammeFinding(f"{table.strip('[]')}.{again}", same)
    for other in MEASURED_BESIDE:
        taken = {each.id for each in getattr(p, other)}
        for again in [i.id for i in p.indicators if i.id in taken]:
            named = {"table": "[[indicators]]", "other": f"[[{other}]]", "key": "id", "given": again}
            yield ProgrammeFinding(f"{other}.{again}", say(SAME_IN_TWO, **named))


def time_zone(programme: Programme) -> Iterator[ProgrammeFinding]:
    """The time zone is one of the IANA database."""
    try:
        ZoneInfo(programme.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        wrong = say("There is no time zone {given}; write one as Europe/Amsterdam.", given=programme.time_zone)
        yield ProgrammeFinding("time_zone", wrong)


def dates(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Periods begin before they end; plan years follow each other without overlap and touch the programme."""
    yield from ordered("ends", programme.starts, programme.ends)
    if programme.plan_date > programme.ends:
        days = {"given": programme.plan_date.isoformat(), "last": programme.ends.isoformat()}
        yield ProgrammeFinding("plan_date", say(DATED_LATE, **days))
    yield from _plan_years(programme)
    for name, choices in programme.lists.items():
        for choice in choices:
            if choice.valid_from and choice.valid_until:
                yield from ordered(f"lists.{name}.{choice.id}.valid_until", choice.valid_from, choice.valid_until)
            elif choice.valid_from and choice.valid_from > programme.ends:
                yield from outside(programme, f"lists.{name}.{choice.id}.valid_from", choice.valid_from)


def _plan_years(programme: Programme) -> Iterator[ProgrammeFinding]:
    for year in programme.plan_years:
        yield from ordered(f"plan_years.{year.id}.ends", year.starts, year.ends)
        yield from at_most_years(f"plan_years.{year.id}.ends", year.starts, year.ends, 2)
        yield from outside(programme, f"plan_years.{year.id}.starts", year.starts, year.ends)
    for earlier, later in pairwise(programme.plan_years):
        if later.starts <= earlier.ends:
            days = {"first": earlier.ends.isoformat(), "second": later.starts.isoformat()}
            overlapping = say(OVERLAP, later=later.id, earlier=earlier.id, **days)
            yield ProgrammeFinding(f"plan_years.{later.id}.starts", overlapping)


def horizons(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Horizons end on different days, of which one may be open; together they hold every indicator's last target."""
    for again in repeated(horizon.until for horizon in programme.horizons):
        names = ", ".join(horizon.id for horizon in programme.horizons if horizon.until == again)
        yield ProgrammeFinding("horizons", say("{given} end on the same day, or both have none.", given=names))
    for horizon in programme.horizons:
        if horizon.until:
            yield from outside(programme, f"horizons.{horizon.id}.until", horizon.until)
    ends = [horizon.until for horizon in programme.horizons]
    for indicator in programme.indicators:
        last = len(indicator.targets) - 1
        if indicator.targets and all(end is not None and end < indicator.last_target.due for end in ends):
            nowhere = say("No horizon holds this day; let the last of [[horizons]] have no until.")
            yield ProgrammeFinding(f"indicators.{indicator.id}.targets[{last}].due", nowhere)


def references(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Goals, phases and segments that are named exist."""
    for indicator in programme.indicators:
        yield from _place(programme, f"indicators.{indicator.id}", indicator.goal, indicator.phase)
    for segment in programme.segments:
        yield from _place(programme, f"segments.{segment.id}", segment.goal, segment.phase)
        yield from _listed(programme, f"segments.{segment.id}.id", "segment", segment.id)
    for adopter in programme.early_adopters:
        yield from _listed(programme, f"early_adopters.{adopter.name}.kind", "organisation_kind", adopter.kind)


def _listed(programme: Programme, key: str, list_id: str, choice: str) -> Iterator[ProgrammeFinding]:
    if choice not in (known := programme.choice_ids(list_id)):
        yield unknown(key, say(UNKNOWN_LIST_VALUE, list=list_id, given=choice), choice, known)


def phases(programme: Programme) -> Iterator[ProgrammeFinding]:
    """No phase takes the name of the warning beside them; the two whose pace is watched exist, and are two."""
    known = [phase.id for phase in programme.phases]
    if "warning" in known:
        yield ProgrammeFinding("phases.warning", say("A phase can't be called {given}.", given="warning"))
    for name, given in (("ahead", programme.pace.ahead), ("of", programme.pace.of)):
        if name in programme.pace.model_fields_set and given not in known:
            yield unknown(f"pace.{name}", say(UNKNOWN_PHASE, given=given), given, known)
    if programme.pace.ahead == programme.pace.of:
        yield ProgrammeFinding("pace.of", say("A phase always keeps pace with itself; name another one."))


def segments(programme: Programme) -> Iterator[ProgrammeFinding]:
    """A cell of the assessment framework stands there once."""
    first: dict[tuple[str, int], str] = {}
    for segment in programme.segments:
        other = first.setdefault((segment.phase, segment.goal), segment.id)
        if other != segment.id:
            same = say("{other} already is this phase of this goal.", other=other)
            yield ProgrammeFinding(f"segments.{segment.id}", same)


def _place(programme: Programme, key: str, goal: int, phase: str) -> Iterator[ProgrammeFinding]:
    goals, phases = [g.id for g in programme.goals], [c.id for c in programme.phases]
    if goal not in goals:
        yield unknown(f"{key}.goal", say(UNKNOWN_GOAL, given=goal), goal, goals)
    if phase not in phases:
        yield unknown(f"{key}.phase", say(UNKNOWN_PHASE, given=phase), phase, phases)


def structural_lists(programme: Programme) -> Iterator[ProgrammeFinding]:
    """A list whose ids have a meaning in code holds exactly those ids."""
    for name, ids in STRUCTURAL_LISTS.items():
        if name in programme.lists:
            yield from _exactly(f"lists.{name}", programme.choice_ids(name), ids)


def _exactly(key: str, given: Iterable[str], needed: Iterable[str]) -> Iterator[ProgrammeFinding]:
    for missing in [each for each in needed if each not in set(given)]:
        yield ProgrammeFinding(f"{key}.{missing}", say("{missing} is missing here.", missing=missing))
    for extra in sorted(set(given) - set(needed)):
        yield ProgrammeFinding(f"{key}.{extra}", say("{extra} has no meaning here and can't be added.", extra=extra))


def thresholds(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Attention begins below on track."""
    limits = programme.thresholds
    if limits.attention >= limits.on_track:
        yield ProgrammeFinding(
            "thresholds.attention", say("Attention must lie below on track ({given}).", given=limits.on_track)
        )


def status_words(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Every status, of an indicator and of a budget line, has words."""
    optional = [name for name in (UNJUDGED,) if name in programme.statuses]
    yield from _exactly("statuses", programme.statuses, (*STATUSES, *optional))
    yield from _exactly("line_statuses", programme.line_statuses, LINE_STATUSES)
