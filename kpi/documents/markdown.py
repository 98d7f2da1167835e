"""Texts by hand: a small part of Markdown, read into blocks that every format writes alike.

Paragraphs apart by an empty line, headings (``#``), lists (``-``, ``*``, ``1.``), **bold** and *italic*. Anything else
is text, to the letter: links, pictures, tables and HTML have no meaning here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 20_000
"""So many letters a text may have."""
HEADING = re.compile(r"#{1,6} +(\S.*)")
BULLET = re.compile(r"[-*•] +(\S.*)")
NUMBERED = re.compile(r"\d{1,3}[.)] +(\S.*)")
STRESS = re.compile(
    r"\*\*(?! )(?P<bold>[^*\n]+)(?<! )\*\*|\*(?! )(?P<star>[^*\n]+)(?<! )\*|(?<!\w)_(?! )(?P<line>[^_\n]+)(?<! )_(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one stress."""

    text: str
    bold: bool = False
    italic: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A ``paragraph`` or ``heading`` (one line), or a list of ``bullets`` or ``numbers`` (a line each)."""

    kind: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """A text that somebody wrote."""

    passages: tuple[Passage, ...]

    @property
    def plain(self) -> str:
        """The words alone, a line each."""
        return "\n".join("".join(run.text for run in line) for passage in self.passages for line in passage.lines)


def read(text: str) -> MarkdownText:
    r"""The text as passages.

    >>> read("Wij **begonnen** later.\n\n- eerst\n- dan").plain
    'Wij begonnen later.\neerst\ndan'
    """
    passages: list[Passage] = []
    for kind, line in _lines(text[:LONGEST]):
        last = passages[-1] if passages else None
        if last and last.kind == kind and kind in {"bullets", "numbers"}:
            passages[-1] = Passage(kind, (*last.lines, stressed(line)))
        elif kind:
            passages.append(Passage(kind, (stressed(line),)))
    return MarkdownText(tuple(passages))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """The kind and the words of each line; lines of a paragraph come together, an empty one ends it."""
    gathered: list[str] = []
    for line in [*text.splitlines(), ""]:
        kind, words = _kind(line.strip())
        if kind == "paragraph":
            gathered.append(words)
            continue
        if gathered:
            yield "paragraph", " ".join(gathered)
            gathered = []
        if kind:
            yield kind, words


def _kind(line: str) -> tuple[str, str]:
    for kind, pattern in (("heading", HEADING), ("bullets", BULLET), ("numbers", NUMBERED)):
        match = pattern.fullmatch(line)
        if match:
            return kind, match[1]
    return ("paragraph", line) if line else ("", "")


def stressed(line: str) -> Line:
    """The pieces of a line.

    >>> [run.text for run in stressed("2 * 3 en **vet** en _schuin_")]
    ['2 * 3 en ', 'vet', ' en ', 'schuin']
    """
    runs: list[Run] = []
    start = 0
    for stress in STRESS.finditer(line):
        runs += [Run(line[start : stress.start()])] if stress.start() > start else []
        bold, italic = stress["bold"], stress["star"] or stress["line"]
        runs.append(Run(bold or italic, bold=bool(bold), italic=bool(italic)))
        start = stress.end()
    return (*runs, Run(line[start:])) if start < len(line) or not runs else tuple(runs)
