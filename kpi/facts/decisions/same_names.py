"""Names of organisations that somebody said are one and the same, or are not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.sentences import Said, say


@dataclass(frozen=True, slots=True)
class NameAlias(DecisionKind):
    """A name that stands for another one: as both are written, and the forms under which they are compared."""

    prefix: ClassVar[str] = "alias/"
    title: ClassVar[Said] = say("One name for another")
    labels: ClassVar[Mapping[str, Said]] = {
        "name": say("name"),
        "of": say("is the same as"),
        "form": say("compared as"),
        "stands_for": say("counts as"),
    }
    name: str
    of: str
    form: str
    stands_for: str

    @property
    def subject(self) -> str:
        """The form of the name that gives way."""
        return self.form


@dataclass(frozen=True, slots=True)
class DifferentNames(DecisionKind):
    """Two names that differ, so that they aren't proposed as one again."""

    prefix: ClassVar[str] = "distinct/"
    title: ClassVar[Said] = say("Different names")
    labels: ClassVar[Mapping[str, Said]] = {"names": say("names")}
    keyed: ClassVar[tuple[str, ...]] = ("pair",)
    pair: str
    """Both forms, as ``pair_of`` gives them."""
    names: tuple[str, ...]


def pair_of(form: str, other: str) -> str:
    """Return two forms as one text, whichever comes first.

    >>> pair_of("b", "a") == pair_of("a", "b") == "a|b"
    True
    """
    return "|".join(sorted((form, other)))
