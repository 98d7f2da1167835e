"""Answers that a file can't give: the contents of its columns, the meaning of a blank, a source without news."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.sentences import Said, say


@dataclass(frozen=True, slots=True)
class ColumnMeanings(DecisionKind):
    """The register that a set of column names belongs to, and the field of each column.

    Without a register such a table is skipped; a column without a field (an empty text) is left out.
    """

    prefix: ClassVar[str] = "mapping/"
    title: ClassVar[Said] = say("Columns")
    labels: ClassVar[Mapping[str, Said]] = {
        "register": say("sheet"),
        "columns": say("columns"),
        "headers": say("column names"),
    }
    keyed: ClassVar[tuple[str, ...]] = ("columns_key",)
    plain: ClassVar[bool] = True
    ordered: ClassVar[bool] = True
    columns_key: str
    """The mark of the set of column names."""
    register: str
    columns: Mapping[str, str]
    """Field by the key form of the column's name."""
    headers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlankMeanings(DecisionKind):
    """The meaning of blank cells by the key of their row: zero, not known yet or not applicable."""

    prefix: ClassVar[str] = "blank/"
    title: ClassVar[Said] = say("Empty cells")
    keyed: ClassVar[tuple[str, ...]] = ("field",)
    whole: ClassVar[str] = "answers"
    plain: ClassVar[bool] = True
    ordered: ClassVar[bool] = True
    field: str
    """As ``<register>/<field>``."""
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NothingNew(DecisionKind):
    """The last day on which somebody said that a source was up to date without anything new."""

    prefix: ClassVar[str] = "checked/"
    title: ClassVar[Said] = say("Nothing new in")
    keyed: ClassVar[tuple[str, ...]] = ("register",)
    whole: ClassVar[str] = "day"
    register: str
    day: date
