"""Data: drop files, see problems, differences and effects before anything is stored, accept; the way back."""

import tempfile
from functools import partial
from pathlib import Path

import streamlit as st

from kpi.access import Act
from kpi.intake.template_workbook import write_template
from kpi.programme.plan import Programme
from kpi.views.sources import freshness
from pages.intake import data_columns, data_ledger, data_parts, data_payments, data_replacing, data_upkeep
from pages.shared import elements
from pages.shared.entrance import enter
from pages.shared.screen import ages

screen = enter(Act.IMPORT)
question, words, programme = screen.question, screen.words, screen.programme


def template(of: Programme, language: str) -> bytes:
    """The empty workbook, made when it is asked for."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(of, path, language)
        return path.read_bytes()


data_parts.outcome(words)
elements.lead(freshness.standing(ages(question)))
files = data_parts.field(words)
st.download_button(
    words("Download the empty workbook"),
    data=partial(template, programme, question.language),
    file_name=words("smarthub-template.xlsx"),
    on_click="ignore",
    key="template",
    icon=":material/download:",
    type="tertiary",
)
statements, files = data_payments.apart(files)
for name, content in statements:
    data_payments.ask(name, content, question)
if files:
    found = data_parts.read(files, question, data_replacing.chosen(programme))
    unclear = data_columns.asked_now(found.report)
    if unclear is not None:
        data_columns.ask(unclear, programme, words)
    else:
        data_ledger.ask(found.unmapped, programme, words)
        data_parts.choice(files, found, words)
        data_parts.preview(files, found, programme, question)
data_upkeep.draw(question)
data_columns.remembered(programme, words)
data_parts.recorded(words)
