"""How old each source is, who keeps it, and which is overdue: by the owner and rhythm that the programme gives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kpi.facts.proposal import Revision
from kpi.language import Words
from kpi.programme.plan import Programme
from kpi.views.table import Table, table


@dataclass(frozen=True, slots=True)
class SourceAge:
    """One sheet: when a file last brought it in, and until when that is fresh enough."""

    register: str
    label: str
    owner: str
    cadence_days: int | None
    """At least how often it is expected; None: no rhythm agreed."""
    updated: date | None
    """The last day on which a file changed it, or somebody said that there was nothing new. None: it never came in."""
    age_days: int | None
    due: date | None
    """The last day on which it isn't overdue; None without a rhythm, or when it never came in."""
    overdue: bool


def freshness(
    programme: Programme, revisions: Iterable[Revision], checked: Mapping[str, date], today: date, language: str
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
        _age(
            register, sheet.label, sheet.owner.in_(language) if sheet.owner else "", sheet.cadence_days, brought, today
        )
        for register, sheet in programme.sheets.items()
    )


def _age(
    register: str, label: str, owner: str, cadence: int | None, brought: dict[str, date], today: date
) -> SourceAge:
    updated = brought.get(register)
    due = updated + timedelta(cadence) if updated and cadence is not None else None
    never = updated is None and cadence is not None and bool(brought)
    age = (today - updated).days if updated else None
    return SourceAge(register, label, owner, cadence, updated, age, due, never or (due is not None and today > due))


def freshness_table(ages: Sequence[SourceAge], words: Words) -> Table:
    """The sources, the overdue ones first and of those the longest overdue."""
    heads = (
        words("Sheet"),
        words("Who keeps it"),
        words("Last update"),
        words("Age"),
        words("Expected"),
        words("State"),
    )
    ordered = sorted(ages, key=lambda one: (not one.overdue, one.due or date.min if one.overdue else date.min))
    return table(heads, [_line(one, words) for one in ordered])


def _line(one: SourceAge, words: Words) -> tuple[str, ...]:
    return (
        one.label,
        one.owner,
        words.short_date(one.updated) if one.updated else words("never"),
        days(one.age_days, words) if one.age_days is not None else "",
        words("every {days}", days=days(one.cadence_days, words))
        if one.cadence_days is not None
        else words("no rhythm"),
        state(one, words),
    )


def days(n: int, words: Words) -> str:
    """A number of days in words."""
    return words.plural("{n} day", "{n} days", n)


def state(one: SourceAge, words: Words) -> str:
    """Whether it is fresh, in words."""
    if not one.overdue:
        return words("up to date") if one.updated else words("nothing yet")
    return words("overdue since {day}", day=words.short_date(one.due)) if one.due else words("overdue: never came in")


def ages_sentence(ages: Sequence[SourceAge], words: Words) -> str:
    """When each source that ever came in was last brought up to date, in one line; empty while there is none."""
    by_day: dict[date, list[str]] = {}
    for one in ages:
        if one.updated:
            by_day.setdefault(one.updated, []).append(one.label)
    if len(by_day) == 1 and all(one.updated for one in ages):
        return words("Last update of every source: {day}.", day=words.short_date(next(iter(by_day))))
    known = [f"{words.short_date(day)} {', '.join(by_day[day])}" for day in sorted(by_day)]
    return words("Last update: {sources}.", sources="; ".join(known)) if known else ""


def standing(ages: Sequence[SourceAge], words: Words) -> str:
    """Whether the sources are up to date, in one sentence."""
    late = overdue_sentence(ages, words)
    last = max((one.updated for one in ages if one.updated), default=None)
    if late or last is None:
        return late or words("Nothing has been read in yet.")
    return words("No source is overdue; the last update was on {day}.", day=words.date(last))


def overdue_sentence(ages: Sequence[SourceAge], words: Words) -> str:
    """One sentence that names the overdue sources; empty when none is."""
    late = [one.label for one in ages if one.overdue]
    if not late:
        return ""
    names = ", ".join(late)
    return words.plural("{n} source is overdue: {names}.", "{n} sources are overdue: {names}.", len(late), names=names)
