"""Bank statements in whatever format: told by their first bytes, and read as payments and what is none."""

from kpi.intake.books import bank_texts, camt
from kpi.intake.books.statement_entries import Statement, statement_of
from kpi.intake.formats import xml_records
from kpi.intake.unreadable import FileRefused, check_size


def is_statement(content: bytes) -> bool:
    """Tell whether a file is a bank statement, by its start."""
    if xml_records.is_markup(content):
        return xml_records.root_name(content) == camt.ROOT
    return bank_texts.is_mt940(content) or bank_texts.csv_columns(content) is not None


def read_statement(content: bytes) -> Statement:
    """The payments of a bank statement, and what is none. Raises FileRefused."""
    check_size(content)
    if not is_statement(content):
        raise FileRefused("not_a_statement")
    if xml_records.is_markup(content):
        return statement_of(camt.entries(content))
    if bank_texts.is_mt940(content):
        return statement_of(bank_texts.mt940_entries(content))
    columns, named = bank_texts.csv_columns(content) or ({}, False)
    return statement_of(bank_texts.csv_entries(content, columns, named=named))
