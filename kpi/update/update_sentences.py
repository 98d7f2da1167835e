"""The update in plain words, section by section, out of its figures alone."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from kpi.documents.small_counts import FEWEST, few, hidden
from kpi.language import Said
from kpi.programme.framework import Goal
from kpi.programme.plan import Indicator
from kpi.score.scores import IndicatorScore
from kpi.sentences import listed, lower, say
from kpi.update.quarterly_update import UpdateReport
from kpi.update.update_figures import ending, euro, figure, share, value
from kpi.views.grouping import NO_MEMBERSHIPS
from kpi.views.promised.minutes_words import KINDS, subject
from kpi.views.results.attention import Concern, concerns
from kpi.views.results.overview import GoalCard, balance_sentence, goal_cards, headline, horizon_words
from kpi.views.value_words import recorded, status_word


def where(report: UpdateReport) -> tuple[Said, ...]:
    """The state of the programme: one sentence, then each goal with its score on both days."""
    before = {goal.id: goal.score for goal in report.before.goals}
    goals = (_goal(card, before[card.goal.id], report) for card in goal_cards(report.after, report.programme))
    return (headline(report.after), *goals, *warnings(report))


def _goal(card: GoalCard, then: Fraction | None, report: UpdateReport) -> Said:
    """The score of a goal over all of its targets on both days, then that of each horizon by its name."""
    whole = _whole(card.goal, card.score.score, then, report)
    if card.score.score is None or not report.programme.horizons:
        return whole
    horizons = listed([horizon_words(card.score, horizon) for horizon in report.programme.horizons])
    return say("{goal} {horizons}.", goal=whole, horizons=horizons)


def _whole(goal: Goal, now: Fraction | None, then: Fraction | None, report: UpdateReport) -> Said:
    """The score on both days, or that it has none on one of them: too little was measured."""
    values: dict[str, object] = {"id": goal.id, "goal": goal.short, "since": say.date(report.since)}
    if now is None:
        return say("Goal {id}, {goal}: no score yet.", **values)
    values["score"] = share(now)
    if then is None:
        return say("Goal {id}, {goal}: {score} of the way; on {since} it had no score yet.", **values)
    return say("Goal {id}, {goal}: {score} of the way; on {since} that was {then}.", **values, then=share(then))


def warnings(report: UpdateReport) -> tuple[Said, ...]:
    """The warnings of the balance of the phases (plan §5), by goal."""
    cards = goal_cards(report.after, report.programme)
    sentences = ((card.goal.id, balance_sentence(card, report.programme)) for card in cards)
    return tuple(say("Goal {id}: {warning}.", id=goal, warning=warning) for goal, warning in sentences if warning)


def changed(report: UpdateReport) -> tuple[Said, ...]:
    """Every status that changed since the last meeting's day."""
    if not report.changes:
        return (say("No indicator has another status than on {since}.", since=say.date(report.since)),)
    return tuple(
        say(
            "{title}: from {old} to {new}; {figure}.",
            title=change.indicator.title,
            old=status_word(report.programme, change.before.status),
            new=status_word(report.programme, change.after.status),
            figure=figure(change.indicator, change.after),
        )
        for change in report.changes
    )


def members(report: UpdateReport) -> tuple[Said, ...]:
    """The number of members, and the members who came and left."""
    news = report.news
    if "organisations" not in news.registers:
        return (say("No organisation has been recorded yet."),)
    if "memberships" not in news.registers:
        return (say(NO_MEMBERSHIPS), *standings(report, ("organisations",)))
    now = sum(kind.after for kind in news.members)
    sentences = [
        say.plural(
            "On {day} {n} organisation is a member; on {since} there were {then}.",
            "On {day} {n} organisations are members; on {since} there were {then}.",
            now,
            day=say.date(report.as_of),
            since=say.date(report.since),
            then=say.number(sum(kind.before for kind in news.members)),
        ),
        say("New: {names}.", names=ending(news.joined)) if news.joined else say("No new members."),
    ]
    if news.left:
        sentences.append(say("No longer a member: {names}.", names=ending(news.left)))
    return (*sentences, *standings(report, ("organisations",)))


def vacancies(report: UpdateReport) -> tuple[Said, ...]:
    """The positions offered and filled since the last meeting, and the indicators about them."""
    news = report.news
    if "vacancies" not in news.registers:
        return (say("No vacancy has been recorded yet."),)
    offered = say.plural(
        "Since {since} {n} vacancy was published, with {positions}.",
        "Since {since} {n} vacancies were published, with {positions}.",
        news.postings,
        since=say.date(report.since),
        positions=say.plural("{n} position", "{n} positions", news.positions),
    )
    return (offered, _filled(news.filled), *standings(report, ("vacancies",)))


def _filled(filled: int) -> Said:
    if few(filled):
        return say("Fewer than {n} positions were filled in that time.", n=FEWEST)
    return say.plural("In that time {n} position was filled.", "In that time {n} positions were filled.", filled)


