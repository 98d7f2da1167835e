"""What the update says in plain words, section by section, out of its figures alone."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from kpi.documents.small_counts import FEWEST, few, hidden
from kpi.language import Words
from kpi.notation import Number
from kpi.programme.framework import Goal
from kpi.programme.plan import Indicator
from kpi.score.scores import IndicatorScore
from kpi.update.quarterly_update import Dated, UpdateReport
from kpi.views.results.attention import Concern, concerns
from kpi.views.results.overview import balance_sentence, goal_cards, headline
from kpi.views.value_words import NO_DATA, against_target, bare, choice_word, status_word

NAMED = 8
"""So many names stand in a sentence; the others are counted."""


def where(report: UpdateReport, words: Words) -> tuple[str, ...]:
    """Where the programme stands: the one sentence, then each goal with its score on both days."""
    before = {goal.id: goal.score for goal in report.before.goals}
    goals = (
        _goal(card.goal, card.score.score, before[card.goal.id], report, words)
        for card in goal_cards(report.after, report.programme)
    )
    return (words.say(headline(report.after)), *goals, *warnings(report, words))


def _goal(goal: Goal, now: Fraction | None, then: Fraction | None, report: UpdateReport, words: Words) -> str:
    """The score of a goal on both days; without data on one of them that is what is said."""
    told = {"id": str(goal.id), "goal": goal.short.in_(words.language), "since": words.date(report.since)}
    if now is None:
        return words("Goal {id}, {goal}: no data yet.", **told)
    told["score"] = share(now, words)
    if then is None:
        return words("Goal {id}, {goal}: {score} of the way; on {since} there was no data.", **told)
    return words("Goal {id}, {goal}: {score} of the way; on {since} that was {then}.", **told, then=share(then, words))


def warnings(report: UpdateReport, words: Words) -> tuple[str, ...]:
    """What the balance of evidence, development and branding warns of (plan §5), by goal."""
    cards = goal_cards(report.after, report.programme)
    told = ((card.goal.id, words.say(balance_sentence(card, report.programme))) for card in cards)
    return tuple(
        words("Goal {id}: {warning}.", id=goal, warning=warning.rstrip(".")) for goal, warning in told if warning
    )


def share(value: Fraction | None, words: Words) -> str:
    """A share in whole percents, or that it isn't known."""
    return words(NO_DATA) if value is None else words.share(value, 0)


def changed(report: UpdateReport, words: Words) -> tuple[str, ...]:
    """Every status that is another one than on the last meeting's day."""
    if not report.changes:
        return (words("No indicator has another status than on {since}.", since=words.date(report.since)),)
    return tuple(
        words(
            "{title}: from {old} to {new}; {figure}.",
            title=change.indicator.title.in_(words.language),
            old=status_word(report.programme, change.before.status),
            new=status_word(report.programme, change.after.status),
            figure=figure(change.indicator, change.after, words),
        )
        for change in report.changes
    )


def members(report: UpdateReport, words: Words) -> tuple[str, ...]:
    """How many members there are, who came and who left."""
    news = report.news
    if "organisations" not in news.registers:
        return (words("No organisation has been recorded yet."),)
    now = sum(kind.after for kind in news.members)
    told = [
        words.plural(
            "On {day} {n} organisation is a member; on {since} there were {then}.",
            "On {day} {n} organisations are members; on {since} there were {then}.",
            now,
            day=words.date(report.as_of),
            since=words.date(report.since),
            then=words.number(sum(kind.before for kind in news.members)),
        ),
        words("New: {names}.", names=ending(news.joined, words)) if news.joined else words("No new members."),
    ]
    if news.left:
        told.append(words("No longer a member: {names}.", names=ending(news.left, words)))
    return (*told, *standings(report, ("organisations",), words))


def vacancies(report: UpdateReport, words: Words) -> tuple[str, ...]:
    """What was offered and filled since the last meeting, and the indicators about it."""
    news = report.news
    if "vacancies" not in news.registers:
        return (words("No vacancy has been recorded yet."),)
    offered = words.plural(
        "Since {since} {n} vacancy was published, with {positions}.",
        "Since {since} {n} vacancies were published, with {positions}.",
        news.postings,
        since=words.date(report.since),
        positions=words.plural("{n} position", "{n} positions", news.positions),
    )
    return (offered, _filled(news.filled, words), *standings(report, ("vacancies",), words))


def _filled(filled: int, words: Words) -> str:
    if few(filled):
        return words("Fewer than {n} positions were filled in that time.", n=FEWEST)
    return words.plural("In that time {n} position was filled.", "In that time {n} positions were filled.", filled)


def visibility(report: UpdateReport, words: Words) -> tuple[str, ...]:
    """The videos and events since the last meeting, and the indicators about them."""
    news, told = report.news, []
    if "videos" in news.registers:
        told.append(
            words.plural(
                "Since {since} {n} video was published",
                "Since {since} {n} videos were published",
                len(news.videos),
                since=words.date(report.since),
            )
            + _naming([video.name for video in news.videos], words)
        )
    if "events" in news.registers:
        told.append(
            words.plural("{n} event was held", "{n} events were held", len(news.events))
            + _naming([event.name for event in news.events], words)
        )
    if not told:
        return (words("No video or event has been recorded yet."),)
    return (*told, *standings(report, ("videos", "events"), words))


def _naming(names: Sequence[str], words: Words) -> str:
    return f": {ending(names, words)}." if names else "."


