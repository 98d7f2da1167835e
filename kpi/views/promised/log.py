"""The audit log on screen, its changes in words; the exported log keeps them exactly as they were recorded."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kpi.access import ROLE_NAMES, RULES, Act, Person, Role, permit
from kpi.facts import audit_log
from kpi.facts.audit_log import Sealed
from kpi.facts.database.engine import snapshot
from kpi.facts.decisions.registered_kinds import kind_of
from kpi.facts.role_grants import Assignment
from kpi.facts.sessions import OpenSession
from kpi.facts.store import Store
from kpi.language import N_
from kpi.programme.plan import PREFIX, Programme
from kpi.sentences import Said, capitalized, listed, say, yes_no
from kpi.views.promised import changes_log
from kpi.views.table import Table, headings, pages, table
from kpi.views.value_words import author, sheet_word

PAGE = 100
SIGNING = {"sign_in": N_("Sign in"), "sign_out": N_("Sign out"), "enter": N_("Come in"), "record": N_("Record")}
"""What the log calls what isn't an act of the table: it needs no right."""


def read_log(store: Store, who: Person, *, at: datetime, page: int = 1) -> tuple[tuple[Sealed, ...], int]:
    """A page of the log, the latest entry first, and how many pages there are."""
    permit(store, who, Act.SEE_AUDIT, at=at)
    with snapshot(store.engine) as connection:
        total = audit_log.count(connection, store.programme_id)
        entries = audit_log.entries(connection, store.programme_id, before=total - (page - 1) * PAGE + 1, most=PAGE)
    return tuple(entries), pages(total, PAGE)


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
        author(entry.by),
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
        [assignment.subject, say(ROLE_NAMES[Role(assignment.role)]), author(assignment.by), say.moment(assignment.at)]
        for assignment in given
    ]
    return table(headings("Person or domain", "Role", "Given by", "When"), rows)


def sessions_table(found: tuple[OpenSession, ...], own: str) -> Table:
    """Who is signed in since when, the latest first of each; ``own`` is the session that looks."""
    rows: list[list[Said]] = [
        [session.email, say.moment(session.since), say("this one") if session.id == own else ""] for session in found
    ]
    return table(headings("Who", "Since", "Which"), rows)


def session_name(session: OpenSession, own: str) -> Said:
    """A session as it is named in a choice."""
    told = say("{email}, since {moment}", email=session.email, moment=say.moment(session.since))
    return listed((told, say("this one"))) if session.id == own else told


def rights_table() -> Table:
    """The rights of each role."""
    roles = {role.value: capitalized(say(ROLE_NAMES[role])) for role in Role}
    rows: list[list[Said]] = [
        [say(rule.title), *("✓" if role in rule.roles else "" for role in Role)] for rule in RULES.values()
    ]
    return table({**headings("What"), **roles}, rows)


COUNTED: Mapping[str, Said] = {"written": say("Rows written"), "retired": say("Rows lapsed")}
"""The counts of a revision, by the first part of their key."""
COUNTS: Mapping[str, Said] = {"decisions": say("decisions")}
"""What is counted beside the rows of the registers."""
MOST = 6
"""So many values are told one by one; more are counted."""
REVISION = re.compile(r"\brevision (\d+)")


def about_told(about: str) -> Said:
    """The subject of an entry; a revision by its number in the user's language."""
    pieces = REVISION.split(about)
    return listed(
        (say("revision {number}", number=piece) if index % 2 else piece for index, piece in enumerate(pieces)), ""
    )


def value_told(value: str | None, programme: Programme) -> Said:
    """A recorded value in words: *field: value*, one after the other; empty only when there is no value."""
    if not value:
        return ""
    if value in set(Role):
        return say(ROLE_NAMES[Role(value)])
    recorded = _read(value)
    if not isinstance(recorded, dict):
        return about_told(value)
    return listed((_part(key, part, programme) for key, part in recorded.items()), "; ")


def _part(key: str, value: Any, programme: Programme) -> Said:  # noqa: ANN401 - whatever was recorded
    if key.startswith(PREFIX):
        text = value if value is None or isinstance(value, str) else json.dumps(value)
        return listed((changes_log.subject(key, programme), changes_log.told(key, text, programme)), ": ")
    kind, first, *names = kind_of(key), *key.split("/")
    title = kind.title if kind else COUNTED.get(first, first)
    subject = listed([title, *(_name(name, programme) for name in names)], " ")
    return listed((subject, _told(_read(value), kind.labels() if kind else COUNTS, programme)), ": ")


def _told(value: Any, labels: Mapping[str, Said], programme: Programme) -> Said:  # noqa: ANN401 - whatever was recorded
    if isinstance(value, Mapping):
        if len(value) > MOST:
            return say.plural("{n} value", "{n} values", len(value))
        return listed([_field(name, part, labels, programme) for name, part in value.items()] or ["–"])
    if isinstance(value, list):
        return listed([_told(part, labels, programme) for part in value] or ["–"])
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return yes_no(value=value)
    return say.number(value) if isinstance(value, int) else _name(str(value), programme)


def _field(name: str, value: Any, labels: Mapping[str, Said], programme: Programme) -> Said:  # noqa: ANN401 - whatever was recorded
    label = labels[name] if name in labels else _name(name, programme)
    if name == "cents" and isinstance(value, int):
        return listed((label, say.money(Decimal(value) / 100)), " ")
    return listed((label, _told(value, labels, programme)), " ")


def _name(text: str, programme: Programme) -> Said:
    """The title of an id, or a day written out; any other text as it is."""
    titles = {part.id: part.title for part in programme.indicators}
    titles |= {part.id: part.title for part in programme.budget_lines()}
    if text in titles:
        return titles[text]
    if text in programme.sheets:
        return sheet_word(programme, text)
    try:
        return say.short_date(date.fromisoformat(text)) if len(text) == len("2018-06-30") else text
    except ValueError:
        return text


def _read(value: Any) -> Any:  # noqa: ANN401 - whatever was recorded
    """The value that a text holds as JSON, or the text itself."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
