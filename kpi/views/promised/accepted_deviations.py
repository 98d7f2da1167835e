"""The deviations that the steering group accepted, each until a date; those that expired are marked."""

from collections.abc import Iterable
from datetime import date

from kpi.facts.decisions.history import acceptances
from kpi.facts.reader import Reader
from kpi.language import Words
from kpi.programme.plan import Programme
from kpi.rights import Act
from kpi.score.scores import Acceptance
from kpi.views.read import Read
from kpi.views.table import Table, table


def read(reader: Reader, as_of: date, plan_year: str) -> tuple[Acceptance, ...]:
    """Every deviation accepted by hand, whatever its days, the one that ends last first."""
    return tuple(sorted(acceptances(reader).values(), key=lambda one: (one.until, one.indicator), reverse=True))


READ: Read[tuple[Acceptance, ...]] = Read(read, Act.SEE_FIGURES)


def accepted_table(found: Iterable[Acceptance], programme: Programme, as_of: date, words: Words) -> Table:
    """Indicator, both days (included), whether it holds on the reference date, why, and who accepted it."""
    headings = [words("Indicator"), words("From"), words("Until"), words("On the reference date")]
    rows = [
        [
            _title(one.indicator, programme, words),
            words.short_date(one.on),
            words.short_date(one.until),
            standing(one, as_of, words),
            one.reason,
            one.by,
        ]
        for one in found
    ]
    return table([*headings, words("Reason"), words("Accepted by")], rows)


def standing(one: Acceptance, as_of: date, words: Words) -> str:
    """Whether an acceptance holds on a day, has expired, or has yet to begin."""
    if as_of > one.until:
        return words("expired")
    return words("in force") if as_of >= one.on else words("not yet in force")


def _title(id_: str, programme: Programme, words: Words) -> str:
    titles = {one.id: one.title.in_(words.language) for one in programme.indicators}
    return titles.get(id_, id_)
