"""Data: drop files, see problems, differences and effects before anything is stored, accept; the way back."""

import streamlit as st

from kpi.access import Act
from kpi.views.sources import freshness
from pages.intake import (
    data_checks,
    data_columns,
    data_corrections,
    data_effects,
    data_files,
    data_ledger,
    data_names,
    data_payments,
    data_proposal,
    data_replacing,
    data_revisions,
    data_upkeep,
)
from pages.shared import elements
from pages.shared.entrance import enter
from pages.shared.screen import ages

screen = enter(Act.IMPORT)
question, words, programme = screen.question, screen.words, screen.programme

data_proposal.outcome(words)
elements.lead(freshness.standing(ages(question)))
files = data_files.field(words)
data_files.template(programme, words)
statements, files = data_payments.apart(files)
for name, content in statements:
    data_payments.ask(name, content, question)
if files:
    proposal = data_proposal.read(files, question, data_replacing.chosen(programme))
    report = proposal.report
    unclear = data_columns.asked_now(report)
    if unclear is not None:
        data_columns.ask(unclear, programme, words)
    else:
        data_ledger.ask(proposal.unmapped, programme, words)
        data_proposal.choice(files, proposal, words)
        data_replacing.retired(report, programme, words)
        data_effects.problems(report, words)
        data_columns.unread(report, words)
        data_checks.blanks(report, question.language, words)
        data_checks.totals(report, words)
        data_effects.sheets(report, words)
        with st.spinner(words("Working out what changes")):
            effects = data_proposal.effects_of(files, proposal, question)
        data_effects.changes(effects, programme, question)
        data_effects.differences(report, programme, words)
        data_replacing.offer(report, programme, words)
data_upkeep.draw(
    question,
    {
        words("Names"): data_names.draw,
        words("Correct a row"): data_corrections.draw,
        words("Ledger accounts"): data_ledger.answers,
    },
)
data_columns.remembered(programme, words)
data_revisions.recorded(words)
