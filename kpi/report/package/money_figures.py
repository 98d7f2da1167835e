"""The money of a plan year with the rows behind each amount: bookings by line, contributions by stage, subsidy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kpi.facts.measuring.counted_rows import of_register
from kpi.language import Said
from kpi.picture import Picture
from kpi.programme.measure import Condition, Term, Window
from kpi.report.account import vat_recoverable
from kpi.report.classified import ClassifiedBooking, Standing, bookings
from kpi.report.contribution_labels import STAGES
from kpi.report.grant_rules import BASES
from kpi.report.package.collector import Collector
from kpi.report.package.evidence_package import FigureBehind, Link, RowKey, RowRole
from kpi.report.reading_rows import EVERY_ROW, evidence
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


@dataclass(frozen=True, slots=True)
class MoneyFigure:
    """An amount of the budget picture: its name in the index, the kind it belongs to, its title and its value."""

    name: str
    group: Said
    title: Said
    value: Decimal | int | None
    unit: str = "euro"
    rule: Said = ""

    def behind(self, picture: Picture, links: tuple[Link, ...] = ()) -> FigureBehind:
        """The figure with the rows behind it; one without rows follows from other figures, by its rule."""
        value = None if self.value is None else Fraction(self.value)
        return FigureBehind(
            self.name, self.group, self.title, self.unit, value, None, None, picture.as_of, links, self.rule
        )


def money_figures(collector: Collector, picture: Picture) -> Iterator[FigureBehind]:
    """Every amount of the budget picture that rests on rows."""
    yield from _lines(collector, picture)
    yield from _financing(collector, picture)
    yield _subsidy(collector, picture)
    yield from _derived(collector, picture)


def _lines(collector: Collector, picture: Picture) -> Iterator[FigureBehind]:
    reader = collector.reader
    rows = evidence(reader, picture.plan_year, picture.as_of)
    recoverable = vat_recoverable(reader.programme.grant(picture.plan_year))
    every = bookings(rows.expenses, rows.elsewhere, picture.as_of, recoverable)
    kept = collector.keep(of_register(reader, "expenses", EVERY_ROW)) if every else []
    keys = {_name(values["entry"], values["entry_line"]): key for key, values in kept}
    for line in picture.money.lines:
        own = [one for one in every if one.standing is Standing.LINE and one.expense.line == line.id]
        for name, label in MEASURED:
            titled = listed((line.title, label), ": ")
            figure = MoneyFigure(f"line/{line.id}/{name}", LINE, titled, getattr(line, name))
            yield figure.behind(picture, tuple(_links(name, own, every, keys)))
    apart = [one for one in every if one.standing is Standing.UNALLOCATED]
    links = tuple(Link(_key(one, keys), RowRole.NUMERATOR, one.cost) for one in apart)
    title = say("Bookings without a line of the budget")
    yield MoneyFigure("line/unallocated", LINE, title, picture.money.unallocated).behind(picture, links)


def _links(
    name: str, own: Sequence[ClassifiedBooking], every: Sequence[ClassifiedBooking], keys: dict[tuple[str, str], RowKey]
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


def _key(booking: ClassifiedBooking, keys: dict[tuple[str, str], RowKey]) -> RowKey:
    return keys[_name(booking.expense.entry, booking.expense.entry_line)]


def _name(entry: str, entry_line: str | None) -> tuple[str, str]:
    return entry.lower(), (entry_line or "").lower()


def _financing(collector: Collector, picture: Picture) -> Iterator[FigureBehind]:
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
        figure = MoneyFigure(f"financing/{name}", COFINANCING, title, getattr(financing, name), unit)
        yield figure.behind(picture, tuple(collector.of_term(term, RowRole.NUMERATOR, picture.as_of)))


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
    links = tuple(collector.of_term(term, RowRole.NUMERATOR, picture.as_of))
    received = picture.money.subsidy.received
    return MoneyFigure("subsidy/received", GRANTED, say("Subsidy received"), received).behind(picture, links)


def _derived(collector: Collector, picture: Picture) -> Iterator[FigureBehind]:
    """What follows from other figures, without rows of its own: totals, and what the rule makes of them."""
    money = picture.money
    for name, label in MEASURED:
        title, rule = say("Total: {what}", what=label), say("the sum of {figures}", figures=f"line/*/{name}")
        yield MoneyFigure(f"total/{name}", TOTAL, title, getattr(money.totals, name), rule=rule).behind(picture)
    grant = collector.programme.grant(picture.plan_year)
    if grant is None:
        return
    rule = say("{rule}; from {figures}", rule=BASES[grant.basis], figures="total/eligible, financing/received")
    amount = MoneyFigure("subsidy/amount", GRANTED, SUBSIDY["amount"], money.subsidy.amount, rule=rule)
    yield amount.behind(picture)
    others = "subsidy/amount, financing/received"
    rule = say("{first} less {others}, at least 0", first="total/actual", others=others)
    uncovered = MoneyFigure("subsidy/uncovered", GRANTED, SUBSIDY["uncovered"], money.subsidy.uncovered, rule=rule)
    yield uncovered.behind(picture)
