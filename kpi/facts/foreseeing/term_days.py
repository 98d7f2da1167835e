"""The days on which the rows of a term begin to count, and stop: out of its amounts by date."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select

from kpi.facts.measuring.dated_amounts import FIRSTS, SPELLS, SUMS, DatedAmounts, dated_amounts
from kpi.facts.measuring.expressions import source, term_scale
from kpi.facts.measuring.moments import EARLIEST, within
from kpi.facts.reader import Reader
from kpi.facts.tables import FACTS
from kpi.foresight.negative_binomial import Numbers
from kpi.programme.measure import Term
from kpi.programme.registers import REGISTERS

NEVER = date.max.toordinal()
ADDED = ("rows", "sum", "distinct")
"""The ways of adding up whose amounts come one after the other."""
LONG_AGO = 0


@dataclass(frozen=True, slots=True)
class TermDays:
    """What counts in a term: from which day (as an ordinal), as much, and up to which day."""

    days: NDArray[np.int64]
    amounts: Numbers
    before: NDArray[np.int64]
    """The day on which the same name counted before; long ago where it never did."""
    after: NDArray[np.int64]
    """The first day on which it counts no longer; never, where that isn't known."""

    def known(self, on: date) -> "TermDays":
        """What began by a day."""
        return self._those(self.days <= on.toordinal())

    def standing(self, on: date) -> "TermDays":
        """What began by a day and counts on it still."""
        return self._those((self.days <= on.toordinal()) & (self.after > on.toordinal()))

    def new_since(self, first: NDArray[np.int64] | int) -> "TermDays":
        """What began on or after a day, and didn't count from that day on before."""
        return self._those((self.days >= first) & (self.before < first))

    def _those(self, chosen: NDArray[np.bool_]) -> "TermDays":
        return TermDays(self.days[chosen], self.amounts[chosen], self.before[chosen], self.after[chosen])


def term_days(reader: Reader, term: Term) -> TermDays | None:
    """The days of a term; None where these don't tell its value, as with a median or what must be covered."""
    if term.add not in ADDED or not term.dates or term.window.kind in {"any", "open_longer", "months"}:
        return None
    dated = dated_amounts(reader, term, None)
    if dated is None or dated.form not in {SUMS, FIRSTS, SPELLS}:
        return None
    scale = term_scale(source(reader, term.register_name), term)
    return {SUMS: _of_sums, FIRSTS: _of_firsts, SPELLS: _of_spells}[dated.form](dated, scale)


def _of_sums(dated: DatedAmounts, scale: int) -> TermDays:
    """Rows of all their days together: each counts from the last of them on, for as long as it stands as it does."""
    dates = len(dated.term.dates)
    rows = [row for row in dated.rows if row[dates + 2] and all(row[:dates])]
    days = [max(*row[:dates], row[dates] or 0, 0) for row in rows]
    return _made(days, [row[dates + 2] / scale for row in rows], None, [row[dates + 1] or NEVER for row in rows])


def _of_firsts(dated: DatedAmounts, scale: int) -> TermDays:
    rows = dated.rows
    return _made([row[0] for row in rows], [row[2] / scale for row in rows], [row[1] or LONG_AGO for row in rows], None)


def _of_spells(dated: DatedAmounts, scale: int) -> TermDays:
    rows = dated.rows
    return _made([row[0] for row in rows], [row[2] / scale for row in rows], None, [row[1] or NEVER for row in rows])


def _made(days: list[int], amounts: list[float], before: list[int] | None, after: list[int] | None) -> TermDays:
    none, never = [LONG_AGO] * len(days), [NEVER] * len(days)
    whole = (np.array(part, dtype=np.int64) for part in (days, before or none, after or never))
    on, earlier, until = whole
    return TermDays(on, np.array(amounts, dtype=float), earlier, until)


def window_start(reader: Reader, term: Term, day: date) -> int:
    """The first day, as an ordinal, that counts in a term on a day."""
    tests = within(term.window, len(term.dates), reader.programme, day, None)
    return max((first for _, first, _, _ in tests), default=EARLIEST)


def window_starts(reader: Reader, term: Term, days: NDArray[np.int64]) -> NDArray[np.int64]:
    """The first day that counts on each of these days; days of one window share it."""
    starts = days.copy()
    left = np.ones(len(days), dtype=bool)
    while left.any():
        last = int(days[left].max())
        first = min(window_start(reader, term, date.fromordinal(last)), last)
        own = left & (days >= first)
        starts[own] = first
        left &= ~own
    return starts


def first_dated(reader: Reader, term: Term) -> date | None:
    """The first day that any row of the term's register has, whether it counts or not; None without one."""
    register, name = REGISTERS[term.register_name], term.dates[0]
    about = f"first day of {register.name}: {name}"
    known = reader.made.known.setdefault((reader.programme_id, reader.revision), {})
    if about not in known:
        table = FACTS[register.also_in or register.name]
        parts = [table.c[part] for part in dict(register.derived).get(name, (name,))]
        first = func.min(func.coalesce(*parts) if len(parts) > 1 else parts[0])
        known[about] = reader.connection.execute(select(first).where(reader.valid(table))).scalar()
    found = known[about]
    return date.fromisoformat(found) if isinstance(found, str) else found


def recorded_by(reader: Reader, on: date) -> bool:
    """Whether all that the reader knows was recorded by a day, so that a later day in it was a plan on that day."""
    return bool(reader.changes) and reader.changes[-1][0].date() <= on
