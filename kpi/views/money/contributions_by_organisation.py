"""Contributions per organisation as a ladder, with the age of what stands open. Confidential: not for every reader."""

from datetime import date
from fractions import Fraction
from itertools import pairwise

from kpi.facts.measuring.contribution_stages import AGES, Ladder, Rung, ladder
from kpi.facts.reader import Reader
from kpi.language import Words
from kpi.rights import Act
from kpi.views.read import ReadAbout
from kpi.views.table import Table, table

PAGE = 25
MOST = 100_000


def read(reader: Reader, as_of: date, plan_year: str, page: int) -> Ladder:
    """A page of the ladder; page 0 is every organisation."""
    limit, offset = (MOST, 0) if page == 0 else (PAGE, (page - 1) * PAGE)
    return ladder(reader, plan_year, as_of, limit, offset)


READ: ReadAbout[int, Ladder] = ReadAbout(read, Act.SEE_CONFIDENTIAL)


def ladder_table(found: Ladder, words: Words) -> Table:
    """Organisations by what stands open, with the sum of all of them, also of those on other pages."""
    headings = [words("Organisation"), words("Pledged"), words("Invoiced"), words("Received"), *_ages(words)]
    rows = [_row(rung.organisation, rung, words) for rung in found.rungs]
    rows.append(_row(words("All {n} organisations", n=found.organisations), found.whole, words))
    return table(headings, rows, range(1, len(headings)), total=True)


def _ages(words: Words) -> list[str]:
    young = words("Open up to {n} days", n=AGES[0])
    between = [words("{low} to {high} days", low=low + 1, high=high) for low, high in pairwise(AGES)]
    return [young, *between, words("over {n} days", n=AGES[-1])]


def _row(name: str, rung: Rung, words: Words) -> list[str]:
    stages = [words.money(amount) for amount in (rung.pledged, rung.invoiced, rung.received)]
    return [name, *stages, *(words.money(amount) if amount else "–" for amount in rung.open)]


def ladder_sentence(found: Ladder, words: Words) -> str:
    """What is invoiced and hasn't come in, and how much of it is older than the last class begins."""
    still, old = sum(found.whole.open, Fraction(0)), found.whole.open[-1]
    if not still:
        return words("Everything that was invoiced has come in.")
    first = words("{amount} is invoiced and hasn't come in", amount=words.money(still))
    if not old:
        return words("{open}; none of it is older than {days} days.", open=first, days=AGES[-1])
    return words("{open}; {old} of it is older than {days} days.", open=first, old=words.money(old), days=AGES[-1])


def pages(found: Ladder) -> int:
    """How many pages the whole ladder has, at least one."""
    return max(-(-found.organisations // PAGE), 1)
