"""The template imports as it is and, filled in, from every program's format."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from kpi.intake.template_workbook import write_template
from kpi.programme.plan import Programme
from tests.intake.conftest import Propose, codes
from tests.machine import Office


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_empty_template_imports_with_nothing_to_store(
    tmp_path: Path, programme: Programme, proposed: Propose, language: str
) -> None:
    path = tmp_path / "sjabloon.xlsx"
    write_template(programme, path, language)
    outcome = proposed((path.name, path.read_bytes()))
    assert (outcome.proposal, outcome.report.refused, codes(outcome)) == (None, False, [("", "no_rows")])
    assert [sheet.sheet for sheet in outcome.report.files[0].sheets] == [
        sheet.label for sheet in programme.sheets.values()
    ]


def _filled(path: Path, programme: Programme) -> None:
    write_template(programme, path, "nl")
    book = load_workbook(path)
    book["Bijdragen"].append(["Voorbeeldbedrijf 1", "2017-2018", "0012", "geld", 5000.5])
    sheet = book["Bijdragen"]
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(2, heads.index("toegezegd_op") + 1, "1-7-2017")
    book.active = book.sheetnames.index("Bijdragen")
    book.save(path)


@pytest.mark.office
def test_filled_in_it_gives_the_same_rows_from_each_office_format(
    tmp_path: Path, programme: Programme, proposed: Propose, office: Office
) -> None:
    path = tmp_path / "sjabloon.xlsx"
    _filled(path, programme)
    found = {}
    for kind in ("xlsx", "ods", "xls"):
        [made] = office.convert(path, kind, tmp_path / kind)
        outcome = proposed((made.name, made.read_bytes()))
        assert outcome.proposal is not None, outcome.report.problems
        found[kind] = [(row.key, row.digest) for row in outcome.proposal.changes[0].rows]
    expected = proposed((path.name, path.read_bytes())).proposal
    assert expected is not None
    rows = [(row.key, row.digest) for row in expected.changes[0].rows]
    assert found == {"xlsx": rows, "ods": rows, "xls": rows}
