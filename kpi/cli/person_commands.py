"""The command that erases one person from everything that was recorded."""

from dataclasses import dataclass
from typing import Annotated

import typer

from kpi.acts import persons
from kpi.acts.persons import ErasureAsked
from kpi.cli.session import Session, confirm, now
from kpi.facts.database.remarks import UNWIPED
from kpi.facts.erasure.erasing import Erased
from kpi.language import N_, Words
from kpi.roles_and_acts import Person
from kpi.views.value_words import sheet_word

PLACES = {
    "decision": N_("settings, corrections and texts"),
    "revision": N_("notes of revisions"),
    "upload": N_("kept copies of files"),
    "audit": N_("entries of the log"),
}
"""What places other than registers are called."""


@dataclass(frozen=True, slots=True)
class EraseOptions:
    """How a person is to be erased, and why."""

    reason: Annotated[str, typer.Option("--reason", help=N_("Why; it stands in the log."))] = ""
    reports: Annotated[
        bool, typer.Option("--reports", help=N_("Clear submitted reports that name the person as well."))
    ] = False
    apply: Annotated[bool, typer.Option("--apply", help=N_("Erase it; otherwise only say where it stands."))] = False
    confirmed: Annotated[
        str | None, typer.Option("--confirm", help=N_("With --apply: the programme's id, to say that you mean it."))
    ] = None


def erase(
    session: Session,
    who: Person,
    names: Annotated[list[str], typer.Argument(help=N_("Each spelling of the name, and every address and number."))],
    given: EraseOptions,
) -> None:
    """Say where a person stands, and with ``--apply`` erase them everywhere, for good."""
    at, store, asked = now(), session.store(), ErasureAsked(tuple(names), given.reason, given.reports)
    found = persons.look_for(store, who, asked, at=at)
    if given.apply:
        confirm(session, "\n".join(_lines(found, session)), given.confirmed)
        found = persons.erase(store, who, asked, at=at)
    wiped = not store.wiping_due()
    answer = {
        "applied": given.apply,
        "marks": list(found.marks),
        "places": dict(found.counts),
        "reports": [{"revision": file.revision, "name": file.name} for file in found.left],
        "wiped": wiped,
    }
    lines = [*_lines(found, session), *_end(given.apply, wiped, session.words)]
    session.show(answer, lambda: typer.echo("\n".join(lines)))


def _lines(found: Erased, session: Session) -> list[str]:
    words, sheets = session.words, session.programme.sheets
    lines = []
    for place, n in found.counts:
        where = words.say(sheet_word(session.programme, place)) if place in sheets else words(PLACES.get(place, place))
        lines.append(f"{where}: {n}")
    for file in found.left:
        told = N_("The submitted report “{name}” (revision {revision}) names the person, and stays as evidence.")
        lines.append(words(told, name=file.name, revision=file.revision))
    return lines or [words("The person stands nowhere.")]


def _end(applied: bool, wiped: bool, words: Words) -> list[str]:
    if not applied:
        return [words("Nothing was changed; --apply erases it.")]
    told = words(
        "It was erased. Files that were given away before, and copies of backups elsewhere, can't be reached from here."
    )
    return [told] if wiped else [told, words.say(UNWIPED)]
