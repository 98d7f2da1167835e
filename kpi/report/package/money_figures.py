"""The money of a plan year with the rows behind each amount: bookings by line, contributions by stage, subsidy."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from kpi.facts.measuring.counted_rows import of_register
from kpi.language import N_
from kpi.monitor import Picture
from kpi.programme.measure import Condition, Term, Window
from kpi.report.chapters.particulars import BASES
from kpi.report.classified import ClassifiedBooking, Standing, bookings
from kpi.report.evidence_rows import EVERY_ROW, evidence
from kpi.report.package.collector import Collector
from kpi.report.package.evidence_package import FigureBehind, Link, RowKey, RowRole

MEASURED = (("actual", N_("spent")), ("paid", N_("paid")), ("committed", N_("on order")), ("eligible", N_("eligible")))
"""What is kept of each budget line, by field of its picture and of a booking."""
STAGES = (("pledged", N_("Pledged")), ("invoiced", N_("Invoiced")), ("received", N_("Received")))
UNTIL = Window(kind="until")


def money_figures(collector: Collector, picture: Picture) -> Iterator[FigureBehind]:
    """Every amount of the budget picture that rests on rows."""
    yield from _lines(collector, picture)
    yield from _financing(collector, picture)
    yield _subsidy(collector, picture)
    yield from _derived(collector, picture)


def _lines(collector: Collector, picture: Picture) -> Iterator[FigureBehind]:
    words, programme = collector.words, collector.programme
    rows = evidence(collector.reader, picture.plan_year, picture.as_of)
    grant = programme.grant(picture.plan_year)
    recoverable = grant.vat_recoverable if grant else True
    found = bookings(rows.expenses, rows.elsewhere, picture.as_of, recoverable)
    kept = collector.keep(of_register(collector.reader, "expenses", EVERY_ROW)) if found else []
    keys = {_name(values["entry"], values["entry_line"]): key for key, values in kept}
    for line in picture.money.lines:
        own = [one for one in found if one.standing is Standing.LINE and one.expense.line == line.id]
        for name, said in MEASURED:
            title = f"{words.say(line.title)}: {words(said)}"
            links = tuple(_links(name, own, found, keys))
            yield _amount(f"line/{line.id}/{name}", words("Budget line"), title, getattr(line, name), picture, links)
    apart = [one for one in found if one.standing is Standing.UNALLOCATED]
    links = tuple(
        Link(keys[_name(one.expense.entry, one.expense.entry_line)], RowRole.NUMERATOR, one.cost) for one in apart
    )
    title = words("Bookings without a line of the budget")
    yield _amount("line/unallocated", words("Budget line"), title, picture.money.unallocated, picture, links)


def _links(
    name: str, own: Sequence[ClassifiedBooking], every: Sequence[ClassifiedBooking], keys: dict[tuple[str, str], RowKey]
) -> Iterator[Link]:
    """The bookings that add to an amount; for what is on order also the invoices that lower it."""
    counted = [one for one in own if getattr(one, name)]
    for one in counted:
        yield Link(keys[_name(one.expense.entry, one.expense.entry_line)], RowRole.NUMERATOR, getattr(one, name))
    if name == "committed":
        orders = {one.number for one in counted}
        for one in every:
            if one.order in orders:
                yield Link(keys[_name(one.expense.entry, one.expense.entry_line)], RowRole.SUPPORT)


def _name(entry: str, entry_line: str | None) -> tuple[str, str]:
    return entry.lower(), (entry_line or "").lower()


def _financing(collector: Collector, picture: Picture) -> Iterator[FigureBehind]:
    words, got = collector.words, picture.money.financing
    in_year = Condition(field="plan_year", equals=picture.plan_year)
    cash = (in_year, Condition(field="form", equals="cash"))
    terms: list[tuple[str, str, Decimal | int | None, Term]] = [
        (stage, words(said), getattr(got, stage), _sum(stage, cash)) for stage, said in STAGES
    ]
    in_kind = (in_year, Condition(field="form", none_of=("cash",)))
    terms.append(("in_kind", words("In kind"), got.in_kind, _sum("pledged", in_kind)))
    pledging = _sum("pledged", (*cash, Condition(field="pledged", above=0)))
    distinct = pledging.model_copy(update={"add": "distinct", "of": "organisation"})
    terms.append(("organisations", words("Organisations that pledged"), got.organisations, distinct))
    for name, title, value, term in terms:
        links = tuple(collector.of_term(term, RowRole.NUMERATOR, picture.as_of))
        unit = "count" if name == "organisations" else "euro"
        group = words("Co-financing")
        yield _amount(f"financing/{name}", group, title, value, picture, links, unit)


def _sum(stage: str, where: tuple[Condition, ...]) -> Term:
    return Term(register_name="contributions", add="sum", of=stage, where=where, dates=(f"{stage}_on",), window=UNTIL)


def _subsidy(collector: Collector, picture: Picture) -> FigureBehind:
    words = collector.words
    term = Term(
        register_name="subsidy_payments",
        add="sum",
        of="amount",
        where=(Condition(field="plan_year", equals=picture.plan_year),),
        dates=("paid_on",),
        window=UNTIL,
    )
    links = tuple(collector.of_term(term, RowRole.NUMERATOR, picture.as_of))
    value = picture.money.subsidy.received
    return _amount("subsidy/received", words("Subsidy"), words("Subsidy received"), value, picture, links)


def _derived(collector: Collector, picture: Picture) -> Iterator[FigureBehind]:
    """What follows from other figures, without rows of its own: totals, and what the rule makes of them."""
    words, known = collector.words, picture.money
    for name, said in MEASURED:
        title, rule = words("Total: {what}", what=words(said)), words("the sum of {figures}", figures=f"line/*/{name}")
        yield _amount(f"total/{name}", words("Total"), title, getattr(known.totals, name), picture, (), rule=rule)
    grant = collector.programme.grant(picture.plan_year)
    if grant is None:
        return
    figures = ", ".join(("total/eligible", "financing/received"))
    rule = words("{rule}; from {figures}", rule=words(BASES[grant.basis]), figures=figures)
    title = words("Subsidy that today's costs give (forecast)")
    yield _amount("subsidy/amount", words("Subsidy"), title, known.subsidy.amount, picture, (), rule=rule)
    others = ", ".join(("subsidy/amount", "financing/received"))
    rule = words("{first} less {others}, at least 0", first="total/actual", others=others)
    title = words("Costs that neither subsidy nor contributions cover")
    yield _amount("subsidy/uncovered", words("Subsidy"), title, known.subsidy.uncovered, picture, (), rule=rule)


def _amount(
    name: str,
    group: str,
    title: str,
    value: Decimal | int | None,
    picture: Picture,
    links: tuple[Link, ...],
    unit: str = "euro",
    rule: str = "",
) -> FigureBehind:
    known = None if value is None else Fraction(value)
    return FigureBehind(name, group, title, unit, known, None, None, picture.as_of, links, rule)
