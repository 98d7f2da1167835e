"""Small worlds of facts for tests: rows as they are read aloud, committed through the real store."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from kpi.facts.proposal import NewRow, Proposal, RegisterChange, Stored, Upload
from kpi.facts.store import Store
from kpi.facts.tables import NUMBER_SCALE
from kpi.programme.comparable_names import name_key
from kpi.programme.framework import Thresholds
from kpi.programme.plan import Programme
from kpi.programme.registers import KEYED, REGISTERS, FieldKind
from kpi.programme.vocabulary import Choice, Column, Sheet, Text

AT = datetime(2018, 7, 1, 9, 0, tzinfo=UTC)
PROGRAMME = Programme.model_construct(
    id="voorbeeld",
    fingerprint="voorbeeld",
    scopes={},
    sheets={
        name: Sheet.model_construct(columns={field.name: Column.model_construct() for field in register.fields})
        for name, register in REGISTERS.items()
    },
    lists={
        "municipality": (
            Choice(id="doetinchem", label=Text(nl="Doetinchem", en="Doetinchem")),
            Choice(id="wehl", label=Text(nl="Wehl", en="Wehl"), valid_until=date(2004, 12, 31)),
        )
    },
    grants=(),
    budgets=(),
    plan_years=(),
    thresholds=Thresholds.model_construct(),
)


def named(programme_id: str) -> Programme:
    """The same small programme under another id."""
    return PROGRAMME.model_copy(update={"id": programme_id})


def record(store: Store, facts: Mapping[str, Sequence[Mapping[str, Any]]], at: datetime = AT) -> int:
    """Commit rows given by field name (euro and units as people mean them) as one revision; its number."""
    upload = Upload("voorbeeld.xlsx", "0" * 64, "0" * 64, b"")
    changes = [
        RegisterChange(name, [_row(name, fields, i + 2) for i, fields in enumerate(rows)])
        for name, rows in facts.items()
    ]
    return store.commit(Proposal(store.latest(), "Tester", at, [upload], changes)).number


def _row(register_name: str, fields: Mapping[str, Any], number: int) -> NewRow:
    register = REGISTERS[register_name]
    values: list[Stored] = []
    for field in register.fields:
        value = fields.get(field.name)
        values.append(_stored(field.kind, value))
        if field.kind is FieldKind.NAME:
            values.append(None if value is None else name_key(value))
        elif field.kind in KEYED:
            values.append(fields.get(f"{field.name}_key", value))
    assert set(fields) <= {f.name for f in register.fields} | {f"{f.name}_key" for f in register.fields}
    key = "|".join(str(fields.get(field.name, "")).casefold() for field in register.keys)
    digest = hashlib.sha256(repr(values).encode()).hexdigest()
    return NewRow(key, digest, tuple(values), 0, register_name.title(), number)


def _stored(kind: FieldKind, value: Any) -> Stored:
    if value is None:
        return None
    if kind is FieldKind.MONEY:
        return int(Decimal(str(value)) * 100)
    return int(Decimal(str(value)) * NUMBER_SCALE) if kind is FieldKind.NUMBER else value
