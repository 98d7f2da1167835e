"""The decisions in force in a reader's revision, each with its person, moment and reason."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy import select

from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.facts.reader import Reader
from kpi.facts.tables import DECISIONS
from kpi.personal_forms import without_persons

K = TypeVar("K", bound=DecisionKind)
WRITTEN = "text"
"""The field in which people write freely, of the kinds that have one."""


@dataclass(frozen=True, slots=True)
class DecisionMade(Generic[K]):
    """A decision in force: why, by whom and when (UTC) it was made, and the revision that holds it."""

    decision: K
    reason: str
    by: str
    at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """A decision in force as it is kept: its key, its value as JSON, and its origin."""

    key: str
    value: str
    reason: str
    by: str
    at: datetime
    revision: int


def stored_decisions(reader: Reader, prefix: str = "") -> Iterator[StoredDecision]:
    """The decisions in force whose key begins with the prefix, by key; withdrawn ones aren't."""
    table = DECISIONS
    query = (
        select(table.c.key, table.c.value, table.c.reason, table.c.by, table.c.at, table.c.revision)
        .where(reader.valid(table), table.c.value.is_not(None), table.c.key.startswith(prefix, autoescape=True))
        .order_by(table.c.key)
    )
    return (StoredDecision(*row) for row in reader.connection.execute(query))


def decisions(reader: Reader, kind: type[K], under: str = "") -> Iterator[DecisionMade[K]]:
    """The decisions of a kind, by key; ``under``: only those whose subject begins so.

    What people wrote comes without data of persons.
    """
    for stored in stored_decisions(reader, kind.prefix + under):
        decision, reason = kind.read(stored.key, stored.value), without_persons(stored.reason)
        if WRITTEN in kind.__annotations__:
            decision = replace(decision, text=without_persons(getattr(decision, WRITTEN)))  # type: ignore[type-var]
        yield DecisionMade(decision, reason, stored.by, stored.at, stored.revision)
