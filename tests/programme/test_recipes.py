"""How do I count …? Every recipe of the guide gives what the guide says, by the way from sheet to score."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from kpi.access import Person
from kpi.acts import imports
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.monitor import picture
from kpi.programme.loading import load_programme
from tests.house.programme_guide.recipes import Recipe, cell, recipes

RECIPES = recipes()


def workbook(recipe: Recipe, path: Path) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, table in recipe.tables.items():
        sheet = book.create_sheet(name)
        sheet.append(table[0])
        for row in table[1:]:
            sheet.append([cell(each) if row is not table[0] else each for each in row])
    book.save(path)
    return path.read_bytes()


@pytest.mark.parametrize("recipe", RECIPES, ids=[each.question["en"] for each in RECIPES])
def test_a_recipe_gives_what_the_guide_says(recipe: Recipe, sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "programme.toml").write_text(recipe.programme, "utf-8")
    store = open_store(sqlite_url, load_programme(tmp_path / "programme.toml"))
    files = FilesToRead([("rows.xlsx", workbook(recipe, tmp_path / "rows.xlsx"))])
    proposed = imports.read_files(store, Person("Tester", local=True), files, at=datetime(2024, 7, 1, tzinfo=UTC))
    assert [(each.code, each.value) for each in proposed.report.errors] == []
    assert proposed.proposal is not None
    store.commit(proposed.proposal)
    with store.read() as reader:
        assert picture(reader, recipe.day, "2024").indicator("recipe").value == recipe.result


def test_there_are_twenty_or_more_and_every_way_of_counting_is_in_one() -> None:
    """The kinds of measure, the ways of adding up, the windows and the operators, as the models have them."""
    text = "\n".join(recipe.measure for recipe in RECIPES)
    ways = (
        "count", "ratio", "difference", "change", "latest", "growth", "rows", "distinct", "sum", "mean", "median",
        "minimum", "maximum", "until", "since", "year", "quarter", "months", "plan_year", "in_force",
    )  # fmt: skip
    assert len(RECIPES) >= 20
    assert [way for way in ways if f'"{way}"' not in text] == []
    assert [key for key in ("either", "both", "at_least = {", "coverage", "above", " to ") if key not in text] == []
