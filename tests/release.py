"""A release: `python -m tests.release` builds wheel and sdist, tries the wheel as a stranger would, and tags it.

Beside them comes what they are made of, as CycloneDX.

The environment that it is tried in lies outside the repository and holds nothing but the wheel; the packages that it
depends on are seen in the environment of this project, so that nothing is fetched.
"""

import json
import os
import subprocess
import sys
import sysconfig
import tempfile
import time
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.bill_of_materials import bill, written
from tests.signing import free_port

ROOT = Path(__file__).parents[1]
STARTING = 180
"""Seconds that a dashboard may take until it answers."""
LEFT_OUT = ("PYTHON", "VIRTUAL_ENV", "DATABASE_URL", "SMARTHUB_", "STREAMLIT_", "COVERAGE_")
"""Beginnings of the variables that an installed copy must do without."""


class NoRelease(Exception):
    """The release can't be made; its text is one sentence that says why."""


@dataclass(frozen=True)
class Installed:
    """A wheel in an environment of its own, run from a folder and a home that hold nothing else."""

    python: Path
    home: Path

    @property
    def environment(self) -> Mapping[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith(LEFT_OUT)}
        return {**own, "HOME": str(self.home), "USERPROFILE": str(self.home)}

    def python_says(self, script: str) -> str:
        """Return what a script prints, run by the environment's own Python."""
        return self._run(self.python, "-c", script)

    def smarthub(self, *arguments: str) -> str:
        """Return what a command prints. Raises CalledProcessError when it fails."""
        return self._run(self.python.with_name("smarthub"), *arguments)

    def _run(self, program: Path, *arguments: str) -> str:
        done = subprocess.run(
            [program, *arguments],
            cwd=self.home,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=STARTING,
        )
        return done.stdout

    @contextmanager
    def dashboard(self, *options: str) -> Iterator[str]:
        """Give the address of a dashboard once it says that it is well; it ends by its process id."""
        port = free_port()
        command = [str(self.python.with_name("smarthub")), "run", "--port", str(port), *options]
        process = subprocess.Popen(command, cwd=self.home, env=self.environment, stdout=subprocess.DEVNULL)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/healthz", process)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTING
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(address, timeout=2) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.2)
    raise NoRelease("The dashboard of the installed wheel didn't start.")


def build(folder: Path) -> Path:
    """Write the sdist and, out of it, the wheel; return the wheel. Nothing is fetched."""
    options = ["--quiet", "--offline", "--no-build-isolation", "--no-create-gitignore"]
    _uv("build", *options, "--python", sys.executable, "--out-dir", str(folder), str(ROOT))
    return folder / f"smarthub_monitor-{version()}-py3-none-any.whl"


def install(wheel: Path, folder: Path) -> Installed:
    """Install a wheel in a new environment in this folder."""
    place, home = folder / "environment", folder / "home"
    home.mkdir()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place)], check=True)
    python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
    _uv("pip", "install", "--quiet", "--offline", "--no-deps", "--python", str(python), str(wheel))
    installed = Installed(python, home)
    packages = installed.python_says("import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    # A line of a .pth only lengthens the path: the .pth files in there, this project's own among them, aren't followed.
    (Path(packages) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return installed


def attempt(installed: Installed) -> None:
    """Use an installed copy: its help, the sample with its score, and a dashboard that says that it is well."""
    installed.smarthub("--help")
    with installed.dashboard("--sample"):
        pass
    scores = json.loads(installed.smarthub("score", "--json"))
    if all(row["value"] is None for row in scores["indicators"]):
        raise NoRelease("The installed wheel gives no score of its sample.")


def refuse_unless_new(root: Path, tag: str) -> None:
    """Raise NoRelease while something isn't committed, or when the tag is there already."""
    if _git(root, "status", "--porcelain"):
        raise NoRelease("There are changes that aren't committed: commit them first.")
    if _git(root, "tag", "--list", tag):
        raise NoRelease(f"{tag} is there already: raise the version in pyproject.toml.")


def version() -> str:
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def _git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=root, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def _uv(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "uv", *arguments], check=True)


def main() -> None:
    """Build, try and tag; or say in one sentence why not."""
    tag = f"v{version()}"
    try:
        refuse_unless_new(ROOT, tag)
        wheel = build(ROOT / "dist")
        with tempfile.TemporaryDirectory(prefix="smarthub-") as folder:
            attempt(install(wheel, Path(folder)))
        wheel.with_suffix(".cdx.json").write_text(written(bill()), "utf-8")
        _git(ROOT, "tag", "--annotate", "--message", f"Version {version()}", tag)
    except NoRelease as refusal:
        sys.exit(str(refusal))
    sys.stdout.write(f"{tag}: {wheel.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
