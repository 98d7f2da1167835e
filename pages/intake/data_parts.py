"""The parts of the screen for files: the preview, the choice, and what was recorded before."""

from fractions import Fraction
from time import monotonic

import streamlit as st

from kpi.intake.import_report import ImportProposal
from kpi.intake.marked_copy import is_marked, stem_of
from kpi.language import Words
from kpi.programme.plan import Programme
from kpi.views.read import Question
from kpi.views.sources import import_effects, import_sentences
from pages.intake import data_checks, data_columns, data_proposal, data_replacing
from pages.intake.data_proposal import Files
from pages.shared import elements, installation
from pages.shared.buttons import foremost
from pages.shared.doing import told
from pages.shared.spoken import plain

SHOWN = 50
"""So many revisions are listed."""


def outcome(words: Words) -> None:
    """Tell what the last act led to, with the way to the figures that it changed."""
    told(data_proposal.ANSWERS)
    if told(data_proposal.FIGURES):
        st.page_link("pages/progress/overview.py", label=words("See what changed"), icon=":material/arrow_forward:")


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
        type=["xlsx", "xls", "ods", "csv", "tsv", "txt", "xml", "xaf"],
        accept_multiple_files=True,
        key=f"files_{st.session_state.get('files_round', 0)}",
        label_visibility="collapsed",
    )
    files, replaced = corrected([(file.name, file.getvalue()) for file in dropped], words)
    for old, new in replaced:
        st.caption(plain(words("{new} takes the place of {old}.", new=new, old=old)))
    return files


def corrected(files: Files, words: Words) -> tuple[Files, list[tuple[str, str]]]:
    """The files without those of which a corrected copy was dropped as well; and which replaces which."""
    marks = {name for name, _ in files if is_marked(name, words)}
    stems = {name: stem_of(name, words) for name, _ in files}
    last = {stems[name]: name for name, _ in files if name in marks}
    kept = [(name, content) for name, content in files if last.get(stems[name], name) == name]
    return kept, [(name, last[stems[name]]) for name, _ in files if last.get(stems[name], name) != name]


def read(files: Files, question: Question, replace: frozenset[str]) -> ImportProposal:
    """What the files would do; while they are read the bar shows how far that is, and it can be stopped."""
    words = question.words
    if data_proposal.is_kept(files, question, replace):
        return data_proposal.proposed(files, question, replace, lambda _share: None)
    place = st.empty()
    with place.container(horizontal=True, vertical_alignment="center", gap="small", key="reading"):
        bar = st.progress(0.0, words("Reading the files"), width="stretch")
        st.button(words("Stop"), key="stop", icon=":material/close:", on_click=data_proposal.empty)

    begun = monotonic()

    def show(share: float) -> None:
        told = {"share": words.share(Fraction(share), 0), "seconds": words.number(int(monotonic() - begun))}
        bar.progress(min(share, 1.0), words("Reading the files: {share} ({seconds} s)", **told))

    found = data_proposal.proposed(files, question, replace, show)
    place.empty()
    return found


def choice(files: Files, found: ImportProposal, words: Words) -> None:
    """Accept everything, only the good rows, or nothing."""
    report = found.report
    st.markdown(f"**{plain(import_sentences.verdict(found))}**")
    st.markdown(plain(import_sentences.next_step(found)))
    with st.container(horizontal=True, gap="small", key="choice"):
        if found.proposal is not None:
            all_of_it = not report.errors
            label = words("Accept everything") if all_of_it else words.say(import_sentences.good_rows(report))
            key = "accept_all" if all_of_it else "accept_good"
            st.button(
                label,
                type=foremost(all_of_it),
                key=key,
                icon=":material/check:",
                on_click=data_proposal.accept,
                args=(found.proposal,),
            )
        data_checks.marked_files(files, report, words)
        st.button(words("Cancel"), key="cancel", on_click=data_proposal.empty)


def preview(files: Files, found: ImportProposal, programme: Programme, question: Question) -> None:
    """Problems, counts, effects and differences, in the order in which they matter."""
    words, report = question.words, found.report
    data_replacing.retired(report, programme, words)
    if report.problems:
        st.subheader(words("Problems in the files"), anchor=False)
        elements.grid(import_effects.problems_table(report.problems), key="problems")
    data_columns.unread(report, words)
    data_checks.blanks(report, question.language, words)
    data_checks.totals(report, words)
    st.subheader(words("What was read"), anchor=False)
    elements.figures(import_effects.sheets_table(report), words("What was read"))
    _effects(files, found, programme, question)
    if report.differences:
        st.subheader(words("Values that change"), anchor=False)
        elements.grid(import_effects.differences_table(report.differences, programme), key="differences")
    data_replacing.offer(report, programme, words)


def _effects(files: Files, found: ImportProposal, programme: Programme, question: Question) -> None:
    words = question.words
    with st.spinner(words("Working out what changes")):
        change = data_proposal.effects_of(files, found, question)
    if change is None:
        return
    title = words("What changes on {day}", day=words.date(question.as_of))
    st.subheader(title, anchor=False)
    both = (change.before, change.after)
    indicators, money = (
        import_effects.indicators_table(*both, programme),
        import_effects.money_table(*both),
    )
    if not indicators.rows and not money.rows:
        st.caption(words("No indicator and no amount changes on this reference date."))
    else:
        st.markdown(plain(import_effects.effects_sentence(*both, programme)))
    if indicators.rows:
        elements.figures(indicators, title)
    if money.rows:
        elements.figures(money, words("Money of plan year {year}", year=question.plan_year))


def recorded(words: Words) -> None:
    """What was recorded before, the latest first, and the way back."""
    st.subheader(words("What was recorded"), anchor=False)
    found = installation.store().revisions()
    if not found:
        st.caption(words("Nothing was recorded yet."))
        return
    elements.grid(import_effects.revisions_table(found[:SHOWN]), key="revisions")
    able = {one.number: words.say(import_effects.revision_line(one)) for one in found if one.undone_by is None}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="undo_row"):
        number = st.selectbox(
            words("Take a revision back"),
            list(able),
            format_func=able.__getitem__,
            key="undo_number",
            width=420,
        )
        st.button(words("Take back…"), key="undo", icon=":material/undo:", on_click=_ask, args=(number,))
    _confirm(words)


def _ask(number: int) -> None:
    st.session_state["undo_asked"] = number


def _leave() -> None:
    st.session_state.pop("undo_asked", None)


def _confirm(words: Words) -> None:
    """Ask once more before a revision is taken back."""
    number = st.session_state.get("undo_asked")
    if number is None:
        return
    st.warning(
        words(
            "Take back revision {number}? Its rows go, what it replaced comes back; rows that changed later are left "
            "alone. This is a new revision, so it can be taken back too.",
            number=number,
        ),
        icon=":material/undo:",
    )
    with st.container(horizontal=True, gap="small", key="undo_choice"):
        yes = words("Yes, take back revision {number}", number=number)
        st.button(yes, type=foremost(), key="undo_yes", on_click=data_proposal.undo, args=(number,))
        st.button(words("No, leave it"), key="undo_no", on_click=_leave)
