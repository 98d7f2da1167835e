"""The settings of this installation: its places and its sign-in; secrets come from the environment or their file."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PROJECT = Path(__file__).resolve().parents[1]
"""The folder above this package: the repository, or where packages are installed."""


def shipped(project: Path) -> Path:
    """Return the folder with ``app.py`` and what lies beside it: the project, else ``share/smarthub`` of an install."""
    places = [project, *(folder / "share" / "smarthub" for folder in (project, *project.parents))]
    return next((place for place in places if (place / "app.py").is_file()), project)


ROOT = shipped(PROJECT)
KEPT = ROOT if ROOT == PROJECT else Path.home() / "smarthub"
"""The folder that an installation writes in; an installed one keeps it when its programs are replaced."""
SECRETS = KEPT / ".streamlit" / "secrets.toml"
SIGN_IN = {
    "metadata": ("SMARTHUB_OIDC_METADATA", "server_metadata_url"),
    "client_id": ("SMARTHUB_OIDC_CLIENT_ID", "client_id"),
    "client_secret": ("SMARTHUB_OIDC_CLIENT_SECRET", "client_secret"),
    "cookie_secret": ("SMARTHUB_COOKIE_SECRET", "cookie_secret"),
}
"""Each part of sign-in: its name in the environment, and under ``[auth]`` in the file of secrets."""
OURS = ("URL", "ALLOWED_HOSTS", "PROGRAMME", "ADMIN", "BACKUPS", "KEEP_YEARS", "UPLOAD_DAYS", "KEEP_RAW_DAYS", "PROXY")
VARIABLES = (
    "DATABASE_URL",
    *(name for name, _ in SIGN_IN.values()),
    *(f"SMARTHUB_{name}" for name in (*OURS, "IDLE_MINUTES", "PEOPLE", "RAW_FILES", "SESSION_HOURS")),
)
"""The variables that settings are read from."""
SHORTEST_SECRET = 32
"""Characters of the secret that cookies are signed with."""
SESSION_HOURS = 10
IDLE_MINUTES = 120
"""A meeting that talks over one screen doesn't lose it; a screen that was left behind is closed the same day."""
PEOPLE = 50
"""People at once that one process was measured with (docs/performance.md)."""
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Names of this machine that nothing outside it reaches."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """The sign-in with OpenID Connect. Neither secret shows when this is printed."""

    metadata: str
    client_id: str
    client_secret: str = field(repr=False)
    cookie_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """The database and the programme file of an installation, its public address, and its way to sign in."""

    database: str = field(repr=False)
    programme: Path
    sample: Path
    admin: str = ""
    """E-mail address of the first admin, in lower case; empty when none is named."""
    backups: Path | None = None
    """Folder for backups, also the one before a migration; None when none is named."""
    keep_years: str = ""
    upload_days: str = ""
    """The terms for keeping facts and the content of files, as given; ``kpi.upkeep.retention_terms`` reads them."""
    origin: str = ""
    """The address that people know, such as ``https://monitor.example.org``; empty on somebody's own machine."""
    hosts: frozenset[str] = frozenset()
    """Names that the dashboard answers to, besides this machine's own."""
    sign_in: SignIn | None = None
    sign_in_lacks: tuple[str, ...] = ()
    """The variables that lack where sign-in was set up in part."""
    session_hours: int = SESSION_HOURS
    """So long after signing in somebody is asked again."""
    idle_minutes: int = IDLE_MINUTES
    """So long after the last click as well; 0: not for lack of use."""
    people: int = PEOPLE
    """So many people at once one process is meant for; at that number it says that it is full."""
    keep_raw_days: int = 0
    """So many days a file with personal data is kept as it was given; 0: not at all."""
    proxy: str = "127.0.0.1,::1"
    """The addresses of the proxy, whose word is taken for who asks; anybody else's isn't."""
    raw_files: Path = KEPT / "data" / "raw"
    """The folder where it is kept."""

    @property
    def encrypted(self) -> bool:
        """True where people reach the dashboard by https."""
        return self.origin.startswith("https://")


