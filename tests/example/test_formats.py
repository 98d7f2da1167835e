"""The same history as each kind of file that an office sends gives the same scorecard."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from kpi.access import Person
from kpi.acts import imports
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.intake.template_workbook import write_template
from kpi.money.budget_json import budget_json
from kpi.monitor import budget, known_plan_year, scorecard
from kpi.programme.loading import default_programme_path, load_programme
from kpi.score.goals import goal_scores
from kpi.score.score_json import score_json
from tests.machine import Office

HERE = Path(__file__).parent
PROGRAMME = load_programme(default_programme_path())
DAY = date(2018, 6, 30)
EVERY_SHEET_AS_CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template with the rows of the example typed into it."""
    path = tmp_path_factory.mktemp("formats") / "gevuld.xlsx"
    write_template(PROGRAMME, path, "nl")
    book = load_workbook(path)
    example = CalamineWorkbook.from_path(str(HERE / "example.xlsx"))
    for name in example.sheet_names:
        head, *rows = example.get_sheet_by_name(name).to_python()
        columns = {cell.value: cell.column for cell in book[name][1]}
        for i, row in enumerate(rows, start=2):
            for title, value in zip(head, row, strict=True):
                if value != "":
                    book[name].cell(i, columns[title], value)
    book.save(path)
    return path


def figures(paths: list[Path], database: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Scorecard and budget of what the files hold; when it was recorded is left out."""
    store = open_store(database, PROGRAMME)
    files = [(path.name, path.read_bytes()) for path in paths]
    proposed = imports.read_files(
        store, Person("Tester", local=True), FilesToRead(files), at=datetime(2021, 7, 1, tzinfo=UTC)
    )
    assert [problem.code for problem in proposed.report.errors] == []
    assert proposed.proposal is not None
    store.commit(proposed.proposal)
    with store.read() as reader:
        scores = scorecard(reader, DAY)
        money = budget(reader, known_plan_year(PROGRAMME, "2017-2018"), DAY)
        card = score_json(PROGRAMME, DAY, 1, scores, goal_scores(PROGRAMME, scores), "nl")
        return card, budget_json(money, DAY, 1, "nl")


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls", EVERY_SHEET_AS_CSV], ids=["xlsx", "ods", "xls", "csv"])
def test_the_filled_template_gives_the_scorecard_of_the_example_in_every_format(
    kind: str, filled: Path, office: Office, tmp_path: Path
) -> None:
    sheets = [
        path
        for path in office.convert(filled, kind, tmp_path / "made")
        if not path.stem.endswith(("Uitleg", "Lijsten"))
    ]
    expected = figures([HERE / "example.xlsx"], f"sqlite:///{tmp_path / 'example.db'}")
    assert figures(sheets, f"sqlite:///{tmp_path / 'converted.db'}") == expected
