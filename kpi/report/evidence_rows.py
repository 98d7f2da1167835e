"""The facts that a report lays open, row by row, each with the file, sheet and row that it came from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kpi.facts.proposal import SourceFile

EVERY_ROW = 1_000_000
"""Annexes list whole registers; a sheet of a workbook can't hold more rows than this."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of a fact: file (None when it was entered by hand), sheet, and row as a spreadsheet numbers it."""

    file: str | None
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Expense:
    """One expense as recorded; ``line`` is the id of its budget line in this plan year, None when it has none."""

    entry: str
    entry_line: str
    plan_year: str | None
    line: str | None
    written_line: str | None
    description: str
    counterparty: str | None
    amount: Decimal
    vat: Decimal | None
    ordered_on: date | None
    invoiced_on: date | None
    paid_on: date | None
    order_reference: str | None
    eligible: bool | None
    ineligible_reason: str | None
    hours: Decimal | None
    units: Decimal | None
    evidence: str | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Contribution:
    """One contribution row of the plan year; ``kind`` is the organisation's, None when it isn't known.

    ``pledged`` is what stands on the reference date: of a withdrawn pledge what was invoiced before.
    """

    organisation: str
    kind: str | None
    reference: str | None
    form: str
    pledged: Decimal | None
    pledged_on: date | None
    invoiced: Decimal | None
    invoiced_on: date | None
    received: Decimal | None
    received_on: date | None
    withdrawn_on: date | None
    origin: Origin

    def counted(self, stage: str, day: date) -> Decimal | None:
        """The amount ``pledged``, ``invoiced`` or ``received`` up to a day; None while its day hasn't come."""
        on: date | None = getattr(self, f"{stage}_on")
        amount: Decimal | None = getattr(self, stage)
        return amount if on is not None and on <= day else None


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity; ids of the programme's lists. Who leads it stays inside: it may be a person's name."""

    name: str
    segments: tuple[str, ...]
    type: str | None
    line: str | None
    step: int | None
    criteria: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None
    status: str | None


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence that a row names: of what (its register, and its name there), from which day, and where."""

    register: str
    what: str
    on: date | None
    evidence: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Evidence:
    """All rows that a report on one plan year needs.

    ``elsewhere``: expenses of other plan years, which may invoice an order of this one.
    """

    expenses: tuple[Expense, ...] = ()
    elsewhere: tuple[Expense, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    activities: tuple[ActivityRow, ...] = ()
    sources: tuple[SourceFile, ...] = ()
    proofs: tuple[Proof, ...] = ()
    """Evidence of other things than costs; a booking has its own."""
