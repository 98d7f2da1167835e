"""A programme file becomes a ``Programme``, or is refused with all its faults at once.

First the text must be TOML, then the values must have the shape of ``kpi.programme.plan``, then the checks of
``kpi.programme.lints.lint_table`` must find nothing. Each step needs the one before it.
"""

import tomllib
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kpi.programme.faults import ProgrammeRefused, shape_finding
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.lints.lint_table import findings
from kpi.programme.logo import embedded
from kpi.programme.plan import Programme
from kpi.sentences import say

__all__ = ["ProgrammeRefused", "default_programme_path", "load_programme"]


def default_programme_path() -> Path:
    """The programme file that comes with the product: SmartHub Achterhoek."""
    return Path(__file__).resolve().parents[2] / "data" / "programmes" / "smarthub-achterhoek.toml"


def load_programme(path: Path) -> Programme:
    """The programme of a file; ``fingerprint`` is the SHA-256 of its bytes, and of its logo when it names one.

    Raises:
        ProgrammeRefused: the file can't be read or has faults; it carries all of them.
    """
    content, raw = _parsed(path)
    if named := raw.get("logo"):
        raw["logo"] = logo = embedded(path.parent, named)
        if isinstance(logo, ProgrammeFinding):
            raise ProgrammeRefused(path.name, [logo])
        content += b"" if logo == named else logo.encode()
    programme = _shaped(path, raw, sha256(content).hexdigest())
    if wrong := findings(programme):
        raise ProgrammeRefused(path.name, wrong)
    return programme


def _parsed(path: Path) -> tuple[bytes, dict[str, Any]]:
    try:
        content = path.read_bytes()
        return content, tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        wrong = say("The file can't be read: {reason}.", reason=error.strerror or error)
    except UnicodeDecodeError:
        wrong = say("The file isn't text in UTF-8; save it as UTF-8.")
    except tomllib.TOMLDecodeError as error:
        wrong = say("The file isn't valid TOML: {reason}.", reason=str(error))
    raise ProgrammeRefused(path.name, [ProgrammeFinding("", wrong)])


def _shaped(path: Path, raw: dict[str, Any], fingerprint: str) -> Programme:
    try:
        return Programme.model_validate({**raw, "fingerprint": fingerprint})
    except ValidationError as error:
        wrong = [shape_finding(raw, problem["loc"], problem["type"], problem["msg"]) for problem in error.errors()]
        raise ProgrammeRefused(path.name, wrong) from error
