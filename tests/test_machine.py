"""A missing program is never silently green in the real check."""

import pytest

from tests.machine import program

ADVICE = "This test needs a program: install it."


def test_an_absent_program_skips_the_test_on_a_laptop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=ADVICE):
        program(("voorbeeldprogramma-17",), ADVICE)


def test_an_absent_program_fails_the_test_in_the_real_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=ADVICE):
        program(("voorbeeldprogramma-17",), ADVICE)


def test_a_present_program_is_given_by_its_path() -> None:
    assert program(("voorbeeldprogramma-17", "python3", "python"), ADVICE).split("/")[-1].startswith("python")
