"""The command line ``smarthub``: the same reads and acts as the pages, for people and scripts (interface.md §2).

Exit status: 0 done · 1 refused, with one sentence on standard error · 2 wrong usage.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from getpass import getuser
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from kpi import acts
from kpi.cli_print import print_budget, print_import, print_revisions, print_scorecard
from kpi.errors import Refusal, UnknownDate
from kpi.facts.backup import backup as back_up
from kpi.facts.backup import restore as restore_backup
from kpi.facts.checking import check_database
from kpi.facts.reading import Reader
from kpi.facts.store import Store, open_store
from kpi.intake.template import write_template
from kpi.language import LANGUAGES, N_, Words, words_of
from kpi.money.json import budget_json
from kpi.monitor import budget as budget_of
from kpi.monitor import default_as_of, default_plan_year, known_plan_year, picture, scorecard
from kpi.programme.loading import load_programme
from kpi.programme.model import Programme
from kpi.report.workbook import write_subsidy_report
from kpi.score.goals import goal_scores
from kpi.score.json import score_json
from kpi.settings import ROOT, settings

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)

Json = Annotated[bool, typer.Option("--json", help=N_("One JSON object on standard output."))]
Lang = Annotated[str, typer.Option("--lang", help=N_("nl or en."))]
Database = Annotated[str | None, typer.Option("--database", help=N_("The database; otherwise DATABASE_URL."))]
AsOf = Annotated[str | None, typer.Option("--as-of", help=N_("Reference date, such as 2018-06-30."))]
PlanYearOption = Annotated[str | None, typer.Option("--plan-year", help=N_("Plan year, such as 2017-2018."))]
RevisionOption = Annotated[int | None, typer.Option("--revision", help=N_("As known in that revision."))]
By = Annotated[str | None, typer.Option("--by", help=N_("Who does this; otherwise the account's name."))]
OutDir = Annotated[Path, typer.Option("--out", help=N_("Folder for the files."))]


class NotBuiltYet(Refusal):
    """A report was asked for that isn't there yet."""

    template = N_("The report “{kind}” can't be made yet; “subsidy” can.")


class UnknownReport(Refusal):
    """A report of an unknown kind."""

    template = N_("There is no report “{kind}”; there is “subsidy”.")


@dataclass(frozen=True, slots=True)
class Session:
    """What every command needs: the words, the programme and the store."""

    words: Words
    programme: Programme
    database: str

    def store(self) -> Store:
        """The facts of this programme, created or migrated where needed."""
        return open_store(self.database, self.programme.id)

    def day(self, reader: Reader, given: str | None) -> date:
        """The reference date that was given, else the default one."""
        return _day(given) or default_as_of(reader, self.programme, _today())


def main() -> None:
    """Run ``smarthub``; a refusal becomes one sentence and exit status 1."""
    words = words_of(_language_asked(sys.argv))
    command = typer.main.get_command(app)
    _translate_help(command, words)
    try:
        command(standalone_mode=True)
    except Refusal as refusal:
        _refuse(refusal.sentence(words))


@app.command(help=N_("Start the dashboard on this computer."))
def run(
    sample: Annotated[bool, typer.Option("--sample", help=N_("Fill an empty database with the sample."))] = False,
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8501,
    database: Database = None,
    lang: Lang = "nl",
) -> None:
    """Start the dashboard on loopback and print its address."""
    session = _session(lang, database)
    store = session.store()
    if sample and not store.latest():
        acts.fill_with_sample(store, session.programme, settings().sample, by=_account(None), at=_now())
    address = f"http://127.0.0.1:{port}"
    typer.echo(session.words("The dashboard stands at {address} (stop with Ctrl+C).", address=address))
    flags = ["--server.address=127.0.0.1", f"--server.port={port}", "--server.headless=true"]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), *flags]
    raise typer.Exit(_serve(command, {"DATABASE_URL": session.database}))


