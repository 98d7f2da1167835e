"""The deck: 16:9, placeholders of our own layouts, native charts with the picture's figures, notes; the same again."""

import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from kpi.documents.chart_formats import euro, whole
from kpi.documents.deck.layouts import LAYOUTS
from kpi.documents.deck.slide import parts
from kpi.facts.database.backup import backup, restore
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.programme.plan import Programme
from kpi.update.quarterly_update import UpdateReport
from kpi.update.reading_update import read_update
from tests.machine import Office
from tests.report.full_year import BEFORE, DAY, HOSTILE_MEMBER, YEAR
from tests.report.written_files import edit, update_file

NL = words_of("nl")


def read(store: Store, programme: Programme, since: date = BEFORE) -> UpdateReport:
    with store.read() as reader:
        return read_update(reader, since, DAY, YEAR, "nl")


@pytest.fixture(scope="module")
def update(full_year: Store, programme: Programme) -> UpdateReport:
    return read(full_year, programme)


@pytest.fixture(scope="module")
def deck(update: UpdateReport, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("deck") / "update.pptx"
    path.write_bytes(update_file(update, "pptx", NL))
    return path


def texts(path: Path) -> list[str]:
    """Every text on the slides, cell by cell and paragraph by paragraph."""
    found: list[str] = []
    for slide in Presentation(str(path)).slides:
        for shape in slide.shapes:
            frames = [shape.text_frame] if shape.has_text_frame else []
            if shape.has_table:
                frames = [cell.text_frame for row in shape.table.rows for cell in row.cells]
            found += [paragraph.text for frame in frames for paragraph in frame.paragraphs]
    return found


def charts(path: Path) -> dict[str, Any]:
    """Title → chart, of every slide."""
    return {
        shape.chart.chart_title.text_frame.text: shape.chart
        for slide in Presentation(str(path)).slides
        for shape in slide.shapes
        if shape.has_chart
    }


def test_the_numbers_of_its_charts_are_written_as_its_language_does_on_any_machine(deck: Path) -> None:
    shapes = {title: chart.plots[0].data_labels.number_format for title, chart in charts(deck).items()}
    assert shapes["Begroting, realisatie en verplichtingen"] == euro(NL)
    assert shapes["Leden per soort"] == whole(NL)
    assert "," not in euro(NL)


def test_without_data_every_title_is_a_sentence_that_can_be_said(
    full_year: Store, programme: Programme, tmp_path: Path
) -> None:
    with full_year.read(0) as reader:
        (tmp_path / "leeg.pptx").write_bytes(update_file(read_update(reader, BEFORE, DAY, YEAR, "nl"), "pptx", NL))
    slides = Presentation(str(tmp_path / "leeg.pptx")).slides
    titles = [slide.shapes.title.text_frame.text for slide in slides if slide.shapes.title]
    assert titles[2:8] == [
        "Wat aandacht vraagt",
        "Er staat 1 besluit open",
        "Geen status veranderde sinds 31 maart 2018",
        "Hoofddoel 1, Smart Industry-regio: nog geen score",
        "Hoofddoel 2, Stage-, trainee- en afstudeerregio: nog geen score",
        "Leden",
    ]
    assert "Geld" in titles
    assert not any("niet bekend" in title or "van het doel" in title for title in titles)


def test_it_is_16_by_9_with_a_title_notes_and_a_number_on_every_slide(deck: Path) -> None:
    shown = Presentation(str(deck))
    assert Decimal(shown.slide_width) / Decimal(shown.slide_height) == Decimal(16) / 9
    titles = [slide.shapes.title.text_frame.text for slide in shown.slides]
    assert len(titles) == len(set(titles)) == 13
    assert all(slide.notes_slide.notes_text_frame.text for slide in shown.slides)
    numbered = [
        slide
        for slide in shown.slides
        for one in slide.placeholders
        if "SLIDE_NUMBER" in str(one.placeholder_format.type)
    ]
    assert len(numbered) == len(titles) - 1


def test_everything_stands_in_a_placeholder_of_our_own_layouts(deck: Path) -> None:
    shown = Presentation(str(deck))
    assert [layout.name for layout in shown.slide_layouts] == [NL.say(name) for _, name, _ in LAYOUTS]
    assert all(shape.is_placeholder for slide in shown.slides for shape in slide.shapes)
    empty = [
        one for slide in shown.slides for one in slide.placeholders if one.has_text_frame and not one.text_frame.text
    ]
    assert empty == []


def test_charts_can_be_edited_and_hold_the_figures_of_the_picture(deck: Path, update: UpdateReport) -> None:
    money, goals = update.after.money, update.after.goals
    found = charts(deck)
    financing = found["Cofinanciering per stap"].plots[0]
    got = money.financing
    assert list(financing.categories) == ["Gevraagd in het plan", "Toegezegd", "Gefactureerd", "Ontvangen"]
    assert [Decimal(str(value)) for value in financing.series[1].values] == [
        got.target, got.pledged, got.invoiced, got.received,
    ]  # fmt: skip
    used = found["Begroting, realisatie en verplichtingen"].plots[0].series[1].values
    line = money.totals
    assert [Decimal(str(value)) for value in used] == [line.budget, line.actual, line.paid, line.committed]
    scores = found["Voortgang per hoofddoel"].plots[0].series[1].values
    assert list(scores) == [float(goal.score) for goal in goals if goal.score is not None]
    for chart in found.values():
        book = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        assert book.active["B2"].value == chart.plots[0].series[0].values[0]


def test_every_chart_and_table_has_words_for_who_cannot_see_it(deck: Path) -> None:
    shown = Presentation(str(deck))
    drawn = [shape for slide in shown.slides for shape in slide.shapes if shape.has_chart or shape.has_table]
    assert len(drawn) > 8
    assert all(shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in drawn)
    assert all(shape.table.first_row for shape in drawn if shape.has_table)


def test_text_that_looks_like_markup_is_text(full_year: Store, programme: Programme, tmp_path: Path) -> None:
    (tmp_path / "x.pptx").write_bytes(update_file(read(full_year, programme, date(2017, 1, 1)), "pptx", NL))
    assert any(HOSTILE_MEMBER in text for text in texts(tmp_path / "x.pptx"))


def test_ten_thousand_letters_go_on_over_slides_and_none_is_lost(update: UpdateReport, tmp_path: Path) -> None:
    long = " ".join(f"woord{n}" for n in range(1150))
    assert len(long) > 10_000
    edited = replace(update, written={"members": edit("members", long), "coming": edit("coming", "x" * 9000)})
    (tmp_path / "x.pptx").write_bytes(update_file(edited, "pptx", NL))
    shown = texts(tmp_path / "x.pptx")
    assert " ".join(shown).count("woord") == 1150
    assert sum(text.count("x") for text in shown if set(text) == {"x"}) == 9000
    assert "113 leden, 3 nieuw (vervolg)" in shown


def test_the_parts_of_a_text_hold_every_line_once() -> None:
    given = [f"regel {n}" for n in range(60)]
    assert [line for part in parts(given, 12.1, 5.2) for line in part] == given


def test_the_same_update_gives_the_same_bytes_also_out_of_a_restored_database(
    full_year: Store, programme: Programme, deck: Path, tmp_path: Path
) -> None:
    url = str(full_year.engine.url)
    backup(url, tmp_path / "copy.db")
    restore(tmp_path / "copy.db", f"sqlite:///{tmp_path / 'again.db'}")
    again = read(open_store(f"sqlite:///{tmp_path / 'again.db'}", programme), programme)
    (tmp_path / "again.pptx").write_bytes(update_file(again, "pptx", NL))
    assert (tmp_path / "again.pptx").read_bytes() == deck.read_bytes()


def test_no_part_says_who_made_it_or_when(deck: Path) -> None:
    with zipfile.ZipFile(deck) as parts_of:
        names = parts_of.namelist()
        core = parts_of.read("docProps/core.xml").decode()
        assert {info.date_time[0] for info in parts_of.infolist()} == {1980}
    assert not [name for name in names if "printerSettings" in name or "thumbnail" in name or "app.xml" in name]
    assert "2018-06-30T00:00:00Z" in core
    assert "<dc:language>nl</dc:language>" in core


def test_sample_data_is_named_on_every_slide(update: UpdateReport, tmp_path: Path) -> None:
    (tmp_path / "x.pptx").write_bytes(
        update_file(replace(update, after=replace(update.after, sample=True)), "pptx", NL)
    )
    told = [text for text in texts(tmp_path / "x.pptx") if text.startswith("CONCEPT – voorbeeldgegevens")]
    assert len(told) == len(Presentation(str(tmp_path / "x.pptx")).slides)


def test_an_empty_database_gives_a_deck_without_charts(full_year: Store, programme: Programme, tmp_path: Path) -> None:
    with full_year.read(0) as reader:
        empty = read_update(reader, BEFORE, DAY, YEAR, "nl")
    (tmp_path / "x.pptx").write_bytes(update_file(empty, "pptx", NL))
    assert charts(tmp_path / "x.pptx") == {}
    assert "Er is nog geen vacature vastgelegd." in texts(tmp_path / "x.pptx")


@pytest.mark.office
def test_libreoffice_shows_every_slide(deck: Path, tmp_path: Path, office: Office) -> None:
    from pypdf import PdfReader  # noqa: PLC0415 - only where an office program is present

    [shown] = office.convert(deck, "pdf", tmp_path)
    pages = PdfReader(shown).pages
    assert len(pages) == len(Presentation(str(deck)).slides)
    for page, slide in zip(pages, Presentation(str(deck)).slides, strict=True):
        assert "".join(slide.shapes.title.text_frame.text.split()) in "".join(page.extract_text().split())
