"""Commands for whoever looks after an installation: run, backup, restore, check."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from kpi import acts
from kpi.cli.session import Database, Json, Lang, Session, account, now, refuse, session, show
from kpi.errors import Refusal
from kpi.facts.backup import backup as back_up
from kpi.facts.backup import restore as restore_backup
from kpi.facts.checking import check_database
from kpi.facts.setting import programme_at
from kpi.facts.store import Store
from kpi.language import N_
from kpi.programme.in_force import SettingsRefused
from kpi.settings import LOOPBACK, ROOT, Settings, SignIn, settings


class NoSignIn(Refusal):
    """The dashboard was to be offered to others without a way to sign in."""

    template = N_(
        "Without sign-in the dashboard only answers this computer, not {address}. Set SMARTHUB_URL, SMARTHUB_ADMIN, "
        "SMARTHUB_OIDC_METADATA, SMARTHUB_OIDC_CLIENT_ID, SMARTHUB_OIDC_CLIENT_SECRET and SMARTHUB_COOKIE_SECRET "
        "(docs/beheer.md), or leave --address out."
    )


class IncompleteSignIn(Refusal):
    """Sign-in was set up in part: half of it would be none."""

    template = N_("Sign-in is set up in part. Missing, or too short to be safe: {lacks} (docs/beheer.md).")


def run(
    sample: Annotated[bool, typer.Option("--sample", help=N_("Fill an empty database with the sample."))] = False,
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8501,
    address: Annotated[str, typer.Option("--address", help=N_("Where to listen; others need sign-in."))] = "127.0.0.1",
    database: Database = None,
    lang: Lang = "nl",
) -> None:
    """Start the dashboard, on loopback unless sign-in is set up, and print its address."""
    found = settings()
    if found.sign_in_lacks:
        raise IncompleteSignIn(lacks=", ".join(found.sign_in_lacks))
    if address not in LOOPBACK and found.sign_in is None:
        raise NoSignIn(address=address)
    asked = session(lang, database)
    store = asked.store()
    if sample and not store.latest():
        acts.fill_with_sample(store, asked.programme, found.sample, by=account(None), at=now())
    shown = found.origin or f"http://{f'[{address}]' if ':' in address else address}:{port}"
    typer.echo(asked.words("The dashboard stands at {address} (stop with Ctrl+C).", address=shown))
    if found.sign_in is None:
        typer.echo(asked.words("No sign-in is set up: it answers this computer only, and whoever sits here is admin."))
    raise typer.Exit(_serve(_flags(address, port, found), asked.database, found.sign_in))


def _flags(address: str, port: int, found: Settings) -> list[str]:
    """Where the server listens, and under which names."""
    names = [f"--server.allowedHosts={name}" for name in sorted(LOOPBACK | found.hosts)]
    own = ["--server.headless=true", "--server.fileWatcherType=none"]
    return [f"--server.address={address}", f"--server.port={port}", *own, *names]


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


def _serve(flags: list[str], database: str, sign_in: SignIn | None) -> int:
    """Run the server until it ends; secrets go by the environment, where no list of processes shows them."""
    script = ROOT / "pages" / "serving" / "dashboard.py"
    command = [sys.executable, "-m", "streamlit", "run", str(script), *flags]
    environment = {**os.environ, "DATABASE_URL": database}
    if sign_in is not None:
        environment["STREAMLIT_SERVER_COOKIE_SECRET"] = sign_in.cookie_secret
    try:
        return subprocess.call(command, env=environment, cwd=ROOT)  # noqa: S603 - our own interpreter
    except KeyboardInterrupt:
        return 0
