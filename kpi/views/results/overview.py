"""The first screen: a sentence, the goals with their balance, the money bars, and the changed statuses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kpi.charts.bullets import Bullet, MoneyBar, Stage
from kpi.money.outlook import to_come_in, to_pledge
from kpi.money.sums import BudgetPicture, FinancingPicture
from kpi.picture import Picture
from kpi.programme.framework import Goal, Horizon
from kpi.programme.plan import Indicator, Programme
from kpi.programme.vocabulary import Choice
from kpi.score.scores import GOOD, GoalScore, IndicatorScore, PartScore, Status
from kpi.score.value_notation import unscored
from kpi.sentences import Said, listed, say
from kpi.views.value_words import cents_to_tie, percent

UNJUDGED = (Status.NO_DATA, Status.NO_BASELINE, Status.TOO_FEW, Status.TOO_EARLY, Status.NOT_STARTED)


def headline(picture: Picture) -> Said:
    """The state of the programme in one sentence: how many targets are met or on track, what must still come in."""
    good, total = sum(score.status in GOOD for score in picture.judged), len(picture.judged)
    first: Said = say("On {day} {n} of 1 target is achieved or on track", n=good, day=say.date(picture.as_of))
    if total != 1:
        first = say.plural(
            "On {day} {n} of {total} targets is achieved or on track",
            "On {day} {n} of {total} targets are achieved or on track",
            good,
            day=say.date(picture.as_of),
            total=total,
        )
    parts = [first, *_counts(picture)]
    return listed((listed((listed(parts), _to_come(picture.money)), "; "), "."), "")


def _counts(picture: Picture) -> list[Said]:
    behind = sum(score.status in {Status.BEHIND, Status.MISSED} for score in picture.indicators)
    unjudged = sum(score.status in UNJUDGED for score in picture.judged)
    attention = sum(score.status is Status.ATTENTION for score in picture.indicators)
    accepted = sum(score.status is Status.ACCEPTED for score in picture.indicators)
    counted = [
        say.plural("{n} asks for attention", "{n} ask for attention", attention) if attention else "",
        say.plural("{n} is behind or missed", "{n} are behind or missed", behind) if behind else "",
        say.plural("{n} is an accepted deviation", "{n} are accepted deviations", accepted) if accepted else "",
        say.plural("{n} can't be judged yet", "{n} can't be judged yet", unjudged) if unjudged else "",
    ]
    return [part for part in counted if part]


def _to_come(money: BudgetPicture) -> Said:
    got, gap = money.financing, money.financing.gap
    if gap is None:
        return ""
    if gap == 0:
        return say("the co-financing that the plan asks for {plan_year} has come in", plan_year=money.plan_year)
    values: dict[str, Said] = {"amount": say.money(gap, cents=cofinancing_cents(got)), "plan_year": money.plan_year}
    if money.ended:
        return say("{amount} of the co-financing asked for {plan_year} hasn't come in", **values)
    return say("{amount} of co-financing for {plan_year} still has to come in", **values)


def budget_cents(money: BudgetPicture) -> bool:
    """Whether the year's budget needs its cents, wherever it is shown: it is what each line takes and what is left."""
    whole = money.totals
    used = (line.used for line in money.lines if line.used is not None)
    return cents_to_tie(
        (whole.budget, whole.actual, whole.committed, whole.remaining), (whole.budget, whole.remaining, *used)
    )


def cofinancing_cents(got: FinancingPicture) -> bool:
    """Whether co-financing needs its cents, wherever it is shown: stages, what is short and what is to come in tie."""
    missing, open_ = to_pledge(got), to_come_in(got)
    covered = None if got.target is None or missing is None else got.target - missing
    return cents_to_tie(
        (got.target, got.received, got.gap or None),
        (got.target, missing or None, covered),
        (got.pledged, got.received, open_ or None),
    )


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A goal with its score, its indicators and the words for its phases."""

    goal: Goal
    score: GoalScore
    indicators: tuple[tuple[Indicator, IndicatorScore], ...]


def goal_cards(picture: Picture, programme: Programme) -> tuple[GoalCard, ...]:
    """The goals of the programme, each with its indicators in the programme's order."""
    scores = {score.id: score for score in picture.goals}
    return tuple(
        GoalCard(
            goal,
            scores[goal.id],
            tuple((programme.indicator(s.id), s) for s in picture.indicators if s.goal == goal.id),
        )
        for goal in programme.goals
    )


