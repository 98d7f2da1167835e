"""Writes the package: each table as csv, all of them as a workbook, an explanation, a manifest; as one zip.

The same package gives the same bytes. A text can't become a formula: in csv it gets an apostrophe, in the workbook the
cell is marked as text.
"""

import csv
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from io import BytesIO, StringIO
from typing import Any

from xlsxwriter import Workbook

from kpi.documents.formula_guard import looks_calculated
from kpi.facts.database.gc_pause import paused
from kpi.language import N_, Words
from kpi.report.package.evidence_package import Package
from kpi.report.package.package_tables import PackageSheet, Written, sheets

_CONTROL = {code: None for code in range(32) if code not in {9, 10, 13}}
LONGEST = 32_767
"""More letters than this a cell can't hold."""
WIDEST, NARROWEST = 60, 9


@paused()
def package_files(package: Package, words: Words) -> Mapping[str, bytes]:
    """Every file of the package by its path, the manifest last."""
    tables = sheets(package, words)
    files = {f"{table.file}.csv": csv_of(table) for table in tables}
    files["bronregels.xlsx"] = workbook_of(tables, package, words)
    files[words("README.txt")] = explanation(package, tables, words).encode("utf-8-sig")
    ordered = dict(sorted(files.items()))
    return {**ordered, "manifest-sha256.txt": manifest(ordered)}


def zipped(files: Mapping[str, bytes], made: date) -> bytes:
    """The files as a zip, each dated to a day."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as pack:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (made.year, made.month, made.day, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            pack.writestr(entry, content)
    return held.getvalue()


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The checksum of every file, in the form that ``sha256sum -c`` reads."""
    return "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in files.items()).encode()


def csv_of(table: PackageSheet) -> bytes:
    """The table as a Dutch spreadsheet reads it: semicolons, decimal commas, UTF-8 with its mark."""
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";")
    writer.writerow([harmless(heading) for heading in table.headings])
    writer.writerows([csv_cell(value) for value in row] for row in table.rows)
    return stream.getvalue().encode("utf-8-sig")


def csv_cell(value: Written) -> str:
    """A value as text of a csv.

    >>> csv_cell(Decimal("1234.50")), csv_cell(date(2018, 6, 30)), csv_cell(None), csv_cell("-1"), csv_cell(-1)
    ('1234,50', '30-06-2018', '', "'-1", '-1')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


@lru_cache(maxsize=8192)
def harmless(text: str) -> str:
    """A text that no spreadsheet calculates; most texts of a package stand in it many times.

    >>> harmless("=1+1"), harmless(" =1+1"), harmless("a=b")
    ("'=1+1", "' =1+1", 'a=b')
    """
    kept = text.translate(_CONTROL)
    return f"'{kept}" if looks_calculated(kept) else kept


def workbook_of(tables: Iterable[PackageSheet], package: Package, words: Words) -> bytes:
    """All tables as sheets of one workbook; a figure in the index leads to its rows."""
    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(held, options) as book:
        made = datetime(package.as_of.year, package.as_of.month, package.as_of.day)  # noqa: DTZ001 - a day, no moment
        title = words("Evidence package, plan year {year}", year=package.plan_year)
        book.set_properties({"title": title, "created": made})
        styles = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "text": book.add_format({"quote_prefix": True, "valign": "top"}),
            "day": book.add_format({"num_format": "dd-mm-yyyy", "valign": "top"}),
            "money": book.add_format({"num_format": "#,##0.00", "valign": "top"}),
            "link": book.add_format({"font_color": "#0B5C8C", "underline": 1, "valign": "top"}),
        }
        for table in tables:
            _sheet(book, table, styles, words)
    return held.getvalue()


def _sheet(book: Any, table: PackageSheet, styles: Mapping[str, Any], words: Words) -> None:  # noqa: ANN401 - xlsxwriter has no types
    sheet = book.add_worksheet(table.title[:31])
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for column, heading in enumerate(table.headings):
        sheet.write_string(0, column, heading, styles["head"])
        sheet.set_column(column, column, _width(table, column))
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.headings) - 1)
    for number, row in enumerate(table.rows, start=1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value, styles)
        if table.file == "index" and row[-1] is not None:
            target = f"internal:'{words('Links')}'!A{row[-1]}"
            sheet.write_url(number, len(row) - 1, target, styles["link"], str(row[-1]))


def _write(sheet: Any, row: int, column: int, value: Written, styles: Mapping[str, Any]) -> None:  # noqa: ANN401
    if isinstance(value, str):
        sheet.write_string(row, column, _held(value), styles["text"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), styles["day"])  # noqa: DTZ001
    elif isinstance(value, Decimal) and value.as_tuple().exponent == -2:  # noqa: PLR2004 - cents
        sheet.write_number(row, column, float(value), styles["money"])
    elif value is not None:
        sheet.write_number(row, column, float(value))


@lru_cache(maxsize=8192)
def _held(text: str) -> str:
    """The text as far as a cell can hold it."""
    return text.translate(_CONTROL)[:LONGEST]


def _width(table: PackageSheet, column: int) -> float:
    longest = max((len(csv_cell(row[column])) for row in table.rows[:200]), default=0)
    return min(WIDEST, max(NARROWEST, longest + 2, len(table.headings[column]) * 0.7))


HOW: tuple[str, ...] = (
    N_(
        "From a figure to its rows: look it up in index.csv; index-regels.csv names every row behind it, by sheet and "
        "number; that row stands in bronregels/, with the file, sheet and row that it was read from."
    ),
    N_(
        "What the rows “add” gives the figure: summed up, or counted once for each name under “counted once as”; "
        "a share is what counts divided by what is below the line."
    ),
    N_("A row that “supports” adds nothing itself, but without it another row would not count."),
    N_(
        "Left out: columns of personal data, who leads an activity, the study of a vacancy, and personal data in free "
        "text. Fewer than five persons are shown as <5."
    ),
    N_("Texts that a spreadsheet might take for a formula begin with an apostrophe in the csv files."),
    N_("Check that nothing was changed: sha256sum -c manifest-sha256.txt"),
)
"""How the package is read."""


def explanation(package: Package, tables: Iterable[PackageSheet], words: Words) -> str:
    """What is in the package and how a figure is followed to its rows, for people."""
    about = words(
        "Plan year {year}, reference date {day}, revision {revision} of the facts.",
        year=package.plan_year,
        day=words.date(package.as_of),
        revision=package.revision,
    )
    lines = [
        words("Evidence package of {programme}", programme=package.programme.name.in_(words.language)),
        about,
        *([words("SAMPLE DATA: invented figures.")] if package.sample else []),
        words("Programme file (SHA-256): {checksum}", checksum=package.programme.fingerprint),
        "",
        *(words(sentence) for sentence in HOW),
        "",
        *(f"{table.file}.csv: {table.title}, {_count(table, words)}" for table in tables),
        words("bronregels.xlsx: all of these as one workbook"),
    ]
    return "\r\n".join(lines) + "\r\n"


def _count(table: PackageSheet, words: Words) -> str:
    return words.plural("{n} row", "{n} rows", len(table.rows))
