"""The rows behind an indicator's number: found by a word, a page at a time, each down to the cells of its file."""

from dataclasses import replace

import streamlit as st

from kpi.access import Act
from kpi.facts.measuring.fact_rows import FactRow, RowSet
from kpi.programme.plan import Indicator
from kpi.score.expectation import value_day
from kpi.views.sources import source_cells
from kpi.views.sources.rows_behind import PAGE, READ, RowsAsked, act_for_rows, counted_sentence, rows_table
from kpi.views.sources.source_cells import CellsAsked
from kpi.views.table import Table
from pages.shared import charts, elements
from pages.shared.screen import Screen


def rows(indicator: Indicator, screen: Screen) -> None:
    """The rows behind the number, each with file, sheet, row and revision; all of them as a file."""
    words = screen.words
    st.subheader(words("The rows behind the number"), anchor=False)
    if not screen.may(act_for_rows(screen.programme, indicator.id)):
        st.caption(words("These rows hold amounts per organisation; your account doesn't show them."))
        return
    page_key = f"rows_page_{indicator.id}"
    holding = st.text_input(
        words("Find rows that hold"), key=f"rows_holding_{indicator.id}", width=320, on_change=_first, args=(page_key,)
    )
    asked = RowsAsked(indicator.id, elements.page(page_key), holding.strip())
    sets = screen.read(READ, asked)
    for index, rows in enumerate(sets):
        _set(asked, rows, index, screen)
    elements.pagination(max((rows.total for rows in sets), default=0), PAGE, key=page_key)


def _first(page_key: str) -> None:
    """Another search begins on its first page."""
    st.session_state[page_key] = 1


def _set(asked: RowsAsked, rows: RowSet, index: int, screen: Screen) -> None:
    words, programme, as_of = screen.words, screen.programme, screen.question.as_of
    day = value_day(programme.indicator(asked.indicator), as_of)
    elements.note(counted_sentence(rows, day, programme), words("Choose a row to see the cells that it came from."))
    if not rows.rows:
        return
    chosen = elements.chosen_row(rows_table(rows, programme), key=f"rows_{asked.indicator}_{index}")
    if chosen is not None and chosen < len(rows.rows):
        _cells(asked, rows.rows[chosen], screen)

    def every() -> Table:
        return rows_table(screen.read(READ, replace(asked, page=0))[index], programme)

    label, name = words("Download all rows as CSV"), f"{asked.indicator}_{as_of.isoformat()}.csv"
    confidential = act_for_rows(programme, asked.indicator) is Act.SEE_CONFIDENTIAL
    charts.download(label, every, name, f"rows_csv_{index}", confidential=confidential)


def _cells(asked: RowsAsked, row: FactRow, screen: Screen) -> None:
    """The cells that a row of this page came from."""
    words = screen.words
    origin = CellsAsked(asked, row.file or "", row.sheet, row.row, row.revision)
    cells = screen.read(source_cells.READ, origin) if row.file else ()
    if not cells:
        elements.nothing(words("This row was recorded by hand, or its file isn't a workbook that can be opened here."))
        return
    title = words("{file}, sheet {sheet}, row {row}", file=row.file, sheet=row.sheet, row=row.row)
    elements.section(title, source_cells.cells_table(cells))
