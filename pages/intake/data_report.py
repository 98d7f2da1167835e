"""What the files hold and would do, before anything is accepted: problems, sheets, blanks, totals, rows that go."""

from collections.abc import Mapping, Sequence

import streamlit as st

from kpi.acts import columns
from kpi.acts.effects import Effects
from kpi.intake.import_report import Absent, BlankAsked, ImportReport
from kpi.intake.plausibility.questions import QUESTIONS
from kpi.intake.proposing import FilesToRead
from kpi.intake.typed.blank_figures import ANSWERS, NOT_APPLICABLE, UNKNOWN, ZERO
from kpi.intake.typed.typed_table import ControlTotal
from kpi.language import N_, Words
from kpi.programme.plan import Programme
from kpi.sentences import listed, say
from kpi.views.comparison.compare import compare
from kpi.views.sources import import_effects, import_sentences
from kpi.views.table import headings, table
from pages.intake import data_files
from pages.shared import elements
from pages.shared.doing import do, doing
from pages.shared.screen import Screen
from pages.shared.spoken import plain

YEAR = "year_of_months"
WAYS: Mapping[str, tuple[str, str]] = {
    "number_lines": ("number_twice", N_("Number the rows of one entry, or of one organisation and plan year")),
    "fill_down": ("label_blank", N_("An empty name is the one above it.")),
    "as_given": ("which_is_later", N_("The files are in their order: where two differ, the later one holds")),
}
"""What can be ticked about the files → the problem that it answers, and its words."""


def problems(report: ImportReport, words: Words) -> None:
    """What is unlike before, as a question, and the problems in the files."""
    questions = [each for each in report.problems if each.code in QUESTIONS]
    if questions:
        st.header(words("Is this right?"), anchor=False)
        st.markdown(plain(words("This is unlike what came before. If it is right, accept it as it is.")))
        elements.grid(import_effects.problems_table(questions), key="questions")
    others = [each for each in report.problems if each.code not in QUESTIONS]
    if others:
        st.header(words("Problems in the files"), anchor=False)
        elements.grid(import_effects.problems_table(others), key="problems")


def blanks(report: ImportReport, words: Words) -> None:
    """The blank figures that count somewhere, each with the question what it means."""
    if not report.blanks:
        return
    st.header(words("Blank figures that count"), anchor=False)
    st.markdown(plain(words("A blank isn't zero: say once what these mean. Until then they are not known yet.")))
    labels = {UNKNOWN: words("not known yet"), ZERO: "0", NOT_APPLICABLE: words("not applicable")}
    for blank in report.blanks:
        name = _name(blank)
        st.markdown(plain(import_sentences.blank_sentence(blank)))
        with elements.row(f"blank_row_{name}"):
            st.segmented_control(
                words("Blank {column} means", column=blank.column),
                ANSWERS,
                format_func=labels.__getitem__,
                default=UNKNOWN,
                required=True,
                key=f"blank_{name}",
                label_visibility="collapsed",
            )
            st.multiselect(
                words("Only these rows"),
                [cell.key for cell in blank.cells],
                format_func=import_sentences.cells_named(blank).__getitem__,
                key=f"blank_only_{name}",
                placeholder=words("All rows, or choose some"),
                label_visibility="collapsed",
                width=360,
            )
            st.button(words("Remember"), key=f"blank_keep_{name}", on_click=_say_blank, args=(blank,))


def _name(blank: BlankAsked) -> str:
    return f"{blank.file}_{blank.sheet}_{blank.field}"


def _say_blank(blank: BlankAsked) -> None:
    meaning = str(st.session_state.get(f"blank_{_name(blank)}") or UNKNOWN)
    only = st.session_state.get(f"blank_only_{_name(blank)}") or [cell.key for cell in blank.cells]
    remembered = say("Remembered; these blanks won't be asked about again.")
    do(doing(columns.say_blanks, [(blank, dict.fromkeys(only, meaning))], told=remembered), data_files.ANSWERS)


def totals(report: ImportReport, words: Words) -> None:
    """The sums with the totals of the sheets; where a sheet gives none, one can be typed."""
    if not report.totals:
        return
    st.header(words("Control totals"), anchor=False)
    sums = import_effects.totals_table(report)
    if sums.rows:
        elements.figures(sums, words("Control totals"))
    without_total = [total for total in report.totals if total.stated is None]
    if without_total:
        st.caption(words("Type the total that your own sheet shows, to see whether everything was read."))
    for number, total in enumerate(without_total):
        _typed(total, number, words)


