"""The command that starts the dashboard."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated
from urllib.parse import urlsplit

import typer

from kpi.access import NoSignIn
from kpi.acts.imports import fill_with_sample
from kpi.cli.session import Database, Lang, myself, now, session
from kpi.cli.workers import Worker, keep
from kpi.errors import Refusal
from kpi.language import N_
from kpi.settings import LOOPBACK, PROJECT, ROOT, Settings, settings

ADDRESS_TAKES_SIGN_IN = N_(
    "Without sign-in the dashboard only answers this computer, not {address}. Set SMARTHUB_URL, SMARTHUB_ADMIN, "
    "SMARTHUB_OIDC_METADATA, SMARTHUB_OIDC_CLIENT_ID, SMARTHUB_OIDC_CLIENT_SECRET and SMARTHUB_COOKIE_SECRET "
    "(docs/beheer.md), or leave --address out."
)


DIVIDED = N_(
    "{workers} processes listen, on the ports {first} to {last}; put a proxy before them that keeps everybody at the "
    "same one (docs/beheer.md)."
)
LAST_PORT = 65535


class NoSuchPort(Refusal):
    """More processes were asked for than there are ports from the first on."""

    template = N_("{workers} processes would need port {port}, and the last one is {last}: begin lower with --port.")


class IncompleteSignIn(Refusal):
    """Sign-in was set up in part: half of it would be none."""

    template = N_("Sign-in is set up in part. Missing, or too short to be safe: {lacks} (docs/beheer.md).")


def run(
    sample: Annotated[bool, typer.Option("--sample", help=N_("Fill an empty database with the sample."))] = False,
    port: Annotated[int, typer.Option("--port", min=1, max=LAST_PORT)] = 8501,
    address: Annotated[str, typer.Option("--address", help=N_("Where to listen; others need sign-in."))] = "127.0.0.1",
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=64, help=N_("So many processes, on ports that follow each other."))
    ] = 1,
    database: Database = None,
    lang: Lang = "nl",
) -> None:
    """Start the dashboard, on loopback unless sign-in is set up, and print its address."""
    ports = range(port, port + workers)
    if ports[-1] > LAST_PORT:
        raise NoSuchPort(port=ports[-1], last=LAST_PORT, workers=workers)
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
    if workers > 1:
        typer.echo(asked.words(DIVIDED, workers=workers, first=ports[0], last=ports[-1]))
    raise typer.Exit(_serve([_flags(address, one, given) for one in ports], asked.database, given))


def _flags(address: str, port: int, given: Settings) -> list[str]:
    """Return where the server listens and under which names; without its own it would ask the internet for it."""
    names = [f"--server.allowedHosts={name}" for name in sorted(LOOPBACK | given.hosts)]
    names.append(f"--browser.serverAddress={urlsplit(given.origin).hostname or 'localhost'}")
    own = ["--server.headless=true", "--server.fileWatcherType=none"]
    return [f"--server.address={address}", f"--server.port={port}", *own, *names]


def _serve(each: Sequence[list[str]], database: str, given: Settings) -> int:
    """Become the server, so that whoever stops this process stops it; keep watch where there are more, or on Windows.

    Secrets go by the environment, where no list of processes shows them.
    """
    script = PROJECT / "kpi" / "server" / "dashboard.py"
    environment = {**os.environ, "DATABASE_URL": database, "FORWARDED_ALLOW_IPS": given.proxy}
    if given.sign_in is not None:
        environment["STREAMLIT_SERVER_COOKIE_SECRET"] = given.sign_in.cookie_secret
    commands = [[sys.executable, "-m", "streamlit", "run", str(script), *flags] for flags in each]
    sys.stdout.flush()
    if os.name == "posix" and len(commands) == 1:
        os.chdir(ROOT)
        os.execve(sys.executable, commands[0], environment)  # noqa: S606 - our own interpreter
    return keep([Worker(command, environment, ROOT) for command in commands])
