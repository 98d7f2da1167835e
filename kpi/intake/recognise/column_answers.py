"""What was said once about the columns of a kind of table, remembered as a decision for that set of column names."""

import json
from collections.abc import Mapping, Sequence

from kpi.facts.decisions.history import decisions
from kpi.facts.proposal import Decision
from kpi.facts.reader import Reader
from kpi.intake.recognise.column_questions import Remembered, TableAsked

PREFIX = "mapping/"
"""What the key of a decision about columns begins with; the rest names the set of column names."""


def remembered(reader: Reader) -> dict[str, Remembered]:
    """Everything that was said about columns, by set of column names."""
    return {key.removeprefix(PREFIX): _read(made.value) for key, made in decisions(reader, PREFIX).items()}


def _read(value: str) -> Remembered:
    found = json.loads(value)
    return Remembered(found["register"], found["columns"], tuple(found["headers"]))


def remember(asked: TableAsked, register: str, columns: Mapping[str, str], reason: str) -> Decision:
    """The decision that holds an answer: which register, and by name key which field (empty: leave it out)."""
    value = {"register": register, "columns": dict(columns), "headers": list(asked.headers)}
    return Decision(PREFIX + asked.key, json.dumps(value, ensure_ascii=False, sort_keys=True), reason)


def forget(keys: Sequence[str], reason: str) -> tuple[Decision, ...]:
    """The decisions that take answers away again."""
    return tuple(Decision(PREFIX + key, None, reason) for key in keys)
