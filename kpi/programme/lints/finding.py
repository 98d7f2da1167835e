"""A finding of the checks of a programme: its place in the file, and the fault there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kpi.language import Sayable
from kpi.programme.vocabulary import Declared


@dataclass(frozen=True, slots=True)
class ProgrammeFinding:
    """A fault: its place in the file (a key path, empty for the file as a whole), and its sentence."""

    key: str
    sentence: Sayable


def entry_name(entry: object) -> str:
    """The name of an entry of a list, as a value or as the file has it: its id, name or plan year; empty without one.

    >>> entry_name({"plan_year": "2026", "approved_on": "2026-04-01"}), entry_name({"value": 6})
    ('2026 (2026-04-01)', '')
    """
    given: Mapping[str, Any] = dict(entry) if isinstance(entry, Mapping | Declared) else {}
    keys = [key for key in ("id", "name", "plan_year") if isinstance(given.get(key), str | int)]
    named = [given[key] for key in keys if str(given[key]).strip()]
    if not named:
        return ""
    return f"{named[0]} ({given['approved_on']})" if given.get("approved_on") else str(named[0])
