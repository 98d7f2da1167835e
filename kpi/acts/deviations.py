"""Accepting the deviation of an indicator that is behind: the only status that is set by hand (plan)."""

from datetime import datetime

from kpi.access import Act, Person, permit
from kpi.errors import Refusal
from kpi.facts.decisions.decision_kinds import AcceptedDeviation
from kpi.facts.proposal import Proposal, Revision
from kpi.facts.store import Store
from kpi.language import N_
from kpi.monitor import scorecard
from kpi.score.scores import ACCEPTABLE, Acceptance


class NotAcceptable(Refusal):
    """A deviation was to be accepted where there is none."""

    template = N_("{indicator} is not behind on {day}, so there is no deviation to accept.")


class IncompleteAcceptance(Refusal):
    """An acceptance without a reason, a name, or with an end before its beginning."""

    template = N_("An accepted deviation needs a reason, a name and an end date that isn't before {day}.")


def accept_deviation(store: Store, who: Person, acceptance: Acceptance, *, at: datetime) -> Revision:
    """Accept an indicator's deviation over the days of the acceptance, both included.

    The acceptance names who accepted it, as the plan's readers know them; ``who`` is whoever records that. Raises
    NotAllowed, IncompleteAcceptance and NotAcceptable.
    """
    permit(store, who, Act.ACCEPT_DEVIATION, at=at, about=acceptance.indicator)
    on = acceptance.on
    if not acceptance.reason.strip() or not acceptance.by.strip() or acceptance.until < on:
        raise IncompleteAcceptance(day=on.isoformat())
    with store.read() as reader:
        base, scores = reader.revision, scorecard(reader, on)
    score = next(score for score in scores if score.id == acceptance.indicator)
    if score.computed_status not in ACCEPTABLE:
        raise NotAcceptable(indicator=store.filed.indicator(acceptance.indicator).title, day=on.isoformat())
    deviation = AcceptedDeviation(acceptance.indicator, on, acceptance.until, by=acceptance.by.strip())
    decision = deviation.decision(acceptance.reason.strip())
    return store.commit(Proposal(base, who.by, at, decisions=(decision,), act=Act.ACCEPT_DEVIATION))
