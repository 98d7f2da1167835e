"""Texts that people write: in the account of a plan year, and in the place of a generated one in an update."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.sentences import Said, say


@dataclass(frozen=True, slots=True)
class AccountText(DecisionKind):
    """A text of the account of a plan year, by the name of its place."""

    prefix: ClassVar[str] = "report/"
    title: ClassVar[Said] = say("Text in the account")
    keyed: ClassVar[tuple[str, ...]] = ("plan_year", "place")
    whole: ClassVar[str] = "text"
    plain: ClassVar[bool] = True
    plan_year: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class UpdateText(DecisionKind):
    """A text of the update of a reference date in a language, in the place of the one that it was generated with."""

    prefix: ClassVar[str] = "update/"
    title: ClassVar[Said] = say("Text in the update")
    labels: ClassVar[Mapping[str, Said]] = {"text": say("text"), "instead_of": say("instead of")}
    keyed: ClassVar[tuple[str, ...]] = ("as_of", "language", "section")
    plain: ClassVar[bool] = True
    as_of: date
    language: str
    section: str
    text: str
    instead_of: str
