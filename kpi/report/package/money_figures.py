"""The money of a plan year with the rows behind each amount: bookings by line, contributions by stage, subsidy."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kpi.language import Said
from kpi.picture import Picture
from kpi.programme.measure import Condition, Term, Window
from kpi.programme.plan import Programme
from kpi.report.classified import ClassifiedBooking, Standing
from kpi.report.contribution_labels import STAGES
from kpi.report.grant_rules import BASES
from kpi.report.package.evidence_package import FigureBehind, Link, RowKey, RowRole
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


@dataclass(frozen=True, slots=True)
class MoneyFigure:
    """An amount of the budget picture: its name in the index, the kind it belongs to, its title and its value.

    Behind it stand the rows of ``links``, and those that meet ``term``; else it follows from others by ``rule``.
    """

    name: str
    group: Said
    title: Said
    value: Decimal | int | None
    unit: str = "euro"
    rule: Said = ""
    links: tuple[Link, ...] = ()
    term: Term | None = None

    def behind(self, day: date, links: Iterable[Link]) -> FigureBehind:
        """The figure with the rows that meet its term, beside those that it has already."""
        value = None if self.value is None else Fraction(self.value)
        every = (*self.links, *links)
        return FigureBehind(self.name, self.group, self.title, self.unit, value, None, None, day, every, self.rule)


def money_figures(
    programme: Programme, picture: Picture, bookings: Sequence[ClassifiedBooking], keys: Keys
) -> Iterator[MoneyFigure]:
    """Every amount of the budget picture."""
    yield from _lines(picture, bookings, keys)
    yield from _financing(picture)
    yield _subsidy(picture)
    yield from _derived(programme, picture)


def _lines(picture: Picture, bookings: Sequence[ClassifiedBooking], keys: Keys) -> Iterator[MoneyFigure]:
    for line in picture.money.lines:
        own = [booking for booking in bookings if booking.standing is Standing.LINE and booking.expense.line == line.id]
        for name, label in MEASURED:
            titled = listed((line.title, label), ": ")
            links = tuple(_links(name, own, bookings, keys))
            yield MoneyFigure(f"line/{line.id}/{name}", LINE, titled, getattr(line, name), links=links)
    apart = [booking for booking in bookings if booking.standing is Standing.UNALLOCATED]
    links = tuple(Link(_key(booking, keys), RowRole.NUMERATOR, booking.cost) for booking in apart)
    title = say("Bookings without a line of the budget")
    yield MoneyFigure("line/unallocated", LINE, title, picture.money.unallocated, links=links)


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
    return keys[entry_name(booking.expense.entry, booking.expense.entry_line)]


def entry_name(entry: str, entry_line: str | None) -> tuple[str, str]:
    """The entry of a booking and its line, whatever their case."""
    return entry.lower(), (entry_line or "").lower()


def _financing(picture: Picture) -> Iterator[MoneyFigure]:
    financing = picture.money.financing
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
        yield MoneyFigure(f"financing/{name}", COFINANCING, title, getattr(financing, name), unit, term=term)


def _sum(stage: str, where: tuple[Condition, ...]) -> Term:
    return Term(register_name="contributions", add="sum", of=stage, where=where, dates=(f"{stage}_on",), window=UNTIL)


def _subsidy(picture: Picture) -> MoneyFigure:
    term = Term(
        register_name="subsidy_payments",
        add="sum",
        of="amount",
        where=(Condition(field="plan_year", equals=picture.plan_year),),
        dates=("paid_on",),
        window=UNTIL,
    )
    received = picture.money.subsidy.received
    return MoneyFigure("subsidy/received", GRANTED, say("Subsidy received"), received, term=term)


def _derived(programme: Programme, picture: Picture) -> Iterator[MoneyFigure]:
    """The figures without rows of their own: totals, and the amounts that the grant's rule makes of them."""
    money = picture.money
    for name, label in MEASURED:
        title, rule = say("Total: {what}", what=label), say("the sum of {figures}", figures=f"line/*/{name}")
        yield MoneyFigure(f"total/{name}", TOTAL, title, getattr(money.totals, name), rule=rule)
    grant = programme.grant(picture.plan_year)
    if grant is None:
        return
    rule = say("{rule}; from {figures}", rule=BASES[grant.basis], figures="total/eligible, financing/received")
    yield MoneyFigure("subsidy/amount", GRANTED, SUBSIDY["amount"], money.subsidy.amount, rule=rule)
    others = "subsidy/amount, financing/received"
    rule = say("{first} less {others}, at least 0", first="total/actual", others=others)
    yield MoneyFigure("subsidy/uncovered", GRANTED, SUBSIDY["uncovered"], money.subsidy.uncovered, rule=rule)
