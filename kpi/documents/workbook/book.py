"""A workbook as frozen values: its sheets, each with sentences, particulars, tables and charts from top to bottom."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.documents.grid import Grid, GridColumn, Particulars
from kpi.documents.house_style import PRIMARY
from kpi.documents.workbook.book_charts import ColumnsChart, TotalsChart
from kpi.language import Said


@dataclass(frozen=True, slots=True)
class SheetHeading:
    """A heading above a table."""

    words: Said


@dataclass(frozen=True, slots=True)
class SheetSentence:
    """A sentence over the width of the sheet, in a style: ``lead`` or ``note``."""

    words: Said
    style: str = "lead"


@dataclass(frozen=True, slots=True)
class SheetGap:
    """An empty row."""


@dataclass(frozen=True, slots=True)
class SheetParticulars:
    """Labels and values, one pair a row. ``column``: how many columns stand before that of the values."""

    particulars: Particulars
    column: int = 1


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table. ``id``: by which formulas and charts of the sheet refer to it.

    ``whole_sheet``: its headings stay in sight, are repeated in print, and filter. ``stays``: the id of the last column
    that stays in sight, where the headings do so as well.
    """

    grid: Grid
    id: str = ""
    whole_sheet: bool = False
    stays: str = ""


SheetBlock = SheetHeading | SheetSentence | SheetGap | SheetParticulars | SheetTable | ColumnsChart | TotalsChart


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet: its name, its title, and the columns whose widths it has. ``tab``: the colour of its tab."""

    name: Said
    title: Said
    columns: Sequence[GridColumn]
    blocks: Sequence[SheetBlock]
    tab: str = PRIMARY


@dataclass(frozen=True, slots=True)
class Book:
    """A whole workbook. ``about``: the line with its subject and its date, under the title of every sheet."""

    title: Said
    subject: Said
    comments: Said
    banner: Said
    about: Said
    sheets: Sequence[BookSheet]
