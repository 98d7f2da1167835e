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
from kpi.programme.loading import _shaped, findings
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
def test_a_recipe_gives_what_the_guide_says(recipe: Recipe, database_url: str, tmp_path: Path) -> None:
    programme = _shaped(tmp_path / "recipe.toml", recipe.content, "")
    assert findings(programme) == []
    store = open_store(database_url, programme)
    files = FilesToRead([("rows.xlsx", workbook(recipe, tmp_path / "rows.xlsx"))])
    proposed = imports.read_files(store, Person("Tester", local=True), files, at=datetime(2024, 7, 1, tzinfo=UTC))
    assert [(each.code, each.value) for each in proposed.report.errors] == []
    assert proposed.proposal is not None
    store.commit(proposed.proposal)
    with store.read() as reader:
        seen = picture(reader, recipe.day, "2024")
    score, balance = seen.indicator(recipe.indicator["id"]), seen.goals[0].balance
    assert score.value == recipe.result
    assert recipe.status in {"", score.status}
    assert {phase: balance.phases[phase] for phase in recipe.balance} == recipe.balance
    assert balance.warning is ("pace" in recipe.content)


def test_there_are_twenty_or_more_and_every_way_of_counting_is_in_one() -> None:
    """The kinds of measure, the ways of adding up, the windows and the operators, as the models have them."""
    text = "\n".join(recipe.fragment for recipe in RECIPES)
    ways = (
        "count", "ratio", "difference", "change", "latest", "growth", "rows", "distinct", "sum", "mean", "median",
        "minimum", "maximum", "until", "since", "year", "quarter", "months", "plan_year", "in_force",
        "open_longer",
    )  # fmt: skip
    assert len(RECIPES) >= 20
    assert [way for way in ways if f'"{way}"' not in text] == []
    keys = (
        "either", "both", "at_least = {", "coverage", "above", " to ", "limit", "path", "goal_months", "listed_in",
        "scope", "pace", "targets = []",
    )  # fmt: skip
    assert [key for key in keys if key not in text] == []
