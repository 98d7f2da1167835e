"""Every form of every kind of value, between every separator and in every code page, is the value that it is."""

import datetime
from decimal import Decimal

import pytest

from tests.intake.conftest import Propose
from tests.intake.test_cases import stored

DAY = datetime.date(2017, 9, 12)
AMOUNTS = {
    "1250": 1250, "1250,00": 1250, "1.250,00": 1250, "1250.00": 1250, "1,250.00": 1250, "€ 1.250,00": 1250,
    "EUR 1250": 1250, "1250,-": 1250, "1250,=": 1250, "1 250,00": 1250, "1\u00a0250,00": 1250, "€1250": 1250,
    "1250 euro": 1250, "(1.250,00)": -1250, "1.250,00-": -1250, "-/- 1250": -1250, "−1250": -1250, "+1250": 1250,
    "0,5": "0.5", "12,50": "12.5", "12.345.678,90": "12345678.9",
}  # fmt: skip
DAYS = [
    "12-09-2017", "12-9-2017", "12/09/2017", "12.09.2017", "12 09 2017", "2017-09-12", "2017/09/12", "20170912",
    "12 september 2017", "12 sep 2017", "12 sept. 2017", "12-sep-2017", "12sep2017", "di 12 september 2017",
    "dinsdag 12 sep. 2017", "12-09-17", "2017-09-12T00:00:00", "2017-09-12 10:15", "12-09-2017 10:15:30",
    "2017-09-11T22:00:00Z",
]  # fmt: skip
YES_NO = {
    **dict.fromkeys(["ja", "Ja", "JA", "j", "yes", "y", "x", "✓", "waar", "WAAR", "true", "1"], True),
    **dict.fromkeys(["nee", "Nee", "n", "no", "neen", "onwaar", "false", "0", "✗"], False),
}
PLAN_YEARS = ["2017-2018", "2017/2018", "2017 - 2018", "2017–2018", "2017-18", "20172018", " 2017-2018 "]
KINDS = ["bedrijf", "Bedrijf", "BEDRIJF", " bedrijf ", "bedríjf"]
SEPARATORS = [";", ",", "\t", "|"]
CODES = ["utf-8", "utf-8-sig", "utf-16"]


def file(head: str, rows: list[str], separator: str, code: str) -> tuple[str, bytes]:
    """A delimited text with every cell in quotes; ``~`` stands for the separator."""
    lines = ["~".join(f'"{cell}"' for cell in line.split("~")) for line in [head, *rows]]
    return "lijst.csv", "\r\n".join(lines).replace('"~"', f'"{separator}"').encode(code)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("separator", SEPARATORS)
def test_costs_are_the_same_in_every_form(proposed: Propose, separator: str, code: str) -> None:
    head = "boekstuk~begrotingspost~omschrijving~bedrag~gefactureerd_op~subsidiabel"
    rows = [f"A{n}~channels~a~{amount}~12-09-2017~ja" for n, amount in enumerate(AMOUNTS)]
    rows += [f"D{n}~channels~a~1~{day}~ja" for n, day in enumerate(DAYS)]
    rows += [f"E{n}~channels~a~1~12-09-2017~{word}" for n, word in enumerate(YES_NO)]
    outcome = proposed(file(head, rows, separator, code))
    assert outcome.report.errors == ()
    amounts = [int(Decimal(each) * 100) for each in AMOUNTS.values()]
    assert stored(outcome, "amount") == [*amounts, *[100] * (len(DAYS) + len(YES_NO))]
    assert set(stored(outcome, "invoiced_on")) == {DAY}
    assert stored(outcome, "eligible")[-len(YES_NO) :] == list(YES_NO.values())


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("separator", SEPARATORS)
def test_words_are_the_same_in_every_form(proposed: Propose, separator: str, code: str) -> None:
    rows = [f"Een {n}~{year}~1~12-09-2017" for n, year in enumerate(PLAN_YEARS)]
    outcome = proposed(file("organisatie~planjaar~toegezegd~toegezegd_op", rows, separator, code))
    assert outcome.report.errors == ()
    assert set(stored(outcome, "plan_year")) == {"2017-2018"}
    rows = [f"Een {n}~{kind}" for n, kind in enumerate(KINDS)]
    outcome = proposed(file("organisatie~soort", rows, separator, code))
    assert stored(outcome, "kind") == ["company"] * len(KINDS)
