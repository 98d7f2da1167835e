"""The command that writes reports, one kind of them a row of a table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from kpi.access import Act, Person, exported
from kpi.acts.exports import export_evidence, package_name
from kpi.cli.session import (
    AsOf,
    By,
    Database,
    Json,
    Lang,
    PlanYearOption,
    RevisionOption,
    given_day,
    myself,
    now,
    session,
    show,
)
from kpi.errors import Refusal
from kpi.facts.store import Store
from kpi.language import N_, Words
from kpi.monitor import default_plan_year, picture
from kpi.report.account_formats import write_account
from kpi.report.reading_account import read_report
from kpi.update.reading_update import compared_with
from kpi.update.update_formats import UpdateQuestion, export_update

OutDir = Annotated[Path, typer.Option("--out", help=N_("Folder for the files."))]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        help=N_("For the update, the day to compare with; otherwise that of the last meeting, or a quarter before."),
    ),
]


class UnknownReport(Refusal):
    """A report of an unknown kind."""

    template = N_("There is no report “{kind}”; there are: {kinds}.")


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """What a report is asked for, by whom, and who is told of each file that is there."""

    store: Store
    who: Person
    day: date
    since: date | None
    plan_year: str
    revision: int
    out: Path
    words: Words
    wrote: Callable[[Path], None]


def _subsidy(asked: ReportOrder) -> tuple[Path, ...]:
    exported(asked.store, asked.who, Act.EXPORT_ACCOUNT, at=now(), about=f"{asked.plan_year} {asked.day}")
    with asked.store.read(asked.revision) as reader:
        account = read_report(reader, picture(reader, asked.day, asked.plan_year))
    return write_account(account, asked.out, asked.words, wrote=asked.wrote)


def _update(asked: ReportOrder) -> tuple[Path, ...]:
    with asked.store.read(asked.revision) as reader:
        since = asked.since or compared_with(reader, asked.day)
    question = UpdateQuestion(since, asked.day, asked.plan_year, asked.revision)
    return export_update(asked.store, asked.who, question, asked.out, asked.words, at=now(), wrote=asked.wrote)


def _evidence(asked: ReportOrder) -> tuple[Path, ...]:
    about: dict[str, Any] = {
        "as_of": asked.day,
        "plan_year": asked.plan_year,
        "revision": asked.revision,
        "words": asked.words,
    }
    content = export_evidence(asked.store, asked.who, at=now(), **about)
    asked.out.mkdir(parents=True, exist_ok=True)
    path = asked.out / package_name(**about)
    path.write_bytes(content)
    asked.wrote(path)
    return (path,)


KINDS: dict[str, Callable[[ReportOrder], tuple[Path, ...]]] = {
    "subsidy": _subsidy,
    "update": _update,
    "evidence": _evidence,
}
"""What can be written, by the word that asks for it."""


def report(
    kind: Annotated[str, typer.Argument(help=N_("subsidy, update or evidence"))],
    out: OutDir,
    plan_year: PlanYearOption = None,
    as_of: AsOf = None,
    since: Since = None,
    revision: RevisionOption = None,
    by: By = None,
    as_json: Json = False,
    database: Database = None,
    lang: Lang = "nl",
) -> None:
    """Write the files of a report and print their names."""
    if kind not in KINDS:
        raise UnknownReport(kind=kind, kinds=", ".join(KINDS))
    asked = session(lang, database)
    store = asked.store()
    with store.read(revision) as reader:
        day, number = asked.day(reader, as_of), reader.revision
    question = ReportOrder(
        store=store,
        who=myself(by),
        day=day,
        since=given_day(since),
        plan_year=plan_year or default_plan_year(asked.programme, day),
        revision=number,
        out=out,
        words=asked.words,
        wrote=_telling(asked.words),
    )
    names = KINDS[kind](question)
    show(as_json, {"files": [str(name) for name in names]}, lambda: typer.echo("\n".join(map(str, names))))


def _telling(words: Words) -> Callable[[Path], None]:
    """Says on standard error which file is there, for who waits and for the log of a scheduled run."""

    def tell(path: Path) -> None:
        typer.echo(words("Written: {name}", name=path.name), err=True)

    return tell
