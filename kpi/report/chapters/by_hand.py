"""Texts by hand in a paper: introductions of chapters, explanations, and the request for what isn't written yet."""

from collections.abc import Iterator

from kpi.documents.grid import GridCell, asked, text
from kpi.documents.markdown import read
from kpi.documents.paper import Block, PaperSentence
from kpi.sentences import say

TO_WRITE = say("To be written.")


def narrative(words: str) -> Iterator[Block]:
    """The introduction of a chapter, when somebody wrote one."""
    if words:
        yield read(words)


def written_or_asked(words: str) -> Block:
    """A text, or the request to write it."""
    return read(words) if words else PaperSentence(TO_WRITE, "asked")


def explanation(words: str | None, *, needed: bool) -> GridCell:
    """An explanation in a table; asked for where it is needed and isn't written."""
    if needed and not words:
        return asked(say("to be written"))
    return text(read(words).plain if words else None)
