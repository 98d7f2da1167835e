"""The installation that the doctor sees, and its findings: frozen values, without any secret in a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from kpi.language import Said
from kpi.settings import Settings


class Urgency(StrEnum):
    """The gravity of a finding; with the first two an installation isn't fit to be used."""

    UNSAFE = "unsafe"
    BROKEN = "broken"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class DoctorFinding:
    """A fault or a risk, and what to do about it; ``code`` is the same in every language."""

    level: Urgency
    code: str
    what: Said
    remedy: Said


unsafe, broken, advice = (partial(DoctorFinding, level) for level in Urgency)


@dataclass(frozen=True, slots=True)
class Installation:
    """An installation as the doctor sees it: settings, environment, folders and the moment.

    ``config``: Streamlit's own settings, as its file and its variables give them.
    """

    settings: Settings
    environment: Mapping[str, str]
    config: Mapping[str, Any]
    secrets: Path
    lock: Path
    at: datetime
