"""Workbooks that count their days from 1904."""

import datetime
from io import BytesIO

import xlsxwriter

from tests.intake.conftest import Propose


def test_days_counted_from_1904_are_read_as_the_days_that_were_meant(proposed: Propose) -> None:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"date_1904": True})
    sheet, day = book.add_worksheet("Organisaties"), book.add_format({"num_format": "dd-mm-yyyy"})
    sheet.write_row(0, 0, ["organisatie", "soort", "lid_sinds"])
    sheet.write_row(1, 0, ["Voorbeeldbedrijf 1", "bedrijf"])
    sheet.write_datetime(1, 2, datetime.date(2017, 7, 1), day)
    book.close()
    outcome = proposed(("x.xlsx", out.getvalue()))
    assert outcome.proposal is not None
    (row,) = outcome.proposal.changes[0].rows
    assert datetime.date(2017, 7, 1) in row.values
