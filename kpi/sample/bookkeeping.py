"""The workbook of the bookkeeping: orders, invoices and payments by budget line, and what the grantor paid."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from kpi.programme.vocabulary import yes_no_word
from kpi.sample.sample_sheets import Row, SampleTable, Value, date_in, known, number_in, rows_of, spread, table

EXPENSES = "boekstuk regel begrotingspost onderdeel omschrijving relatie bedrag btw verplicht_op gefactureerd_op"
EXPENSES += " betaald_op verplichting subsidiabel reden_niet_subsidiabel uren eenheden bewijs"
SUBSIDY = "planjaar datum kenmerk soort bedrag"
VAT = Decimal("0.21")
CENT = Decimal("0.01")

ORDERS = """
boekstuk | begrotingspost | omschrijving | bedrag | verplicht_op
ORD-2017-01 | Item 'SmartHub Achterhoek' op Regio8 | opdracht: 48 afleveringen | 52800.00 | 2017-07-10
ORD-2017-02 | Vaste rubriek in Achterhoek Magazine | opdracht: zeven plaatsingen | 10000.00 | 2017-08-21
ORD-2017-03 | Communicatiestrateeg | opdracht: inhuur in het planjaar | 33120.00 | 2017-07-03
ORD-2018-01 | Promotiecampagne hogescholen en universiteiten | opdracht: twee bijeenkomsten | 10000.00 | 2018-05-22
ORD-2018-02 | Koppelingen Achterhoek2020 Jong | opdracht: najaarsprogramma | 2000.00 | 2018-06-12
"""

SERIES = """
reeks | begrotingspost | omschrijving | bedrag | eerste | laatste | aantal | verplichting | uren | eenheden
REG | Item 'SmartHub Achterhoek' op Regio8 | vier items | 4400 | 2017-09-29 | 2018-06-20 | 10 | ORD-2017-01 | | 4
MAG | Vaste rubriek in Achterhoek Magazine | plaatsing | 1428.57 | 2017-09-15 | 2018-05-25 | 5 | ORD-2017-02 | | 2
STR | Communicatiestrateeg | 30 uren | 2700 | 2017-08-04 | 2018-06-08 | 11 | ORD-2017-03 | 30 |
BUR | Programmabureau met hoofdkantoor SHA | huur | 1250 | 2017-09-01 | 2018-06-01 | 10 | | |
TAL | Verzamelen van SI-vacatures | talentmakelaar | 3750 | 2017-09-29 | 2018-03-30 | 3 | | |
TRA | IIME/SHA traineeship | 44 uren trainee | 968 | 2017-08-31 | 2018-06-15 | 11 | | 44 |
VID | Promotievideo's en branding bedrijven | promotievideo | 1600 | 2017-09-28 | 2018-06-07 | 6 | | |
VLB | Promotiecampagne hogescholen en universiteiten | voorlichting | 5000 | 2017-10-17 | 2018-05-01 | 4 | | |
UPD | SmartHupdate | opname en montage | 500 | 2017-10-05 | 2018-04-05 | 3 | | |
"""
"""Recurring invoices: the amount of each, the days of the first and the last, and how many they are."""

SINGLE = """
boekstuk | begrotingspost | omschrijving | bedrag | gefactureerd_op
2017-101 | Dragons' den event | zaal en techniek | 18500.00 | 2017-11-24
2017-102 | Dragons' den event | begeleiding van pitches | 9750.00 | 2017-11-30
2017-103 | Dragons' den event | jury en promotie | 5400.00 | 2017-12-08
2017-104 | Koppelingen Achterhoek2020 Jong | bijdrage programma | 4200.00 | 2017-10-19
2017-105 | Promotiecampagne hogescholen en universiteiten | voorbereiding en selectie | 9800.00 | 2017-09-22
2017-106 | SmartHupdate | formule | 2000.00 | 2017-08-25
2017-107 | SmartHupdate | script en inhoud | 1500.00 | 2017-09-08
2017-108 | Algemene communicatiemiddelen | ledenbijeenkomsten | 3420.00 | 2018-01-25
2017-109 | Algemene communicatiemiddelen | materiaal | 5450.00 | 2017-10-02
2017-110 | Bijwerken communicatiekanalen | website | 6400.00 | 2017-11-03
2017-111 | Bijwerken communicatiekanalen | sociale media | 2300.00 | 2018-02-16
2017-112 | Branding rond bestaande SI-events | vlaggen en banners | 4100.00 | 2017-09-12
2017-113 | Marketingcommunicatie stakeholders | gezamenlijke folder | 1850.00 | 2018-03-09
2017-114 | Promotievideo's en branding bedrijven | gevelborden leden | 2000.00 | 2017-10-27
2017-115 | Doorontwikkeling portal en programma | portal | 5000.00 | 2017-11-10
2018-101 | Doorontwikkeling portal en programma | programma voor talenten | 8750.50 | 2018-02-02
2018-102 | Doorontwikkeling portal en programma | faciliteiten | 5749.50 | 2018-04-13
2018-103 | IIME/SHA traineeship | bijdrage IIME | 1500.00 | 2017-10-06
2018-104 | IIME/SHA traineeship | uitvoering | 3200.00 | 2018-03-23
2018-105 | Algemene communicatiemiddelen | attenties voor sprekers | 480.00 | 2018-01-26
2018-106 | Onvoorzien | drukwerk, nog toe te delen | 640.00 | 2018-04-06
"""
"""Invoices that came once; the last one names a line that the budget doesn't have."""
INELIGIBLE = {"2018-105": "geschenken zijn niet subsidiabel"}

