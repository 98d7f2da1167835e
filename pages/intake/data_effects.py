"""The effects of accepting the files: problems, sheets read, changed figures and amounts, and changed values."""

import streamlit as st

from kpi.acts.effects import Effects
from kpi.intake.import_report import ImportReport
from kpi.language import Words
from kpi.programme.plan import Programme
from kpi.views.read import Question
from kpi.views.sources import import_effects
from pages.shared import elements
from pages.shared.spoken import plain


def problems(report: ImportReport, words: Words) -> None:
    """The problems in the files, if there are any."""
    if report.problems:
        st.subheader(words("Problems in the files"), anchor=False)
        elements.grid(import_effects.problems_table(report.problems), key="problems")


def sheets(report: ImportReport, words: Words) -> None:
    """The counts by sheet."""
    st.subheader(words("What was read"), anchor=False)
    elements.figures(import_effects.sheets_table(report), words("What was read"))


def changes(effects: Effects | None, programme: Programme, question: Question) -> None:
    """The effect of accepting on every indicator and amount; nothing while there is nothing to accept."""
    if effects is None:
        return
    words = question.words
    title = words("What changes on {day}", day=words.date(question.as_of))
    st.subheader(title, anchor=False)
    both = (effects.before, effects.after)
    indicators, money = (import_effects.indicators_table(*both, programme), import_effects.money_table(*both))
    if not indicators.rows and not money.rows:
        st.caption(words("No indicator and no amount changes on this reference date."))
    else:
        st.markdown(plain(import_effects.effects_sentence(*both, programme)))
    if indicators.rows:
        elements.figures(indicators, title)
    if money.rows:
        elements.figures(money, words("Money of plan year {year}", year=question.plan_year))


def differences(report: ImportReport, programme: Programme, words: Words) -> None:
    """The values that change, each with its old and its new one."""
    if report.differences:
        st.subheader(words("Values that change"), anchor=False)
        elements.grid(import_effects.differences_table(report.differences, programme), key="differences")
