"""The quarterly update: what changed since the last meeting, section by section, to be edited and taken along."""

from functools import partial

import streamlit as st

from kpi.access import Act
from kpi.server import installation
from kpi.views.results import overview
from pages.reports import update_parts
from pages.shared import elements
from pages.shared.buttons import download, foremost
from pages.shared.doing import told
from pages.shared.entrance import enter

screen = enter(Act.SEE_FIGURES)
who, question, words = screen.who, screen.question, screen.words

told(update_parts.PLACE)

answer = st.container()
since = update_parts.since(question)
wanted = update_parts.question_of(question, since)
update = update_parts.update(wanted)
with answer:
    elements.lead(overview.headline(update.after))
with st.container(horizontal=True, key="take_along"):
    for ending, row in update_parts.TAKEN.items():
        download(
            words.say(row.label),
            partial(update_parts.made, installation.store(), who, wanted, ending),
            wanted.file_name(ending),
            key=f"update_{ending}",
            mime=row.mime,
            type=foremost(ending == "pptx"),
        )
update_parts.mind(update, words)
for section in update_parts.sections(update):
    update_parts.show(section, update, question, editing=screen.may(Act.WRITE_TEXT))
