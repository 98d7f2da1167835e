"""The fields for the grant, the financing and the budget of a plan year, as they are in force."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.language import N_, Words
from kpi.programme.drafting import (
    Draft,
    LineRow,
    budget_draft,
    budget_total,
    financing_draft,
    grant_draft,
    outputs_draft,
    shown,
)
from kpi.programme.finance import Grant
from kpi.programme.plan import Programme
from kpi.views.promised.grant import ACCOUNTABILITIES, BASES, GRANT_FIELDS
from kpi.views.promised.grant_form import filled_in, halves, in_unit, line_label, output_label, to_begin_with, to_lines
from kpi.views.read import Question
from pages.settings.setting_form import key
from pages.shared.screen import FIRST, LAST
from pages.shared.spoken import plain

PARTS = {
    "grant": N_("The grant"),
    "financing": N_("Financing"),
    "budget": N_("Budget"),
    "output": N_("Planned outputs"),
}
TEXTS = ("decision_number", "applicant", "contact", "source")
DAYS = ("period_from", "period_until", "budget_approved_on", "deadline")
NUMBERS: tuple[dict[str, str], ...] = (
    {"rate": "share", "cap": "euro"},
    {"explain_share": "share", "explain_amount": "euro", "notify_share": "share"},
)
"""The numbers, row by row, each with its unit."""
NEW_LINES = 2


def grant(programme: Programme, question: Question) -> tuple[Draft, ...]:
    """The settings of the grant in two columns; returns those that differ from the ones in force."""
    words, year = question.words, question.plan_year
    in_force = programme.grant(year) or to_begin_with(programme, year)
    left, right = st.columns(2, gap="large")
    with left:
        given: dict[str, Any] = {name: _text(name, in_force, year, words) for name in TEXTS}
        given["obligations"] = _lines("obligations", in_force, year, words)
        given["advances"] = _lines("advances", in_force, year, words)
    with right:
        given |= _choices(in_force, year, words)
        for row in NUMBERS:
            with _row(row, year):
                given |= {name: _number(name, unit, in_force, year, words) for name, unit in row.items()}
        with _row(DAYS, year):
            given |= {name: _day(name, in_force, year, words) for name in DAYS}
    return grant_draft(in_force, filled_in(given, in_force))


def _row(names: Iterable[str], year: str) -> DeltaGenerator:
    return st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=key("row", year, *names))


def _label(name: str, words: Words) -> str:
    return words(GRANT_FIELDS[name])


def _text(name: str, in_force: Grant, year: str, words: Words) -> str:
    return st.text_input(_label(name, words), getattr(in_force, name) or "", key=key(name, year), max_chars=200)


def _lines(name: str, in_force: Grant, year: str, words: Words) -> str:
    """A list as lines of text: an advance is its day and its amount, an obligation its text and, if any, its day."""
    help_ = {
        "advances": words("One a line: 01-09-2017 120.000"),
        "obligations": words("One a line; a day at the end, such as 01-10-2018, is by when."),
    }
    return st.text_area(
        _label(name, words),
        words.say(to_lines(in_force, name)),
        key=key(name, year),
        height=100,
        help=help_[name],
        max_chars=2000,
    )


def _day(name: str, in_force: Grant, year: str, words: Words) -> date | None:
    day = st.date_input(
        _label(name, words), getattr(in_force, name), FIRST, LAST, key=key(name, year), format="DD-MM-YYYY"
    )
    return day if isinstance(day, date) else None


def _number(name: str, unit: str, in_force: Grant, year: str, words: Words) -> float | None:
    return st.number_input(
        words.say(in_unit(name, unit)),
        value=shown(getattr(in_force, name), unit),
        min_value=0.0,
        step=1.0,
        format="%g",
        key=key(name, year),
    )


def _choices(in_force: Grant, year: str, words: Words) -> dict[str, object]:
    bases, kinds = list(BASES), ["", *ACCOUNTABILITIES]
    return {
        "basis": st.selectbox(
            _label("basis", words),
            bases,
            bases.index(in_force.basis),
            format_func=lambda choice: words(BASES[choice]),
            key=key("basis", year),
        ),
        "accountability": st.selectbox(
            _label("accountability", words),
            kinds,
            kinds.index(in_force.accountability or ""),
            format_func=lambda choice: (
                words(ACCOUNTABILITIES[choice]) if choice else words("what follows from the amount")
            ),
            key=key("accountability", year),
        ),
        "vat_recoverable": st.checkbox(
            _label("vat_recoverable", words), in_force.vat_recoverable, key=key("vat_recoverable", year)
        ),
        "auditor_statement": st.checkbox(
            _label("auditor_statement", words), bool(in_force.auditor_statement), key=key("auditor_statement", year)
        ),
    }


def financing(programme: Programme, question: Question) -> tuple[Draft, ...]:
    """The subsidy asked and the co-financing planned."""
    words, year = question.words, question.plan_year
    in_force = programme.financing_of(year)
    asked = st.number_input(
        words("Subsidy asked, in euro"),
        value=shown(in_force.subsidy_asked if in_force else None),
        min_value=0.0,
        step=1000.0,
        format="%g",
        key=key("asked", year),
        width=300,
    )
    planned = st.number_input(
        words("Co-financing planned, in euro"),
        value=shown(in_force.cofinancing_planned if in_force else None),
        min_value=0.0,
        step=1000.0,
        format="%g",
        key=key("planned", year),
        width=300,
    )
    source = st.text_input(
        words("Where it comes from"), in_force.source if in_force else "", key=key("fin_source", year)
    )
    return financing_draft(programme, year, asked, planned, source)


def budget(programme: Programme, question: Question) -> tuple[Draft, ...]:
    """A budget that was approved on a day: the lines that there are with their amounts, and new ones after them."""
    words, year = question.words, question.plan_year
    st.caption(words("A later budget keeps every line; give a line that falls away the amount 0."))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        day = st.date_input(
            words("Approved on"), None, FIRST, LAST, key=key("approved", year), format="DD-MM-YYYY", width=170
        )
        source = st.text_input(words("Decision"), key=key("budget_source", year), max_chars=200, width=400)
    in_force = programme.budget(year)
    columns = st.columns(2, gap="large")
    lines = in_force.lines if in_force else ()
    rows = []
    for line, half in halves(lines):
        with columns[half]:
            amount = st.number_input(
                words.say(line_label(line)),
                value=shown(line.amount),
                min_value=0.0,
                step=100.0,
                format="%g",
                key=key("line", year, line.id),
            )
        rows.append(LineRow(line.id, "", amount))
    rows += [_new(number, year, words) for number in range(NEW_LINES)]
    st.markdown(plain(words("Total: {total}", total=words.money(budget_total(rows)))))
    return budget_draft(programme, year, day if isinstance(day, date) else None, rows, source)


def _new(number: int, year: str, words: Words) -> LineRow:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=key("new", year, number)):
        title = st.text_input(words("New line"), key=key("new_title", year, number), max_chars=120, width=400)
        amount = st.number_input(
            words("Amount"),
            value=None,
            min_value=0.0,
            step=100.0,
            format="%g",
            key=key("new_amount", year, number),
            width=170,
        )
    return LineRow(None, title, amount)


def outputs(programme: Programme, question: Question) -> tuple[Draft, ...]:
    """The number of each delivery that is planned for the plan year."""
    words, year = question.words, question.plan_year
    planned = [output for output in programme.outputs if output.plan_year == year]
    if not planned:
        st.caption(plain(words("The plan names no outputs for {plan_year}.", plan_year=year)))
    filled = {}
    for output in planned:
        filled[output.id] = st.number_input(
            words.say(output_label(output)),
            value=shown(output.planned),
            min_value=0.0,
            step=1.0,
            format="%g",
            key=key("output", output.id),
            width=400,
        )
    return outputs_draft(programme, filled)
