"""Data of persons (AVG), known by the name of a column or by its cells: e-mail, telephone, BSN, address, birth, name.

A column by such a name is dropped. One that isn't read and looks like it is left out of the copy that is kept; an
address or number within a text that is read is taken out of it. Names can't be told from the names of firms for
certain, so they are looked for only in columns that nobody reads.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from kpi.intake.formats.cells import Percent, Raw, clean
from kpi.programme.comparable_names import name_key

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


TAKEN_OUT = "[…]"
"""What stands in a text where something personal was taken out."""
LOOKED_AT = 200
BIRTH_FROM, BIRTH_UNTIL = 1920, 2005
"""Years of birth: nothing of the programme is as old."""
BSN_LENGTHS = (8, 9)
ENOUGH = 2
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_PHONE = re.compile(r"(?:(?:\+|00)\d{2}[ -]?\(?0?\)?|\(?0)[1-9](?:[ ()-]*\d){7,9}")
_BSN_IN_TEXT = re.compile(r"(?<![\d.,])\d(?:[ .]?\d){7,8}(?!\d|[.,]\d)")
_BSN_WORD = re.compile(r"bsn|sofi|burgerservice|persoonsnummer", re.IGNORECASE)
_PHONE_IN_TEXT = re.compile(rf"(?<![\w/-])(?<!\d\.){_PHONE.pattern}(?![\w/-]|\.\d)")
_POSTCODE = re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b")
_WAYS = "straat|weg|laan|plein|dijk|hof|kade|singel|pad|steeg|gracht|allee|dreef|park|markt"
_STREET = re.compile(rf"[A-Z][\w.'’ -]*(?:{_WAYS})\s+\d+\s?[a-zA-Z]?\b.*")
_ADDRESS_IN_TEXT = re.compile(
    r"\b(?:[A-Z][\w'’-]{1,30} )?\d{1,5}[a-zA-Z]?,? ?[1-9]\d{3} ?[A-Z]{2}\b"
    r"|\b[1-9]\d{3} ?[A-Z]{2},? \d{1,5}[a-zA-Z]?\b"
)
"""A postcode with the number of a house, before or behind it."""
_BORN_IN_TEXT = re.compile(
    r"(\bgeb(?:oren|oortedatum)?\b[.:]? ?(?:op )?)\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b", re.IGNORECASE
)
_BORN = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](\d{4})|(\d{4})-\d{2}-\d{2}")
_PREFIX = r"(?:(?:van|de|der|den|ten|ter|van de|van der|van den|in 't|op de|'t)\s+)?"
_SURNAME = r"[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+)?"
_INITIALS = re.compile(rf"(?:(?:dhr|mevr|mw|drs|ir|ing|dr|prof)\.?\s+)*(?:[A-Z]\.\s?)+{_PREFIX}{_SURNAME}")
_NAMED = re.compile(rf"([A-Z][\w'’-]+)\s+{_PREFIX}{_SURNAME}")
_TITLED = re.compile(r"(?:dhr|mevr|mw|de heer|mevrouw)\.?\s+.*[A-Z]\w+", re.IGNORECASE)
_NAMES = """
jan piet klaas kees henk johan peter hans willem wim gerrit gert geert dirk erik eric mark marc paul rob robert ruud
bert bart bas tom tim thomas jeroen jeffrey dennis martijn maarten martin michiel michael mike niels patrick rick
rik ronald sander sjoerd stefan stijn thijs vincent wouter arjan andre anton arie ben bram daan dennis edwin frank
fred freek harm harry herman hugo jaap jasper joost joris jos joop karel koen lars leo luc lucas luuk marcel mohamed
mohammed noah sem finn levi jesse milan max adam ali ahmed maria anna anne annemarie anita astrid bianca carla
caroline chantal christine claudia daphne diana ellen els emma esther eva femke fleur floor froukje gerda hanna
hanneke heleen ilse ineke inge ingrid irene iris jacqueline janneke jennifer jessica joke josephine judith julia
karin kim laura lieke lies linda lisa loes lotte maaike manon margriet marianne marieke marijke marjan marloes
martine mieke miriam monique nicole nienke noor olga patricia petra renate rianne roos sandra sanne saskia silvia
simone sofie sophie susan suzanne tessa thea tineke truus vera wilma willemijn yvonne fatima aisha
"""
FIRST_NAMES = frozenset(_NAMES.split())


def is_bsn(text: str) -> bool:
    """Tell whether digits pass the test of a citizen service number.

    >>> is_bsn("123456782"), is_bsn("1234.56.782"), is_bsn("123456789"), is_bsn("000000000")
    (True, True, False, False)
    """
    digits = re.sub(r"[ .]", "", text)
    if not digits.isascii() or not digits.isdigit() or len(digits) not in BSN_LENGTHS or not int(digits):
        return False
    weighed = [int(digit) * weight for digit, weight in zip(digits.zfill(9), (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)]
    return sum(weighed) % 11 == 0


def is_iban(text: str) -> bool:
    """Tell whether a text is an account number whose check digits are right.

    >>> is_iban("NL44 RABO 0123 4567 89"), is_iban("NL45RABO0123456789"), is_iban("FACTUUR2017")
    (True, False, False)
    """
    if not _IBAN.fullmatch(text):
        return False
    plain = text.replace(" ", "")
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


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
    return bool(_POSTCODE.search(text) or _STREET.fullmatch(text))


def is_name(text: str) -> bool:
    """Tell whether a text looks like the name of a person.

    >>> [is_name(each) for each in ("Jan de Vries", "J.A. van der Berg", "mevr. Jansen", "Kaak Group", "Jan")]
    [True, True, True, False, False]
    """
    if _INITIALS.fullmatch(text) or _TITLED.fullmatch(text):
        return True
    named = _NAMED.fullmatch(text)
    return bool(named) and (named[1] if named else "").casefold() in FIRST_NAMES


LOOKS: tuple[tuple[float, int, Callable[[Raw], bool]], ...] = (
    (0.0, 1, lambda cell: bool(_EMAIL.search(_text(cell)))),
    (0.0, 1, lambda cell: is_iban(_text(cell))),
    (0.4, 1, lambda cell: bool(_PHONE.fullmatch(_text(cell)))),
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
    return any(isinstance(cell, str) and "@" in cell and _EMAIL.search(cell) for cell in cells)


def without_persons(text: str) -> str:
    """The text without what has the form of an e-mail or house address, or an account, telephone or citizen's number.

    So does a day behind a word for birth. A number within a text is a citizen's only beside a word for it; one in a
    longer code is none of these.

    >>> without_persons("Vragen: a.b@example.org"), without_persons("06-12345678"), without_persons("bsn:123456782, x")
    ('Vragen: […]', '[…]', 'bsn:[…], x')
    >>> without_persons("bel 0314-361234 of +31 6 48217730"), without_persons("Dorpsstraat 12, 7001 AB Doetinchem")
    ('bel […] of […]', '[…] Doetinchem')
    >>> without_persons("Bestelling 4510"), without_persons("factuur 2017-0042, dossier 0612345678901")
    ('Bestelling 4510', 'factuur 2017-0042, dossier 0612345678901')
    """
    if "@" in text:
        text = _EMAIL.sub(TAKEN_OUT, text)
    if not any(map(str.isdigit, text)):
        return text
    text = _IBAN.sub(lambda number: TAKEN_OUT if is_iban(number[0]) else number[0], text)
    if is_bsn(text):
        return TAKEN_OUT
    if _BSN_WORD.search(text):
        text = _BSN_IN_TEXT.sub(lambda number: TAKEN_OUT if is_bsn(number[0]) else number[0], text)
    text = _BORN_IN_TEXT.sub(rf"\1{TAKEN_OUT}", text)
    return _ADDRESS_IN_TEXT.sub(TAKEN_OUT, _PHONE_IN_TEXT.sub(TAKEN_OUT, text))
