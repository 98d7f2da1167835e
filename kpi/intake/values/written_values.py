"""A stored value as it is written in a cell or typed in a field, so that it is read again as the same."""

from datetime import date
from decimal import Decimal

from kpi.facts.proposal import Stored
from kpi.facts.tables import NUMBER_SCALE, PERSONAL
from kpi.intake.recognise.sheet_names import Layout
from kpi.intake.values.numerals import CENTS, in_euro, written_cents, written_number
from kpi.personal_forms import without_persons
from kpi.programme.plan import Programme
from kpi.programme.registers import Field, FieldKind
from kpi.programme.vocabulary import yes_no_word

Written = str | date | int | Decimal | None
NOT_KNOWN = {FieldKind.MONEY: "pm", FieldKind.PLAN_YEAR: "onbekend"}
"""The words for a value that isn't known, where an empty cell would be given one."""


def as_cell(programme: Programme, layout: Layout, name: str, value: Stored) -> Written:
    """The stored value of a field as a cell of its sheet holds it; None for a blank that stays one."""
    field = layout.register.field(name)
    if value is None:
        filled_in = layout.has_default(name) or layout.columns[name].default_when or field.blank
        return NOT_KNOWN.get(field.kind) if filled_in else None
    if isinstance(value, bool):
        return yes_no_word(value)
    if isinstance(value, int):
        return _figure(field, value)
    return _text(programme, field, value) if isinstance(value, str) else value


def _text(programme: Programme, field: Field, value: str) -> str:
    if field.kind is FieldKind.CHOICE:
        return programme.choice_label(field.options, value).nl
    if field.kind is FieldKind.CHOICES:
        return "; ".join(programme.choice_label(field.options, each).nl for each in value.strip(";").split(";"))
    return without_persons(value) if field.kind in PERSONAL else value


def _figure(field: Field, value: int) -> int | Decimal:
    if field.kind is FieldKind.MONEY:
        return in_euro(value)
    return Decimal(value) / NUMBER_SCALE if field.kind is FieldKind.NUMBER else value


def as_typed(programme: Programme, layout: Layout, name: str, value: Stored) -> str:
    """The stored value of a field as people type it; empty for a blank that stays one."""
    written = as_cell(programme, layout, name, value)
    if written is None:
        return ""
    if isinstance(written, date):
        return f"{written:%d-%m-%Y}"
    if isinstance(written, Decimal):
        money = layout.register.field(name).kind is FieldKind.MONEY
        return written_cents(int(written * CENTS)) if money else written_number(written)
    return str(written)
