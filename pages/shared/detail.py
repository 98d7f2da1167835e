"""The parts of the screen about one indicator: choosing it, its verdict, its parts, its rows, accepting a deviation."""

from datetime import UTC, date, datetime

import streamlit as st

from kpi.access import Act, Person, exported
from kpi.acts import accept
from kpi.facts.rows import RowSet
from kpi.language import Words
from kpi.programme.model import Indicator, Programme
from kpi.score.model import IndicatorScore, Status
from kpi.views.figures import against_target, expectation, figure
from kpi.views.indicator import PAGE, Facts, beside_table, split_table, value_day
from kpi.views.origin import rows_table, sheet_word
from kpi.views.reads import act_of
from kpi.views.table import csv_bytes
from pages.shared import cached, elements
from pages.shared.access import may, somebody
from pages.shared.asked import Asked
from pages.shared.elements import plain

ACCEPTABLE = (Status.ATTENTION, Status.BEHIND, Status.MISSED)


def choose(programme: Programme, question: Asked) -> str:
    """The indicator that the link names, or another one out of the list; the choice goes into the link."""
    ids = [indicator.id for indicator in programme.indicators]
    asked_for = st.query_params.get("indicator")
    if st.session_state.get("_indicator_link") != asked_for or "chosen" not in st.session_state:
        st.session_state["chosen"] = asked_for if asked_for in ids else ids[0]
    chosen: str = st.selectbox(
        question.words("Indicator"),
        ids,
        key="chosen",
        width=420,
        label_visibility="collapsed",
        format_func=lambda id_: programme.indicator(id_).title.in_(question.language),
    )
    if asked_for != chosen:
        st.query_params["indicator"] = chosen
    st.session_state["_indicator_link"] = chosen
    return chosen


def verdict(indicator: Indicator, score: IndicatorScore, programme: Programme, question: Asked) -> None:
    """Status, value against target and expectation, the parts of a share, and the one sentence that says why."""
    words = question.words
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        elements.status_badge(programme, score.status, words)
        facts = [
            against_target(words, indicator, score),
            expectation(words, indicator, score),
            _parts(indicator, score, words),
        ]
        st.markdown("**" + plain(" · ".join(fact for fact in facts if fact)) + "**", width="content")
    st.markdown(plain(score.explanation[question.language]))
    if score.acceptance:
        st.caption(plain(_accepted(score, programme, words)))
    updated = score.last_updated
    if updated is not None:
        st.caption(words("Last read in on {day}.", day=words.date(updated.date())))


def _parts(indicator: Indicator, score: IndicatorScore, words: Words) -> str:
    if score.numerator is None or score.denominator is None:
        return ""
    unit = "euro" if indicator.unit == "euro" else "count"
    return words("{n} ÷ {of}", n=figure(words, score.numerator, unit), of=figure(words, score.denominator, "count"))


def _accepted(score: IndicatorScore, programme: Programme, words: Words) -> str:
    held = score.acceptance
    if held is None:
        return ""
    return words(
        "Accepted by {by} from {on} to {until}: {reason} By the figures it is: {computed}.",
        by=held.by,
        on=words.date(held.on),
        until=words.date(held.until),
        reason=held.reason,
        computed=programme.statuses[score.computed_status].in_(words.language),
    )


def parts(indicator: Indicator, score: IndicatorScore, facts: Facts, programme: Programme, question: Asked) -> None:
    """The outcome of each target, the figures beside it, and its splits."""
    words = question.words
    if score.this_year is not None:
        st.markdown(
            plain(
                words(
                    "This year so far: {n}.",
                    n=figure(words, score.this_year, indicator.unit, indicator.noun.in_(question.language)),
                )
            )
        )
    shown = [split_table(programme, indicator, split, words) for split in facts.splits]
    tables = [(words("By {field}", field=one.headings[0].lower()), one) for one in shown]
    if facts.beside:
        tables.insert(0, (words("Beside it"), beside_table(facts, words)))
    columns = st.columns(2, gap="medium")
    for index, (title, one) in enumerate(tables):
        with columns[index % 2]:
            elements.section(title, one)


