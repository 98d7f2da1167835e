"""The elements of every screen, drawn with Streamlit's own parts: no HTML, no styles, words for every shape."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Literal, cast

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.charts.bullets import MoneyBar, money_svg
from kpi.charts.palette import Palette, palette_of
from kpi.documents.formula_guard import harmless_or_number
from kpi.language import Said, Words, words_of
from kpi.programme.plan import Programme
from kpi.score.scores import Status
from kpi.sentences import say
from kpi.views.table import Table, Texts, pages, room, texts
from kpi.views.value_words import sheet_word, status_word
from pages.shared.spoken import language, plain, spoken

STATUS_LOOKS: dict[Status, tuple[str, str]] = {
    Status.ACHIEVED: ("check", "green"),
    Status.ACHIEVED_LATE: ("check", "green"),
    Status.ON_TRACK: ("trending_up", "green"),
    Status.ATTENTION: ("warning", "orange"),
    Status.BEHIND: ("south_east", "red"),
    Status.MISSED: ("close", "red"),
    Status.ACCEPTED: ("handshake", "blue"),
}
NO_VERDICT = ("remove", "gray")


def palette() -> Palette:
    """The colours that go with the theme on this person's screen."""
    return palette_of(st.context.theme.type)


def status_badge(programme: Programme, status: Status, words: Words) -> None:
    """A status as icon and word; the colour only repeats it."""
    icon, colour = STATUS_LOOKS.get(status, NO_VERDICT)
    st.badge(words.say(status_word(programme, status)), icon=f":material/{icon}:", color=colour)  # type: ignore[arg-type]


def lead(sentence: Said) -> None:
    """The headline of the screen: the answer to its question in words."""
    st.markdown(f"**{plain(sentence)}**")


def note(*lines: Said) -> None:
    """Quiet sentences under each other; empty ones are left out."""
    with st.container(gap="xxsmall"):
        for sentence in filter(None, map(plain, lines)):
            st.caption(sentence)


def row(key: str | None = None, vertical: Literal["bottom", "center"] = "bottom") -> DeltaGenerator:
    """A place for elements beside each other, which go on under each other where there is no room."""
    return st.container(horizontal=True, vertical_alignment=vertical, gap="small", key=key)


def page(key: str) -> int:
    """The page that was chosen of a list, from 1."""
    return max(int(st.session_state.get(key) or 1), 1)


def pagination(total: int, size: int, key: str) -> None:
    """The way to the other pages of a list, where there are any."""
    if total > size:
        st.pagination(pages(total, size), key=key)


def titled(title: Said, sentence: Said) -> None:
    """A name in bold with its figure in words after it."""
    st.markdown(f"**{plain(title)}** {plain(sentence)}")


def money_bar(bar: MoneyBar | None, sentence: Said, *, told: bool = True) -> None:
    """Money in stages as one bar, with the same in words under it if ``told``; only the words without a bar."""
    if bar is not None:
        st.image(money_svg(bar, palette()), width="stretch", alt=spoken(sentence))
    if told or bar is None:
        note(sentence)


def stages_legend() -> Said:
    """What the shades of money bars mean: in the dark theme the furthest stage is the lightest."""
    if st.context.theme.type == "dark":
        return say("light: paid, received · middle: invoiced · dark: ordered, pledged · stroke: in the plan")
    return say("dark: paid, received · middle: invoiced · light: ordered, pledged · stroke: in the plan")


def missing(programme: Programme, words: Words, *registers: str) -> None:
    """The way to the files when the sheets of a screen were never read in; without a name, when no sheet was."""
    if not registers:
        nothing(words("Nothing has been read in yet: go to Data and drop the spreadsheets there."), "upload_file")
        return
    sheets = ", ".join(sheet_word(programme, register) for register in registers if register in programme.sheets)
    if not sheets:
        nothing(words("This programme has no sheet for this screen."))
        return
    nothing(
        words("Nothing has been read in for this yet: go to Data and drop {sheets} there.", sheets=sheets),
        "upload_file",
    )


def nothing(sentence: Said, icon: str = "info") -> None:
    """An empty state: a sentence with the fact and the next step."""
    st.info(plain(sentence), icon=f":material/{icon}:")


