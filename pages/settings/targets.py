"""Set targets: interim targets, levels, baselines and thresholds, with their effect before they count."""

import streamlit as st

from kpi.access import Act
from kpi.language import words_of
from kpi.programme.drafting import withdrawn
from kpi.views.promised import changes_log
from pages.settings import setting_change, targets_fields
from pages.shared import elements, reads
from pages.shared.question import current
from pages.shared.visitor import enter

who = enter(Act.SET_PROGRAMME)
question = current()
words = words_of(question.language)
programme = setting_change.programme(words)
found = reads.read(who, "promises", question.revision, question.as_of, question.plan_year)

setting_change.told()
elements.lead(changes_log.headline(found, words))
part = st.segmented_control(
    words("Set"),
    targets_fields.PARTS,
    default=targets_fields.PARTS[0],
    required=True,
    key="setting_part",
    bind="query-params",
    format_func=lambda one: words(targets_fields.PART_WORDS[one]),
    label_visibility="collapsed",
)
if part == "thresholds":
    drafts, about = targets_fields.thresholds(programme, question), ""
elif part == "municipalities":
    drafts, about = targets_fields.municipalities(programme, question), ""
else:
    indicator = targets_fields.choose(programme, question)
    drafts, about = targets_fields.indicator(indicator, question), indicator.id
back = setting_change.give_back(who, programme, question, *targets_fields.KINDS)
setting_change.offer(withdrawn(back) or drafts, who, question, about=about)
setting_change.history(who, programme, question, *targets_fields.KINDS)
setting_change.export(who, words)
