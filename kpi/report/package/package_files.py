"""Writes the package: each table as csv, all of them as a workbook, an explanation, a manifest; as one zip.

The same package gives the same bytes. A text can't become a formula: in csv it gets an apostrophe, in the workbook the
cell is marked as text.
"""

import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from importlib import import_module
from io import BytesIO

from kpi.documents.plain_table import PlainTable, csv_of, spoken
from kpi.facts.database.gc_pause import paused
from kpi.language import Said, Words
from kpi.programme.counting_rule import counted_by
from kpi.report.package.evidence_package import Package
from kpi.report.package.package_tables import sheets
from kpi.sentences import say

SHEETS_WRITER = "kpi.documents.workbook.plain_sheets"
"""Writes the workbook; loaded when a package is written."""


@paused()
def package_files(package: Package, words: Words) -> Mapping[str, bytes]:
    """Every file of the package by its path, the manifest last."""
    tables = [spoken(table, words) for table in sheets(package)]
    title = words("Evidence package, plan year {year}", year=package.plan_year)
    files = {f"{table.file}.csv": csv_of(table) for table in tables}
    files["bronregels.xlsx"] = import_module(SHEETS_WRITER).sheets_of(tables, title, package.as_of)
    files[words("README.txt")] = explanation(package, tables, words).encode("utf-8-sig")
    ordered = dict(sorted(files.items()))
    return {**ordered, "manifest-sha256.txt": manifest(ordered)}


def zipped(files: Mapping[str, bytes], made: date) -> bytes:
    """The files as a zip, each dated to a day."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as pack:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (made.year, made.month, made.day, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            pack.writestr(entry, content)
    return stream.getvalue()


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The checksum of every file, in the form that ``sha256sum -c`` reads."""
    return "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in files.items()).encode()


READING: tuple[Said, ...] = (
    say(
        "From a figure to its rows: look it up in index.csv; index-regels.csv names every row behind it, by sheet and "
        "number; that row stands in bronregels/, with the file, sheet and row that it was read from."
    ),
    say(
        "What the rows “add” gives the figure: summed up, or counted once for each name under “counted once as”; "
        "a share is what counts divided by what is below the line."
    ),
    say("A row that “supports” adds nothing itself, but without it another row would not count."),
    say(
        "Left out: columns of personal data, who leads an activity, the study of a vacancy, and personal data in free "
        "text. Fewer than five persons are shown as <5."
    ),
    say("Texts that a spreadsheet might take for a formula begin with an apostrophe in the csv files."),
    say("Check that nothing was changed: sha256sum -c manifest-sha256.txt"),
)
"""The way to read the package."""


def explanation(package: Package, tables: Iterable[PlainTable], words: Words) -> str:
    """The contents of the package and the way from a figure to its rows, for people to read."""
    about = say(
        "Plan year {year}, reference date {day}, revision {revision} of the facts.",
        year=package.plan_year,
        day=say.date(package.as_of),
        revision=package.revision,
    )
    lines: list[Said] = [
        say("Evidence package of {programme}", programme=package.programme.name),
        about,
        *([say("SAMPLE DATA: invented figures.")] if package.sample else []),
        say("Programme file (SHA-256): {checksum}", checksum=package.programme.fingerprint),
        counted_by(package.programme),
        "",
        *READING,
        "",
        *(
            say(
                "{file}: {title}, {rows}",
                file=f"{table.file}.csv",
                title=table.title,
                rows=say.plural("{n} row", "{n} rows", len(table.rows)),
            )
            for table in tables
        ),
        say("bronregels.xlsx: all of these as one workbook"),
    ]
    return "".join(f"{words.say(line)}\r\n" for line in lines)
