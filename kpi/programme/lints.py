"""The checks of a programme file as a table: each has a name and says everything that it finds wrong."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kpi.programme.faults import Finding
from kpi.programme.model import Programme


@dataclass(frozen=True, slots=True)
class Lint:
    """A named check of a programme that has the right shape already."""

    name: str
    check: Callable[[Programme], Iterator[Finding]]


LINTS: tuple[Lint, ...] = ()
