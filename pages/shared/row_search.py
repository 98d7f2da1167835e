"""The rows behind an indicator's number: found by a word, a page at a time, each down to the cells of its file."""

from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from kpi.access import Act, Person, exported
from kpi.facts.measuring.counted_rows import FactRow, RowSet
from kpi.programme.plan import Indicator, Programme
from kpi.views.read import act_of
from kpi.views.results.indicator import pages, value_day
from kpi.views.sources import source_cells
from kpi.views.sources.row_table import counted_sentence, rows_table
from kpi.views.table import csv_bytes, texts
from pages.shared import elements, reads
from pages.shared.question import Question
from pages.shared.visitor import may


@dataclass(frozen=True, slots=True)
class Drill:
    """Which rows are looked at: those behind an indicator that hold a text, on a page."""

    indicator: Indicator
    who: Person
    question: Question
    page: int
    holding: str

    def read(self, page: int) -> tuple[RowSet, ...]:
        """A page of the rows; page 0 is all of them."""
        asked = (self.question.revision, self.question.as_of, self.question.plan_year)
        found: tuple[RowSet, ...] = reads.read(
            self.who, "indicator_rows", *asked, self.indicator.id, page, self.holding
        )
        return found

    def cells(self, row: FactRow) -> tuple[source_cells.SourceCell, ...]:
        """The cells that a row of this page came from."""
        asked = (self.question.revision, self.question.as_of, self.question.plan_year)
        origin = (row.file or "", row.sheet, row.row, row.revision)
        found: tuple[source_cells.SourceCell, ...] = reads.read(
            self.who, "cells", *asked, self.indicator.id, self.page, self.holding, *origin
        )
        return found


def rows(indicator: Indicator, who: Person, programme: Programme, question: Question) -> None:
    """The rows behind the number, each with file, sheet, row and revision; all of them as a file."""
    words = question.words
    st.subheader(words("The rows behind the number"), anchor=False)
    if not may(who, act_of("indicator_rows", programme, indicator.id)):
        st.caption(words("These rows hold amounts per organisation; your account doesn't show them."))
        return
    page_key = f"rows_page_{indicator.id}"
    holding = st.text_input(
        words("Find rows that hold"), key=f"rows_holding_{indicator.id}", width=320, on_change=_first, args=(page_key,)
    )
    page = max(int(st.session_state.get(page_key) or 1), 1)
    drill = Drill(indicator, who, question, page, holding.strip())
    found = drill.read(page)
    for index, one in enumerate(found):
        _set(drill, one, index, programme)
    if pages(found) > 1:
        st.pagination(pages(found), key=page_key)


def _first(page_key: str) -> None:
    """Another search begins on its first page."""
    st.session_state[page_key] = 1


def _set(drill: Drill, one: RowSet, index: int, programme: Programme) -> None:
    words = drill.question.words
    day = value_day(drill.indicator, drill.question.as_of)
    elements.note(
        counted_sentence(one, day, programme, words), words("Choose a row to see the cells that it came from.")
    )
    if one.rows:
        chosen = elements.chosen_row(rows_table(one, programme, words), key=f"rows_{drill.indicator.id}_{index}")
        if chosen is not None and chosen < len(one.rows):
            _cells(drill, one.rows[chosen])
        _download(drill, index, programme)


def _cells(drill: Drill, row: FactRow) -> None:
    words = drill.question.words
    found = drill.cells(row) if row.file else ()
    if not found:
        elements.nothing(words("This row was recorded by hand, or its file isn't a workbook that can be opened here."))
        return
    title = words("{file}, sheet {sheet}, row {row}", file=row.file, sheet=row.sheet, row=row.row)
    elements.section(title, source_cells.cells_table(found, words))


def _download(drill: Drill, index: int, programme: Programme) -> None:
    """All rows of a set, made when asked for: reading them all for every look would be waste."""
    store, name = reads.store(), f"{drill.indicator.id}_{drill.question.as_of.isoformat()}.csv"

    def made() -> bytes:
        act = Act.EXPORT_ROWS
        if act_of("indicator_rows", programme, drill.indicator.id) is Act.SEE_CONFIDENTIAL:
            act = Act.EXPORT_CONFIDENTIAL
        exported(store, drill.who, act, at=datetime.now(UTC), about=name)
        words = drill.question.words
        return csv_bytes(texts(rows_table(drill.read(0)[index], programme, words), words))

    elements.file(drill.question.words("Download all rows as CSV"), name, made, key=f"rows_csv_{index}")
