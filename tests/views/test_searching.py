"""What is looked for among the rows behind a number is what stands on the screen, in the language of the screen."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kpi.facts.measuring.fact_rows import RowSet
from kpi.facts.reader import Reader
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.programme.loading import load_programme
from kpi.settings import settings
from kpi.views.sources.rows_behind import PAGE, RowsAsked, counted_sentence, read, rows_table
from kpi.views.table import texts

DAY, YEAR = date(2018, 6, 30), "2017-2018"


@pytest.fixture(scope="module")
def reader(sample_file: Path) -> Iterator[Reader]:
    store = open_store(f"sqlite:///{sample_file}", load_programme(settings({}).programme))
    with store.read() as opened:
        yield opened
    store.close()


def look_for(reader: Reader, indicator: str, text: str, language: str = "nl", page: int = 0) -> tuple[RowSet, ...]:
    return read(reader, DAY, YEAR, RowsAsked(indicator, page, text, language))


def shown(reader: Reader, rows: RowSet, language: str) -> list[tuple[str, ...]]:
    return list(texts(rows_table(rows, reader.programme), words_of(language)).rows)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "stage"),
        ("nl", "niet vervuld"),
        ("nl", "NIET  Vervuld"),
        ("nl", "07-01-2018"),
        ("nl", "nee"),
        ("en", "internship"),
        ("en", "not filled"),
    ],
)
def test_words_of_lists_and_days_are_found_as_they_are_shown(reader: Reader, language: str, text: str) -> None:
    """The stored value of *stage* is ``internship``, of a day 2018-01-07: neither is what anybody reads."""
    [rows] = look_for(reader, "vacancies_published", text, language)
    wanted = " ".join(text.casefold().split())
    assert rows.found == len(rows.rows) > 0
    assert all(any(wanted in cell.casefold() for cell in row) for row in shown(reader, rows, language))


@pytest.mark.parametrize(
    ("language", "code"), [("nl", "internship"), ("nl", "not_filled"), ("nl", "2018-01-07"), ("en", "not_filled")]
)
def test_codes_that_nobody_sees_are_not_found(reader: Reader, language: str, code: str) -> None:
    [rows] = look_for(reader, "vacancies_published", code, language)
    assert (rows.rows, rows.found) == ((), 0)
    assert rows.total > 0


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_indicator_finds_each_cell_that_it_shows_in_just_the_rows_that_hold_it(
    reader: Reader, language: str
) -> None:
    """The truth: all rows as texts, looked through one by one."""
    chance = random.Random(7)  # noqa: S311 - a sample, no secret
    for indicator in reader.programme.indicators:
        for place, every in enumerate(look_for(reader, indicator.id, "", language)):
            lines = shown(reader, every, language)
            cells = sorted({cell for line in lines for cell in line if cell.strip() and cell.isascii()})
            for text in chance.sample(cells, min(4, len(cells))):
                wanted = " ".join(text.casefold().split())
                holding = sum(any(wanted in " ".join(cell.casefold().split()) for cell in line) for line in lines)
                found = look_for(reader, indicator.id, text, language)[place]
                assert (found.found, found.total) == (holding, every.total), (indicator.id, text)


def test_members_are_found_by_their_municipality_which_stands_on_another_sheet(reader: Reader) -> None:
    [rows] = look_for(reader, "member_companies", "winterswijk")
    table = rows_table(rows, reader.programme)
    named = [dict(zip((column.id for column in table.columns), row, strict=True)) for row in shown(reader, rows, "nl")]
    assert {row["organisation.municipality"] for row in named} == {"Winterswijk"}
    assert {row["organisation.kind"] for row in named} == {"bedrijf"}
    assert "gemeente (organisatie)" in texts(table, words_of("nl")).headings


def test_what_is_found_has_pages_of_its_own(reader: Reader) -> None:
    [whole] = look_for(reader, "vacancies_published", "ja")
    pages = [look_for(reader, "vacancies_published", "ja", page=number)[0] for number in (1, 2, 3)]
    assert whole.found is not None
    assert whole.found > PAGE
    assert [row for page in pages for row in page.rows] == list(whole.rows[: 3 * PAGE])
    assert {page.found for page in pages} == {whole.found}


@pytest.mark.parametrize(
    ("total", "found", "told"),
    [
        (64, 0, "64 rijen van blad Vacatures tellen mee op 30 juni 2018. 0 van de 64 rijen bevatten 'stage'."),
        (64, 1, "64 rijen van blad Vacatures tellen mee op 30 juni 2018. 1 van de 64 rijen bevat 'stage'."),
        (1, 1, "1 rij van blad Vacatures telt mee op 30 juni 2018. 1 van 1 rij bevat 'stage'."),
        (64, None, "64 rijen van blad Vacatures tellen mee op 30 juni 2018."),
    ],
)
def test_a_search_says_how_many_of_the_rows_hold_it(reader: Reader, total: int, found: int | None, told: str) -> None:
    rows = RowSet("vacancies", (), (), total, found)
    assert words_of("nl").say(counted_sentence(rows, DAY, reader.programme, "stage")) == told
