"""The figures of a measurement, written into docs/performance.md where they stand."""

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

PAPER = Path(__file__).parents[2] / "docs" / "performance.md"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, the first column to the left and figures to the right."""
    lines = [headings, ["---", *["--:"] * (len(headings) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def comma(number: float, digits: int) -> str:
    """A figure in Dutch notation, as the whole paper has it.

    >>> comma(1234.5, 2), comma(0.0234, 3)
    ('1.234,50', '0,023')
    """
    return f"{number:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def record(name: str, *parts: str, paper: Path = PAPER) -> None:
    """Write what was measured between the marks of that name, with the day and how busy the machine was."""
    whole = paper.read_text("utf-8")
    first, last = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    before, found, rest = whole.partition(first)
    _, closed, after = rest.partition(last)
    if not found or not closed:
        raise LookupError(f"{paper.name} has no place for {name}")
    when = f"Measured on {datetime.now(UTC):%Y-%m-%d}, {_machine()}."
    paper.write_text(before + first + "\n\n".join([*parts, when]) + "\n" + last + after, "utf-8")


def _machine() -> str:
    cores, waiting = os.cpu_count(), os.getloadavg()[0]
    return f"Python {platform.python_version()}, {cores} cores, with {comma(waiting, 1)} processes running on average"
