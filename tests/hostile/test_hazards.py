"""Every hazard gets its one clear sentence, within ten seconds and 500 MiB, and nothing is stored."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.hazards import HAZARDS

ROOT = Path(__file__).parents[2]
MOST_SECONDS, MOST_MIB = 10, 500


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    command = [sys.executable, "-m", "tests.hostile.measuring", str(tmp_path_factory.mktemp("hostile"))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=True)
    return {found["hazard"]: found for found in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("hazard", HAZARDS)
def test_a_hazard_is_answered_within_its_limits_and_nothing_is_stored(
    hazard: str, answers: dict[str, dict[str, Any]]
) -> None:
    found = answers[hazard]
    assert not found["failed"], found
    assert found["expected"] in [code for code, _ in found["said"]], found
    assert all(sentence and "{" not in sentence for _, sentence in found["said"])
    assert found["latest"] == 0
    assert found["seconds"] <= MOST_SECONDS, found
    assert found["mib"] <= MOST_MIB, found
