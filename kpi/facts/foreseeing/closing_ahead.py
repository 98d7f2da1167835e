"""Positions that are open on a day, and the days on which these are to close."""

from datetime import date

import numpy as np
from sqlalchemy import literal, or_, select

from kpi.facts.foreseeing.term_days import LONG_AGO, NEVER, TermDays
from kpi.facts.measuring.expressions import row_conditions, source
from kpi.facts.measuring.moments import asked_on
from kpi.facts.reader import Reader
from kpi.programme.measure import Term

REGISTER, CLOSES = "vacancies", "closing_day"


def open_positions(reader: Reader, term: Term, on: date) -> TermDays:
    """What was published by a day, open at its end and has a closing day ahead: by that day.

    How it ended isn't known yet on that day, so that the term's conditions on its status don't count.
    """
    src = source(reader, REGISTER)
    columns, day = src.table.c, literal(on)
    still = term.model_copy(
        update={"where": tuple(test for test in term.where if test.field != "status"), "scope": term.scope}
    )
    closing = src.column(CLOSES)
    conditions = row_conditions(src, still, asked_on(reader.programme, on))
    is_open = (columns.published_on <= day, or_(closing.is_(None), closing > day), columns.closes_on > day)
    amount = src.column(term.of) if term.add == "sum" and term.of else literal(1)
    found = reader.connection.execute(select(columns.closes_on, amount).where(*conditions, *is_open)).all()
    rows = [(closes.toordinal(), positions) for closes, positions in found if positions]
    days = np.array([closes for closes, _ in rows], dtype=np.int64)
    amounts = np.array([positions for _, positions in rows], dtype=float)
    return TermDays(days, amounts, np.full(len(rows), LONG_AGO), np.full(len(rows), NEVER))
