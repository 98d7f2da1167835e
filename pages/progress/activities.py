"""Activities: six segments by status with their white spots, the criteria, and the activities of the plan."""

from functools import partial

import streamlit as st

from kpi.access import Act
from kpi.views.comparison.compared_table import paired
from kpi.views.results import activities
from pages.shared import comparison, elements
from pages.shared.entrance import enter

screen = enter(Act.SEE_FIGURES)
words, programme = screen.words, screen.programme

other = comparison.other(screen)
then = other.read(activities.READ, 1) if other else None
page = max(int(st.session_state.get("activities_page") or 1), 1)
counted = screen.read(activities.READ, page)
both = partial(paired, now=counted, then=then)
if counted.known:
    elements.lead(activities.headline(counted, programme))
    comparison.then_note(screen, words.say(activities.headline(then, programme)) if then else None)
    left, right = st.columns([62, 38], gap="large")
    with left:
        elements.section(
            words("The six segments"), both(lambda recorded: activities.segments_table(recorded, programme))
        )
    with right:
        elements.section(
            words("Criteria of the assessment framework"),
            both(lambda recorded: activities.criteria_table(recorded, programme)),
        )
    elements.section(words("All activities"), activities.activities_table(counted, programme))
    if activities.pages(counted) > 1:
        st.pagination(activities.pages(counted), key="activities_page")
else:
    elements.missing(programme, words, "activities")
st.subheader(words("Activities that the plan names"), anchor=False)
elements.sentences(activities.planned_sentence(counted, programme))
with st.expander(words("Activity by activity"), icon=":material/table_rows:"):
    planned = both(lambda recorded: activities.planned_table(recorded, programme))
    elements.figures(planned, words("Activities that the plan names"))
