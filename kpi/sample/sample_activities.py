"""The workbook of the programme office: activities against the framework, and what was measured."""

from kpi.sample.sample_sheets import Row, SampleTable, rows_of, table

ACTIVITIES = "naam planjaar segmenten type doelgroepen stap merkgradatie trekker topsector criteria begrotingspost"
ACTIVITIES += " start einde status"
MEASUREMENTS = "indicator datum soort waarde toelichting bewijs"
CRITERIA = "concreet;coalitie;topsector;achterhoek;innovatie"
TOP_SECTORS = {"techniek": "High Tech Systems and Materials", "voeding": "Agri & Food", "logistiek": "Logistiek"}

ACTIVITY_ROWS = """
naam | planjaar | segmenten | type | doelgroepen | stap | sector | begrotingspost | start | einde | status
praktijkcases | 2016-2017 | I;III | profiling | 1;2 | 4 | techniek | promo_videos | 2017-02-01 | | lopend
proeflijn robots | 2016-2017 | I | business | 1;2 | 3 | techniek | | 2017-03-01 | | lopend
ketenproject zuivel | 2017-2018 | I | business | 1;3 | 2 | voeding | | 2017-10-01 | | lopend
pitchavond | 2017-2018 | I;III | business | 1;2 | 5 | techniek | dragons_den | 2017-07-01 | 2017-12-31 | afgerond
leergang lasrobots | 2016-2017 | II | knowledge | 1;2 | 2 | techniek | | 2017-01-15 | 2017-12-15 | afgerond
gedeelde werkplaats | 2017-2018 | II | knowledge | 1;2 | 1 | techniek | | | | idee
televisiereeks | 2017-2018 | III | profiling | 3;4 | 5 | techniek | regio8_item | 2017-07-01 | | lopend
bedrijvendag | 2016-2017 | III | profiling | 1;4 | 4 | techniek | event_branding | 2017-01-01 | | lopend
traineeprogramma | 2017-2018 | IV | skills | 4;5 | 3 | techniek | iime_traineeship | 2017-08-01 | | lopend
plaatsen via de portal | 2016-2017 | IV;V | skills | 4;5 | 4 | | portal_programme | 2017-04-01 | | lopend
doorbouw van de portal | 2016-2017 | V | skills | 4;5 | 4 | | portal_programme | 2017-01-01 | | lopend
minor logistiek | 2017-2018 | V | knowledge | 4;5 | 2 | logistiek | | 2017-09-01 | 2018-02-28 | gestopt
campusbezoeken | 2017-2018 | VI | profiling | 4;5 | 4 | | campus_campaign | 2017-09-01 | | lopend
Duitse hogescholen | 2017-2018 | VI | profiling | 4;5 | 2 | | | 2018-01-15 | | lopend
"""
"""In segment II nothing runs any more: a white spot."""

MEASUREMENT_ROWS = """
indicator | datum | waarde | toelichting
academy_branding | 2017-04-28 | 30 | naam en huisstijl gekozen
academy_branding | 2017-09-26 | 70 | programma onder eigen naam
academy_branding | 2017-12-15 | 90 | website nog niet om
academy_branding | 2018-03-01 | 100 | ook de website draagt de naam
portal_in_use | 2017-03-31 | 25 | ontwerp gereed
portal_in_use | 2017-09-15 | 70 | eerste werkgevers op de portal
portal_in_use | 2017-11-20 | 100 | open voor iedereen
registered_talents | 2017-10-02 | 420 | telling van de portal
registered_talents | 2018-01-08 | 980 | telling van de portal
registered_talents | 2018-04-03 | 1450 | telling van de portal
registered_talents | 2018-06-30 | 1900 | telling van de portal
followers_linkedin | 2018-06-30 | 2350 | telling van het kanaal
followers_twitter | 2018-06-30 | 1120 | telling van het kanaal
si_company_growth | 2018-04-12 | 148 | telling bij een verkenning; er is nog geen nulmeting
programme_office_open | 2017-09-01 | 1 | kantoor open
"""


def activities() -> SampleTable:
    """Activities that run, ran, stopped or are no more than an idea."""
    return table("Activiteiten", ACTIVITIES, [_activity(row) for row in rows_of(ACTIVITY_ROWS)])


def measurements() -> SampleTable:
    """Measurements that can't be counted from the other sheets; the number of companies lacks its baseline."""
    rows = [{**row, "soort": "meting", "bewijs": "notitie in archief"} for row in rows_of(MEASUREMENT_ROWS)]
    return table("Metingen", MEASUREMENTS, rows)


def _activity(row: Row) -> Row:
    sector = str(row["sector"] or "")
    return {
        **row,
        "naam": f"Voorbeeldactiviteit {row['naam']}",
        "merkgradatie": "initiatief",
        "trekker": "programmabureau",
        "topsector": TOP_SECTORS.get(sector),
        "criteria": CRITERIA if sector else CRITERIA.replace("topsector;", ""),
    }
