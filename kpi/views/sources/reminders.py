"""What is asked of whom: by role the sheets that are overdue or due soon, and the mail that asks for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kpi.facts.address_book import Address
from kpi.language import Said, Words
from kpi.programme.comparable_names import name_key
from kpi.programme.plan import Programme
from kpi.programme.vocabulary import Text
from kpi.sentences import listed, lower, say, with_note
from kpi.views.sources.freshness import SourceAge, state
from kpi.views.sources.owners import kept_by, owners
from kpi.views.table import Table, headings, table

SOON = 7
"""So many days before its last fresh day a sheet is due, and no more than a quarter of its rhythm."""
NAMED = 3
"""Up to so many sheets a subject names; beyond it counts them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The sheets that one role is asked for, the most urgent first, and all that the role keeps."""

    role: Text
    sources: tuple[SourceAge, ...]
    kept: tuple[str, ...]


def asked_of(programme: Programme, ages: Iterable[SourceAge], today: date) -> tuple[Asked, ...]:
    """Every role that keeps a sheet which is overdue or due soon, in the order of the programme's sheets."""
    wanted = {source.register: source for source in _wanted(ages, today)}
    found = []
    for role in owners(programme):
        kept = kept_by(programme, role.nl)
        sources = sorted((wanted[name] for name in kept if name in wanted), key=_urgency)
        if sources:
            found.append(Asked(role, tuple(sources), kept))
    return tuple(found)


def kept_by_nobody(ages: Iterable[SourceAge], today: date) -> Said:
    """A sentence that names the sheets which are asked for and that nobody keeps; empty where there is none."""
    names = [source.label for source in _wanted(ages, today) if not source.owner]
    if not names:
        return ""
    return say("Nobody is asked for {sheets}: name who keeps it in the programme file.", sheets=enumerated(names))


def _wanted(ages: Iterable[SourceAge], today: date) -> list[SourceAge]:
    return [source for source in ages if source.overdue or _soon(source, today)]


def _soon(source: SourceAge, today: date) -> bool:
    if source.due is None or source.cadence_days is None:
        return False
    return 0 <= (source.due - today).days <= min(SOON, source.cadence_days // 4)


def _urgency(source: SourceAge) -> date:
    return source.due or date.min


def subject(programme: Programme, asked: Asked) -> Said:
    """The subject of the mail: the sheets by name, or their number where they are many."""
    names, many = [source.label for source in asked.sources], len(asked.sources) > NAMED
    told = say.plural("{n} sheet", "{n} sheets", len(names)) if many else enumerated(names)
    return say("{programme}: please update {sheets}", programme=programme.name, sheets=told)


def body(programme: Programme, asked: Asked, name: str, today: date) -> tuple[Said, ...]:
    """The paragraphs of the mail to whoever holds the role; by the role where nobody's name is known."""
    n = len(asked.sources)
    return (
        say("Dear {name},", name=name or lower(asked.role)),
        listed((_request(programme, n), *(_line(source, today) for source in asked.sources)), "\n"),
        say(
            "Attached is a workbook with the rows as they are known now. Correct what has changed, add what is new, "
            "and send it back; what you leave alone stays as it is."
        ),
        say.plural(
            "Has nothing changed? Then please say so, and we record that this sheet is up to date.",
            "Has nothing changed? Then please say so, and we record that these sheets are up to date.",
            n,
        ),
        say("Please leave out telephone numbers, e-mail addresses, dates of birth and other personal data."),
        listed((say("Kind regards,"), programme.name), "\n"),
    )


def asked_line(asked: Asked, name: str) -> Said:
    """A role with who holds it, and each sheet that it is asked for with its state."""
    states = [with_note(source.label, _state(source)) for source in asked.sources]
    return listed((with_note(asked.role, name), listed(states)), ": ")


def _state(source: SourceAge) -> Said:
    return state(source) if source.overdue else say("due by {day}", day=say.short_date(source.due))


def reminder_file(role: Text, day: date, words: Words) -> str:
    """The name of the file of a mail: *herinnering-penningmeester-2018-07-02.eml*."""
    return f"{words('reminder')}-{name_key(role.in_(words.language))}-{day.isoformat()}.eml"


def address_table(programme: Programme, kept: Iterable[Address]) -> Table:
    """Every role that keeps sheets with who holds it; then roles of the book that the programme no longer has."""
    held = {address.role: address for address in kept}
    rows: list[tuple[Said, ...]] = []
    for role in owners(programme):
        address = held.pop(role.nl, None)
        labels = ", ".join(programme.sheets[name].label for name in kept_by(programme, role.nl))
        rows.append((role, address.name if address else "–", address.email if address else "–", labels))
    rows += [(each.role, each.name, each.email, say("keeps no sheet any more")) for each in held.values()]
    return table(headings("Role", "Name", "E-mail address", "Sheets"), rows)


def _request(programme: Programme, n: int) -> Said:
    return say.plural(
        "To show how {programme} is doing, we need this sheet from you:",
        "To show how {programme} is doing, we need these sheets from you:",
        n,
        programme=programme.name,
    )


def _line(source: SourceAge, today: date) -> Said:
    """A line on one sheet: what it is late by, or the day by which it is expected."""
    if source.due is None or source.updated is None:
        return say("- {sheet}: not received before", sheet=source.label)
    days = (source.due - today).days
    told = {"sheet": source.label, "due": say.date(source.due), "last": say.date(source.updated)}
    if days < 0:
        return say.plural(
            "- {sheet}: {n} day late (expected by {due}, last updated on {last})",
            "- {sheet}: {n} days late (expected by {due}, last updated on {last})",
            -days,
            **told,
        )
    if days == 0:
        return say("- {sheet}: expected today (last updated on {last})", **told)
    return say("- {sheet}: expected by {due} (last updated on {last})", **told)


def enumerated(names: list[str]) -> Said:
    """Names as a sentence lists them: *A*, *A and B*, *A, B and C*."""
    if len(names) == 1:
        return names[0]
    return say("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])
