"""The forms of what tells of a person in a text: addresses, numbers of accounts, telephones and citizens, births.

One filter for every text: what comes in, what is kept, and what is shown or leaves the house (``without_persons``).
Codes and references aren't texts, and are never altered.
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial

TAKEN_OUT = "[…]"
"""What stands in a text where something personal was taken out."""
BIRTH_FROM, BIRTH_UNTIL = 1920, 2005
"""Years of birth: nothing of the programme is as old."""
BSN_LENGTHS = (8, 9)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
PHONE = re.compile(r"(?:(?:\+|00)\d{2}[ -]?\(?0?\)?|\(?0)[1-9](?:[ ()-]*\d){7,9}")
_BSN_IN_TEXT = re.compile(r"(?<![\d.,])\d(?:[ .]?\d){7,8}(?!\d|[.,]\d)")
_BSN_WORD = re.compile(r"bsn|sofi|burgerservice|persoonsnummer", re.IGNORECASE)
_PHONE_IN_TEXT = re.compile(rf"(?<![\w/-])(?<!\d\.){PHONE.pattern}(?![\w/-]|\.\d)")
POSTCODE = re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b")
_ADDRESS_IN_TEXT = re.compile(
    r"\b(?:[A-Z][\w'’-]{1,30} )?\d{1,5}[a-zA-Z]?,? ?[1-9]\d{3} ?[A-Z]{2}\b"
    r"|\b[1-9]\d{3} ?[A-Z]{2},? \d{1,5}[a-zA-Z]?\b"
)
"""A postcode with the number of a house, before or behind it."""
_BORN_IN_TEXT = re.compile(
    r"(\bgeb(?:oren|oortedatum)?\b[.:]? ?(?:op )?)\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b", re.IGNORECASE
)
_DAY_OF_A_LIFE = re.compile(r"\b\d{1,2}[-/.]\d{1,2}[-/.](\d{4})\b")
_WORD = re.compile(r"[A-Z][a-z]+")
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
"""Given names that are common; each begins a name of a person, not of a firm."""


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


def _numbers(test: Callable[[str], bool], pattern: re.Pattern[str], text: str) -> str:
    """The text without the numbers of a form that pass a test."""
    return pattern.sub(lambda number: TAKEN_OUT if test(number[0]) else number[0], text)


def _citizens(text: str) -> str:
    """The text without citizen service numbers: one that is all of it, and those beside a word for it."""
    if is_bsn(text):
        return TAKEN_OUT
    return _numbers(is_bsn, _BSN_IN_TEXT, text) if _BSN_WORD.search(text) else text


def _births(text: str) -> str:
    """The text without days of birth: behind a word for it, or of a likely year in a text with a given name."""
    text = _BORN_IN_TEXT.sub(rf"\1{TAKEN_OUT}", text)
    if not any(word.casefold() in FIRST_NAMES for word in _WORD.findall(text)):
        return text
    return _DAY_OF_A_LIFE.sub(lambda day: TAKEN_OUT if BIRTH_FROM <= int(day[1]) <= BIRTH_UNTIL else day[0], text)


FORMS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("email", partial(EMAIL.sub, TAKEN_OUT)),
    ("account", partial(_numbers, is_iban, _IBAN)),
    ("citizen", _citizens),
    ("birth", _births),
    ("telephone", partial(_PHONE_IN_TEXT.sub, TAKEN_OUT)),
    ("address", partial(_ADDRESS_IN_TEXT.sub, TAKEN_OUT)),
)
"""The id of a form, and what takes it out; in this order, for a later form may be part of an earlier one."""


_SUSPECT = re.compile(r"@|[A-Z]{2}\d{2}|\d{3} ?[A-Z]{2}|\d[-/.]\d|\d(?:[ .()-]*\d){7}")
"""What stands in any text that one of the forms is found in, and in few others: most need no closer look."""


def taken_out(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without what tells of a person, and the ids of the forms that were taken out.

    >>> taken_out("bel 06-12345678 of a.b@example.org")
    ('bel […] of […]', ('email', 'telephone'))
    """
    return look_closer(text) if _SUSPECT.search(text) else (text, ())


@lru_cache(maxsize=8192)
def look_closer(text: str) -> tuple[str, tuple[str, ...]]:
    """As ``taken_out``, by each form in turn, whatever the text looks like at first sight."""
    found = []
    for form, take in FORMS:
        if (kept := take(text)) != text:
            text = kept
            found.append(form)
    return text, tuple(found)


def without_persons(text: str) -> str:
    """The text without what has the form of an e-mail or house address, or an account, telephone or citizen's number.

    So does a day of birth: behind a word for it, or beside a given name. A number within a text is a citizen's only
    beside a word for it; one in a longer code is none of these.

    >>> without_persons("Vragen: a.b@example.org"), without_persons("06-12345678"), without_persons("bsn:123456782, x")
    ('Vragen: […]', '[…]', 'bsn:[…], x')
    >>> without_persons("bel 0314-361234 of +31 6 48217730"), without_persons("Dorpsstraat 12, 7001 AB Doetinchem")
    ('bel […] of […]', '[…] Doetinchem')
    >>> without_persons("Anna Voorbeeld, 12-03-1998"), without_persons("stand 12-03-1998")
    ('Anna Voorbeeld, […]', 'stand 12-03-1998')
    >>> without_persons("Bestelling 4510"), without_persons("factuur 2017-0042, dossier 0612345678901")
    ('Bestelling 4510', 'factuur 2017-0042, dossier 0612345678901')
    """
    return taken_out(text)[0]
