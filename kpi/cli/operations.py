"""Commands for whoever looks after an installation: run, backup, restore, check."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from kpi import acts
from kpi.cli.session import Database, Json, Lang, Session, account, now, refuse, session, show
from kpi.facts.backup import backup as back_up
from kpi.facts.backup import restore as restore_backup
from kpi.facts.checking import check_database
from kpi.facts.setting import programme_at
from kpi.facts.store import Store
from kpi.language import N_
from kpi.programme.in_force import SettingsRefused
from kpi.settings import ROOT, settings


def run(
    sample: Annotated[bool, typer.Option("--sample", help=N_("Fill an empty database with the sample."))] = False,
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8501,
    database: Database = None,
    lang: Lang = "nl",
) -> None:
    """Start the dashboard on loopback and print its address."""
    asked = session(lang, database)
    store = asked.store()
    if sample and not store.latest():
        acts.fill_with_sample(store, asked.programme, settings().sample, by=account(None), at=now())
    address = f"http://127.0.0.1:{port}"
    typer.echo(asked.words("The dashboard stands at {address} (stop with Ctrl+C).", address=address))
    flags = ["--server.address=127.0.0.1", f"--server.port={port}", "--server.headless=true"]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), *flags]
    raise typer.Exit(_serve(command, {"DATABASE_URL": asked.database}))


def backup(file: Path, as_json: Json = False, database: Database = None, lang: Lang = "nl") -> None:
    """Write a backup file."""
    asked = session(lang, database)
    asked.store()
    back_up(asked.database, file)
    show(as_json, {"file": str(file)}, lambda: typer.echo(asked.words("Backup written: {file}", file=file)))


def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    as_json: Json = False,
    database: Database = None,
    lang: Lang = "nl",
) -> None:
    """Restore a backup; refuses a database that holds facts."""
    asked = session(lang, database)
    restore_backup(file, asked.database)
    show(as_json, {"file": str(file)}, lambda: typer.echo(asked.words("Restored from {file}.", file=file)))


def check(as_json: Json = False, database: Database = None, lang: Lang = "nl") -> None:
    """Validate the programme file (it refuses to load with a fault) and the database."""
    asked = session(lang, database)
    store = asked.store()
    findings = (*_settings(store, asked), *check_database(store, asked.words))
    good = asked.words("The programme file and the database are in order.")
    show(as_json, {"findings": list(findings)}, lambda: typer.echo("\n".join(findings or [good])))
    if findings:
        refuse(asked.words("The check found {n} faults.", n=len(findings)))


def _settings(store: Store, asked: Session) -> tuple[str, ...]:
    """What was set by hand and doesn't fit the programme file (any more)."""
    with store.read() as reader:
        try:
            programme_at(reader, asked.programme)
        except SettingsRefused as refused:
            return (refused.sentence(asked.words),)
    return ()


def _serve(command: list[str], extra: dict[str, str]) -> int:
    try:
        return subprocess.call(command, env={**os.environ, **extra}, cwd=ROOT)  # noqa: S603 - our own interpreter
    except KeyboardInterrupt:
        return 0
