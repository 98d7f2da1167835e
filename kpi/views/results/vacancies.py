"""Vacancies of the reference date's calendar year: positions offered, and their outcomes."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date
from fractions import Fraction

from kpi.charts.bars import Months
from kpi.facts.measuring.fact_rows import Group
from kpi.facts.measuring.tallies import day_counts, tally
from kpi.facts.reader import Reader, filled_registers
from kpi.programme.measure import Condition, Term, Window
from kpi.programme.plan import Programme
from kpi.roles_and_acts import Act
from kpi.sentences import Said, say
from kpi.views.grouping import counted_table, in_list_order, months, only, scope_of, sums, total
from kpi.views.read import Read
from kpi.views.table import Table, headings, table
from kpi.views.value_words import choice_word

CLOSED = ("filled", "not_filled", "expired")
BY = ("type", "level", "state")
TYPE, LEVEL, STATE = range(3)


@dataclass(frozen=True, slots=True)
class Vacancies:
    """Positions and filled positions by type, level and state on the day; ``waits``: (days, positions) until filled."""

    known: bool
    positions: tuple[Group, ...]
    filled: tuple[Group, ...]
    by_month: tuple[Group, ...]
    via: tuple[Group, ...]
    waits: tuple[tuple[int, int], ...]


def read(reader: Reader, as_of: date, plan_year: str) -> Vacancies:
    """In-scope vacancies published from 1 January of the reference date's year; by month since the first one."""
    scope = scope_of(reader.programme, "vacancies")

    def term(of: str, dated: str, window: str, *where: Condition) -> Term:
        return Term(
            register_name="vacancies",
            add="sum",
            of=of,
            where=where,
            scope=scope,
            dates=(dated,),
            window=Window(kind=window),
        )

    some = Condition(field="filled", above=0)
    return Vacancies(
        known="vacancies" in filled_registers(reader),
        positions=tally(reader, term("positions", "published_on", "year"), BY, as_of),
        filled=tally(reader, term("filled", "published_on", "year"), BY, as_of),
        by_month=tally(reader, term("positions", "published_on", "until"), ("type", "published_on.month"), as_of),
        via=tally(reader, term("filled", "filled_day", "year", some), ("filled_via",), as_of),
        waits=day_counts(reader, term("filled", "filled_on", "year", some), "published_on", "filled_on", as_of),
    )


READ: Read[Vacancies] = Read(read, Act.SEE_FIGURES)


@dataclass(frozen=True, slots=True)
class VacancyOutcome:
    """Positions offered, by what became of them; the parts add up to ``offered``."""

    offered: Fraction
    filled: Fraction
    open: Fraction
    not_filled: Fraction
    expired: Fraction
    withdrawn: Fraction


def outcome(positions: Sequence[Group], filled: Sequence[Group]) -> VacancyOutcome:
    """The positions by what they are on the day; a position that was filled early in an open vacancy is still open."""
    by_state, taken = sums(positions, STATE), sums(only(filled, STATE, CLOSED), STATE)

    def state(name: str) -> Fraction:
        return by_state.get(name, Fraction(0))

    def left(name: str) -> Fraction:
        return state(name) - taken.get(name, Fraction(0))

    return VacancyOutcome(
        offered=total(positions),
        filled=sum(taken.values(), Fraction(0)),
        open=state("open"),
        not_filled=left("filled") + left("not_filled"),
        expired=left("expired"),
        withdrawn=state("withdrawn"),
    )


def headline(vacancies: Vacancies, as_of: date) -> Said:
    """A sentence with the positions offered this year and their outcomes."""
    got = outcome(vacancies.positions, vacancies.filled)
    return say(
        "From 1 January to {day} {offered} positions were offered: {filled} filled, {open} open, "
        "{lost} not filled or expired, {withdrawn} withdrawn.",
        day=say.date(as_of),
        offered=say.number(got.offered),
        filled=say.number(got.filled),
        open=say.number(got.open),
        lost=say.number(got.not_filled + got.expired),
        withdrawn=say.number(got.withdrawn),
    )


def outcome_table(vacancies: Vacancies, part: int, programme: Programme) -> Table:
    """Positions by type (0) or level (1) and by what became of them, with their totals."""
    list_id = ("vacancy_type", "level")[part]
    name = (say("Vacancy type"), say("Level"))[part]
    figures = headings("Offered", "Filled", "Open", "Not filled", "Expired", "Withdrawn")
    order = in_list_order(programme.choices(list_id), sums(vacancies.positions, part))
    rows = [
        _row(
            choice_word(programme, list_id, key),
            outcome(only(vacancies.positions, part, [key or ""]), only(vacancies.filled, part, [key or ""])),
        )
        for key in order
    ]
    whole = _row(say("Total"), outcome(vacancies.positions, vacancies.filled))
    return table({list_id: name, **figures}, [*rows, whole], figures, total=True)


def _row(name: Said, got: VacancyOutcome) -> list[Said]:
    return [name, *map(say.number, astuple(got))]


def month_rows(vacancies: Vacancies, as_of: date, programme: Programme) -> tuple[Months, ...]:
    """Positions offered by month, a row for each type, all from the same first month."""
    whole = months(vacancies.by_month, 1, as_of)
    order = in_list_order(programme.choices("vacancy_type"), sums(vacancies.by_month))
    return tuple(
        Months(
            choice_word(programme, "vacancy_type", key), tuple((day, known.get(day, Fraction(0))) for day, _ in whole)
        )
        for key in order
        for known in [dict(months(only(vacancies.by_month, 0, [key or ""]), 1, as_of))]
    )


def months_table(rows: Sequence[Months]) -> Table:
    """Return positions by month as a table."""
    days = [day for day, _ in rows[0].values] if rows else []
    by_row = [dict(row.values) for row in rows]
    lines = [[say.month(day), *(say.number(values[day]) for values in by_row)] for day in days]
    figures = {f"row_{number}": row.name for number, row in enumerate(rows, start=1)}
    return table({**headings("Month"), **figures}, lines, figures)


def via_table(vacancies: Vacancies, programme: Programme) -> Table:
    """Positions filled this year by the way they were filled."""
    return counted_table(programme, "filled_via", headings("Filled via", "Positions"), [sums(vacancies.via)])


def wait_sentence(vacancies: Vacancies) -> Said:
    """The days that it took to fill a position; a sentence of its own when none was filled."""
    if not vacancies.waits:
        return say("No position has been filled this year yet, so there is no time to fill.")
    return say(
        "Half of the {n} positions filled this year were filled within {median} days, nine in ten within {ninth}.",
        n=say.number(sum(number for _, number in vacancies.waits)),
        median=quantile(vacancies.waits, Fraction(1, 2)),
        ninth=quantile(vacancies.waits, Fraction(9, 10)),
    )


def quantile(counts: Sequence[tuple[int, int]], share: Fraction) -> int:
    """The least number of days within which at least that share was filled; counts in ascending order of days.

    >>> quantile([(3, 1), (10, 2), (40, 1)], Fraction(1, 2))
    10
    """
    needed = share * sum(number for _, number in counts)
    reached = 0
    for days, number in counts:
        reached += number
        if reached >= needed:
            return days
    raise ValueError(counts)
