"""The harness that takes every value of a folder through every converter."""

from pathlib import Path

import pytest

from kpi.intake.values import converters
from tests.hostile import values

CASES = Path(__file__).parents[1] / "intake" / "cases"


def test_no_value_of_the_cases_makes_a_converter_raise(capsys: pytest.CaptureFixture[str]) -> None:
    assert values.main([str(CASES)]) == 0
    assert capsys.readouterr().out.endswith("converters: 0 raised an exception\n")


def test_what_a_converter_raises_is_listed_with_its_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "uitgaven.csv").write_text("boekstuk;ja\nF1;stuk\n")
    (tmp_path / "brief.pdf").write_bytes(b"%PDF")

    def broken(raw: object) -> object:
        raise ZeroDivisionError(raw)

    monkeypatch.setattr(converters, "_yes_no", broken)
    assert values.main([str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "not read: brief.pdf: unknown_type" in said
    assert "vacancies.smart_industry: 'stuk': ZeroDivisionError: stuk" in said


def test_a_folder_is_asked_for(tmp_path: Path) -> None:
    assert values.main([]) == values.main([str(tmp_path / "nergens")]) == 2
