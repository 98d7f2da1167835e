"""Commands that answer: the scorecard, the money of a plan year, and the programme in force as a file."""

import json
from pathlib import Path
from typing import Annotated

import typer

from kpi.acts.exports import export_programme
from kpi.cli.printing import print_budget, print_scorecard
from kpi.cli.session import AsOf, PlanYearOption, RevisionOption, Session, now
from kpi.facts.foreseeing.indicator_forecast import forecasts
from kpi.files import write_whole
from kpi.language import N_
from kpi.money.budget_json import budget_json
from kpi.monitor import budget as budget_of
from kpi.monitor import default_plan_year, known_plan_year, scorecard
from kpi.programme.toml_text import programme_schema, write_start
from kpi.roles_and_acts import Person
from kpi.score.goals import goal_scores
from kpi.score.score_json import score_json


def score(session: Session, as_of: AsOf = None, revision: RevisionOption = None) -> None:
    """Print every indicator with value, target, status and why."""
    store = session.store()
    with store.read(revision) as reader:
        day = session.day(reader, as_of)
        programme = reader.programme
        scores = scorecard(reader, day, forecasts(reader, day))
        number = reader.revision
    goals = goal_scores(programme, scores)
    found = score_json(programme, day, number, scores, goals, session.language)
    found |= {"definitions": session.definitions(store, number, programme)}
    session.show(found, lambda: print_scorecard(programme, day, scores, goals, session.words))


def budget(
    session: Session, plan_year: PlanYearOption = None, as_of: AsOf = None, revision: RevisionOption = None
) -> None:
    """Print the money of a plan year."""
    store = session.store()
    with store.read(revision) as reader:
        day = session.day(reader, as_of)
        year = known_plan_year(session.programme, plan_year or default_plan_year(session.programme, day))
        programme = reader.programme
        money = budget_of(reader, year, day)
        number = reader.revision
    found = budget_json(money, day, number, session.language)
    found |= {"definitions": session.definitions(store, number, programme)}
    session.show(found, lambda: print_budget(programme, day, money, session.words))


def programme(
    session: Session,
    who: Person,
    what: Annotated[str, typer.Argument(help=N_("new for a start file; otherwise the programme in force"))] = "",
    out: Annotated[Path | None, typer.Option("--out", help=N_("The programme file to write, ending in .toml."))] = None,
    revision: RevisionOption = None,
    schema: Annotated[bool, typer.Option("--schema", help=N_("The JSON schema of a programme file."))] = False,
) -> None:
    """Write the programme as a file that loads to the same values; a new one to begin with; or its schema."""
    if what not in {"", "new"}:
        raise typer.BadParameter(session.words("Say new, or nothing."), param_hint="WHAT")
    if schema:
        typer.echo(json.dumps(programme_schema(session.language), ensure_ascii=False, indent=1))
        return
    if out is None:
        raise typer.BadParameter(session.words("Name a file for the programme."), param_hint="--out")
    if what == "new":
        write_start(out, session.language)
        session.show({"file": str(out)}, lambda: typer.echo(str(out)))
        return
    store = session.store()
    number = store.latest() if revision is None else revision
    text = export_programme(store, who, at=now(), revision=number)
    write_whole(out, text.encode())
    session.show({"file": str(out), "revision": number}, lambda: typer.echo(str(out)))
