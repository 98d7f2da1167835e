"""Secrets in tracked files (detect-secrets) and insecure habits in code (bandit), file by file.

A file that was clean isn't looked at again until it, the tools or what is allowed changes: ``.venv/.guarded``.
"""

import hashlib
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatch
from importlib.metadata import version
from pathlib import Path

from detect_secrets import SecretsCollection
from detect_secrets.settings import default_settings

ROOT = Path(__file__).parents[2]
ALLOWED = Path(__file__).with_name("allowed.toml")
NO_TEXT = {".xlsx", ".xls", ".ods", ".docx", ".pptx", ".pdf", ".png", ".woff2", ".ttf", ".otf", ".ico"}
LOCK = "requirements.lock"
CHECKSUMS = {LOCK, "tests/guards/allowed.toml"}
"""Nothing but checksums; tests of their own hold them to that."""
CODE = ("kpi/*.py", "pages/*.py", "app.py")


@dataclass(frozen=True, order=True)
class Finding:
    """Something that may be wrong: ``key`` is the test of bandit, or the SHA-1 of the secret."""

    kind: str
    file: str
    line: int
    key: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} ({self.kind}, {self.key})"


def tracked(root: Path = ROOT) -> list[str]:
    """Every tracked file that holds text, and the new ones that git doesn't ignore."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout.decode().split("\0")
    return [file for file in found if file and (root / file).is_file() and Path(file).suffix not in NO_TEXT]


def scan(root: Path, files: Iterable[str], remembered: Path | None = None) -> list[Finding]:
    """What the two tools find in those files, allowed or not."""
    clean = set(remembered.read_text("utf-8").split()) if remembered and remembered.exists() else set()
    sums = {file: _sum(root / file, file) for file in files}
    unknown = [file for file, known in sums.items() if known not in clean]
    found = sorted([*secrets(root, [file for file in unknown if file not in CHECKSUMS]), *insecure(root, unknown)])
    if remembered:
        dirty = {finding.file for finding in found}
        remembered.write_text("\n".join(sorted(known for file, known in sums.items() if file not in dirty)), "utf-8")
    return found


def _sum(path: Path, name: str) -> str:
    tools = f"{version('bandit')} {version('detect-secrets')} {name} ".encode()
    return hashlib.sha256(tools + Path(__file__).read_bytes() + path.read_bytes()).hexdigest()


def secrets(root: Path, files: list[str]) -> Iterator[Finding]:
    """Keys and passwords."""
    if len(files) > 20:  # below that a second process costs more than it brings
        with ProcessPoolExecutor(2) as pool:
            halves = pool.map(_secrets, [str(root)] * 2, [files[::2], files[1::2]])
            for half in halves:
                yield from half
    else:
        yield from _secrets(str(root), files)


def _secrets(root: str, files: list[str]) -> list[Finding]:
    found = SecretsCollection(root=root)
    with default_settings():
        for file in files:
            found.scan_file(file)
    return [Finding("secret", file, one.line_number, one.secret_hash, one.type) for file, one in found]


def insecure(root: Path, files: list[str]) -> Iterator[Finding]:
    """Known insecure habits in the code of the product."""
    code = [file for file in files if any(fnmatch(file, pattern) for pattern in CODE)]
    if not code:
        return
    command = [sys.executable, "-m", "bandit", "--quiet", "--format", "json", *code]
    told = json.loads(subprocess.run(command, cwd=root, capture_output=True, check=False).stdout)
    yield from (Finding("insecure", one["filename"], 0, "-", one["reason"]) for one in told["errors"])
    for one in told["results"]:
        yield Finding(
            "insecure", one["filename"].removeprefix("./"), one["line_number"], one["test_id"], one["issue_text"]
        )


def judged(found: Iterable[Finding], allowed: Path = ALLOWED) -> list[str]:
    """What may not stand, and what is allowed for nothing; empty when all is well."""
    rules = tomllib.loads(allowed.read_text("utf-8"))
    used: set[int] = set()
    faults = []
    for finding in found:
        matching = [rule for rule in rules.get(finding.kind, ()) if _allows(rule, finding)]
        used.update(id(rule) for rule in matching)
        if not matching:
            faults.append(str(finding))
    every = [rule for kind in ("secret", "insecure") for rule in rules.get(kind, ())]
    faults += [f"{allowed.name}: nothing needs this any more: {rule}" for rule in every if id(rule) not in used]
    faults += [f"{allowed.name}: without a reason: {rule}" for rule in every if not rule.get("reason", "").strip()]
    return faults


def _allows(rule: dict[str, str], finding: Finding) -> bool:
    key = rule.get("test") or rule.get("hash")
    return key == finding.key and fnmatch(finding.file, rule["file"])
