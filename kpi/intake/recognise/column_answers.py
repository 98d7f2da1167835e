"""Answers about the columns of a kind of table, remembered as a decision for that set of column names."""

from collections.abc import Mapping, Sequence

from kpi.facts.decisions.decision_kinds import ColumnMeanings
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.proposal import Decision
from kpi.facts.reader import Reader
from kpi.intake.recognise.column_questions import TableAsked


def remembered(reader: Reader) -> dict[str, ColumnMeanings]:
    """Everything that was said about columns, by set of column names."""
    return {made.decision.columns_key: made.decision for made in decisions(reader, ColumnMeanings)}


def remember(asked: TableAsked, register: str, columns: Mapping[str, str], reason: str) -> Decision:
    """The decision that holds an answer: which register, and by name key which field (empty: leave it out)."""
    return ColumnMeanings(asked.key, register, columns, asked.headers).decision(reason)


def forget(keys: Sequence[str], reason: str) -> tuple[Decision, ...]:
    """The decisions that take answers away again."""
    return tuple(ColumnMeanings.withdrawn(key, reason) for key in keys)
