"""Rows that a person corrected or retired, so that a file that still holds the old ones doesn't bring them back."""

from collections.abc import Mapping
from dataclasses import replace

from kpi.facts import row_digests
from kpi.facts.current_rows import CurrentRow, renewed_digests
from kpi.facts.decisions.decision_kinds import CorrectedRow
from kpi.facts.decisions.decisions_made import DecisionMade, decisions
from kpi.facts.proposal import Decision
from kpi.facts.reader import Reader

Corrections = Mapping[str, DecisionMade[CorrectedRow]]
"""By the key of the row."""


def corrected(reader: Reader) -> Mapping[str, Corrections]:
    """By register and key, what was corrected or retired by hand and still holds."""
    corrections: dict[str, dict[str, DecisionMade[CorrectedRow]]] = {}
    for made in decisions(reader, CorrectedRow):
        corrections.setdefault(made.decision.register, {})[made.decision.row] = made
    return {register: _renewed(reader, register, rows) for register, rows in corrections.items()}


def _renewed(reader: Reader, register: str, rows: Corrections) -> Corrections:
    """The corrections of a register with today's digest of what their rows said before."""
    earlier = [key for key, made in rows.items() if any(map(row_digests.is_earlier, made.decision.before))]
    given = renewed_digests(reader, register, earlier)
    renewed = dict(rows)
    for key in earlier:
        before = tuple(given.get((key, digest), digest) for digest in rows[key].decision.before)
        renewed[key] = replace(rows[key], decision=replace(rows[key].decision, before=before))
    return renewed


def correction(reader: Reader, register: str, row: CurrentRow, reason: str, *, retired: bool) -> Decision:
    """Remember that a row is corrected or retired by hand: everything that it was before counts as old."""
    earlier = corrected(reader).get(register, {}).get(row.key)
    before = (*(earlier.decision.before if earlier else ()), row.digest)
    return CorrectedRow(register, row.key, retired, before).decision(reason)
