"""Contributions as agreements: made on a day, for an amount, and paid in full after a while or still standing.

Rows of one organisation and plan year are one agreement, so that an instalment in a row of its own is no second one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import and_, literal, or_, select

from kpi.facts.measuring.expressions import condition_holds, source
from kpi.facts.measuring.moments import asked_on
from kpi.facts.reader import Reader
from kpi.foresight.agreed_money import Agreements, Waits
from kpi.foresight.forecast import MONTH
from kpi.programme.measure import Term

REGISTER, STAGES = "contributions", {"invoiced": "invoiced_on", "received": "received_on"}
"""The register of contributions; by field that is added up, the day on which it is done."""
_CENTS = 100


@dataclass(frozen=True, slots=True)
class AgreementDays:
    """Agreements up to a day, and the days on which they were made."""

    agreements: Agreements
    made: NDArray[np.int64]


def pays(term: Term) -> bool:
    """Whether a term adds up what comes of contributions, so that those that stand tell of what is to come."""
    return (term.register_name, term.add, term.dates) == (REGISTER, "sum", (STAGES.get(str(term.of)),))


def agreement_days(reader: Reader, term: Term, on: date) -> AgreementDays:
    """The agreements that a term's conditions allow, as they stood at the end of a day."""
    by_agreement: dict[tuple[Any, Any], list[Sequence[Any]]] = {}
    for row in _rows(reader, term, on):
        by_agreement.setdefault((row[0], row[1]), []).append(row)
    found = [told for rows in by_agreement.values() if (told := _told(rows, on))]
    paid, waited, amounts, left, made = zip(*found, strict=True) if found else ((), (), (), (), ())
    standing = np.array(left, dtype=float)
    ages = np.array(waited, dtype=float)
    agreements = Agreements(
        Waits(ages, np.array(paid, dtype=bool)),
        np.array(amounts, dtype=float),
        standing[standing > 0],
        ages[standing > 0],
    )
    return AgreementDays(agreements, np.array(made, dtype=np.int64))


def _rows(reader: Reader, term: Term, on: date) -> Iterable[Sequence[Any]]:
    """Of each row its organisation and plan year, and what is pledged and done of it with its day."""
    src, asked = source(reader, REGISTER), asked_on(reader.programme, on)
    columns = src.table.c
    amount, done = columns[str(term.of)], columns[STAGES[str(term.of)]]
    scope = reader.programme.scopes[term.scope] if term.scope else ()
    tests = [condition_holds(src, test, asked, done) for test in (*scope, *term.where)]
    day = literal(on)
    withdrawn = or_(columns.withdrawn_on.is_(None), columns.withdrawn_on > day)
    agreed = and_(columns.pledged_on <= day, withdrawn)
    of = (columns.organisation_key, columns.plan_year)
    query = select(*of, columns.pledged, columns.pledged_on, agreed, amount, done).where(src.valid, *tests)
    return reader.connection.execute(query.where(or_(agreed, done <= day)).order_by(columns.key)).all()


def _told(rows: Sequence[Sequence[Any]], on: date) -> tuple[bool, float, float, float, int] | None:
    """Of one agreement whether it was paid in full, its months of waiting, its amount, what is left, and its day."""
    pledges = [(row[3], row[2]) for row in rows if row[4] and row[2]]
    paid = [(row[6], row[5]) for row in rows if row[6] and row[6] <= on and row[5]]
    agreed, done = (sum(amount for _, amount in part) for part in (pledges, paid))
    amount = max(agreed, done)
    if amount <= 0:
        return None
    made = min(day for day, _ in (*pledges, *paid))
    left = max(agreed - done, 0)
    until = on if left else max(day for day, _ in paid)
    return not left, (until - made).days / MONTH, amount / _CENTS, left / _CENTS, made.toordinal()
