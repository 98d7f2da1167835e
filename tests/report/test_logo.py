"""The logo of a programme stands in its place in every paper; without one the place is clean."""

import struct
import zlib
from base64 import b64encode
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from kpi.cli import main
from kpi.documents.pdf import typesetting
from kpi.documents.word import word_document
from kpi.facts.store import Store
from kpi.language import words_of
from kpi.programme.loading import ProgrammeRefused, default_programme_path, load_programme
from kpi.programme.plan import Programme
from kpi.programme.toml_text import programme_toml
from kpi.report.account import SubsidyReport
from kpi.report.account_formats import account_paper
from kpi.update.reading_update import read_update
from tests.report.tags import tree
from tests.report.written_files import update_file

NL, DAY = words_of("nl"), date(2018, 6, 30)


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png() -> bytes:
    """A blue image of two by one."""
    rows = zlib.compress(b"\x00" + b"\x0b\x5c\x8c" * 2)
    head = struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def programme_file(folder: Path, logo: str) -> Path:
    path = folder / "plan.toml"
    path.write_text(f"logo = {logo}\n" + default_programme_path().read_text("utf-8"), "utf-8")
    return path


@pytest.fixture
def with_logo(tmp_path: Path) -> Programme:
    (tmp_path / "logo.png").write_bytes(png())
    return load_programme(programme_file(tmp_path, '"logo.png"'))


def test_the_logo_travels_with_the_programme_and_changes_its_fingerprint(with_logo: Programme, tmp_path: Path) -> None:
    kept = tmp_path / "kept" / "programme.toml"
    kept.parent.mkdir()
    kept.write_text(programme_toml(with_logo), "utf-8")
    assert load_programme(kept).logo == with_logo.logo
    (tmp_path / "logo.png").write_bytes(png() + b"x")
    assert load_programme(tmp_path / "plan.toml").fingerprint != with_logo.fingerprint


def image(kind: str, size: tuple[int, int]) -> bytes:
    """An image of one colour that a library writes."""
    written = BytesIO()
    Image.new("RGB", size, "#0b5c8c").save(written, kind)
    return written.getvalue()


def value(content: bytes, kind: str = "png") -> str:
    return f"data:image/{kind};base64,{b64encode(content).decode()}"


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
NO_LOGOS = {
    "an image that can hold scripts": value(SVG, "svg+xml"),
    "the same under another name": value(SVG),
    "only the first bytes of an image": value(png()[:8] + SVG),
    "half an image": value(image("PNG", (40, 40))[:80]),
    "another kind of image": value(image("GIF", (2, 2)), "gif"),
    "bytes that are too many": value(png() + bytes(300_000)),
    "pixels that are too many": value(image("PNG", (20_000, 2_000))),
    "no bytes at all": "data:image/png;base64,",
    "bytes that aren't written as such": "data:image/png,%89PNG",
    "half a code": "data:image/png;base64,iVBORw0",
    "letters that no code has": "data:image/png;base64,iVBO~w0K",
}


@pytest.mark.parametrize("logo", NO_LOGOS.values(), ids=NO_LOGOS)
def test_a_value_that_is_no_small_image_is_refused_and_check_names_it(
    tmp_path: Path, logo: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMARTHUB_PROGRAMME", str(programme_file(tmp_path, f"'{logo}'")))
    monkeypatch.setattr("sys.argv", ["smarthub", "check"])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr().err
    named = logo.partition(",")[0]
    assert ended.value.code == 1
    assert f"logo: {named} is geen hele PNG- of JPEG-afbeelding van ten hoogste 300 kB en 4 megapixel" in told


@pytest.mark.parametrize(("content", "kind"), [(png(), "png"), (image("JPEG", (400, 100)), "jpeg")])
def test_the_kind_of_a_logo_is_what_its_bytes_are(tmp_path: Path, content: bytes, kind: str) -> None:
    (tmp_path / "logo.gif").write_bytes(content)
    assert load_programme(programme_file(tmp_path, '"logo.gif"')).logo == value(content, kind)
    assert load_programme(programme_file(tmp_path, f"'{value(content, 'gif')}'")).logo == value(content, kind)


@pytest.mark.parametrize("logo", ['"none.png"', '"../logo.png"', '"plan.toml"', "3"])
def test_what_is_no_image_beside_the_file_is_refused(tmp_path: Path, logo: str) -> None:
    (tmp_path.parent / "logo.png").write_bytes(png())
    with pytest.raises(ProgrammeRefused) as refused:
        load_programme(programme_file(tmp_path, logo))
    assert [fault.key for fault in refused.value.faults] == ["logo"]


def test_document_and_pdf_show_the_logo_with_its_name(report: SubsidyReport, with_logo: Programme) -> None:
    paper = account_paper(replace(report, programme=with_logo))
    word = Document(BytesIO(word_document.write(paper, NL, DAY)))
    shown = word.inline_shapes[0]
    assert shown._inline.docPr.get("descr") == "Logo van SmartHub Achterhoek"
    assert png() in [part.blob for part in word.part.package.image_parts]
    pictures = tree(PdfReader(BytesIO(typesetting.write(paper, NL, DAY)))).of("Figure")
    assert pictures[0].alternative == "Logo van SmartHub Achterhoek"


def test_the_deck_shows_the_logo_on_its_first_slide(full_year: Store, with_logo: Programme, tmp_path: Path) -> None:
    with full_year.read() as reader:
        update = read_update(reader.judged_by(with_logo), date(2018, 3, 31), DAY, "2017-2018", "nl")
    (tmp_path / "a.pptx").write_bytes(update_file(update, "pptx", NL))
    first = Presentation(str(tmp_path / "a.pptx")).slides[0]
    assert [shape.image.blob for shape in first.shapes if shape.shape_type == PICTURE] == [png()]


PICTURE = 13


def test_without_a_logo_nothing_stands_in_its_place(report: SubsidyReport) -> None:
    paper = account_paper(report)
    word = Document(BytesIO(word_document.write(paper, NL, DAY)))
    assert paper.logo is None
    assert "logo" not in "".join(paragraph.text for paragraph in word.paragraphs[:3]).casefold()
    assert word.part.package.image_parts is not None
