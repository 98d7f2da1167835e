"""The money of a plan year as the plain values of ``smarthub budget --json``."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal

from kpi.language import words_of
from kpi.money.sums import BudgetPicture, FinancingPicture, LineForecast, LinePicture, SubsidyPicture
from kpi.notation import plain_number, rounded

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
                "planned": plain_number(output.planned),
                "delivered": plain_number(output.delivered),
            }
            for output in picture.outputs
        ],
        "financing": _amounts(picture.financing),
        "subsidy": {
            **_amounts(picture.subsidy),
            "rate": _float(picture.subsidy.rate),
            "share_of_costs": _float(picture.subsidy.share_of_costs),
        },
    }


def money(value: Decimal | None) -> str | None:
    """An amount as text with two decimals.

    >>> money(Decimal(33120)), money(Decimal("0.005")), money(None)
    ('33120.00', '0.01', None)
    """
    return None if value is None else str(rounded(value, 2))


def _sums(line: LinePicture) -> dict[str, Plain]:
    names = ("budget", "committed", "actual", "paid", "eligible", "remaining")
    return {**{name: money(getattr(line, name)) for name in names}, "forecast": _forecast(line.forecast)}


def _forecast(drawn: LineForecast | None) -> Plain:
    if drawn is None:
        return None
    return {
        "low": None,
        "median": money(drawn.median),
        "high": None,
        "basis": {"method": drawn.method, "booked": money(drawn.booked), "rest": money(drawn.rest)},
        "why_not": "no_data" if drawn.median is None else None,
    }


def _amounts(part: FinancingPicture | SubsidyPicture) -> dict[str, Plain]:
    """Return every field of a part of the picture; what is exact is an amount."""
    return {name: money(value) if isinstance(value, Decimal) else value for name, value in asdict(part).items()}


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
