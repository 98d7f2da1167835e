"""Months counted back from a day, so that the last one is always whole, and amounts added up by them."""

from calendar import monthrange
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from kpi.foresight.negative_binomial import Numbers

MOST = 60
"""Months that are looked at: five years back tell enough."""


def month_ends(on: date, since: date) -> NDArray[np.int64]:
    """Return the last days of whole months back from ``on``, as ordinals in order; the first one only begins a month.

    Of the last day of a month they are the last days of months. No month begins before ``since``.

    >>> [date.fromordinal(int(day)).isoformat() for day in month_ends(date(2018, 4, 30), date(2018, 2, 1))]
    ['2018-01-31', '2018-02-28', '2018-03-31', '2018-04-30']
    >>> [date.fromordinal(int(day)).isoformat() for day in month_ends(date(2018, 4, 15), date(2018, 2, 10))]
    ['2018-02-15', '2018-03-15', '2018-04-15']
    """
    ends = [on]
    while len(ends) <= MOST:
        earlier = _months_back(on, len(ends))
        if earlier + timedelta(days=1) < since:
            break
        ends.append(earlier)
    return np.array([day.toordinal() for day in reversed(ends)], dtype=np.int64)


def _months_back(on: date, months: int) -> date:
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    is_last = on.day == monthrange(on.year, on.month)[1]
    return date(year, month + 1, last if is_last else min(on.day, last))


def by_month(ends: NDArray[np.int64], days: NDArray[np.int64], amounts: Numbers) -> Numbers:
    """Add amounts up by the months between these ends; what lies outside of them isn't counted."""
    place = np.searchsorted(ends, days, side="left") - 1
    inside = (place >= 0) & (place < len(ends) - 1)
    return np.bincount(place[inside], weights=amounts[inside], minlength=len(ends) - 1).astype(float)
