"""Days whose day and month may have changed places: which of the two days goes with what stands around it.

Four things speak: the rows beside it in the file, the rows beside it by key, the other days of the row, and its plan
year. Each is believed as far as it holds for days that can be trusted: those known, and those that can't be turned.
A day is doubted where more of them speak for the other day than for the one that stands there.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import permutations

from kpi.facts.proposal import Stored
from kpi.intake.values.days import MONTHS

BESIDE = 2
"""So many rows on either side tell where a day is to be expected."""
ENOUGH = 8
"""So many trusted rows say how much something is worth."""
MOST, OUTERMOST = 0.9, 0.02
FAR = 2.0
"""A day so many times as far off as most are speaks against itself."""
DAYS, DAYS_OF_YEAR = 5, 10
"""What is within so many days is never far."""
Row = Mapping[str, Stored]


def turned(day: Stored) -> date | None:
    """The other day that a day may be; None where there is none.

    >>> turned(date(2017, 9, 12)), turned(date(2017, 9, 13)), turned(date(2017, 9, 9))
    (datetime.date(2017, 12, 9), None, None)
    """
    if not isinstance(day, date) or day.day > MONTHS or day.day == day.month:
        return None
    return date(day.year, day.day, day.month)


def _part(ordered: Sequence[int], share: float) -> int:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass
class _Order:
    """The trusted days of a column in some order of the rows."""

    places: list[int] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    usual: int | None = None
    """How far most of them are from those beside them; None where too few say so."""

    def take(self, place: int, day: date) -> None:
        """Add the next one."""
        self.places.append(place)
        self.days.append(day.toordinal())

    def distance(self, place: int, day: int) -> int | None:
        """How many days a day lies outside those beside that place; None where too few stand there."""
        at = bisect_left(self.places, place)
        after = at + (at < len(self.places) and self.places[at] == place)
        beside = self.days[max(0, at - BESIDE) : at] + self.days[after : after + BESIDE]
        return max(0, min(beside) - day, day - max(beside)) if len(beside) >= BESIDE else None

    def settle(self, places: Iterable[tuple[int, date]]) -> None:
        """Work out what is usual by the days at those places."""
        found = sorted(far for place, day in places if (far := self.distance(place, day.toordinal())) is not None)
        self.usual = _part(found, MOST) if len(found) >= ENOUGH else None


class TurnedDays:
    """What speaks for one or the other of two days, in new rows beside those that are known; each by its key."""

    def __init__(
        self, names: Sequence[str], known: Mapping[str, Row], given: Mapping[str, Row], years: Mapping[Stored, date]
    ) -> None:
        """``names``: the columns of days; ``years``: the first day of each plan year."""
        self.names, self.given, self.years = names, given, years
        self.in_file = {key: place for place, key in enumerate(given)}
        self.by_key = {key: place for place, key in enumerate(sorted({**known, **given}, key=_natural))}
        before = {key: row for key, row in known.items() if key not in given}
        self.file: dict[str, _Order] = {}
        self.keys: dict[str, _Order] = {}
        self.gaps: dict[tuple[str, str], tuple[int, int]] = {}
        for name in names:
            trusted = [(key, certain) for key, row in given.items() if (certain := _certain(row, name))]
            earlier = [(key, day) for key, row in before.items() if isinstance(day := row.get(name), date)]
            self.file[name] = _ordered(self.in_file, trusted, trusted)
            self.keys[name] = _ordered(self.by_key, [*earlier, *trusted], earlier)
        rows = [*before.values(), *({**row, **{each: _certain(row, each) for each in names}} for row in given.values())]
        for name, other in permutations([*names, ""], 2):
            if name and (found := sorted(_between(rows, name, other, years))) and len(found) >= ENOUGH:
                self.gaps[name, other] = _part(found, OUTERMOST), _part(found, 1 - OUTERMOST)

    def other(self, key: str, name: str) -> date | None:
        """The day that goes better with everything than the one in a new row; None where none does."""
        day = self.given[key].get(name)
        if (instead := turned(day)) is None or not isinstance(day, date):
            return None
        fits = zip(self._far(key, name, day), self._far(key, name, instead), strict=True)
        against = [(this > FAR >= 1 >= that) - (that > FAR >= 1 >= this) for this, that in fits]
        return instead if sum(against) > 0 else None

    def _far(self, key: str, name: str, day: date) -> Iterator[float]:
        """By what speaks: how far off a day would be, 1 being as far as most are."""
        for order, places in ((self.file[name], self.in_file), (self.keys[name], self.by_key)):
            far = order.distance(places[key], day.toordinal()) if order.usual is not None else None
            yield 0.0 if far is None or order.usual is None else far / (order.usual + DAYS)
        row = self.given[key]
        for other in [*(each for each in self.names if each != name), ""]:
            since = self.years.get(row.get("plan_year")) if not other else row.get(other)
            ends = self.gaps.get((name, other))
            if ends is None or not isinstance(since, date):
                yield 0.0
            else:
                gap = day.toordinal() - since.toordinal()
                yield max(0, ends[0] - gap, gap - ends[1]) / (DAYS if other else DAYS_OF_YEAR)


def _certain(row: Row, name: str) -> date | None:
    """Return the day of a new row where it can be no other one."""
    day = row.get(name)
    return day if isinstance(day, date) and turned(day) is None else None


def _ordered(
    places: Mapping[str, int], days: Iterable[tuple[str, date]], trusted: Iterable[tuple[str, date]]
) -> _Order:
    order = _Order()
    for place, day in sorted((places[key], day) for key, day in days):
        order.take(place, day)
    order.settle((places[key], day) for key, day in trusted)
    return order


def _between(rows: Iterable[Row], name: str, other: str, years: Mapping[Stored, date]) -> Iterator[int]:
    """The days from one column to another, or from the start of the plan year, in each row that has both."""
    for row in rows:
        day, since = row.get(name), row.get(other) if other else years.get(row.get("plan_year"))
        if isinstance(day, date) and isinstance(since, date):
            yield day.toordinal() - since.toordinal()


def _natural(key: str) -> list[str | int]:
    """A key as people order it.

    >>> sorted(["f10", "f9"], key=_natural)
    ['f9', 'f10']
    """
    return [int(part) if place % 2 else part for place, part in enumerate(re.split(r"(\d+)", key, flags=re.ASCII))]
