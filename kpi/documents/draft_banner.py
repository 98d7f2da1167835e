"""The marks of a draft: a document that is incomplete, or of sample data."""

from kpi.language import Said
from kpi.sentences import say


def draft_banner(*, sample: bool, incomplete: bool = False) -> Said:
    """The line that every page begins with; empty for a complete document of real figures."""
    if sample:
        return say("DRAFT – sample data")
    return say("DRAFT – not complete yet") if incomplete else ""


def draft_mark(*, sample: bool, incomplete: bool = False) -> Said:
    """The word across every page; empty for a complete document of real figures."""
    return say("DRAFT") if sample or incomplete else ""
