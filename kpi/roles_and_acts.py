"""Roles, acts and the table of which role may do which act; ``kpi.access`` asks it of a person at a moment."""

from dataclasses import dataclass
from enum import StrEnum

from kpi.language import N_


class Role(StrEnum):
    """What somebody is to the programme; see docs/beheer.md for who gets which."""

    READER = "reader"
    """The steering group: every figure and why, no amounts per organisation."""
    AUDITOR = "auditor"
    """The accountant: also what is confidential, the sources, the evidence and the audit log."""
    EDITOR = "editor"
    """The communication strategist: brings facts in, writes, sets targets, makes reports."""
    ADMIN = "admin"
    """Whoever looks after the installation: everything, and who has which role."""


ROLE_NAMES = {
    Role.READER: N_("reader"),
    Role.AUDITOR: N_("auditor"),
    Role.EDITOR: N_("editor"),
    Role.ADMIN: N_("admin"),
}
"""What a role is called on screen."""


class Act(StrEnum):
    """Something that can be done; its name is the one in the audit log."""

    SEE_FIGURES = "see_figures"
    SEE_ROWS = "see_rows"
    SEE_CONFIDENTIAL = "see_confidential"
    SEE_AUDIT = "see_audit"
    EXPORT_ROWS = "export_rows"
    EXPORT_CONFIDENTIAL = "export_confidential"
    EXPORT_UPDATE = "export_update"
    EXPORT_ACCOUNT = "export_account"
    EXPORT_EVIDENCE = "export_evidence"
    EXPORT_AUDIT = "export_audit"
    EXPORT_PROGRAMME = "export_programme"
    IMPORT = "import"
    UNDO = "undo"
    CORRECT = "correct"
    REMOVE_SAMPLE = "remove_sample"
    MATCH = "match"
    REMIND = "remind"
    ACCEPT_DEVIATION = "accept_deviation"
    SET_PROGRAMME = "set_programme"
    KEEP_MEETINGS = "keep_meetings"
    WRITE_TEXT = "write_text"
    SUBMIT = "freeze"
    """Its name in the log is that of the first logs, which stay."""
    SIGN_OUT = "sign_out"
    MANAGE_ROLES = "manage_roles"
    MAINTAIN = "maintain"


EVERYBODY = frozenset(Role)
INSIDERS = frozenset({Role.AUDITOR, Role.EDITOR, Role.ADMIN})
KEEPERS = frozenset({Role.EDITOR, Role.ADMIN})
CONTROLLERS = frozenset({Role.AUDITOR, Role.ADMIN})
ADMINS = frozenset({Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Rule:
    """What an act is, in words, and who may do it."""

    title: str
    roles: frozenset[Role]


RULES: dict[Act, Rule] = {
    Act.SEE_FIGURES: Rule(N_("See every figure, its status and why"), EVERYBODY),
    Act.SEE_ROWS: Rule(N_("See the rows behind a figure that aren't confidential"), EVERYBODY),
    Act.SEE_CONFIDENTIAL: Rule(N_("See amounts per organisation, bookings and the draft account"), INSIDERS),
    Act.SEE_AUDIT: Rule(N_("Read the audit log"), CONTROLLERS),
    Act.EXPORT_ROWS: Rule(N_("Download rows that aren't confidential"), EVERYBODY),
    Act.EXPORT_CONFIDENTIAL: Rule(N_("Download confidential rows"), INSIDERS),
    Act.EXPORT_UPDATE: Rule(N_("Download the quarterly update"), EVERYBODY),
    Act.EXPORT_ACCOUNT: Rule(N_("Download the account of the subsidy"), INSIDERS),
    Act.EXPORT_EVIDENCE: Rule(N_("Download the evidence package"), INSIDERS),
    Act.EXPORT_AUDIT: Rule(N_("Download the audit log"), CONTROLLERS),
    Act.EXPORT_PROGRAMME: Rule(N_("Download the programme file in force"), INSIDERS),
    Act.IMPORT: Rule(N_("Bring spreadsheets in"), KEEPERS),
    Act.UNDO: Rule(N_("Take a revision back"), KEEPERS),
    Act.CORRECT: Rule(N_("Add, correct or retire a row"), KEEPERS),
    Act.REMOVE_SAMPLE: Rule(N_("Remove the sample data"), KEEPERS),
    Act.MATCH: Rule(N_("Say which column, name, account or payment is which"), KEEPERS),
    Act.REMIND: Rule(N_("Keep the address book, and make mails that ask for sheets"), KEEPERS),
    Act.ACCEPT_DEVIATION: Rule(N_("Accept a deviation"), KEEPERS),
    Act.SET_PROGRAMME: Rule(N_("Set targets, budgets and the grant"), KEEPERS),
    Act.KEEP_MEETINGS: Rule(N_("Keep meetings, notes and decisions"), KEEPERS),
    Act.WRITE_TEXT: Rule(N_("Write in a report"), KEEPERS),
    Act.SUBMIT: Rule(N_("Freeze a report that was submitted"), KEEPERS),
    Act.SIGN_OUT: Rule(N_("See where one is signed in, and sign out there"), EVERYBODY),
    Act.MANAGE_ROLES: Rule(N_("Give and withdraw roles, and sign others out"), ADMINS),
    Act.MAINTAIN: Rule(N_("Back up, restore and clear what may no longer be kept"), ADMINS),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who asks. ``local``: whoever sits at this machine, while no sign-in is set up."""

    email: str
    name: str = ""
    local: bool = False

    @property
    def by(self) -> str:
        """How they stand in what is recorded."""
        return self.email


LOCAL = Person("local", local=True)
"""Whoever sits at this machine, in a dashboard without sign-in."""

ACCOUNTS = frozenset({LOCAL.by, "root", "nobody", "Administrator"})
"""Accounts of a machine, which say nothing of who worked there."""
