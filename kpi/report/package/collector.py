"""The rows behind a measure, each kept once: those that count, and the rows of other registers that make them count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from kpi.facts.measuring import pledges
from kpi.facts.measuring.counted_rows import RowPage, behind, keys_of_term, of_register, of_term
from kpi.facts.measuring.fact_rows import FactRow, RowSet
from kpi.facts.measuring.moments import months_before
from kpi.facts.reader import Reader
from kpi.programme.comparable_names import name_key
from kpi.programme.framework import PlanYear
from kpi.programme.measure import Condition, Measure, RowShare, Term
from kpi.programme.plan import Programme
from kpi.programme.registers import KEYED, REGISTERS, SPAN
from kpi.report.evidence_rows import EVERY_ROW
from kpi.report.package.evidence_package import Link, RowKey, RowRole, row_key

_key = lru_cache(maxsize=10_000)(name_key)
"""Names come back many times."""
KeptRow = tuple[RowKey, dict[str, Any]]
"""A row that was kept: its key, and its values by field."""


@dataclass(slots=True)
class Collector:
    """The rows met so far, each once; asks for the rows of terms."""

    reader: Reader
    year: PlanYear
    rows: dict[RowKey, FactRow] = field(default_factory=dict)
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    registers: dict[str, RowSet] = field(default_factory=dict)
    kept: dict[str, dict[str, KeptRow] | None] = field(default_factory=dict)
    """By register, its rows by their stored keys."""
    meeting: dict[tuple[Term, date], list[KeptRow]] = field(default_factory=dict)

    @property
    def programme(self) -> Programme:
        """The programme in force in the reader's revision."""
        return self.reader.programme

    def keep(self, rows: RowSet) -> list[KeptRow]:
        """The rows of a set with their values by field; each is kept for the package."""
        self.fields[rows.register_name] = rows.fields
        kept = []
        for row in rows.rows:
            key = row_key(rows.register_name, rows.fields, row)
            self.rows[key] = row
            kept.append((key, dict(zip(rows.fields, row.values, strict=True))))
        return kept

    def known(self, key: RowKey) -> RowKey | None:
        """The key of a row that was kept; None where it wasn't."""
        return key if key in self.rows else None

    def links(self, measure: Measure, day: date) -> tuple[Link, ...]:
        """The rows behind a measure on a day, with what each adds."""
        if not measure.terms:
            return tuple(self._measured(measure, day))
        parts = [(RowRole.NUMERATOR, measure.numerator, day), (RowRole.DENOMINATOR, measure.denominator, day)]
        if measure.parts.year_before:
            parts += [(RowRole.DENOMINATOR, measure.numerator, months_before(day, 12))]
        return tuple(link for role, terms, on in parts for term in terms for link in self.of_term(term, role, on))

    def of_term(self, term: Term, role: RowRole, day: date) -> Iterator[Link]:
        """The rows that meet a term, then the rows of other registers by which they meet it."""
        rows = self._meeting(term, day)
        for key, values in rows:
            yield _link(term, role, key, values)
        for condition in (test for each in term.where for test in each.simple):
            yield from self._referred(term, condition, [values for _, values in rows])
        if term.coverage:
            yield from self._covering(term, day, [values for _, values in rows])

    def _meeting(self, term: Term, day: date) -> list[KeptRow]:
        """The rows that meet a term on a day; figures share their terms, and terms the rows of a register."""
        if (term, day) not in self.meeting:
            self.meeting[term, day] = self._asked(term, day)
        return self.meeting[term, day]

    def _asked(self, term: Term, day: date) -> list[KeptRow]:
        known = self._kept(term.register_name)
        if known is None:
            return self.keep(of_term(self.reader, term, day, self.year, RowPage(EVERY_ROW)))
        return [known[key] for key in keys_of_term(self.reader, term, day, self.year)]

    def _kept(self, register_name: str) -> dict[str, KeptRow] | None:
        """The rows of a register by their stored keys; None where they are others on another day."""
        if register_name not in self.kept:
            register = self._register(register_name)
            rows = zip((row.key for row in register.rows), self.keep(register), strict=True)
            withdrawn = pledges.withdrawn(register)
            self.kept[register_name] = None if withdrawn else dict(rows)
        return self.kept[register_name]

    def _referred(self, term: Term, condition: Condition, rows: Sequence[dict[str, Any]]) -> Iterator[Link]:
        """The rows of the register that a condition steps into, by the names in ``rows``."""
        step, dot, _ = condition.field.partition(".")
        if not dot:
            return
        target = REGISTERS[REGISTERS[term.register_name].field(step).refers]
        named = {_key(values[step]) for values in rows if values[step]}
        keys = self.keep_only(self._register(target.name), (target.keys[0].name,), {(name,) for name in named})
        for key in keys:
            yield Link(key, RowRole.SUPPORT)

    def _register(self, name: str) -> RowSet:
        """Every row of a register, read once."""
        if name not in self.registers:
            self.registers[name] = of_register(self.reader, name, EVERY_ROW)
        return self.registers[name]

    def _covering(self, term: Term, day: date, rows: Sequence[dict[str, Any]]) -> Iterator[Link]:
        """The rows that cover those of a term: the contacts behind a study programme that counts."""
        coverage = term.coverage
        if coverage is None:
            return
        asked = Term(
            register_name=coverage.register_name,
            add="rows",
            where=(Condition(field=coverage.field, any_of=coverage.values),),
            dates=(coverage.date,),
            window=coverage.window,
        )
        wanted = {tuple(_key(str(values[name] or "")) for name in coverage.match) for values in rows}
        contacts = of_term(self.reader, asked, day, self.year, RowPage(EVERY_ROW))
        for key in self.keep_only(contacts, coverage.match, wanted):
            yield Link(key, RowRole.SUPPORT)

    def keep_only(self, facts: RowSet, names: tuple[str, ...], wanted: set[tuple[str, ...]]) -> list[RowKey]:
        """Keep the rows whose names are among those wanted."""
        places = [facts.fields.index(name) for name in names]
        rows = tuple(
            row for row in facts.rows if tuple(_key(str(row.values[place] or "")) for place in places) in wanted
        )
        return [key for key, _ in self.keep(RowSet(facts.register_name, facts.fields, rows, len(rows)))]

    def _measured(self, measure: Measure, day: date) -> Iterator[Link]:
        """The measurements up to a day: the latest result counts, divided by the latest baseline before it."""
        [measurements] = behind(self.reader, measure, day, self.year, RowPage(EVERY_ROW))
        kept = sorted(self.keep(measurements), key=lambda pair: pair[1]["measured_on"])
        results = [(key, values) for key, values in kept if values["kind"] == "measurement"]
        counted = [key for key, _ in results[-1:]]
        if results and measure.parts.relative:
            since = results[-1][1]["measured_on"]
            earlier = [key for key, values in kept if values["kind"] == "baseline" and values["measured_on"] < since]
            counted += earlier[-1:]
        for key, values in kept:
            role = RowRole.DENOMINATOR if values["kind"] == "baseline" else RowRole.NUMERATOR
            adds = Link(key, role, values["value"], fields=("value",))
            yield adds if key in counted else Link(key, RowRole.SUPPORT)


