"""Activities: six segments by status with their white spots, the criteria, and the activities of the plan."""

from functools import partial

import streamlit as st

from kpi.access import Act
from kpi.language import words_of
from kpi.views.comparison.beside_table import paired
from kpi.views.results import activities
from pages.shared import comparison, elements, reads
from pages.shared.question import current
from pages.shared.visitor import enter

who = enter(Act.SEE_FIGURES)
question = current()
words = words_of(question.language)
programme = reads.programme()

then = comparison.read(who, "activities", question, 1)
page = max(int(st.session_state.get("activities_page") or 1), 1)
found = reads.read(who, "activities", question.revision, question.as_of, question.plan_year, page)
both = partial(paired, now=found, then=then, words=words)
if found.known:
    elements.lead(activities.headline(found, programme, words))
    comparison.told(question, then and activities.headline(then, programme, words))
    left, right = st.columns([62, 38], gap="large")
    with left:
        elements.section(words("The six segments"), both(lambda one: activities.segments_table(one, programme, words)))
    with right:
        elements.section(
            words("Criteria of the assessment framework"),
            both(lambda one: activities.criteria_table(one, programme, words)),
        )
    elements.section(words("All activities"), activities.activities_table(found, programme, words))
    if activities.pages(found) > 1:
        st.pagination(activities.pages(found), key="activities_page")
else:
    elements.missing(programme, words, "activities")
st.subheader(words("Activities that the plan names"), anchor=False)
elements.sentences(activities.planned_sentence(found, programme, words))
with st.expander(words("Activity by activity"), icon=":material/table_rows:"):
    planned = both(lambda one: activities.planned_table(one, programme, words))
    elements.figures(planned, words("Activities that the plan names"))
