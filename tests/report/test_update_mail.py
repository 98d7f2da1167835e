"""The one page for a mail: html that is read aloud well and asks nothing of a server, and a picture of it."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from kpi.documents.house_style import INK, PRIMARY
from kpi.documents.pdf import single_page
from kpi.facts.store import Store
from kpi.language import words_of
from kpi.update.one_page import one_page
from kpi.update.quarterly_update import UpdateReport
from kpi.update.reading_update import read_update
from kpi.update.update_formats import FORMATS, MAILED, edition
from tests.report.full_year import BEFORE, DAY, HOSTILE_MEMBER, YEAR
from tests.report.written_files import edit, update_file

NL = words_of("nl")
EMPTY = {"meta", "br", "img", "link"}


class Outline(HTMLParser):
    """What a screen reader finds: headings, tables and text in order; each tag is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def update(full_year: Store) -> UpdateReport:
    with full_year.read() as reader:
        return read_update(reader, BEFORE, DAY, YEAR, "nl")


@pytest.fixture(scope="module")
def html(update: UpdateReport) -> str:
    return update_file(update, "html", NL).decode()


def test_it_is_whole_in_its_language_with_one_title_and_headings_in_order(html: str) -> None:
    read = Outline(html)
    assert read.open == []
    assert [one["lang"] for one in read.of("html")] == ["nl-NL"]
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch(r"h\d", tag)]
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_the_table_has_a_caption_and_head_cells_with_their_scope(html: str) -> None:
    read = Outline(html)
    assert len(read.of("caption")) == len(read.of("table")) == 1
    assert {one["scope"] for one in read.of("th")} == {"col", "row"}
    assert all(one.get("aria-hidden") == "true" for one in read.of("span") if "margin-top" in (one["style"] or ""))


def test_nothing_is_asked_of_a_server_and_nothing_runs(html: str) -> None:
    read = Outline(html)
    assert {tag for tag, _ in read.tags} & {"script", "img", "link", "iframe", "form", "style"} == set()
    assert [name for _, given in read.tags for name in given if name in {"src", "href"} or name.startswith("on")] == []
    assert "url(" not in html


def test_it_says_what_the_page_says_and_a_hostile_text_stays_text(update: UpdateReport) -> None:
    hostile = replace(update, written={"where": edit("where", HOSTILE_MEMBER)})
    read = Outline(update_file(hostile, "html", NL).decode())
    assert HOSTILE_MEMBER in read.texts
    assert read.of("script") == []
    values = single_page.values(one_page(edition(hostile)), NL)
    said = " ".join(read.texts)
    assert [line for part in (*values["left"], *values["right"]) for line in part["lines"] if line not in said] == []


def test_letters_stand_out_from_what_is_behind_them() -> None:
    """At least 4,5 to 1 (WCAG 2.2 AA), also in the head of the table."""

    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05

    assert light("#FFFFFF") / light(INK) > 4.5
    assert light("#FFFFFF") / light(PRIMARY) > 4.5


@pytest.mark.parametrize("ending", sorted(MAILED))
def test_the_same_update_is_the_same_file(update: UpdateReport, ending: str) -> None:
    assert update_file(update, ending, NL) == update_file(update, ending, NL)


def test_the_picture_is_one_and_shows_the_whole_page(update: UpdateReport) -> None:
    """However long a text is, the picture grows with it."""
    small = update_file(update, "png", NL)
    long = update_file(replace(update, written={"where": edit("where", "Een lange tekst. " * 200)}), "png", NL)
    assert all(content.startswith(b"\x89PNG") for content in (small, long))
    heights = [int.from_bytes(content[20:24], "big") for content in (small, long)]
    assert heights[1] > heights[0] > 500


@pytest.mark.parametrize("ending", sorted(MAILED))
def test_a_mail_can_carry_it(update: UpdateReport, ending: str) -> None:
    assert len(update_file(update, ending, NL)) <= 100_000


def test_what_is_mailed_is_the_one_page() -> None:
    assert {row.layout for row in MAILED.values()} == {one_page} == {FORMATS["pdf"].layout}
