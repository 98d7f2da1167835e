"""What every command shares: its options, the words, programme and store it works with, and how it answers."""

import json
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from getpass import getuser
from typing import Annotated, Any, NoReturn

import typer

from kpi.errors import UnknownDate
from kpi.facts.reader import Reader
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import DEFAULT, N_, Words, languages, words_of
from kpi.monitor import default_as_of
from kpi.programme.loading import load_programme
from kpi.programme.plan import Programme
from kpi.rights import Person
from kpi.settings import settings

Json = Annotated[bool, typer.Option("--json", help=N_("One JSON object on standard output."))]
Lang = Annotated[str, typer.Option("--lang", help=N_("The language, such as nl or en."))]
Database = Annotated[str | None, typer.Option("--database", help=N_("The database; otherwise DATABASE_URL."))]
AsOf = Annotated[str | None, typer.Option("--as-of", help=N_("Reference date, such as 2018-06-30."))]
PlanYearOption = Annotated[str | None, typer.Option("--plan-year", help=N_("Plan year, such as 2017-2018."))]
RevisionOption = Annotated[int | None, typer.Option("--revision", help=N_("As known in that revision."))]
By = Annotated[str | None, typer.Option("--by", help=N_("Who does this; otherwise the account's name."))]


@dataclass(frozen=True, slots=True)
class Session:
    """What every command needs: the words, the programme and the store."""

    words: Words
    programme: Programme
    database: str

    def store(self) -> Store:
        """The facts of this programme, created or migrated where needed."""
        return open_store(self.database, self.programme)

    def day(self, reader: Reader, given: str | None) -> date:
        """The reference date that was given, else the default one."""
        return given_day(given) or default_as_of(reader, today())


def session(lang: str, database: str | None) -> Session:
    """What a command works with: the language asked for, the programme the database."""
    if lang not in languages():
        known = ", ".join(languages())
        raise typer.BadParameter(words_of(DEFAULT)("The language is one of {known}.", known=known), param_hint="--lang")
    found = settings()
    return Session(words_of(lang), load_programme(found.programme), database or found.database)


def show(as_json: bool, found: dict[str, Any], otherwise: Any) -> None:  # noqa: ANN401 - a callable without result
    """Answer: one JSON object for scripts, else what ``otherwise`` prints."""
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        otherwise()


def refuse(sentence: str) -> NoReturn:
    """One sentence on standard error, exit status 1."""
    typer.echo(sentence, err=True)
    sys.exit(1)


def given_day(given: str | None) -> date | None:
    """The date that an option holds; None without one. Raises UnknownDate."""
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise UnknownDate(given=given) from error


def today() -> date:
    """The date on this computer."""
    return datetime.now().astimezone().date()


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def account(by: str | None) -> str:
    """Who does this: as given, else the name of the account."""
    return by or getuser()


def myself(by: str | None) -> Person:
    """Whoever works at this machine: who can run the command reaches the database anyway, and so may do everything."""
    return Person(account(by), local=True)


def progress_bar(words: Words) -> Any:  # noqa: ANN401 - a callable
    """Shows on standard error how far the reading has come."""

    def show(done: float) -> None:
        typer.echo("\r" + words("Reading {share}", share=words.share(Fraction(done), 0)), err=True, nl=done >= 1)

    return show
