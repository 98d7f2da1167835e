"""The update on one page: always one, tagged so that it reads aloud in order, and the figures of the picture."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from kpi.facts.database.backup import backup, restore
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.programme.plan import Programme
from kpi.update.quarterly_update import UpdateReport
from kpi.update.reading_update import read_update
from kpi.update.update_texts import SECTIONS
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
def page(update: UpdateReport, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return made(update, tmp_path_factory.mktemp("page") / "update.pdf")


def made(update: UpdateReport, path: Path) -> bytes:
    path.write_bytes(update_file(update, "pdf", NL))
    return path.read_bytes()


def shown(content: bytes) -> str:
    """What stands on it, in order; no-break spaces and line ends as spaces."""
    return " ".join(" ".join(one.extract_text() for one in PdfReader(BytesIO(content)).pages).split())


def tags(node: Any) -> list[str]:
    """The names in the tree of tags, in reading order."""
    found = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(found, list):
        return [tag for child in found for tag in tags(child)]
    if not hasattr(found, "get"):
        return []
    own = [str(found["/S"]).removeprefix("/")] if "/S" in found else []
    return own + (tags(found["/K"]) if "/K" in found else [])


def test_it_is_one_page_of_a4_with_title_language_and_both_standards(page: bytes) -> None:
    reader = PdfReader(BytesIO(page))
    [only] = reader.pages
    assert (round(only.mediabox.width), round(only.mediabox.height)) == (595, 842)
    assert reader.metadata is not None
    assert reader.metadata.title == "SmartHupdate 30 juni 2018"
    assert reader.trailer["/Root"]["/Lang"] == "nl"
    assert reader.xmp_metadata is not None
    marks = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in marks
    assert "<pdfaid:part>2</pdfaid:part>" in marks


def test_it_reads_aloud_in_order_with_headings_lists_and_header_cells(page: bytes) -> None:
    tree = PdfReader(BytesIO(page)).trailer["/Root"]["/StructTreeRoot"]
    found = tags(tree["/K"])
    headings = [tag for tag in found if tag in {"H1", "H2", "Table", "L"}]
    assert headings == ["H1", "Table", "H1", *["H2", "L"] * 8]
    assert found.count("TH") == 3
    assert (found.count("TR"), found.count("TD")) == (3, 6)
    text = shown(page)
    titles = [NL.say(section.heading) for section in SECTIONS if section.name != "ask"]
    assert [title for title in titles if title not in text] == []


def test_its_figures_are_those_of_the_picture(page: bytes, update: UpdateReport) -> None:
    text, money = shown(page), update.after.money
    for amount in (money.totals.actual, money.totals.committed, money.financing.received, money.financing.pledged):
        assert NL.money(amount, cents=False).replace("\xa0", " ") in text
    for goal in update.after.goals:
        assert NL.share(goal.score, 0) in text


def test_text_that_looks_like_markup_is_text(full_year: Store, programme: Programme, tmp_path: Path) -> None:
    text = shown(made(read(full_year, programme, date(2017, 1, 1)), tmp_path / "x.pdf"))
    assert HOSTILE_MEMBER in text


def test_it_stays_one_page_whatever_somebody_writes(update: UpdateReport, tmp_path: Path) -> None:
    long = "\n".join(" ".join(f"woord{n}" for n in range(200)) for _ in range(40))
    edited = replace(update, written={section.name: edit(section.name, long) for section in SECTIONS})
    content = made(edited, tmp_path / "x.pdf")
    assert len(PdfReader(BytesIO(content)).pages) == 1
    assert "En nog 36 in de presentatie." in shown(content)
    blunt = replace(update, written={section.name: edit(section.name, "x" * 10_000) for section in SECTIONS})
    assert len(PdfReader(BytesIO(made(blunt, tmp_path / "y.pdf"))).pages) == 1


def test_sample_data_is_named_on_the_page(update: UpdateReport, tmp_path: Path) -> None:
    sample = replace(update, after=replace(update.after, sample=True))
    assert "CONCEPT – voorbeeldgegevens" in shown(made(sample, tmp_path / "x.pdf"))


def test_an_empty_database_gives_a_page_that_says_so(full_year: Store, programme: Programme, tmp_path: Path) -> None:
    with full_year.read(0) as reader:
        empty = read_update(reader, BEFORE, DAY, YEAR, "nl")
    assert "Er is nog geen bijdrage vastgelegd." in shown(made(empty, tmp_path / "x.pdf"))


def test_the_same_update_gives_the_same_bytes_also_out_of_a_restored_database(
    full_year: Store, programme: Programme, page: bytes, tmp_path: Path
) -> None:
    backup(str(full_year.engine.url), tmp_path / "copy.db")
    restore(tmp_path / "copy.db", f"sqlite:///{tmp_path / 'again.db'}")
    again = read(open_store(f"sqlite:///{tmp_path / 'again.db'}", programme), programme)
    assert made(again, tmp_path / "again.pdf") == page
