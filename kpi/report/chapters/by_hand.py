"""Texts by hand in the account: introductions of chapters, explanations, and the request for what isn't written yet."""

from kpi.documents.grid import GridCell, asked, text
from kpi.documents.markdown import MarkdownText, read
from kpi.documents.paper import Only, PaperSentence, in_paper
from kpi.sentences import say


def introduction(words: str) -> Only:
    """The introduction of a chapter, when somebody wrote one."""
    return in_paper(*([read(words)] if words else []))


def written_or_asked(words: str) -> MarkdownText | PaperSentence:
    """A text, or the request to write it."""
    return read(words) if words else PaperSentence(say("To be written."), "asked")


def explanation(words: str | None, *, needed: bool) -> GridCell:
    """An explanation in a table; asked for where it is needed and isn't written."""
    if needed and not words:
        return asked(say("to be written"))
    return text(read(words).plain if words else None)
