"""What is filled in on a form, as settings of the programme: only what differs from what is in force.

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
from kpi.programme.plan import Indicator, Level, Programme, Target
from kpi.programme.set_by_hand import setting_key
from kpi.programme.vocabulary import Choice, Text

Filled = float | int | None
FINEST = 6


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
    found = round(Decimal(str(value)), FINEST)
    found = found / 100 if unit == "share" else found
    return found.quantize(Decimal(1)) if found == found.to_integral_value() else found.normalize()


def shown(value: Decimal | None, unit: str = "count") -> float | None:
    """A number as a form shows it; a share as a percentage."""
    if value is None:
        return None
    return float(value * 100 if unit == "share" else value)


def targets_draft(indicator: Indicator, rows: Sequence[TargetRow]) -> tuple[Draft, ...]:
    """All targets of an indicator, in order of their days; nothing when they are those that hold already."""
    found = [
        Target(value=value, due=row.due, agreed=row.agreed, source=row.source)
        for row in rows
        if (value := exact(row.value, indicator.unit)) is not None and row.due is not None
    ]
    found.sort(key=lambda target: target.due)
    return _draft(("targets", indicator.id), found, indicator.targets)


def levels_draft(indicator: Indicator, years: Mapping[int, tuple[Filled, bool]], source: str) -> tuple[Draft, ...]:
    """What is asked of the years before the target: year → the value and whether it was agreed.

    A year that stays as it is keeps its source.
    """
    held = {level.year: level for level in indicator.levels}
    found = []
    for year, (filled, agreed) in sorted(years.items()):
        value = exact(filled, indicator.unit)
        if value is None:
            continue
        old = held.get(year)
        if old is not None and (old.value, old.agreed) == (value, agreed):
            found.append(old)
        else:
            found.append(Level(year=year, value=value, assumed=False, agreed=agreed, source=source))
    return _draft(("levels", indicator.id), found, indicator.levels)


def baseline_draft(indicator: Indicator, value: Filled, source: str) -> tuple[Draft, ...]:
    """The baseline and where it comes from."""
    found = exact(value, indicator.unit)
    if found is None or (found, source) == (indicator.baseline, indicator.baseline_source):
        return ()
    return (_written(("baseline", indicator.id), {"baseline": str(found), "baseline_source": source}),)


def definition_draft(indicator: Indicator, filled: Mapping[tuple[str, str], str]) -> tuple[Draft, ...]:
    """What an indicator means, by field and language (the source has none); what is left blank stays as it is."""
    held = indicator.definition.model_dump()
    value: dict[str, Any] = {}
    for (field, language), text in filled.items():
        old = held[field][language] if language else held[field]
        if text.strip() and text.strip() != old:
            value[field] = {**value.get(field, held[field]), language: text.strip()} if language else text.strip()
    return (_written(("definition", indicator.id), value),) if value else ()


def thresholds_draft(programme: Programme, filled: Mapping[str, Filled]) -> tuple[Draft, ...]:
    """The thresholds that were changed; each is a percentage on the form."""
    held = programme.thresholds
    changed = {
        name: str(value)
        for name, given in filled.items()
        if (value := exact(given, "share")) is not None and value != getattr(held, name)
    }
    if not changed:
        return ()
    whole = json.loads(held.model_dump_json())
    return (_written(("thresholds",), {**whole, **changed}),)


def grant_draft(begin: Grant, filled: Mapping[str, Any]) -> tuple[Draft, ...]:
    """The settings of the grant as they stand on the form, in the shape of the file; blank texts are not known.

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
    """The subsidy asked and the co-financing planned for a plan year."""
    held = programme.financing_of(plan_year)
    pair = exact(asked), exact(planned)
    if pair == ((held.subsidy_asked, held.cofinancing_planned) if held else (None, None)):
        return ()
    subsidy, cofinancing = (None if value is None else str(value) for value in pair)
    value = {"subsidy_asked": subsidy, "cofinancing_planned": cofinancing, "source": source}
    return (_written(("financing", plan_year), value),)


def budget_draft(
    programme: Programme, plan_year: str, approved_on: date | None, rows: Sequence[LineRow], source: str
) -> tuple[Draft, ...]:
    """A budget that was approved on a day: every line of the one before it with its amount, and new ones after them.

    Nothing while no day is given, or when every amount is what holds already. A line whose amount changes loses the
    parts that it was made of.
    """
    held = programme.budget(plan_year, approved_on)
    old = {line.id: line for line in held.lines} if held else {}
    lines = [_line(old, row, number, source) for number, row in enumerate(_real(rows), start=1)]
    if approved_on is None or tuple(lines) == tuple(old.values()):
        return ()
    total = sum((line.amount for line in lines), Decimal(0))
    budget = Budget(plan_year=plan_year, approved_on=approved_on, total=total, lines=tuple(lines), source=source)
    value = json.loads(budget.model_dump_json(exclude={"plan_year", "approved_on"}))
    return (_written(("budget", plan_year, approved_on), value),)


def budget_total(rows: Sequence[LineRow]) -> Decimal:
    """What the lines on the form add up to."""
    return sum((amount for row in rows if (amount := exact(row.amount)) is not None), Decimal(0))


def outputs_draft(programme: Programme, filled: Mapping[str, Filled]) -> tuple[Draft, ...]:
    """How many of each delivery are planned, by its id; one that is left blank stays as it is."""
    planned = {one.id: one.planned for one in programme.outputs}
    return tuple(
        _written(("output", name), {"planned": str(value)})
        for name, number in filled.items()
        if (value := exact(number)) is not None and value != planned[name]
    )


def choices_draft(programme: Programme, list_id: str, rows: Sequence[ChoiceRow], source: str) -> tuple[Draft, ...]:
    """What of a list is called or dated otherwise, and what is new on it; a row without a name is nothing.

    ``source``: what a new value rests on. A name that is changed is changed in both languages.
    """
    old = {one.id: one for one in programme.lists[list_id]}
    found = [(row, _choice(old.get(row.id or ""), row, source)) for row in rows if row.name.strip()]
    return tuple(_written(("choice", list_id, row.id or name_key(row.name)), value) for row, value in found if value)


def _choice(old: Choice | None, row: ChoiceRow, source: str) -> dict[str, object]:
    """What the row has otherwise than the value that there is; all of it for a new one."""
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
    """Settings that are given up for what the file says."""
    return tuple(Draft(key, None) for key in keys)


def _real(rows: Sequence[LineRow]) -> list[LineRow]:
    return [row for row in rows if row.id is not None or (row.title.strip() and row.amount is not None)]


def _line(old: Mapping[str, BudgetLine], row: LineRow, number: int, source: str) -> BudgetLine:
    amount = exact(row.amount)
    if row.id is None and amount is not None:
        title = Text(nl=row.title.strip(), en=row.title.strip())
        return BudgetLine(id=name_key(row.title), number=number, title=title, amount=amount, source=source)
    held = old[str(row.id)]
    if amount is None or amount == held.amount:
        return held
    return held.model_copy(update={"amount": amount, "parts": (), "source": source})


def _draft(
    subject: tuple[str, str], found: Sequence[Target | Level], held: Sequence[Target | Level]
) -> tuple[Draft, ...]:
    if list(found) == list(held):
        return ()
    return (_written(subject, [json.loads(one.model_dump_json()) for one in found]),)


def _written(subject: tuple[str | date, ...], value: object) -> Draft:
    kind, *names = subject
    return Draft(setting_key(str(kind), *names), json.dumps(value, ensure_ascii=False))
