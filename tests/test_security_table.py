"""docs/security.md holds each requirement of ASVS 5.0 at levels 1 and 2 once, and every test that it names is there."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

from kpi.settings import SIGN_IN

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "security.md").read_text("utf-8")
ROWS = [[cell.strip() for cell in line.split("|")[1:-1]] for line in TEXT.splitlines() if line.startswith("| V")]
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
REQUIREMENTS = {
    1: (2, 9, 11, 3, 2),
    2: (3, 3, 4, 1),
    3: (0, 2, 4, 6, 5, 0, 2),
    4: (3, 1, 2, 4),
    5: (1, 3, 2, 3),
    6: (3, 12, 4, 4, 5, 3, 0, 4),
    7: (3, 4, 2, 5, 2, 2),
    8: (2, 3, 1, 1),
    9: (3, 4),
    10: (2, 2, 4, 11, 5, 2, 3),
    11: (2, 3, 3, 4, 1, 1),
    12: (3, 2, 4),
    13: (1, 5, 2, 5),
    14: (2, 4, 3),
    15: (3, 3, 7),
    16: (1, 5, 4, 3, 3),
    17: (1, 4, 2),
}
"""By chapter, the number of requirements at levels 1 and 2 in each section: they come first, those of level 3 after."""


def numbers(written: str) -> list[tuple[int, ...]]:
    """The requirements that the first cell of a row names, one by one or as a range within a section."""
    found: list[tuple[int, ...]] = []
    for part in written.split(", "):
        first, _, last = part.partition("–")
        chapter, section, begin = (int(number) for number in first.removeprefix("V").split("."))
        end = int(last.rpartition(".")[2]) if last else begin
        found += [(chapter, section, one) for one in range(begin, end + 1)]
    return found


@cache
def declared_in(file: str) -> set[str]:
    """The names of the tests in a file."""
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_each_requirement_stands_in_the_table_once() -> None:
    asked = {
        (chapter, section, one)
        for chapter, sections in REQUIREMENTS.items()
        for section, n in enumerate(sections, 1)
        for one in range(1, n + 1)
    }
    told = [number for row in ROWS for number in numbers(row[0])]
    assert len(asked) == 253
    assert sorted(told) == sorted(asked)


def test_the_counts_are_those_of_the_table() -> None:
    counted: Counter[str] = Counter()
    for row in ROWS:
        counted[row[1]] += len(numbers(row[0]))
    told = re.search(r"Of the (\d+) requirements (\d+) are met, (\d+) in part, (\d+) not; (\d+) don't apply", TEXT)
    assert told is not None
    expected = (counted.total(), *(counted[state] for state in ("met", "in part", "not met", "–")))
    assert tuple(map(int, told.groups())) == expected


def test_each_test_that_the_table_names_is_there() -> None:
    named = NAMED.findall("\n".join("|".join(row) for row in ROWS))
    assert len(named) > 100
    assert [
        (file, name) for file, name in named if not declared_in(file) or (name and name not in declared_in(file))
    ] == []


def test_each_requirement_is_shown_or_says_what_lacks() -> None:
    assert {row[1] for row in ROWS} <= {"met", "in part", "not met", "–"}
    for requirement, state, how, shown in ROWS:
        assert how, requirement
        assert bool(NAMED.search(shown)) == (state in {"met", "in part"}), requirement
        assert ("; " in NAMED.sub("", shown)) == (state == "in part"), requirement


def test_every_secret_of_the_settings_stands_among_the_keys() -> None:
    keys = TEXT.partition("## Keys")[2].partition("## ")[0]
    assert [name for name, _ in SIGN_IN.values() if name.endswith("SECRET") and f"`{name}`" not in keys] == []
