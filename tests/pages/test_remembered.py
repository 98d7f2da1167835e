"""What is remembered between views: worked out once, never a refusal, and never another question's answer."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import streamlit as st

from kpi.errors import Refusal
from pages.shared.remembered import forget, remembered
from tests.pages.conftest import Opened
from tests.pages.shown_values import values

ASKED: list[dict[str, str]] = [
    {},
    {"lang": "en"},
    {"as_of": "2018-03-31"},
    {"plan_year": "2018-2019"},
    {"status": "behind"},
    {"since": "2018-01-31"},
    {"since": "2018-03-31", "lang": "en"},
    {"plan_order": "true"},
    {"revision": "1"},
]
CHANCE = re.compile(r"^[0-9a-f]{32}$|/media/")
PLACES = ("overview", "money", "indicator")


def shown(opened: Opened, place: str, asked: dict[str, str]) -> list[str]:
    """Every value that a screen sends, but for the numbers that the framework gives to files of each visit."""
    at = opened(place, **{key: value for key, value in asked.items() if key not in {"status", "plan_order"}})
    if "status" in asked and place == "overview":
        at.session_state["status"] = asked["status"]
        at.run()
    if "plan_order" in asked and place == "overview":
        at.toggle(key="plan_order").set_value(True).run()
    return [value for element in at.main for value in _values(element) if not CHANCE.search(value)]


def _values(element: Any) -> list[str]:
    return list(values(element.proto)) if getattr(element, "proto", None) is not None else []


@pytest.mark.parametrize("database", ["sample"], indirect=True)
@pytest.mark.parametrize("place", PLACES)
def test_a_screen_out_of_what_is_kept_is_the_screen_drawn_anew(opened: Opened, place: str) -> None:
    """Each question is asked with all the others kept already, by which a key that lacks something is found out."""
    for asked in ASKED:
        shown(opened, place, asked)
    kept = [shown(opened, place, asked) for asked in ASKED]
    for asked, before in zip(ASKED, kept, strict=True):
        st.cache_resource.clear()
        forget()
        assert shown(opened, place, asked) == before, asked
    assert len({tuple(each) for each in kept}) > 1


def test_people_who_come_at_once_wait_for_one_answer() -> None:
    begun, worked = threading.Event(), []

    @remembered(8)
    def answer(question: int) -> int:
        begun.wait(5)
        worked.append(question)
        return question * 2

    with ThreadPoolExecutor(8) as people:
        asked = [people.submit(answer, number % 2) for number in range(8)]
        begun.set()
        assert [each.result() for each in asked] == [0, 2] * 4
    assert sorted(worked) == [0, 1]
    forget()
    assert (answer(1), sorted(worked)) == (2, [0, 1, 1])


def test_a_refusal_is_asked_again() -> None:
    class NotYet(Refusal):
        template = "Not yet."

    refusing = [True]

    @remembered(8)
    def answer() -> str:
        if refusing.pop():
            raise NotYet
        return "yes"

    with pytest.raises(NotYet):
        answer()
    refusing.append(False)
    assert answer() == "yes"


def test_only_so_many_answers_are_kept() -> None:
    worked = []

    @remembered(2)
    def answer(question: int) -> int:
        worked.append(question)
        return question

    for question in (1, 2, 3, 3, 1):
        answer(question)
    assert worked == [1, 2, 3, 1]
