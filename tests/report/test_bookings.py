"""What a booking counts for: the plan's own example, and sums that never lose or double a cent."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kpi.report.classified import bookings
from kpi.report.evidence_rows import Expense, Origin

DAY = date(2018, 6, 30)
ORDER = Expense(
    entry="ORD-1",
    entry_line="1",
    plan_year="2017-2018",
    line="regio8_item",
    written_line="2",
    description="Voorbeeldopdracht",
    counterparty=None,
    amount=Decimal(52800),
    vat=None,
    ordered_on=date(2017, 9, 1),
    invoiced_on=None,
    paid_on=None,
    order_reference=None,
    eligible=True,
    ineligible_reason=None,
    hours=None,
    units=None,
    evidence=None,
    origin=Origin("voorbeeld.xlsx", "Uitgaven", 2),
)


def invoice(number: int, amount: Decimal = Decimal(1100), on: date = date(2018, 1, 15)) -> Expense:
    """An invoice on the order."""
    return replace(ORDER, entry=f"F{number}", amount=amount, ordered_on=None, invoiced_on=on, order_reference="ord-1")


def test_ten_invoices_of_1100_leave_41800_of_an_order_of_52800_open() -> None:
    found = bookings([ORDER, *(invoice(n) for n in range(10))], [], DAY, vat_recoverable=True)
    assert (sum(one.committed for one in found), sum(one.actual for one in found)) == (Decimal(41800), Decimal(11000))
    assert [one.order for one in found] == [None, *[1] * 10]


def test_an_invoice_of_another_plan_year_is_listed_and_lowers_what_is_open() -> None:
    other = replace(invoice(1), plan_year="2018-2019", line=None)
    order, elsewhere = bookings(
        [ORDER], [other, replace(other, entry="F2", order_reference=None)], DAY, vat_recoverable=True
    )
    assert (order.committed, elsewhere.standing.value, elsewhere.order) == (Decimal(51700), "elsewhere", 1)


@given(
    st.lists(
        st.tuples(
            st.decimals("0", "90000", places=2), st.integers(-400, 400), st.one_of(st.none(), st.integers(-400, 400))
        ),
        max_size=12,
    )
)
def test_open_and_invoiced_never_add_up_to_less_than_the_order_nor_open_to_more(
    rows: list[tuple[Decimal, int, int | None]],
) -> None:
    invoices = [
        replace(
            invoice(n, amount, DAY + timedelta(days=on)), paid_on=None if paid is None else DAY + timedelta(days=paid)
        )
        for n, (amount, on, paid) in enumerate(rows)
    ]
    found = bookings([ORDER, *invoices], [], DAY, vat_recoverable=True)
    actual = sum((one.actual for one in found), Decimal(0))
    assert actual == sum((amount for amount, on, _ in rows if on <= 0), Decimal(0))
    assert sum((one.committed for one in found), Decimal(0)) == max(Decimal(0), ORDER.amount - actual)
