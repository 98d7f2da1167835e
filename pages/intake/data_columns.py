"""Questions about unknown columns, asked once for each set of column names; and the answers, to forget."""

from datetime import datetime
from typing import Any

import streamlit as st

from kpi.access import Person
from kpi.acts import columns
from kpi.facts.store import Store
from kpi.intake.import_report import ImportReport
from kpi.intake.mapping_preview import preview
from kpi.intake.recognise.column_questions import ColumnAsked, TableAsked
from kpi.intake.recognise.personal_data import without_persons
from kpi.intake.recognise.sheet_names import layouts
from kpi.intake.recognise.words_asked import words_asked
from kpi.intake.values.listed_words import allowed_values, single_values, slips_of
from kpi.language import N_, Said, Words
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS
from kpi.sentences import say
from kpi.views.sources import import_effects
from kpi.views.sources.import_sentences import column_line
from pages.intake.data_files import ANSWERS, LATER, WANTED
from pages.shared import elements
from pages.shared.buttons import foremost
from pages.shared.doing import do
from pages.shared.spoken import plain, spoken

SKIP, FOR_ALL = "", "for_all"
UNSURE = N_("It isn't certain what some columns of {sheet} in {file} hold: choose, and click Remember and go on.")
WORDS_UNSURE = N_(
    "Some words of {sheet} in {file} aren't on the list of their column: choose what they stand for, and click "
    "Remember and go on."
)
READ_SO = N_("So {sheet} in {file} was read: change what is wrong, and click Remember and go on.")


def asked_now(report: ImportReport) -> TableAsked | None:
    """The table to ask about first; None when everything is certain enough, or was put off."""
    put_off, wanted = st.session_state.get(LATER, ()), st.session_state.get(WANTED)
    pressing = (table for table in report.questions if table.pressing and table.key not in put_off)
    return next((table for table in report.asked if table.key == wanted and table.register), None) or next(
        pressing, None
    )


def ask(asked: TableAsked, programme: Programme, words: Words) -> None:
    """The step in which somebody says what the columns of one table are, and what its words stand for."""
    st.header(words("What do these columns hold?"), anchor=False)
    sentence = UNSURE if asked.columns or asked.needed else WORDS_UNSURE if asked.words else READ_SO
    st.markdown(plain(words(sentence, sheet=asked.sheet, file=asked.file)))
    register = _register(asked, programme, words)
    if register:
        taken = {_chosen(asked, register, column, programme) for column in asked.certain} - {SKIP}
        for column in asked.columns:
            _column(asked, column, register, taken, programme, words)
        _constants(asked, register, taken, programme, words)
        _words(asked, register, programme, words)
        if asked.certain:
            with st.expander(_recognised(asked, register, programme, words), not asked.uncertain):
                for column in asked.certain:
                    _column(asked, column, register, set(), programme, words)
        _preview(_answer(asked, programme), programme, words)
    with st.container(horizontal=True, gap="small", key="mapping_choice"):
        looks: dict[str, Any] = {"type": foremost(), "icon": ":material/check:"}
        st.button(words("Remember and go on"), key="mapping_keep", on_click=_keep, args=(asked, programme), **looks)
        st.button(words("Not now"), key="mapping_later", on_click=_later, args=(asked.key,))


def _register(asked: TableAsked, programme: Programme, words: Words) -> str:
    known = [*programme.sheets, SKIP]
    labels = {name: sheet.label for name, sheet in programme.sheets.items()} | {SKIP: words("skip this sheet")}
    chosen = st.selectbox(
        words("This sheet is"),
        known,
        index=known.index(asked.register),
        format_func=labels.__getitem__,
        key=_name(asked),
        width=300,
    )
    return str(chosen)


def _known_as(programme: Programme, register: str, name: str) -> str | None:
    """The field that a name of a column is known for in a sheet of the programme."""
    return next(each.field_of(name) for each in layouts(programme.sheets) if each.register.name == register)


def _chosen(asked: TableAsked, register: str, column: ColumnAsked, programme: Programme) -> str:
    """The field that a column is on the screen: as chosen, else as proposed."""
    fields = programme.sheets[register].columns
    proposed = column.suggestion if register == asked.register else _known_as(programme, register, column.name)
    return str(st.session_state.get(_name(asked, register, column.key), proposed if proposed in fields else SKIP))


def _column(
    asked: TableAsked, column: ColumnAsked, register: str, taken: set[str], programme: Programme, words: Words
) -> None:
    columns = programme.sheets[register].columns
    chosen = _chosen(asked, register, column, programme)
    options = [SKIP, *(name for name in columns if name not in taken or name == chosen)]
    labels = {SKIP: words("don't read it"), **{name: columns[name].label for name in columns}}
    with elements.row(f"row_{column.letter}", "center"):
        st.markdown(plain(column_line(column)), width=280)
        st.selectbox(
            words("Column {name} holds", name=column.name),
            options,
            index=options.index(chosen),
            format_func=labels.__getitem__,
            key=_name(asked, register, column.key),
            label_visibility="collapsed",
            width=260,
        )
        shown = ", ".join(column.examples) or words("nothing in the first rows")
        st.caption(plain(words("for example {values}", values=shown)), width="stretch")


