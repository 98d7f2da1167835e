"""The mark of a row in a workbook of current rows: by it the intake knows what the row was when the workbook was made.

A workbook may lie about for weeks. Where a row was changed meanwhile, what the workbook repeats must not undo that.
"""

from hashlib import blake2b

from kpi.intake.formats.cells import Raw
from kpi.programme.comparable_names import name_key

MARK_COLUMN = "smarthub_stand"
"""The name of the hidden column that holds the marks, in every language."""
_KEY_BYTES, _KEY_DIGITS, _DIGEST_DIGITS = 4, 8, 16


def row_mark(key: str, digest: str) -> str:
    """The mark of a row as it is: of which row, and what it says.

    >>> row_mark("kaak", "feedfeedfeedfeed0123")[9:]
    'feedfeedfeedfeed'
    """
    return f"{_of_key(key)}-{digest[:_DIGEST_DIGITS]}"


def _of_key(key: str) -> str:
    return blake2b(key.encode(), digest_size=_KEY_BYTES).hexdigest()


def marked_digest(mark: Raw, key: str) -> str:
    """What the digest of a row began with when its mark was made; empty without a mark, or with that of another row.

    A row that was copied to make another one of it still has the mark of the first.

    >>> mark = row_mark("kaak", "feedfeedfeedfeed0123")
    >>> marked_digest(mark, "kaak"), marked_digest(mark, "kaakgroup"), marked_digest(None, "kaak")
    ('feedfeedfeedfeed', '', '')
    """
    text = mark.strip() if isinstance(mark, str) else ""
    of_this_row = len(text) == _KEY_DIGITS + 1 + _DIGEST_DIGITS and text.startswith(f"{_of_key(key)}-")
    return text[_KEY_DIGITS + 1 :] if of_this_row else ""


def is_mark_column(name: str) -> bool:
    """Tell whether a column of that name holds the marks."""
    return name_key(name) == name_key(MARK_COLUMN)
