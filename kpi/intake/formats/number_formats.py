"""What number formats make of the numbers below them, where that is something else than the number itself."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from kpi.intake.formats.cells import Percent, Raw
from kpi.intake.values.scales import foreign_sign, scale_sign

PERCENT_FORMATS = (9, 10)
"""Built-in number formats that show a percentage."""
MONTH_FORMAT = "17"
"""Built-in: a month and its year."""
DAY_ZERO, DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LABELLED = re.compile(r'((?:"[^"]*"|\\.|[-/ ])*)(0{2,})((?:"[^"]*"|\\.|[-/ ])*)')
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_SCALED = re.compile(r"[0#?],+(?![0#?])")
_UNSEEN = re.compile(r"_.|\*.|\[[^\[\]]*\]|[€ ]")
_FIGURES = re.compile(r"[0#?.,]+")
_SIGNED = re.compile(r"(?:(-)|(\())?[0#?.,]+(?:(-|cr)|(\)))?")

Styles = Mapping[str, Callable[[str], Raw]]
"""Cell styles that change what a number means → what a number in it says; None for the number itself."""


def styles_of(formats: Iterable[tuple[str, str, str]], first_day: date) -> Styles:
    """The styles that matter out of all: each by its name, the number of its format, and the format."""
    styles: dict[str, Callable[[str], Raw]] = {}
    for style, number, code in formats:
        if (number.isdigit() and int(number) in PERCENT_FORMATS) or "%" in re.sub(r'"[^"]*"|\\.', "", code):
            styles[style] = lambda value: Percent(float(value))
        elif label := _label(code):
            styles[style] = partial(_labelled, *label)
        elif beside := _beside(code):
            styles[style] = partial(_with, *beside)
        elif number == MONTH_FORMAT or _is_month(code):
            styles[style] = partial(_first_of, "%Y-%m", first_day)
        elif _is_year(code):
            styles[style] = partial(_first_of, "%Y", first_day)
        elif sign := foreign_sign(code):
            styles[style] = f"{sign} ".__add__
    return styles


def _label(code: str) -> tuple[str, int, str] | None:
    """What a format puts before and behind a number of so many digits to make a reference of it.

    >>> [_label(each) for each in ('"F-"0000', '0000"/17"', "0000", '"€ "000', '000" uur"', '"F-"0')]
    [('F-', 4, ''), ('', 4, '/17'), ('', 4, ''), None, None, None]
    """
    found = _LABELLED.fullmatch(code.split(";", maxsplit=1)[0])
    if not found or foreign_sign(code) or "€" in code or "eur" in code.casefold():
        return None
    before, behind = (_LITERAL.sub(lambda each: each[1] or each[2] or "", found[part]) for part in (1, 3))
    told = not (before or behind) or any(map(str.isalnum, before)) or any(map(str.isdigit, behind))
    return (before, len(found[2]), behind) if told else None


def _labelled(before: str, width: int, behind: str, value: str) -> str | None:
    return f"{before}{int(float(value)):0{width}d}{behind}" if float(value) == int(float(value)) >= 0 else None


def _beside(code: str) -> tuple[str, str] | None:
    """What a format puts before and behind a number and that makes another one of it: its scale, or its sign.

    >>> [_beside(each) for each in ('0"k"', '#,##0,"k"', '#,##0"-"', "(#,##0)", '0.0" uur"', "#,##0.00_-")]
    [('', 'k'), None, ('-', ''), ('-', ''), None, None]
    """
    positive = code.split(";", maxsplit=1)[0]
    words = [first or second for first, second in _LITERAL.findall(positive)]
    figures = _UNSEEN.sub("", _LITERAL.sub("", positive))
    if words and scale_sign(words[-1]) and _FIGURES.fullmatch(figures) and not _SCALED.search(figures):
        return "", words[-1]
    bare = _UNSEEN.sub("", _LITERAL.sub(lambda each: each[1] or each[2] or "", _UNSEEN.sub("", positive)))
    signs = _SIGNED.fullmatch(bare.casefold())
    if not signs or bool(signs[2]) != bool(signs[4]):
        return None
    return None if not any(signs.groups()) else ("", " CR") if signs[3] == "cr" else ("-", "")


def _with(before: str, behind: str, value: str) -> str:
    """A number as it is shown, with what stands before and behind it."""
    digits = f"{Decimal(value).normalize():f}".replace(".", ",").removeprefix("-" if before else "")
    return f"{before}{digits}{behind}"


def _is_year(code: str) -> bool:
    """Tell whether a format shows a year alone.

    >>> [_is_year(each) for each in ("yyyy", "[$-413]jjjj", "mmm-yy", "yy", "0")]
    [True, True, False, True, False]
    """
    return bool(re.fullmatch(r"y+|j+", re.sub(r'"[^"]*"|\\.|\[[^\[\]]*\]|;@', "", code).casefold()))


def _is_month(code: str) -> bool:
    """Tell whether a format shows a month and its year, and no day.

    >>> [_is_month(each) for each in ("mmm-yy", "[$-413]mmmm yyyy;@", "dd-mm-yyyy", "yyyy", "h:mm")]
    [True, True, False, False, False]
    """
    plain = re.sub(r'"[^"]*"|\\.|\[[^\[\]]*\]', "", code).casefold()
    return "m" in plain and "y" in plain and not any(letter in plain for letter in "dhs")


def _first_of(shown: str, first_day: date, value: str) -> str | None:
    """A month or a year that was typed alone, of which the program then made the first day; None for any other day."""
    try:
        day = first_day + timedelta(int(float(value)))
    except (ValueError, OverflowError):
        return None
    return f"{day:{shown}}" if day.day == 1 and (day.month == 1 or "%m" in shown) else None
