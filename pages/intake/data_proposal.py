"""The proposal of the dropped files: worked out once for each set of files, and kept while somebody looks at it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from functools import partial
from hashlib import sha256
from threading import Lock
from time import monotonic
from typing import Any, TypeVar, cast

import streamlit as st

from kpi.access import Person
from kpi.acts import imports
from kpi.acts.effects import Effects, Rehearsal, effects
from kpi.facts.proposal import Proposal
from kpi.facts.store import Store
from kpi.intake.import_report import ImportProposal, ImportReport
from kpi.intake.marked_copy import marked_copy, marked_name
from kpi.intake.problems import ASKED
from kpi.intake.proposing import FilesToRead
from kpi.language import Said, Words
from kpi.sentences import say
from kpi.server import installation
from kpi.views.read import Question
from kpi.views.sources import import_sentences
from pages.intake.data_files import ANSWERS, FIGURES, Files, empty
from pages.shared.buttons import download, foremost
from pages.shared.doing import do, told
from pages.shared.spoken import plain
from pages.shared.visitor import somebody

KEPT = 8
"""So many proposals are kept at once, over all sessions."""
T = TypeVar("T")
_LOCK = Lock()


def effects_of(given: FilesToRead, proposal: ImportProposal, question: Question) -> Effects | None:
    """The effects of accepting on every indicator and amount; None when there is nothing to accept."""
    changes = proposal.proposal
    if changes is None:
        return None

    def work() -> Effects:
        rehearsal = Rehearsal(changes, question.as_of, question.plan_year)
        return effects(installation.store(), somebody(), rehearsal, at=datetime.now(UTC))

    gone = [f"{sheet.register}:{sheet.count}" for sheet in proposal.report.retired]
    key = ("effects", *gone, *_key(given, question), question.as_of.isoformat(), question.plan_year)
    return _kept(key, work)


def accept(proposal: Proposal) -> None:
    """Record the proposal, in the name of who accepts it; then the field for files is empty again."""

    def act(store: Store, who: Person, at: datetime) -> Said:
        revision = imports.accept_import(store, who, proposal, at=at)
        empty()
        return say("Recorded as revision {revision}. The figures are up to date.", revision=revision.number)

    do(act, FIGURES)


def outcome(words: Words) -> None:
    """Show the outcome of the last act, with a link to the figures that it changed."""
    told(ANSWERS)
    if told(FIGURES):
        st.page_link("pages/progress/overview.py", label=words("See what changed"), icon=":material/arrow_forward:")


def read(given: FilesToRead, question: Question) -> ImportProposal:
    """Propose the good rows of the files against the latest revision; an error in a file as a whole leaves no proposal.

    A bar shows the progress, and reading can be stopped. The report's errors tell whether everything may be accepted.
    """
    words, place, begun = question.words, st.empty(), monotonic()

    def work() -> ImportProposal:
        with place.container(horizontal=True, vertical_alignment="center", gap="small", key="reading"):
            bar = st.progress(0.0, words("Reading the files"), width="stretch")
            st.button(words("Stop"), key="stop", icon=":material/close:", on_click=empty)

        def show(share: float) -> None:
            progress = {"share": words.share(Fraction(share), 0), "seconds": words.number(int(monotonic() - begun))}
            bar.progress(min(share, 1.0), words("Reading the files: {share} ({seconds} s)", **progress))

        reading = replace(given, progress=show)
        return imports.read_files(installation.store(), somebody(), reading, at=datetime.now(UTC))

    proposal = _kept(("proposal", *sorted(given.replace), *_key(given, question)), work)
    place.empty()
    return proposal


def choice(files: Files, proposal: ImportProposal, words: Words) -> None:
    """Accept everything, only the good rows, or nothing."""
    report = proposal.report
    st.markdown(f"**{plain(import_sentences.verdict(proposal))}**")
    st.markdown(plain(import_sentences.next_step(proposal)))
    with st.container(horizontal=True, gap="small", key="choice"):
        if proposal.proposal is not None:
            all_of_it = not report.errors
            label = words("Accept everything") if all_of_it else words.say(import_sentences.good_rows(report))
            key = "accept_all" if all_of_it else "accept_good"
            looks: dict[str, Any] = {"type": foremost(all_of_it), "icon": ":material/check:"}
            st.button(label, key=key, on_click=accept, args=(proposal.proposal,), **looks)
        _marked_files(files, report, words)
        st.button(words("Cancel"), key="cancel", on_click=empty)


def _marked_files(files: Files, report: ImportReport, words: Words) -> None:
    """A download for each file with faults: its copy with the faults marked."""
    faulty = {problem.file for problem in report.errors if problem.sheet and problem.code not in ASKED}
    for name, content in files:
        if name in faulty:
            download(
                words("Download {file} with its faults marked", file=name),
                partial(marked_copy, name, content, report.placed, words),
                marked_name(name, words),
                key=f"marked_{name}",
                icon=":material/format_ink_highlighter:",
                type=foremost(),
            )


def _key(given: FilesToRead, question: Question) -> tuple[str, ...]:
    names = [f"{name}:{sha256(content).hexdigest()}" for name, content in given.files]
    names += [f"{given.number_lines}", f"{given.as_given}", f"{given.fill_down}", f"{given.year}"]
    return (*installation.held(), str(question.revision), *names)


def _kept(key: tuple[str, ...], work: Callable[[], T]) -> T:
    """The result for a key, worked out when it isn't kept; the oldest ones go."""
    results = _results()
    with _LOCK:
        if key in results:
            return cast("T", results[key])
    result = work()
    with _LOCK:
        results[key] = result
        while len(results) > KEPT:
            del results[next(iter(results))]
    return result


@st.cache_resource(show_spinner=False)
def _results() -> dict[tuple[str, ...], Any]:
    return {}
