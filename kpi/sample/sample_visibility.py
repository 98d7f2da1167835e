"""The workbook of what the region got to see: videos, events, study programmes with their contacts, and pitches."""

from collections.abc import Iterator
from datetime import date

from kpi.programme.vocabulary import yes_no_word
from kpi.sample.sample_sheets import Row, SampleTable, Value, company, number_in, rows_of, spread, table

VIDEOS = "titel gepubliceerd_op organisatie soort praktijkcase op_smarthub_nl url weergaven"
EVENTS = "naam datum reeks soort merk bezoekers plaats bewijs"
STUDY_PROGRAMMES = "instelling opleiding niveau land si_gerelateerd"
CONTACTS = "instelling opleiding doelgroep datum vorm bewijs"
PITCHES = "naam editie financiering_op financiering_bedrag coaching_op bewijs"

ITEMS = spread(date(2017, 8, 30), date(2018, 6, 27), 44)
"""One item a week on regional television."""
CASES = {2: 21, 4: 22, 6: 23, 8: 24, 11: 25, 13: 26, 15: 27, 17: 28, 24: 29, 33: 30}
"""The items that are practice cases on smarthub.nl, each with its company."""
PROMOTED = """
gepubliceerd_op | bedrijf
2017-03-09 | 3
2017-04-20 | 6
2017-05-18 | 8
2017-06-15 | 11
2017-09-14 | 14
2017-10-12 | 17
2017-11-23 | 19
2018-01-25 | 3
2018-03-15 | 20
2018-05-24 | 31
"""
"""Promotion videos and the company in each; company 3 has two and counts once."""
QUARTERLY = (date(2017, 9, 28), date(2017, 12, 21), date(2018, 3, 29))
TALENTS = (date(2017, 10, 5), date(2017, 12, 7), date(2018, 2, 22), date(2018, 4, 19))

EVENT_ROWS = """
naam | datum | reeks | soort | merk | bezoekers
Voorbeeldevent Techniekdag 2016 | 2016-10-13 | Techniekdag | event | ja | 140
Voorbeeldevent Techniekdag 2017 | 2017-03-16 | Techniekdag | event | ja | 210
Voorbeeldevent Academy voorjaar | 2017-05-11 | Academy | event | ja | 35
Voorbeeldevent Bedrijvendag 2017 | 2017-06-17 | Bedrijvendag | event | ja | 480
Voorbeeldevent Netwerkavond | 2017-09-05 |  | event | nee | 60
Voorbeeldevent Academy najaar | 2017-10-10 | Academy | event | ja | 42
Voorbeeldevent Pitchavond 2017 | 2017-11-16 | Pitchavond | dragons den | ja | 190
Voorbeeldevent Maakdag 2017 | 2017-12-07 | Maakdag | event | ja | 95
Voorlichting Voorbeeldhogeschool Oost | 2017-10-03 | Voorlichting | voorlichting | ja | 55
Voorlichting Voorbeeldhogeschool West | 2017-11-21 | Voorlichting | voorlichting | nee | 38
Voorlichting Voorbeelduniversiteit | 2018-02-13 | Voorlichting | voorlichting | nee | 61
Voorlichting Voorbeeldhogeschool Noord | 2018-04-17 | Voorlichting | voorlichting | nee | 29
Bijeenkomst leden zomer | 2017-07-06 | Ledenbijeenkomst | bijeenkomst | nee | 44
Bijeenkomst leden najaar | 2017-10-26 | Ledenbijeenkomst | bijeenkomst | nee | 51
Bijeenkomst leden winter | 2018-01-18 | Ledenbijeenkomst | bijeenkomst | nee | 57
Bijeenkomst leden voorjaar | 2018-05-17 | Ledenbijeenkomst | bijeenkomst | nee | 63
Voorbeeldevent Techniekdag 2018 | 2018-03-15 | Techniekdag | event | ja | 260
Voorbeeldevent Academy 2018 | 2018-05-09 | Academy | event | ja | 47
"""
PLACES = ("Ulft", "Doetinchem", "Winterswijk", "Groenlo")

INSTITUTIONS = (
    ("Voorbeeldhogeschool Oost", "hbo", "NL"),
    ("Voorbeeldhogeschool West", "hbo", "NL"),
    ("Voorbeeldhogeschool Noord", "hbo", "NL"),
    ("Voorbeelduniversiteit", "wo", "NL"),
    ("Voorbeeldhochschule Süd", "hbo", "DE"),
    ("Voorbeeldhochschule Nord", "hbo", "DE"),
)
STUDIES = ("Werktuigbouwkunde", "Elektrotechniek", "Informatica", "Mechatronica", "Bedrijfskunde techniek", "Logistiek")
NOT_RELATED = (("Voorbeeldhogeschool West", "Muziektherapie"), ("Voorbeelduniversiteit", "Rechten"))
REACHED = """
instelling | opleiding | docenten | studenten
Voorbeeldhogeschool Oost | Werktuigbouwkunde | 2017-03-14 | 2017-04-06
Voorbeeldhogeschool Oost | Elektrotechniek | 2017-03-14 | 2017-05-16
Voorbeeldhogeschool Oost | Mechatronica | 2017-09-19 | 2017-10-03
Voorbeeldhogeschool West | Werktuigbouwkunde | 2017-10-24 | 2017-11-21
Voorbeelduniversiteit | Informatica | 2017-11-09 | 2018-02-13
Voorbeeldhogeschool Noord | Logistiek | 2018-03-20 | 2018-04-17
Voorbeeldhogeschool Noord | Informatica | 2018-03-20 |
Voorbeeldhogeschool West | Informatica | | 2017-11-21
Voorbeeldhogeschool West | Logistiek | 2018-05-15 |
Voorbeeldhochschule Süd | | 2017-05-18 |
Voorbeeldhochschule Nord | Mechatronica | 2018-02-08 |
"""
"""Who was spoken to: the study programme (blank: the institution as a whole), teachers on, students on."""

