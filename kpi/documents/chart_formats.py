"""The formats of numbers in native charts: those of the paper's language, whatever machine opens it."""

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
    before, after = (f'"{part}"' if part else "" for part in words.euro)
    return _grouped(before, words, after)


def _grouped(before: str, words: Words, after: str = "") -> str:
    mark = f"\\{words.group}"
    millions, thousands = f"{before}#{mark}###{mark}##0{after}", f"{before}#{mark}##0{after}"
    return f"[>=999999.5]{millions};[>=999.5]{thousands};{before}0{after}"
