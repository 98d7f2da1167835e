"""The sum of a column of figures beside the total that the sheet itself gives."""

from dataclasses import dataclass

from kpi.programme.registers import FieldKind


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """The sum of a column of figures as it was read, and the total that the sheet itself gives, both as stored.

    ``stated`` is None where the sheet gives none; ``cell`` is where it stands.
    """

    file: str
    sheet: str
    cell: str
    column: str
    kind: FieldKind
    added: int
    stated: int | None = None

    @property
    def difference(self) -> int | None:
        """The sum of the rows less the sheet's own total; None when it gives none."""
        return None if self.stated is None else self.added - self.stated
