"""Every figure of a screen with its earlier value: that of another reference date or revision."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from kpi.language import Said
from kpi.sentences import say
from kpi.views.table import RowName, Table

Answer = TypeVar("Answer")
Row = tuple[Said, ...]


def moment(day: date, revision: int) -> Said:
    """A moment of a comparison in words: its date and its revision."""
    return say("{day}, revision {revision}", day=say.date(day), revision=say.number(revision))


def was(now: Said, then: Said | None) -> Said:
    """A figure with its earlier value, where the two differ; a dash stands for an earlier value that isn't there.

    >>> from kpi.language import words_of
    >>> [words_of("nl").say(was("46", then)) for then in ("41", "46", None)]
    ['46 (was 41)', '46', '46 (was –)']
    """
    return now if now == then else say("{now} (was {then})", now=now, then="–" if then is None else then)


def compared(now: Table, then: Table | None) -> Table:
    """A table with, in each cell of figures or of state, the earlier value of the same row and column.

    Rows are the same by the name that they begin with (a status behind it may differ), columns by their id. A row
    that only the earlier table has comes last, before the sum, with dashes for its figures of now. Without an earlier
    table this one stays as it is.
    """
    if then is None:
        return now
    known = {key: then.by_id(row) for key, row in _keyed(then.rows)}
    own = {key: now.by_id(row) for key, row in _keyed(now.rows)}
    rows = [_row(row, known.get(key)) for key, row in own.items()]
    gone = [_gone(now, row) for key, row in known.items() if key not in own]
    whole = rows[-1:] if now.total else []
    return replace(now, rows=(*rows[: len(rows) - len(whole)], *gone, *whole))


def paired(make: Callable[[Answer], Table], now: Answer, then: Answer | None) -> Table:
    """The table of a screen's answer, compared with the table of the earlier answer."""
    return compared(make(now), None if then is None else make(then))


def _keyed(rows: Iterable[Row]) -> Iterable[tuple[tuple[Said, int], Row]]:
    """Rows by the name that they begin with; of equals each has its number."""
    seen: Counter[Said] = Counter()
    for row in rows:
        name = row[0].name if isinstance(row[0], RowName) else row[0]
        seen[name] += 1
        yield (name, seen[name]), row


def _row(row: dict[str, Said], other: dict[str, Said] | None) -> Row:
    """A row compared with its earlier self; a new one keeps its name as it is."""
    name, *others = row
    first = row[name] if other is None else was(row[name], other.get(name))
    return (first, *(was(row[id_], None if other is None else other.get(id_)) for id_ in others))


def _gone(now: Table, row: dict[str, Said]) -> Row:
    """A row that only the earlier table has."""
    name, *others = (column.id for column in now.columns)
    return (row[name], *(was("–", row.get(id_)) for id_ in others))


def then_sentence(sentence: str, day: date, revision: int) -> Said:
    """The earlier answer after its moment; empty without one."""
    return say("{side}: {told}", side=moment(day, revision), told=sentence) if sentence else ""
