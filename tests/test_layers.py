"""The architecture holds: who may import whom, where scripts stand, and who may ask what time it is."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "kpi").rglob("*.py"))
WHO_KNOWS_THE_TIME = ("kpi/cli/", "kpi/server/")
"""Beside the pages only the command line and the server look at the clock and at the account; all else is told."""
LOOKS = {"now", "utcnow", "today", "getuser", "getlogin", "time_ns", "monotonic"}


def test_imports_run_the_way_that_the_contracts_say(capsys: pytest.CaptureFixture[str]) -> None:
    # It sets up logging for itself, and by that silences every logger there is.
    with patch("importlinter.cli._configure_logging"):
        found = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert found == 0, capsys.readouterr().out


def test_every_package_of_kpi_but_the_facts_is_kept_from_sql() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    kept = next(set(one["source_modules"]) for one in contracts if one["name"] == "Only the facts speak SQL")
    parts = {path.stem if path.is_file() else path.name for path in (ROOT / "kpi").iterdir()}
    modules = {f"kpi.{part}" for part in parts if part.isidentifier()} - {
        "kpi.__init__",
        "kpi.__pycache__",
        "kpi.locale",
    }
    assert kept == (modules - {"kpi.facts"}) | {"pages"}


@pytest.mark.parametrize("document", ["architecture.md", "development.md"])
def test_a_document_names_only_files_that_are_there(document: str) -> None:
    """A path from the root, or the last part of one: ``kpi/programme/plan.py``, ``plan.py``, ``chapters/``."""
    named = set(re.findall(r"`([\w/]+(?:\.py|/))`", (ROOT / "docs" / document).read_text("utf-8")))
    parts = {path.name for top in ("kpi", "pages", "tests") for path in (ROOT / top).rglob("*")}
    assert [name for name in named if not (ROOT / name).exists() and name.removesuffix("/") not in parts] == []


def test_scripts_stand_only_in_sub_folders_of_pages() -> None:
    """A script right in ``pages/`` is run by its address alone, without the frame and its sign-in."""
    assert [path.name for path in (ROOT / "pages").glob("*.py") if path.name != "__init__.py"] == []


def test_time_and_identity_are_arguments() -> None:
    found = {
        f"{place}:{node.lineno} {name_of(node.func)}"
        for path in MODULES
        if not (place := path.relative_to(ROOT).as_posix()).startswith(WHO_KNOWS_THE_TIME)
        for node in calls(path)
        if name_of(node.func) in LOOKS
    }
    assert found == set()


def calls(path: Path) -> Iterator[ast.Call]:
    tree = ast.parse(path.read_text("utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def name_of(function: ast.expr) -> str:
    match function:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""
