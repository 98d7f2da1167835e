"""Contributions per organisation as a ladder, with the age of what stands open. Confidential: not for every reader."""

from datetime import date
from fractions import Fraction
from itertools import pairwise

from kpi.facts.measuring.contribution_stages import AGES, Ladder, Rung, ladder
from kpi.facts.reader import Reader
from kpi.roles_and_acts import Act
from kpi.sentences import Said, say
from kpi.views.read import ReadAbout
from kpi.views.table import Table, headings, table

PAGE = 25
MOST = 100_000


def read(reader: Reader, as_of: date, plan_year: str, page: int) -> Ladder:
    """A page of the ladder; page 0 is every organisation."""
    limit, offset = (MOST, 0) if page == 0 else (PAGE, (page - 1) * PAGE)
    return ladder(reader, plan_year, as_of, limit, offset)


READ: ReadAbout[int, Ladder] = ReadAbout(read, Act.SEE_CONFIDENTIAL)


def ladder_table(ladder_: Ladder) -> Table:
    """Organisations by what stands open, with the sum of all of them, also of those on other pages."""
    figures = {**headings("Pledged", "Invoiced", "Received"), **_ages()}
    rows = [_row(rung.organisation, rung) for rung in ladder_.rungs]
    rows.append(_row(say("All {n} organisations", n=ladder_.organisations), ladder_.whole))
    return table({**headings("Organisation"), **figures}, rows, figures, total=True)


def _ages() -> dict[str, Said]:
    young, old = say("Open up to {n} days", n=AGES[0]), say("over {n} days", n=AGES[-1])
    between = {
        f"open_{low + 1}_to_{high}": say("{low} to {high} days", low=low + 1, high=high) for low, high in pairwise(AGES)
    }
    return {"open_young": young, **between, "open_old": old}


def _row(name: Said, rung: Rung) -> list[Said]:
    stages = [say.money(amount) for amount in (rung.pledged, rung.invoiced, rung.received)]
    return [name, *stages, *map(say.money, rung.open)]


def ladder_sentence(ladder_: Ladder) -> Said:
    """The amount invoiced that hasn't come in, and the part of it in the oldest class; or that nothing was."""
    if not ladder_.whole.invoiced:
        return say("No invoice has been recorded yet.")
    stand_open = [amount for amount in ladder_.whole.open if amount is not None]
    if not stand_open:
        return say("What stands open isn't known: what came in is not recorded.")
    still, old = sum(stand_open, Fraction(0)), stand_open[-1]
    if not still:
        return say("Everything that was invoiced has come in.")
    first = say("{amount} is invoiced and hasn't come in", amount=say.money(still))
    if not old:
        return say("{open}; none of it is older than {days} days.", open=first, days=AGES[-1])
    return say("{open}; {old} of it is older than {days} days.", open=first, old=say.money(old), days=AGES[-1])
