"""The field for files."""

from collections.abc import Sequence

import streamlit as st

from kpi.intake.formats.opening import unzipped
from kpi.intake.marked_copy import is_marked, stem_of
from kpi.language import Words
from pages.shared.spoken import plain

Files = Sequence[tuple[str, bytes]]
ANSWERS, FIGURES, UPKEEP = "data", "figures", "upkeep"
"""Places where is told what came of an act: an answer kept, figures changed, sources put in order."""

LATER, WANTED = "columns_later", "columns_wanted"
"""In the session: tables about which nobody wants to be asked now, and the one that somebody wants to say more of."""


def field(words: Words) -> Files:
    """The field for files; several at once are one revision."""
    st.markdown(
        words(
            "Drop the spreadsheets here: Excel, LibreOffice or CSV, several at once. "
            "Nothing is stored before you accept it."
        )
    )
    dropped = st.file_uploader(
        words("Spreadsheets"),
        type=[
            "xlsx",
            "xlsm",
            "xlsb",
            "xls",
            "html",
            "htm",
            "ods",
            "csv",
            "tsv",
            "txt",
            "tab",
            "xml",
            "xaf",
            "sta",
            "940",
            "swi",
            "mt940",
            "zip",
        ],
        accept_multiple_files=True,
        key=f"files_{st.session_state.get('files_round', 0)}",
        label_visibility="collapsed",
    )
    given = [each for file in dropped for each in unzipped(file.name, file.getvalue())]
    files, replaced = corrected(given, words)
    for old, new in replaced:
        st.caption(plain(words("{new} takes the place of {old}.", new=new, old=old)))
    return files


def corrected(files: Files, words: Words) -> tuple[Files, list[tuple[str, str]]]:
    """The files that count, and the pairs in which a corrected copy replaces the file that it was made from."""
    marks = {name for name, _ in files if is_marked(name, words)}
    stems = {name: stem_of(name, words) for name, _ in files}
    last = {stems[name]: name for name, _ in files if name in marks}
    kept = [(name, content) for name, content in files if last.get(stems[name], name) == name]
    return kept, [(name, last[stems[name]]) for name, _ in files if last.get(stems[name], name) != name]


def empty() -> None:
    """Forget the dropped files: the field for them gets another key, and so begins anew."""
    st.session_state["files_round"] = st.session_state.get("files_round", 0) + 1
