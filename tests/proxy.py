"""nginx with the configuration of the guide, for tests: other ports, and a certificate of a day."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.machine import program
from tests.signing import free_port

OURS = Path(__file__).parents[1] / "docs" / "beheer" / "nginx.conf"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
STARTING = 20
"""Seconds."""


def nginx() -> str:
    """The path of nginx."""
    return program(("nginx",), "This test needs nginx: install it (Debian: apt-get install nginx-light).")


def configured(folder: Path, name: str, port: int, behind: tuple[int, int]) -> Path:
    """A whole configuration around ours, under a name and a port, before two processes on these ports."""
    _certify(folder, name)
    ours = OURS.read_text("utf-8")
    ours = "".join(line for line in ours.splitlines(keepends=True) if "listen [::]" not in line)
    changed = {
        "/etc/letsencrypt/live/MONITOR.EXAMPLE.ORG": str(folder),
        "MONITOR.EXAMPLE.ORG": name,
        "/var/log/nginx": str(folder),
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ": f"listen 127.0.0.1:{port} ",
        "8501": str(behind[0]),
        "8502": str(behind[1]),
        # Whoever tests is at this machine as well, and is to find what everybody else finds.
        "allow 127.0.0.1;": "",
    }
    for before, after in changed.items():
        assert before in ours, before
        ours = ours.replace(before, after)
    user = "user root;\n" if os.name == "posix" and os.geteuid() == 0 else ""
    places = "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in TEMPORARY)
    whole = folder / "nginx.conf"
    head = f"{user}daemon off;\npid {folder}/pid;\nevents {{}}\n"
    whole.write_text(f"{head}http {{\n{places}\n{ours}\n}}\n", "utf-8")
    return whole


def command(whole: Path) -> list[str]:
    """What starts nginx with a configuration, away from that of the machine."""
    return [nginx(), "-p", str(whole.parent), "-e", str(whole.parent / "error.log"), "-c", str(whole)]


@contextmanager
def proxying(folder: Path, name: str, port: int, behind: tuple[int, int], *, telling: bool = True) -> Iterator[None]:
    """Have nginx before two processes, and stop it afterwards.

    Without ``telling`` whose address it is: a dashboard without sign-in answers nobody for whom a proxy asks.
    """
    whole = configured(folder, name, port, behind)
    if not telling:
        whole.write_text(
            whole.read_text("utf-8").replace("X-Forwarded-For $remote_addr", 'X-Forwarded-For ""'), "utf-8"
        )
    process = subprocess.Popen(command(whole))
    try:
        _wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTING
    while time.monotonic() < until and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("nginx didn't start.")


def _certify(folder: Path, name: str) -> None:
    key, certificate = folder / "privkey.pem", folder / "fullchain.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", f"/CN={name}",
         "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
