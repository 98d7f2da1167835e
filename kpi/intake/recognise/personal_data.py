"""Columns with data of persons (AVG), known by their name or by their cells.

A column by such a name is dropped. One that isn't read and looks like it is left out of the copy that is kept; an
address or number within a text that is read is taken out of it. Names can't be told from the names of firms for
certain, so they are looked for only in columns that nobody reads.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from kpi.intake.formats.cells import Percent, Raw, clean
from kpi.personal_forms import (
    BIRTH_FROM,
    BIRTH_UNTIL,
    EMAIL,
    FIRST_NAMES,
    PHONE,
    POSTCODE,
    TAKEN_OUT,
    is_bsn,
    is_iban,
    without_persons,
)
from kpi.programme.comparable_names import name_key

__all__ = [
    "TAKEN_OUT",
    "any_address",
    "is_bsn",
    "is_iban",
    "is_name",
    "is_personal",
    "looks_personal",
    "names_person",
    "without_persons",
]

_WHOLE_NAMES = """
naamstudent studentnaam studentnummer naamstagiair naamstagiaire stagiair stagiaire naamkandidaat kandidaat
naammedewerker naamcontact contact contactpersoon contactpersonen contactgegevens naamcontactpersoon begeleider
naambegeleider docentnaam naamdocent voornaam voornamen achternaam tussenvoegsel voorletters initialen roepnaam
geslacht nationaliteit leeftijd straat straatnaam huisnummer postcode woonplaats woonadres mobiel gsm tel
handtekening pasfoto iban rekeningnummer bankrekening
tegenrekening tegenrekeningnummer ibantegenrekening firstname lastname surname studentname candidate contactperson
gender age street zipcode phone mobile address homeaddress dateofbirth birthday signature
"""
EXACT = frozenset(_WHOLE_NAMES.split())
"""Names that are personal as a whole (compared by letters and digits)."""
PARTS = (
    "email", "mailadres", "telefoon", "mobielnummer", "geboorte", "burgerservice", "contactpersoon", "paspoort",
    "rijbewijs", "naamvandestudent", "naamvandestagiair", "phonenumber", "birthdate", "dateofbirth", "socialsecurity",
)  # fmt: skip
"""Stretches that make any name personal that holds them."""
ADDRESSES_OF_THINGS = ("webadres", "internetadres", "siteadres", "ipadres", "urladres", "webaddress")


def is_personal(header: str) -> bool:
    """Tell whether a column of that name holds data of persons.

    >>> [is_personal(each) for each in ("E-mail adres", "Naam student", "BSN-nummer", "webadres", "naam")]
    [True, True, True, False, False]
    """
    key = name_key(header)
    if key in EXACT or any(part in key for part in PARTS):
        return True
    if any(part in key for part in ADDRESSES_OF_THINGS):
        return False
    return key.startswith("bsn") or key.endswith(("adres", "bsn"))


LOOKED_AT = 200
ENOUGH = 2
_WAYS = "straat|weg|laan|plein|dijk|hof|kade|singel|pad|steeg|gracht|allee|dreef|park|markt"
_STREET = re.compile(rf"[A-Z][\w.'’ -]*(?:{_WAYS})\s+\d+\s?[a-zA-Z]?\b.*")
_BORN = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](\d{4})|(\d{4})-\d{2}-\d{2}")
_PREFIX = r"(?:(?:van|de|der|den|ten|ter|van de|van der|van den|in 't|op de|'t)\s+)?"
_SURNAME = r"[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+)?"
_INITIALS = re.compile(rf"(?:(?:dhr|mevr|mw|drs|ir|ing|dr|prof)\.?\s+)*(?:[A-Z]\.\s?)+{_PREFIX}{_SURNAME}")
_NAMED = re.compile(rf"([A-Z][\w'’-]+)\s+{_PREFIX}{_SURNAME}")
_TITLED = re.compile(r"(?:dhr|mevr|mw|de heer|mevrouw)\.?\s+.*[A-Z]\w+", re.IGNORECASE)


def _text(cell: Raw) -> str:
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, float) and not cell.is_integer():
        return ""
    return str(int(cell)) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else ""


def _is_birthday(cell: Raw) -> bool:
    if isinstance(cell, date):
        return BIRTH_FROM <= cell.year <= BIRTH_UNTIL
    born = _BORN.fullmatch(_text(cell))
    return bool(born) and BIRTH_FROM <= int((born[1] or born[2]) if born else 0) <= BIRTH_UNTIL


def _is_address(cell: Raw) -> bool:
    text = _text(cell)
    return bool(POSTCODE.search(text) or _STREET.fullmatch(text))


def is_name(text: str) -> bool:
    """Tell whether a text looks like the name of a person.

    >>> [is_name(each) for each in ("Jan de Vries", "J.A. van der Berg", "mevr. Jansen", "Kaak Group", "Jan")]
    [True, True, True, False, False]
    """
    if _INITIALS.fullmatch(text) or _TITLED.fullmatch(text):
        return True
    named = _NAMED.fullmatch(text)
    return bool(named) and (named[1] if named else "").casefold() in FIRST_NAMES


_PARTICLES = frozenset(["van", "de", "der", "den", "ten", "ter", "op", "in", "'t"])
_MONTH = "jan"
_WORDS_OF_A_NAME = 6
_APART = re.compile(r"[_/\\\s-]+|(?<=[a-z])(?=[A-Z])")
_NINE = re.compile(r"(?<!\d)\d{9}(?!\d)")


def names_person(text: str) -> bool:
    """Tell whether the name of a file or sheet tells of a person: by name, address or number, anywhere in it.

    >>> [names_person(each) for each in ("uren_Jan_de_Vries", "JanJansen", "J.A. van der Berg 2018", "bsn123456782")]
    [True, True, True, True]
    >>> [names_person(each) for each in ("leden jan 2018", "Kaak Group", "Uitgaven 2018-06-30", "map/Leden")]
    [False, False, False, False]
    """
    if without_persons(text) != text or any(map(is_bsn, _NINE.findall(text))):
        return True
    given = [word for word in _APART.split(text) if word]
    words = [_as_in_a_name(word, after) for word, after in zip(given, [*given[1:], ""], strict=True)]
    stretches = (
        words[first:last] for first in range(len(words)) for last in range(first + 1, first + _WORDS_OF_A_NAME)
    )
    return any(is_name(" ".join(stretch)) for stretch in stretches)


def _as_in_a_name(word: str, after: str) -> str:
    """A word with a capital, as in names of files it often isn't; not the month."""
    plain = not word.islower() or word in _PARTICLES or (word == _MONTH and after not in _PARTICLES)
    return word if plain else word.capitalize()


