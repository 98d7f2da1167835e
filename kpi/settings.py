"""Where this installation keeps its things; secrets come from the environment only."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Settings:
    """The database and the programme file of an installation."""

    database: str
    programme: Path
    sample: Path
    admin: str
    """E-mail address of the first admin, in lower case; empty when none is named."""
    backups: Path | None
    """Folder for backups, also the one before a migration; None when none is named."""


def settings(environment: Mapping[str, str] | None = None) -> Settings:
    """``DATABASE_URL``, ``SMARTHUB_PROGRAMME`` and ``SMARTHUB_ADMIN`` from the environment, with their defaults."""
    found = os.environ if environment is None else environment
    return Settings(
        database=found.get("DATABASE_URL") or f"sqlite:///{ROOT / 'data' / 'smarthub.db'}",
        programme=Path(found.get("SMARTHUB_PROGRAMME") or ROOT / "data" / "programmes" / "smarthub-achterhoek.toml"),
        sample=ROOT / "data" / "sample",
        admin=found.get("SMARTHUB_ADMIN", "").strip().casefold(),
        backups=Path(found["SMARTHUB_BACKUPS"]) if found.get("SMARTHUB_BACKUPS") else None,
    )
