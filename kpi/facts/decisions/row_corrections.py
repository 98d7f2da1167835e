"""Rows that a person corrected or retired, so that a file that still holds the old ones doesn't bring them back."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Annotated, Any, ClassVar

from pydantic import Field

from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.sentences import Said, say


@dataclass(frozen=True, slots=True)
class CorrectedRow(DecisionKind):
    """A row that was corrected or retired by hand."""

    prefix: ClassVar[str] = "corrected/"
    title: ClassVar[Said] = say("Corrected row")
    labels: ClassVar[Mapping[str, Said]] = {
        "register": say("sheet"),
        "key": say("row"),
        "retired": say("lapsed"),
        "before": say("before"),
    }
    register: str
    row: Annotated[str, Field(alias="key")]
    """The key of the row."""
    retired: bool
    before: tuple[str, ...]
    """The digests of everything that the row was before: a row of a file that has one of them is the old one."""

    @property
    def subject(self) -> str:
        """The register, and a mark of the row: its key may be longer than a key of a decision can be."""
        mark = blake2b(self.row.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
        return f"{self.register}/{mark}"

    def content(self) -> dict[str, Any]:
        """Return the row, whether it was retired, and what it was before."""
        before = sorted(set(self.before))
        return {"register": self.register, "key": self.row, "retired": self.retired, "before": before}
