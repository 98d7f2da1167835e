"""Forms that were filled in, as settings of the programme: only the differences with the one in force.

Numbers come as people fill them in: shares as percentages. What is left blank isn't set.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kpi.programme.comparable_names import name_key
from kpi.programme.finance import Budget, BudgetLine, Grant
from kpi.programme.framework import Level, Target
from kpi.programme.plan import Indicator, Programme
from kpi.programme.set_by_hand import setting_key
from kpi.programme.vocabulary import Choice, Text

Filled = float | int | None
FINEST = 6
DAYS = "open_days"
"""The one threshold that is no share."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A setting that is filled in: its key and its value in JSON; None gives the file's own value back."""

    key: str
    value: str | None


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target as it stands on the form; without a value or a day it is no target."""

    value: Filled
    due: date | None
    agreed: bool
    source: str = ""
    planned: date | None = None
    """The day of what happens on one day."""
    limit: Filled = None
    """The other bound of a range."""


@dataclass(frozen=True, slots=True)
class LineRow:
    """A budget line as it stands on the form: an id of one that there is, or the title of a new one."""

    id: str | None
    title: str
    amount: Filled


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A value of a list as it stands on the form: an id of one that there is, or the name of a new one."""

    id: str | None
    name: str
    valid_from: date | None
    valid_until: date | None


def exact(value: Filled, unit: str = "count") -> Decimal | None:
    """A number off a form, exactly as it was filled in; a percentage as a share.

    >>> exact(12.5, "share"), exact(0.1), exact(None), exact(100.0)
    (Decimal('0.125'), Decimal('0.1'), None, Decimal('100'))
    """
    if value is None:
        return None
    number = round(Decimal(str(value)), FINEST)
    number = number / 100 if unit == "share" else number
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def shown(value: Decimal | None, unit: str = "count") -> float | None:
    """A number as a form shows it; a share as a percentage."""
    if value is None:
        return None
    return float(value * 100 if unit == "share" else value)


def target_row(target: Target, unit: str) -> TargetRow:
    """A target as its row of the form begins."""
    value, limit = shown(target.value, unit), shown(target.limit, unit)
    return TargetRow(value, target.due, target.agreed, target.source, target.planned, limit)


def targets_draft(indicator: Indicator, rows: Sequence[TargetRow]) -> tuple[Draft, ...]:
    """Draft all targets of an indicator, in order of their days; nothing when they are those in force."""
    targets = [
        Target(
            value=value,
            due=row.due,
            agreed=row.agreed,
            source=row.source,
            path="step" if row.planned else "line",
            planned=row.planned,
            limit=exact(row.limit, indicator.unit),
        )
        for row in rows
        if (value := exact(row.value, indicator.unit)) is not None and row.due is not None
    ]
    targets.sort(key=lambda target: target.due)
    return _draft(("targets", indicator.id), targets, indicator.targets)


def levels_draft(indicator: Indicator, years: Mapping[int, tuple[Filled, bool]], source: str) -> tuple[Draft, ...]:
    """Draft the levels of the years before the target: year → the value and whether it was agreed.

    A year that stays as it is keeps its source.
    """
    known = {level.year: level for level in indicator.levels}
    levels = []
    for year, (filled, agreed) in sorted(years.items()):
        value = exact(filled, indicator.unit)
        if value is None:
            continue
        old = known.get(year)
        if old is not None and (old.value, old.agreed) == (value, agreed):
            levels.append(old)
        else:
            levels.append(Level(year=year, value=value, assumed=False, agreed=agreed, source=source))
    return _draft(("levels", indicator.id), levels, indicator.levels)


def baseline_draft(indicator: Indicator, value: Filled, source: str) -> tuple[Draft, ...]:
    """Draft the baseline and its source."""
    number = exact(value, indicator.unit)
    if number is None or (number, source) == (indicator.baseline, indicator.baseline_source):
        return ()
    return (_written(("baseline", indicator.id), {"baseline": str(number), "baseline_source": source}),)


def definition_draft(indicator: Indicator, filled: Mapping[tuple[str, str], str]) -> tuple[Draft, ...]:
    """Draft the definition of an indicator, by field and language (the source has none); a blank one stays as it is."""
    definition = indicator.definition.model_dump()
    value: dict[str, Any] = {}
    for (field, language), text in filled.items():
        old = definition[field].get(language, "") if language else definition[field]
        if text.strip() and text.strip() != old:
            value[field] = {**value.get(field, definition[field]), language: text.strip()} if language else text.strip()
    return (_written(("definition", indicator.id), value),) if value else ()


def thresholds_draft(programme: Programme, filled: Mapping[str, Filled]) -> tuple[Draft, ...]:
    """Draft the thresholds that were changed; each is a percentage on the form, but for a number of days."""
    thresholds = programme.thresholds
    changed = {
        name: str(value)
        for name, given in filled.items()
        if (value := exact(given, "count" if name == DAYS else "share")) is not None
        and value != getattr(thresholds, name)
    }
    if not changed:
        return ()
    whole = json.loads(thresholds.model_dump_json())
    return (_written(("thresholds",), {**whole, **changed}),)


