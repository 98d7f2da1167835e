"""Rows that a person corrected or retired, so that a file that still holds the old ones doesn't bring them back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kpi.facts import row_digests
from kpi.facts.current_rows import renewed_digests
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.decisions.row_corrections import CorrectedRow
from kpi.facts.proposal import Decision
from kpi.facts.reader import Reader
from kpi.intake.row_comparison import Corrected


def corrected(reader: Reader) -> Mapping[str, Mapping[str, Corrected]]:
    """By register and key, what was corrected or retired by hand and still holds."""
    corrections: dict[str, dict[str, Corrected]] = {}
    for made in decisions(reader, CorrectedRow):
        row = made.decision
        of_register = corrections.setdefault(row.register, {})
        of_register[row.row] = Corrected(row.register, row.row, row.retired, row.before, made.reason, made.by)
    return {register: _renewed(reader, register, rows) for register, rows in corrections.items()}


def _renewed(reader: Reader, register: str, rows: Mapping[str, Corrected]) -> Mapping[str, Corrected]:
    """The corrections of a register with today's digest of what their rows said before."""
    earlier = [key for key, row in rows.items() if any(map(row_digests.is_earlier, row.before))]
    given = renewed_digests(reader, register, earlier)
    return {
        key: replace(row, before=tuple(given.get((key, digest), digest) for digest in row.before)) if given else row
        for key, row in rows.items()
    }


def correction(register: str, key: str, before: Iterable[str], reason: str, *, retired: bool) -> Decision:
    """Remember that a row was corrected or retired by hand."""
    return CorrectedRow(register, key, retired, tuple(before)).decision(reason)