LOOKS: tuple[tuple[float, int, Callable[[Raw], bool]], ...] = (
    (0.0, 1, lambda cell: bool(EMAIL.search(_text(cell)))),
    (0.0, 1, lambda cell: is_iban(_text(cell))),
    (0.4, 1, lambda cell: bool(PHONE.fullmatch(_text(cell)))),
    (0.6, ENOUGH, lambda cell: is_bsn(_text(cell))),
    (0.5, 1, _is_address),
    (0.8, ENOUGH, _is_birthday),
    (0.6, ENOUGH, lambda cell: is_name(_text(cell))),
)
"""The share of cells, and how many at least, that make a column personal: any e-mail or account number, else most."""


def looks_personal(cells: Sequence[Raw]) -> bool:
    """Tell whether the cells of a column (those that hold something) look like data of persons."""
    filled = [cell for cell in cells if cell not in ("", None) and not isinstance(cell, Percent)][:LOOKED_AT]
    if not filled:
        return False
    for share, least, looks in LOOKS:
        alike = sum(map(looks, filled))
        if alike >= least and alike >= share * len(filled):
            return True
    return False


def any_address(cells: Iterable[Raw]) -> bool:
    """Tell whether any of the cells holds an e-mail address; quick, for cells that were not looked at."""
    return any(isinstance(cell, str) and "@" in cell and EMAIL.search(cell) for cell in cells)
