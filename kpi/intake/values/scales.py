"""Signs that figures aren't whole euros: in thousands, or in another currency. Such figures are refused, never read."""

import re
from functools import lru_cache

EURO = "EUR"
"""The currency of all amounts, as bank statements, audit files and sheets name it."""
_THOUSANDS = re.compile(
    r"[x×*]\s*(?:€|euro?)?\s*1[. ]?000\b(?![.,]\d)|€\s?[kmt]\b|\b[kmt]\s?€|\bk\s?euro?\b"
    r"|\bduizend(?:en|tallen)\b|\bmiljoenen\b|\bmln\b|\bin (?:thousands|millions)\b",
    re.IGNORECASE,
)
LOOKED_AT = 300
"""So many characters of a text: what says this is short."""
_VAT = re.compile(r"\bincl(?:\.|usief)?\s*(?:\d+\s?%\s*)?(?:btw|vat)\b", re.IGNORECASE)
_FOREIGN = re.compile(r"[$£¥]|\b(?:usd|gbp|chf|dollars?)\b", re.IGNORECASE)
_SHORT_SCALE = re.compile(r"(?:k|m|t|mln|mio|x ?1[. ]?000(?:[. ]?000)?)\.? ?(?:€|euro?)?", re.IGNORECASE)
_CURRENCY_OF_FORMAT = re.compile(r"\[\$([^\]-]*)[^\]]*\]")


def in_thousands(text: str) -> bool:
    """Tell whether a text says that figures are in thousands or millions.

    >>> [in_thousands(each) for each in ("Bedragen x € 1.000", "bedrag (k€)", "in duizenden", "Subsidie € 1.000")]
    [True, True, True, False]
    """
    return bool(_THOUSANDS.search(text[:LOOKED_AT]))


def includes_vat(text: str) -> bool:
    """Tell whether a text says that amounts are with VAT, which an amount of a cost is not.

    >>> [includes_vat(each) for each in ("Bedragen incl. btw", "inclusief 21% BTW", "excl. btw", "incl. reiskosten")]
    [True, True, False, False]
    """
    return bool(_VAT.search(text[:LOOKED_AT]))


@lru_cache(maxsize=8_192)
def not_whole_euros(name: str) -> bool:
    """Tell whether the name of a column says that its figures are in thousands or in another currency.

    >>> [not_whole_euros(each) for each in ("bedrag ($)", "bedrag x 1000", "bedrag (in euro's)", "kosten USD")]
    [True, True, False, True]
    """
    return in_thousands(name) or bool(_FOREIGN.search(name[:LOOKED_AT]))


def foreign_sign(code: str) -> str:
    """The currency other than the euro that a number format shows; empty when it shows none.

    >>> [foreign_sign(each) for each in ('"$"#,##0.00', '[$€-2] #,##0', '[$-413]d mmm', '[$USD] 0.00', '#,##0.00')]
    ['$', '', '', 'USD', '']
    """
    sign = _FOREIGN.search(_CURRENCY_OF_FORMAT.sub(r"\1", code))
    return sign[0] if sign else ""


def scale_sign(text: str) -> bool:
    """Tell whether what stands behind a number says that it is in thousands or millions.

    >>> [scale_sign(each) for each in ("k", " mln", " x 1.000", "duizend", " uur", "")]
    [True, True, True, True, False, False]
    """
    plain = text.strip()
    return bool(_SHORT_SCALE.fullmatch(plain)) or in_thousands(plain) or plain.casefold() in ("duizend", "miljoen")
