"""A page as a picture, for a mail."""

from datetime import date

from kpi.documents.pdf.pdf import picture_of
from kpi.documents.pdf.single_page import ColumnPage, values
from kpi.language import Words


def write(page: ColumnPage, words: Words, made: date) -> bytes:
    """The page in a language as a png; the same page gives the same bytes."""
    return picture_of("update", values(page, words))
