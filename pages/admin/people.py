"""Access: the roles of people, giving and withdrawing one, and the rights of each role."""

import streamlit as st

from kpi.access import ROLE_NAMES, Act
from kpi.server import installation
from kpi.views.promised import log
from pages.admin import people_parts
from pages.shared import elements
from pages.shared.buttons import foremost
from pages.shared.doing import do, told
from pages.shared.entrance import enter

screen = enter(Act.MANAGE_ROLES)
words = screen.words
given = installation.store().roles()

told(people_parts.PLACE)
elements.lead(people_parts.headline(given))
with elements.row():
    st.text_input(words("E-mail address, or @domain"), key="role_subject", width=320)
    st.selectbox(
        words("Role"), people_parts.ROLES, format_func=lambda role: words(ROLE_NAMES[role]), key="role_given", width=180
    )
    st.button(
        words("Give this role"),
        type=foremost(),
        key="role_give",
        on_click=do,
        args=(people_parts.give, people_parts.PLACE),
    )
if given:
    elements.figures(log.roles_table(given), words("Who has which role"))
    with elements.row():
        st.selectbox(words("Whose"), [role.subject for role in given], key="role_whose", width=320)
        st.button(
            words("Withdraw the role"),
            key="role_withdraw",
            on_click=do,
            args=(people_parts.withdraw, people_parts.PLACE),
        )
elements.section(words("What each role may do"), log.rights_table())
