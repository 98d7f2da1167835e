"""The guide to the programme file is complete and up to date: ``python -m tests.house.programme_guide`` writes it."""

import re

import pytest

from kpi.programme.loading import load_programme
from kpi.programme.toml_text import meaning, meanings, programme_schema
from tests.house.programme_guide import start, writing
from tests.house.programme_guide.keys import keys

AGAIN = "run `python -m tests.house.programme_guide`"
KEYS = keys()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_key_has_its_meaning_in_both_languages(language: str) -> None:
    said = {key.label: meaning(key.model.__name__, key.name, language, key.info.description or "") for key in KEYS}
    lacking = [f"kpi/programme/meanings.toml: {language} of {label}" for label, text in said.items() if not text]
    assert lacking == []


def test_no_meaning_stands_twice_and_none_is_of_a_key_that_is_gone() -> None:
    """English: in the docstring of the key or in the file of meanings, never in both."""
    known = {(key.model.__name__, key.name): key for key in KEYS}
    own = {(model, name): said for model, group in meanings().items() for name, said in group.items() if model != "*"}
    assert sorted(set(own) - set(known)) == []
    assert [name for name, said in own.items() if "en" in said and known[name].info.description] == []
    assert sorted(set(meanings()["*"]) - {key.name for key in KEYS}) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_document_is_as_the_models_are(language: str) -> None:
    written = writing.DOCUMENTS[language].read_text("utf-8")
    assert written == writing.document(language), AGAIN
    assert [key.label for key in KEYS if f"| `{key.name}`" not in written] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_start_file_is_accepted_and_explains_every_key_that_it_has(language: str) -> None:
    path = start.TARGET / f"start-{language}.toml"
    assert path.read_text("utf-8") == start.start_file(language), AGAIN
    programme = load_programme(path)
    assert (programme.id, len(programme.indicators)) == ("my-programme", 2)


def test_the_schema_says_what_the_guide_says() -> None:
    for language in ("nl", "en"):
        schema = programme_schema(language)
        for key in KEYS:
            part = schema if key.model.__name__ == "Programme" else schema["$defs"][key.model.__name__]
            said = meaning(key.model.__name__, key.name, language, key.info.description or "")
            assert part["properties"][key.name]["description"] == said


def test_links_within_the_document_lead_somewhere() -> None:
    for path in writing.DOCUMENTS.values():
        text = path.read_text("utf-8")
        found = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
        heads = {re.sub(r"[^\w -]", "", head).strip().lower().replace(" ", "-") for head in found}
        assert set(re.findall(r"\]\(#([^)]+)\)", text)) - heads == set()
