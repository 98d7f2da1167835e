"""A kind of decision: what its key begins with, how it is kept, and what it and the fields of its value are called.

A kind is a frozen dataclass whose instances are the decisions themselves. ``kpi.facts.decisions.registry`` lists them.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from kpi.facts.proposal import Decision
from kpi.sentences import Said


class DecisionKind(ABC):
    """A decision of one kind, to be kept under ``prefix`` with the rest of its key (``subject``)."""

    prefix: ClassVar[str]
    title: ClassVar[Said]
    """The kind, as a heading of the log."""
    labels: ClassVar[Mapping[str, Said]] = {}
    """The fields of the kept value, in words."""
    plain: ClassVar[bool] = False
    """Whether letters beyond ASCII stand in the kept value as they are."""
    ordered: ClassVar[bool] = False
    """Whether the fields of the kept value stand in alphabetical order."""

    __slots__ = ()

    @property
    @abstractmethod
    def subject(self) -> str:
        """The key after its prefix."""

    @abstractmethod
    def content(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        """The value that is kept, in the types of JSON."""

    @classmethod
    @abstractmethod
    def of(cls, subject: str, content: Any) -> Self:  # noqa: ANN401 - whatever JSON holds
        """The decision of a subject and a kept value. Raises KeyError, TypeError or ValueError if it can't be one."""

    @property
    def key(self) -> str:
        """The key under which it is kept."""
        return self.prefix + self.subject

    @property
    def value(self) -> str:
        """The value as it is kept."""
        return json.dumps(self.content(), ensure_ascii=not self.plain, sort_keys=self.ordered)

    def decision(self, reason: str = "") -> Decision:
        """Make the decision, for a reason."""
        return Decision(self.key, self.value, reason)

    @classmethod
    def withdrawn(cls, subject: str, reason: str = "") -> Decision:
        """Take the decision of that subject away, for a reason."""
        return Decision(cls.prefix + subject, None, reason)

    @classmethod
    def read(cls, key: str, value: str) -> Self:
        """The decision that is kept under a key. Raises what ``of`` does."""
        return cls.of(key.removeprefix(cls.prefix), json.loads(value))