def balance_of(card: GoalCard, phases: Sequence[Choice]) -> tuple[tuple[Choice, Fraction | None], ...]:
    """The phases of a goal with their mean progress; None where nothing has started and has a value."""
    return tuple((phase, card.score.balance.phases[phase.id]) for phase in phases)


def goal_words(score: GoalScore) -> Said:
    """The score of a goal over all of its targets, named as such; without one, how many of them could be measured."""
    return say("all targets: {share}", share=part_words(score.whole))


def horizon_words(score: GoalScore, horizon: Horizon) -> Said:
    """The score of a goal for one horizon, with its name."""
    return say("{horizon}: {share}", horizon=horizon.label, share=part_words(score.horizons[horizon.id]))


def balance_words(card: GoalCard, programme: Programme) -> Said:
    """The mean progress of each phase of a goal (plan §5)."""
    shares = [listed((phase.label, percent(value)), " ") for phase, value in balance_of(card, programme.phases)]
    return listed(shares, " · ")


def part_words(part: PartScore) -> Said:
    """The score of a goal or of a part of it; without one, how many of its targets could be measured."""
    return unscored(part) if part.score is None else say.share(part.score, 0)


def balance_sentence(card: GoalCard, programme: Programme) -> Said:
    """The warning about the balance of a goal's phases; empty when there is none (plan §5)."""
    if not card.score.balance.warning:
        return ""
    margin = say.number(programme.thresholds.balance_warning * 100)
    if programme.pace.warning:
        return say("{warning} (more than {margin} points apart)", warning=programme.pace.warning, margin=margin)
    pace = (programme.pace.ahead, programme.pace.of)
    ahead, of = (next(p.label for p in programme.phases if p.id == each) for each in pace)
    return say("{ahead} runs more than {margin} percentage points ahead of {of}", ahead=ahead, margin=margin, of=of)


def bullet_of(score: IndicatorScore, day: date) -> Bullet:
    """An indicator as a bullet; hatched from the last target that has passed, when the path after it is assumed."""
    passed = [outcome.value for outcome in score.targets if outcome.due <= day]
    certain = max([score.baseline, *passed]) if score.assumed else None
    target = score.target
    asked, limit = (target.value, target.limit) if target else (None, None)
    return Bullet(score.value, asked, score.expected, certain, limit)


def budget_bar(money: BudgetPicture) -> MoneyBar | None:
    """The bar of the budget: paid, invoiced and ordered, as far as recorded; None without a recorded expense."""
    line = money.totals
    if money.unallocated is None:
        return None
    ordered = None if line.committed is None else line.used
    stages = _pieces((line.paid, "primary"), (line.actual, "middle"), (ordered, "light"))
    return MoneyBar(stages, scale_of(money), None if line.budget is None else Fraction(line.budget), None)


def cofinancing_bar(money: BudgetPicture) -> MoneyBar | None:
    """Co-financing received, invoiced and pledged on the same euro scale; the stroke is what the plan asks.

    None while no stage is recorded.
    """
    got = money.financing
    stages = _pieces((got.received, "primary"), (got.invoiced, "middle"), (got.pledged, "light"))
    if not stages:
        return None
    target = None if got.target is None else Fraction(got.target)
    return MoneyBar(stages, scale_of(money), target, target)


def _pieces(*stages: tuple[Decimal | None, str]) -> tuple[Stage, ...]:
    """A piece for each stage that is recorded, after the one before it; one that lies under that adds nothing."""
    pieces, reached = [], Decimal(0)
    for amount, colour in stages:
        if amount is not None:
            pieces.append(Stage(Fraction(max(amount, reached) - reached), colour))
            reached = max(amount, reached)
    return tuple(pieces)


def scale_of(money: BudgetPicture) -> Fraction:
    """The largest amount that the money bars have to hold, in euro."""
    got = money.financing
    amounts = [
        money.totals.budget,
        got.target,
        got.pledged,
        got.invoiced,
        got.received,
        money.subsidy.cap,
        money.subsidy.amount,
        money.totals.used,
    ]
    return max((Fraction(amount) for amount in amounts if amount is not None), default=Fraction(1))


def used_share(money: BudgetPicture) -> Fraction | None:
    """The share of the budget that is spent, or ordered where that is recorded.

    None when no expense is known, or there is no budget.
    """
    line = money.totals
    if line.actual is None or line.used is None or not line.budget:
        return None
    return Fraction(line.used) / Fraction(line.budget)