def settings(environment: Mapping[str, str] | None = None, secrets: Path = SECRETS) -> Settings:
    """The settings from the environment (docs/beheer.md lists them), and ``[auth]`` out of the file of secrets."""
    environment = os.environ if environment is None else environment
    given = tuple((name, environment[name]) for name in VARIABLES if name in environment)
    return _settings(given, secrets, _changed(secrets))


@lru_cache(maxsize=8)
def _settings(given: tuple[tuple[str, str], ...], secrets: Path, changed: int | None) -> Settings:
    environment, auth = dict(given), {} if changed is None else _read(secrets)
    origin = _origin(environment.get("SMARTHUB_URL") or str(auth.get("redirect_uri") or ""))
    sign_in, lacks = _sign_in(environment, auth, origin)
    named = environment.get("SMARTHUB_ALLOWED_HOSTS", "").casefold().replace(";", ",").split(",")
    return Settings(
        database=environment.get("DATABASE_URL") or f"sqlite:///{KEPT / 'data' / 'smarthub.db'}",
        programme=Path(
            environment.get("SMARTHUB_PROGRAMME") or ROOT / "data" / "programmes" / "smarthub-achterhoek.toml"
        ),
        sample=ROOT / "data" / "sample",
        admin=environment.get("SMARTHUB_ADMIN", "").strip().casefold(),
        backups=Path(environment["SMARTHUB_BACKUPS"]) if environment.get("SMARTHUB_BACKUPS") else None,
        keep_years=environment.get("SMARTHUB_KEEP_YEARS", "").strip(),
        upload_days=environment.get("SMARTHUB_UPLOAD_DAYS", "").strip(),
        origin=origin,
        hosts=frozenset({name.strip() for name in named if name.strip()} | ({_host(origin)} if origin else set())),
        sign_in=sign_in,
        sign_in_lacks=lacks,
        keep_raw_days=_whole(environment, "SMARTHUB_KEEP_RAW_DAYS", 0),
        proxy=environment.get("SMARTHUB_PROXY", "").strip() or "127.0.0.1,::1",
        raw_files=Path(environment.get("SMARTHUB_RAW_FILES") or KEPT / "data" / "raw"),
        session_hours=_whole(environment, "SMARTHUB_SESSION_HOURS", SESSION_HOURS),
        idle_minutes=_whole(environment, "SMARTHUB_IDLE_MINUTES", IDLE_MINUTES),
        people=_whole(environment, "SMARTHUB_PEOPLE", PEOPLE),
    )


def _whole(environment: Mapping[str, str], name: str, otherwise: int) -> int:
    """The whole number that a variable gives; what isn't one counts as not given, and the doctor names it."""
    given = environment.get(name, "").strip()
    return int(given) if given.isascii() and given.isdigit() else otherwise


def _sign_in(
    environment: Mapping[str, str], auth: Mapping[str, Any], origin: str
) -> tuple[SignIn | None, tuple[str, ...]]:
    """Return the sign-in and the variables that it lacks; half of it is none."""
    given = {part: (environment.get(name) or str(auth.get(key) or "")).strip() for part, (name, key) in SIGN_IN.items()}
    if not any(given.values()):
        return None, ()
    lacks = [name for part, (name, _) in SIGN_IN.items() if not given[part]]
    if not origin:
        lacks.append("SMARTHUB_URL")
    if given["cookie_secret"] and len(given["cookie_secret"]) < SHORTEST_SECRET:
        lacks.append(SIGN_IN["cookie_secret"][0])
    return (None if lacks else SignIn(**given)), tuple(lacks)


def _changed(secrets: Path) -> int | None:
    """When the file of secrets was last written, in nanoseconds; None without one."""
    try:
        return secrets.stat().st_mtime_ns
    except OSError:
        return None


def _read(secrets: Path) -> Mapping[str, Any]:
    try:
        auth = tomllib.loads(secrets.read_text("utf-8")).get("auth")
    except (OSError, ValueError):
        return {}
    return auth if isinstance(auth, dict) else {}


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in {"http", "https"} and parts.netloc else ""


def _host(origin: str) -> str:
    return (urlsplit(origin).hostname or "").casefold()
