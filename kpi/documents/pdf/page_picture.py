"""A page as a picture, for a mail."""

from datetime import date
from io import BytesIO

from kpi.documents.pdf.pdf import picture_of
from kpi.documents.pdf.single_page import ColumnPage, values
from kpi.language import Words

COLOURS = 16
"""The page has few, and with so many a mail program doesn't hold its picture back for its size."""


def write(page: ColumnPage, words: Words, made: date) -> bytes:
    """The page in a language as a png; the same page gives the same bytes."""
    from PIL import Image  # noqa: PLC0415 - whoever makes no picture doesn't need it

    with Image.open(BytesIO(picture_of("update", values(page, words)))) as drawn:
        small = drawn.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    stream = BytesIO()
    small.save(stream, "PNG", optimize=True)
    return stream.getvalue()
