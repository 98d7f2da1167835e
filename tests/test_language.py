"""A language is a folder of catalogues: its sentences, its plural forms and its figures, and what it lacks shows."""

import datetime
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from kpi import language
from kpi.language import languages, words_of
from kpi.notation import NBSP, UNKNOWN, Notation
from kpi.programme.vocabulary import Text
from kpi.sentences import beginning, say

PIRATE = """
msgid ""
msgstr ""
"Language: qx\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);\\n"

msgid "{n} company"
msgid_plural "{n} companies"
msgstr[0] "yin {n}"
msgstr[1] "twa {n}"
msgstr[2] "mony {n}"
"""
SECOND = """
msgid ""
msgstr ""
"Language: qx\\n"

msgid "{value} of {target}"
msgstr "{target}: {value}"
"""


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of catalogues with one invented language, in two files."""
    (tmp_path / "qx").mkdir()
    (tmp_path / "qx" / "a.po").write_text(PIRATE, "utf-8")
    (tmp_path / "qx" / "b.po").write_text(SECOND, "utf-8")
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(language, "LOCALE", tmp_path)
    for cached in (language.languages, language.words_of, language._translations):
        cached.cache_clear()
    yield tmp_path
    for cached in (language.languages, language.words_of, language._translations):
        cached.cache_clear()


def test_the_languages_are_dutch_english_and_each_folder_with_catalogues(locale: Path) -> None:
    assert languages() == ("nl", "en", "qx")
    assert [words_of(asked).language for asked in ("qx", "empty", "")] == ["qx", "nl", "nl"]


def test_a_catalogue_brings_its_own_plural_forms(locale: Path) -> None:
    words = words_of("qx")
    assert [words.plural("{n} company", "{n} companies", n) for n in (1, 2, 5)] == ["yin 1", "twa 2", "mony 5"]


def test_the_catalogues_of_a_language_are_read_as_one(locale: Path) -> None:
    assert words_of("qx")("{value} of {target}", value=1, target=2) == "2: 1"


def test_a_sentence_without_translation_shows_in_english(locale: Path) -> None:
    assert words_of("qx")("no data") == "no data"


def test_a_text_of_the_programme_without_its_words_shows_the_dutch_marked(locale: Path) -> None:
    own, lacking = Text(nl="Bedrijven", en="Companies", qx="Hooses"), Text(nl="Bedrijven", en="Companies")
    assert [words_of("qx").say(text) for text in (own, lacking, Text(nl="", en=""))] == ["Hooses", "Bedrijven (nl)", ""]
    assert (own.given("qx"), lacking.given("qx")) == ("Hooses", "")


@pytest.mark.parametrize(
    ("asked", "money", "share", "day", "short", "month"),
    [
        ("nl", f"-€{NBSP}1.234,50", "12,5%", "3 maart 2018", "03-03-2018", "mrt 2018"),
        ("en", "-€1,234.50", "12.5%", "3 March 2018", "3 Mar 2018", "Mar 2018"),
        ("fr", f"-1\u202f234,50{NBSP}€", f"12,5{NBSP}%", "3 mars 2018", "03/03/2018", "mars 2018"),
        ("qx", "-€1,234.50", "12.5%", "3 March 2018", "3 Mar 2018", "Mar 2018"),
    ],
)
def test_figures_are_written_as_the_country_of_the_language_writes_them(
    asked: str, money: str, share: str, day: str, short: str, month: str
) -> None:
    notation, third = Notation(asked), datetime.date(2018, 3, 3)
    written = (notation.money(Fraction("-1234.5")), notation.share(Fraction(1, 8)))
    assert written == (money, share)
    assert (notation.date(third), notation.short_date(third), notation.month(third)) == (day, short, month)


def test_what_is_unknown_is_a_dash() -> None:
    notation = Notation("nl")
    unknown = [notation.money(None), notation.number(None), notation.decimals(None, 2), notation.share(None)]
    assert [*unknown, notation.date(None), notation.short_date(None)] == [UNKNOWN] * 6


def test_a_ratio_has_exactly_its_decimals_and_no_signs_between_thousands() -> None:
    assert [Notation(asked).decimals(Fraction(12345, 10), 2) for asked in ("nl", "en")] == ["1234,50", "1234.50"]


def test_words_at_the_beginning_of_a_sentence_keep_the_capitals_that_they_have() -> None:
    assert words_of("nl").say(beginning(Text(nl="met SmartHub", en="with SmartHub"))) == "Met SmartHub"
    assert words_of("en").say(beginning(say("no data"))) == "No data"
