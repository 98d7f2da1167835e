"""The roles that are given: to a person by e-mail address, or to everybody of a domain (``@example.org``).

Roles are no facts of a revision: taking a revision back must never give somebody their access back.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from kpi.facts.tables import ROLES


@dataclass(frozen=True, slots=True)
class Assignment:
    """A role that was given, with its subject, its giver and the moment."""

    subject: str
    role: str
    by: str
    at: datetime


def assignments(connection: Connection, programme: str) -> tuple[Assignment, ...]:
    """Return every role that is given, domains first."""
    query = select(ROLES.c.subject, ROLES.c.role, ROLES.c.by, ROLES.c.at).where(ROLES.c.programme == programme)
    given = [Assignment(*row) for row in connection.execute(query)]
    return tuple(sorted(given, key=lambda grant: (not grant.subject.startswith("@"), grant.subject)))


def assigned(connection: Connection, programme: str, email: str) -> str | None:
    """Return the role of an address: the person's own, else that of their domain, else None."""
    domain = "@" + email.rpartition("@")[2]
    query = select(ROLES.c.subject, ROLES.c.role).where(
        ROLES.c.programme == programme, ROLES.c.subject.in_([email, domain])
    )
    roles: dict[str, str] = dict(connection.execute(query).all())
    return roles.get(email, roles.get(domain))


def assign(connection: Connection, programme: str, assignment: Assignment) -> str | None:
    """Give a role instead of the one before, which is returned."""
    before = withdraw(connection, programme, assignment.subject)
    given = {"subject": assignment.subject, "role": assignment.role, "by": assignment.by, "at": assignment.at}
    connection.execute(insert(ROLES), {"programme": programme, **given})
    return before


def withdraw(connection: Connection, programme: str, subject: str) -> str | None:
    """Take a role away and return it; None if there was none."""
    own = (ROLES.c.programme == programme, ROLES.c.subject == subject)
    before = connection.execute(select(ROLES.c.role).where(*own)).scalar_one_or_none()
    connection.execute(delete(ROLES).where(*own))
    return before
