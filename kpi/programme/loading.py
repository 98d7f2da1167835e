"""A programme file becomes a ``Programme``, with what was set by hand over it, or is refused with all faults at once.

First the text must be TOML, then the values must have the shape of ``kpi.programme.plan``, then the checks (``LINTS``)
must find nothing. Each step needs the one before it.
"""

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kpi.language import N_
from kpi.programme.faults import shape_findings
from kpi.programme.lints import (
    blank_lints,
    grant_lints,
    measure_lints,
    money_lints,
    plan_lints,
    sheet_lints,
    still_lints,
    target_lints,
    unit_lints,
)
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.logo import embedded
from kpi.programme.plan import PREFIX, Programme
from kpi.programme.programme_refusals import ProgrammeRefused, SettingsRefused
from kpi.programme.set_by_hand import Unfit, with_setting
from kpi.sentences import say

__all__ = ["ProgrammeRefused", "SettingsRefused", "default_programme_path", "load_programme"]


NOT_TOML = N_(
    "Line {line} isn't valid TOML ({reason}); look there and just before it: a number has a point, a day is written as "
    "2025-01-31, a text stands in quotes, and what may come more than once in double brackets."
)


@dataclass(frozen=True, slots=True)
class Lint:
    """A named check of a programme."""

    name: str
    check: Callable[[Programme], Iterator[ProgrammeFinding]]
    of_file: bool = False
    """True: a setting may be otherwise, since it is decided later than what it would be held against."""


LINTS: tuple[Lint, ...] = (
    Lint("what is required is filled in", blank_lints.filled_in),
    Lint("ids are unique", plan_lints.unique_ids),
    Lint("dates are in order", plan_lints.dates),
    Lint("targets are due one after the other", target_lints.due_days),
    Lint("horizons can be told apart and hold every target", plan_lints.horizons),
    Lint("the time zone exists", plan_lints.time_zone),
    Lint("what is named exists", plan_lints.references),
    Lint("what if moves what exists", unit_lints.what_if),
    Lint("lists with a meaning in code are complete and not extended", plan_lints.structural_lists),
    Lint("the phases whose pace is watched exist", plan_lints.phases),
    Lint("targets, levels and kinds fit each other", target_lints.targets),
    Lint("cells of the framework stand there once", plan_lints.segments),
    Lint("units fit what is added up", unit_lints.units),
    Lint("windows fit the kind of indicator", unit_lints.kinds),
    Lint("thresholds are shares in order", plan_lints.thresholds),
    Lint("every status has words", plan_lints.status_words),
    Lint("sums agree", money_lints.sums),
    Lint("later budgets keep their lines", money_lints.versions),
    Lint("what is spent by output has one", money_lints.ways_of_spending),
    Lint("money names plan years and lines that exist", money_lints.references),
    Lint("no year is paid for more than once", money_lints.overpaid, of_file=True),
    Lint("grants can come about", grant_lints.grants),
    Lint("what is delivered is counted by plan year", grant_lints.outputs),
    Lint("sheets cover what is required", sheet_lints.coverage),
    Lint("headers and list values can be told apart", sheet_lints.collisions),
    Lint("sheets have names that spreadsheets can have", sheet_lints.names),
    Lint("defaults fit their column", sheet_lints.defaults),
    Lint("measures read what exists", measure_lints.measures),
    Lint("measures can change", still_lints.still),
    Lint("what stands beside an indicator exists", measure_lints.beside),
)


def findings(programme: Programme, *, of_file: bool = True) -> list[ProgrammeFinding]:
    """Return the findings of all checks, each once, in the order of the table; with settings not those of a file."""
    distinct: list[ProgrammeFinding] = []
    for each in chain.from_iterable(lint.check(programme) for lint in LINTS if of_file or not lint.of_file):
        if each not in distinct:
            distinct.append(each)
    return distinct


def default_programme_path() -> Path:
    """The programme file that comes with the product."""
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
        reason, _, place = str(error).partition(" (at ")
        line = place.removeprefix("line ").partition(",")[0] if "line" in place else content.count(b"\n") + 1
        wrong = say(NOT_TOML, line=line, reason=reason)
    except RecursionError:
        wrong = say("The file has brackets within brackets without end.")
    raise ProgrammeRefused(path.name, [ProgrammeFinding("", wrong)])


def _shaped(path: Path, raw: dict[str, Any], fingerprint: str) -> Programme:
    try:
        return Programme.model_validate({**raw, "fingerprint": fingerprint})
    except ValidationError as error:
        raise ProgrammeRefused(path.name, shape_findings(raw, error, Programme)) from error


def in_force(programme: Programme, decisions: Mapping[str, str]) -> Programme:
    """Return the programme with the settings made by hand; ``decisions``: JSON by key, those of other kinds left out.

    It always starts from the file's own values, so that it may be asked of a programme in force as well. Its
    fingerprint is that of the file while nothing is set. Raises SettingsRefused.
    """
    filed = programme.filed
    given = {key: text for key, text in sorted(decisions.items()) if key.startswith(PREFIX)}
    mark = _mark(filed, given)
    if programme.fingerprint == mark and (programme is filed) == (not given):
        return programme
    changed, wrong = filed, list[ProgrammeFinding]()
    for key, text in given.items():
        try:
            changed = with_setting(changed, key, text)
        except Unfit as unfit:
            wrong += unfit.findings
    if wrong := wrong or (findings(changed, of_file=False) if given else []):
        raise SettingsRefused(wrong)
    return changed.with_settings(filed, mark) if given else filed


def _mark(filed: Programme, given: Mapping[str, str]) -> str:
    if not given:
        return filed.fingerprint
    return sha256(json.dumps([filed.fingerprint, given], sort_keys=True).encode()).hexdigest()
