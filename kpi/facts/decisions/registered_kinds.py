"""Every kind of decision that is kept; ``smarthub check`` reports one of another kind."""

from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.facts.decisions.decision_kinds import (
    AcceptedDeviation,
    AccountText,
    BlankMeanings,
    ColumnMeanings,
    ConfirmedPayment,
    CorrectedRow,
    DifferentNames,
    LedgerAccountLine,
    NameAlias,
    NothingNew,
    ProgrammeSetting,
    SubmittedAccount,
    UpdateText,
)
from kpi.facts.decisions.minutes_kinds import DecisionOutcome, WrittenMinutes

DECISION_KINDS: tuple[type[DecisionKind], ...] = (
    AcceptedDeviation,
    LedgerAccountLine,
    ConfirmedPayment,
    ProgrammeSetting,
    CorrectedRow,
    NameAlias,
    DifferentNames,
    ColumnMeanings,
    BlankMeanings,
    NothingNew,
    SubmittedAccount,
    AccountText,
    UpdateText,
    WrittenMinutes,
    DecisionOutcome,
)


def kind_of(key: str) -> type[DecisionKind] | None:
    """The kind of the decision that is kept under a key; None when there is no such kind."""
    return next((kind for kind in DECISION_KINDS if key.startswith(kind.prefix)), None)
