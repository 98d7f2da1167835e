"""A faulty file comes back marked; corrected as its comments say, it goes in."""
# ruff: noqa: E501 - tables of cases, a case a line

import datetime
from collections import Counter
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill

from kpi.intake.import_report import ImportProposal
from kpi.intake.marked_copy import AUTHOR, FILLS, marked_copy, marked_name
from kpi.language import words_of
from tests.intake.conftest import Propose, codes, xlsx

NL = words_of("nl")
D = datetime.date
DAY = D(2017, 9, 1)
EACH = 10
SHEETS: dict[str, list[str]] = {
    "Bijdragen": ["organisatie", "planjaar", "toegezegd", "toegezegd_op", "ontvangen", "ontvangen_op"],
    "Vacatures": [
        "vacature_id",
        "functie",
        "organisatie",
        "soort",
        "niveau",
        "plaatsen",
        "smart_industry",
        "geplaatst_op",
        "sluit_op",
        "status",
        "vervuld",
    ],
    "Uitgaven": ["boekstuk", "begrotingspost", "omschrijving", "bedrag", "gefactureerd_op", "uren"],
    "Metingen": ["indicator", "datum", "waarde"],
    "Activiteiten": ["naam", "segmenten", "stap", "start", "einde"],
}
GOOD: dict[str, list[object]] = {
    "Bijdragen": ["Voorbeeldbedrijf {n}", "2017-2018", 3000, DAY, None, None],
    "Vacatures": ["V{n}", "Functie", "Voorbeeldbedrijf 1", "stage", "hbo", 2, "ja", DAY, D(2017, 12, 1), "open", None],
    "Uitgaven": ["F{n}", "channels", "Bijwerken", 100, DAY, 8],
    "Metingen": ["registered_talents", DAY, 5],
    "Activiteiten": ["Activiteit {n}", "I", 2, DAY, D(2017, 12, 1)],
}
FAULTS: list[tuple[str, str, object, str, object]] = [
    ("Bijdragen", "toegezegd", "5k", "not_an_amount", 5000),
    ("Bijdragen", "toegezegd", "12,345", "ambiguous_number", 12345),
    ("Bijdragen", "toegezegd", -5, "negative", 5),
    ("Bijdragen", "planjaar", "2031", "unknown_plan_year", "2017-2018"),
    ("Bijdragen", "toegezegd_op", None, "amount_without_date", DAY),
    ("Bijdragen", "toegezegd_op", "31-02-2017", "no_such_date", "28-02-2017"),
    ("Bijdragen", "toegezegd_op", "jul-17", "date_without_day", "01-07-2017"),
    ("Vacatures", "niveau", "hbø", "nearest_in_list", "hbo"),
    ("Vacatures", "soort", "zzzz", "not_in_list", "stage"),
    ("Vacatures", "functie", None, "required", "Functie"),
    ("Vacatures", "plaatsen", 2.5, "not_whole", 2),
    ("Vacatures", "smart_industry", "misschien", "not_yes_no", "ja"),
    ("Vacatures", "sluit_op", D(2016, 1, 1), "ends_before_start", D(2017, 12, 1)),
    ("Vacatures", "vervuld", 9, "more_filled_than_positions", 2),
    ("Uitgaven", "bedrag", 1.234, "fraction_of_cent", 1.23),
    ("Uitgaven", "gefactureerd_op", 42917, "number_as_date", "01-07-2017"),
    ("Uitgaven", "gefactureerd_op", "morgen", "not_a_date", "01-07-2017"),
    ("Uitgaven", "uren", "acht", "not_a_number", 8),
    ("Metingen", "indicator", "zomaar iets", "unknown_indicator", "registered_talents"),
    ("Activiteiten", "stap", 9, "step_out_of_range", 3),
]  # fmt: skip


