"""A real OpenID provider for tests that sign in, and the settings of a dashboard that trusts it."""

import fcntl
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.machine import program

FOLDER = Path(__file__).parent / "oidc"
COOKIE_SECRET = "alleen-voor-de-proef-" + "x" * 20
ADMIN = "beheer@example.org"
PROXIED = "monitor.localhost"
"""Every browser looks for it on this machine itself, and asks nobody."""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass(frozen=True)
class Provider:
    """Where people sign in, and the address of the dashboard that they come back to."""

    address: str
    dashboard_port: int
    proxied_port: int

    @property
    def dashboard(self) -> str:
        return f"http://127.0.0.1:{self.dashboard_port}"

    @property
    def proxied(self) -> str:
        """The address of a dashboard behind a proxy, by a name of this machine that isn't its own and with TLS."""
        return f"https://{PROXIED}:{self.proxied_port}"

    def settings(self, address: str = "") -> dict[str, str]:
        """The environment of a dashboard that asks this provider who people are, under the address that they know."""
        return {
            "SMARTHUB_URL": address or self.dashboard,
            "SMARTHUB_ADMIN": ADMIN,
            "SMARTHUB_OIDC_METADATA": f"{self.address}/.well-known/openid-configuration",
            "SMARTHUB_OIDC_CLIENT_ID": "monitor",
            "SMARTHUB_OIDC_CLIENT_SECRET": "geheim-voor-de-proef",
            "SMARTHUB_COOKIE_SECRET": COOKIE_SECRET,
        }

    def tamper(self, how: str = "") -> None:
        """Make the next identity tokens wrong: forged, expired, foreign, issuer, replayed; nothing mends them."""
        with urlopen(Request(f"{self.address}/tamper?{how}", method="POST"), timeout=5):  # noqa: S310 - our own
            pass


def installed() -> Path:
    """The folder with the provider's packages, laid out as locked; once, whichever test process comes first."""
    npm = program(("npm",), "This test needs Node.js and npm (Debian: apt-get install nodejs npm).")
    stamp = FOLDER / "node_modules" / ".installed"
    lock = FOLDER / "package-lock.json"
    with (FOLDER / ".lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        if not stamp.exists() or stamp.stat().st_mtime < lock.stat().st_mtime:
            command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
            subprocess.run(command, cwd=FOLDER, check=True, timeout=300)
            stamp.touch()
    return FOLDER


@pytest.fixture(scope="session")
def provider() -> Iterator[Provider]:
    """The provider, started for the tests of this process and stopped after them."""
    node = shutil.which("node") or program(("node", "nodejs"), "This test needs Node.js.")
    folder, port = installed(), free_port()
    found = Provider(f"http://127.0.0.1:{port}", free_port(), free_port())
    back = [f"{address}/oauth2callback" for address in (found.dashboard, found.proxied)]
    command = [node, "provider.mjs", str(port), *back]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        output = process.stdout
        assert output is not None
        assert "ready" in (line.strip() for line in output)
        yield found
        process.terminate()
