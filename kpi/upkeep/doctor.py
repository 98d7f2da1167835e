"""The doctor of an installation: every check looks for one thing unsafe or missing, and says what to do about it."""

import os
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from kpi.settings import ROOT, SECRETS, settings
from kpi.upkeep import checks_access, checks_installation
from kpi.upkeep.findings import DoctorFinding, Installation, Urgency

Check = Callable[[Installation], Iterator[DoctorFinding]]

CHECKS: tuple[Check, ...] = (
    checks_access.sign_in_is_whole,
    checks_access.the_cookie_secret_is_random,
    checks_access.others_must_sign_in,
    checks_access.the_address_is_encrypted,
    checks_access.the_tenant_is_ones_own,
    checks_access.the_provider_answers,
    checks_access.the_database_is_asked_in_secret,
    checks_access.names_are_known,
    checks_access.the_proxy_is_named,
    checks_access.the_server_is_careful,
    checks_access.secrets_are_kept_to_oneself,
    checks_installation.what_is_locked_is_installed,
    checks_installation.the_programme_is_sound,
    checks_installation.the_database_is_sound,
    checks_installation.there_is_room,
    checks_installation.backups_are_made,
    checks_installation.numbers_are_understood,
    checks_installation.terms_are_understood,
)


def examine(
    environment: Mapping[str, str] | None, *, at: datetime, database: str | None = None
) -> tuple[DoctorFinding, ...]:
    """Return everything that is unsafe, broken or advisable, the worst first; change nothing, create no database."""
    variables = dict(os.environ if environment is None else environment)
    if database:
        variables["DATABASE_URL"] = database
    lock = ROOT / "requirements.lock"
    installation = Installation(settings(variables), variables, _config(variables), SECRETS, lock, at)
    findings = [finding for check in CHECKS for finding in check(installation)]
    return tuple(sorted(findings, key=lambda finding: list(Urgency).index(finding.level)))


def _config(environment: Mapping[str, str], file: Path = ROOT / ".streamlit" / "config.toml") -> dict[str, Any]:
    """Streamlit's settings as ``section.name``; a variable ``STREAMLIT_SERVER_ADDRESS`` goes before the file."""
    try:
        given = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        given = {}
    flat = {f"{part}.{name}": value for part, entries in given.items() for name, value in entries.items()}
    for name in checks_access.WATCHED:
        part, _, own = name.partition(".")
        snake = "".join(f"_{letter}" if letter.isupper() else letter for letter in own).upper()
        flat[name] = environment.get(f"STREAMLIT_{part.upper()}_{snake}", flat.get(name))
    return flat
