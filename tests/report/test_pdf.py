"""The plumbing of a pdf: tagged, marked with both standards, the same bytes again, and text that stays text."""

import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from kpi.documents.house_style import writable
from kpi.documents.pdf import pdf as plumbing
from kpi.documents.pdf.pdf import TEMPLATES, pdf

TEMPLATE = """
#import "house.typ": *
#show: paper.with(data)
#title()
= Kop
#narrative(data.blocks)
#table-of(data.table)
#chart(data.chart)
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20"><rect width="60" height="20" fill="#0B5C8C"/></svg>'
NASTY = ["<script>alert(1)</script> & #set page()", "=cmd|'/c calc'!A0", "*vet* _schuin_ $x$ @kop <label> \\ // `"]
VALUES = {
    "title": "Proef",
    "language": "nl",
    "author": "SmartHub Achterhoek",
    "footer": "voet",
    "banner": "CONCEPT",
    "mark": "CONCEPT",
    "blocks": [{"kind": "paragraph", "runs": [{"text": text, "bold": False, "italic": False}]} for text in NASTY],
    "table": {
        "caption": "Een tabel",
        "columns": [{"title": "Wie", "figures": False, "width": 1}, {"title": "Bedrag", "figures": True, "width": 0}],
        "rows": [[NASTY[0], "€\N{NO-BREAK SPACE}1,00"], ["中文 ⚠", {"text": "in te vullen", "asked": True}]],
        "total": ["Totaal", "€\N{NO-BREAK SPACE}1,00"],
    },
    "chart": {"svg": SVG, "caption": "Een grafiek", "alternative": "Zestig van de honderd."},
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("templates")
    shutil.copy(TEMPLATES / "house.typ", folder)
    (folder / "proof.typ").write_text(TEMPLATE, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plumbing, "TEMPLATES", Path(folder))
        first, second = (pdf("proof", VALUES, date(2018, 6, 30)) for _ in range(2))
    assert first == second
    return first


def test_title_language_tags_and_both_standards_are_there(made: bytes) -> None:
    reader = PdfReader(BytesIO(made))
    metadata = reader.xmp_metadata
    assert metadata is not None
    root = reader.trailer["/Root"]
    assert (reader.metadata or {}).get("/Title") == "Proef"
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("nl", True)
    xmp = metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp


def test_text_that_looks_like_markup_is_text(made: bytes) -> None:
    shown = " ".join(PdfReader(BytesIO(made)).pages[0].extract_text().split())
    for text in NASTY:
        assert text in shown


def test_what_the_letters_lack_is_shown_to_be_there_and_a_long_word_may_break() -> None:
    assert writable("中文 ⚠ \x07ok") == "□□ ▲ ok"
    assert writable("a" * 70).replace("\N{ZERO WIDTH SPACE}", "") == "a" * 70
    assert writable("a" * 70).count("\N{ZERO WIDTH SPACE}") == 2