def faulty() -> tuple[bytes, dict[tuple[str, str], tuple[str, object]]]:
    """A workbook in colour with ten of each fault; by place the code and what is right."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    places: dict[tuple[str, str], tuple[str, object]] = {}
    for name, head in SHEETS.items():
        sheet = book.create_sheet(name)
        sheet.append(head)
        for cell in sheet[1]:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDEEFF")
        sheet.column_dimensions["A"].width = 33
        for of, column, bad, code, right in FAULTS:
            for _ in range(EACH if of == name else 0):
                number = sheet.max_row + 1
                row = [each.format(n=number) if isinstance(each, str) else each for each in GOOD[name]]
                if name == "Metingen":
                    row[1] = DAY + datetime.timedelta(number)
                row[head.index(column)] = bad
                sheet.append(row)
                places[name, f"{openpyxl.utils.get_column_letter(head.index(column) + 1)}{number}"] = code, right
    out = BytesIO()
    book.save(out)
    return out.getvalue(), places


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content))


def saved(book: Any) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def marked(name: str, content: bytes, outcome: ImportProposal) -> bytes:
    return marked_copy(name, content, outcome.report.placed, NL)


def test_two_hundred_faults_of_twenty_kinds_are_all_marked_and_corrected_they_go_in(proposed: Propose) -> None:
    content, places = faulty()
    outcome = proposed(("stand.xlsx", content))
    found = Counter(one.code for one in outcome.report.errors)
    assert found == {code: EACH for _, _, _, code, _ in FAULTS}
    book = opened(marked("stand.xlsx", content, outcome))
    assert len(places) == 200
    for (sheet, place), (code, right) in places.items():
        cell = book[sheet][place.replace("D", "C") if code == "amount_without_date" else place]
        assert cell.fill.fgColor.rgb[-6:] == FILLS["error"].fgColor.rgb[-6:], place
        assert cell.comment.author == AUTHOR
        assert len(cell.comment.text) > 20
        book[sheet][place].value = right
    again = proposed(("stand (gemarkeerd).xlsx", saved(book)))
    assert again.report.errors == ()
    assert again.proposal is not None
    assert sum(len(change.rows) for change in again.proposal.changes) == 200


def test_the_looks_of_the_workbook_are_kept_and_the_list_comes_first_with_links(proposed: Propose) -> None:
    content, _ = faulty()
    book = opened(marked("stand.xlsx", content, proposed(("stand.xlsx", content))))
    assert book.sheetnames == ["Te verbeteren", *SHEETS]
    head = book["Bijdragen"]["A1"]
    assert (head.font.bold, head.fill.fgColor.rgb[-6:], book["Bijdragen"].column_dimensions["A"].width) == (
        True,
        "DDEEFF",
        33,
    )
    first = book["Te verbeteren"]
    assert first["A1"].value == "Verbeter de gekleurde cellen, bewaar het bestand en sleep het opnieuw naar Gegevens."
    assert first["A2"].value.startswith("Fouten: 200.")
    assert first["C5"].hyperlink.location == "Bijdragen!B32" or first["C5"].hyperlink.target
    assert first["E5"].value


def test_what_is_mended_is_no_longer_marked_in_the_next_copy(proposed: Propose) -> None:
    rows = [SHEETS["Bijdragen"], ["A", "2017-2018", "5k", DAY, None, None], ["B", "2031", 5, DAY, None, None]]
    content = xlsx({"Bijdragen": rows})
    book = opened(marked("b.xlsx", content, proposed(("b.xlsx", content))))
    book["Bijdragen"]["C2"] = 5000
    half = saved(book)
    book = opened(marked("c.xlsx", half, proposed(("c.xlsx", half))))
    assert book.sheetnames == ["Te verbeteren", "Bijdragen"]
    assert book["Bijdragen"]["C2"].comment is None or book["Bijdragen"]["C2"].comment.author != AUTHOR
    assert book["Bijdragen"]["B3"].comment.text.startswith("2031 is geen planjaar")


@pytest.mark.parametrize("kind", ["csv", "ods", "xls"])
def test_other_kinds_of_files_come_back_as_a_workbook(proposed: Propose, kind: str) -> None:
    name, content = {"csv": as_csv, "ods": as_ods, "xls": as_xls}[kind]()
    outcome = proposed((name, content))
    assert ("C2", "not_an_amount") in codes(outcome)
    assert marked_name(name, NL).endswith(" (gemarkeerd).xlsx")
    book = opened(marked(name, content, outcome))
    sheet = book.worksheets[1]
    assert sheet["C2"].comment.text.startswith("5k is geen bedrag")
    sheet["C2"] = 5000
    again = proposed(("weer.xlsx", saved(book)))
    assert again.report.errors == ()
    assert again.proposal is not None
    assert len(again.proposal.changes[0].rows) == 2


ROWS = [["organisatie", "planjaar", "toegezegd", "toegezegd_op"], ["Voorbeeldbedrijf 1", "2017-2018", "5k", "01-09-2017"], ["Voorbeeldbedrijf 2", "2017-2018", "2.500,00", "01-09-2017"]]  # fmt: skip


def as_csv() -> tuple[str, bytes]:
    return "bijdragen.csv", "\r\n".join(";".join(row) for row in ROWS).encode("utf-8-sig")


def as_xls() -> tuple[str, bytes]:
    import xlwt  # noqa: PLC0415

    book = xlwt.Workbook()
    sheet = book.add_sheet("Bijdragen")
    for number, row in enumerate(ROWS):
        for column, text in enumerate(row):
            sheet.write(number, column, text)
    out = BytesIO()
    book.save(out)
    return "bijdragen.xls", out.getvalue()


def as_ods() -> tuple[str, bytes]:
    from odf.opendocument import OpenDocumentSpreadsheet  # noqa: PLC0415
    from odf.table import Table, TableCell, TableRow  # noqa: PLC0415
    from odf.text import P  # noqa: PLC0415

    document = OpenDocumentSpreadsheet()
    table = Table(name="Bijdragen")
    for row in ROWS:
        line = TableRow()
        for text in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    out = BytesIO()
    document.save(out)
    return "bijdragen.ods", out.getvalue()


def test_comments_of_others_stay(proposed: Propose) -> None:
    book = opened(xlsx({"Bijdragen": [SHEETS["Bijdragen"], ["A", "2017-2018", "5k", DAY, None, None]]}))
    book["Bijdragen"]["C2"].comment = openpyxl.comments.Comment("Navragen", "Penningmeester")
    content = saved(book)
    text = opened(marked("b.xlsx", content, proposed(("b.xlsx", content))))["Bijdragen"]["C2"].comment.text
    assert text.startswith("Navragen\n\n5k is geen bedrag")
