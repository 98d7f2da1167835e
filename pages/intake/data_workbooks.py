"""The workbooks to take along: the empty one, and those with the current rows."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from kpi.acts.exports import CurrentRowsAsked, export_rows
from kpi.intake.template_workbook import write_template
from kpi.programme.plan import Programme
from kpi.views.sources.owners import kept_by, owners
from pages.shared import elements
from pages.shared.buttons import download
from pages.shared.doing import making
from pages.shared.screen import Screen


def draw(screen: Screen) -> None:
    """The ways to the empty workbook and to the one with the current rows, each made when it is asked for."""
    words, programme = screen.words, screen.programme
    with elements.row("workbooks", "center"):
        made = partial(_template, programme, words.language)
        download(words("Download the empty workbook"), made, words("empty-workbook.xlsx"), key="template")
        if screen.question.revision:
            with st.popover(words("Download the current rows"), icon=":material/table_edit:", type="tertiary"):
                _current_rows(screen)


def _current_rows(screen: Screen) -> None:
    """The choice of sheets, and the workbook of their rows."""
    words, programme = screen.words, screen.programme
    st.markdown(words("Change or add rows in it and drop it here again: only what you changed comes in."))
    choices = {words("All sheets"): tuple(programme.sheets)}
    for owner in owners(programme):
        kept = kept_by(programme, owner.nl)
        choices[words("Of {owner}: {sheets}", owner=owner, sheets=", ".join(map(_label(programme), kept)))] = kept
    choices.update({words("Only {sheet}", sheet=_label(programme)(name)): (name,) for name in programme.sheets})
    chosen = st.selectbox(words("Sheet"), list(choices), key="current_rows_of")
    asked = CurrentRowsAsked(choices[chosen], words.language)
    label, made = words("Download these rows"), making(export_rows, screen.who, asked)
    download(label, made, words("current-rows.xlsx"), key="current_rows", type="secondary")


def _label(programme: Programme) -> Callable[[str], str]:
    return lambda name: programme.sheets[name].label


def _template(of: Programme, language: str) -> bytes:
    """The empty workbook, made when it is asked for."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(of, path, language)
        return path.read_bytes()
