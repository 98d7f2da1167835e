"""The deviations that the steering group accepted, each until a date; those that expired are marked."""

from collections.abc import Iterable
from datetime import date

from kpi.facts.decisions.minutes import acceptances
from kpi.facts.reader import Reader
from kpi.programme.plan import Programme
from kpi.roles_and_acts import Act
from kpi.score.scores import Acceptance
from kpi.sentences import Said, say
from kpi.views.read import Read
from kpi.views.table import Table, headings, table
from kpi.views.value_words import author, title_of


def read(reader: Reader, as_of: date, plan_year: str) -> tuple[Acceptance, ...]:
    """Every deviation accepted by hand, whatever its days, the one that ends last first."""
    return tuple(
        sorted(
            acceptances(reader).values(), key=lambda acceptance: (acceptance.until, acceptance.indicator), reverse=True
        )
    )


READ: Read[tuple[Acceptance, ...]] = Read(read, Act.SEE_FIGURES)


def accepted_table(accepted: Iterable[Acceptance], programme: Programme, as_of: date) -> Table:
    """Indicator, both days (included), whether it holds on the reference date, why, and who accepted it."""
    rows = [
        [
            title_of(acceptance.indicator, programme.indicators),
            say.short_date(acceptance.on),
            say.short_date(acceptance.until),
            standing(acceptance, as_of),
            acceptance.reason,
            author(acceptance.by),
        ]
        for acceptance in accepted
    ]
    return table(headings("Indicator", "From", "Until", "On the reference date", "Reason", "Accepted by"), rows)


def standing(acceptance: Acceptance, as_of: date) -> Said:
    """The state of an acceptance on a day: in force, expired, or yet to begin."""
    if as_of > acceptance.until:
        return say("expired")
    return say("in force") if as_of >= acceptance.on else say("not yet in force")
