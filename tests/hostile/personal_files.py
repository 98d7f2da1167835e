"""Files of every format that are full of data of persons, in all the places where such data hide."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import xlwt
from odf import dc, meta
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.comments import Comment

from tests.intake.books import audit_file, line, payment, statement
from tests.intake.test_persons import FORMS

HEAD = ["boekstuk", "begrotingspost", "omschrijving", "relatie", "bedrag", "verplicht_op"]
UNREAD = {
    "Ingevuld": "Fenna Ooneyk",
    "Student(e)": "Sjimmie Kwaak",
    "rek.nr": "412.88.71.993",
    "Opm.": "zoon van Teunis Hadderingh",
    "Naam contactpersoon": "Goswina Elferink",
    "telefoon": "573-991 toestel 4",
    "geboortedatum": "4 mei 1971",
}
"""Columns that nobody reads, under headers that do or don't say so, with names that no list has."""
HIDDEN = {
    "a comment": "Commentaar van Wubbo Zwart",
    "the author": "Auteur Lutske",
    "the last editor": "Bewerker Nynke",
    "the description": "Beschrijving Hylke Wiersma",
    "the keywords": "Trefwoord Geesje",
    "the header of a page": "Kopregel Jelmer",
    "the footer of a page": "Voetregel Sjoukje",
    "a hidden sheet": "Blad van Oebele",
    "a sheet that isn't read": "Ander blad van Froukjen",
    "a note above the heading": "Notitie voor Douwina",
    "the name of a sheet": "Jan Uilenvlugt",
}
NAME = "verslag Anna_Bolderdiek"
DAY = date(2017, 9, 1)
_BEFORE = re.compile(r"^(BSN |bsn: ?|burgerservicenummer |geb\. |geboren op )")


def needles() -> dict[str, str]:
    """What may be found nowhere, by what it is."""
    forms = {form: _BEFORE.sub("", form) for form in FORMS}
    return {**forms, **UNREAD, **HIDDEN, "file": "Anna_Bolderdiek", "letters": "Bolderdiek", "sheet": "Uilenvlugt"}


def rows(prefix: str) -> list[list[object]]:
    """A booking for each form, with it in the description and in the relation, and something in every unread column."""
    told = (f"bel {form}, of {form} daarna" for form in FORMS)
    return [
        [
            f"{prefix}-{n}",
            "Communicatiestrateeg",
            text,
            f"Drukker ({form})",
            10 + n,
            DAY,
            *(f"{each} {n}" for each in UNREAD.values()),
        ]
        for n, (text, form) in enumerate(zip(told, FORMS, strict=True), 1)
    ]


def files() -> Iterator[tuple[str, bytes]]:
    """One of each format, by a name that tells of a person."""
    lines = [line(n, "4510", "10.00", "D", f"<desc>bel {form}</desc>") for n, form in enumerate(FORMS, 1)]
    yield f"{NAME}.xlsx", workbook()
    yield f"{NAME}.xls", old_workbook()
    yield f"{NAME}.ods", open_document()
    yield f"{NAME}.csv", delimited()
    yield f"{NAME}.xaf", audit_file([("70", "1", [*lines, line(99, "1600", f"{len(lines)}0.00", "C")])], "3.2")


def bank_statement(name: str) -> bytes:
    """A payment of an organisation whose text and reference hold every form."""
    return statement(*(payment("3000.00", name, f"bijdrage {form}", reference=form) for form in FORMS))


def workbook() -> bytes:
    book, out = Workbook(), BytesIO()
    told = book.properties
    told.creator, told.lastModifiedBy = HIDDEN["the author"], HIDDEN["the last editor"]
    told.description, told.keywords = HIDDEN["the description"], HIDDEN["the keywords"]
    sheet = book.worksheets[0]
    sheet.title = HIDDEN["the name of a sheet"]
    sheet.append([HIDDEN["a note above the heading"]])
    sheet.append([])
    sheet.append([*HEAD, *UNREAD])
    for row in rows("X"):
        sheet.append(row)
    sheet.column_dimensions["J"].hidden = True
    sheet["B5"].comment = Comment(HIDDEN["a comment"], HIDDEN["the author"])
    sheet.oddHeader.left.text, sheet.oddFooter.right.text = (
        HIDDEN["the header of a page"],
        HIDDEN["the footer of a page"],
    )
    for name, text, state in (
        ("Verborgen", "a hidden sheet", "hidden"),
        ("Kladje", "a sheet that isn't read", "visible"),
    ):
        other = book.create_sheet(name)
        other.append([HIDDEN[text], "06-48217730"])
        other.sheet_state = state
    book.save(out)
    return out.getvalue()


def old_workbook() -> bytes:
    book, out = xlwt.Workbook(), BytesIO()
    book.owner = HIDDEN["the author"]
    sheet = book.add_sheet(HIDDEN["the name of a sheet"])
    sheet.header_str, sheet.footer_str = (
        HIDDEN["the header of a page"].encode(),
        HIDDEN["the footer of a page"].encode(),
    )
    look = xlwt.easyxf(num_format_str="dd-mm-yyyy")
    sheet.write(0, 0, HIDDEN["a note above the heading"])
    for number, row in enumerate([[*HEAD, *UNREAD], *rows("O")], 2):
        for column, value in enumerate(row):
            sheet.write(number, column, value, look) if isinstance(value, date) else sheet.write(number, column, value)
    sheet.col(len(HEAD)).hidden = True
    book.add_sheet("Kladje").write(0, 0, HIDDEN["a sheet that isn't read"])
    book.save(out)
    return out.getvalue()


def open_document() -> bytes:
    book, out = OpenDocumentSpreadsheet(), BytesIO()
    for kind, text in (
        (meta.InitialCreator, "the author"),
        (dc.Creator, "the last editor"),
        (dc.Description, "the description"),
        (meta.Keyword, "the keywords"),
    ):
        book.meta.addElement(kind(text=HIDDEN[text]))
    table = Table(name=HIDDEN["the name of a sheet"])
    table.addElement(TableColumn(numbercolumnsrepeated=len(HEAD)))
    table.addElement(TableColumn(visibility="collapse"))
    noted = Annotation()
    noted.addElement(P(text=HIDDEN["a comment"]))
    for number, row in enumerate([[HIDDEN["a note above the heading"]], [], [*HEAD, *UNREAD], *rows("D")]):
        kept = TableRow()
        for column, value in enumerate(row or [""]):
            kind = {"valuetype": "float", "value": value} if isinstance(value, int) else {"valuetype": "string"}
            cell = TableCell(**({"valuetype": "date", "datevalue": str(value)} if isinstance(value, date) else kind))
            if (number, column) == (4, 1):
                cell.addElement(noted)
            cell.addElement(P(text=str(value)))
            kept.addElement(cell)
        table.addElement(kept)
    book.spreadsheet.addElement(table)
    book.write(out)
    return out.getvalue()


def delimited() -> bytes:
    head = [HIDDEN["a note above the heading"]], [], [*HEAD, *UNREAD]
    return "\r\n".join(";".join(str(value) for value in row) for row in (*head, *rows("C"))).encode()
