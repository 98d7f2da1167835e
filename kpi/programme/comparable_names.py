"""Names in the form in which they are compared: letters and digits, without case, accents, spaces and punctuation."""

import re
import unicodedata

ALIKE = 90
"""From this likeness (0–100) on two names are proposed as one."""
SHORTEST = 4
"""A name of fewer letters is too short to be found within another one."""
BESLOTEN_VENNOOTSCHAP = re.compile(r"(?<![\s,])[\s,]+b\.?\s?v\.?\s*$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def name_key(text: str) -> str:
    """The form under which names are compared and counted; never empty for a text that isn't blank.

    >>> name_key("Mécanique 066 B.V."), name_key("op_smarthub.nl"), name_key("Straße 1")
    ('mecanique066bv', 'opsmarthubnl', 'strasse1')
    >>> name_key(" ?! ")
    '?!'
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in folded if letter.isalnum()) or text.strip()


def natural_key(text: str | None) -> tuple[tuple[int, str], ...]:
    """A key by which names sort with their numbers as numbers.

    >>> sorted(("Bedrijf 10", "Bedrijf 2", "bedrijf 1"), key=natural_key)
    ['bedrijf 1', 'Bedrijf 2', 'Bedrijf 10']
    """
    parts = re.findall(r"[0-9]+|[^0-9]+", name_key(text or ""))
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def bare_key(written: str) -> str:
    """The comparable form of a name without ``B.V.`` behind it.

    >>> bare_key("Kaak Group B.V."), bare_key("KAAK  GROUP bv"), bare_key("Kaakgroup"), bare_key("B.V.")
    ('kaakgroup', 'kaakgroup', 'kaakgroup', 'bv')
    """
    return name_key(BESLOTEN_VENNOOTSCHAP.sub("", written) or written)


def may_be_one(text: str, other: str) -> bool:
    """Tell whether numbers agree, and the shorter name is long enough to say something."""
    return _DIGITS.findall(text) == _DIGITS.findall(other) and min(len(text), len(other)) >= SHORTEST
