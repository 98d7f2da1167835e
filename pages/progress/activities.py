"""Activities: six segments by status with their white spots, the criteria, and the activities of the plan."""

import streamlit as st

from kpi.access import Act
from kpi.views.results import activities
from pages.shared import comparison, elements
from pages.shared.entrance import enter

screen = enter(Act.SEE_FIGURES)
words, programme = screen.words, screen.programme

other = comparison.other(screen)
counted = screen.read(activities.READ, elements.page("activities_page"))
then = other.read(activities.READ, 1) if other else None
both = comparison.Answers(counted, then, comparison.day(screen))
if counted.known:
    elements.lead(activities.headline(counted, programme))
    comparison.then_note(screen, activities.headline(then, programme) if then else None)
    left, right = st.columns([62, 38], gap="large")
    with left:
        elements.section(words("The six segments"), both.table(activities.segments_table, programme))
    with right:
        criteria = both.table(activities.criteria_table, programme)
        elements.section(words("Criteria of the assessment framework"), criteria)
    elements.section(words("All activities"), activities.activities_table(counted, programme))
    elements.pagination(counted.total, activities.PAGE, key="activities_page")
else:
    elements.missing(programme, words, "activities")
st.header(words("Activities that the plan names"), anchor=False)
elements.sentences(activities.planned_sentence(counted, programme))
with st.expander(words("Activity by activity"), icon=":material/table_rows:"):
    elements.figures(both.table(activities.planned_table, programme), words("Activities that the plan names"))
