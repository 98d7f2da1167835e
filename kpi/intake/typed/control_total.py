"""The sum of a column of figures beside the total that the sheet itself gives."""

from dataclasses import dataclass

from kpi.programme.registers import FieldKind


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """The sum of a column of figures as it was read, and the total that the sheet itself gives, both as stored.

    ``said`` is None where the sheet gives none; ``cell`` is where it stands.
    """

    file: str
    sheet: str
    cell: str
    column: str
    kind: FieldKind
    added: int
    said: int | None = None

    @property
    def difference(self) -> int | None:
        """How much the rows add up to more than the sheet says; None when it says nothing."""
        return None if self.said is None else self.added - self.said
