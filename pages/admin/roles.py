"""Access: who has which role, giving and withdrawing one, and what each role may do."""

from functools import partial

import streamlit as st

from kpi.access import Act
from kpi.language import words_of
from kpi.views.promised import log
from pages.admin import giving
from pages.shared import cached, elements
from pages.shared.access import enter
from pages.shared.asked import asked
from pages.shared.buttons import foremost

who = enter(Act.MANAGE_ROLES)
words = words_of(asked().language)
given = cached.store().roles()

giving.said()
st.markdown(f"**{elements.plain(giving.headline(given, words))}**")
with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
    st.text_input(words("E-mail address, or @domain"), key="role_subject", width=320)
    st.selectbox(words("Role"), giving.ROLES, format_func=partial(giving.name, words), key="role_given", width=180)
    st.button(words("Give this role"), type=foremost(), key="role_give", on_click=giving.give, args=(words,))
if given:
    elements.figures(log.roles_table(given, words), words("Who has which role"))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(words("Whose"), [one.subject for one in given], key="role_whose", width=320)
        st.button(words("Withdraw the role"), key="role_withdraw", on_click=giving.withdraw, args=(words,))
elements.section(words("What each role may do"), log.rights_table(words))
