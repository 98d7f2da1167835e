"""A third language is a folder of catalogues and words in the programme file: no code, on screen and at a terminal."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpi import language
from kpi.cli import main
from kpi.notation import NBSP
from kpi.programme.loading import default_programme_path

Opened = Callable[..., AppTest]
DAY = {"as_of": "2018-06-30", "plan_year": "2017-2018", "lang": "fr"}
CATALOGUE = """
msgid ""
msgstr ""
"Language: fr\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "{reason}: {status}."
msgstr "{reason} : {status}."

msgid "{value} of {target}"
msgstr "{value} sur {target}"

msgid "{figures}; on the due date, {due}, it stood at {then}"
msgstr "{figures} ; à l'échéance du {due}, on en était à {then}"

msgid "Why this colour:"
msgstr "Pourquoi cette couleur :"
"""
OWN_WORDS = {
    'noun = { nl = "bedrijven", en = "companies" }': "entreprises",
    'missed = { nl = "niet behaald", en = "missed" }': "manqué",
}
"""What this file says in the third language; all else of it falls back."""


@pytest.fixture
def french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder with one small catalogue beside the Dutch ones, and a programme file with some French words."""
    (tmp_path / "locale" / "fr").mkdir(parents=True)
    (tmp_path / "locale" / "fr" / "few.po").write_text(CATALOGUE, "utf-8")
    (tmp_path / "locale" / "nl").symlink_to(language.LOCALE / "nl")
    text = default_programme_path().read_text("utf-8")
    for bilingual, words in OWN_WORDS.items():
        assert bilingual in text
        text = text.replace(bilingual, bilingual.removesuffix(" }") + f', fr = "{words}" }}')
    (tmp_path / "programme.toml").write_text(text, "utf-8")
    for image in default_programme_path().parent.glob("*.png"):
        (tmp_path / image.name).write_bytes(image.read_bytes())
    monkeypatch.setenv("SMARTHUB_PROGRAMME", str(tmp_path / "programme.toml"))
    monkeypatch.setattr(language, "LOCALE", tmp_path / "locale")
    for cached in (language.languages, language.words_of, language._translations):
        cached.cache_clear()
    yield
    for cached in (language.languages, language.words_of, language._translations):
        cached.cache_clear()


def texts(at: AppTest) -> str:
    """What stands on the screen, without the signs that keep markdown from reading it."""
    return "\n".join(str(element.value) for element in (*at.title, *at.markdown)).replace("\\", "")


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize("database", ["sample"], indirect=True)
def test_a_screen_speaks_it_with_its_figures_and_marks_what_the_programme_lacks(opened: Opened) -> None:
    at = opened("indicator", indicator="practice_case_companies", **DAY)
    assert "**Pourquoi cette couleur :**" in texts(at)
    assert "19 sur 20 entreprises ; à l'échéance du 31 décembre 2017, on en était à 15 : manqué." in texts(at)
    assert "Bedrijven met praktijkcase (nl)" in texts(at)
    assert list(at.segmented_control(key="lang").options) == ["nl", "en", "fr"]


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize("database", ["sample"], indirect=True)
@pytest.mark.parametrize("screen", ["overview", "money", "members", "visibility", "activities", "compare", "what_if"])
def test_every_screen_opens_in_it(opened: Opened, screen: str) -> None:
    assert opened(screen, **DAY).error == []


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize("database", ["sample"], indirect=True)
def test_a_command_answers_in_it(
    database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["smarthub", "budget", "--lang", "fr", "--as-of", "2018-06-30"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 0
    assert f"300\u202f564,00{NBSP}€" in capsys.readouterr().out


def test_a_language_that_is_not_there_is_refused_by_those_that_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["smarthub", "score", "--lang", "de"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert "De taal is een van nl, en." in capsys.readouterr().err
