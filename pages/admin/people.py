"""Access: where people are signed in, their roles, giving and withdrawing one, and the rights of each role."""

from datetime import UTC, datetime

from kpi.access import Act
from kpi.views.promised import log
from pages.admin import people_parts, people_sessions
from pages.shared import elements
from pages.shared.entrance import enter

screen = enter(Act.SIGN_OUT)
words = screen.words
open_ = people_sessions.of(screen, datetime.now(UTC))

if screen.may(Act.MANAGE_ROLES):
    people_parts.roles(words)
else:
    elements.lead(people_sessions.headline(open_))
people_sessions.sessions(screen, open_)
elements.section(words("What each role may do"), log.rights_table())
