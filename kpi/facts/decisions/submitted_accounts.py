"""Accounts that were submitted, with their sources and everything that they said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.sentences import Said, say


@dataclass(frozen=True, slots=True)
class SubmittedAccount(DecisionKind):
    """An account of a plan year as it was submitted: as known in ``revision`` on its reference date."""

    prefix: ClassVar[str] = "frozen/"
    title: ClassVar[Said] = say("Submitted report")
    labels: ClassVar[Mapping[str, Said]] = {
        "plan_year": say("plan year"),
        "as_of": say("reference date"),
        "revision": say("revision"),
        "language": say("language"),
        "programme": say("programme"),
        "files": say("files"),
        "texts": say("texts"),
        "figures": say("figures"),
    }
    plain: ClassVar[bool] = True
    ordered: ClassVar[bool] = True
    plan_year: str
    as_of: date
    revision: int
    language: str
    programme: Mapping[str, str]
    """Its ``id``, ``version`` and ``fingerprint``."""
    files: Mapping[str, str]
    """SHA-256 by name."""
    texts: Mapping[str, str]
    figures: Mapping[str, str | None]
    """Everything that it said, exact."""

    @property
    def subject(self) -> str:
        """The plan year, the reference date and the revision."""
        return f"{self.plan_year}/{self.as_of.isoformat()}/r{self.revision}"