def _constants(asked: TableAsked, register: str, taken: set[str], programme: Programme, words: Words) -> None:
    """Fields with one value for all rows: chosen, and each with a list or a place to type it."""
    columns, fields = programme.sheets[register].columns, REGISTERS[register]
    missing = asked.missing if register == asked.register else ()
    said = asked.constants if register == asked.register else {}
    proposed = [*said, *(name for name in missing if allowed_values(programme, fields.field(name)))]
    free = [name for name in columns if name not in taken]
    chosen = st.multiselect(
        words("One value for all rows"),
        free,
        default=[name for name in proposed if name in free],
        format_func=lambda name: columns[name].label,
        key=_name(asked, register, FOR_ALL),
        placeholder=words("Choose what is the same in every row"),
        width=560,
    )
    for name in chosen:
        label, key = words("{column}, in all rows", column=columns[name].label), _name(asked, register, f"all_{name}")
        if options := allowed_values(programme, fields.field(name)):
            place = options.index(said[name]) if said.get(name) in options else None
            st.selectbox(label, options, key=key, index=place, placeholder=words("Choose"), width=300)
        else:
            st.text_input(label, said.get(name, ""), key=key, width=300)
    given = {name for name in chosen if st.session_state.get(_name(asked, register, f"all_{name}"))}
    held = {*given, *_fields(asked, register, programme).values()}
    still = [columns[name].label for name in missing if name not in held]
    if still:
        st.caption(plain(words("Still to be found: {columns}.", columns=", ".join(still))))


def _recognised(asked: TableAsked, register: str, programme: Programme, words: Words) -> str:
    """What was recognised in one line: each column with the field that it is on the screen."""
    columns, fields = programme.sheets[register].columns, _fields(asked, register, programme)
    read = [f"{each.name} → {columns[fields[each.key]].label}" for each in asked.certain if fields[each.key]]
    return plain(words("Recognised: {columns}", columns=", ".join(read)))


def _words(asked: TableAsked, register: str, programme: Programme, words: Words) -> None:
    """The words that a list lacks, each with the value that it stands for."""
    columns = programme.sheets[register].columns
    for name, found in _lacking(asked, register, programme).items():
        options = single_values(programme, REGISTERS[register].field(name))
        st.caption(plain(words("What do these words stand for in {column}?", column=columns[name].label)))
        for word in found:
            said = asked.stands_for.get(name, {}).get(word)
            near = said if said in options else next(iter(slips_of(word, options)), None)
            with elements.row(f"word_{name}_{word}", "center"):
                st.markdown(plain(without_persons(word)), width=280)
                st.selectbox(
                    words("{word} stands for", word=without_persons(word)),
                    options,
                    index=None if near is None else options.index(near),
                    placeholder=words("no value: the rows have an error"),
                    key=_name(asked, register, f"word_{name}_{word}"),
                    label_visibility="collapsed",
                    width=260,
                )


def _lacking(asked: TableAsked, register: str, programme: Programme) -> dict[str, tuple[str, ...]]:
    """By field the words that its list lacks, among the texts of the column that it is on the screen."""
    return words_asked(programme, asked, register, _fields(asked, register, programme))


def _fields(asked: TableAsked, register: str, programme: Programme) -> dict[str, str]:
    """By key of a column the field that it is on the screen."""
    return {each.key: _chosen(asked, register, each, programme) for each in (*asked.columns, *asked.certain)}


def _preview(answer: columns.ColumnsAnswer, programme: Programme, words: Words) -> None:
    """The first rows as the choices on the screen would have them stored."""
    rows, fault = preview(programme, answer.asked, answer.meanings)
    if rows is not None and rows.rows:
        st.caption(words("The first rows as they would be stored"))
        elements.figures(import_effects.first_rows_table(rows, programme), words("The first rows"))
    if fault is not None and fault.code != "missing_column":
        place = fault.column or fault.sheet
        st.caption(spoken(say("Not yet right, {place}: {problem}", place=place, problem=fault.message)))


def _name(asked: TableAsked, register: str = "", part: str = "") -> str:
    """The key of a field on the screen."""
    return "_".join(("map", asked.key, register, part))


def _answer(asked: TableAsked, programme: Programme) -> columns.ColumnsAnswer:
    """The answer as it is chosen on the screen."""
    state = st.session_state
    register = str(state.get(_name(asked), asked.register))
    if not register:
        return columns.ColumnsAnswer(asked, "", {})
    fields = _fields(asked, register, programme)
    chosen = state.get(_name(asked, register, FOR_ALL), ())
    texts = {name: str(state.get(_name(asked, register, f"all_{name}")) or "").strip() for name in chosen}
    constants = {name: text for name, text in texts.items() if text}
    said: dict[str, dict[str, str]] = {}
    for name, found in _lacking(asked, register, programme).items():
        values = {word: str(state.get(_name(asked, register, f"word_{name}_{word}")) or "") for word in found}
        said[name] = {word: value for word, value in values.items() if value}
    return columns.ColumnsAnswer(asked, register, fields, constants, said)


def _keep(asked: TableAsked, programme: Programme) -> None:
    answer = _answer(asked, programme)

    def act(store: Store, who: Person, at: datetime) -> Said:
        columns.say_columns(store, who, answer, at=at)
        st.session_state.pop(WANTED, None)
        if any(found.keys() - answer.words.get(name, {}).keys() for name, found in asked.words.items()):
            _later(asked.key)
        return say("Remembered for every sheet with these column names.")

    do(act, ANSWERS)


def _later(key: str) -> None:
    st.session_state.pop(WANTED, None)
    st.session_state[LATER] = (*st.session_state.get(LATER, ()), key)
