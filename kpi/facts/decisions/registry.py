"""Every kind of decision that is kept; ``smarthub check`` reports one of another kind."""

from kpi.facts.decisions.accepted_deviation import AcceptedDeviation
from kpi.facts.decisions.booked_answers import ConfirmedPayment, LedgerAccountLine
from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.facts.decisions.programme_settings import ProgrammeSetting
from kpi.facts.decisions.row_corrections import CorrectedRow
from kpi.facts.decisions.same_names import DifferentNames, NameAlias
from kpi.facts.decisions.sheet_answers import BlankMeanings, ColumnMeanings, NothingNew
from kpi.facts.decisions.submitted_accounts import SubmittedAccount
from kpi.facts.decisions.written_minutes import WrittenMinutes
from kpi.facts.decisions.written_texts import AccountText, UpdateText

DECISION_KINDS: tuple[type[DecisionKind], ...] = (
    AcceptedDeviation,
    AccountText,
    BlankMeanings,
    ColumnMeanings,
    ConfirmedPayment,
    CorrectedRow,
    DifferentNames,
    LedgerAccountLine,
    WrittenMinutes,
    NothingNew,
    ProgrammeSetting,
    NameAlias,
    SubmittedAccount,
    UpdateText,
)


def kind_of(key: str) -> type[DecisionKind] | None:
    """The kind of the decision that is kept under a key; None when there is no such kind."""
    return next((kind for kind in DECISION_KINDS if key.startswith(kind.prefix)), None)
