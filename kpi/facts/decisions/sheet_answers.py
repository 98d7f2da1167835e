"""Answers that a file can't give: what its columns hold, what a blank means, and that a source has nothing new."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.sentences import Said, say


@dataclass(frozen=True, slots=True)
class ColumnMeanings(DecisionKind):
    """The register that a set of column names belongs to, and which column holds which field.

    Without a register such a table is skipped; a column without a field (an empty text) is left out.
    """

    prefix: ClassVar[str] = "mapping/"
    title: ClassVar[Said] = say("Columns")
    labels: ClassVar[Mapping[str, Said]] = {
        "register": say("sheet"),
        "columns": say("columns"),
        "headers": say("column names"),
    }
    plain: ClassVar[bool] = True
    ordered: ClassVar[bool] = True
    columns_key: str
    """The mark of the set of column names."""
    register_name: str
    columns: Mapping[str, str]
    """Field by the key form of the column's name."""
    headers: tuple[str, ...]

    @property
    def subject(self) -> str:
        """The mark of the set of column names."""
        return self.columns_key

    def content(self) -> dict[str, object]:
        """The register, the columns and their names as they are written."""
        return {"register": self.register_name, "columns": dict(self.columns), "headers": list(self.headers)}

    @classmethod
    def of(cls, subject: str, content: Any) -> Self:  # noqa: ANN401 - whatever JSON holds
        """The answer for a set of column names."""
        return cls(subject, content["register"], content["columns"], tuple(content["headers"]))


@dataclass(frozen=True, slots=True)
class BlankMeanings(DecisionKind):
    """What blank cells of a field mean: zero, not known yet or not applicable, by the key of the row."""

    prefix: ClassVar[str] = "blank/"
    title: ClassVar[Said] = say("Empty cells")
    plain: ClassVar[bool] = True
    ordered: ClassVar[bool] = True
    field: str
    """As ``<register>/<field>``."""
    answers: Mapping[str, str]

    @property
    def subject(self) -> str:
        """The field."""
        return self.field

    def content(self) -> dict[str, str]:
        """The answers by row."""
        return dict(self.answers)

    @classmethod
    def of(cls, subject: str, content: Any) -> Self:  # noqa: ANN401 - whatever JSON holds
        """The answers about a field."""
        return cls(subject, dict(content))


@dataclass(frozen=True, slots=True)
class NothingNew(DecisionKind):
    """The last day on which somebody said that a source was up to date without anything new."""

    prefix: ClassVar[str] = "checked/"
    title: ClassVar[Said] = say("Nothing new in")
    register_name: str
    day: date

    @property
    def subject(self) -> str:
        """The register."""
        return self.register_name

    def content(self) -> str:
        """The day."""
        return self.day.isoformat()

    @classmethod
    def of(cls, subject: str, content: Any) -> Self:  # noqa: ANN401 - whatever JSON holds
        """The word about a register."""
        return cls(subject, date.fromisoformat(content))
