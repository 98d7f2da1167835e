"""Texts that people write: in the account of a plan year, and in the place of a generated one in an update."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.sentences import Said, say


@dataclass(frozen=True, slots=True)
class AccountText(DecisionKind):
    """A text of the account of a plan year, by the name of its place."""

    prefix: ClassVar[str] = "report/"
    title: ClassVar[Said] = say("Text in the account")
    plain: ClassVar[bool] = True
    plan_year: str
    place: str
    text: str

    @property
    def subject(self) -> str:
        """The plan year and the place."""
        return f"{self.plan_year}/{self.place}"

    def content(self) -> str:
        """The text."""
        return self.text

    @classmethod
    def of(cls, subject: str, content: Any) -> Self:  # noqa: ANN401 - whatever JSON holds
        """The text of a place."""
        plan_year, _, place = subject.partition("/")
        return cls(plan_year, place, str(content))


@dataclass(frozen=True, slots=True)
class UpdateText(DecisionKind):
    """A text of the update of a reference date in a language, in the place of the one that it was generated with."""

    prefix: ClassVar[str] = "update/"
    title: ClassVar[Said] = say("Text in the update")
    labels: ClassVar[Mapping[str, Said]] = {"text": say("text"), "instead_of": say("instead of")}
    plain: ClassVar[bool] = True
    as_of: date
    language: str
    section: str
    text: str
    instead_of: str

    @property
    def subject(self) -> str:
        """The reference date, the language and the section."""
        return f"{self.as_of.isoformat()}/{self.language}/{self.section}"

    def content(self) -> dict[str, str]:
        """The text, and the one in whose place it stands."""
        return {"text": self.text, "instead_of": self.instead_of}

    @classmethod
    def of(cls, subject: str, content: Any) -> Self:  # noqa: ANN401 - whatever JSON holds
        """The text of a section."""
        day, language, section = subject.split("/")
        return cls(date.fromisoformat(day), language, section, content["text"], content["instead_of"])
