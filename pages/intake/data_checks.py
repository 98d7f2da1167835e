"""The checks before accepting: blank figures and control totals; and the marked copies."""

from collections.abc import Mapping
from datetime import datetime

import streamlit as st

from kpi.access import Person
from kpi.acts import columns
from kpi.facts.store import Store
from kpi.intake.import_report import BlankAsked, ImportReport
from kpi.intake.typed.blank_figures import ANSWERS, NOT_APPLICABLE, UNKNOWN, ZERO
from kpi.intake.typed.typed_table import ControlTotal
from kpi.language import Said, Words
from kpi.sentences import say
from kpi.views.sources import import_effects, import_sentences
from pages.intake import data_files
from pages.shared import elements
from pages.shared.doing import do
from pages.shared.spoken import plain


def blanks(report: ImportReport, language: str, words: Words) -> None:
    """The blank figures that count somewhere, each with the question what it means."""
    if not report.blanks:
        return
    st.subheader(words("Blank figures that count"), anchor=False)
    st.markdown(plain(words("A blank isn't zero: say once what these mean. Until then they are not known yet.")))
    for blank in report.blanks:
        st.markdown(plain(import_sentences.blank_sentence(blank)))
        labels = {UNKNOWN: words("not known yet"), ZERO: "0", NOT_APPLICABLE: words("not applicable")}
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=f"blank_row_{_name(blank)}"):
            st.segmented_control(
                words("Blank {column} means", column=blank.column),
                ANSWERS,
                format_func=labels.__getitem__,
                default=UNKNOWN,
                required=True,
                key=f"blank_{_name(blank)}",
                label_visibility="collapsed",
            )
            st.multiselect(
                words("Only these rows"),
                [cell.key for cell in blank.cells],
                format_func=import_sentences.cells_named(blank).__getitem__,
                key=f"blank_only_{_name(blank)}",
                placeholder=words("All rows, or choose some"),
                label_visibility="collapsed",
                width=360,
            )
            st.button(words("Remember"), key=f"blank_keep_{_name(blank)}", on_click=_say_blank, args=(blank,))


def _name(blank: BlankAsked) -> str:
    return f"{blank.file}_{blank.sheet}_{blank.field}"


def _say_blank(blank: BlankAsked) -> None:
    state = st.session_state
    meaning = str(state.get(f"blank_{_name(blank)}") or UNKNOWN)
    only = state.get(f"blank_only_{_name(blank)}") or [cell.key for cell in blank.cells]
    answer: Mapping[str, str] = dict.fromkeys(only, meaning)

    def act(store: Store, who: Person, at: datetime) -> Said:
        columns.say_blanks(store, who, [(blank, answer)], at=at)
        return say("Remembered; these blanks won't be asked about again.")

    do(act, data_files.ANSWERS)


def totals(report: ImportReport, words: Words) -> None:
    """The sums with the totals of the sheets; where a sheet gives none, one can be typed."""
    if not report.totals:
        return
    st.subheader(words("Control totals"), anchor=False)
    sums = import_effects.totals_table(report)
    if sums.rows:
        elements.figures(sums, words("Control totals"))
    without_total = [total for total in report.totals if total.stated is None]
    if without_total:
        st.caption(words("Type the total that your own sheet shows, to see whether everything was read."))
    for number, total in enumerate(without_total):
        _typed(total, number, words)


def _typed(total: ControlTotal, number: int, words: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"total_row_{number}"):
        st.markdown(plain(import_sentences.added_sentence(total)), width=340)
        typed = st.text_input(
            words("Total of {column} in {sheet}", column=total.column, sheet=total.sheet),
            key=f"total_{total.file}_{total.sheet}_{total.column}_{number}",
            placeholder=words("for example 12.500,00"),
            label_visibility="collapsed",
            width=180,
        )
        if typed.strip():
            st.markdown(plain(import_sentences.typed_sentence(total, typed.strip())), width="content")