PITCH_ROWS = """
naam | financiering_op | financiering_bedrag | coaching_op | bewijs
Voorbeeldpitch slimme lasrobot | 2017-12-04 | 40000 | 2017-12-11 | overeenkomst in archief
Voorbeeldpitch sensor in de stal | 2017-12-14 | 25000 | 2017-12-20 | overeenkomst in archief
Voorbeeldpitch digitale werkplaats | 2018-03-01 | 15000 | 2018-03-22 | overeenkomst in archief
Voorbeeldpitch printen in metaal | | | 2018-01-16 |
Voorbeeldpitch energie op het erf | | | |
"""
EDITION = date(2017, 11, 16)


def videos() -> SampleTable:
    """Television items, promotion videos, portraits of talents and the quarterly update."""
    rows = sorted([*_items(), *_promotion(), *_talents(), *_updates()], key=lambda row: str(row["gepubliceerd_op"]))
    return table("Videos", VIDEOS, rows)


def events() -> SampleTable:
    """Events, information meetings, meetings of members and the evening of the pitches."""
    return table("Evenementen", EVENTS, [_event(i, row) for i, row in enumerate(rows_of(EVENT_ROWS))])


def study_programmes() -> SampleTable:
    """Study programmes at invented institutions, two of them German."""
    rows: list[Row] = [
        {"instelling": name, "opleiding": study, "niveau": level, "land": country, "si_gerelateerd": "ja"}
        for name, level, country in INSTITUTIONS
        for study in (STUDIES if country == "NL" else STUDIES[:4])
    ]
    rows += [
        {"instelling": name, "opleiding": study, "niveau": "hbo", "land": "NL", "si_gerelateerd": "nee"}
        for name, study in NOT_RELATED
    ]
    return table("Opleidingen", STUDY_PROGRAMMES, rows)


def contacts() -> SampleTable:
    """Who of the study programmes was spoken to, teachers and students apart."""
    return table("Contacten", CONTACTS, [contact for row in rows_of(REACHED) for contact in _contact(row)])


def pitches() -> SampleTable:
    """Pitches of one evening: two with everything signed in time, one later, two without."""
    return table("Pitches", PITCHES, [{**row, "editie": EDITION} for row in rows_of(PITCH_ROWS)])


def _video(title: str, published: Value, kind: str, **others: Value) -> Row:
    return {"titel": title, "gepubliceerd_op": published, "soort": kind, "op_smarthub_nl": "ja", **others}


def _items() -> Iterator[Row]:
    for number, published in enumerate(ITEMS, start=1):
        case = CASES.get(number)
        who, is_case = company(case or 1 + number % 20), yes_no_word(case is not None)
        row = _video(f"Voorbeelditem {number}", published, "regio8", organisatie=who, weergaven=1200 + 37 * number)
        yield {**row, "praktijkcase": is_case, "op_smarthub_nl": is_case}


def _promotion() -> Iterator[Row]:
    for number, row in enumerate(rows_of(PROMOTED), start=1):
        who, url = company(int(number_in(row, "bedrijf"))), f"https://example.org/video/{number}"
        published, views = row["gepubliceerd_op"], 310 + 45 * number
        yield _video(f"Voorbeeldvideo {number}", published, "promotievideo", organisatie=who, url=url, weergaven=views)


def _talents() -> Iterator[Row]:
    for number, published in enumerate(TALENTS, start=1):
        yield _video(f"Voorbeeldportret {number}", published, "talent", organisatie=company(number * 3))


def _updates() -> Iterator[Row]:
    for number, published in enumerate(QUARTERLY, start=1):
        yield _video(f"SmartHupdate {number} (voorbeeld)", published, "smarthupdate", weergaven=640 + 80 * number)


def _event(i: int, row: Row) -> Row:
    return {**row, "plaats": PLACES[i % len(PLACES)], "bewijs": f"https://example.org/event/{i + 1}"}


def _contact(row: Row) -> Iterator[Row]:
    for audience, form in (("docenten", "bezoek"), ("studenten", "gastles")):
        if row[audience]:
            yield {**row, "doelgroep": audience, "datum": row[audience], "vorm": form}
