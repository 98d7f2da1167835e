"""Every pattern of the project on 32.000 hostile letters: each is linear, so that no cell can hold it up."""

import ast
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
N = 32_000
PIECES = (
    *(
        "(",
        "a",
        "31-",
        "a.",
        "1",
        " ",
        "a ",
        "a@",
        "-",
        "1.",
        "1,",
        "<",
        "[",
        "*",
        "_",
        "\n",
        "'",
        '"',
        "=",
        "€ ",
        "NL",
    ),
    *("+", "1 ", "/", "a/", "#", "06-", "\\", "{", "<a ", "=' '", "é"),
)
HOSTILE = [*(piece * (N // len(piece)) for piece in PIECES), "@" + "a" * N, "0" * N + "x", "a" * N + "@", "1" * N + "a"]
MOST = 0.25
"""Seconds of processor time for one text: many times a linear pattern's, a part of a quadratic one's."""
WAYS = {"compile", "match", "search", "sub", "findall", "finditer", "fullmatch", "split"}
AS_A_WHOLE = {
    r'((?:"[^"]*"|\\.|[-/ ])*)(0{2,})((?:"[^"]*"|\\.|[-/ ])*)',
    r"[1-9]\d{3,}\.\d{3}",
    r"[^@\s,;]*@[^@\s,;]+\.[^@\s,;]+",
    r"[-+(€ ]*[1-9]\d{0,2}\.\d{3}[-) ]*",
    r"[^,]*\d\.(?:\d{1,2}|\d{4,})\D*|.*\d,\d{3}\.\d+\D*",
}
"""Only ever held against a whole text (``fullmatch``)."""


def patterns() -> Iterator[tuple[str, str | bytes]]:
    """The pattern of each call of ``re`` that is written out in it, with its place."""
    for top in ("kpi", "pages"):
        for path in sorted((ROOT / top).rglob("*.py")):
            text = path.read_text("utf-8")
            for node in ast.walk(ast.parse(text)) if "import re\n" in text else ():
                if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
                    continue
                given = node.args[0]
                called = ast.unparse(node.func.value) == "re" and node.func.attr in WAYS
                if called and isinstance(given, ast.Constant) and isinstance(given.value, (str, bytes)):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", given.value


FOUND = {pattern: place for place, pattern in patterns()}


def test_the_patterns_of_the_project_are_found() -> None:
    assert len(FOUND) >= 60
    assert any("xml_records" in place for place in FOUND.values())


@pytest.mark.parametrize("pattern", FOUND, ids=lambda pattern: FOUND[pattern])
def test_a_pattern_is_linear(pattern: str | bytes) -> None:
    compiled = re.compile(pattern)
    for text in HOSTILE:
        given: str | bytes = text.encode() if isinstance(pattern, bytes) else text
        began = time.process_time()
        compiled.fullmatch(given)  # type: ignore[arg-type]
        if pattern not in AS_A_WHOLE:
            for _ in compiled.finditer(given):  # type: ignore[arg-type]
                pass
        assert time.process_time() - began <= MOST, text[:6]