def grant_draft(begin: Grant, filled: Mapping[str, Any]) -> tuple[Draft, ...]:
    """Draft the settings of the grant on the form, in the shape of the file; blank texts are not known.

    ``begin``: what the form began with, the grant in force or else what a first one is to hold.
    """
    fields = Grant.model_fields
    given = {name: None if value == "" and fields[name].default is None else value for name, value in filled.items()}
    asked = Grant.model_validate({**json.loads(begin.model_dump_json()), **given})
    if asked == begin:
        return ()
    value = json.loads(asked.model_dump_json(exclude={"plan_year"}))
    return (_written(("grant", begin.plan_year), value),)


def financing_draft(
    programme: Programme, plan_year: str, asked: Filled, planned: Filled, source: str
) -> tuple[Draft, ...]:
    """Draft the subsidy asked and the co-financing planned for a plan year."""
    known = programme.financing_of(plan_year)
    pair = exact(asked), exact(planned)
    if pair == ((known.subsidy_asked, known.cofinancing_planned) if known else (None, None)):
        return ()
    subsidy, cofinancing = (None if value is None else str(value) for value in pair)
    value = {"subsidy_asked": subsidy, "cofinancing_planned": cofinancing, "source": source}
    return (_written(("financing", plan_year), value),)


def budget_draft(
    programme: Programme, plan_year: str, approved_on: date | None, rows: Sequence[LineRow], source: str
) -> tuple[Draft, ...]:
    """Draft a budget approved on a day: every line of the one before it with its amount, and new ones after them.

    Nothing while no day is given, or when every amount is what holds already. A line whose amount changes loses the
    parts that it was made of.
    """
    before = programme.budget(plan_year, approved_on)
    old = {line.id: line for line in before.lines} if before else {}
    filled = [row for row in rows if row.id is not None or (row.title.strip() and row.amount is not None)]
    lines = [_line(old, row, number, source) for number, row in enumerate(filled, start=1)]
    if approved_on is None or tuple(lines) == tuple(old.values()):
        return ()
    total = sum((line.amount for line in lines), Decimal(0))
    budget = Budget(plan_year=plan_year, approved_on=approved_on, total=total, lines=tuple(lines), source=source)
    value = json.loads(budget.model_dump_json(exclude={"plan_year", "approved_on"}))
    return (_written(("budget", plan_year, approved_on), value),)


def budget_total(rows: Sequence[LineRow]) -> Decimal:
    """Return the sum of the lines on the form."""
    return sum((amount for row in rows if (amount := exact(row.amount)) is not None), Decimal(0))


def outputs_draft(programme: Programme, filled: Mapping[str, Filled]) -> tuple[Draft, ...]:
    """Draft the planned numbers of deliveries, by their ids; a blank one stays as it is."""
    planned = {output.id: output.planned for output in programme.outputs}
    return tuple(
        _written(("output", name), {"planned": str(value)})
        for name, number in filled.items()
        if (value := exact(number)) is not None and value != planned[name]
    )


def choices_draft(programme: Programme, list_id: str, rows: Sequence[ChoiceRow], source: str) -> tuple[Draft, ...]:
    """Draft the values of a list that have another name or other days, and new ones; a row without a name is left out.

    ``source``: where a new value comes from. A new name counts in every language.
    """
    old = {choice.id: choice for choice in programme.choices(list_id)}
    changes = [(row, _choice(old.get(row.id or ""), row, source)) for row in rows if row.name.strip()]
    return tuple(_written(("choice", list_id, row.id or name_key(row.name)), value) for row, value in changes if value)


def _choice(old: Choice | None, row: ChoiceRow, source: str) -> dict[str, object]:
    """Return the fields in which a row differs from the value in force; all of them for a new one."""
    name = row.name.strip()
    days = {"valid_from": row.valid_from, "valid_until": row.valid_until}
    value: dict[str, object] = {
        field: day and day.isoformat() for field, day in days.items() if day != (getattr(old, field) if old else None)
    }
    if old is None or name != old.label.nl:
        value["label"] = {"nl": name, "en": name}
    if old is None:
        value["source"] = source
    return value


def withdrawn(keys: Sequence[str]) -> tuple[Draft, ...]:
    """Draft the withdrawal of settings: the file's own values hold again."""
    return tuple(Draft(key, None) for key in keys)


def _line(old: Mapping[str, BudgetLine], row: LineRow, number: int, source: str) -> BudgetLine:
    amount = exact(row.amount)
    if row.id is None and amount is not None:
        title = Text(nl=row.title.strip(), en=row.title.strip())
        return BudgetLine(id=name_key(row.title), number=number, title=title, amount=amount, source=source)
    line = old[str(row.id)]
    if amount is None or amount == line.amount:
        return line
    return line.model_copy(update={"amount": amount, "parts": (), "source": source})


def _draft(
    subject: tuple[str, str], filled: Sequence[Target | Level], known: Sequence[Target | Level]
) -> tuple[Draft, ...]:
    if list(filled) == list(known):
        return ()
    return (_written(subject, [json.loads(entry.model_dump_json()) for entry in filled]),)


def _written(subject: tuple[str | date, ...], value: object) -> Draft:
    kind, *names = subject
    return Draft(setting_key(str(kind), *names), json.dumps(value, ensure_ascii=False))
