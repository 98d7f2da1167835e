"""The fields for the grant, the financing and the budget of a plan year, as they are in force."""

from collections.abc import Callable
from typing import Any

import streamlit as st

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
from kpi.views.promised.grant import (
    ACCOUNTABILITIES,
    BASES,
    GRANT_FIELDS,
    filled_in,
    halves,
    in_unit,
    line_label,
    output_label,
    to_begin_with,
    versions_table,
)
from kpi.views.promised.grant_lines import LINES, to_lines
from kpi.views.read import Question
from pages.shared import elements
from pages.shared.setting_form import day, key, number, row
from pages.shared.spoken import plain

TEXTS = ("decision_number", "applicant", "chamber_number", "account_number", "contact", "source")
CHOICES = {"basis": BASES, "accountability": {"": N_("what follows from the amount"), **ACCOUNTABILITIES}}
TICKS = ("vat_recoverable", "auditor_statement")
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
        given: dict[str, Any] = {
            name: st.text_input(
                words(GRANT_FIELDS[name]), getattr(in_force, name) or "", key=key(name, year), max_chars=200
            )
            for name in TEXTS
        }
        given |= {name: _lines(name, in_force, words) for name in LINES}
    with right:
        given |= {name: _choice(name, in_force, words) for name in CHOICES}
        for name in TICKS:
            given[name] = st.checkbox(words(GRANT_FIELDS[name]), bool(getattr(in_force, name)), key=key(name, year))
        for numbers in NUMBERS:
            with row("row", year, *numbers):
                for name, unit in numbers.items():
                    value = shown(getattr(in_force, name), unit)
                    given[name] = number(words.say(in_unit(name, unit)), value, name, year, min_value=0.0)
        with row("row", year, *DAYS):
            given |= {name: day(words(GRANT_FIELDS[name]), getattr(in_force, name), name, year) for name in DAYS}
    return grant_draft(in_force, filled_in(given, in_force))


def _lines(name: str, in_force: Grant, words: Words) -> str:
    return st.text_area(
        words(GRANT_FIELDS[name]),
        words.say(to_lines(in_force, name)),
        key=key(name, in_force.plan_year),
        height=100,
        help=words(LINES[name].help),
        max_chars=2000,
    )


def _choice(name: str, in_force: Grant, words: Words) -> str:
    choices = CHOICES[name]
    return st.selectbox(
        words(GRANT_FIELDS[name]),
        list(choices),
        list(choices).index(getattr(in_force, name) or ""),
        format_func=lambda choice: words(choices[choice]),
        key=key(name, in_force.plan_year),
    )


def financing(programme: Programme, question: Question) -> tuple[Draft, ...]:
    """The subsidy asked and the co-financing planned."""
    words, year = question.words, question.plan_year
    in_force = programme.financing_of(year)
    looks = {"step": 1000.0, "min_value": 0.0, "width": 300}
    value = shown(in_force.subsidy_asked if in_force else None)
    asked = number(words("Subsidy asked, in euro"), value, "asked", year, **looks)
    value = shown(in_force.cofinancing_planned if in_force else None)
    planned = number(words("Co-financing planned, in euro"), value, "planned", year, **looks)
    source = st.text_input(
        words("Where it comes from"), in_force.source if in_force else "", key=key("fin_source", year)
    )
    return financing_draft(programme, year, asked, planned, source)


def budget(programme: Programme, question: Question) -> tuple[Draft, ...]:
    """A budget that was approved on a day: the lines that there are with their amounts, and new ones after them."""
    words, year = question.words, question.plan_year
    elements.section(words("Versions"), versions_table(programme, year))
    st.caption(words("A later budget keeps every line; give a line that falls away the amount 0."))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        approved = day(words("Approved on"), None, "approved", year, width=170)
        source = st.text_input(words("Decision"), key=key("budget_source", year), max_chars=200, width=400)
    in_force = programme.budget(year)
    columns = st.columns(2, gap="large")
    lines = in_force.lines if in_force else ()
    rows = []
    for line, half in halves(lines):
        with columns[half]:
            label = words.say(line_label(line))
            amount = number(label, shown(line.amount), "line", year, line.id, min_value=0.0, step=100.0)
        rows.append(LineRow(line.id, "", amount))
    rows += [_new(place, year, words) for place in range(NEW_LINES)]
    st.markdown(plain(words("Total: {total}", total=words.money(budget_total(rows)))))
    return budget_draft(programme, year, approved, rows, source)


def _new(place: int, year: str, words: Words) -> LineRow:
    with row("new", year, place):
        title = st.text_input(words("New line"), key=key("new_title", year, place), max_chars=120, width=400)
        amount = number(words("Amount"), None, "new_amount", year, place, min_value=0.0, step=100.0, width=170)
    return LineRow(None, title, amount)


def outputs(programme: Programme, question: Question) -> tuple[Draft, ...]:
    """The number of each delivery that is planned for the plan year."""
    words, year = question.words, question.plan_year
    planned = [output for output in programme.outputs if output.plan_year == year]
    if not planned:
        st.caption(plain(words("The plan names no outputs for {plan_year}.", plan_year=year)))
    filled = {
        output.id: number(
            words.say(output_label(output)), shown(output.planned), "output", output.id, min_value=0.0, width=400
        )
        for output in planned
    }
    return outputs_draft(programme, filled)


PARTS: dict[str, tuple[str, Callable[[Programme, Question], tuple[Draft, ...]]]] = {
    "grant": (N_("The grant"), grant),
    "financing": (N_("Financing"), financing),
    "budget": (N_("Budget"), budget),
    "output": (N_("Planned outputs"), outputs),
}
"""What can be set, each with its title and its fields."""
