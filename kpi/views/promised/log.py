"""The audit log on screen and as a file, for whoever may read it."""

from datetime import datetime

from kpi.access import ROLE_NAMES, RULES, Act, Person, Role, permit
from kpi.facts import audit_log
from kpi.facts.audit_log import Sealed
from kpi.facts.database.engine import snapshot
from kpi.facts.role_grants import Assignment
from kpi.facts.store import Store
from kpi.language import N_
from kpi.programme.plan import Programme
from kpi.sentences import Said, capitalized, say
from kpi.views.promised.log_entries import about_told, value_told
from kpi.views.table import Table, headings, table

PAGE = 100
SIGNING = {"sign_in": N_("Sign in"), "sign_out": N_("Sign out"), "enter": N_("Come in"), "record": N_("Record")}
"""What the log calls what isn't an act of the table: it needs no right."""


def read_log(store: Store, who: Person, *, at: datetime, page: int = 1) -> tuple[tuple[Sealed, ...], int]:
    """A page of the log, the latest entry first, and how many pages there are."""
    permit(store, who, Act.SEE_AUDIT, at=at)
    with snapshot(store.engine) as connection:
        total = audit_log.count(connection, store.programme_id)
        entries = audit_log.entries(connection, store.programme_id, before=total - (page - 1) * PAGE + 1, most=PAGE)
    return tuple(entries), max(-(-total // PAGE), 1)


def holds(store: Store, who: Person, *, at: datetime) -> tuple[int, int | None]:
    """The number of entries, and the first at which the chain is broken (None when it is whole)."""
    permit(store, who, Act.SEE_AUDIT, at=at)
    with snapshot(store.engine) as connection:
        broken = next(audit_log.broken_seals(connection, store.programme_id), None)
        return audit_log.count(connection, store.programme_id), broken


def log_headline(count: int, broken: int | None) -> Said:
    """A sentence on the state of the log: whole, or broken at an entry."""
    if broken is not None:
        return say("The chain is broken at entry {number}: something was changed behind its back.", number=broken)
    return say.plural(
        "The chain of {n} entry holds: nothing was changed or taken out.",
        "The chain of {n} entries holds: nothing was changed or taken out.",
        count,
    )


def log_table(entries: tuple[Sealed, ...], programme: Programme) -> Table:
    """Each entry: number, when, who, what, about what, from which value to which."""
    return table(
        headings("No.", "When", "Who", "What", "About what", "From", "To", "Outcome"),
        [_row(entry, programme) for entry in entries],
        figures={"no"},
    )


def _row(sealed: Sealed, programme: Programme) -> list[Said]:
    entry = sealed.entry
    return [
        say.number(sealed.number),
        say.moment(entry.at),
        entry.by,
        act_name(entry.act),
        about_told(entry.about),
        value_told(entry.before, programme),
        value_told(entry.after, programme),
        say("refused") if entry.refused else say("done"),
    ]


def act_name(act: str) -> Said:
    """The name of an act of the log; an act that this version doesn't know keeps its own name."""
    if act in SIGNING:
        return say(SIGNING[act])
    return say(RULES[Act(act)].title) if act in {known.value for known in Act} else act


def roles_table(given: tuple[Assignment, ...]) -> Table:
    """The people with a role, who gave it, and the day."""
    rows: list[list[Said]] = [
        [assignment.subject, say(ROLE_NAMES[Role(assignment.role)]), assignment.by, say.moment(assignment.at)]
        for assignment in given
    ]
    return table(headings("Person or domain", "Role", "Given by", "When"), rows)


def rights_table() -> Table:
    """The rights of each role."""
    roles = {role.value: capitalized(say(ROLE_NAMES[role])) for role in Role}
    rows: list[list[Said]] = [
        [say(rule.title), *("✓" if role in rule.roles else "" for role in Role)] for rule in RULES.values()
    ]
    return table({**headings("What"), **roles}, rows)
