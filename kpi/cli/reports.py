"""The command that writes reports, one kind of them a row of a table."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kpi.acts.report_exports import Destination, export_account, export_evidence, export_submission, export_update
from kpi.cli.session import AsOf, PlanYearOption, RevisionOption, Session, given_day, now
from kpi.documents.formats import write_files
from kpi.errors import Refusal
from kpi.facts.store import Store
from kpi.language import N_, Words
from kpi.monitor import default_plan_year
from kpi.report.account_texts import EVIDENCE, SUBMISSION, file_stem
from kpi.roles_and_acts import Person
from kpi.update.quarterly_update import UpdateQuestion
from kpi.update.reading_update import compared_with
from kpi.update.update_formats import FOR_MEMBERS, FORMATS, MAILED
from kpi.views.read import Question

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
    """What a report is asked for, by whom, and where its files go."""

    store: Store
    who: Person
    question: Question
    since: date | None
    destination: Destination
    also: tuple[str, ...] = ()
    """For the update: the formats beside the usual ones."""


def _subsidy(order: ReportOrder) -> tuple[Path, ...]:
    return export_account(order.store, order.who, order.question, order.destination, at=now())


def _update(order: ReportOrder) -> tuple[Path, ...]:
    asked = order.question
    with order.store.read(asked.revision) as reader:
        since = order.since or compared_with(reader, asked.as_of)
    question = UpdateQuestion(since, asked.as_of, asked.plan_year, asked.revision, asked.language)
    destination = replace(order.destination, endings=(*FORMATS, *order.also))
    return export_update(order.store, order.who, question, destination, at=now())


def _evidence(order: ReportOrder) -> tuple[Path, ...]:
    content = export_evidence(order.store, order.who, order.question, at=now())
    return write_files([(f"{_stem(order, EVIDENCE)}.zip", content)], order.destination.folder, order.destination.wrote)


def _submission(order: ReportOrder) -> tuple[Path, ...]:
    files = export_submission(order.store, order.who, order.question, at=now())
    folder = order.destination.folder / _stem(order, SUBMISSION)
    return write_files(files.items(), folder, order.destination.wrote)


def _stem(order: ReportOrder, kind: str) -> str:
    asked = order.question
    return file_stem(kind, asked.plan_year, asked.as_of, asked.revision, asked.words)


KINDS: dict[str, Callable[[ReportOrder], tuple[Path, ...]]] = {
    "subsidy": _subsidy,
    "update": _update,
    "evidence": _evidence,
    "submission": _submission,
}
"""What can be written, by the word that asks for it."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """The report to write: its kind, its folder, and the moment and money that it is about."""

    kind: Annotated[str, typer.Argument(help=N_("subsidy, update, evidence or submission"))]
    out: Annotated[Path, typer.Option("--out", help=N_("Folder for the files."))]
    plan_year: PlanYearOption = None
    as_of: AsOf = None
    since: Since = None
    revision: RevisionOption = None
    html: Annotated[
        bool, typer.Option("--html", help=N_("For the update, also the one page for a mail: html and a picture."))
    ] = False
    members: Annotated[
        bool, typer.Option("--members", help=N_("For the update, also the presentation for the members."))
    ] = False

    @property
    def also(self) -> tuple[str, ...]:
        """The formats of the update beside the usual ones."""
        return (*(FOR_MEMBERS if self.members else ()), *(MAILED if self.html else ()))


def report(session: Session, who: Person, given: ReportOptions) -> None:
    """Write the files of a report and print their names."""
    if given.kind not in KINDS:
        raise UnknownReport(kind=given.kind, kinds=", ".join(KINDS))
    store = session.store()
    with store.read(given.revision) as reader:
        day, number, programme = session.day(reader, given.as_of), reader.revision, reader.programme
    year = given.plan_year or default_plan_year(session.programme, day)
    question = Question(number, day, year, session.language)
    destination = Destination(given.out, wrote=_telling(session.words))
    names = KINDS[given.kind](ReportOrder(store, who, question, given_day(given.since), destination, given.also))
    answer = {
        "files": [str(name) for name in names],
        "revision": number,
        "definitions": session.definitions(store, number, programme),
    }
    session.show(answer, lambda: typer.echo("\n".join(map(str, names))))


def _telling(words: Words) -> Callable[[Path], None]:
    """Says on standard error which file is there, for who waits and for the log of a scheduled run."""

    def tell(path: Path) -> None:
        typer.echo(words("Written: {name}", name=path.name), err=True)

    return tell
