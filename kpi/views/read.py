"""A read: what a screen asks of the facts, what answers it, and the act that one must be allowed to have the answer.

Each view says its own as a constant beside its values (``members.READ``), so that what comes back has its type.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from kpi.facts.reader import Reader
from kpi.language import Words, words_of
from kpi.programme.plan import Programme
from kpi.roles_and_acts import Act

A = TypeVar("A")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Question:
    """The question to every screen: how things stand on ``as_of``, as known in ``revision``, money by ``plan_year``."""

    revision: int
    as_of: date
    plan_year: str
    language: str

    @property
    def words(self) -> Words:
        """The language it is answered in."""
        return words_of(self.language)


@dataclass(frozen=True, slots=True)
class Read(Generic[T_co]):
    """A read that the question alone decides."""

    function: Callable[[Reader, date, str], T_co]
    act: Act

    @property
    def name(self) -> str:
        """The name under which it is remembered and, when refused, logged."""
        return _name(self.function)


@dataclass(frozen=True, slots=True)
class ReadAbout(Generic[A, T_co]):
    """A read about something besides the question, such as an indicator or a page; that decides about the act too."""

    function: Callable[[Reader, date, str, A], T_co]
    act: Act | Callable[[Programme, A], Act]

    @property
    def name(self) -> str:
        """The name under which it is remembered and, when refused, logged."""
        return _name(self.function)

    def act_for(self, programme: Programme, about: A) -> Act:
        """The act that one must be allowed to read this about that."""
        return self.act if isinstance(self.act, Act) else self.act(programme, about)


def _name(function: Callable[..., Any]) -> str:
    """The view's name and the function's; a view stands alone under its name.

    >>> from kpi.views.results import indicator
    >>> _name(indicator.read)
    'indicator.read'
    """
    return f"{function.__module__.rpartition('.')[2]}.{function.__name__}"