def visibility(report: UpdateReport) -> tuple[Said, ...]:
    """The videos and events since the last meeting, and the indicators about them."""
    news, sentences = report.news, []
    if "videos" in news.registers:
        videos = say.plural(
            "Since {since} {n} video was published",
            "Since {since} {n} videos were published",
            len(news.videos),
            since=say.date(report.since),
        )
        sentences.append(_naming(videos, [video.name for video in news.videos]))
    if "events" in news.registers:
        events = say.plural("{n} event was held", "{n} events were held", len(news.events))
        sentences.append(_naming(events, [event.name for event in news.events]))
    if not sentences:
        return (say("No video or event has been recorded yet."),)
    return (*sentences, *standings(report, ("videos", "events")))


def _naming(begin: Said, names: Sequence[str]) -> Said:
    return listed((begin, ": ", ending(names), ".") if names else (begin, "."), "")


def money(report: UpdateReport) -> tuple[Said, ...]:
    """The use of the budget, the income, and the subsidy that today's costs would give, with the steps since."""
    now = report.after.money
    sentences = [_spent(report), _financed(report)]
    if now.subsidy.received is not None:
        sentences.append(say("Subsidy received: {received}.", received=euro(now.subsidy.received)))
    if now.subsidy.amount is not None:
        sentences.append(
            say(
                "Today's costs would give a subsidy of {amount}, by the rule of the grant; that is a forecast.",
                amount=euro(now.subsidy.amount),
            )
        )
    return tuple(sentences)


def _spent(report: UpdateReport) -> Said:
    was, now = report.before.money.totals, report.after.money.totals
    year = report.after.money.plan_year
    if report.after.money.unallocated is None:
        return say("No expense has been recorded yet.")
    values: dict[str, Said] = {
        "budget": euro(now.budget),
        "year": year,
        "actual": recorded(now.actual),
        "since": say.date(report.since),
        "then": euro(was.actual),
    }
    if now.committed is None:
        return say(
            "Of the budget of {budget} for {year}, {actual} has been spent; on {since} that was {then}. "
            "Orders are not recorded.",
            **values,
        )
    return say(
        "Of the budget of {budget} for {year}, {actual} has been spent and {committed} is on order; "
        "on {since} {then} had been spent.",
        committed=euro(now.committed),
        **values,
    )


def _financed(report: UpdateReport) -> Said:
    was, now = report.before.money.financing, report.after.money.financing
    if now.received is None and now.pledged is None:
        return say("No contribution has been recorded yet.")
    if now.received is None:
        return say("Co-financing pledged: {pledged}; what was received is not recorded.", pledged=euro(now.pledged))
    values: dict[str, Said] = {
        "received": euro(now.received),
        "pledged": recorded(now.pledged),
        "since": say.date(report.since),
        "then": euro(was.received),
    }
    if now.target is None:
        return say("Co-financing: {received} received; on {since} it was {then}. Pledged: {pledged}.", **values)
    return say(
        "Co-financing: {received} received of the {target} that the plan asks; on {since} that was {then}. "
        "Pledged: {pledged}.",
        target=euro(now.target),
        **values,
    )


def decided(report: UpdateReport) -> tuple[Said, ...]:
    """Each entry of the steering group since the last meeting with its day, its kind and its subject."""
    if not report.news.kept:
        return (say("Nothing was kept in that time."),)
    return tuple(
        say(
            "{day}, {kind} on {subject}: {text}",
            day=say.date(entry.day),
            kind=lower(say(KINDS[entry.kind])),
            subject=subject(entry.about, report.programme),
            text=" ".join(entry.text.split()),
        )
        for entry in report.news.kept
    )


def attention(report: UpdateReport) -> tuple[Said, ...]:
    """The most pressing things, each in one sentence."""
    pressed = pressing(report)
    if not pressed:
        return (say("Nothing asks for attention."),)
    return tuple(listed((concern.title, concern.sentence), ". ") for concern in pressed)


def pressing(report: UpdateReport) -> tuple[Concern, ...]:
    """The concerns; for a very small count of persons only target and status are given."""
    scores = {score.id: score for score in report.after.indicators}
    return tuple(
        _discreet(concern, report, scores[concern.indicator]) if concern.indicator else concern
        for concern in concerns(report.after, report.programme)
    )


def _discreet(concern: Concern, report: UpdateReport, score: IndicatorScore) -> Concern:
    indicator = report.programme.indicator(score.id)
    if not hidden(indicator, score.value, score.numerator):
        return concern
    status = status_word(report.programme, score.status)
    return replace(concern, sentence=say("{figure}: {status}.", figure=figure(indicator, score), status=status))


def standings(report: UpdateReport, registers: tuple[str, ...]) -> tuple[Said, ...]:
    """The indicators that count rows of these registers: value and target, status, and the former value."""
    return tuple(_standing(report, *pair) for pair in report.about(*registers))


def _standing(report: UpdateReport, indicator: Indicator, before: IndicatorScore, after: IndicatorScore) -> Said:
    values = {
        "title": indicator.title,
        "figure": figure(indicator, after),
        "status": status_word(report.programme, after.status),
    }
    if before.value == after.value:
        return say("{title}: {figure}, {status}.", **values)
    then, since = value(indicator, before), say.date(report.since)
    return say("{title}: {figure}, {status}; on {since} it was {then}.", **values, since=since, then=then)
