"""The questions of the hunt give nothing away, and each has an answer that is there."""

import re
from pathlib import Path

from tests.house.figures import PARTS, ROOT

FILLING = {"that", "what", "when", "which", "with", "from", "where"}
"""Words that stand in names and questions alike, and say nothing."""
ROWS = re.findall(r"^\| (.+)\? \| `(.+)` \|$", (Path(__file__).parent / "hunt.md").read_text("utf-8"), re.MULTILINE)
NAMES = {word for part in PARTS for path in (ROOT / part).rglob("*.py") for word in path.stem.split("_")}


def words_of(question: str) -> set[str]:
    """Return the words of more than three letters."""
    return {word for word in re.findall(r"[a-z]+", question.lower()) if len(word) > 3} - FILLING


def test_there_are_twenty_questions_with_an_answer_each() -> None:
    assert len({question for question, _ in ROWS}) == len({answer for _, answer in ROWS}) == 20
    assert [answer for _, answer in ROWS if not (ROOT / answer).is_file()] == []


def test_no_question_shares_a_word_with_the_name_of_a_file() -> None:
    assert {question: shared for question, _ in ROWS if (shared := words_of(question) & NAMES)} == {}
