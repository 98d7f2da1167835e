"""Rules that hold within a row (interface.md §1), by register. They read typed columns and report what is wrong."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from kpi.facts.tables import NUMBER_SCALE
from kpi.intake.formats.cells import Percent
from kpi.intake.recognise.sheet_names import closest
from kpi.intake.typed.typed_table import TypedTable
from kpi.intake.unreadable import Fault
from kpi.intake.values.numerals import written_number
from kpi.programme.comparable_names import name_key
from kpi.programme.plan import Programme
from kpi.programme.row_dates import AMOUNTS, BOOKED, CLOSING, SPANS
from kpi.sentences import say

STEPS = range(1, 6)
POINTS = 100
FINAL = ("filled", "not_filled", "expired", "withdrawn")


def check_rows(programme: Programme, table: TypedTable) -> None:
    """Apply the rules of the table's register."""
    for first, last in SPANS.get(table.layout.register.name, ()):
        _check_span(table, first, last)
    if rule := RULES.get(table.layout.register.name):
        rule(programme, table)
    for name, declared in table.layout.columns.items():
        if declared and table.layout.register.field(name).kind == "budget_line":
            _check_lines(programme, table, name)


def _labels(table: TypedTable, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(table.layout.label_of(name) for name in names if name in table.layout.columns)


def _dutch(day: object) -> str:
    return f"{day:%d-%m-%Y}" if isinstance(day, date) else str(day)


def _check_span(table: TypedTable, first: str, last: str) -> None:
    starts, ends = table.column(first), table.column(last)
    spans: Iterable[tuple[date | None, date | None]] = zip(starts, ends, strict=True)  # type: ignore[arg-type]
    for index, (start, end) in enumerate(spans):
        if start and end and end < start:
            other = table.layout.label_of(first)
            table.report("ends_before_start", last, index, _dutch(end), other=other, known=_dutch(start))


def _contributions(_programme: Programme, table: TypedTable) -> None:
    """At least one amount, and no amount without its date."""
    columns = [(table.column(amount), table.column(day)) for amount, day in AMOUNTS]
    unread = [table.doubted.get(amount, set()) for amount, _ in AMOUNTS]
    undated = [table.doubted.get(day, set()) for _, day in AMOUNTS]
    for index in range(len(table)):
        if all(amounts[index] is None for amounts, _ in columns):
            if not any(index in each and index in table.rejected for each in unread):
                table.report("no_amount", AMOUNTS[0][0], index, known=_labels(table, tuple(a for a, _ in AMOUNTS)))
            continue
        for (amount, day), (amounts, days), unknown in zip(AMOUNTS, columns, undated, strict=True):
            if amounts[index] is not None and days[index] is None and index not in unknown:
                table.report("amount_without_date", amount, index, known=table.layout.label_of(day))
            elif amounts[index] is None and days[index] is not None:
                table.report("date_without_amount", day, index, _dutch(days[index]))
    _withdrawals(table)


def _withdrawals(table: TypedTable) -> None:
    """Only a pledge can be withdrawn."""
    pledged = table.column("pledged")
    for index, withdrawn in enumerate(table.column("withdrawn_on")):
        if withdrawn is not None and pledged[index] is None:
            table.report("date_without_amount", "withdrawn_on", index, _dutch(withdrawn))


def _vacancies(programme: Programme, table: TypedTable) -> None:
    """A final status needs a date; no more positions are filled than there are."""
    closing = [table.column(name) for name in CLOSING]
    status, positions, filled = (table.column(name) for name in ("status", "positions", "filled"))
    for index, (state, places, taken) in enumerate(zip(status, positions, filled, strict=True)):
        if state in FINAL and all(days[index] is None for days in closing) and index not in table.rejected:
            word = programme.choice_label("vacancy_status", str(state)).nl
            table.report("closed_without_date", "status", index, word, known=_labels(table, CLOSING))
        if isinstance(places, int) and isinstance(taken, int) and taken > places:
            table.report("more_filled_than_positions", "filled", index, taken, known=places)


def _expenses(programme: Programme, table: TypedTable) -> None:
    """At least one date; a reason for what isn't eligible; invoiced within the plan year."""
    dates = [table.column(name) for name in BOOKED]
    eligible, reason, years = (table.column(name) for name in ("eligible", "ineligible_reason", "plan_year"))
    known = {year.id: year for year in programme.plan_years}
    for index in range(len(table)):
        if all(days[index] is None for days in dates):
            if index not in table.rejected:
                table.report("no_dates", BOOKED[0], index, known=_labels(table, BOOKED))
            continue
        if eligible[index] is False and reason[index] is None and "ineligible_reason" in table.layout.columns:
            table.report("ineligible_without_reason", "ineligible_reason", index)
        invoiced = dates[1][index] or dates[2][index]
        year = known.get(str(years[index]))
        if year and isinstance(invoiced, date) and not year.starts <= invoiced <= year.ends:
            name = BOOKED[1] if dates[1][index] else BOOKED[2]
            table.report("invoiced_outside_plan_year", name, index, _dutch(invoiced), known=year.id)


def _check_lines(programme: Programme, table: TypedTable, name: str) -> None:
    known = programme.line_names()
    titles = [line.title.nl for line in programme.budget_lines()]
    unknown = {each for each in set(table.columns[name]) if isinstance(each, str) and name_key(each) not in known}
    near = {each: closest(each, titles) for each in unknown}
    for index, each in enumerate(table.columns[name] if unknown else ()):
        if each in unknown:
            table.lacks(name, str(each))
            table.report("unknown_budget_line", name, index, each, known=near[str(each)] or tuple(titles[:3]))


def _activities(_programme: Programme, table: TypedTable) -> None:
    for index, step in enumerate(table.column("step")):
        if step is not None and step not in STEPS:
            table.report("step_out_of_range", "step", index, step)


def measured_units(programme: Programme) -> dict[str, str]:
    """By id of what is measured, the unit its measurements are in: growth is measured in numbers, not as a share."""
    units: dict[str, str] = {each.id: each.unit for each in programme.side_measurements}
    for indicator in programme.indicators:
        units[indicator.id] = "count" if indicator.measure.parts.relative else indicator.unit
    return units


def _measurements(programme: Programme, table: TypedTable) -> None:
    """A value in the unit of what is measured; a percentage where one is meant, and nothing that can be either."""
    units = measured_units(programme)
    values = table.column("value")
    for index, (measured, value) in enumerate(zip(table.column("indicator"), values, strict=True)):
        unit = units.get(str(measured))
        if unit is None or value is None:
            continue
        read = _in_unit(unit, value)
        if isinstance(read, int):
            values[index] = read
        else:
            shown = written_number(Decimal(value) / NUMBER_SCALE) if isinstance(value, int) else value
            table.report(read.code, "value", index, shown, **read.values)
            values[index] = None


def _in_unit(unit: str, value: object) -> int | Fault:
    """The value in millionths of its unit, or what is wrong with it."""
    if isinstance(value, Percent):
        share = int(Decimal(repr(round(value.fraction, 12))) * NUMBER_SCALE)
        if unit in ("points", "share"):
            return _in_range(unit, share * POINTS if unit == "points" else share)
        return Fault("percentage")
    assert isinstance(value, int)  # noqa: S101 - numbers are whole millionths by now
    if unit == "points" and 0 < value <= NUMBER_SCALE:
        return Fault("ambiguous_percentage", {"known": say("90% or 90")})
    if unit == "share" and value > NUMBER_SCALE:
        return Fault("ambiguous_percentage", {"known": say("90% or 0.9")})
    return _in_range(unit, value)


def _in_range(unit: str, value: int) -> int | Fault:
    if value < 0:
        return Fault("negative")
    return Fault("too_big") if unit == "points" and value > POINTS * NUMBER_SCALE else value


RULES: dict[str, Callable[[Programme, TypedTable], None]] = {
    "contributions": _contributions,
    "vacancies": _vacancies,
    "expenses": _expenses,
    "activities": _activities,
    "measurements": _measurements,
}
