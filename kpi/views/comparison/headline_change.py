"""The move of an indicator or the money since an earlier day, in one sentence under a headline."""

from kpi.picture import Picture
from kpi.programme.plan import Indicator, Programme
from kpi.score.scores import IndicatorScore
from kpi.sentences import Said, listed, say
from kpi.views.comparison.compare import AMOUNTS, compare, signed, value_difference
from kpi.views.value_words import bare, status_word

TOLD = ("totals.actual", "financing.received")
"""The amounts that the headline of the money is about."""


def indicator_since(before: Picture, after: Picture, id_: str, programme: Programme) -> Said:
    """The change of an indicator's value and status since an earlier day; empty without both values."""
    pairs = [pair for pair in compare(before, after).indicators if pair.after.id == id_]
    if not pairs or pairs[0].before.value is None or pairs[0].after.value is None:
        return ""
    pair, indicator = pairs[0], programme.indicator(id_)
    change = say(
        "Since {day}: {difference} (then {value})",
        day=say.date(before.as_of),
        difference=value_difference(pair.before.value, pair.after.value, indicator),
        value=bare(pair.before.value, indicator.unit),
    )
    if pair.before.status == pair.after.status:
        return say("{told}; the status is the same.", told=change)
    old, new = (status_word(programme, score.status) for score in (pair.before, pair.after))
    return say("{told}; status {old} → {new}.", told=change, old=old, new=new)


def moved(then: Picture | None, indicator: Indicator, score: IndicatorScore, programme: Programme) -> Said:
    """The earlier value and status of an indicator; empty where nothing differs, or without an earlier picture."""
    before = next((old for old in then.indicators if old.id == score.id), None) if then else None
    if before is None or (before.value, before.status) == (score.value, score.status):
        return ""
    change = say(
        "was {value} ({difference})",
        value=bare(before.value, indicator.unit),
        difference=value_difference(before.value, score.value, indicator),
    )
    if before.status == score.status:
        return change
    old, new = (status_word(programme, old_score.status) for old_score in (before, score))
    return say("{told}; status {old} → {new}", told=change, old=old, new=new)


def money_since(before: Picture, after: Picture) -> Said:
    """The amounts invoiced and received since an earlier day, in euro; empty when none is known on both days."""
    changes = [
        listed((say(AMOUNTS[amount.name]), signed(amount.difference)), " ")
        for amount in compare(before, after).money
        if amount.name in TOLD and amount.difference is not None
    ]
    if not changes:
        return ""
    return say("Since {day}: {told}.", day=say.date(before.as_of), told=listed(changes, "; "))