def by_kind(report: UpdateReport, dated: Sequence[Dated], list_id: str, words: Words) -> tuple[tuple[str, int], ...]:
    """How many there are of each kind, in the order of the programme's list."""
    kinds = [choice.id for choice in report.programme.lists[list_id]]
    counted = {kind: sum(one.kind == kind for one in dated) for kind in (*kinds, None)}
    return tuple((words.say(choice_word(report.programme, list_id, kind)), n) for kind, n in counted.items() if n)


def money(report: UpdateReport, words: Words) -> tuple[str, ...]:
    """What of the budget was used, what came in, and what today's costs would give, with the steps since."""
    now = report.after.money
    told = [_spent(report, words), _financed(report, words)]
    if now.subsidy.received is not None:
        told.append(words("Subsidy received: {received}.", received=euro(now.subsidy.received, words)))
    if now.subsidy.amount is not None:
        told.append(
            words(
                "Today's costs would give a subsidy of {amount}, by the rule of the grant; that is a forecast.",
                amount=euro(now.subsidy.amount, words),
            )
        )
    return tuple(told)


def _spent(report: UpdateReport, words: Words) -> str:
    was, now = report.before.money.totals, report.after.money.totals
    year = report.after.money.plan_year
    if now.actual is None:
        return words("No expense has been recorded yet.")
    return words(
        "Of the budget of {budget} for {year}, {actual} has been spent and {committed} is on order; "
        "on {since} {then} had been spent.",
        budget=euro(now.budget, words),
        year=year,
        actual=euro(now.actual, words),
        committed=euro(now.committed, words),
        since=words.date(report.since),
        then=euro(was.actual, words),
    )


def _financed(report: UpdateReport, words: Words) -> str:
    was, now = report.before.money.financing, report.after.money.financing
    if now.received is None:
        return words("No contribution has been recorded yet.")
    said = {"received": euro(now.received, words), "pledged": euro(now.pledged, words)}
    said |= {"since": words.date(report.since), "then": euro(was.received, words)}
    if now.target is None:
        return words("Co-financing: {received} received; on {since} it was {then}. Pledged: {pledged}.", **said)
    return words(
        "Co-financing: {received} received of the {target} that the plan asks; on {since} that was {then}. "
        "Pledged: {pledged}.",
        target=euro(now.target, words),
        **said,
    )


def euro(amount: Number, words: Words) -> str:
    """An amount in whole euro, or that it isn't known."""
    return words("unknown") if amount is None else words.money(amount, cents=False)


def attention(report: UpdateReport, words: Words) -> tuple[str, ...]:
    """The most pressing things, each in one sentence."""
    found = pressing(report, words)
    if not found:
        return (words("Nothing asks for attention."),)
    return tuple(f"{concern.title}. {concern.sentence}" for concern in found)


def pressing(report: UpdateReport, words: Words) -> tuple[Concern, ...]:
    """What asks for attention; of a very small count of persons only target and status are told."""
    scores = {score.id: score for score in report.after.indicators}
    return tuple(
        _discreet(concern, report, scores[concern.indicator], words) if concern.indicator else concern
        for concern in concerns(report.after, report.programme)
    )


def _discreet(concern: Concern, report: UpdateReport, score: IndicatorScore, words: Words) -> Concern:
    indicator = report.programme.indicator(score.id)
    if not hidden(indicator, score.value, score.numerator):
        return concern
    status = words.say(status_word(report.programme, score.status))
    said = words("{figure}: {status}.", figure=figure(indicator, score, words), status=status)
    return replace(concern, sentence=said)


def standings(report: UpdateReport, registers: tuple[str, ...], words: Words) -> tuple[str, ...]:
    """The indicators that count rows of these registers: value and target, status, and what the value was."""
    return tuple(_standing(report, *pair, words) for pair in report.about(*registers))


def _standing(
    report: UpdateReport, indicator: Indicator, before: IndicatorScore, after: IndicatorScore, words: Words
) -> str:
    said = {
        "title": indicator.title.in_(words.language),
        "figure": figure(indicator, after, words),
        "status": words.say(status_word(report.programme, after.status)),
    }
    if before.value == after.value:
        return words("{title}: {figure}, {status}.", **said)
    then = value(indicator, before, words)
    return words(
        "{title}: {figure}, {status}; on {since} it was {then}.", **said, since=words.date(report.since), then=then
    )


def figure(indicator: Indicator, score: IndicatorScore, words: Words) -> str:
    """The value beside its target; of a very small count of persons only that it is small."""
    shown, target = value(indicator, score, words), score.target.value
    if indicator.unit in {"share", "euro"}:
        return words("{value} (target {target})", value=shown, target=bare(target, indicator.unit))
    if not _hidden(indicator, score):
        return words.say(against_target(indicator, score))
    noun = indicator.noun.in_(words.language)
    return words("{value} of {target}", value=shown, target=f"{words.number(target, 1)} {noun}".strip())


def value(indicator: Indicator, score: IndicatorScore, words: Words) -> str:
    """The value by itself, as in a column."""
    return f"<{FEWEST}" if _hidden(indicator, score) else words.say(bare(score.value, indicator.unit))


def _hidden(indicator: Indicator, score: IndicatorScore) -> bool:
    """A share is told, since it doesn't say of how many; a count of persons isn't when it is very small."""
    return indicator.unit == "count" and indicator.persons and few(score.value)


def ending(names: Sequence[str], words: Words) -> str:
    """Names that end a sentence: the point of a last ``B.V.`` is that of the sentence too."""
    return listed(names, words).removesuffix(".")


def listed(names: Sequence[str], words: Words, most: int = NAMED) -> str:
    """Names with commas; of a long list the first ones, and how many more."""
    shown, rest = list(names[:most]), len(names) - most
    if rest > 0:
        return ", ".join(shown) + words.plural(" and {n} more", " and {n} more", rest)
    return ", ".join(shown)
