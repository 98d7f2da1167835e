"""Names of columns with personal data below them; such columns are dropped at intake (AVG)."""

from kpi.programme.comparable_names import name_key

_WHOLE_NAMES = """
naamstudent studentnaam studentnummer naamstagiair naamstagiaire stagiair stagiaire naamkandidaat kandidaat
naammedewerker naamcontact contact contactpersoon contactpersonen contactgegevens naamcontactpersoon begeleider
naambegeleider docentnaam naamdocent voornaam voornamen achternaam tussenvoegsel voorletters initialen roepnaam
geslacht nationaliteit leeftijd straat straatnaam huisnummer postcode woonplaats woonadres mobiel gsm tel
handtekening pasfoto iban rekeningnummer bankrekening firstname lastname surname studentname candidate contactperson
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
