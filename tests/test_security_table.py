"""Every test that docs/security.md names is there, and every section that isn't wholly met says what lacks."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TABLE = (ROOT / "docs" / "security.md").read_text("utf-8")
ROWS = [[cell.strip() for cell in line.split("|")[1:-1]] for line in TABLE.splitlines() if line.startswith("| V")]
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def declared_in(file: str) -> set[str]:
    """The names of the tests in a file."""
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_each_test_that_the_table_names_is_there() -> None:
    named = NAMED.findall("\n".join("|".join(row) for row in ROWS))
    assert len(named) > 40
    assert [
        (file, name) for file, name in named if not declared_in(file) or (name and name not in declared_in(file))
    ] == []


def test_each_section_is_shown_or_says_what_lacks() -> None:
    assert {row[1] for row in ROWS} <= {"met", "in part", "not met", "–"}
    for section, state, how, shown in ROWS:
        assert how, section
        assert state == "–" or NAMED.search(shown) or state == "not met", section
        assert ("; " in NAMED.sub("", shown)) == (state == "in part"), section
