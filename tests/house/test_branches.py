"""The share of branches that tests take is worked out by folder, and held against its floor."""

from typing import Any

from tests.house.branches import shares, too_low


def file(taken: int, there: int) -> dict[str, Any]:
    return {"summary": {"covered_branches": taken, "num_branches": there}}


REPORT = {"files": {"kpi/score/a.py": file(3, 4), "kpi/score/rules/b.py": file(6, 6), "kpi/money/c.py": file(0, 0)}}


def test_a_folder_counts_all_branches_below_it() -> None:
    assert shares(REPORT) == {"kpi/money": 100.0, "kpi/score": 90.0}


def test_a_share_below_its_floor_and_a_folder_that_was_not_measured_are_too_low() -> None:
    assert too_low(shares(REPORT), {"kpi/score": 90.0, "kpi/money": 100.0}) == []
    assert too_low(shares(REPORT), {"kpi/score": 90.1, "kpi/facts": 50.0}) == ["kpi/score", "kpi/facts"]
