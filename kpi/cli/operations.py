"""The command that starts the dashboard."""

import os
import subprocess
import sys
from typing import Annotated
from urllib.parse import urlsplit

import typer

from kpi.access import NoSignIn
from kpi.acts.imports import fill_with_sample
from kpi.cli.session import Database, Lang, myself, now, session
from kpi.errors import Refusal
from kpi.language import N_
from kpi.settings import LOOPBACK, PROJECT, ROOT, Settings, SignIn, settings

ADDRESS_TAKES_SIGN_IN = N_(
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
    given = settings()
    if given.sign_in_lacks:
        raise IncompleteSignIn(lacks=", ".join(given.sign_in_lacks))
    NoSignIn.check(address, ADDRESS_TAKES_SIGN_IN)
    asked = session(lang, database)
    store = asked.store(make=True)
    if sample and not store.latest():
        fill_with_sample(store, myself(), given.sample, at=now())
    shown = given.origin or f"http://{f'[{address}]' if ':' in address else address}:{port}"
    typer.echo(asked.words("The dashboard stands at {address} (stop with Ctrl+C).", address=shown))
    if given.sign_in is None:
        typer.echo(asked.words("No sign-in is set up: it answers this computer only, and whoever sits here is admin."))
    raise typer.Exit(_serve(_flags(address, port, given), asked.database, given.sign_in))


def _flags(address: str, port: int, given: Settings) -> list[str]:
    """Return where the server listens and under which names; without its own it would ask the internet for it."""
    names = [f"--server.allowedHosts={name}" for name in sorted(LOOPBACK | given.hosts)]
    names.append(f"--browser.serverAddress={urlsplit(given.origin).hostname or 'localhost'}")
    own = ["--server.headless=true", "--server.fileWatcherType=none"]
    return [f"--server.address={address}", f"--server.port={port}", *own, *names]


def _serve(flags: list[str], database: str, sign_in: SignIn | None) -> int:
    """Become the server, so that whoever stops this process stops it; on Windows, which can't, wait for it.

    Secrets go by the environment, where no list of processes shows them.
    """
    script = PROJECT / "kpi" / "server" / "dashboard.py"
    command = [sys.executable, "-m", "streamlit", "run", str(script), *flags]
    environment = {**os.environ, "DATABASE_URL": database}
    if sign_in is not None:
        environment["STREAMLIT_SERVER_COOKIE_SECRET"] = sign_in.cookie_secret
    if os.name == "posix":
        os.chdir(ROOT)
        sys.stdout.flush()
        os.execve(sys.executable, command, environment)  # noqa: S606 - our own interpreter
    try:
        return subprocess.call(command, env=environment, cwd=ROOT)  # noqa: S603 - our own interpreter
    except KeyboardInterrupt:
        return 0
