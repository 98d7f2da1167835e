"""The parts of the screen about one indicator: choosing it, its verdict, its parts, a deviation, the rows behind it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import cycle

import streamlit as st

from kpi.access import Act, Person
from kpi.acts.deviations import accept_deviation
from kpi.facts.decisions.minutes import TakenDecision
from kpi.facts.measuring.fact_rows import FactRow, RowSet
from kpi.facts.store import Store
from kpi.language import Said
from kpi.programme.plan import Indicator
from kpi.score.expectation import value_day
from kpi.score.scores import ACCEPTABLE, Acceptance, IndicatorScore
from kpi.views.promised.decision_loop import decisions_table
from kpi.views.results import verdicts
from kpi.views.results.indicator import Facts
from kpi.views.sources import source_cells
from kpi.views.sources.rows_behind import PAGE, READ, RowsAsked, act_for_rows, counted_sentence, rows_table
from kpi.views.sources.source_cells import CellsAsked
from kpi.views.table import Table
from pages.shared import charts, elements, kept
from pages.shared.doing import do, told
from pages.shared.screen import Screen
from pages.shared.spoken import plain

MEETING_PAGE = "pages/settings/steering_group.py"
ACCEPTANCE = "acceptance"
"""Where is told why a deviation can't be accepted."""


def choose(screen: Screen) -> str:
    """The indicator that the link names, or another one out of the list; the choice goes into the link."""
    programme = screen.programme
    ids = [indicator.id for indicator in programme.indicators]
    asked_for = kept.linked("indicator")
    if st.session_state.get("_indicator_link") != asked_for or "chosen" not in st.session_state:
        st.session_state["chosen"] = asked_for if asked_for in ids else ids[0]
    chosen: str = st.selectbox(
        screen.words("Indicator"),
        ids,
        key="chosen",
        width=420,
        label_visibility="collapsed",
        format_func=lambda id_: programme.indicator(id_).title.in_(screen.words.language),
    )
    if st.query_params.get("indicator") != chosen:
        st.query_params["indicator"] = chosen
    kept.keep("indicator", chosen, ids[0])
    st.session_state["_indicator_link"] = chosen
    return chosen


def verdict(indicator: Indicator, score: IndicatorScore, pace: Said, screen: Screen) -> None:
    """Status, value against target and expectation, the parts of a share, why it is so, and the pace it takes."""
    words, programme = screen.words, screen.programme
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        elements.status_badge(programme, score.status, words)
        st.markdown(f"**{plain(verdicts.standing(indicator, score))}**", width="content")
    elements.titled(words("Why this colour:"), score.explanation)
    elements.sentences(pace)
    elements.note(verdicts.accepted(score, programme), verdicts.read_in(score))


def parts(indicator: Indicator, score: IndicatorScore, facts: Facts, then: Facts | None, screen: Screen) -> None:
    """The outcome of each target, the figures next to it, and its splits; with their earlier values."""
    elements.sentences(verdicts.this_year(indicator, score))
    columns = cycle(st.columns(2, gap="medium"))
    for column, (title, shown) in zip(columns, verdicts.parts(screen.programme, indicator, facts, then), strict=False):
        with column:
            elements.section(title, shown)


def decided(taken: Sequence[TakenDecision], indicator_id: str, screen: Screen) -> None:
    """The decisions about the indicator, with what moved since each; the way to put another one to the meeting."""
    words = screen.words
    if taken:
        shown = decisions_table(
            taken, screen.programme, screen.picture, lambda day: screen.asking(day).picture, about=False
        )
        elements.section(words("Decisions"), shown)
    if screen.may(Act.KEEP_MEETINGS):
        label = f":primary[{plain(words('Put a decision to the meeting'))}]"
        about = {"about": f"indicator/{indicator_id}"}
        st.page_link(MEETING_PAGE, label=label, icon=":material/gavel:", query_params=about)


def acceptance(indicator: Indicator, score: IndicatorScore, screen: Screen) -> None:
    """The form by which an editor accepts a deviation, where there is one."""
    if score.computed_status not in ACCEPTABLE or not screen.may(Act.ACCEPT_DEVIATION):
        return
    words = screen.words

    def accept(store: Store, who: Person, at: datetime) -> Said:
        reason, by, until = (st.session_state[f"accept_{name}"] for name in ("reason", "by", "until"))
        last = until if isinstance(until, date) else date.min
        acceptance = Acceptance(indicator.id, str(reason), str(by) or who.name, screen.question.as_of, last)
        accept_deviation(store, who, acceptance, at=at)
        return ""

    told(ACCEPTANCE)
    with st.expander(words("Accept this deviation"), icon=":material/handshake:"), st.form("accept", border=False):
        st.caption(words("The status by the figures stays visible; missing data is never hidden by it."))
        st.text_area(words("Reason"), key="accept_reason", max_chars=500)
        st.text_input(words("Name"), screen.who.name, key="accept_by", max_chars=80)
        st.date_input(words("Accepted until"), screen.question.as_of, key="accept_until", format="DD-MM-YYYY")
        st.form_submit_button(words("Accept"), key="accept_send", on_click=do, args=(accept, ACCEPTANCE))


def rows(indicator: Indicator, screen: Screen) -> None:
    """The rows behind the number, each with file, sheet, row and revision; all of them as a file."""
    words = screen.words
    st.header(words("The rows behind the number"), anchor=False)
    if not screen.may(act_for_rows(screen.programme, indicator.id)):
        st.caption(words("These rows hold amounts per organisation; your account doesn't show them."))
        return
    page_key = f"rows_page_{indicator.id}"
    holding = st.text_input(
        words("Find rows that hold"),
        key=f"rows_holding_{indicator.id}",
        width=320,
        on_change=_first,
        args=(page_key,),
        persist_state="session",
    )
    asked = RowsAsked(indicator.id, elements.page(page_key), holding.strip(), words.language)
    sets = screen.read(READ, asked)
    for index, rows in enumerate(sets):
        _set(asked, rows, index, screen)
    found = [rows.total if rows.found is None else rows.found for rows in sets]
    elements.pagination(max(found, default=0), PAGE, key=page_key)


def _first(page_key: str) -> None:
    """Another search begins on its first page."""
    st.session_state[page_key] = 1


def _set(asked: RowsAsked, rows: RowSet, index: int, screen: Screen) -> None:
    words, programme, as_of = screen.words, screen.programme, screen.question.as_of
    day = value_day(programme.indicator(asked.indicator), as_of)
    counted = counted_sentence(rows, day, programme, asked.holding)
    if not rows.rows:
        elements.note(counted)
        return
    elements.note(counted, words("Choose a row to see the cells that it came from."))
    chosen = elements.chosen_row(rows_table(rows, programme), key=f"rows_{asked.indicator}_{index}")
    if chosen is not None and chosen < len(rows.rows):
        _cells(asked, rows.rows[chosen], screen)

    def every() -> Table:
        return rows_table(screen.read(READ, replace(asked, page=0))[index], programme)

    label = words("Download these rows as CSV") if asked.holding else words("Download all rows as CSV")
    name = f"{asked.indicator}_{as_of.isoformat()}.csv"
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
