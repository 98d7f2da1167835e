"""One organisation, several spellings: the form under which a name counts.

Case, spaces, accents and punctuation never count, and neither does ``B.V.`` behind a name. Anything further is an
alias that a person accepted: see ``organisation_aliases``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kpi.programme.comparable_names import name_key
from kpi.programme.registers import REGISTERS

NAMING: tuple[tuple[str, str], ...] = tuple(
    (register.name, field.name)
    for register in REGISTERS.values()
    for field in register.fields
    if field.refers == "organisations" or (register.name, field.name) == ("organisations", "name")
)
"""Every field that names an organisation: (register, field)."""
ALIKE = 90
"""From this likeness (0–100) on two names are proposed as one."""
SHORTEST = 4
"""A name of fewer letters is too short to be found within another one."""
BESLOTEN_VENNOOTSCHAP = re.compile(r"[\s,]+b\.?\s?v\.?\s*$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def bare_key(written: str) -> str:
    """The comparable form of a name without ``B.V.`` behind it.

    >>> bare_key("Kaak Group B.V."), bare_key("KAAK  GROUP bv"), bare_key("Kaakgroup"), bare_key("B.V.")
    ('kaakgroup', 'kaakgroup', 'kaakgroup', 'bv')
    """
    return name_key(BESLOTEN_VENNOOTSCHAP.sub("", written) or written)


@dataclass(frozen=True)
class Names:
    """Under which form a name counts: ``known`` are the forms in use, ``aliases`` what a person said."""

    known: frozenset[str]
    aliases: Mapping[str, str]

    def form(self, written: str) -> str:
        """The form of a name: what it is an alias of, else the known one that differs in ``B.V.`` at most.

        >>> Names(frozenset({"kaakgroup"}), {"kaak": "kaakgroup"}).form("Kaak B.V.")
        'kaakgroup'
        >>> Names(frozenset({"kaakbv"}), {}).form("Kaak"), Names(frozenset(), {}).form("Kaak B.V.")
        ('kaakbv', 'kaak')
        """
        own, bare = name_key(written), bare_key(written)
        forms = dict.fromkeys((own, bare, f"{bare}bv"))
        for form in forms:
            if form in self.aliases:
                return self._end(form)
        return next((form for form in forms if form in self.known), bare)

    def _end(self, form: str) -> str:
        """Follow aliases of aliases; a circle ends where it began."""
        seen = {form}
        while (following := self.aliases.get(form)) and following not in seen:
            seen.add(following)
            form = following
        return form


def may_be_one(text: str, other: str) -> bool:
    """Tell whether numbers agree, and the shorter name is long enough to say something."""
    return _DIGITS.findall(text) == _DIGITS.findall(other) and min(len(text), len(other)) >= SHORTEST
