"""What members are told, out of the update's pictures: a result, the costs in parts, what a contribution did."""

from decimal import Decimal
from fractions import Fraction

from kpi.documents.small_counts import hidden
from kpi.money.sums import BudgetPicture
from kpi.programme.plan import Programme
from kpi.score.scores import GOOD
from kpi.sentences import say
from kpi.update.coming import for_members
from kpi.update.quarterly_update import CostPart, Delivery, Highlights, ScorePair, UpdateReport

PARTS, DELIVERIES = 4, 6
"""So many lines of the budget are named, the others together; so many deliveries are told."""


def highlights(report: UpdateReport) -> Highlights:
    """What of the update is told to the members."""
    money = report.after.money
    spent = money.totals.actual
    asked = member_contribution(report.programme)
    return Highlights(
        result=result(report),
        costs=cost_parts(money),
        spent=spent,
        contribution=asked,
        part=Fraction(asked) / Fraction(spent) if asked and spent and asked < spent else None,
        deliveries=deliveries(report.programme, money),
        dates=for_members(report),
    )


def result(report: UpdateReport) -> ScorePair | None:
    """The result to begin with: what goes well before what doesn't, a count before an amount, then what grew most."""
    told = [pair for pair in report.pairs() if _tells(pair)]
    return max(
        told, key=lambda pair: (pair.after.status in GOOD, pair.indicator.unit == "count", grown(pair)), default=None
    )


def _tells(pair: ScorePair) -> bool:
    indicator, score = pair.indicator, pair.after
    return bool(
        score.value
        and score.value > 0
        and score.target
        and indicator.unit != "points"
        and not indicator.lower_is_better
        and not hidden(indicator, score.value, score.numerator)
    )


def grown(pair: ScorePair) -> Fraction:
    """How much was added since the last meeting, as a part of the target; nothing where one of both isn't known."""
    before, value, target = pair.before.value, pair.after.value, pair.after.target
    if before is None or value is None or target is None or not target.value:
        return Fraction(0)
    return (value - before) / target.value


def cost_parts(money: BudgetPicture) -> tuple[CostPart, ...]:
    """The costs by line of the budget, the largest first, and the others together; none where they aren't known."""
    known = [CostPart(line.title, line.actual) for line in money.lines if line.actual is not None and line.actual > 0]
    if not known or sum(part.amount for part in known) != money.totals.actual:
        return ()
    largest = sorted(known, key=lambda part: -part.amount)
    first, rest = (largest, []) if len(largest) <= PARTS + 1 else (largest[:PARTS], largest[PARTS:])
    if rest:
        others = say.plural("{n} other line", "{n} other lines", len(rest))
        first.append(CostPart(others, sum((part.amount for part in rest), Decimal(0))))
    return tuple(first)


def member_contribution(programme: Programme) -> Decimal | None:
    """What the programme asks of a member: the target of the mean contribution; None where it has none."""
    for indicator in programme.indicators:
        measure = indicator.measure
        per_head = measure.parts.denominator and measure.registers_read()[:1] == ("contributions",)
        if indicator.unit == "euro" and per_head and indicator.targets:
            return indicator.last_target.value
    return None


def deliveries(programme: Programme, money: BudgetPicture) -> tuple[Delivery, ...]:
    """What was delivered of what was promised for the plan year and can be counted, in the programme's order."""
    outputs = {output.id: output for output in programme.outputs}
    counted = [
        Delivery(one.delivered, one.planned, outputs[one.id].title)
        for one in money.outputs
        if one.delivered and outputs[one.id].measure.registers_read()[0] != "measurements"
    ]
    return tuple(counted[:DELIVERIES])
