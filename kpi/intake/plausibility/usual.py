"""What is usual in a register: the range of each column, of one organisation or line, and of columns beside another.

Figures are compared by their magnitude (the logarithm), days by their number. A range leaves the outermost fiftieth
out on either side, and has room beyond.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from math import log10

from kpi.facts.proposal import Stored
from kpi.programme.registers import FieldKind, Register

FIGURES = (FieldKind.MONEY, FieldKind.NUMBER, FieldKind.INTEGER)
LEAST, OWN = 20, 8
"""So many earlier values say what is usual in a column, and so many of one organisation or line what is for it."""
OUTERMOST = 50
ROOM, OWN_ROOM, RATIO_ROOM = 0.35, 0.7, 0.2
"""Room beyond a range of magnitudes: a factor of 2,2, of 5 and of 1,6."""
DAYS_ROOM, DAYS_SHARE = 14, 0.25
EARLIER = 183
"""So many days before the first that is known are usual: lists come in late, and not from their beginning."""
TIGHT, TIGHT_DAYS = 0.5, 120
"""A relation between columns says something where it varies no more than this."""


@dataclass(frozen=True, slots=True)
class Range:
    """The range of what is usual, with the room beyond it."""

    low: float
    high: float
    room: float
    below: float = 0.0
    """Room below it, where that is more."""

    def holds(self, measured: float) -> bool:
        """Tell whether it is usual."""
        return self.low - max(self.room, self.below) <= measured <= self.high + self.room


def range_of(values: Sequence[float], room: float, share: float = 0.0) -> Range:
    """The range of values, with room that may also be a share of its width.

    >>> range_of([3.0, 1.0, 2.0], 0.5)
    Range(low=1.0, high=3.0, room=0.5, below=0.0)
    """
    ordered = sorted(values)
    out = len(ordered) // OUTERMOST
    low, high = ordered[out], ordered[-1 - out]
    return Range(low, high, room + share * (high - low))


def measured(value: Stored) -> float | None:
    """A figure by its magnitude or a day by its number; None where there is nothing to compare."""
    if isinstance(value, date):
        return float(value.toordinal())
    return log10(value) if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


@dataclass
class Usual:
    """What is usual in the known rows of a register, each a mapping of its figures, days and group."""

    register: Register
    group: str
    """The field that parts the rows into organisations, lines or indicators; empty for none."""
    rows: Iterable[Mapping[str, Stored]]
    on: date
    """The day on which somebody asks: up to then, days may come after all that are known."""
    columns: dict[tuple[str, bool], Range] = field(default_factory=dict)
    own: dict[tuple[str, tuple[Stored, bool]], Range] = field(default_factory=dict)
    beside: dict[tuple[str, str], Range] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.figures = [each.name for each in self.register.fields if each.kind in FIGURES]
        self.counts = {each.name for each in self.register.fields if each.kind is FieldKind.INTEGER}
        kinds = {f"{each.name}_key": each.kind for each in self.register.fields}
        self.on_lines = kinds.get(self.group) is FieldKind.BUDGET_LINE
        self.days = [each.name for each in self.register.fields if each.kind is FieldKind.DATE]
        columns, own = defaultdict(list), defaultdict(list)
        relations: dict[tuple[str, str], list[float]] = defaultdict(list)
        for row in self.rows:
            seen = self._seen(row)
            for name, known in seen.items():
                columns[name, name in self.days or self._kin(row)[1]].append(known)
                own[name, self._kin(row)].append(known)
            for pair, between in self._relations(seen):
                relations[pair].append(between)
        self._of_columns(columns)
        for place, values in own.items():
            if (
                place[0] in self.figures
                and place[1][0] is not None
                and len(values) >= OWN
                and sum(len(columns[place[0], far]) for far in (False, True)) >= LEAST
            ):
                self.own[place] = range_of(values, OWN_ROOM)
        self._beside(relations)

    def _of_columns(self, columns: Mapping[tuple[str, bool], Sequence[float]]) -> None:
        """Keep the range of each column; figures of different indicators have none together."""
        apart = self.figures if any(each.kind is FieldKind.INDICATOR for each in self.register.fields) else ()
        for (name, far), values in columns.items():
            if len(values) >= LEAST and name not in apart:
                found = range_of(values, ROOM)
                if name in self.days:
                    found = range_of(values, DAYS_ROOM, DAYS_SHARE)
                    found = replace(found, high=max(found.high, self.on.toordinal()), below=EARLIER)
                self.columns[name, far] = found

    def _beside(self, relations: Mapping[tuple[str, str], Sequence[float]]) -> None:
        """Keep the relations that vary little enough to say something."""
        for pair, values in relations.items():
            days = pair[0] in self.days
            room = DAYS_ROOM if days else ROOM if self.counts.issuperset(pair) else RATIO_ROOM
            found = range_of(values, room, DAYS_SHARE if days else 0.0)
            if len(values) >= LEAST and found.high - found.low <= (TIGHT_DAYS if days else TIGHT):
                self.beside[pair] = found

    def _kin(self, row: Mapping[str, Stored]) -> tuple[Stored, bool]:
        """What a row is compared with: its group; on a budget line an order isn't like its invoices."""
        further = not self.on_lines or any(row.get(name) is not None for name in self.days[1:])
        return row.get(self.group), further

    def _seen(self, row: Mapping[str, Stored]) -> dict[str, float]:
        named = ((name, measured(row.get(name))) for name in (*self.figures, *self.days))
        return {name: known for name, known in named if known is not None}

    def _relations(self, seen: Mapping[str, float]) -> Iterable[tuple[tuple[str, str], float]]:
        for names in (self.figures, self.days):
            for pair in combinations((name for name in names if name in seen), 2):
                yield pair, seen[pair[1]] - seen[pair[0]]

    def unusual(self, row: Mapping[str, Stored], name: str) -> tuple[str, object] | None:
        """The code of what is unusual about a field of a row, and what it is compared with; None where nothing is."""
        value = measured(row.get(name))
        if value is None:
            return None
        usual = self.own.get((name, self._kin(row))) or self.columns.get((name, name in self.days or self._kin(row)[1]))
        if usual is not None and not usual.holds(value):
            return "unlike_before", usual
        for pair, between in self._relations(self._seen(row)):
            if name in pair and (relation := self.beside.get(pair)) and not relation.holds(between):
                return "unlike_beside", pair[0] if name == pair[1] else pair[1]
        return None