SUBSIDY_ROWS = """
planjaar | datum | kenmerk | soort | bedrag
2016-2017 | 2016-12-15 | VB-2016-1 | voorschot | 60000
2017-2018 | 2017-09-15 | VB-2017-1 | voorschot | 120000
"""

PAYMENT_DAYS = 28
PAID_LATE = 45
EARLY_YEAR = spread(date(2016, 10, 14), date(2017, 6, 16), 6)
"""When the strategist invoiced in the first plan year."""


def expenses() -> SampleTable:
    """Orders, invoices and payments, with one that no line takes and one that the grant doesn't."""
    orders: list[Row] = [{**row, "relatie": _supplier(row["begrotingspost"])} for row in rows_of(ORDERS)]
    return table("Uitgaven", EXPENSES, [*_first_year(), *orders, *_series(), *_singles()])


def subsidy() -> SampleTable:
    """The advances that the grantor paid."""
    return table("Subsidie", SUBSIDY, rows_of(SUBSIDY_ROWS))


def _supplier(line: Value) -> str:
    return f"Voorbeeldleverancier {sum(map(ord, str(line))) % 20 + 1}"


def _invoice(row: Row, entry: str, invoiced: date, term: int = PAYMENT_DAYS) -> Row:
    amount = number_in(row, "bedrag")
    reason = INELIGIBLE.get(entry)
    return {
        **row,
        "boekstuk": entry,
        "relatie": _supplier(row["begrotingspost"]),
        "bedrag": amount,
        "btw": (amount * VAT).quantize(CENT),
        "gefactureerd_op": invoiced,
        "betaald_op": known(invoiced + timedelta(days=term)),
        "subsidiabel": yes_no_word(reason is None),
        "reden_niet_subsidiabel": reason,
        "bewijs": f"https://example.org/boekstuk/{entry.lower()}",
    }


def _first_year() -> Iterator[Row]:
    row: Row = {"begrotingspost": "Communicatiestrateeg", "omschrijving": "24 uren", "bedrag": 2160, "uren": 24}
    for number, invoiced in enumerate(EARLY_YEAR, start=1):
        yield _invoice(row, f"STR-2016-{number:02}", invoiced)


def _series() -> Iterator[Row]:
    for row in rows_of(SERIES):
        days = spread(date_in(row, "eerste"), date_in(row, "laatste"), int(number_in(row, "aantal")))
        for number, invoiced in enumerate(days, start=1):
            yield _invoice(row, f"{row['reeks']}-{invoiced:%Y}-{number:02}", invoiced)


def _singles() -> Iterator[Row]:
    for i, row in enumerate(rows_of(SINGLE)):
        term = PAID_LATE if i % 5 == 0 else PAYMENT_DAYS
        yield _invoice(row, str(row["boekstuk"]), date_in(row, "gefactureerd_op"), term)
