"""A programme file becomes a ``Programme``, or is refused with all its faults at once.

First the text must be TOML, then the values must have the shape of ``kpi.programme.model``, then the checks of
``kpi.programme.lints`` must find nothing. Each step needs the one before it.
"""

import tomllib
from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kpi.language import N_
from kpi.programme.faults import Finding, ProgrammeFault, ProgrammeRefused, finding
from kpi.programme.lints import findings
from kpi.programme.model import Programme

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
    """The programme of a file; ``fingerprint`` is the SHA-256 of its bytes.

    Raises:
        ProgrammeRefused: the file can't be read or has faults; it carries all of them.
    """
    content = _content(path)
    programme = _shaped(path, _parsed(path, content), sha256(content).hexdigest())
    if found := findings(programme):
        raise _refusal(path, found)
    return programme


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _refusal(
            path, [finding("", N_("The file can't be read: {reason}."), reason=error.strerror or error)]
        ) from error


def _parsed(path: Path, content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise _refusal(path, [finding("", N_("The file isn't text in UTF-8; save it as UTF-8."))]) from error
    except tomllib.TOMLDecodeError as error:
        raise _refusal(path, [finding("", N_("The file isn't valid TOML: {reason}."), reason=str(error))]) from error


def _shaped(path: Path, raw: dict[str, Any], fingerprint: str) -> Programme:
    try:
        return Programme.model_validate({**raw, "fingerprint": fingerprint})
    except ValidationError as error:
        found = [_shape_finding(raw, problem["loc"], problem["type"], problem["msg"]) for problem in error.errors()]
        raise _refusal(path, found) from error


def _shape_finding(raw: dict[str, Any], place: Sequence[int | str], kind: str, detail: str) -> Finding:
    key = key_path(raw, place)
    if kind == "missing":
        return finding(key, N_("This is missing."))
    if kind == "extra_forbidden":
        return finding(key, N_("There is no such setting; is it misspelt?"))
    return finding(key, N_("This value can't be used: {detail}."), detail=detail)


def key_path(raw: Any, place: Sequence[int | str]) -> str:  # noqa: ANN401 - any value that TOML can hold
    """Where a value stands in the file, with an entry's id instead of its number where it has one.

    >>> key_path({"goals": [{"id": 1, "title": {}}], "x": [0]}, ["goals", 0, "title", "nl"]), key_path({}, ["x", 0])
    ('goals.1.title.nl', 'x[0]')
    """
    path = ""
    for step in place:
        raw = _inside(raw, step)
        if isinstance(step, str):
            path += f".{step}"
        elif isinstance(raw, dict) and "id" in raw:
            path += f".{raw['id']}"
        else:
            path += f"[{step}]"
    return path.removeprefix(".")


def _inside(raw: Any, step: int | str) -> Any:  # noqa: ANN401 - any value that TOML can hold
    try:
        return raw[step]
    except (KeyError, IndexError, TypeError):
        return None


def _refusal(path: Path, found: Sequence[Finding]) -> ProgrammeRefused:
    faults = [ProgrammeFault(path.name, each.key, each.template, each.values) for each in found]
    return ProgrammeRefused(path.name, faults)
