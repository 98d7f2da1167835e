"""The rows behind an indicator's number: found by a word, a page at a time, each down to the cells of its file."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import streamlit as st

from kpi.access import Act
from kpi.acts.exports import TableFile, export_table
from kpi.facts.measuring.fact_rows import FactRow, RowSet
from kpi.programme.plan import Indicator
from kpi.score.expectation import value_day
from kpi.views.sources import source_cells
from kpi.views.sources.rows_behind import READ, RowsAsked, act_for_rows, counted_sentence, pages, rows_table
from kpi.views.sources.source_cells import CellsAsked
from kpi.views.table import Table
from pages.shared import charts, elements, installation
from pages.shared.screen import Screen


@dataclass(frozen=True, slots=True)
class Drill:
    """The rows on screen: those behind an indicator that hold a text, on a page."""

    indicator: Indicator
    screen: Screen
    asked: RowsAsked

    def cells(self, row: FactRow) -> tuple[source_cells.SourceCell, ...]:
        """The cells that a row of this page came from."""
        origin = CellsAsked(self.asked, row.file or "", row.sheet, row.row, row.revision)
        return self.screen.read(source_cells.READ, origin)


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
    page = max(int(st.session_state.get(page_key) or 1), 1)
    drill = Drill(indicator, screen, RowsAsked(indicator.id, page, holding.strip()))
    sets = screen.read(READ, drill.asked)
    for index, rows in enumerate(sets):
        _set(drill, rows, index)
    if pages(sets) > 1:
        st.pagination(pages(sets), key=page_key)


def _first(page_key: str) -> None:
    """Another search begins on its first page."""
    st.session_state[page_key] = 1


def _set(drill: Drill, rows: RowSet, index: int) -> None:
    words, programme = drill.screen.words, drill.screen.programme
    day = value_day(drill.indicator, drill.screen.question.as_of)
    elements.note(counted_sentence(rows, day, programme), words("Choose a row to see the cells that it came from."))
    if rows.rows:
        chosen = elements.chosen_row(rows_table(rows, programme), key=f"rows_{drill.indicator.id}_{index}")
        if chosen is not None and chosen < len(rows.rows):
            _cells(drill, rows.rows[chosen])
        _download(drill, index)


def _cells(drill: Drill, row: FactRow) -> None:
    words = drill.screen.words
    cells = drill.cells(row) if row.file else ()
    if not cells:
        elements.nothing(words("This row was recorded by hand, or its file isn't a workbook that can be opened here."))
        return
    title = words("{file}, sheet {sheet}, row {row}", file=row.file, sheet=row.sheet, row=row.row)
    elements.section(title, source_cells.cells_table(cells))


def _download(drill: Drill, index: int) -> None:
    """Offer all rows of a set as a file, which is made only when somebody asks for it."""
    screen, store, programme = drill.screen, installation.store(), drill.screen.programme
    name = f"{drill.indicator.id}_{screen.question.as_of.isoformat()}.csv"

    def every() -> Table:
        rows = screen.read(READ, replace(drill.asked, page=0))[index]
        return rows_table(rows, programme)

    def made() -> bytes:
        confidential = act_for_rows(programme, drill.indicator.id) is Act.SEE_CONFIDENTIAL
        file = TableFile(name, screen.words.language, every, confidential)
        return export_table(store, screen.who, file, at=datetime.now(UTC))

    charts.file(screen.words("Download all rows as CSV"), name, made, key=f"rows_csv_{index}")
