"""The known names most like one that isn't known, to be named in a sentence about it."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from kpi.programme.comparable_names import name_key

CLOSEST = 3
NEAR = 60
"""How alike (0–100) a name must be to be named as a close one."""


def closest(name: str, known: Sequence[str], limit: int = CLOSEST) -> tuple[str, ...]:
    """The known names most like a name, the nearest first; those that aren't alike at all are left out.

    >>> closest("Vacature", ["Vacatures", "Videos", "Uitgaven"])
    ('Vacatures',)
    """
    keys = {each: name_key(each) for each in known}
    matches = process.extract(name_key(name), keys, scorer=fuzz.WRatio, limit=limit, score_cutoff=NEAR)
    return tuple(each for _, _, each in matches)
