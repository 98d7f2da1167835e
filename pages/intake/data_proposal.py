"""What the dropped files would do: worked out once for each set of files, and kept while it is looked at."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from threading import Lock
from typing import Any, TypeVar, cast

import streamlit as st

from kpi.access import Person
from kpi.acts import imports
from kpi.acts import undo as undoing
from kpi.acts.effects import Effects, Rehearsal, effects
from kpi.facts.proposal import Proposal
from kpi.facts.store import Store
from kpi.intake.import_report import ImportProposal
from kpi.language import Said
from kpi.sentences import say
from kpi.settings import settings
from kpi.views.read import Question
from kpi.views.sources.import_effects import undone_sentence
from pages.shared import installation
from pages.shared.doing import do
from pages.shared.visitor import somebody

Files = Sequence[tuple[str, bytes]]
ANSWERS, FIGURES, UPKEEP = "data", "figures", "upkeep"
"""Places where is told what came of an act: an answer kept, figures changed, sources put in order."""
KEPT = 8
"""So many proposals are kept at once, over all sessions."""
T = TypeVar("T")
_LOCK = Lock()


def proposed(
    files: Files, question: Question, replace: frozenset[str], progress: Callable[[float], None]
) -> ImportProposal:
    """The good rows of the files against the latest revision; with an error in a file as a whole there is no proposal.

    ``replace`` names the sheets of which the files are the full overview.
    The report's errors tell whether everything may be accepted.
    """

    def work() -> ImportProposal:
        given = imports.FilesToRead(files, partial=True, replace=replace, progress=progress)
        return imports.read_files(installation.store(), somebody(), given, at=datetime.now(UTC))

    return _kept(("proposal", *sorted(replace), *_key(files, question)), work)


def is_kept(files: Files, question: Question, replace: frozenset[str]) -> bool:
    """Whether the files were read before, so that showing them takes no time."""
    with _LOCK:
        return ("proposal", *sorted(replace), *_key(files, question)) in _results()


def effects_of(files: Files, found: ImportProposal, question: Question) -> Effects | None:
    """What accepting does to every indicator and amount; None when there is nothing to accept."""
    proposal = found.proposal
    if proposal is None:
        return None

    def work() -> Effects:
        rehearsal = Rehearsal(proposal, question.as_of, question.plan_year)
        return effects(installation.store(), somebody(), rehearsal, at=datetime.now(UTC))

    gone = [f"{one.register}:{one.count}" for one in found.report.retired]
    key = ("effects", *gone, *_key(files, question), question.as_of.isoformat(), question.plan_year)
    return _kept(key, work)


def accept(proposal: Proposal) -> None:
    """Record the proposal, in the name of who accepts it; then the field for files is empty again."""

    def act(store: Store, who: Person, at: datetime) -> Said:
        revision = imports.accept_import(store, who, proposal, at=at)
        empty()
        return say("Recorded as revision {revision}. The figures are up to date.", revision=revision.number)

    do(act, FIGURES)


def undo(number: int) -> None:
    """Take a revision back, as a new one; what was changed later is left alone and counted."""

    def act(store: Store, who: Person, at: datetime) -> Said:
        undone = undoing.undo(store, who, number, at=at)
        return undone_sentence(number, undone.revision.number, len(undone.left_alone))

    st.session_state.pop("undo_asked", None)
    do(act, FIGURES)


def empty() -> None:
    """Forget the dropped files: the field for them gets another key, and so begins anew."""
    st.session_state["files_round"] = st.session_state.get("files_round", 0) + 1


def _key(files: Files, question: Question) -> tuple[str, ...]:
    names = [f"{name}:{sha256(content).hexdigest()}" for name, content in files]
    return (settings().database, installation.filed().fingerprint, str(question.revision), *names)


def _kept(key: tuple[str, ...], work: Callable[[], T]) -> T:
    """The result for a key, worked out when it isn't kept; the oldest ones go."""
    held = _results()
    with _LOCK:
        if key in held:
            return cast("T", held[key])
    result = work()
    with _LOCK:
        held[key] = result
        while len(held) > KEPT:
            del held[next(iter(held))]
    return result


@st.cache_resource(show_spinner=False)
def _results() -> dict[tuple[str, ...], Any]:
    return {}
