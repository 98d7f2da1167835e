"""Exact sums of expenses and income of a plan year, as the money needs them (interface.md, below the sheets).

What an order leaves committed is told row by row in ``kpi.report.classified`` as well;
``tests/facts/measuring/test_committed_both_ways.py`` holds both to the same amounts.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select, true

from kpi.facts.kept_amounts import keeps
from kpi.facts.measuring.dated_amounts import dated_amounts
from kpi.facts.measuring.dated_spending import cost, costs_on, dated_costs
from kpi.facts.measuring.expressions import Source, source
from kpi.facts.measuring.moments import asked_on
from kpi.facts.reader import Reader, can_tell, filled_registers
from kpi.money.sums import Income, OpenCosts, Spend, Spending
from kpi.programme.measure import Condition, Term, Window
from kpi.programme.plan import Programme

Expression = ColumnElement[Any]
DATED = {"committed": "ordered_on", "actual": "invoiced_day", "paid": "paid_on", "eligible": "invoiced_day"}
"""The date that tells each stage of an expense, by field of ``Spend``."""
STAGES = ("pledged", "invoiced", "received")
"""The stages of a contribution: each an amount, and its date under the same name with ``_on``."""
IN_KIND = "in_kind"


def spending(reader: Reader, plan_year: str, day: date) -> Spending:
    """Return the sums ordered, invoiced and paid up to the day, per budget line of the plan year.

    An expense whose plan year isn't known, or whose line isn't one of that year's budget, is counted apart.
    """
    budget = reader.programme.budget(plan_year, day)
    known = [line.id for line in budget.lines] if budget else []
    add = _by_date if keeps(reader) else _by_rows
    lines, rows, amount = add(reader, plan_year, known, day)
    untold = frozenset(stage for stage, dated in DATED.items() if not can_tell(reader, "expenses", dated))
    return Spending("expenses" in filled_registers(reader), lines, rows, amount, untold)


Spent = tuple[dict[str, Spend], int, Decimal]
"""What was spent by line, and the rows and the amount without a place."""


def _by_date(reader: Reader, plan_year: str, known: list[str], day: date) -> Spent:
    """Out of the costs by date, which are kept."""
    costs = costs_on(dated_costs(reader, plan_year, with_vat=_with_vat(reader.programme, plan_year)), known, day)
    lines = {line: Spend(*(_euro(stages[stage]) for stage in DATED)) for line, stages in costs.lines.items()}
    return lines, costs.lost_rows, _euro(costs.lost)


def _by_rows(reader: Reader, plan_year: str, known: list[str], day: date) -> Spent:
    """By the rows themselves."""
    src = source(reader, "expenses")
    cost = cost_of(src, reader.programme, plan_year)
    invoiced = src.column("invoiced_day") <= day
    committed = _committed(src, cost, day)
    line = src.column("budget_line")
    query = (
        select(
            line,
            _cents(case((committed.c.open > 0, committed.c.open))),
            _cents(case((invoiced, cost))),
            _cents(case((src.column("paid_on") <= day, cost))),
            _cents(case((and_(invoiced, src.column("eligible").is_(True)), cost))),
        )
        .select_from(src.table.outerjoin(committed, committed.c.id == src.table.c.id))
        .where(src.valid, src.column("plan_year") == plan_year, line.in_(known))
        .group_by(line)
    )
    lines = {row[0]: Spend(*(_euro(cents) for cents in row[1:])) for row in reader.connection.execute(query)}
    return lines, *_unallocated(src, cost, plan_year, known, day)


def cost_of(src: Source, programme: Programme, plan_year: str) -> Expression:
    """An expense's cost in cents: its amount, plus VAT where the grant says that VAT can't be recovered."""
    return cost(src, with_vat=_with_vat(programme, plan_year))


def _with_vat(programme: Programme, plan_year: str) -> bool:
    grant = programme.grant(plan_year)
    return grant is not None and not grant.vat_recoverable


def _committed(src: Source, cost: Expression, day: date) -> Subquery:
    """Rows ordered but not themselves invoiced on the day, less the invoices that name them.

    An invoice names ``entry`` or ``entry/line``; a bare entry of an order of several rows means its first row.
    Only entries of which a row is still open are looked at: of the others nothing can be left.
    """
    invoices = source(src.reader, "expenses")
    named = func.lower(invoices.column("order_reference")).label("named")
    spent = (
        select(named, func.sum(_same_cost(invoices, src, cost)).label("cents"))
        .where(invoices.valid, invoices.column("invoiced_day") <= day, named.is_not(None))
        .group_by(named)
        .subquery()
    )
    by_row, by_entry = spent.alias(), spent.alias()
    entry, entry_line = func.lower(src.column("entry")), src.column("entry_line")
    first = func.row_number().over(partition_by=entry, order_by=src.table.c.key) == 1
    others = source(src.reader, "expenses")
    open_entries = select(func.lower(others.column("entry"))).where(*_ordered(others, day), _still_open(others, day))
    ordered = (
        select(
            src.table.c.id,
            cost.label("cost"),
            (entry + "/" + func.lower(entry_line)).label("row_name"),
            case((first, entry)).label("entry_name"),
            _still_open(src, day).label("still_open"),
        )
        .where(*_ordered(src, day), entry.in_(open_entries))
        .subquery()
    )
    left = ordered.c.cost - func.coalesce(by_row.c.cents, 0) - func.coalesce(by_entry.c.cents, 0)
    return (
        select(ordered.c.id, left.label("open"))
        .select_from(
            ordered.outerjoin(by_row, by_row.c.named == ordered.c.row_name).outerjoin(
                by_entry, by_entry.c.named == ordered.c.entry_name
            )
        )
        .where(ordered.c.still_open)
        .subquery()
    )


def _ordered(src: Source, day: date) -> tuple[Expression, ...]:
    return src.valid, src.column("ordered_on") <= day


def _still_open(src: Source, day: date) -> Expression:
    """Not itself invoiced on the day."""
    return or_(src.column("invoiced_day").is_(None), src.column("invoiced_day") > day)


def _same_cost(invoices: Source, src: Source, cost: Expression) -> Expression:
    """The cost of an invoice by the same rule about VAT as its order."""
    plain = cost is src.table.c.amount
    amount: Expression = invoices.column("amount")
    return amount if plain else amount + func.coalesce(invoices.column("vat"), 0)


def open_costs(reader: Reader, plan_year: str, day: date, period: tuple[date, date]) -> OpenCosts:
    """Costs up to the day that were paid without a place in the budget, or count as eligible outside the period.

    A cost falls on the day of its invoice, else that of its payment; both days of the period belong to it.
    """
    src = source(reader, "expenses")
    cost = cost_of(src, reader.programme, plan_year)
    budget = reader.programme.budget(plan_year, day)
    known = [line.id for line in budget.lines] if budget else []
    on = src.column("invoiced_day")
    outside = and_(
        src.column("plan_year") == plan_year,
        src.column("budget_line").in_(known),
        src.column("eligible").is_(True),
        on <= day,
        ~on.between(*period),
        cost != 0,
    )
    lost = and_(_lost(src, plan_year, known), src.column("paid_on") <= day, cost != 0)
    return OpenCosts(*_count(src, cost, lost), *_count(src, cost, outside))


def _unallocated(src: Source, cost: Expression, plan_year: str, known: list[str], day: date) -> tuple[int, Decimal]:
    """Rows dated up to the day without a plan year, or of this one without a line of its budget."""
    dated = or_(*(src.column(name) <= day for name in ("ordered_on", "invoiced_on", "paid_on")))
    return _count(src, cost, and_(_lost(src, plan_year, known), dated))


def _lost(src: Source, plan_year: str, known: list[str]) -> Expression:
    """Without a plan year, or of this one without a line of its budget."""
    line = src.column("budget_line")
    without = or_(line.is_(None), line.not_in(known) if known else true())
    return or_(src.column("plan_year").is_(None), and_(src.column("plan_year") == plan_year, without))


def _count(src: Source, cost: Expression, where: Expression) -> tuple[int, Decimal]:
    """The rows that meet a condition, and their cost in euro."""
    rows, cents = src.reader.connection.execute(select(func.count(), _cents(cost)).where(src.valid, where)).one()
    return int(rows), _euro(cents)


def income(reader: Reader, plan_year: str, day: date) -> Income:
    """Contributions (cash by stage, in kind as pledged) and subsidy of the plan year, each dated up to the day."""
    earned = _earned_by_date if keeps(reader) else _earned_by_rows
    *stages, in_kind, organisations, subsidy = earned(reader, plan_year, day)
    told = stages_told(reader)
    return Income(
        **{stage: _euro(cents) for stage, cents in zip(STAGES, stages, strict=True) if stage in told},
        in_kind=_euro(in_kind) if IN_KIND in told else None,
        organisations=int(organisations) if "pledged" in told else None,
        subsidy_received=_euro(subsidy) if "subsidy_payments" in filled_registers(reader) else None,
    )


def _earned_by_rows(reader: Reader, plan_year: str, day: date) -> tuple[Any, ...]:
    """In cents the stages in cash, what was pledged in kind, the number who pledged cash, and the subsidy."""
    src = source(reader, "contributions", asked_on(reader.programme, day))
    cash = src.column("form") == "cash"

    def until(stage: str) -> Expression:
        return src.column(f"{stage}_on") <= day

    pledging = case((and_(cash, until("pledged"), src.column("pledged") > 0), src.column("organisation")))
    query = select(
        *(_cents(case((and_(cash, until(stage)), src.column(stage)))) for stage in STAGES),
        _cents(case((and_(~cash, until("pledged")), src.column("pledged")))),
        func.count(pledging.distinct()),
    ).where(src.valid, src.column("plan_year") == plan_year)
    paid = source(reader, "subsidy_payments")
    subsidy = select(_cents(paid.column("amount"))).where(
        paid.valid, paid.column("plan_year") == plan_year, paid.column("paid_on") <= day
    )
    return *reader.connection.execute(query).one(), reader.connection.scalar(subsidy)


def _earned_by_date(reader: Reader, plan_year: str, day: date) -> tuple[Any, ...]:
    """The same out of amounts by date, which are kept."""
    of_year = Condition(field="plan_year", equals=plan_year)
    cash = (of_year, Condition(field="form", equals="cash"))
    other = (of_year, Condition(field="form", filled=True), Condition(field="form", none_of=("cash",)))
    pledging = (*cash, Condition(field="pledged", above=Decimal(0)))
    terms = [_until("contributions", stage, f"{stage}_on", cash) for stage in STAGES]
    terms.append(_until("contributions", "pledged", "pledged_on", other))
    terms.append(_until("contributions", "organisation", "pledged_on", pledging, add="distinct"))
    terms.append(_until("subsidy_payments", "amount", "paid_on", (of_year,)))
    dated = (dated_amounts(reader, term, None) for term in terms)
    return tuple(each.at(reader, day, None)[0] for each in dated if each is not None)


def _until(register: str, of: str, dated: str, where: tuple[Condition, ...], add: str = "sum") -> Term:
    """What is dated up to the day."""
    window = Window(kind="until")
    return Term(register_name=register, add=add, of=of, where=where, dates=(dated,), window=window)


def stages_told(reader: Reader) -> frozenset[str]:
    """The stages of contributions that are known, with ``in_kind``: recorded at all, with columns that can tell them.

    In kind is what isn't cash: without a column that says so, every contribution is in cash.
    """
    if "contributions" not in filled_registers(reader):
        return frozenset()
    told = {stage for stage in STAGES if can_tell(reader, "contributions", stage, f"{stage}_on")}
    return frozenset(told | {IN_KIND} if "pledged" in told and can_tell(reader, "contributions", "form") else told)


def _cents(amount: Expression) -> Expression:
    """A sum in cents; 0 of nothing (``known`` says what was never recorded at all)."""
    return func.coalesce(func.sum(amount), 0)


def _euro(cents: Any) -> Decimal:  # noqa: ANN401 - int on SQLite, Decimal on PostgreSQL
    return Decimal(int(cents)) / 100