def _link(term: Term, role: RowRole, key: RowKey, values: dict[str, Any]) -> Link:
    share = term.aggregate.row_share
    if share is RowShare.NONE:
        return Link(key, role)
    if share is RowShare.ONE:
        return Link(key, role, Decimal(1))
    value = _of(term, values)
    if share is RowShare.VALUE:
        return Link(key, role, Decimal(value), fields=_fields(term, values))
    keyed = REGISTERS[term.register_name].field(str(term.of)).kind in KEYED
    return Link(key, role, counted=_key(str(value)) if keyed else str(value), fields=(str(term.of),))


def _fields(term: Term, values: dict[str, Any]) -> tuple[str, ...]:
    """The field that a term adds up, or the two dates between which it counts days, as far as the row fills them."""
    derived = dict(REGISTERS[term.register_name].derived)
    parts = str(term.of).split(SPAN, 1)
    return tuple(next(day for day in derived.get(part, (part,)) if values[day] is not None) for part in parts)


def _of(term: Term, values: dict[str, Any]) -> Any:  # noqa: ANN401 - a value of whatever kind
    """What a row has in the field that is added up, or the days between the two dates that are."""
    name, derived = str(term.of), dict(REGISTERS[term.register_name].derived)
    if SPAN not in name:
        return values[name]
    first, last = (
        next(day for each in derived.get(part, (part,)) if (day := values[each])) for part in name.split(SPAN, 1)
    )
    return (last - first).days
