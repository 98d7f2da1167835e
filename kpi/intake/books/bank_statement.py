"""Bank statements in whatever format: told by their first bytes, and read as payments and what is none."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kpi.intake.books import bank_tables, camt, mt940_statement
from kpi.intake.books.bank_tables import StatementTable, statement_table
from kpi.intake.books.same_payments import with_likenesses
from kpi.intake.books.statement_entries import Entry, Statement, statement_of
from kpi.intake.formats import web_tables, xml_records
from kpi.intake.formats.delimited import decoded, read_delimited
from kpi.intake.formats.file_limits import MIB
from kpi.intake.formats.opening import contents_kind, read_book
from kpi.intake.unreadable import FileRefused, check_size

LOOK_AT = 16 * 1024
LARGEST_BOOK = {"xls": 8 * MIB, "xlsx": 1 * MIB}
"""A larger workbook isn't looked into: banks give theirs as .xls, and an .xlsx is one that somebody saved again."""
File = tuple[str, bytes]


def is_statement(content: bytes) -> bool:
    """Tell whether a file is a bank statement, by its start."""
    if xml_records.is_markup(content) and xml_records.root_name(content) == camt.ROOT:
        return True
    return mt940_statement.is_mt940(content) or _table(content, whole=False) is not None


def parted(files: Sequence[File]) -> tuple[list[File], list[File]]:
    """The bank statements among files, each under a name of its own, and the others."""
    statements: list[File] = []
    others: list[File] = []
    for name, content in files:
        (statements if is_statement(content) else others).append((name, content))
    seen: Counter[str] = Counter()
    for place, (name, content) in enumerate(statements):
        seen[name] += 1
        statements[place] = (name if seen[name] == 1 else f"{name} ({seen[name]})", content)
    return statements, others


def read_statement(content: bytes) -> Statement:
    """The payments of a bank statement, and what is none. Raises FileRefused."""
    return read_statements([("", content)])


def read_statements(files: Sequence[File]) -> Statement:
    """The payments of bank statements together, each once, and what is none. Raises FileRefused."""
    found = statement_of(entry for file in files for entry in _named(file))
    return Statement(with_likenesses(found.payments), found.left_out)


def _named(file: File) -> list[Entry]:
    """The entries of a statement, with its name. Raises FileRefused, which has it as well."""
    name, content = file
    try:
        return [replace(entry, file=name) for entry in _entries(content)]
    except FileRefused as refused:
        refused.file = name
        raise


def _entries(content: bytes) -> Iterator[Entry]:
    check_size(content)
    if xml_records.is_markup(content) and not web_tables.is_web_page(content):
        return camt.entries(content)
    if mt940_statement.is_mt940(content):
        return mt940_statement.mt940_entries(content)
    table = _table(content, whole=True)
    if table is None:
        raise FileRefused("not_a_statement")
    return table.entries()


def _table(content: bytes, *, whole: bool) -> StatementTable | None:
    """The sheet that is a statement; of a text that isn't read as a whole only the first lines."""
    try:
        kind = contents_kind(content)
        if web_tables.is_web_page(content):
            sheets = web_tables.read_web_page(content)
        elif kind == "text":
            sheets = (read_delimited("", content if whole else _first_lines(content)),)
        elif len(content) <= LARGEST_BOOK.get(kind, 0):
            sheets = read_book(f"x.{kind}", content).sheets
        else:
            return None
        return next((table for sheet in sheets if (table := statement_table(sheet)) is not None), None)
    except FileRefused:
        if whole:
            raise
        return None


def _first_lines(content: bytes) -> bytes:
    """The first whole lines of a text, in UTF-8."""
    if len(content) <= LOOK_AT:
        return content
    lines = decoded(content[:LOOK_AT] if 0 in content[:LOOK_AT] else content[:LOOK_AT].rpartition(b"\n")[0])
    return "\n".join(lines.split("\n")[: bank_tables.HEAD_WITHIN]).encode()
