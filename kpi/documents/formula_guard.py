"""Texts that a spreadsheet might take for a formula, and how they are kept from being one."""

from functools import lru_cache

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The signs with which a spreadsheet may take a text for a formula."""
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
"""Signs without a width that may stand before them, beside all kinds of spaces."""
LONGEST = 32_767
"""More letters than this a cell can't hold."""
_CONTROL = {code: None for code in range(32) if code not in {9, 10, 13}}


def looks_calculated(text: str) -> bool:
    """Return whether a spreadsheet might calculate the text once somebody opens it there, or edits its cell.

    >>> looks_calculated("=1+1"), looks_calculated(" ＝1+1"), looks_calculated("a=b")
    (True, True, False)
    """
    return text.startswith(STARTS) or _bare(text).startswith(STARTS)


def _bare(text: str) -> str:
    """The text without what may stand unseen before it."""
    stripped = text.lstrip().lstrip(INVISIBLE)
    return stripped if stripped == text else _bare(stripped)


@lru_cache(maxsize=8192)
def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet might calculate it, without signs no cell can hold.

    >>> harmless("=1+1"), harmless(" =1+1"), harmless("a=b"), harmless("-5,00")
    ("'=1+1", "' =1+1", 'a=b', "'-5,00")
    """
    kept = text.translate(_CONTROL)
    return f"'{kept}" if looks_calculated(kept) else kept


def harmless_or_number(text: str) -> str:
    """The harmless text of a cell; a figure written out stays a figure.

    >>> harmless_or_number("-5,00"), harmless_or_number("-5+1"), harmless_or_number(" =1+1")
    ('-5,00', "'-5+1", "' =1+1")
    """
    digits = text.removeprefix("-").replace(".", "").replace(",", "")
    return text if digits.isascii() and digits.isdecimal() else harmless(text)


@lru_cache(maxsize=8192)
def cell_text(text: str) -> str:
    """The text as far as a cell can hold it."""
    return text.translate(_CONTROL)[:LONGEST]
