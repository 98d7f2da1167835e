"""The kinds of decisions that are kept about figures, rows, names and papers; ``minutes_kinds`` has the others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Annotated, Any

from pydantic import Field, PlainSerializer

from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.programme.plan import PREFIX
from kpi.sentences import say


@dataclass(frozen=True)
class AcceptedDeviation(DecisionKind):
    """The deviation of an indicator, accepted from one day to another, both included: a status set by hand.

    ``by``: as the plan's readers know them; None where only is known who recorded it.
    """

    prefix = "accepted/"
    title = say("Accepted deviation")
    keyed = ("indicator",)
    indicator: str
    by: Annotated[str | None, say("by")] = field(default=None, kw_only=True)
    on: Annotated[date, say("on")]
    until: Annotated[date, say("up to and including")]


@dataclass(frozen=True)
class LedgerAccountLine(DecisionKind):
    """The budget line of a ledger account with its cost centre; None: it is no part of the programme.

    ``place``: the account and its cost centre in the form under which they are compared.
    """

    prefix = "ledger/"
    title = say("Account")
    keyed = ("place",)
    place: str
    account: Annotated[str, say("account")]
    centre: Annotated[str, say("cost centre")]
    line: Annotated[str | None, say("budget line")]


@dataclass(frozen=True)
class ConfirmedPayment(DecisionKind):
    """A payment of a bank statement, by its mark, that somebody confirmed for the pledge of an organisation."""

    prefix = "payment/"
    title = say("Payment")
    keyed = ("payment",)
    payment: str
    day: Annotated[date, say("day")]
    cents: Annotated[int, say("amount")]
    organisation: Annotated[str, say("organisation")]


@dataclass(frozen=True)
class ProgrammeSetting(DecisionKind):
    """A value in the place of the programme file's own; ``kpi.programme.set_by_hand`` has the names and their meaning.

    ``setting``: as ``<kind>/<of what>``; its value has the shape that it has in the file.
    """

    prefix = PREFIX
    title = say("Setting of the programme")
    keyed = ("setting",)
    whole = "setting_value"
    setting: str
    setting_value: Any


@dataclass(frozen=True)
class CorrectedRow(DecisionKind):
    """A row that was corrected or retired by hand, so that a file that still holds the old one doesn't bring it back.

    ``before``: the digests of everything that the row was: a row of a file that has one of them is the old one.
    """

    prefix = "corrected/"
    title = say("Corrected row")
    register: Annotated[str, say("sheet")]
    row: Annotated[str, Field(alias="key"), say("row")]
    """The key of the row."""
    retired: Annotated[bool, say("lapsed")]
    before: Annotated[tuple[str, ...], PlainSerializer(lambda digests: sorted(set(digests))), say("before")]

    @property
    def subject(self) -> str:
        """The register, and a mark of the row: its key may be longer than a key of a decision can be."""
        mark = blake2b(self.row.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
        return f"{self.register}/{mark}"


@dataclass(frozen=True)
class NameAlias(DecisionKind):
    """A name that stands for another one: as both are written, and the forms under which they are compared."""

    prefix = "alias/"
    title = say("One name for another")
    name: Annotated[str, say("name")]
    of: Annotated[str, say("is the same as")]
    form: Annotated[str, say("compared as")]
    stands_for: Annotated[str, say("counts as")]

    @property
    def subject(self) -> str:
        """The form of the name that gives way."""
        return self.form


@dataclass(frozen=True)
class DifferentNames(DecisionKind):
    """Two names that differ, so that they aren't proposed as one again; ``pair``: their forms, by ``pair_of``."""

    prefix = "distinct/"
    title = say("Different names")
    keyed = ("pair",)
    pair: str
    names: Annotated[tuple[str, ...], say("names")]


def pair_of(form: str, other: str) -> str:
    """Return two forms as one text, whichever comes first.

    >>> pair_of("b", "a") == pair_of("a", "b") == "a|b"
    True
    """
    return "|".join(sorted((form, other)))


@dataclass(frozen=True)
class ColumnMeanings(DecisionKind):
    """The register of a set of column names (by its mark), and the field of each; empty: skipped, or left out."""

    prefix = "mapping/"
    title = say("Columns")
    keyed = ("columns_key",)
    plain = ordered = True
    columns_key: str
    register: Annotated[str, say("sheet")]
    columns: Annotated[Mapping[str, str], say("columns")]
    """Field by the key form of the column's name."""
    headers: Annotated[tuple[str, ...], say("column names")]
    constants: Annotated[Mapping[str, str] | None, say("for all rows")] = None
    """By field the one value of all rows, as it would stand in a cell; None where no field has one."""
    words: Annotated[Mapping[str, Mapping[str, str]] | None, say("words")] = None
    """By field, for words that its list lacks: the value each stands for, as it would stand in a cell."""


@dataclass(frozen=True)
class BlankMeanings(DecisionKind):
    """The meaning of blank cells of a field (``<register>/<field>``) by the key of their row.

    Such a cell is zero, not known yet or not applicable.
    """

    prefix = "blank/"
    title = say("Empty cells")
    keyed = ("field",)
    whole = "answers"
    plain = ordered = True
    field: str
    answers: Mapping[str, str]


@dataclass(frozen=True)
class NothingNew(DecisionKind):
    """The last day on which somebody said that a source was up to date without anything new."""

    prefix = "checked/"
    title = say("Nothing new in")
    keyed = ("register",)
    whole = "day"
    register: str
    day: date


@dataclass(frozen=True)
class SubmittedAccount(DecisionKind):
    """An account of a plan year as it was submitted: as known in ``revision`` on its reference date.

    ``programme``: its ``id``, ``version`` and ``fingerprint``; ``files``: SHA-256 by name; ``figures``: everything that
    it said, exact.
    """

    prefix = "frozen/"
    title = say("Submitted report")
    plain = ordered = True
    plan_year: Annotated[str, say("plan year")]
    as_of: Annotated[date, say("reference date")]
    revision: Annotated[int, say("revision")]
    language: Annotated[str, say("language")]
    programme: Annotated[Mapping[str, str], say("programme")]
    files: Annotated[Mapping[str, str], say("files")]
    texts: Annotated[Mapping[str, str], say("texts")]
    figures: Annotated[Mapping[str, str | None], say("figures")]

    @property
    def subject(self) -> str:
        """The plan year, the reference date and the revision."""
        return f"{self.plan_year}/{self.as_of.isoformat()}/r{self.revision}"


@dataclass(frozen=True)
class AccountText(DecisionKind):
    """A text of the account of a plan year, by the name of its place."""

    prefix = "report/"
    title = say("Text in the account")
    keyed = ("plan_year", "place")
    whole = "text"
    plain = True
    plan_year: str
    place: str
    text: str


@dataclass(frozen=True)
class UpdateText(DecisionKind):
    """A text of the update of a reference date in a language, in the place of the one that it was generated with."""

    prefix = "update/"
    title = say("Text in the update")
    keyed = ("as_of", "language", "section")
    plain = True
    as_of: date
    language: str
    section: str
    text: Annotated[str, say("text")]
    instead_of: Annotated[str, say("instead of")]
