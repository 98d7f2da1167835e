"""The money of a plan year as the plain values of ``smarthub budget --json``."""

from datetime import date
from decimal import Decimal

from kpi.language import words_of
from kpi.money.sums import BudgetPicture, FinancingPicture, LinePicture, SubsidyPicture
from kpi.notation import rounded

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]


def budget_json(picture: BudgetPicture, as_of: date, revision: int, language: str) -> dict[str, Plain]:
    """The money of a plan year as JSON values: amounts as text with two decimals, unknown null, never 0."""
    return {
        "plan_year": picture.plan_year,
        "as_of": as_of.isoformat(),
        "revision": revision,
        "lines": [
            {"id": line.id, "title": words_of(language).say(line.title), **_sums(line), "status": line.status.value}
            for line in picture.lines
        ],
        "totals": {**_sums(picture.totals), "status": picture.totals.status.value},
        "unallocated": {"rows": picture.unallocated_rows, "amount": money(picture.unallocated)},
        "outputs": [
            {
                "id": output.id,
                "line": output.line,
                "planned": number(output.planned),
                "delivered": number(output.delivered),
            }
            for output in picture.outputs
        ],
        "financing": _financing(picture.financing),
        "subsidy": _subsidy(picture.subsidy),
    }


def money(value: Decimal | None) -> str | None:
    """An amount as text with two decimals.

    >>> money(Decimal(33120)), money(Decimal("0.005")), money(None)
    ('33120.00', '0.01', None)
    """
    return None if value is None else str(rounded(value, 2))


def number(value: Decimal | None) -> int | float | None:
    """A whole number as one, else the nearest float.

    >>> number(Decimal("57.5")), number(Decimal("1E+1")), number(None)
    (57.5, 10, None)
    """
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _sums(line: LinePicture) -> dict[str, Plain]:
    return {
        "budget": money(line.budget),
        "committed": money(line.committed),
        "actual": money(line.actual),
        "paid": money(line.paid),
        "eligible": money(line.eligible),
        "remaining": money(line.remaining),
        "forecast": money(line.forecast),
    }


def _financing(financing: FinancingPicture) -> dict[str, Plain]:
    return {
        "target": money(financing.target),
        "pledged": money(financing.pledged),
        "invoiced": money(financing.invoiced),
        "received": money(financing.received),
        "in_kind": money(financing.in_kind),
        "organisations": financing.organisations,
        "average_pledged": money(financing.average_pledged),
        "gap": money(financing.gap),
    }


def _subsidy(subsidy: SubsidyPicture) -> dict[str, Plain]:
    return {
        "basis": subsidy.basis,
        "rate": _float(subsidy.rate),
        "cap": money(subsidy.cap),
        "eligible_costs": money(subsidy.eligible_costs),
        "amount": money(subsidy.amount),
        "received": money(subsidy.received),
        "uncovered": money(subsidy.uncovered),
        "plan_gap": money(subsidy.plan_gap),
        "share_of_costs": _float(subsidy.share_of_costs),
    }


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
