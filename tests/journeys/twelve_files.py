"""The rows of the example as twelve files of twelve makers, each in the form in which its maker keeps or exports it.

``python -m tests.journeys.twelve_files FOLDER`` writes them. What comes of them must be the scorecard of the example,
every figure of which was worked out apart from this code.
"""

import csv
import io
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from tests.intake.books import HEAD, audit_file, line, payment, statement

Row = Mapping[str, Any]
EXAMPLE = Path(__file__).parents[1] / "example" / "example.xlsx"
DAYS_ASKED = (datetime(2017, 12, 31), datetime(2018, 6, 30))
"""The days on which the example says what is ordered: a booking that is ordered on one of them isn't invoiced yet."""
EXACT = {"4010": "vacancy_collection", "4020": "promo_videos", "4030": "campus_campaign"}
"""Accounts of the foundation's bookkeeping, and the lines of the budget that they are."""
OFFICE = {"4510": "a2020_jong", "4600": "stakeholder_branding"}
"""Accounts of the accountant's audit file."""
BANKED = {"2016-2017": "ing", "2017-2018": "camt"}
"""The plan years of which contributions paid in full come from a statement of a bank."""


def rows(sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet of the example by their column names."""
    head, *found = load_workbook(EXAMPLE, read_only=True)[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in found]


def dutch(value: object) -> str:
    """A value as a Dutch program writes it in a text."""
    if isinstance(value, datetime):
        return f"{value.day}-{value.month}-{value.year}"
    if isinstance(value, float):
        return f"{value:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")
    return "" if value is None else str(value)


def _csv(head: Sequence[str], body: Sequence[Sequence[str]], separator: str = ";") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows([head, *body])
    return text.getvalue()


KINDS = {"bedrijf": "Bedrijf", "onderwijs": "School", "overheid": "Overheid", "maatschappelijk": "Stichting/vereniging"}


def customers() -> bytes:
    """The list of relations of a CRM program: names of its own, values of its own, in the letters of Windows."""
    names = {
        "organisatie": "Relatienaam", "soort": "Relatiesoort", "gemeente": "Vestigingsplaats",
        "medewerkers": "Aantal medewerkers", "smart_industry": "Smart Industry", "lid_sinds": "Lid sinds",
        "lid_tot": "Lid tot", "voert_merk_sinds": "Voert merk sinds", "merk_bewijs": "Merkbewijs",
    }  # fmt: skip
    head = ["Relatienr.", *names.values(), "E-mail contactpersoon", "Telefoon"]
    body = [
        [str(10_001 + number), *(dutch(KINDS.get(row[name], row[name])) for name in names),
         f"iemand{number}@example.org", f"0314-36{number:04}"]
        for number, row in enumerate(rows("Organisaties"))
    ]  # fmt: skip
    return _csv(head, body).encode("cp1252")


def banked(row: Row) -> str:
    """The bank whose statement has the payment of a contribution; empty where the treasurer's list has it."""
    paid = row["ontvangen"] is not None and row["ontvangen"] == row["toegezegd"] == row["gefactureerd"]
    return BANKED.get(row["planjaar"], "") if paid and row["vorm"] == "geld" and row["kenmerk"] == "1" else ""


def contributions() -> bytes:
    """The treasurer's own list: a title, names of columns in two rows, a total and a note below."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Cofinanciering"
    sheet["A1"], sheet["A1"].font = "Bijdragen SmartHub Achterhoek", Font(bold=True, size=16)
    sheet["A2"] = "Stand van de penningmeester, alle planjaren"
    names = ["organisatie", "planjaar", "kenmerk", "vorm", "toegezegd", "toegezegd_op", "gefactureerd",
             "gefactureerd_op", "ontvangen", "ontvangen_op"]  # fmt: skip
    top = ["Wie draagt bij", "Planjaar", "Termijn", "Vorm", "Toegezegd", None, "Gefactureerd", None, "Ontvangen", None]
    for column, (above, below) in enumerate(zip(top, [None] * 4 + ["bedrag", "datum"] * 3, strict=True), start=1):
        sheet.cell(4, column, above)
        sheet.cell(5, column, below)
    found = rows("Bijdragen")
    for row in found:
        left_out = {"ontvangen", "ontvangen_op"} if banked(row) else set()
        sheet.append([None if name in left_out else row[name] for name in names])
    sums = [sum(row[name] or 0 for row in found if not (name == "ontvangen" and banked(row))) for name in names[4::2]]
    sheet.append(["Totaal", None, None, None, sums[0], None, sums[1], None, sums[2], None])
    sheet.append([])
    sheet.append(["Bron: eigen administratie"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def paid_by(bank: str) -> Iterator[tuple[datetime, str, float, str]]:
    """Each payment on a bank's statement: day, payer, amount, remark."""
    for row in rows("Bijdragen"):
        if banked(row) == bank:
            yield row["ontvangen_op"], row["organisatie"], row["ontvangen"], f"bijdrage {row['planjaar']}"


def ing() -> bytes:
    """A csv of ING, with a payment that goes out and one that nobody promised."""
    head = ["Datum", "Naam / Omschrijving", "Rekening", "Tegenrekening", "Code", "Af Bij", "Bedrag (EUR)",
            "Mutatiesoort", "Mededelingen"]  # fmt: skip
    own = "NL01INGB0000000001"
    body = [
        [f"{day:%Y%m%d}", name, own, "NL02RABO0000000001", "OV", "Bij", dutch(float(amount)).replace(".", ""),
         "Overschrijving", remark]
        for day, name, amount, remark in paid_by("ing")
    ]  # fmt: skip
    out = ["20161205", "Drukkerij Voorbeeld", own, "NL02RABO0000000002", "GT", "Af", "1210,00", "Online", "factuur 44"]
    text = io.StringIO()
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows([head, *body, out])
    return text.getvalue().encode()


def camt() -> bytes:
    """Statements of another bank, as CAMT.053 in a zip."""
    entries = [
        payment(f"{amount:.2f}", name, remark, reference=str(number), day=f"{day:%Y-%m-%d}")
        for number, (day, name, amount, remark) in enumerate(paid_by("camt"))
    ]
    return _zip({"CAMT053_2017.xml": statement(*entries)})


def _zip(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def portal() -> bytes:
    """Registered talents as the portal's maker reports them: months as columns."""
    found = {row["datum"]: row["waarde"] for row in rows("Metingen") if row["indicator"] == "registered_talents"}
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Metingen"
    months = {datetime(2017, 6, 1): "jun 2017", datetime(2018, 6, 1): "jun 2018", datetime(2020, 11, 30): "nov 2020"}
    sheet.append(["indicator", *months.values()])
    sheet.append(["registered_talents", *(found[day] for day in months)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


JOBS = {"stage": "BPV", "afstudeeropdracht": "Afstudeerstage", "traineeship": "Traineeship",
        "startersfunctie": "Baan"}  # fmt: skip
LEVELS = {"mbo4": "MBO 4", "hbo": "HBO", "wo": "WO"}


def job_board() -> bytes:
    """The export of a job board: commas, moments with their offset, words of its own."""
    names = {
        "vacature_id": "Vacature-ID", "functie": "Functietitel", "organisatie": "Werkgever", "gemeente": "Gemeente",
        "soort": "Soort", "niveau": "Niveau", "plaatsen": "Plaatsen", "smart_industry": "Smart industry",
        "op_smarthub_nl": "Op smarthub.nl", "geplaatst_op": "Geplaatst op", "sluit_op": "Sluit op", "status": "Status",
        "gesloten_op": "Gesloten op", "vervuld": "Vervuld", "vervuld_op": "Vervuld op", "vervuld_via": "Vervuld via",
        "opleiding": "Opleiding",
    }  # fmt: skip

    def told(value: object) -> str:
        if isinstance(value, datetime):
            return value.replace(hour=9, minute=30, tzinfo=ZoneInfo("Europe/Amsterdam")).isoformat()
        return "" if value is None else JOBS.get(str(value), LEVELS.get(str(value), str(value)))

    body = [[told(row[name]) for name in names] for row in rows("Vacatures")]
    return b"\xef\xbb\xbf" + _csv(list(names.values()), body, ",").encode()


def school() -> bytes:
    """The study programmes as a school's system exports them: a web table that is called .xls."""
    found = rows("Opleidingen")
    head = "".join(f"<th>{name}</th>" for name in found[0])
    body = "".join(f"<tr>{''.join(f'<td>{escape(dutch(cell))}</td>' for cell in row.values())}</tr>" for row in found)
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>'
        f"<table><tr>{head}</tr>{body}</table></body></html>"
    ).encode()


def booked(row: Row, lines: Mapping[str, str]) -> bool:
    """Whether a ledger can tell a cost whole: invoiced and no more, in the year and on the days that count."""
    told = {name for name, value in row.items() if value is not None}
    known = {"boekstuk", "regel", "begrotingspost", "omschrijving", "relatie", "bedrag", "btw", "gefactureerd_op"}
    if row["begrotingspost"] not in lines.values() or told - known - {"verplicht_op"} or known - told:
        return False
    ordered, invoiced = row["verplicht_op"] or row["gefactureerd_op"], row["gefactureerd_op"]
    between = any(ordered <= day < invoiced for day in DAYS_ASKED)
    return not between and _plan_year(ordered) == _plan_year(invoiced)


def _plan_year(day: datetime) -> int:
    return day.year - (day.month < 7)


def exact() -> bytes:
    """Ledger cards of Exact: criteria above, a section for each account, debit and credit, totals."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Grootboekkaart"
    sheet.append(["Grootboekkaarten", None, "Stichting Voorbeeld"])
    sheet.append(["Boekjaar", None, "2017 t/m 2021"])
    sheet.append([])
    sheet.append(HEAD)
    for account, budget_line in EXACT.items():
        cards = [row for row in rows("Uitgaven") if booked(row, EXACT) and row["begrotingspost"] == budget_line]
        sheet.append([f"Grootboekrekening: {account} {budget_line.replace('_', ' ')}"])
        for row in cards:
            day = row["gefactureerd_op"]
            sheet.append([None, day.month, day, row["boekstuk"], "70", row["omschrijving"], row["relatie"], None,
                          row["bedrag"], None])  # fmt: skip
        sheet.append([f"Totaal {account}", *[None] * 7, sum(row["bedrag"] for row in cards), 0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def audit() -> bytes:
    """An audit file (XAF) of the accountant's program."""
    accounts = {budget_line: account for account, budget_line in OFFICE.items()}
    transactions = [
        ("70", row["boekstuk"], [_debit(1, accounts[row["begrotingspost"]], row), _credit(row)])
        for row in rows("Uitgaven")
        if booked(row, OFFICE)
    ]
    return audit_file(transactions)


def _debit(number: int, account: str, row: Row) -> str:
    day = row["gefactureerd_op"].date().isoformat()
    return line(number, account, f"{row['bedrag']:.2f}", "D").replace("2017-09-14", day)


def _credit(row: Row) -> str:
    day = row["gefactureerd_op"].date().isoformat()
    return line(2, "1600", f"{row['bedrag']:.2f}", "C").replace("2017-09-14", day)


def videos() -> bytes:
    """The video maker's own list, in LibreOffice."""
    book, sheet = OpenDocumentSpreadsheet(), Table(name="Videos")
    found = rows("Videos")
    for cells in [list(found[0]), *(list(row.values()) for row in found)]:
        made = TableRow()
        for cell in cells:
            made.addElement(_ods(cell))
        sheet.addElement(made)
    book.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def _ods(value: object) -> Any:
    if isinstance(value, datetime):
        return TableCell(valuetype="date", datevalue=value.date().isoformat())
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=str(value))
    if value is None:
        return TableCell()
    cell = TableCell(valuetype="string")
    cell.addElement(P(text=str(value)))
    return cell


def events() -> bytes:
    """The list of events of an old program: DOS letters, semicolons."""
    found = rows("Evenementen")
    return _csv(list(found[0]), [[dutch(cell) for cell in row.values()] for row in found]).encode("cp850")


def office() -> bytes:
    """The programme office's own workbook: what no other file has, as a workbook that may hold macros."""
    book = Workbook()
    book.remove(book.worksheets[0])
    parts = {
        "Uitgaven": [row for row in rows("Uitgaven") if not booked(row, EXACT) and not booked(row, OFFICE)],
        "Metingen": [row for row in rows("Metingen") if row["indicator"] != "registered_talents"],
        "Contacten": rows("Contacten"),
        "Pitches": rows("Pitches"),
        "Subsidie": rows("Subsidie"),
    }
    for title, found in parts.items():
        sheet = book.create_sheet(title)
        for cells in [list(found[0]), *(list(row.values()) for row in found)]:
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return _with_macros(out.getvalue())


def _with_macros(workbook: bytes) -> bytes:
    """The workbook as one of the kind that may hold macros."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert kind in parts["[Content_Types].xml"]
    macros = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(kind, macros)
    return _zip(parts)


FILES: Mapping[str, Callable[[], bytes]] = {
    "relaties.csv": customers,
    "cofinanciering.xlsx": contributions,
    "talenten per maand.xlsx": portal,
    "vacatures-export.csv": job_board,
    "opleidingen.xls": school,
    "grootboekkaarten.xlsx": exact,
    "auditfile.xaf": audit,
    "videos.ods": videos,
    "evenementen.csv": events,
    "programmabureau.xlsm": office,
    "ING 2016.csv": ing,
    "CAMT053.zip": camt,
}
"""By name what each maker sends; the last two are statements of banks."""
STATEMENTS = ("ING 2016.csv", "CAMT053.zip")


def write(folder: Path) -> None:
    """Write every file into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in FILES.items():
        (folder / name).write_bytes(make())


if __name__ == "__main__":
    write(Path(sys.argv[1]))
