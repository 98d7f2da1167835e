"""A programme file becomes a ``Programme``, or is refused with all its faults at once.

First the text must be TOML, then the values must have the shape of ``kpi.programme.plan``, then the checks of
``kpi.programme.lints.lint_table`` must find nothing. Each step needs the one before it.
"""

import tomllib
from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kpi.programme.faults import ProgrammeFault, ProgrammeRefused, shape_finding
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.lints.lint_table import findings
from kpi.programme.logo import embedded
from kpi.programme.plan import Programme
from kpi.sentences import say

__all__ = ["ProgrammeFault", "ProgrammeRefused", "default_programme_path", "load_programme", "programmes_in"]

PROGRAMMES = Path(__file__).resolve().parents[2] / "data" / "programmes"
DEFAULT = "smarthub-achterhoek.toml"


def default_programme_path() -> Path:
    """The programme file that comes with the product: SmartHub Achterhoek."""
    return PROGRAMMES / DEFAULT


def programmes_in(folder: Path) -> tuple[Path, ...]:
    """The programme files in a folder, by name; none when the folder isn't there."""
    return tuple(sorted(folder.glob("*.toml")))


def load_programme(path: Path) -> Programme:
    """The programme of a file; ``fingerprint`` is the SHA-256 of its bytes, and of its logo when it names one.

    Raises:
        ProgrammeRefused: the file can't be read or has faults; it carries all of them.
    """
    content = _content(path)
    raw = _parsed(path, content)
    if named := raw.get("logo"):
        raw["logo"], faults = embedded(path.parent, named)
        if faults:
            raise _refusal(path, faults)
        content += b"" if raw["logo"] == named else raw["logo"].encode()
    programme = _shaped(path, raw, sha256(content).hexdigest())
    if wrong := findings(programme):
        raise _refusal(path, wrong)
    return programme


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _refusal(
            path, [ProgrammeFinding("", say("The file can't be read: {reason}.", reason=error.strerror or error))]
        ) from error


def _parsed(path: Path, content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise _refusal(path, [ProgrammeFinding("", say("The file isn't text in UTF-8; save it as UTF-8."))]) from error
    except tomllib.TOMLDecodeError as error:
        raise _refusal(
            path, [ProgrammeFinding("", say("The file isn't valid TOML: {reason}.", reason=str(error)))]
        ) from error


def _shaped(path: Path, raw: dict[str, Any], fingerprint: str) -> Programme:
    try:
        return Programme.model_validate({**raw, "fingerprint": fingerprint})
    except ValidationError as error:
        wrong = [shape_finding(raw, problem["loc"], problem["type"], problem["msg"]) for problem in error.errors()]
        raise _refusal(path, wrong) from error


def _refusal(path: Path, wrong: Sequence[ProgrammeFinding]) -> ProgrammeRefused:
    faults = [ProgrammeFault(path.name, each.key, each.sentence) for each in wrong]
    return ProgrammeRefused(path.name, faults)
