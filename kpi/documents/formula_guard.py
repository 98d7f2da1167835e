"""Texts that a spreadsheet might take for a formula."""

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With what a spreadsheet may take a text for a formula."""


def looks_calculated(text: str) -> bool:
    """Whether a spreadsheet might calculate the text once somebody opens it there, or edits its cell.

    >>> looks_calculated("=1+1"), looks_calculated(" =1+1"), looks_calculated("a=b")
    (True, True, False)
    """
    return text.startswith(STARTS) or text.lstrip().startswith(STARTS)
