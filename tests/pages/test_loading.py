"""A screen loads no writer of a file: whoever looks doesn't wait for what somebody else may download."""

import ast
import subprocess
import sys
from pathlib import Path

from pages.shared.menu import SCREENS

ROOT = Path(__file__).resolve().parents[2]
WRITERS = ("xlsxwriter", "docx", "pptx", "typst")


def imported(script: Path) -> list[str]:
    """Return the import statements of a script, which itself only runs inside the dashboard."""
    tree = ast.parse(script.read_text("utf-8"))
    return [ast.unparse(node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]


def test_no_screen_loads_a_writer() -> None:
    """All screens one after the other in one process; the first that loads a writer is named with it."""
    lines = ["import sys"]
    for screen in SCREENS:
        lines += imported(ROOT / screen.script)
        lines.append(f"print(*('{screen.url}: ' + name for name in {WRITERS!r} if name in sys.modules), sep='\\n')")
    code = "\n".join(lines)
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout.split("\n") == [""] * (len(SCREENS) + 1)
