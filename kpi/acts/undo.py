"""Taking a revision back, as a new one."""

from datetime import datetime

from kpi.access import Act, Person, permit
from kpi.errors import Refusal
from kpi.facts.store import Store, Undone
from kpi.language import N_
from kpi.report.submitted import submitted_reports


class Submitted(Refusal):
    """A revision that holds a submitted report was to be taken back."""

    template = N_("Revision {revision} holds a submitted report, which stays. Correct the facts and report anew.")


def undo(store: Store, who: Person, number: int, *, at: datetime) -> Undone:
    """Take a revision back, as a new one; one that submitted a report stays.

    Raises NotAllowed, Submitted, UnknownRevision and AlreadyUndone.
    """
    permit(store, who, Act.UNDO, at=at, about=f"revision {number}")
    with store.read() as reader:
        if any(report.revision == number for report in submitted_reports(reader)):
            raise Submitted(revision=number)
    return store.undo(number, by=who.by, at=at)
