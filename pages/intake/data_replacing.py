"""A file that is the full overview of a sheet: known rows that it lacks are shown, and retired when it is accepted."""

import streamlit as st

from kpi.intake.import_report import Absent, ImportReport
from kpi.language import Words
from kpi.programme.plan import Programme
from kpi.sentences import listed
from kpi.views.sources.import_sentences import absent_rows
from kpi.views.table import table
from pages.shared import elements
from pages.shared.spoken import plain


def chosen(programme: Programme) -> frozenset[str]:
    """The labels of the sheets that somebody ticked as complete in these files."""
    return frozenset(sheet.label for name, sheet in programme.sheets.items() if st.session_state.get(_key(name)))


def retired(report: ImportReport, programme: Programme, words: Words) -> None:
    """The rows that would be retired, before anything is accepted."""
    if not report.retired:
        return
    title = words("Rows that will be retired")
    st.subheader(title, anchor=False)
    st.markdown(plain(words("These files lack them; from this revision on they no longer count.")))
    rows = [(programme.sheets[absent.register].label, row) for absent in report.retired for row in absent_rows(absent)]
    elements.grid(table({"sheet": words("Sheet"), "row_of": words("Row of")}, rows), key="retired")


def offer(report: ImportReport, programme: Programme, words: Words) -> None:
    """The known rows that the files lack; they stay, unless the file is said to be the full overview of the sheet."""
    absent = {rows.register: rows for rows in report.absent}
    ticked = [name for name, sheet in programme.sheets.items() if sheet.label in chosen(programme)]
    for name in dict.fromkeys([*absent, *ticked]):
        sheet = programme.sheets[name].label
        if name in absent:
            _staying(absent[name], sheet, words)
        st.checkbox(
            words("Full overview of sheet {sheet}: retire what isn't in it", sheet=sheet),
            key=_key(name),
            help=words("You see first which rows that are; nothing is retired before you accept it."),
        )


def _staying(absent: Absent, sheet: str, words: Words) -> None:
    title = words.plural(
        "{n} row of {sheet} that is known isn't in these files",
        "{n} rows of {sheet} that are known aren't in these files",
        absent.count,
        sheet=sheet,
    )
    with st.expander(title, icon=":material/visibility_off:"):
        st.caption(words("They stay as they are, unless you say that this is the full overview of the sheet."))
        st.markdown(plain(listed(absent_rows(absent), "; ")))


def _key(register: str) -> str:
    """The key of a tick for these files only: the next files begin without it."""
    return f"replace_{register}_{st.session_state.get('files_round', 0)}"
