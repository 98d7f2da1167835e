"""How native charts write their numbers: as the language of the paper does, whatever machine opens it."""

from kpi.language import Words

SHARE = "0%"


def whole(words: Words) -> str:
    r"""Whole numbers; the sign between thousands is written out, or the machine that opens the file would choose it.

    >>> from kpi.language import words_of
    >>> whole(words_of("nl"))
    '[>=999999.5]#\\.###\\.##0;[>=999.5]#\\.##0;0'
    """
    return _grouped("", words)


def euro(words: Words) -> str:
    """Amounts in whole euro."""
    return _grouped('"€\N{NO-BREAK SPACE}"' if words.language == "nl" else '"€"', words)


def _grouped(sign: str, words: Words) -> str:
    mark = "\\." if words.language == "nl" else "\\,"
    return f"[>=999999.5]{sign}#{mark}###{mark}##0;[>=999.5]{sign}#{mark}##0;{sign}0"
