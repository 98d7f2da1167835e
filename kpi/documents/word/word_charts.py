"""A native chart in a Word document: its markup with its values, and the workbook by which it is edited."""

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from xlsxwriter import Workbook

from kpi.documents.chart_formats import euro
from kpi.documents.house_style import INK, QUIET, RULE
from kpi.documents.paper import PaperChart, Series
from kpi.documents.word.embedded_letters import WORD_FONT
from kpi.documents.word.word_xml import plain
from kpi.language import Words

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
CHART_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOOK_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
CHART_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"
FACE = f'<a:latin typeface="{WORD_FONT}"/>'
TALLEST = 400
"""Points: so high may a chart be, that a landscape page holds it with its caption."""
EMU = 12_700
"""The smallest unit of length: so many in a point."""


@dataclass(frozen=True, slots=True)
class ChartPlace:
    """The place of a chart: its number in the document, and its width in points."""

    number: int
    width: float


def placed(document: Any, chart: PaperChart, place: ChartPlace, made: date, words: Words) -> str:  # noqa: ANN401
    """Put the chart's parts into the document; gives the run that shows it."""
    number, package = place.number, document.part.package
    book = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), BOOK_TYPE, _workbook(chart, made, words), package)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CHART_TYPE, b"", package)
    part._blob = _markup(chart, part.relate_to(book, BOOK_LINK), words).encode()  # noqa: SLF001 - it names its own workbook
    link = document.part.relate_to(part, CHART_LINK)
    height = min(TALLEST, 50 + 16 * len(chart.categories)) if chart.lying else 150
    name, alternative = plain(words.say(chart.title)), plain(words.say(chart.alternative))
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{int(place.width * EMU)}" cy="{height * EMU}"/>'
        f'<wp:docPr id="{100 + number}" name="{name}" descr="{alternative}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{CHART_SPACE}">'
        f'<c:chart xmlns:c="{CHART_SPACE}" r:id="{link}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def _workbook(chart: PaperChart, made: date, words: Words) -> bytes:
    """The values behind the chart, as Word opens them for editing; the same values give the same bytes."""
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        workbook.set_properties({"created": datetime(made.year, made.month, made.day)})  # noqa: DTZ001 - a day
        sheet = workbook.add_worksheet("Sheet1")
        for column, series in enumerate(chart.series, start=1):
            sheet.write_string(0, column, words.say(series.name))
            for row, value in enumerate(series.values, start=1):
                if value is not None:
                    sheet.write_number(row, column, float(value))
        for row, category in enumerate(chart.categories, start=1):
            sheet.write_string(row, 0, words.say(category))
    return stream.getvalue()


def _markup(chart: PaperChart, book: str, words: Words) -> str:
    shape = plain(euro(words))
    names = "".join(_point(index, plain(words.say(name))) for index, name in enumerate(chart.categories))
    every = "".join(_series(series, number, names, words) for number, series in enumerate(chart.series))
    turned = '<c:orientation val="maxMin"/>' if chart.lying else '<c:orientation val="minMax"/>'
    sides = ("l", "b") if chart.lying else ("b", "l")
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace xmlns:c="{CHART_SPACE}" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:roundedCorners val="0"/>'
        f'<c:chart>{_title(words.say(chart.title))}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:barChart>'
        f'<c:barDir val="{"bar" if chart.lying else "col"}"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{every}<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f'<c:catAx><c:axId val="1"/><c:scaling>{turned}</c:scaling><c:delete val="0"/><c:axPos val="{sides[0]}"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_letters(INK, 800)}'
        '<c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{sides[1]}"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill>'
        f'<a:srgbClr val="{_hex(RULE)}"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
        f'<c:numFmt formatCode="{shape}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/>{_letters(QUIET, 800)}<c:crossAx val="1"/>'
        f'<c:crosses val="{"max" if chart.lying else "autoZero"}"/></c:valAx></c:plotArea>'
        f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{_letters(INK, 900)}</c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'<c:externalData r:id="{book}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _series(series: Series, number: int, names: str, words: Words) -> str:
    """The markup of a series; ``names``: that of the categories, which all series share."""
    column, n = "BCDEFG"[number], len(series.values)
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/>{_point(0, plain(words.say(series.name)))}</c:strCache></c:strRef></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{_hex(series.colour)}"/></a:solidFill></c:spPr>'
        f'<c:invertIfNegative val="0"/>{_labels(plain(euro(words)))}'
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${n + 1}</c:f><c:strCache>"
        f'<c:ptCount val="{n}"/>{names}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${n + 1}</c:f><c:numCache><c:formatCode>General"
        f'</c:formatCode><c:ptCount val="{n}"/>{_values(series)}</c:numCache></c:numRef></c:val>'
        "</c:ser>"
    )


def _values(series: Series) -> str:
    return "".join(_point(index, f"{value:f}") for index, value in enumerate(series.values) if value is not None)


def _point(index: int, value: str) -> str:
    return f'<c:pt idx="{index}"><c:v>{value}</c:v></c:pt>'


def _labels(shape: str) -> str:
    return (
        f'<c:dLbls><c:numFmt formatCode="{shape}" sourceLinked="0"/>{_letters(INK, 700)}<c:showLegendKey val="0"/>'
        '<c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/></c:dLbls>'
    )


def _letters(colour: str, size: int) -> str:
    """The letters of a part of the chart; the size in hundredths of a point."""
    fill = f'<a:solidFill><a:srgbClr val="{_hex(colour)}"/></a:solidFill>'
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}">{fill}{FACE}</a:defRPr></a:pPr>'
        '<a:endParaRPr lang="nl-NL"/></a:p></c:txPr>'
    )


def _title(title: str) -> str:
    return (
        f'<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="nl-NL" sz="1100" b="1">{FACE}</a:rPr>'
        f'<a:t>{plain(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def _hex(colour: str) -> str:
    return colour.removeprefix("#")
