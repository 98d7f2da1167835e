"""Which share of the branches of ``kpi`` the tests take: measured in the run itself, and held against its floors.

``pytest -p tests.house.branches`` loads each module of ``kpi`` with a note in both ways of every ``if``, in and past
every loop and in every case of a ``match``; a note is one write into an array, so that it costs next to nothing. With
``--hold-branches``, as in ``make test``, the run fails when a folder is below its floor. What dashboards and commands
in processes of their own take isn't noted.
"""

import ast
import builtins
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
LEFT_OUT = ROOT / "kpi" / "facts" / "database" / "migrations"
KEPT = ROOT / ".venv" / f"noted-{sha256(Path(__file__).read_bytes()).hexdigest()[:8]}"
"""Where the modules with their notes are kept once compiled."""
MOST = 2048
"""More branches than any module has."""
FLOORS: Mapping[str, float] = {
    "kpi/acts": 95.5,
    "kpi/charts": 97.0,
    "kpi/cli": 84.5,
    "kpi/documents": 95.0,
    "kpi/facts": 92.5,
    "kpi/foresight": 86.5,
    "kpi/intake": 92.5,
    "kpi/money": 100.0,
    "kpi/programme": 99.0,
    "kpi/report": 96.0,
    "kpi/score": 99.0,
    "kpi/update": 95.5,
    "kpi/upkeep": 92.5,
    "kpi/views": 93.0,
}
"""Per cent of a folder's branches that tests take at least; a share that rises takes its floor with it."""
Taken = dict[str, bytes]
"""By module, a byte for each of its branches: one where it was taken."""


class Noting(ast.NodeTransformer):
    """Writes a note into each branch of a module."""

    def __init__(self, array: str) -> None:
        self.array = array
        self.count = 0

    def _note(self, beside: ast.AST) -> ast.stmt:
        made = ast.parse(f"{self.array}[{self.count}] = 1").body[0]
        self.count += 1
        for node in ast.walk(made):
            ast.copy_location(node, beside)
        return made

    def _both(self, node: Any) -> Any:
        """Note that its body is gone into, and that it is passed by; what can't be otherwise is no branch."""
        test = getattr(node, "test", None)
        if not isinstance(test, ast.Constant) and not (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"):
            node.body.insert(0, self._note(node.body[0]))
            node.orelse.insert(0, self._note(node.orelse[0] if node.orelse else node))
        return self.generic_visit(node)

    visit_If = visit_For = visit_AsyncFor = visit_While = _both  # noqa: N815 - names that ast prescribes

    def visit_Match(self, node: ast.Match) -> Any:
        """Note each case, and that none fits."""
        last = node.cases[-1]
        if last.guard or not (isinstance(last.pattern, ast.MatchAs) and last.pattern.pattern is None):
            anything = ast.copy_location(ast.MatchAs(), last.pattern)
            node.cases.append(ast.match_case(anything, None, [ast.copy_location(ast.Pass(), last.pattern)]))
        for case in node.cases:
            case.body.insert(0, self._note(case.body[0]))
        return self.generic_visit(node)


def noted(source: bytes | str, array: str) -> tuple[ast.Module, int]:
    """Return a module with a note in each branch, and how many there are."""
    noting = Noting(array)
    return noting.visit(ast.parse(source)), noting.count


def array_of(path: str) -> str:
    """Return the name under which the notes of a module are found from anywhere."""
    return "taken_in_" + "".join(letter if letter.isalnum() else "_" for letter in path)


def ours(path: str) -> str:
    """Return the path of a module of ``kpi`` from the root; nothing for any other."""
    place = Path(path)
    measured = place.is_relative_to(ROOT / "kpi") and not place.is_relative_to(LEFT_OUT)
    return place.relative_to(ROOT).as_posix() if measured else ""


ARRAYS: dict[str, bytearray] = {}


def note_what_is_loaded() -> None:
    """Let every module of ``kpi`` that is loaded from now on note its branches."""
    load, compiled = SourceFileLoader.get_code, SourceFileLoader.source_to_code

    def get_code(self: SourceFileLoader, fullname: str) -> CodeType | None:
        if not (path := ours(self.path)):
            return load(self, fullname)
        ARRAYS[path] = bytearray(MOST)
        setattr(builtins, array_of(path), ARRAYS[path])
        before, sys.pycache_prefix = sys.pycache_prefix, str(KEPT)
        try:
            return load(self, fullname)
        finally:
            sys.pycache_prefix = before

    def source_to_code(self: SourceFileLoader, data: Any, path: Any, **more: Any) -> CodeType:
        own = ours(str(path))
        return compiled(self, noted(data, array_of(own))[0] if own else data, path, **more)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]
    SourceFileLoader.source_to_code = source_to_code  # type: ignore[method-assign, assignment]


def shares(there: Mapping[str, int], taken: Sequence[Taken]) -> dict[str, float]:
    """Return per cent of the branches that any process took, by folder; without branches: 100."""
    branches, gone = Counter[str](), Counter[str]()
    for path, count in there.items():
        folder = "/".join(Path(path).parts[:2])
        branches[folder] += count
        gone[folder] += sum(any(one[path][number] for one in taken if path in one) for number in range(count))
    return {folder: 100 * gone[folder] / branches[folder] if branches[folder] else 100.0 for folder in sorted(branches)}


def too_low(measured: Mapping[str, float], floors: Mapping[str, float] = FLOORS) -> list[str]:
    """Return the folders that are below their floor; one that wasn't measured is."""
    return [folder for folder, floor in floors.items() if measured.get(folder, 0.0) < floor]


class Measuring:
    """Brings the notes of all test processes together, and tells the shares."""

    def __init__(self, *, hold: bool) -> None:
        self.hold = hold
        self.taken: list[Taken] = []
        self.measured: dict[str, float] = {}

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self.taken.append(getattr(node, "workeroutput", {}).get("branches", {}))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        mine = {path: bytes(array) for path, array in ARRAYS.items()}
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["branches"] = mine
            return
        files = [path for path in (ROOT / "kpi").rglob("*.py") if ours(str(path))]
        there = {ours(str(path)): noted(path.read_bytes(), "any")[1] for path in files}
        self.measured = shares(there, [mine, *self.taken])
        if self.hold and too_low(self.measured) and not session.exitstatus:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Write each folder's share beside its floor."""
        low = too_low(self.measured) if self.hold else []
        terminalreporter.write_line("\nper cent of the branches that tests take, and the floor")
        for folder, share in self.measured.items():
            floor = f"{FLOORS[folder]:6.1f}" if folder in FLOORS else ""
            terminalreporter.write_line(f"{folder:24}{share:6.1f} {floor}{'  TOO LOW' if folder in low else ''}")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--hold-branches", action="store_true", help="Fail when a folder's branches are below its floor.")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Begin before the tests load any module of ``kpi``."""
    note_what_is_loaded()


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Measuring(hold=config.getoption("--hold-branches")), "measuring-branches")
