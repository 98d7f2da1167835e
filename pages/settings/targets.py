"""Set targets: interim targets, levels, baselines and thresholds, with their effect before they count."""

import streamlit as st

from kpi.access import Act
from kpi.language import words_of
from kpi.programme.drafting import withdrawn
from kpi.views.promised import changes_log
from pages.settings import change, fields
from pages.shared import cached, elements
from pages.shared.access import enter
from pages.shared.asked import asked

who = enter(Act.SET_PROGRAMME)
question = asked()
words = words_of(question.language)
programme = change.programme(words)
found = cached.read(who, "promises", question.revision, question.as_of, question.plan_year)

change.told()
elements.lead(changes_log.headline(found, words))
part = st.segmented_control(
    words("Set"),
    fields.PARTS,
    default=fields.PARTS[0],
    required=True,
    key="setting_part",
    bind="query-params",
    format_func=lambda one: words(fields.PART_WORDS[one]),
    label_visibility="collapsed",
)
if part == "thresholds":
    drafts, about = fields.thresholds(programme, question), ""
elif part == "municipalities":
    drafts, about = fields.municipalities(programme, question), ""
else:
    indicator = fields.choose(programme, question)
    drafts, about = fields.indicator(indicator, question), indicator.id
back = change.give_back(who, programme, question, *fields.KINDS)
change.offer(withdrawn(back) or drafts, who, question, about=about)
change.history(who, programme, question, *fields.KINDS)
change.export(who, words)
