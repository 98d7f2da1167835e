"""Each branch is noted where it is taken, and the shares are worked out by folder and held against their floors."""

from typing import Any

import pytest

from tests.house.branches import MOST, ROOT, Measuring, noted, ours, shares, too_low

WAYS = """
def way(given):
    if given > 9:
        return "many"
    elif given == 9:
        return "nine"
    while given > 7:
        given -= 1
    for one in range(given):
        if one == 6:
            break
    match given:
        case 1:
            return "one"
        case int() if given > 5:
            return "some"
"""


def taken(*calls: int) -> list[int]:
    """Return which branches of ``way`` are taken, in the order of their notes."""
    array = bytearray(99)
    tree, count = noted(WAYS, "array")
    place: dict[str, Any] = {"array": array}
    exec(compile(tree, "ways", "exec"), place)  # noqa: S102 - the text above
    for given in calls:
        place["way"](given)
    assert count == 13
    return [number for number in range(count) if array[number]]


@pytest.mark.parametrize("given", [10, 9, 8, 7, 1, 0])
def test_a_module_with_notes_does_what_it_did(given: int) -> None:
    place: dict[str, Any] = {"array": bytearray(99)}
    plain: dict[str, Any] = {}
    exec(compile(noted(WAYS, "array")[0], "ways", "exec"), place)  # noqa: S102 - the text above
    exec(WAYS, plain)  # noqa: S102 - the text above
    assert place["way"](given) == plain["way"](given)


def test_both_ways_of_an_if_a_loop_and_every_case_are_branches_of_their_own() -> None:
    assert [len(taken(given)) for given in (10, 9, 8, 7, 1, 0)] == [1, 2, 8, 7, 7, 5]
    assert len(taken(10, 9, 8, 7, 1, 0)) == 13


def test_what_cannot_be_otherwise_is_no_branch() -> None:
    assert noted("while True:\n    break\nif TYPE_CHECKING:\n    import x\n", "array")[1] == 0


def test_no_module_has_more_branches_than_there_is_room_for() -> None:
    files = [path for path in (ROOT / "kpi").rglob("*.py") if ours(str(path))]
    assert max(noted(path.read_bytes(), "any")[1] for path in files) < MOST


def test_a_folder_counts_all_branches_below_it_and_what_any_process_took() -> None:
    there = {"kpi/score/a.py": 4, "kpi/score/rules/b.py": 6, "kpi/money/c.py": 0, "kpi/facts/never.py": 2}
    first, second = {"kpi/score/a.py": bytes([1, 1, 0, 0])}, {"kpi/score/a.py": bytes([0, 1, 1, 0])}
    second["kpi/score/rules/b.py"] = bytes([1] * 6)
    assert shares(there, [first, second]) == {"kpi/facts": 0.0, "kpi/money": 100.0, "kpi/score": 90.0}


def test_a_share_below_its_floor_and_a_folder_that_was_not_measured_are_too_low() -> None:
    measured = {"kpi/money": 100.0, "kpi/score": 90.0}
    assert too_low(measured, {"kpi/score": 90.0, "kpi/money": 100.0}) == []
    assert too_low(measured, {"kpi/score": 90.1, "kpi/facts": 50.0}) == ["kpi/score", "kpi/facts"]


@pytest.mark.parametrize(("hold", "status"), [(True, 1), (False, 0)])
def test_a_whole_run_below_a_floor_fails(hold: bool, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.house.branches.ARRAYS", {})
    session: Any = type("Session", (), {"config": object(), "exitstatus": 0})()
    Measuring(hold=hold).pytest_sessionfinish(session)
    assert session.exitstatus == status
