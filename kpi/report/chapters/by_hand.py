"""Texts by hand in the account: introductions of chapters, explanations, and the request for what isn't written yet."""

from collections.abc import Iterable, Iterator

from kpi.documents.grid import GridCell, asked, text
from kpi.documents.markdown import MarkdownText, read
from kpi.documents.paper import AnyBlock, Only, PaperHeading, PaperSentence, in_paper
from kpi.language import Said
from kpi.sentences import listed, say


def introduction(words: str) -> Only:
    """The introduction of a chapter, when somebody wrote one."""
    return in_paper(*([read(words)] if words else []))


def written_or_asked(words: str) -> MarkdownText | PaperSentence:
    """A text, or the request to write it."""
    return read(words) if words else PaperSentence(say("To be written."), "asked")


def explanations(heading: Said, titled: Iterable[tuple[Said, str]]) -> Iterator[AnyBlock]:
    """Explanations under their titles, then the titles of those that still have to be written; nothing of none."""
    every = list(titled)
    if every:
        yield PaperHeading(heading)
    for title, words in every:
        if words:
            yield PaperHeading(title, level=3)
            yield read(words)
    if lacking := [title for title, words in every if not words]:
        yield PaperSentence(say("To be written: {titles}.", titles=listed(lacking, "; ")), "asked")


def explanation(words: str | None, *, needed: bool) -> GridCell:
    """An explanation in a table; asked for where it is needed and isn't written."""
    if needed and not words:
        return asked(say("to be written"))
    return text(read(words).plain if words else None)