def rows(indicator: Indicator, who: Person, programme: Programme, question: Asked) -> None:
    """The rows behind the number, a page at a time, each with file, sheet and row; all of them as a file."""
    words = question.words
    st.subheader(words("The rows behind the number"), anchor=False)
    if not may(who, act_of("indicator_rows", programme, indicator.id)):
        st.caption(words("These rows hold amounts per organisation; your account doesn't show them."))
        return
    page = max(int(st.session_state.get("rows_page") or 1), 1)
    found: tuple[RowSet, ...] = _read(indicator, who, question, page)
    day = value_day(indicator, question.as_of)
    for index, one in enumerate(found):
        told = words.plural(
            "{n} row of sheet {sheet} counts on {day}",
            "{n} rows of sheet {sheet} count on {day}",
            one.total,
            sheet=sheet_word(programme, one.register_name),
            day=words.date(day),
        )
        st.caption(plain(told + "."))
        if one.rows:
            elements.grid(rows_table(one, programme, words), key=f"rows_{index}")
            _download(indicator, index, who, programme, question)
    pages = max((-(-one.total // PAGE) for one in found), default=1)
    if pages > 1:
        st.pagination(pages, key="rows_page")


def _read(indicator: Indicator, who: Person, question: Asked, page: int) -> tuple[RowSet, ...]:
    found: tuple[RowSet, ...] = cached.read(
        who, "indicator_rows", question.revision, question.as_of, question.plan_year, indicator.id, page
    )
    return found


def _download(indicator: Indicator, index: int, who: Person, programme: Programme, question: Asked) -> None:
    """All rows of a set, made when asked for: reading them all for every look would be waste."""
    words = question.words
    store, name = cached.store(), f"{indicator.id}_{question.as_of.isoformat()}.csv"

    def made() -> bytes:
        act = Act.EXPORT_ROWS
        if act_of("indicator_rows", programme, indicator.id) is Act.SEE_CONFIDENTIAL:
            act = Act.EXPORT_CONFIDENTIAL
        exported(store, who, act, at=datetime.now(UTC), about=name)
        return csv_bytes(rows_table(_read(indicator, who, question, 0)[index], programme, words))

    st.download_button(
        words("Download all rows as CSV"),
        file_name=name,
        mime="text/csv",
        data=made,
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
        key=f"rows_csv_{index}",
    )


def acceptance(indicator: Indicator, score: IndicatorScore, who: Person, programme: Programme, question: Asked) -> None:
    """The form by which an editor accepts a deviation, where there is one."""
    if score.computed_status not in ACCEPTABLE or not may(who, Act.ACCEPT_DEVIATION):
        return
    words = question.words
    with st.expander(words("Accept this deviation"), icon=":material/handshake:"), st.form("accept", border=False):
        st.caption(words("The status by the figures stays visible; missing data is never hidden by it."))
        reason = st.text_area(words("Reason"), key="accept_reason", max_chars=500)
        by = st.text_input(words("Name"), who.name, key="accept_by", max_chars=80)
        until = st.date_input(words("Accepted until"), question.as_of, key="accept_until", format="DD-MM-YYYY")
        if st.form_submit_button(words("Accept"), key="accept_send"):
            record(indicator, programme, question, reason=reason, by=by, until=until)


def record(indicator: Indicator, programme: Programme, question: Asked, *, reason: str, by: str, until: object) -> None:
    """Record the acceptance as a revision, and show the screen with it."""
    who = somebody()
    if not isinstance(until, date):
        until = date.min
    accept(
        cached.store(),
        programme,
        who,
        indicator.id,
        reason=reason,
        by=by or who.name,
        on=question.as_of,
        until=until,
        at=datetime.now(UTC),
    )
    st.rerun()