def figures(shown: Table, label: Said, *, headings: bool = True) -> None:
    """A small table: texts to the left, figures to the right, the sums set apart in bold."""
    written, right = texts(shown, words_of(language())), tuple(column.figures for column in shown.columns)
    _table(repr((written, right, shown.total)), spoken(label), written, right, headings=headings, total=shown.total)


@st.cache_resource(max_entries=1024, show_spinner=False)
def _table(shown: str, label: str, _written: Texts, _right: Sequence[bool], *, headings: bool, total: bool) -> None:
    """Draw a table; one with the same texts is only sent again, since styling it takes longer than the rest of a view.

    ``shown`` says all that is in it as one text, which the framework compares faster than so many cells.
    """
    names = _distinct(_written.headings)
    cells = {name: [plain(row[index]) for row in _written.rows] for index, name in enumerate(names)}
    figures = {name: cells[name].__getitem__ for name, figure in zip(names, _right, strict=True) if figure}
    columns = {name: list(range(len(_written.rows))) if name in figures else cells[name] for name in names}
    styled = pd.DataFrame(columns, dtype=object).style.format(cast("dict[Any, Any]", figures))
    styled.set_uuid(sha256(shown.encode()).hexdigest()[:12])
    looks = {
        name: _looks([row[index] for row in _written.rows], figure=name in figures, total=total)
        for index, name in enumerate(names)
    }
    styled = styled.apply(lambda _: pd.DataFrame(looks), axis=None)  # all at once: column by column takes twice as long
    st.table(styled, border="horizontal", hide_index=True, hide_header=not headings, alt=label)


def _looks(column: Sequence[str], *, figure: bool, total: bool) -> list[str]:
    """Room enough that no figure and no date breaks over lines, and to read a sentence on a phone; a sum in bold."""
    wide = [f"min-width: {wide}ch;" if (wide := room(text, figure=figure)) else "" for text in column]
    return [*wide[:-1], f"{wide[-1]}font-weight: 600;"] if total and wide else wide


def section(title: Said, shown: Table, *, known: bool = True) -> None:
    """A small table under its title; while nothing was ever recorded, a sentence instead of zeros."""
    st.header(spoken(title), anchor=False)
    if known:
        figures(shown, title)
    else:
        st.caption(words_of(language())("No data."))


def sentences(*lines: Said) -> None:
    """Sentences one under the other; empty ones are left out."""
    for sentence in filter(None, map(plain, lines)):
        st.markdown(sentence)


def grid(shown: Table, key: str) -> None:
    """A large table that scrolls; nothing in it is read as Markdown."""
    written, right = texts(shown, words_of(language())), tuple(column.figures for column in shown.columns)
    _grid(repr((written, right)), key, shown)


@st.cache_resource(max_entries=256, show_spinner=False)
def _grid(written: str, key: str, _shown: Table) -> None:
    """Draw a large table; one with the same texts is only sent again."""
    frame, right = _frame(_shown)
    st.dataframe(frame, hide_index=True, column_config=right, key=key, width="stretch")


def _frame(shown: Table) -> tuple[pd.DataFrame, dict[str, Any]]:
    """The cells of a grid and how its figures stand; the browser saves it itself, so no text may begin as a formula."""
    written = texts(shown, words_of(language()))
    figures = [name for name, column in zip(written.headings, shown.columns, strict=True) if column.figures]
    right = {name: st.column_config.TextColumn(alignment="right") for name in figures}
    cells = [[harmless_or_number(cell) for cell in row] for row in written.rows]
    return pd.DataFrame(cells, columns=list(written.headings)), right


def chosen_row(shown: Table, key: str) -> int | None:
    """Show a large table in which a row can be chosen; return its number from 0, None without one."""
    frame, right = _frame(shown)
    selected = st.dataframe(
        frame, hide_index=True, column_config=right, key=key, on_select="rerun", selection_mode="single-row"
    )
    chosen = selected["selection"]["rows"]
    return int(chosen[0]) if chosen else None


def _distinct(headings: tuple[str, ...]) -> list[str]:
    """Headings as column names, which have to differ: a repeated one gets invisible spaces."""
    return [
        plain(text).ljust(len(plain(text)) + headings[:index].count(text), "\N{ZERO WIDTH SPACE}")
        for index, text in enumerate(headings)
    ]
