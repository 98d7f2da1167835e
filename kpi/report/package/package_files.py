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
from kpi.report.package.evidence_package import ORIGINALS, Package
from kpi.report.package.package_tables import SOURCE_ROWS, sheets
from kpi.sentences import listed, say

SHEETS_WRITER = "kpi.documents.workbook.plain_sheets"
"""Writes the workbook; loaded when a package is written."""
BOOK, ACCOUNT = listed((SOURCE_ROWS, ".xlsx"), ""), say("account-files")
MANIFEST = "manifest-sha256.txt"


@paused()
def package_files(package: Package, words: Words, account: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Every file of the package by its path, with the files of the account that it lays open; the manifest last."""
    tables = [spoken(table, words) for table in sheets(package)]
    title = words("Evidence package, plan year {year}", year=package.plan_year)
    files = {f"{table.file}.csv": csv_of(table) for table in tables}
    files[words.say(BOOK)] = import_module(SHEETS_WRITER).sheets_of(tables, title, package.as_of)
    files[words("README.txt")] = explanation(package, tables, words).encode("utf-8-sig")
    files |= {words.say(package.path_of(source)): content for source, content in package.originals.items()}
    files |= {f"{words.say(ACCOUNT)}/{name}": content for name, content in account.items()}
    return with_manifest(files)


def with_manifest(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files in the order of their paths, with the manifest behind them."""
    ordered = dict(sorted(files.items()))
    return {**ordered, MANIFEST: manifest(ordered)}


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


def _csv(name: Said) -> Said:
    return listed((name, ".csv"), "")


NAMES: dict[str, object] = {
    "index": _csv(say("index")),
    "links": _csv(say("index-rows")),
    "printed": _csv(say("printed-figures")),
    "rows": listed((SOURCE_ROWS, "/"), ""),
    "originals": listed((ORIGINALS, "/"), ""),
    "account": listed((ACCOUNT, "/"), ""),
    "manifest": MANIFEST,
}
"""The names of files as the way to read the package uses them."""
READING: tuple[Said, ...] = (
    say(
        "From a number of the account ({account}) to its cell: find it in {printed}, by its chapter and table or its "
        "words; that says which figure of {index} it is, or in which cell it stands.",
        **NAMES,
    ),
    say(
        "From a figure to its rows: look it up in {index}; {links} names every row behind it, with the cell of the "
        "file in {originals} that it was read from. The row itself stands in {rows}.",
        **NAMES,
    ),
    say("A figure without rows of its own follows from others, by the rule that {index} gives.", **NAMES),
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
    say("Check that nothing was changed: sha256sum -c {manifest}", **NAMES),
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
        say("{file}: all of these as one workbook", file=BOOK),
    ]
    return "".join(f"{words.say(line)}\r\n" for line in lines)
