"""The command that writes reports."""

from pathlib import Path
from typing import Annotated

import typer

from kpi.cli.session import AsOf, Database, Json, Lang, PlanYearOption, RevisionOption, session, show
from kpi.errors import Refusal
from kpi.facts.setting import programme_at
from kpi.language import N_
from kpi.monitor import default_plan_year, picture
from kpi.report.formats import write_subsidy_report

OutDir = Annotated[Path, typer.Option("--out", help=N_("Folder for the files."))]


class NotBuiltYet(Refusal):
    """A report was asked for that isn't there yet."""

    template = N_("The report “{kind}” can't be made yet; “subsidy” can.")


class UnknownReport(Refusal):
    """A report of an unknown kind."""

    template = N_("There is no report “{kind}”; there is “subsidy”.")


def report(
    kind: Annotated[str, typer.Argument(help=N_("subsidy or update"))],
    out: OutDir,
    plan_year: PlanYearOption = None,
    as_of: AsOf = None,
    revision: RevisionOption = None,
    as_json: Json = False,
    database: Database = None,
    lang: Lang = "nl",
) -> None:
    """Write the files of a report and print their names."""
    if kind != "subsidy":
        raise NotBuiltYet(kind=kind) if kind == "update" else UnknownReport(kind=kind)
    asked = session(lang, database)
    with asked.store().read(revision) as reader:
        day = asked.day(reader, as_of)
        year = plan_year or default_plan_year(asked.programme, day)
        programme = programme_at(reader, asked.programme)
        seen = picture(reader, programme, day, year)
        names = write_subsidy_report(reader, programme, seen, out, asked.words)
    show(as_json, {"files": [str(name) for name in names]}, lambda: typer.echo("\n".join(map(str, names))))
