"""Who may do what, asked where it is done: every act asks here, with the person.

A person is no more than an identity; the role is looked up anew each time, so that a role that was withdrawn holds
back the very next click, also a download that was prepared before. The table itself stands in ``kpi.roles_and_acts``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Protocol

from kpi.errors import Refusal
from kpi.facts.audit_log import AuditEntry
from kpi.language import N_
from kpi.roles_and_acts import LOCAL, ROLE_NAMES, RULES, Act, Person, Role, Rule
from kpi.settings import LOOPBACK, settings

__all__ = [
    "LOCAL",
    "ROLE_NAMES",
    "RULES",
    "Act",
    "Person",
    "Role",
    "Rule",
    "acts_asked",
    "acts_of",
    "exported",
    "may",
    "permit",
    "role_of",
]


class RolesAndLog(Protocol):
    """What is asked of a store here: who has which role, and the audit log (``kpi.facts.store.Store`` is one)."""

    def role(self, email: str) -> str | None:
        """Return the role of an e-mail address; None without any."""

    def note(self, entry: AuditEntry) -> None:
        """Add an entry to the audit log."""


class NotAllowed(Refusal):
    """An act that this person has no role for."""

    template = N_("You may not do this with your account; ask whoever manages the monitor for access.")


class NoSignIn(Refusal):
    """The dashboard is offered to others without a way to sign in."""

    template = N_("Sign-in isn't set up, so the monitor only answers on the machine that it runs on.")

    @classmethod
    def check(cls, address: str, advice: str = "") -> None:
        """Refuse to be served on an address that others reach while nobody can sign in. Raises NoSignIn."""
        if settings().sign_in is None and address not in LOOPBACK:
            raise cls(advice, address=address)


def role_of(store: RolesAndLog, who: Person) -> Role | None:
    """The role of a person at this moment; None for a stranger.

    Whoever sits at the machine is admin, and so is the first admin that the settings name.
    """
    if who.local or (who.email and who.email == settings().admin):
        return Role.ADMIN
    found = store.role(who.email) if who.email else None
    return Role(found) if found else None


def may(store: RolesAndLog, who: Person, act: Act) -> bool:
    """Whether a person may do that, at this moment."""
    return role_of(store, who) in RULES[act].roles


def acts_of(store: RolesAndLog, who: Person) -> frozenset[Act]:
    """Everything that a person may do, at this moment."""
    role = role_of(store, who)
    return frozenset(act for act, rule in RULES.items() if role in rule.roles)


_ASKED: ContextVar[set[Act] | None] = ContextVar("asked", default=None)


@contextmanager
def acts_asked() -> Iterator[set[Act]]:
    """Collect the acts that are permitted meanwhile, so that whoever keeps the outcome can ask for them again."""
    asked: set[Act] = set()
    token = _ASKED.set(asked)
    try:
        yield asked
    finally:
        _ASKED.reset(token)


def permit(store: RolesAndLog, who: Person, act: Act, *, at: datetime, about: str = "") -> None:
    """The first line of every act: goes on when the person may; else the refusal is logged and NotAllowed raised."""
    if not may(store, who, act):
        store.note(AuditEntry(at, who.by, act, about, refused=True))
        raise NotAllowed
    asked = _ASKED.get()
    if asked is not None:
        asked.add(act)


def exported(store: RolesAndLog, who: Person, act: Act, *, at: datetime, about: str) -> None:
    """The first line of every export: as ``permit``, and what goes out is logged."""
    permit(store, who, act, at=at, about=about)
    store.note(AuditEntry(at, who.by, act, about))
