"""The rows that the account prints as such, and the fields of theirs that make an amount."""

from kpi.report.account import SubsidyReport, vat_recoverable
from kpi.report.evidence_rows import Contribution
from kpi.report.package.evidence_package import RowKey


def cost_fields(report: SubsidyReport) -> tuple[str, ...]:
    """The fields of an expense that make its costs: the amount, and VAT where it can't be recovered."""
    return ("amount",) if vat_recoverable(report.grant) else ("amount", "vat")


def contribution_key(report: SubsidyReport, row: Contribution) -> RowKey:
    """The row of contributions that a contribution was read from."""
    return "contributions", (row.organisation, report.year.id, row.reference)