def _typed(total: ControlTotal, number: int, words: Words) -> None:
    with elements.row(f"total_row_{number}", "center"):
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


def changes(effects: Effects | None, screen: Screen) -> None:
    """The effect of accepting on every indicator and amount; nothing while there is nothing to accept."""
    if effects is None:
        return
    words, programme = screen.words, screen.programme
    title = words("What changes on {day}", day=words.date(screen.question.as_of))
    st.header(title, anchor=False)
    both = compare(effects.before, effects.after)
    indicators, money = import_effects.indicators_table(both, programme), import_effects.money_table(both)
    if not indicators.rows and not money.rows:
        st.caption(words("No indicator and no amount changes on this reference date."))
    else:
        st.markdown(plain(import_effects.effects_sentence(both, programme)))
    if indicators.rows:
        elements.figures(indicators, title)
    due = [(each.day, each.before, each.after) for each in effects.due if each.day != screen.question.as_of]
    if due:
        title = words("What changes on due dates and at the end of years")
        elements.section(title, import_effects.due_table(due, programme))
    if money.rows:
        elements.figures(money, words("Money of plan year {year}", year=screen.question.plan_year))


def differences(report: ImportReport, programme: Programme, words: Words) -> None:
    """The values that change, each with its old and its new one."""
    if report.differences:
        st.header(words("Values that change"), anchor=False)
        elements.grid(import_effects.differences_table(report.differences, programme), key="differences")


def first_rows(report: ImportReport, programme: Programme, words: Words) -> None:
    """The first rows of each sheet as they would be stored."""
    shown = [rows for rows in report.first_rows if rows.rows]
    if shown:
        with st.expander(words("The first rows as they would be stored"), icon=":material/table_rows:"):
            for rows in shown:
                st.caption(plain(rows.sheet))
                elements.figures(import_effects.first_rows_table(rows, programme), rows.sheet)


def given(files: Sequence[tuple[str, bytes]], programme: Programme) -> FilesToRead:
    """The files, and what was ticked about them."""
    ticked = {name: bool(st.session_state.get(_tick(name))) for name in WAYS}
    year = int(st.session_state.get(YEAR) or 0)
    return FilesToRead(files, partial=True, replace=complete(programme), year=year, **ticked)  # type: ignore[arg-type]


def ways_on(report: ImportReport, words: Words) -> None:
    """A tick for rows with one key: to number them, or to take the files in their order."""
    codes = {problem.code for problem in report.errors}
    for name, (code, label) in WAYS.items():
        if code in codes or st.session_state.get(_tick(name)):
            st.checkbox(words(label), key=_tick(name))
    if "months_without_year" in codes or st.session_state.get(YEAR):
        st.number_input(words("The months are of the year"), 1950, 2099, None, key=YEAR, format="%d", width=200)


def complete(programme: Programme) -> frozenset[str]:
    """The labels of the sheets that somebody ticked as complete in these files."""
    return frozenset(sheet.label for name, sheet in programme.sheets.items() if st.session_state.get(_tick(name)))


def retired(report: ImportReport, programme: Programme, words: Words) -> None:
    """The rows that would be retired, before anything is accepted."""
    if not report.retired:
        return
    st.header(words("Rows that will be retired"), anchor=False)
    st.markdown(plain(words("These files lack them; from this revision on they no longer count.")))
    rows = [
        (programme.sheets[absent.register].label, row)
        for absent in report.retired
        for row in import_sentences.absent_rows(absent)
    ]
    elements.grid(table(headings("Sheet", "Row of"), rows), key="retired")


def lacking(report: ImportReport, programme: Programme, words: Words) -> None:
    """The known rows that the files lack; they stay, unless the file is said to be the full overview of the sheet."""
    absent = {rows.register: rows for rows in report.absent}
    ticked = [name for name, sheet in programme.sheets.items() if sheet.label in complete(programme)]
    for name in dict.fromkeys([*absent, *ticked]):
        sheet = programme.sheets[name].label
        if name in absent:
            _staying(absent[name], sheet, words)
        st.checkbox(
            words("Full overview of sheet {sheet}: retire what isn't in it", sheet=sheet),
            key=_tick(name),
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
        st.markdown(plain(listed(import_sentences.absent_rows(absent), "; ")))


def _tick(register: str) -> str:
    """The key of a tick for these files only: the next files begin without it."""
    return f"replace_{register}_{st.session_state.get('files_round', 0)}"
