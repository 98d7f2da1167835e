"""One file for each hazard, and the code of the sentence that it has to be answered with."""

import base64
import random
import zipfile
from collections.abc import Callable
from io import BytesIO

from tests.intake.books import audit_file, line, payment, statement
from tests.intake.conftest import xlsx

MIB = 1024 * 1024
GOOD = xlsx({"Organisaties": [["organisatie", "soort"], ["Voorbeeldbedrijf 1", "bedrijf"]]})
SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha">'
    + "".join('<!ENTITY {} "{}">'.format(chr(98 + n), f"&{chr(97 + n)};" * 10) for n in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
TEXT = "<c r='{}' t='inlineStr'><is><t>{}</t></is></c>"
HEAD = f"<row r='1'>{TEXT.format('A1', 'organisatie')}{TEXT.format('B1', 'soort')}</row>"


def part(name: str, content: bytes | Callable[[bytes], bytes], given: bytes = GOOD) -> bytes:
    """A workbook with one of its parts replaced, or another one added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(given)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        before = old.read(name) if name in old.namelist() else b""
        new.writestr(name, content(before) if callable(content) else content)
    return out.getvalue()


def sheet(rows: str) -> bytes:
    """The XML of a worksheet."""
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?><worksheet xmlns="{name}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def declared(declaration: str) -> Callable[[bytes], bytes]:
    """The same XML with a declaration of entities, and a use of one."""

    def change(before: bytes) -> bytes:
        start, _, rest = before.partition(b"?>")
        return start + b"?>" + declaration.encode() + rest

    return change


def empty_rows() -> bytes:
    """A million rows that hold nothing but a format."""
    rows = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(2, 1_000_001))
    return part(SHEET, sheet(HEAD + rows))


def wide_rows() -> bytes:
    """Rows of 16.384 formatted cells."""
    names = [column(n) for n in range(16_384)]
    rows = ""
    for number in range(2, 12):
        cells = "".join(f'<c r="{name}{number}" s="1"/>' for name in names)
        rows += f"<row r='{number}'>{cells}</row>"
    return part(SHEET, sheet(HEAD + rows))


def wide_names() -> bytes:
    """One row of 16.384 names and one of values below it."""
    names = [f"Kolom {n}" for n in range(16_384)]
    return xlsx({"Organisaties": [["organisatie", "soort", *names[2:]], ["Voorbeeld", "bedrijf", *names[2:]]]})


def column(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def repeated_text() -> bytes:
    """One text of 32.767 characters in fifty thousand cells."""
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    texts = f'<sst xmlns="{name}"><si><t>{"x" * 32_767}</t></si></sst>'.encode()
    rows = "".join(f"<row r='{n}'><c r='A{n}' t='s'><v>0</v></c></row>" for n in range(2, 50_002))
    return part("xl/sharedStrings.xml", texts, part(SHEET, sheet(HEAD + rows)))


def inline_text() -> bytes:
    """Texts of 32.767 characters that stand in the cells themselves, 160 MiB together; no bomb by its ratio."""
    chance = random.Random(1)  # noqa: S311 - repeatable, not secret
    texts = (chance.randbytes(150).hex() + "x" * 32_467 for _ in range(2, 5_200))
    body = "".join(f"<row r='{n}'>{TEXT.format(f'A{n}', text)}</row>" for n, text in enumerate(texts, 2))
    return part(SHEET, sheet(HEAD + body))


def bomb() -> bytes:
    """A worksheet that unpacks to 300 MiB of blanks."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != SHEET:
                new.writestr(each, old.read(each))
        with new.open(SHEET, "w") as stream:
            stream.write(sheet(HEAD)[:-24])
            for _ in range(300):
                stream.write(b" " * MIB)
    return out.getvalue()


def formulas() -> bytes:
    """A formula of which no program stored the value."""
    return part(SHEET, sheet(HEAD + "<row r='2'><c r='A2'><f>1+1</f></c><c r='B2' t='str'><v>bedrijf</v></c></row>"))


def errors() -> bytes:
    """A formula that failed."""
    return part(
        SHEET, sheet(HEAD + "<row r='2'><c r='A2' t='e'><v>#REF!</v></c><c r='B2' t='str'><v>bedrijf</v></c></row>")
    )


def deep() -> bytes:
    """An audit file of elements within elements, a hundred thousand deep."""
    return b"<?xml version='1.0'?><auditfile>" + b"<company>" * 100_000 + b"</company>" * 100_000 + b"</auditfile>"


def long_text() -> bytes:
    """An audit file with a description of 40 MiB."""
    booked = [("70", "1", [line(1, "4510", "1.00", "D", f"<invRef>{'x' * 40 * MIB}</invRef>")])]
    return audit_file(booked)


def many_payments() -> bytes:
    """A statement of thirty thousand entries."""
    one = payment("1.00", "Voorbeeld", "zomaar", reference="a")
    return statement(*[one] * 30_000)


def spans() -> bytes:
    """An .ods of 9.000 cells that each span ten thousand rows: each by itself is allowed."""
    cell = (
        "<table:table-cell office:value-type='string' table:number-rows-spanned='10000'><text:p>x</text:p>"
        "</table:table-cell>"
    )
    spanned = cell.replace("'", '"')
    return ods(f"<table:table-row>{spanned * 9}</table:table-row>" * 1_000)


def repeats(times: int, quote: str) -> bytes:
    """An .ods of cells that repeat a value: of each a part of what a sheet may hold."""
    values = {"office:value-type": "float", "office:value": "1", "table:number-columns-repeated": times}
    cell = f"<table:table-cell {' '.join(f'{name}={quote}{value}{quote}' for name, value in values.items())}/>"
    return ods(f"<table:table-row>{cell}</table:table-row>" * 9_000)


def ods(rows: str) -> bytes:
    """An .ods with a sheet of organisations that has those rows below its names."""
    names = "".join(f'<text:p office:x="">{name}</text:p>' for name in ("organisatie", "soort"))
    head = names.replace("<text:p", '<table:table-cell office:value-type="string"><text:p').replace(
        "</text:p>", "</text:p></table:table-cell>"
    )
    urn = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
    names_ = " ".join(f'xmlns:{name}="{urn.format(name)}"' for name in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0"?><office:document-content {names_}><office:body><office:spreadsheet>'
        f'<table:table table:name="Organisaties"><table:table-row>{head}</table:table-row>{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        new.writestr("content.xml", content)
        new.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def many_attributes(value: str = "") -> bytes:
    """An audit file with an element of a million attributes."""
    attributes = " ".join(f"a{n}='{value}'" for n in range(1_000_000))
    return audit_file([("70", "1", [line(1, "4510", "1.00", "D")])]).replace(
        b"<header>", f"<header {attributes}>".encode(), 1
    )


def many_names() -> bytes:
    """An audit file with a million elements that each have a name of their own."""
    elements = "".join(f"<a{n}/>" for n in range(1_000_000))
    return audit_file([("70", "1", [line(1, "4510", "1.00", "D")])]).replace(
        b"<header>", f"<header>{elements}".encode(), 1
    )


def many_declarations() -> bytes:
    """An audit file with an element that declares a million namespaces."""
    names = " ".join(f"xmlns:a{n}='u{n}'" for n in range(1_000_000))
    return audit_file([("70", "1", [line(1, "4510", "1.00", "D")])]).replace(
        b"<header>", f"<header {names}>".encode(), 1
    )


def far_columns() -> bytes:
    """A line of a million columns, below as many good ones as are looked at."""
    return b"organisatie;soort\n" + b"Voorbeeld;bedrijf\n" * 200 + b"x;" * 1_000_000


CELL = xlsx({"Organisaties": [["organisatie", "soort"], *[["x" * 32_767, "bedrijf"]] * 300]})
GIF = base64.b64decode("R0lGODlhAQABAAAAACwAAAAAAQABAAA=")
HAZARDS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "truncated workbook": ("x.xlsx", lambda: GOOD[: len(GOOD) // 2], "unreadable"),
    "truncated old workbook": ("x.xls", lambda: OLE + b"\x00" * 400, "unreadable"),
    "password": (
        "x.xlsx",
        lambda: OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 900,
        "encrypted",
    ),
    "macros where the name says so": ("x.xlsm", lambda: part("xl/vbaProject.bin", b"x"), "macros_not_run"),
    "a sheet of macros": ("x.xlsm", lambda: part("xl/macrosheets/sheet1.xml", b"<a/>"), "macros_not_run"),
    "macros within": ("x.xlsx", lambda: part("xl/vbaProject.bin", b"x"), "macros_not_run"),
    "zip bomb": ("x.xlsx", bomb, "zip_bomb"),
    "one text in very many cells": ("x.xlsx", repeated_text, "zip_bomb"),
    "very long texts in their cells": ("x.xlsx", inline_text, "zip_bomb"),
    "billion laughs in a workbook": ("x.xlsx", lambda: part(SHEET, declared(LAUGHS)), "unsafe_xml"),
    "billion laughs in an audit file": (
        "x.xaf",
        lambda: declared(LAUGHS)(audit_file([("70", "1", [line(1, "4510", "1", "D", "<desc>&j;</desc>")])])),
        "unsafe_xml",
    ),
    "external entity in a workbook": ("x.xlsx", lambda: part("xl/workbook.xml", declared(OUTSIDE)), "unsafe_xml"),
    "external entity in an audit file": (
        "x.xml",
        lambda: declared(OUTSIDE)(audit_file([("70", "&a;", [line(1, "4510", "1", "D")])])),
        "unsafe_xml",
    ),
    "bank statement of 30.000 entries": ("x.xml", many_payments, "bank_statement"),
    "elements too deep": ("x.xaf", deep, "unreadable_xml"),
    "a text of 40 MiB": ("x.xaf", long_text, "account_unmapped"),
    "truncated audit file": (
        "x.xaf",
        lambda: audit_file([("70", "1", [line(1, "4510", "1", "D")])])[:-30],
        "faulty_xml",
    ),
    "a million empty formatted rows": ("x.xlsx", empty_rows, "too_many_cells"),
    "16.384 formatted columns": ("x.xlsx", wide_rows, "no_rows"),
    "16.384 named columns": ("x.xlsx", wide_names, "too_many_columns"),
    "cells of 32.767 characters": ("x.xlsx", lambda: CELL, "too_long"),
    "a workbook called text": ("x.csv", lambda: GOOD, "wrong_type"),
    "text called a workbook": ("x.xlsx", lambda: b"organisatie;soort\nVoorbeeld;bedrijf\n", "wrong_type"),
    "a picture called a workbook": ("x.xlsx", lambda: GIF, "wrong_type"),
    "larger than any file": ("x.csv", lambda: b"organisatie;soort\n" + b"a;b\n" * 14_000_000, "too_large"),
    "one line of 45 MiB": ("x.csv", lambda: b'organisatie;soort\n"' + b"x" * 45 * MIB, "unreadable"),
    "nothing but delimiters": ("x.csv", lambda: b"organisatie;soort\n" + b";" * 45 * MIB, "too_many_cells"),
    "cells that span ten million others": ("x.ods", spans, "too_many_cells"),
    "repeats in the other quotes": ("x.ods", lambda: repeats(5_000, "'"), "too_many_cells"),
    "many smaller repeats": ("x.ods", lambda: repeats(900, '"'), "too_many_cells"),
    "a million attributes": ("x.xaf", many_attributes, "unreadable_xml"),
    "a million attributes with what ends an element": ("x.xaf", lambda: many_attributes(">"), "unreadable_xml"),
    "a million names": ("x.xaf", many_names, "unreadable_xml"),
    "a million namespaces": ("x.xaf", many_declarations, "unreadable_xml"),
    "a million columns": ("x.csv", lambda: b"x;" * 1_000_000 + b"\n1;2\n", "too_many_columns"),
    "a million columns far down": ("x.csv", far_columns, "too_many_columns"),
    "formula without a value": ("x.xlsx", formulas, "no_value"),
    "error cell": ("x.xlsx", errors, "error_cell"),
}
"""By hazard: the file's name, its contents, and the code of the problem that says so."""
