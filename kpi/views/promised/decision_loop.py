"""Decisions of the steering group, followed to their end: who sees to them, until when, and what moved since."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from kpi.facts.decisions.minutes import Progress, TakenDecision, taken_decisions
from kpi.facts.decisions.minutes_kinds import MinutesEntry
from kpi.facts.reader import Reader
from kpi.language import N_
from kpi.picture import Picture
from kpi.programme.plan import Programme
from kpi.roles_and_acts import Act
from kpi.sentences import Said, listed, say
from kpi.views.promised.minutes_words import subject
from kpi.views.read import Read
from kpi.views.sources.owners import role_of
from kpi.views.table import Table, headings, table
from kpi.views.value_words import change

PROGRESS: dict[Progress, str] = {
    Progress.OVERDUE: N_("overdue"),
    Progress.OPEN: N_("open"),
    Progress.DONE: N_("carried out"),
    Progress.LAPSED: N_("lapsed"),
}


def read(reader: Reader, as_of: date, plan_year: str) -> tuple[TakenDecision, ...]:
    """The decisions up to and including the reference date, the earliest first."""
    return taken_decisions(reader, as_of)


READ: Read[tuple[TakenDecision, ...]] = Read(read, Act.SEE_FIGURES)


def still_open(taken: Iterable[TakenDecision], on: date) -> tuple[TakenDecision, ...]:
    """The decisions that are neither done nor lapsed on a day, the oldest first."""
    return tuple(decision for decision in taken if decision.is_open(on))


def in_order(taken: Iterable[TakenDecision], on: date) -> tuple[TakenDecision, ...]:
    """The open decisions, the oldest first; then those that ended, the latest first."""
    known = tuple(taken)
    ended = [decision for decision in known if not decision.is_open(on)]
    return (*still_open(known, on), *reversed(ended))


def about_indicator(taken: Iterable[TakenDecision], indicator_id: str) -> tuple[TakenDecision, ...]:
    """The decisions about one indicator."""
    return tuple(decision for decision in taken if decision.entry.about == f"indicator/{indicator_id}")


def open_sentence(taken: Iterable[TakenDecision], on: date) -> Said:
    """How many decisions are open, and how many of them overdue; empty when none is."""
    waiting = still_open(taken, on)
    late = sum(decision.progress(on) is Progress.OVERDUE for decision in waiting)
    if not waiting:
        return ""
    told: Said = say.plural("{n} open decision", "{n} open decisions", len(waiting))
    return say("{open}, {late} overdue", open=told, late=late) if late else told


def since_decision(entry: MinutesEntry, programme: Programme, now: Picture, then: Callable[[date], Picture]) -> Said:
    """How far the indicator that a decision is about has moved since its day; a dash where it is about none."""
    kind, _, name = entry.about.partition("/")
    if kind != "indicator" or name not in {indicator.id for indicator in programme.indicators}:
        return "–"
    before, after = then(entry.day).indicator(name).value, now.indicator(name).value
    _, _, moved = change(before, after, programme.indicator(name).unit)
    return moved


def decisions_table(
    taken: Sequence[TakenDecision],
    programme: Programme,
    now: Picture,
    then: Callable[[date], Picture],
    *,
    about: bool = True,
) -> Table:
    """Decisions with who sees to them, until when, how far they are, and what moved since; and what they are about."""
    names = headings("Day", "About", "Decision", "To be done by", "At the latest on", "How far", "Since this decision")
    rows = [
        dict(
            zip(
                names,
                (
                    say.short_date(decision.entry.day),
                    subject(decision.entry.about, programme),
                    decision.entry.text,
                    owner_words(decision.entry, programme),
                    say.short_date(decision.entry.before) if decision.entry.before else "–",
                    progress_words(decision, now.as_of),
                    since_decision(decision.entry, programme, now, then),
                ),
                strict=True,
            )
        )
        for decision in taken
    ]
    shown = {id_: name for id_, name in names.items() if about or id_ != "about"}
    return table(shown, [[row[id_] for id_ in shown] for row in rows])


def owner_words(entry: MinutesEntry, programme: Programme) -> Said:
    """The role that sees to it in the reader's language; one that the programme no longer has as it was kept."""
    return (role_of(programme, entry.owner) or entry.owner) if entry.owner else say("nobody yet")


def progress_words(decision: TakenDecision, on: date) -> Said:
    """How far a decision is on a day, with the day on which it ended and what was said of it."""
    progress = decision.progress(on)
    word = say(PROGRESS[progress])
    if decision.outcome is None or progress in (Progress.OPEN, Progress.OVERDUE):
        return word
    ended = say("{progress} on {day}", progress=word, day=say.short_date(decision.outcome.on))
    return listed((ended, decision.outcome.text), ": ") if decision.outcome.text else ended
