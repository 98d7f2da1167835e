"""Report: the gaps of the account to the grantor, the place to write it, its files, and making it final."""

import streamlit as st

from kpi.access import Act
from kpi.report import account_sentences
from kpi.report.text_places import places
from kpi.sentences import say
from kpi.views.table import table
from pages.reports import report_downloads, report_reading, report_writing
from pages.shared import elements
from pages.shared.doing import told
from pages.shared.entrance import enter

screen = enter(Act.SEE_CONFIDENTIAL)
who, question, words = screen.who, screen.question, screen.words
told(report_reading.PLACE)

report = report_reading.outline_of(question)
missing = report.missing
elements.lead(account_sentences.headline(report))
report_downloads.account(report, question, who)
elements.note(
    words(
        "In the workbook costs and contributions are formulas over its annexes; budgets, forecasts and advances are "
        "amounts as they were recorded or worked out. What is missing says so."
    )
)
if missing:
    needed = words.say(account_sentences.needed(report))
    with st.expander(needed, icon=":material/checklist:"):
        rows = [(say.number(gap.chapter), gap.sentence) for gap in missing]
        elements.figures(table({"chapter": words("Chapter"), "what": words("What")}, rows), needed)
        if report.grant and any(not gap.text for gap in missing) and screen.may(Act.SET_PROGRAMME):
            st.page_link(
                "pages/settings/grant.py",
                label=words("Fill in the settings of the grant"),
                icon=":material/account_balance:",
            )
if screen.may(Act.WRITE_TEXT):
    report_writing.editor(places(report), question)
    report_writing.signing(report, question)
report_downloads.submit(report, question, who)
report_downloads.submitted(question)
report_downloads.evidence(report, question, who)
