"""The reports of a full plan year by the libraries alone: the same cells, texts, charts and slides, without a style."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import typst
import xlsxwriter
from docx.oxml.ns import qn
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from kpi.documents.house_style import FONTS

Table = list[list[Any]]
Sheets = dict[str, Table]
TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set text(font: "Source Sans 3", lang: "nl")
#set document(title: data.title)
#for one in data.blocks {
  if one.kind == "text" { par(one.text) }
  else { table(columns: one.rows.first().len(), table.header(..one.rows.first()), ..one.rows.slice(1).flatten()) }
}
"""


@dataclass(frozen=True)
class Slide:
    """What stands on a slide: its texts, tables and charts (categories, series), and its notes."""

    texts: list[list[str]]
    tables: list[Table]
    charts: list[tuple[list[str], list[tuple[str, list[float | None]]]]]
    notes: list[str]


@dataclass(frozen=True)
class Contents:
    """The contents of our files: cells by sheet (formulas with their value), paragraphs and tables, slides, package."""

    cells: dict[str, list[tuple[int, int, Any, Any]]]
    blocks: list[str | Table]
    slides: list[Slide]
    package: dict[str, bytes]
    package_sheets: Sheets


def contents(folder: Path) -> Contents:
    """What stands in ``ours.xlsx`` and its fellows."""
    with zipfile.ZipFile(folder / "ours.zip") as packed:
        package = {name: packed.read(name) for name in packed.namelist()}
    evidence = openpyxl.load_workbook(io.BytesIO(package.pop("bronregels.xlsx")))
    return Contents(
        cells=_cells(folder / "ours.xlsx"),
        blocks=_blocks(folder / "ours.docx"),
        slides=[_slide(one) for one in pptx.Presentation(str(folder / "ours.pptx")).slides],
        package=package,
        package_sheets={sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in evidence},
    )


def _cells(path: Path) -> dict[str, list[tuple[int, int, Any, Any]]]:
    known = openpyxl.load_workbook(path, data_only=True)
    return {
        sheet.title: [
            (cell.row - 1, cell.column - 1, cell.value, known[sheet.title].cell(cell.row, cell.column).value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        ]
        for sheet in openpyxl.load_workbook(path)
    }


def _blocks(path: Path) -> list[str | Table]:
    found: list[str | Table] = []
    for block in docx.Document(str(path)).element.body:
        if block.tag == qn("w:p"):
            found.append(_said(block))
        elif block.tag == qn("w:tbl"):
            found.append([[_said(cell) for cell in row.iter(qn("w:tc"))] for row in block.iter(qn("w:tr"))])
    return found


def _said(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def _slide(slide: Any) -> Slide:
    return Slide(
        texts=[[str(p.text) for p in shape.text_frame.paragraphs] for shape in slide.shapes if shape.has_text_frame],
        tables=[[[cell.text for cell in r.cells] for r in s.table.rows] for s in slide.shapes if s.has_table],
        charts=[_chart(shape.chart) for shape in slide.shapes if shape.has_chart],
        notes=[p.text for p in slide.notes_slide.notes_text_frame.paragraphs],
    )


def _chart(chart: Any) -> tuple[list[str], list[tuple[str, list[float | None]]]]:
    plot = chart.plots[0]
    return [str(name) for name in plot.categories], [(series.name, list(series.values)) for series in plot.series]


def _xlsx(held: Contents, folder: Path) -> None:
    with xlsxwriter.Workbook(str(folder / "bare.xlsx")) as book:
        for name, cells in held.cells.items():
            sheet = book.add_worksheet(name)
            for row, column, value, known in cells:
                if isinstance(value, str) and value.startswith("="):
                    sheet.write_formula(row, column, value, None, known)
                else:
                    _put(sheet, row, column, value)


def _put(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value)
    elif value is not None:
        sheet.write_number(row, column, value)


def _docx(held: Contents, folder: Path) -> None:
    word = docx.Document()
    for block in held.blocks:
        if isinstance(block, str):
            word.add_paragraph(block)
            continue
        table = word.add_table(len(block), len(block[0]))
        for row, values in zip(table.rows, block, strict=True):
            for cell, value in zip(row.cells, values, strict=True):
                cell.paragraphs[0].add_run(value)
    word.save(str(folder / "bare.docx"))


def _pdf(held: Contents, folder: Path) -> None:
    blocks = [{"kind": "text", "text": b} if isinstance(b, str) else {"kind": "table", "rows": b} for b in held.blocks]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    data = json.dumps({"title": "Verslag", "blocks": blocks})
    made = typst.compile(TEMPLATE.encode(), font_paths=fonts, sys_inputs={"data": data}, format="pdf")
    (folder / "bare.pdf").write_bytes(made)


def _pptx(held: Contents, folder: Path) -> None:
    deck = pptx.Presentation()
    for slide in held.slides:
        _put_slide(deck.slides.add_slide(deck.slide_layouts[6]), slide)
    deck.save(str(folder / "bare.pptx"))


def _put_slide(place: Any, slide: Slide) -> None:
    box = (Inches(1), Inches(1), Inches(8), Inches(4))
    for lines in slide.texts:
        frame = place.shapes.add_textbox(*box).text_frame
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.add_run().text = line
    for rows in slide.tables:
        table = place.shapes.add_table(len(rows), len(rows[0]), *box).table
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                table.cell(at, column).text_frame.paragraphs[0].add_run().text = value
    for categories, series in slide.charts:
        data = CategoryChartData()
        data.categories = categories
        for name, values in series:
            data.add_series(name, values)
        place.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box, data)
    place.notes_slide.notes_text_frame.text = "\n".join(slide.notes)


def _zip(held: Contents, folder: Path) -> None:
    with xlsxwriter.Workbook(str(folder / "bare-rows.xlsx")) as book:
        for name, rows in held.package_sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    _put(sheet, at, column, value)
    with zipfile.ZipFile(folder / "bare.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(folder / "bare-rows.xlsx", "bronregels.xlsx")
        for rows in held.package_sheets.values():
            stream = io.StringIO()
            csv.writer(stream, delimiter=";").writerows(rows)
            packed.writestr(f"{len(packed.namelist())}.csv", stream.getvalue())


BARE: dict[str, Callable[[Contents, Path], None]] = {
    "xlsx": _xlsx,
    "docx": _docx,
    "pdf": _pdf,
    "pptx": _pptx,
    "zip": _zip,
}
"""Each file by the libraries alone, by its ending."""
