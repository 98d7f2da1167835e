"""Data: drop files, see problems, differences and effects before anything is stored, accept; the way back."""

import streamlit as st

from kpi.access import Act
from kpi.intake.books.bank_statement import parted
from kpi.views.sources import freshness, import_effects
from pages.intake import (
    data_additions,
    data_columns,
    data_corrections,
    data_files,
    data_ledger,
    data_payments,
    data_proposal,
    data_read_as,
    data_reminders,
    data_report,
    data_revisions,
    data_upkeep,
    data_workbooks,
)
from pages.shared import elements
from pages.shared.entrance import enter
from pages.shared.screen import ages

screen = enter(Act.IMPORT)
question, words, programme = screen.question, screen.words, screen.programme

data_proposal.outcome(words)
elements.lead(freshness.standing(ages(question)))
files = data_files.field(words)
data_workbooks.draw(screen)
statements, files = parted(files)
if statements:
    data_payments.ask(statements, screen)
if files:
    given = data_report.given(files, programme)
    proposal = data_proposal.read(given, question)
    report = proposal.report
    unclear = data_columns.asked_now(report)
    if unclear is not None:
        data_columns.ask(unclear, programme, words)
    else:
        data_ledger.ask(proposal.unmapped, programme, words)
        data_proposal.choice(files, proposal, words)
        data_report.ways_on(report, words)
        data_report.retired(report, programme, words)
        data_report.problems(report, words)
        data_read_as.unread(report, programme, words)
        data_report.blanks(report, words)
        data_report.totals(report, words)
        elements.section(words("What was read"), import_effects.sheets_table(report))
        data_report.first_rows(report, programme, words)
        with st.spinner(words("Working out what changes")):
            effects = data_proposal.effects_of(given, proposal, question)
        data_report.changes(effects, screen)
        data_report.differences(report, programme, words)
        data_report.lacking(report, programme, words)
by_hand = {words("Correct a row"): data_corrections.draw, words("Add a row"): data_additions.draw}
others = {words("Ledger accounts"): data_ledger.answers, words("Who sends what"): data_reminders.draw}
data_upkeep.draw(screen, {**by_hand, **others})
data_read_as.remembered(programme, words)
data_revisions.recorded(words)