@app.command("import", help=N_("Check workbooks and record them as one revision."))
def import_(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Only check."))] = False,
    partial: Annotated[bool, typer.Option("--partial", help=N_("Store the good rows."))] = False,
    replace: Annotated[list[str] | None, typer.Option("--replace", help=N_("Retire what this sheet lacks."))] = None,
    by: By = None,
    as_json: Json = False,
    database: Database = None,
    lang: Lang = "nl",
) -> None:
    """Import files; without ``--partial`` a single error keeps everything out."""
    session = _session(lang, database)
    store = session.store()
    proposed = acts.import_files(
        store,
        session.programme,
        [(path.name, path.read_bytes()) for path in files],
        by=_account(by),
        at=_now(),
        partial=partial,
        replace=frozenset(replace or ()),
        progress=_progress(session.words) if sys.stderr.isatty() else None,
    )
    report = proposed.report
    if proposed.proposal is not None and not dry_run:
        report = report.recorded_as(store.commit(proposed.proposal).number)
    _show(as_json, report.to_json(session.words), lambda: print_import(report, session.words, dry_run))
    if report.refused:
        _refuse(report.reason(session.words))


@app.command(help=N_("The scorecard on a reference date."))
def score(
    as_of: AsOf = None,
    revision: RevisionOption = None,
    as_json: Json = False,
    database: Database = None,
    lang: Lang = "nl",
) -> None:
    """Print every indicator with value, target, status and why."""
    session = _session(lang, database)
    with session.store().read(revision) as reader:
        day = session.day(reader, as_of)
        scores = scorecard(reader, session.programme, day)
        number = reader.revision
    goals = goal_scores(session.programme, scores)
    found = score_json(session.programme, day, number, scores, goals, lang)
    _show(as_json, found, lambda: print_scorecard(session.programme, day, scores, goals, session.words))


@app.command(help=N_("Budget, financing, subsidy and outputs of a plan year."))
def budget(
    plan_year: PlanYearOption = None,
    as_of: AsOf = None,
    revision: RevisionOption = None,
    as_json: Json = False,
    database: Database = None,
    lang: Lang = "nl",
) -> None:
    """Print the money of a plan year."""
    session = _session(lang, database)
    with session.store().read(revision) as reader:
        day = session.day(reader, as_of)
        year = known_plan_year(session.programme, plan_year or default_plan_year(session.programme, day))
        money = budget_of(reader, session.programme, year, day)
        number = reader.revision
    found = budget_json(money, day, number, lang)
    _show(as_json, found, lambda: print_budget(session.programme, day, money, session.words))


@app.command(help=N_("Write a report: subsidy."))
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
    session = _session(lang, database)
    with session.store().read(revision) as reader:
        day = session.day(reader, as_of)
        year = plan_year or default_plan_year(session.programme, day)
        seen = picture(reader, session.programme, day, year)
        names = write_subsidy_report(reader, session.programme, seen, out, session.words)
    _show(as_json, {"files": [str(name) for name in names]}, lambda: typer.echo("\n".join(map(str, names))))


@app.command(help=N_("Write an empty workbook with lists, formats and explanations."))
def template(
    out: Annotated[Path, typer.Option("--out", help=N_("The workbook, ending in .xlsx."))],
    as_json: Json = False,
    lang: Lang = "nl",
    database: Database = None,
) -> None:
    """Write the template workbook."""
    write_template(_session(lang, database).programme, out, lang)
    _show(as_json, {"file": str(out)}, lambda: typer.echo(str(out)))


@app.command(help=N_("What was recorded, by whom, from which file."))
def revisions(as_json: Json = False, database: Database = None, lang: Lang = "nl") -> None:
    """List the revisions, the latest first."""
    session = _session(lang, database)
    found = session.store().revisions()
    _show(as_json, {"revisions": [_revision_json(one) for one in found]}, lambda: print_revisions(found, session.words))


