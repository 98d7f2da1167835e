"""The money of a plan year with the rows behind each amount: bookings by line, contributions by stage, subsidy."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kpi.facts.measuring.counted_rows import of_register
from kpi.language import Said
from kpi.picture import Picture
from kpi.programme.measure import Condition, Term, Window
from kpi.programme.plan import Programme
from kpi.report.account import SubsidyReport
from kpi.report.account_texts import BASES, STAGES, kind_label
from kpi.report.chapters.income import stage_sum
from kpi.report.chapters.questioned_costs import BEARS, TITLES, cost_checks
from kpi.report.classified import ClassifiedBooking, Standing
from kpi.report.evidence_rows import EVERY_ROW
from kpi.report.package.collector import Collector
from kpi.report.package.evidence_package import FigureBehind, Link, RowKey, RowRole
from kpi.report.package.printed_rows import contribution_key, cost_fields
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
CHECKED, BOOKED, PROVEN = say("Costs that ask for a closer look"), say("Bookings"), say("With evidence")
IN_KIND = ("in_kind", "pledged", say("In kind"), "in_kind")
Keys = Mapping[int, RowKey]
"""The rows of expenses by the numbers of their bookings."""


def money_figures(collector: Collector, report: SubsidyReport) -> Iterator[FigureBehind]:
    """Every amount that rests on rows, with these rows, and what the grant's rule makes of them."""
    keys = booking_keys(collector, report)
    yield from _lines(report, keys)
    yield from _checks(report, keys)
    yield from _financing(collector, report.picture)
    yield from _by_kind(collector, report)
    yield _subsidy(collector, report.picture)
    yield from _derived(collector.programme, report.picture)


def booking_keys(collector: Collector, report: SubsidyReport) -> Mapping[int, RowKey]:
    """The rows of expenses by the numbers of their bookings; each is kept for the package."""
    kept = collector.keep(of_register(collector.reader, "expenses", EVERY_ROW)) if report.bookings else []
    keys = {_entry(values["entry"], values["entry_line"]): key for key, values in kept}
    return {one.number: keys[_entry(one.expense.entry, one.expense.entry_line)] for one in report.bookings}


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


def _lines(report: SubsidyReport, keys: Keys) -> Iterator[FigureBehind]:
    picture, fields = report.picture, cost_fields(report)
    for line in picture.money.lines:
        own = [one for one in report.bookings if one.standing is Standing.LINE and one.expense.line == line.id]
        for name, label in MEASURED:
            titled = listed((line.title, label), ": ")
            links = tuple(_links(name, own, report.bookings, keys, fields))
            yield _figure(picture, f"line/{line.id}/{name}", (LINE, titled), getattr(line, name), links=links)
        proven = [one for one in own if one.expense.evidence]
        for name, label, found in (("bookings", BOOKED, own), ("proven", PROVEN, proven)):
            links = tuple(Link(keys[one.number], RowRole.NUMERATOR, Decimal(1)) for one in found)
            more = {"unit": "count", "links": links}
            yield _figure(
                picture, f"line/{line.id}/{name}", (LINE, listed((line.title, label), ": ")), len(found), **more
            )
    apart = [one for one in report.bookings if one.standing is Standing.UNALLOCATED]
    links = tuple(Link(keys[one.number], RowRole.NUMERATOR, one.cost, fields=fields) for one in apart)
    title = say("Bookings without a line of the budget")
    yield _figure(picture, "line/unallocated", (LINE, title), picture.money.unallocated, links=links)
    counted = tuple(replace(link, adds=Decimal(1), fields=()) for link in links)
    known = None if picture.money.unallocated is None else picture.money.unallocated_rows
    yield _figure(
        picture, "line/unallocated/bookings", (LINE, listed((title, BOOKED), ": ")), known, unit="count", links=counted
    )


def _links(
    name: str, own: Sequence[ClassifiedBooking], every: Sequence[ClassifiedBooking], keys: Keys, fields: tuple[str, ...]
) -> Iterator[Link]:
    """The bookings that add to an amount; for what is on order also the invoices that lower it."""
    counted = [booking for booking in own if getattr(booking, name)]
    for booking in counted:
        yield Link(keys[booking.number], RowRole.NUMERATOR, getattr(booking, name), fields=fields)
    if name == "committed":
        orders = {booking.number for booking in counted}
        for booking in every:
            if booking.order in orders:
                yield Link(keys[booking.number], RowRole.SUPPORT, fields=fields)


def _checks(report: SubsidyReport, keys: Keys) -> Iterator[FigureBehind]:
    """The costs that an officer asks about, with the bookings of each kind."""
    for check in cost_checks(report.programme, report.picture, report.bookings):
        title, fields = TITLES[check.kind], cost_fields(report)
        sums: tuple[tuple[str, Said, Callable[[ClassifiedBooking], Decimal]], ...] = (
            ("costs", say("Amount"), check.cost),
            ("eligible", BEARS, check.subsidised),
            ("bookings", BOOKED, lambda _: Decimal(1)),
        )
        for name, label, of in sums:
            added = [(one, of(one)) for one in check.bookings if of(one)]
            part = () if name == "bookings" else fields
            links = tuple(Link(keys[one.number], RowRole.NUMERATOR, part_of, fields=part) for one, part_of in added)
            value, unit = sum((amount for _, amount in added), Decimal(0)), "count" if name == "bookings" else "euro"
            label_of = (CHECKED, listed((title, label), ": "))
            yield _figure(report.picture, f"check/{check.kind}/{name}", label_of, value, unit=unit, links=links)


def _by_kind(collector: Collector, report: SubsidyReport) -> Iterator[FigureBehind]:
    """The contributions of each kind of organisation by stage, and those in kind."""
    rows, day = report.evidence.contributions, report.as_of
    in_year = Condition(field="plan_year", equals=report.year.id)
    if (
        rows
    ):  # each that the account prints is kept, also one that adds to no stage of money, such as hours that came in
        _behind(collector, report.picture, Term(register_name="contributions", add="rows", where=(in_year,)))
    stages = (*((stage, stage, heading, "cash") for stage, _, heading in STAGES), IN_KIND)
    for kind in dict.fromkeys(row.kind for row in rows):
        for name, stage, heading, form in stages:
            counted = [(row, row.counted(stage, day)) for row in rows if row.kind == kind and row.form == form]
            found = [(collector.known(contribution_key(report, row)), amount) for row, amount in counted if amount]
            links = tuple(Link(key, RowRole.NUMERATOR, amount, fields=(stage,)) for key, amount in found if key)
            title = listed((kind_label(report.programme, kind), heading), ": ")
            value = stage_sum([row for row, _ in counted], stage, form, report)
            yield _figure(
                report.picture, f"contributions/{kind or 'unknown'}/{name}", (COFINANCING, title), value, links=links
            )


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
