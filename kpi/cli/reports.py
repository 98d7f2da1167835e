"""The command that writes reports, one kind of them a row of a table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kpi.cli.session import (
    AsOf,
    Database,
    Json,
    Lang,
    PlanYearOption,
    RevisionOption,
    given_day,
    session,
    show,
)
from kpi.errors import Refusal
from kpi.facts.reading import Reader
from kpi.facts.setting import programme_at
from kpi.language import N_, Words
from kpi.monitor import default_plan_year, picture
from kpi.programme.model import Programme
from kpi.report.formats import write_subsidy_report
from kpi.update.reading import meeting_before, read_update
from kpi.update.writing import write_update

OutDir = Annotated[Path, typer.Option("--out", help=N_("Folder for the files."))]
Since = Annotated[
    str | None, typer.Option("--since", help=N_("Day of the last meeting, for the update; otherwise a quarter before."))
]


class UnknownReport(Refusal):
    """A report of an unknown kind."""

    template = N_("There is no report “{kind}”; there are: {kinds}.")


class NotBefore(Refusal):
    """The update was asked for since a day that isn't before its reference date."""

    template = N_("The update tells of the time between two days: {since} isn't before {day}.")


@dataclass(frozen=True, slots=True)
class Question:
    """What a report is asked for, with how far it is told to whom waits."""

    reader: Reader
    programme: Programme
    day: date
    since: date | None
    plan_year: str
    out: Path
    words: Words
    progress: Callable[[str], None]


def _subsidy(asked: Question) -> tuple[Path, ...]:
    seen = picture(asked.reader, asked.programme, asked.day, asked.plan_year)
    return write_subsidy_report(asked.reader, asked.programme, seen, asked.out, asked.words)


def _update(asked: Question) -> tuple[Path, ...]:
    since = asked.since or meeting_before(asked.day)
    if since >= asked.day:
        raise NotBefore(since=since.isoformat(), day=asked.day.isoformat())
    found = read_update(asked.reader, asked.programme, since, asked.day, asked.plan_year, asked.words.language)
    return write_update(found, asked.out, asked.words, asked.progress)


KINDS: dict[str, Callable[[Question], tuple[Path, ...]]] = {"subsidy": _subsidy, "update": _update}
"""What can be written, by the word that asks for it."""


def report(
    kind: Annotated[str, typer.Argument(help=N_("subsidy, update or evidence"))],
    out: OutDir,
    plan_year: PlanYearOption = None,
    as_of: AsOf = None,
    since: Since = None,
    revision: RevisionOption = None,
    as_json: Json = False,
    database: Database = None,
    lang: Lang = "nl",
) -> None:
    """Write the files of a report and print their names."""
    if kind not in KINDS:
        raise UnknownReport(kind=kind, kinds=", ".join(KINDS))
    asked = session(lang, database)
    with asked.store().read(revision) as reader:
        day = asked.day(reader, as_of)
        question = Question(
            reader,
            programme_at(reader, asked.programme),
            day,
            given_day(since),
            plan_year or default_plan_year(asked.programme, day),
            out,
            asked.words,
            _telling(asked.words),
        )
        names = KINDS[kind](question)
    show(as_json, {"files": [str(name) for name in names]}, lambda: typer.echo("\n".join(map(str, names))))


def _telling(words: Words) -> Callable[[str], None]:
    """Says on standard error which file is there."""

    def tell(name: str) -> None:
        typer.echo(words("Written: {name}", name=name), err=True)

    return tell
