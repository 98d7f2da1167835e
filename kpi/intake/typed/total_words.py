"""Rows that call themselves a total, by their words alone."""

import re
from collections.abc import Sequence

from kpi.intake.formats.cells import Raw, Row, clean

_WORD = re.compile(r"(?:sub|eind|grand|generaal)?[ -]?(?:totaal|totalen|total|saldo)(?:bedrag)?\b.*")
_BARE = re.compile(
    r"(?:sub|eind|grand)?[ -]?(?:totaal|totalen|total|saldo)(?: generaal|bedrag)?\s*:?"
    r"(?:\s*20\d\d(?:\s*[-/–]\s*(?:20)?\d\d)?)?:?"
)
_SIGNS = ("ota", "OTA", "aldo", "ALDO")


def is_total(row: Row) -> bool:
    """Tell whether the first thing in the row says that it is a total (asked only of rows that lack a required value).

    >>> is_total(["", "Totaal 2017", 5000.0]), is_total(["Eindsaldo", ""]), is_total(["Totaaltechniek 17", 3.0])
    (True, True, False)
    """
    first = next((cell for cell in row if cell not in ("", None)), "")
    return isinstance(first, str) and bool(_WORD.fullmatch(clean(first).casefold()))


def bare_totals(column: Sequence[Raw]) -> set[int]:
    """Find the cells of a column of names that hold the word total alone, or with a year: such rows are no facts.

    >>> bare_totals(["Totaal", "Totaal 2017-2018:", "Totaaltechniek", "Totaal Bouw", "Eindsaldo"])
    {0, 1, 4}
    """
    seen = {raw for raw in set(column) if isinstance(raw, str) and any(sign in raw for sign in _SIGNS)}
    words = {raw for raw in seen if _BARE.fullmatch(clean(raw).casefold())}
    return {index for index, raw in enumerate(column) if raw in words} if words else set()
