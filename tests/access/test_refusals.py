"""Refusals are said in the reader's language: none takes the words of one language out of a bilingual text."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kpi.acts.deviations import NotAcceptable
from kpi.cli.books import UnknownLine
from kpi.errors import Refusal
from kpi.language import words_of
from kpi.programme.loading import default_programme_path, load_programme
from kpi.sentences import listed

ROOT = Path(__file__).resolve().parents[2]
ONE_LANGUAGE = {"nl", "en", "in_"}
"""What takes the words of one language out of a text."""
PROGRAMME = load_programme(default_programme_path())


def refusals(trees: dict[str, ast.Module]) -> set[str]:
    """The names of all refusals: classes below ``Refusal``, over as many steps as it takes."""
    classes = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    known = {"Refusal"}
    while more := {
        node.name for node in classes if node.name not in known and {ast.unparse(base) for base in node.bases} & known
    }:
        known |= more
    return known


def one_language_in_a_refusal() -> Iterator[str]:
    """Where a refusal is given words of one language, as ``file:line``."""
    trees = {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
        for room in ("kpi", "pages")
        for path in (ROOT / room).rglob("*.py")
    }
    known = refusals(trees)
    assert {"NotAcceptable", "UnknownLine", "NoReason"} <= known
    for file, tree in trees.items():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if ast.unparse(call.func).rpartition(".")[2] in known:
                for value in (*call.args, *(keyword.value for keyword in call.keywords)):
                    if any(isinstance(part, ast.Attribute) and part.attr in ONE_LANGUAGE for part in ast.walk(value)):
                        yield f"{file}:{call.lineno}"


def test_no_refusal_is_given_the_words_of_one_language() -> None:
    assert list(one_language_in_a_refusal()) == []


@pytest.mark.parametrize(("language", "title"), [("nl", "Communicatiestrateeg"), ("en", "Communication strategist")])
def test_a_budget_line_is_named_in_the_language_of_who_reads_the_refusal(language: str, title: str) -> None:
    """In English it said: closest: Communicatiestrateeg."""
    line = next(line for line in PROGRAMME.budget_lines() if line.title.nl == "Communicatiestrateeg")
    refusal = UnknownLine(line="strateeg", known=listed([line.title]))
    assert title in refusal.sentence(words_of(language))


def test_an_indicator_is_named_in_the_language_of_who_reads_the_refusal() -> None:
    title = PROGRAMME.indicator("member_companies").title
    refusal: Refusal = NotAcceptable(indicator=title, day="2018-06-30")
    assert refusal.sentence(words_of("en")).startswith(f"{title.en} is not behind on 2018-06-30")
    assert refusal.sentence(words_of("nl")).startswith(title.nl)
    assert str(refusal) == refusal.sentence(words_of("en"))
