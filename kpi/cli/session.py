"""What every command shares: its options, the words, programme and store it works with, and how it answers."""

import inspect
import json
import sys
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import cached_property
from getpass import getuser
from typing import Annotated, Any, NoReturn, get_type_hints

import typer

from kpi.errors import Refusal, UnknownDate
from kpi.facts.database.engine import NoDatabase
from kpi.facts.reader import Reader
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import DEFAULT, N_, Words, languages, words_of
from kpi.monitor import default_as_of
from kpi.programme.loading import load_programme
from kpi.programme.plan import Programme
from kpi.roles_and_acts import Person
from kpi.settings import settings

Json = Annotated[bool, typer.Option("--json", help=N_("One JSON object on standard output."))]
Lang = Annotated[str, typer.Option("--lang", help=N_("The language, such as nl or en."))]
Database = Annotated[str | None, typer.Option("--database", help=N_("The database; otherwise DATABASE_URL."))]
AsOf = Annotated[str | None, typer.Option("--as-of", help=N_("Reference date, such as 2018-06-30."))]
PlanYearOption = Annotated[str | None, typer.Option("--plan-year", help=N_("Plan year, such as 2017-2018."))]
RevisionOption = Annotated[int | None, typer.Option("--revision", help=N_("As known in that revision."))]
By = Annotated[str | None, typer.Option("--by", help=N_("Who does this; otherwise the account's name."))]


def _option(name: str, annotation: Any, *, default: object) -> inspect.Parameter:  # noqa: ANN401 - a type
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


BY = _option("by", By, default=None)
SHARED = (
    _option("as_json", Json, default=False),
    _option("database", Database, default=None),
    _option("lang", Lang, default=DEFAULT),
)


@dataclass(frozen=True)
class Session:
    """The common ground of a command: the language, the programme, the database, and the way to answer."""

    words: Words
    database: str
    as_json: bool = False

    @cached_property
    def programme(self) -> Programme:
        """The programme of this installation, as its file has it. Refuses a file with faults."""
        return load_programme(settings().programme)

    @property
    def language(self) -> str:
        """The language that was asked for."""
        return self.words.language

    def store(self, *, make: bool = False) -> Store:
        """The facts of this programme, migrated where needed; only with ``make`` is a database made, and that is said.

        A database of another programme alone is warned of. Raises NoDatabase where there is none.
        """
        try:
            store = open_store(self.database, self.programme, make=False)
            if warning := store.stranger():
                typer.echo(self.words.say(warning), err=True)
            return store
        except NoDatabase as none:
            if not make:
                raise
            store = open_store(self.database, self.programme)
            typer.echo(self.words("A new database was made: {database}", **none.values), err=True)
            return store

    def day(self, reader: Reader, given: str | None) -> date:
        """The reference date that was given, else the default one."""
        return given_day(given) or default_as_of(reader, today())

    def definitions(self, store: Store, revision: int, programme: Programme) -> dict[str, Any]:
        """By which definitions an answer was counted, for its JSON; for an earlier revision that is said as well.

        An earlier revision gives what was known then. Its counting is that of now, so the note says so, also on
        standard error, where it doesn't come between the figures.
        """
        note = None
        if revision != store.latest():
            note = self.words("As known in revision {n}, counted by the definitions of now.", n=revision)
            typer.echo(note, err=True)
        return {"version": programme.version, "checksum": programme.fingerprint, "note": note}

    def show(self, answer: dict[str, Any], otherwise: Callable[[], object]) -> None:
        """Answer: one JSON object for scripts, else what ``otherwise`` prints."""
        if self.as_json:
            typer.echo(json.dumps(answer, ensure_ascii=False, indent=1))
        else:
            otherwise()


def session(lang: str, database: str | None, *, as_json: bool = False) -> Session:
    """Open the common ground of a command. Refuses a language that there isn't."""
    if lang not in languages():
        known = ", ".join(languages())
        raise typer.BadParameter(words_of(DEFAULT)("The language is one of {known}.", known=known), param_hint="--lang")
    return Session(words_of(lang), database or settings().database, as_json)


def with_session(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that all have, handed in as its ``session``; ``--by`` too where it asks ``who``.

    A parameter that is a dataclass stands for the options that are its fields.
    """
    parameters = dict(inspect.signature(function, eval_str=True).parameters)
    del parameters["session"]
    acts = parameters.pop("who", None) is not None
    bundles: dict[str, Any] = {name: p.annotation for name, p in parameters.items() if is_dataclass(p.annotation)}

    def command(*, as_json: bool, database: str | None, lang: str, by: str | None = None, **own: Any) -> None:  # noqa: ANN401
        for name, bundle in bundles.items():
            own[name] = bundle(**{field.name: own.pop(field.name) for field in fields(bundle)})
        if acts:
            own["who"] = Person(by, local=True) if by else myself()
        function(session(lang, database, as_json=as_json), **own)

    options = [option for name, p in parameters.items() for option in _options_of(bundles.get(name), p)]
    options += [*([BY] if acts else ()), *SHARED]
    command.__signature__ = inspect.Signature(options)  # type: ignore[attr-defined]
    command.__annotations__ = {option.name: option.annotation for option in options}
    command.__name__, command.__doc__ = function.__name__, function.__doc__
    return command


def _options_of(bundle: Any, parameter: inspect.Parameter) -> list[inspect.Parameter]:  # noqa: ANN401 - a dataclass
    """The fields of a bundle as options, or the parameter itself."""
    if bundle is None:
        return [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)]
    hints = get_type_hints(bundle, include_extras=True)
    return [
        _option(
            field.name,
            hints[field.name],
            default=inspect.Parameter.empty if field.default is MISSING else field.default,
        )
        for field in fields(bundle)
    ]


def refuse(sentence: str) -> NoReturn:
    """One sentence on standard error, exit status 1."""
    typer.echo(sentence, err=True)
    sys.exit(1)


class Unconfirmed(Refusal):
    """What can't be taken back was asked for, and nobody said that it is meant."""

    template = N_("{what} Nothing was done: if you mean it, add --confirm {id}.")


def confirm(session: Session, what: str, given: str | None) -> None:
    """Have whoever asks type the programme's id before something that can't be taken back. Raises Unconfirmed."""
    id_ = session.programme.id
    if given is None and sys.stdin.isatty():
        given = typer.prompt(
            f"{what}\n{session.words('Type {id} to go on', id=id_)}", default="", show_default=False, err=True
        )
    if (given or "").strip() != id_:
        raise Unconfirmed(what=what, id=id_)


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


def myself() -> Person:
    """Whoever works at this machine: who can run the command reaches the database anyway, and so may do everything."""
    return Person(getuser(), local=True)


def progress_bar(words: Words, sentence: str = N_("Reading {share}")) -> Any:  # noqa: ANN401 - a callable
    """Shows on standard error how far something has come."""

    def show(done: float) -> None:
        typer.echo("\r" + words(sentence, share=words.share(Fraction(done), 0)), err=True, nl=done >= 1)

    return show
