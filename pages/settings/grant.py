"""Grant and budget: the decision, the financing of the year, and the budget in versions; with their effect."""

import streamlit as st

from kpi.access import Act
from kpi.views.promised import grant
from pages.settings import grant_fields, setting_change
from pages.settings.setting_form import PLACE
from pages.shared import elements
from pages.shared.doing import told
from pages.shared.entrance import enter

screen = enter(Act.SET_PROGRAMME)
question, words = screen.question, screen.words
programme = setting_change.programme(words)

told(PLACE)
elements.lead(grant.headline(programme, question.plan_year))
part = st.segmented_control(
    words("Set"),
    tuple(grant_fields.PARTS),
    default="grant",
    required=True,
    key="grant_part",
    bind="query-params",
    format_func=lambda part: words(grant_fields.PARTS[part]),
    label_visibility="collapsed",
)
if part == "budget":
    elements.section(words("Versions"), grant.versions_table(programme, question.plan_year))
    drafts = grant_fields.budget(programme, question)
elif part == "output":
    drafts = grant_fields.outputs(programme, question)
elif part == "financing":
    drafts = grant_fields.financing(programme, question)
else:
    drafts = grant_fields.grant(programme, question)
setting_change.change(drafts, programme, screen, tuple(grant_fields.PARTS))
