"""Known vulnerabilities of what is locked, as far as the service that knows them can be asked.

Without it nothing is known, and that is said: "none found" of a package that nobody was asked about is no good news.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LONGEST = 120
"""Seconds that the service may take."""


@dataclass(frozen=True)
class Audit:
    """What came of it: packages asked about, those nothing is known of, and what is known to be vulnerable."""

    asked: int
    unknown: tuple[str, ...]
    vulnerable: tuple[str, ...]

    def sentences(self) -> list[str]:
        """What to tell."""
        if not self.asked:
            return ["pip-audit: its service can't be reached from here; no package was audited."]
        told = [f"pip-audit: {self.asked} packages audited, {len(self.vulnerable)} vulnerabilities."]
        told += [f"pip-audit: nothing is known of {', '.join(self.unknown)}."] if self.unknown else []
        return [*told, *self.vulnerable]


def audit(lock: Path) -> Audit:
    """Ask about everything in the lock. A service that doesn't answer is asked about nothing."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--disable-pip", "--require-hashes"]
    command += ["--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    try:
        told = subprocess.run(command, capture_output=True, check=False, timeout=LONGEST).stdout
    except subprocess.TimeoutExpired:
        return Audit(0, (), ())
    return judged(json.loads(told)["dependencies"]) if told.strip() else Audit(0, (), ())


def judged(packages: list[dict[str, Any]]) -> Audit:
    """The answer about each package, weighed."""
    unknown = tuple(one["name"] for one in packages if "skip_reason" in one)
    known = [one for one in packages if "skip_reason" not in one]
    vulnerable = (
        f"{one['name']} {one['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'nothing yet'}"
        for one in known
        for found in one["vulns"]
    )
    return Audit(len(known), unknown, tuple(vulnerable))
