"""Giving a role to a person or a whole domain, and taking it away."""

import re
from datetime import datetime

from kpi.access import Act, Person, Role, permit
from kpi.errors import Refusal
from kpi.facts.store import Store
from kpi.language import N_

SUBJECT = re.compile(r"[^@\s,;]*@[^@\s,;]+\.[^@\s,;]+")


class NoSubject(Refusal):
    """A role was to be given to something that is neither a person nor a domain."""

    template = N_(
        "“{given}” is no e-mail address and no domain; write name@example.org, or @example.org for a whole domain."
    )


class OwnRole(Refusal):
    """Somebody was to take away their own right to give roles: then perhaps nobody has it any more."""

    template = N_("This would take away your own role of admin; let another admin do it.")


def give_role(store: Store, who: Person, subject: str, role: Role | None, *, at: datetime) -> None:
    """Give a person (e-mail address) or everybody of a domain (``@…``) a role, or take it away with None.

    Raises NotAllowed, NoSubject and OwnRole.
    """
    permit(store, who, Act.MANAGE_ROLES, at=at, about=subject)
    given = subject.strip().casefold()
    if not SUBJECT.fullmatch(given):
        raise NoSubject(given=subject)
    if given == who.email and role is not Role.ADMIN:
        raise OwnRole
    store.set_role(given, role, by=who.by, at=at)
