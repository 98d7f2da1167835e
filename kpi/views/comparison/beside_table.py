"""Every figure of a screen with what it was on the other side of a comparison: another reference date or revision."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from kpi.language import Said
from kpi.sentences import say
from kpi.views.table import RowName, Table, table

Found = TypeVar("Found")
Row = tuple[Said, ...]


def side(day: date, revision: int) -> Said:
    """One side of a comparison in words: its date and its revision."""
    return say("{day}, revision {revision}", day=say.date(day), revision=say.number(revision))


def was(now: Said, then: Said | None) -> Said:
    """A figure with what it was, where that is another one; what the other side didn't have stands as a dash.

    >>> from kpi.language import words_of
    >>> [words_of("nl").say(was("46", then)) for then in ("41", "46", None)]
    ['46 (was 41)', '46', '46 (was –)']
    """
    return now if now == then else say("{now} (was {then})", now=now, then="–" if then is None else then)


def beside(now: Table, then: Table | None) -> Table:
    """A table with, in each cell of figures or of state, what the other side's has in the same row and column.

    Rows are the same by the name that they begin with (a status behind it may differ), columns by their heading. A row
    that only the other side has comes last, before the sum, with a dash for what it is now. Without another side the
    table is as it was.
    """
    if then is None:
        return now
    columns = _columns(now, then)
    known = dict(_keyed(then.rows))
    own = dict(_keyed(now.rows))
    rows = [_row(now, row, known.get(key), columns) for key, row in own.items()]
    gone = [_gone(now, row, columns) for key, row in known.items() if key not in own]
    at = len(rows) - 1 if now.total and rows else len(rows)
    return table(now.headings, [*rows[:at], *gone, *rows[at:]], now.figures, total=now.total)


def paired(make: Callable[[Found], Table], now: Found, then: Found | None) -> Table:
    """The table that is made of what a screen found, beside the one made of what the other side found."""
    return beside(make(now), None if then is None else make(then))


def _columns(now: Table, then: Table) -> dict[Said, int]:
    """Where each column stands on the other side; of tables alike, one that is named by its day stands in its place."""
    named = {heading: at for at, heading in enumerate(then.headings)}
    alike = len(now.headings) == len(then.headings)
    placed = {heading: at for at, heading in enumerate(now.headings)} if alike else {}
    return placed | named


def _keyed(rows: Iterable[Row]) -> Iterable[tuple[tuple[Said, int], Row]]:
    """Rows by the name that they begin with; of equals each has its number."""
    seen: Counter[Said] = Counter()
    for row in rows:
        name = row[0].name if isinstance(row[0], RowName) else row[0]
        seen[name] += 1
        yield (name, seen[name]), row


def _row(now: Table, row: Row, other: Row | None, columns: dict[Said, int]) -> list[Said]:
    first = row[0] if other is None else was(row[0], other[0])
    cells = zip(now.headings[1:], row[1:], strict=True)
    return [first, *(was(cell, _cell(other, columns.get(heading))) for heading, cell in cells)]


def _gone(now: Table, row: Row, columns: dict[Said, int]) -> list[Said]:
    """A row that only the other side has."""
    cells = [_cell(row, columns.get(heading)) for heading in now.headings[1:]]
    return [row[0], *(was("–", cell) for cell in cells)]


def _cell(row: Row | None, at: int | None) -> Said | None:
    return None if row is None or at is None else row[at]


def then_sentence(told: str, day: date, revision: int) -> Said:
    """The answer of the other side, after which side that is; empty without one."""
    return say("{side}: {told}", side=side(day, revision), told=told) if told else ""