@app.command(help=N_("Take a revision back, as a new revision."))
def undo(
    number: Annotated[int, typer.Argument(min=1)],
    by: By = None,
    as_json: Json = False,
    database: Database = None,
    lang: Lang = "nl",
) -> None:
    """Take back a revision; what later revisions changed is listed and left alone."""
    session = _session(lang, database)
    undone = session.store().undo(number, by=_account(by), at=_now())
    left = [{"sheet": session.programme.sheets[name].label, "key": key} for name, key in undone.left_alone]
    found = {"revision": undone.revision.number, "undone": number, "left_alone": left}
    lines = [session.words("Revision {undone} was taken back by revision {revision}.", **found)]
    lines += [session.words("Left alone, because changed later: {sheet} {key}", **row) for row in left]
    _show(as_json, found, lambda: typer.echo("\n".join(lines)))


@app.command(help=N_("A consistent copy of the database, while in use."))
def backup(file: Path, as_json: Json = False, database: Database = None, lang: Lang = "nl") -> None:
    """Write a backup file."""
    session = _session(lang, database)
    session.store()
    back_up(session.database, file)
    _show(as_json, {"file": str(file)}, lambda: typer.echo(session.words("Backup written: {file}", file=file)))


@app.command(help=N_("Put a backup back into an empty database."))
def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    as_json: Json = False,
    database: Database = None,
    lang: Lang = "nl",
) -> None:
    """Restore a backup; refuses a database that holds facts."""
    session = _session(lang, database)
    restore_backup(file, session.database)
    _show(as_json, {"file": str(file)}, lambda: typer.echo(session.words("Restored from {file}.", file=file)))


@app.command(help=N_("Check the programme file and the database."))
def check(as_json: Json = False, database: Database = None, lang: Lang = "nl") -> None:
    """Validate the programme file (it refuses to load with a fault) and the database."""
    session = _session(lang, database)
    findings = check_database(session.store(), session.words)
    good = session.words("The programme file and the database are in order.")
    _show(as_json, {"findings": list(findings)}, lambda: typer.echo("\n".join(findings or [good])))
    if findings:
        _refuse(session.words("The check found {n} faults.", n=len(findings)))


def _session(lang: str, database: str | None) -> Session:
    if lang not in LANGUAGES:
        raise typer.BadParameter(words_of("nl")("The language is nl or en."), param_hint="--lang")
    found = settings()
    return Session(words_of(lang), load_programme(found.programme), database or found.database)


def _show(as_json: bool, found: dict[str, Any], otherwise: Any) -> None:  # noqa: ANN401 - a callable without result
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        otherwise()


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    sys.exit(1)


def _day(given: str | None) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise UnknownDate(given=given) from error


def _today() -> date:
    return datetime.now().astimezone().date()


def _now() -> datetime:
    return datetime.now(UTC)


def _account(by: str | None) -> str:
    return by or getuser()


def _progress(words: Words) -> Any:  # noqa: ANN401 - a callable
    def show(done: float) -> None:
        typer.echo("\r" + words("Reading {share}", share=words.share(Fraction(done), 0)), err=True, nl=done >= 1)

    return show


def _serve(command: list[str], extra: dict[str, str]) -> int:
    import os  # noqa: PLC0415 - only this command starts a process

    try:
        return subprocess.call(command, env={**os.environ, **extra}, cwd=ROOT)  # noqa: S603 - our own interpreter
    except KeyboardInterrupt:
        return 0


def _revision_json(one: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "revision": one.number,
        "by": one.by,
        "at": one.at.isoformat(),
        "files": list(one.files),
        "sample": one.sample,
        "undoes": one.undoes,
        "undone_by": one.undone_by,
        "written": dict(one.written),
        "retired": dict(one.retired),
        "note": one.note,
    }


def _language_asked(arguments: list[str]) -> str:
    for i, word in enumerate(arguments):
        if word == "--lang" and i + 1 < len(arguments):
            return arguments[i + 1]
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return "nl"


def _translate_help(command: Any, words: Words) -> None:  # noqa: ANN401 - click's command, group or parameter
    """Say the help texts in the user's language; they stand in the code in English."""
    if getattr(command, "help", None):
        command.help = words(command.help)
    for part in (*getattr(command, "params", ()), *getattr(command, "commands", {}).values()):
        _translate_help(part, words)
