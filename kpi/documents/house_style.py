"""The house style of every paper, once: its colours, its letters, and what those letters can write."""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

INK, PRIMARY, PALE, RULE, QUIET, ALARM = "#14212B", "#0B5C8C", "#E7ECF0", "#C9D3DB", "#5B6975", "#B3261E"
LIGHT = "#B5D2E4"
"""The second colour of charts, beside ``PRIMARY``."""
FONTS = Path(__file__).parent / "fonts"
"""The letters that are shipped (with their licence), so that a pdf needs none of the machine."""
PAPER_FONT = "Source Sans 3"
UNWRITABLE = "□"
"""Stands for a letter that the font doesn't have."""
STAND_INS = {"⚠": "▲", "\t": " ", "\N{REPLACEMENT CHARACTER}": UNWRITABLE}
"""Signs of the screen that the font lacks, and what is written for them."""
LONG_WORD = re.compile(r"\S{30}(?=\S)")
MAY_BREAK = "\N{ZERO WIDTH SPACE}"


def colours() -> dict[str, str]:
    """The colours by name, for templates."""
    named = {"ink": INK, "primary": PRIMARY, "pale": PALE, "rule": RULE, "quiet": QUIET, "alarm": ALARM, "light": LIGHT}
    return dict(named)


def lighter(colour: str, percent: int) -> str:
    """The colour with so much of it turned to white.

    >>> lighter("#0B5C8C", 70), lighter("#000000", 100)
    ('#B6CEDC', '#FFFFFF')
    """
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * percent / 100):02X}" for part in parts)


@lru_cache(maxsize=8192)
def writable(text: str) -> str:
    r"""The text in letters that the font has, with places to break in what is too long for a line.

    >>> writable("caf\u0065\u0301 \u26a0 \u4e2d")
    'café ▲ □'
    """
    letters = _letters()
    signs = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    signs = "".join(STAND_INS.get(sign, sign) for sign in signs)
    shown = "".join(sign if sign == "\n" or ord(sign) in letters else _instead(sign) for sign in signs)
    return LONG_WORD.sub(lambda word: word[0] + MAY_BREAK, shown)


def _instead(sign: str) -> str:
    """Signs without a form of their own vanish; others are shown to be there."""
    return "" if unicodedata.category(sign) in {"Cc", "Cf", "Mn", "Me"} else UNWRITABLE


@cache
def _letters() -> frozenset[int]:
    """The code points that every style of the font can write."""
    writable_signs = [frozenset(TTFont(path, lazy=True).getBestCmap()) for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset.intersection(*writable_signs)
