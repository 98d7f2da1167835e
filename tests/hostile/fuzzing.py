"""Files at random: bytes, and real files of every format that were cut, changed or put together wrongly; all seeded.

`make fuzz`, or `python -m tests.hostile.fuzzing --files 2000 --seed 1`, tries them against one database and tells the
first that ends in a fault, takes too long, or changes anything.
"""

import argparse
import datetime
import io
import random
import signal
import sys
import tempfile
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import FrameType

import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from kpi.access import Person
from kpi.acts import imports
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.books.bank_statement import read_statement
from kpi.intake.books.pledge_payments import matches
from kpi.intake.proposing import FilesToRead
from kpi.intake.unreadable import FileRefused
from kpi.language import words_of
from kpi.programme.loading import default_programme_path, load_programme
from tests.intake.books import audit_file, line, payment, statement, vat

PROGRAMME = load_programme(default_programme_path())
WHOLE = (Path(__file__).parents[1] / "example" / "example.xlsx").read_bytes()
WORDS = words_of("nl")
AT = datetime.datetime(2018, 7, 1, tzinfo=datetime.UTC)
LONGEST_SECONDS = 20
CELLS = ["V 1", "bedrijf", "\x00", "31-02-2017", "€ 5", "=1+1", '"a', "9" * 400, "-", "pm", "1e400", "٣", "😀", "#REF!"]
ROWS = [
    ["boekstuk", "begrotingspost", "omschrijving", "bedrag", "factuurdatum"],
    ["B-1", "Communicatiestrateeg", "uren", "1100,00", "14-09-2017"],
    ["B-2", "Communicatiestrateeg", "uren", "€ 2.000", "1 oktober 2017"],
    ["Totaal", "", "", "3100,00", ""],
]
CARD = [
    ["Criteria"],
    ["4510 - Regio8"],
    ["Nr.", "Per.", "Datum", "Bkst.nr.", "Dagboek", "Debet", "Credit"],
    ["1", "9", "14-09-2017", "17700001", "70", "1100,00", ""],
    ["Eindsaldo", "", "", "", "", "1100,00", ""],
]
File = tuple[str, bytes]
Chance = random.Random


class TooLong(Exception):
    """A file took longer than any may."""


@cache
def real_files() -> tuple[File, ...]:
    """A sound file of each format that is read."""
    lines = [line(1, "4510", "10.00", "D", vat("2.10")), line(2, "1600", "12.10", "C")]
    booked = [("70", "1", lines), ("70", "2", [line(1, "4600", "-5.00", "D")])]
    paid = [payment("3000.00", "Voorbeeld", "bijdrage 2017", reference=each) for each in "ab"]
    texts = [("\r\n".join(";".join(row) for row in rows)) for rows in (ROWS, CARD)]
    return (
        ("x.xlsx", WHOLE),
        ("x.xls", old_workbook(ROWS)),
        ("x.xls", old_workbook(CARD)),
        ("x.ods", open_document(ROWS)),
        ("x.csv", texts[0].encode()),
        ("x.csv", texts[1].encode("cp1252")),
        ("x.csv", texts[0].encode("utf-16")),
        ("x.xaf", audit_file(booked, "3.2")),
        ("x.xml", audit_file(booked, "4.0")),
        ("x.xml", statement(*paid)),
        ("x.xml", statement(*paid, version="08")),
    )


def old_workbook(rows: list[list[str]]) -> bytes:
    """Rows as an .xls workbook."""
    book, out = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("Uitgaven")
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write(number, column, text)
    book.save(out)
    return out.getvalue()


def open_document(rows: list[list[str]]) -> bytes:
    """Rows as an .ods workbook."""
    book, out = OpenDocumentSpreadsheet(), io.BytesIO()
    table = Table(name="Uitgaven")
    for row in rows:
        kept = TableRow()
        for text in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            kept.addElement(cell)
        table.addElement(kept)
    book.spreadsheet.addElement(table)
    book.write(out)
    return out.getvalue()


def noise(chance: Chance) -> File:
    """Random bytes under any name, with the first bytes of a real file now and then."""
    start = chance.choice(
        [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<?xml version='1.0'?><auditfile>"]
    )
    name = chance.choice([".xlsx", ".xls", ".ods", ".csv", ".xaf", ".xml", ".xlsm", ""])
    return f"x{name}", start + chance.randbytes(chance.randrange(1, 3000))


def flipped(chance: Chance) -> File:
    """A real file with some of its bytes changed."""
    name, content = chance.choice(real_files())
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 30)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return name, bytes(changed)


