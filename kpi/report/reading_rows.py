"""Reads the rows that a report lays open: expenses, contributions and activities of a plan year."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kpi.facts.current_rows import forms
from kpi.facts.measuring.counted_rows import RowPage, of_register, of_term
from kpi.facts.measuring.fact_rows import RowSet
from kpi.facts.reader import Reader
from kpi.facts.source_files import source_files
from kpi.programme.comparable_names import name_key
from kpi.programme.measure import Condition, Term
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS
from kpi.report.evidence_rows import EVERY_ROW, ActivityRow, Contribution, Evidence, Expense, Origin, Proof


def evidence(reader: Reader, plan_year: str, day: date) -> Evidence:
    """The rows of a plan year as known in the reader's revision, with the files that they came from."""
    others = tuple(_expenses(reader, day, (Condition(field="plan_year", none_of=(plan_year,)),), None))
    return Evidence(
        expenses=(*_of_the_year(reader, plan_year, day), *(row for row in others if row.plan_year is None)),
        elsewhere=tuple(row for row in others if row.plan_year is not None),
        contributions=_contributions(reader, plan_year, day),
        activities=_activities(reader, plan_year),
        sources=source_files(reader),
        proofs=tuple(_proofs(reader, day)),
    )


PROVEN = (
    ("organisations", "brand_evidence", "carries_brand_since"),
    ("contributions", "evidence", "pledged_on"),
    ("videos", "url", "published_on"),
    ("events", "evidence", "held_on"),
    ("contacts", "evidence", "held_on"),
    ("pitches", "evidence", "edition"),
    ("measurements", "evidence", "measured_on"),
)
"""The registers whose rows name evidence of anything but costs: the field that does, and the day it is about."""


def _proofs(reader: Reader, day: date) -> Iterable[Proof]:
    """The evidence of rows up to the day, by register and day."""
    for register, field, dated in PROVEN:
        rows = _named(of_register(reader, register, limit=EVERY_ROW))
        known = [(values, origin) for values, origin in rows if values[field]]
        known = [(values, origin) for values, origin in known if values[dated] is None or values[dated] <= day]
        for values, origin in sorted(known, key=lambda one: (one[0][dated] or date.min, str(one[0][_name(register)]))):
            yield Proof(register, str(values[_name(register)]), values[dated], str(values[field]), origin)


def _name(register: str) -> str:
    """The field that a row of a register is called by."""
    return REGISTERS[register].keys[0].name


def _of_the_year(reader: Reader, plan_year: str, day: date) -> Iterable[Expense]:
    """Expenses of the plan year: line by line, then those without a line of its budget."""
    budget = reader.programme.budget(plan_year, day)
    known = tuple(line.id for line in budget.lines) if budget else ()
    in_year = Condition(field="plan_year", equals=plan_year)
    for line in known:
        yield from _expenses(reader, day, (in_year, Condition(field="budget_line", equals=line)), line)
    lost = (Condition(field="budget_line", none_of=known),) if known else ()
    yield from _expenses(reader, day, (in_year, *lost), None)


def _expenses(reader: Reader, day: date, where: tuple[Condition, ...], line: str | None) -> Iterable[Expense]:
    term = Term(register_name="expenses", add="rows", where=where)
    for values, origin in _named(of_term(reader, term, day, page=RowPage(EVERY_ROW))):
        values.pop("part")
        written = values.pop("budget_line")
        entry_line = str(values.pop("entry_line") or "")
        yield Expense(**values, entry_line=entry_line, line=line, written_line=written, origin=origin)


def _contributions(reader: Reader, plan_year: str, day: date) -> tuple[Contribution, ...]:
    kinds, known = _organisation_kinds(reader), forms(reader, "contributions", "organisation")
    term = Term(register_name="contributions", add="rows", where=(Condition(field="plan_year", equals=plan_year),))
    rows = []
    for values, origin in _named(of_term(reader, term, day, page=RowPage(EVERY_ROW))):
        del values["plan_year"], values["evidence"]
        rows.append(Contribution(**values, kind=kinds.get(known.get(values["organisation"], "")), origin=origin))
    return tuple(rows)


def _organisation_kinds(reader: Reader) -> Mapping[str, str | None]:
    """The kind of each organisation, by the form under which its name counts."""
    known = forms(reader, "organisations", "name")
    rows = _named(of_register(reader, "organisations", limit=EVERY_ROW))
    return {known[values["name"]]: values["kind"] for values, _ in rows}


def _activities(reader: Reader, plan_year: str) -> tuple[ActivityRow, ...]:
    """Activities of the plan year, and those without a year in their sheet."""
    rows = _named(of_register(reader, "activities", limit=EVERY_ROW))
    return tuple(
        ActivityRow(
            name=values["name"],
            segments=_ids(values["segments"]),
            type=values["type"],
            line=line_id(reader.programme, plan_year, values["budget_line"]),
            step=values["step"],
            criteria=_ids(values["criteria"]),
            starts_on=values["starts_on"],
            ends_on=values["ends_on"],
            status=values["status"],
        )
        for values, _ in rows
        if values["plan_year"] in {plan_year, None}
    )


def line_id(programme: Programme, plan_year: str, written: str | None) -> str | None:
    """The budget line that is meant by an id, a title or a synonym; None when there is no such line."""
    budget = programme.budget(plan_year)
    if budget is None or not written:
        return None
    wanted = name_key(written)
    for line in budget.lines:
        if wanted in {name_key(form) for form in (line.id, *line.title.forms, *line.synonyms)}:
            return line.id
    return None


def _ids(stored: str | None) -> tuple[str, ...]:
    """The ids in a stored list (``;a;b;``)."""
    return tuple(part for part in (stored or "").split(";") if part)


def _named(rows: RowSet) -> Iterable[tuple[dict[str, Any], Origin]]:
    """Each row as field → value, with its origin."""
    for row in rows.rows:
        yield dict(zip(rows.fields, row.values, strict=True)), Origin(row.file, row.sheet, row.row)
