"""What has the right shape and makes no sense is refused with its place, as people write it: ``senseless.toml``."""

import tomllib
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kpi.language import words_of
from kpi.programme.lints.finding import entry_name
from kpi.programme.lints.written_key import with_place
from tests.house.programme_guide.keys import FOLDER, raw
from tests.house.programme_guide.mistakes import said_of

FILE = FOLDER / "buurtstroom.toml"
TABLE = tomllib.loads(Path(__file__).with_name("senseless.toml").read_text("utf-8"), parse_float=Decimal)
MISTAKES: list[dict[str, Any]] = TABLE["mistakes"]
EN, NL = words_of("en"), words_of("nl")


def changed(entry: dict[str, Any]) -> dict[str, Any]:
    """The programme with what an entry of the table does to it."""
    content = deepcopy(raw(FILE))
    for path, source in entry.get("copy", {}).items():
        group, last = found(raw(FILE), source)
        put(content, path, deepcopy(group[last]))
    for path, value in entry.get("set", {}).items():
        put(content, path, value)
    for path in entry.get("gone", ()):
        group, last = found(content, path)
        del group[last]
    return content


def put(content: dict[str, Any], path: str, value: object) -> None:
    """Set a value in a place such as ``indicators/members/targets/0/due``; ``+`` is one more entry of a list."""
    if path.endswith("/+"):
        group, last = found(content, path.removesuffix("/+"))
        group[last].append(value)
    else:
        group, last = found(content, path)
        group[last] = value


def found(content: Any, path: str) -> tuple[Any, Any]:
    """The group or the list that a place is in, and its key or number there; entries are named or numbered."""
    group, last = None, None
    for step in path.split("/"):
        group = content if group is None else group[last]
        numbered = isinstance(group, list) and step.isdigit() and int(step) < len(group)
        named = isinstance(group, list) and not numbered
        last = int(step) if numbered else [entry_name(each) for each in group].index(step) if named else step
    return group, last


@pytest.mark.parametrize("mistake", MISTAKES, ids=[each["said"].partition(":")[0] for each in MISTAKES])
def test_what_makes_no_sense_is_refused_with_its_place(mistake: dict[str, Any]) -> None:
    said = said_of(FILE, changed(mistake))
    assert mistake["said"] in [with_place(each, EN) for each in said]
    assert [EN.say(each.sentence) for each in said if EN.say(each.sentence) == NL.say(each.sentence)] == []


@pytest.mark.parametrize("odd", TABLE["let_through"], ids=[each["what"] for each in TABLE["let_through"]])
def test_what_looks_odd_and_gives_no_wrong_figure_is_let_through(odd: dict[str, Any]) -> None:
    assert [with_place(each, EN) for each in said_of(FILE, changed(odd))] == []


def test_there_are_dozens_of_them() -> None:
    assert len({each["said"] for each in MISTAKES}) > 70


def test_a_place_is_written_in_the_language_of_whoever_reads_it() -> None:
    (given,) = [each for each in MISTAKES if each["said"].startswith("[[indicators]] households, targets no. 2, value")]
    line = "[[indicators]] households, targets nr. 2, value: Het doel 4 gaat terug ten opzichte van het vorige, 6: "
    assert line + "een stand gaat één kant op." in [with_place(each, NL) for each in said_of(FILE, changed(given))]