def cut(chance: Chance) -> File:
    """A real file that ends too soon, or lacks a piece in its middle."""
    name, content = chance.choice(real_files())
    stop = chance.randrange(1, len(content))
    more = content[stop + chance.randrange(1, 400) :] if chance.random() < 0.5 else b""
    return name, content[:stop] + more


def doubled(chance: Chance) -> File:
    """A real file with a piece of it, or of another one, once more in its middle; under any name."""
    name, content = chance.choice(real_files())
    _, other = chance.choice(real_files())
    start, at = chance.randrange(len(other)), chance.randrange(len(content))
    piece = other[start : start + chance.randrange(1, 2000)]
    return chance.choice([name, "x.csv", "x.xlsx", "x.xaf"]), content[:at] + piece + content[at:]


def rewritten(chance: Chance) -> File:
    """A sound package whose parts have some of their characters changed."""
    name, content = chance.choice([file for file in real_files() if file[1].startswith(b"PK")])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for each in given.namelist():
            part = bytearray(given.read(each))
            for _ in range(chance.choice([0, 0, chance.randrange(1, 12)]) if part else 0):
                part[chance.randrange(len(part))] = chance.choice(b'<>&"/ 0a9\x00\xff')
            if chance.random() > 0.02:
                made.writestr(each, bytes(part))
    return name, out.getvalue()


def marked_up(chance: Chance) -> File:
    """An audit file or a bank statement with some of its characters, tags or texts changed."""
    name, content = chance.choice([file for file in real_files() if file[1].startswith(b"<?xml")])
    text = content.decode()
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(60, len(text))
        text = (
            text[:at]
            + chance.choice(["", "&", "<", "</x>", "<a>", "9" * 40, "€", "-", "\x0b", "]]>", "NaN"])
            + text[at + 1 :]
        )
    return name, text.encode()


def typed(chance: Chance) -> File:
    """A list of organisations, or a ledger card, with odd things in its cells."""
    head = chance.choice(["organisatie;soort;lid_sinds;medewerkers", ";".join(CARD[2])])
    rows = [";".join(chance.choice(CELLS) for _ in range(chance.randrange(8))) for _ in range(chance.randrange(9))]
    text = "\n".join([head, *rows])
    return "x.csv", text.encode(chance.choice(["utf-8", "utf-16", "cp1252"]), "replace")


MAKERS: tuple[Callable[[Chance], File], ...] = (noise, flipped, cut, doubled, rewritten, marked_up, typed)


def files(count: int, seed: int) -> Iterator[tuple[str, File]]:
    """So many files, each with the name that makes it again."""
    for number in range(count):
        make = MAKERS[number % len(MAKERS)]
        yield f"{make.__name__} {seed} {number}", make(Chance(f"{seed} {number}"))


def attempt(store: Store, file: File) -> str:
    """Take a file in as a person would; what became of it. An import is only proposed, a statement only matched."""
    found = imports.read_files(store, Person("Tester", local=True), FilesToRead([file], partial=True), at=AT)
    problems = found.report.problems
    assert all(WORDS.say(problem.message) for problem in problems)
    assert found.proposal is not None or problems or found.report.questions
    if [problem.code for problem in problems] == ["bank_statement"]:
        try:
            statement_ = read_statement(file[1])
        except FileRefused as refused:
            return refused.fault.code
        with store.read() as reader:
            matches(reader, statement_.payments)
    return "proposed" if found.proposal else problems[0].code if problems else "asked"


def _alarm(_signal: int, _frame: FrameType | None) -> None:
    raise TooLong


def tried(store: Store, count: int, seed: int) -> tuple[Counter[str], str]:
    """What became of the files, and what went wrong first; empty when nothing did."""
    became: Counter[str] = Counter()
    signal.signal(signal.SIGALRM, _alarm)
    before = store.latest()
    for name, file in files(count, seed):
        signal.alarm(LONGEST_SECONDS)
        try:
            became[attempt(store, file)] += 1
        except BaseException:
            return became, f"{name}\n{traceback.format_exc()}"
        finally:
            signal.alarm(0)
        if store.latest() != before:
            return became, f"{name}\nthe database changed"
    return became, ""


def main() -> int:
    """Try the files, print what became of them; 1 when anything went wrong."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--files", type=int, default=2_000)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/facts.db", PROGRAMME)
        became, wrong = tried(store, given.files, given.seed)
        store.close()
    for what, times in became.most_common():
        sys.stdout.write(f"{times:6d} {what}\n")
    sys.stdout.write(wrong or f"{became.total()} files, none ended in a fault\n")
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())
