"""What a release is made of: all that runs, nothing that only tests need, each with checksums and a licence we know."""

import json
import re
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.bill_of_materials import bill, written

ROOT = Path(__file__).parents[1]
LICENCES = {
    *("MIT", "MIT License", "MIT-0", "MIT-CMU", "BSD License", "BSD-2-Clause", "BSD-3-Clause", "3-Clause BSD License"),
    *("Apache-2.0", "Apache License 2.0", "Apache-2.0 OR BSD-2-Clause", "Apache-2.0 OR BSD-3-Clause", "ISC License"),
    *("PSF-2.0", "PSFL", "OFL-1.1", "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0"),
    *("MPL-2.0", "LGPL-3.0-only"),  # of certifi and psycopg, which are used as their makers publish them
}
"""Those under which the monitor may be given on; another one asks to be read first."""
MADE = json.loads(written(bill()))
PACKAGES = {each["name"]: each for each in MADE["components"] if each["type"] == "library"}


def test_it_is_a_cyclonedx_file_and_the_same_each_time() -> None:
    text = written(bill())
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert text == written(bill())


def test_what_the_project_names_is_in_it_and_no_tool_of_the_tests() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    named = project.partition("dependencies = [")[2].partition("\n]")[0]
    assert set(re.findall(r'^    "([a-z0-9-]+)', named, re.MULTILINE)) <= PACKAGES.keys()
    assert {"psycopg", "starlette", "numpy"} <= PACKAGES.keys()
    assert not {"pytest", "playwright", "ruff", "mypy", "uv", "pypdf"} & PACKAGES.keys()


def test_each_package_is_locked_by_its_checksums() -> None:
    assert [name for name, package in PACKAGES.items() if not package.get("hashes")] == []


def test_each_licence_is_one_that_was_looked_at() -> None:
    told = [(part["name"], part["licenses"][0]) for part in MADE["components"]]
    named = {name: one.get("expression") or one["license"].get("id") or one["license"]["name"] for name, one in told}
    assert {name: one for name, one in named.items() if one not in LICENCES} == {}
