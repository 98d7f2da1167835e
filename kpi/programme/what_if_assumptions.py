"""The assumptions of a calculation example."""

from kpi.programme.vocabulary import Declared


class WhatIf(Declared):
    """The indicators that each assumption of *what if* moves, by id."""

    members: tuple[str, ...] = ()
    """Totals that every new contributor adds one to."""
    average: tuple[str, ...] = ()
    """Averages of what contributors pledge."""
    received: tuple[str, ...] = ()
    """Money of contributors received for a plan year, with ``received_for`` that year."""
    received_for: str | None = None
    income: tuple[str, ...] = ()
    """Money of contributors received within a calendar year: every one of them pays once."""
    filled: tuple[str, ...] = ()
    """Shares that are set outright."""
    source: str = ""
