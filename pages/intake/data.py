"""Data: drop files, see problems, differences and effects before anything is stored, accept; the way back."""

import tempfile
from functools import partial
from pathlib import Path

import streamlit as st

from kpi.access import Act
from kpi.intake.template_workbook import write_template
from kpi.language import words_of
from kpi.programme.plan import Programme
from kpi.views.sources import freshness
from pages.intake import mapping, parts, payments, placing, replacing, upkeep
from pages.shared import cached, elements
from pages.shared.access import enter
from pages.shared.asked import asked

enter(Act.IMPORT)
question = asked()
words = words_of(question.language)
programme = cached.programme()


def template(of: Programme, language: str) -> bytes:
    """The empty workbook, made when it is asked for."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(of, path, language)
        return path.read_bytes()


parts.said(words)
elements.lead(freshness.standing(cached.ages(question.revision, question.language), words))
files = parts.field(words)
st.download_button(
    words("Download the empty workbook"),
    data=partial(template, programme, question.language),
    file_name=words("smarthub-template.xlsx"),
    on_click="ignore",
    key="template",
    icon=":material/download:",
    type="tertiary",
)
statements, files = payments.apart(files)
for name, content in statements:
    payments.ask(name, content, question)
if files:
    found = parts.read(files, question, replacing.chosen(programme))
    unclear = mapping.asked_now(found.report)
    if unclear is not None:
        mapping.ask(unclear, programme, words)
    else:
        placing.ask(found.unmapped, programme, words)
        parts.choice(files, found, words)
        parts.preview(files, found, programme, question)
upkeep.draw(question)
mapping.remembered(programme, words)
parts.recorded(words)
