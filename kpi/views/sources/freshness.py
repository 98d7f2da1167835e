"""The age of each source, who keeps it, and which is overdue, by the owner and rhythm that the programme gives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kpi.facts.proposal import Revision
from kpi.language import N_
from kpi.programme.plan import Programme
from kpi.sentences import Said, listed, say
from kpi.views.table import Table, headings, table


@dataclass(frozen=True, slots=True)
class SourceAge:
    """The age of a sheet: the day on which a file last brought it in, and the day up to which that is fresh."""

    register: str
    label: str
    owner: Said
    cadence_days: int | None
    """At least how often it is expected; None: no rhythm agreed."""
    updated: date | None
    """The last day on which a file changed it, or somebody said that there was nothing new. None: it never came in."""
    age_days: int | None
    due: date | None
    """The last day on which it isn't overdue; None without a rhythm, or when it never came in."""
    overdue: bool


def freshness(
    programme: Programme, revisions: Iterable[Revision], checked: Mapping[str, date], today: date
) -> tuple[SourceAge, ...]:
    """Every sheet of the programme in its order, with its age on that day (the days of revisions are those in UTC).

    Only what files brought in counts, and by register the day on which somebody said that there was nothing new
    (``checked``): an undo or a correction by hand makes no source fresh, and neither does a file that changes
    nothing, because it may be an old one. While nothing was ever recorded nothing is overdue.
    """
    brought: dict[str, date] = dict(checked)
    for revision in revisions:
        if revision.files and revision.undone_by is None and revision.undoes is None:
            for register in {*revision.written, *revision.retired}:
                brought[register] = max(brought.get(register, date.min), revision.at.date())
    return tuple(
        _age(register, sheet.label, sheet.owner or "", sheet.cadence_days, brought, today)
        for register, sheet in programme.sheets.items()
    )


def _age(
    register: str, label: str, owner: Said, cadence: int | None, brought: dict[str, date], today: date
) -> SourceAge:
    updated = brought.get(register)
    due = updated + timedelta(cadence) if updated and cadence is not None else None
    never = updated is None and cadence is not None and bool(brought)
    age = (today - updated).days if updated else None
    return SourceAge(register, label, owner, cadence, updated, age, due, never or (due is not None and today > due))


def freshness_table(ages: Sequence[SourceAge]) -> Table:
    """The sources, the overdue ones first and of those the longest overdue."""
    ordered = sorted(
        ages, key=lambda source: (not source.overdue, source.due or date.min if source.overdue else date.min)
    )
    return table(
        headings("Sheet", "Who keeps it", "Last update", "Age", "Expected", "State"),
        [_line(source) for source in ordered],
    )


def _line(source: SourceAge) -> tuple[Said, ...]:
    return (
        source.label,
        source.owner,
        say.short_date(source.updated) if source.updated else say("never"),
        days(source.age_days) if source.age_days is not None else "",
        say("no rhythm") if source.cadence_days is None else rhythm(source.cadence_days),
        state(source),
    )


RHYTHMS = {7: N_("weekly"), 14: N_("every two weeks"), 31: N_("monthly"), 92: N_("quarterly"), 366: N_("yearly")}
"""What a rhythm is called, by its most days; a month and longer may have a few less."""


def rhythm(every: int) -> Said:
    """How often a sheet is brought up to date, as people say it: *monthly*, not *every 31 days*."""
    named = next((name for most, name in RHYTHMS.items() if 0 <= most - every <= most // 15), "every {days}")
    return say(named, days=days(every))


def days(n: int) -> Said:
    """A number of days in words."""
    return say.plural("{n} day", "{n} days", n)


def state(source: SourceAge) -> Said:
    """The state of a source in words: up to date, nothing yet, or overdue."""
    if not source.overdue:
        return say("up to date") if source.updated else say("nothing yet")
    return say("overdue since {day}", day=say.short_date(source.due)) if source.due else say("overdue: never came in")


def ages_sentence(ages: Sequence[SourceAge]) -> Said:
    """The last day of each source that ever came in, in one line; empty while there is none."""
    by_day: dict[date, list[str]] = {}
    for source in ages:
        if source.updated:
            by_day.setdefault(source.updated, []).append(source.label)
    if len(by_day) == 1 and all(source.updated for source in ages):
        return say("Last update of every source: {day}.", day=say.short_date(next(iter(by_day))))
    known = [listed((say.short_date(day), ", ".join(by_day[day])), " ") for day in sorted(by_day)]
    return say("Last update: {sources}.", sources=listed(known, "; ")) if known else ""


def standing(ages: Sequence[SourceAge]) -> Said:
    """The state of all sources in one sentence."""
    late = overdue_sentence(ages)
    last = max((source.updated for source in ages if source.updated), default=None)
    if late or last is None:
        return late or say("Nothing has been read in yet.")
    return say("No source is overdue; the last update was on {day}.", day=say.date(last))


def overdue_sentence(ages: Sequence[SourceAge]) -> Said:
    """A sentence that names the overdue sources; empty when none is."""
    late = [source.label for source in ages if source.overdue]
    if not late:
        return ""
    names = ", ".join(late)
    return say.plural("{n} source is overdue: {names}.", "{n} sources are overdue: {names}.", len(late), names=names)


def overdue_words(ages: Sequence[SourceAge]) -> Said:
    """How many sources are overdue, in a few words; empty when none is."""
    late = sum(source.overdue for source in ages)
    return say.plural("{n} source overdue", "{n} sources overdue", late) if late else ""
