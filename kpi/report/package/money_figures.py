"""The money of a plan year with the rows behind each amount: bookings by line, contributions by stage, subsidy."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kpi.facts.measuring.counted_rows import of_register
from kpi.language import Said
from kpi.picture import Picture
from kpi.programme.measure import Condition, Term, Window
from kpi.programme.plan import Programme
from kpi.report.account import vat_recoverable
from kpi.report.account_texts import BASES, STAGES
from kpi.report.classified import ClassifiedBooking, Standing, bookings
from kpi.report.evidence_rows import EVERY_ROW
from kpi.report.package.collector import Collector
from kpi.report.package.evidence_package import FigureBehind, Link, RowKey, RowRole
from kpi.report.reading_rows import evidence
from kpi.report.reported_figures import SUBSIDY
from kpi.sentences import listed, say

MEASURED = (
    ("actual", say("spent")),
    ("paid", say("paid")),
    ("committed", say("on order")),
    ("eligible", say("eligible")),
)
"""The amounts that are kept of each budget line, by field of its picture and of a booking."""
UNTIL = Window(kind="until")
LINE, TOTAL, COFINANCING, GRANTED = say("Budget line"), say("Total"), say("Co-financing"), say("Subsidy")
Keys = Mapping[tuple[str, str], RowKey]
"""The rows of expenses by their entry and its line."""


def money_figures(collector: Collector, picture: Picture) -> Iterator[FigureBehind]:
    """Every amount of the budget picture, with the rows behind it."""
    yield from _lines(collector, picture)
    yield from _financing(collector, picture)
    yield _subsidy(collector, picture)
    yield from _derived(collector.programme, picture)


def _figure(
    picture: Picture,
    name: str,
    label: tuple[Said, Said],
    value: Decimal | int | None,
    **more: Any,  # noqa: ANN401
) -> FigureBehind:
    """An amount by its name in the index; ``label``: the kind it belongs to, and its title."""
    known = None if value is None else Fraction(value)
    return FigureBehind(name, *label, **{"unit": "euro", "value": known, "day": picture.as_of, **more})


def _lines(collector: Collector, picture: Picture) -> Iterator[FigureBehind]:
    reader, day = collector.reader, picture.as_of
    rows = evidence(reader, picture.plan_year, day)
    recoverable = vat_recoverable(collector.programme.grant(picture.plan_year))
    every = bookings(rows.expenses, rows.elsewhere, day, recoverable)
    kept = collector.keep(of_register(reader, "expenses", EVERY_ROW)) if every else []
    keys = {_entry(values["entry"], values["entry_line"]): key for key, values in kept}
    for line in picture.money.lines:
        own = [booking for booking in every if booking.standing is Standing.LINE and booking.expense.line == line.id]
        for name, label in MEASURED:
            titled = listed((line.title, label), ": ")
            links = tuple(_links(name, own, every, keys))
            yield _figure(picture, f"line/{line.id}/{name}", (LINE, titled), getattr(line, name), links=links)
    apart = [booking for booking in every if booking.standing is Standing.UNALLOCATED]
    links = tuple(Link(_key(booking, keys), RowRole.NUMERATOR, booking.cost) for booking in apart)
    title = say("Bookings without a line of the budget")
    yield _figure(picture, "line/unallocated", (LINE, title), picture.money.unallocated, links=links)


def _links(
    name: str, own: Sequence[ClassifiedBooking], every: Sequence[ClassifiedBooking], keys: Keys
) -> Iterator[Link]:
    """The bookings that add to an amount; for what is on order also the invoices that lower it."""
    counted = [booking for booking in own if getattr(booking, name)]
    for booking in counted:
        yield Link(_key(booking, keys), RowRole.NUMERATOR, getattr(booking, name))
    if name == "committed":
        orders = {booking.number for booking in counted}
        for booking in every:
            if booking.order in orders:
                yield Link(_key(booking, keys), RowRole.SUPPORT)


def _key(booking: ClassifiedBooking, keys: Keys) -> RowKey:
    return keys[_entry(booking.expense.entry, booking.expense.entry_line)]


def _entry(entry: str, entry_line: str | None) -> tuple[str, str]:
    """The entry of a booking and its line, whatever their case."""
    return entry.lower(), (entry_line or "").lower()


def _financing(collector: Collector, picture: Picture) -> Iterator[FigureBehind]:
    in_year = Condition(field="plan_year", equals=picture.plan_year)
    cash = (in_year, Condition(field="form", equals="cash"))
    in_kind = (in_year, Condition(field="form", none_of=("cash",)))
    pledging = _sum("pledged", (*cash, Condition(field="pledged", above=0)))
    distinct = pledging.model_copy(update={"add": "distinct", "of": "organisation"})
    terms: list[tuple[str, Said, Term]] = [
        *((stage, heading, _sum(stage, cash)) for stage, _, heading in STAGES),
        ("in_kind", say("In kind"), _sum("pledged", in_kind)),
        ("organisations", say("Organisations that pledged"), distinct),
    ]
    for name, title, term in terms:
        unit = "count" if name == "organisations" else "euro"
        value, links = getattr(picture.money.financing, name), _behind(collector, picture, term)
        yield _figure(picture, f"financing/{name}", (COFINANCING, title), value, unit=unit, links=links)


def _behind(collector: Collector, picture: Picture, term: Term) -> tuple[Link, ...]:
    return tuple(collector.of_term(term, RowRole.NUMERATOR, picture.as_of))


def _sum(stage: str, where: tuple[Condition, ...]) -> Term:
    return Term(register_name="contributions", add="sum", of=stage, where=where, dates=(f"{stage}_on",), window=UNTIL)


def _subsidy(collector: Collector, picture: Picture) -> FigureBehind:
    term = Term(
        register_name="subsidy_payments",
        add="sum",
        of="amount",
        where=(Condition(field="plan_year", equals=picture.plan_year),),
        dates=("paid_on",),
        window=UNTIL,
    )
    received, links = picture.money.subsidy.received, _behind(collector, picture, term)
    return _figure(picture, "subsidy/received", (GRANTED, say("Subsidy received")), received, links=links)


def _derived(programme: Programme, picture: Picture) -> Iterator[FigureBehind]:
    """The figures without rows of their own: totals, and the amounts that the grant's rule makes of them."""
    money = picture.money
    for name, label in MEASURED:
        title, rule = say("Total: {what}", what=label), say("the sum of {figures}", figures=f"line/*/{name}")
        yield _figure(picture, f"total/{name}", (TOTAL, title), getattr(money.totals, name), rule=rule)
    grant = programme.grant(picture.plan_year)
    if grant is None:
        return
    rule = say("{rule}; from {figures}", rule=BASES[grant.basis], figures="total/eligible, financing/received")
    yield _figure(picture, "subsidy/amount", (GRANTED, SUBSIDY["amount"]), money.subsidy.amount, rule=rule)
    others = "subsidy/amount, financing/received"
    rule = say("{first} less {others}, at least 0", first="total/actual", others=others)
    yield _figure(picture, "subsidy/uncovered", (GRANTED, SUBSIDY["uncovered"]), money.subsidy.uncovered, rule=rule)
