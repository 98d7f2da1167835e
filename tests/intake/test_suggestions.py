"""What a sentence says where nothing is like what was written: no list that is empty, in either language."""

import re
from collections.abc import Iterator

import pytest

from kpi.intake.problem_sentences import SENTENCES
from kpi.intake.problems import SHORTER, Problem
from kpi.language import words_of
from kpi.notation import UNKNOWN
from tests.intake.conftest import Propose
from tests.intake.test_cases import CASES, case

SUGGESTS = re.compile(r"[Cc]losest|Nearest")
LISTS = frozenset(["known", "examples"])
NOTHING_ALIKE = {
    "a column": "organisatie;planjaar;toegezegd;toegezegd_op;qqqq\nA;2017-2018;5;1-9-2017;xx\n",
    "an empty column": "organisatie;planjaar;toegezegd;toegezegd_op;qqqq\nA;2017-2018;5;1-9-2017;\n",
    "an order": "boekstuk;begrotingspost;omschrijving;bedrag;betaald_op;verplichting\nA;channels;x;5;1-9-2017;qq\n",
    "a budget line": "boekstuk;begrotingspost;omschrijving;bedrag;gefactureerd_op\nA;zzzzqq;x;5;1-9-2017\n",
    "an indicator": "indicator;datum;waarde\nzzzzqq;1-9-2017;5\n",
}


def listings(code: str) -> Iterator[frozenset[str]]:
    """The places of a sentence that may hold nothing: each of them, and all together."""
    places = {name for name in LISTS if f"{{{name}}}" in SENTENCES[code][1]}
    yield from (frozenset([name]) for name in places)
    yield frozenset(places)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("code", sorted(SHORTER))
def test_a_sentence_that_has_nothing_to_suggest_ends_before_it(code: str, language: str) -> None:
    for empty in listings(code):
        values = {name: () if name in empty else ("Voorbeeld",) for name in LISTS}
        problem = Problem("a.csv", "Blad", "B2", "kolom", "waarde", SENTENCES[code][0], code, values)
        said = words_of(language).say(problem.message)
        assert UNKNOWN not in said
        assert said.endswith(".")


def test_every_sentence_that_suggests_has_one_without() -> None:
    assert {code for code, (_, sentence) in SENTENCES.items() if SUGGESTS.search(sentence)} <= SHORTER.keys()


@pytest.mark.parametrize("text", NOTHING_ALIKE.values(), ids=NOTHING_ALIKE)
def test_where_nothing_is_alike_nothing_is_suggested(proposed: Propose, text: str) -> None:
    problems = proposed(("qq.csv", text.encode())).report.problems
    assert problems
    assert not [said for each in problems if UNKNOWN in (said := words_of("nl").say(each.message))]


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir()))
def test_no_sentence_about_a_file_that_people_have_lists_nothing(proposed: Propose, name: str) -> None:
    for problem in proposed(case(name)).report.problems:
        for language in ("nl", "en"):
            assert not re.search(rf"{UNKNOWN}[.;,)]", words_of(language).say(problem.message))
