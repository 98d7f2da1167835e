"""Every mistake that one key of a programme file can hold is refused, with one sentence that names the key."""

import re
from functools import cache
from pathlib import Path

import pytest

from kpi.language import words_of
from kpi.programme.loading import ProgrammeRefused, default_programme_path, load_programme
from tests.house.programme_guide.mistakes import Mistake, mistakes

EN, NL = words_of("en"), words_of("nl")
KINDS = ("misspelt", "missing", "wrong type", "too large", "too early", "negative", "unknown", "empty", "twice")


@cache
def made() -> tuple[Mistake, ...]:
    """All of them, made once a test asks for them: each is a whole programme file."""
    return tuple(mistakes())


def test_there_are_some_hundreds_of_them_of_every_kind() -> None:
    assert len(made()) > 500
    assert {mistake.kind for mistake in made()} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_each_mistake_is_named_with_its_key(kind: str) -> None:
    of_kind = [mistake for mistake in made() if mistake.kind == kind]
    assert [
        f"{each.name} → {[(f.key, EN.say(f.sentence)) for f in each.found][:2]}" for each in of_kind if not each.answers
    ] == []


def test_each_sentence_is_one_and_has_its_dutch() -> None:
    for mistake in made():
        for finding in mistake.answers[:1]:
            english, dutch = EN.say(finding.sentence), NL.say(finding.sentence)
            assert english != dutch, english
            assert "\n" not in english + dutch
            assert "Input should" not in english + dutch
            assert len(english) < 700


def test_a_misspelt_key_is_held_against_the_keys_that_may_stand_there() -> None:
    for mistake in made():
        if mistake.kind == "misspelt":
            said = {EN.say(finding.sentence).partition(". ")[2] for finding in mistake.answers}
            assert said == {f"Did you mean {mistake.key.name}?"}, mistake.name


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("id = 1\nid = 2\n", 2),
        ('id = "x\n', 1),
        ("[goals\nid = 1\n", 1),
        ('id = "x"\ntargets = [1, 2\n\n', 4),
        ("[[goals]]\nid = 1\n[goals]\nid = 2\n", 3),
        ("starts = 2018-02-30\n", 1),
        ('naam = "x"\ntitel = „x”\n', 2),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(content: str, line: int, tmp_path: Path) -> None:
    path = tmp_path / "programma.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(ProgrammeRefused) as refused:
        load_programme(path)
    assert refused.value.sentence(NL).splitlines()[1].startswith(f"programma.toml: Regel {line} is geen geldige TOML (")


def test_brackets_without_end_are_refused_and_no_fault(tmp_path: Path) -> None:
    (tmp_path / "programma.toml").write_text("goals = " + "[" * 5000, "utf-8")
    with pytest.raises(ProgrammeRefused, match="brackets within brackets"):
        load_programme(tmp_path / "programma.toml")


TEXT = default_programme_path().read_text("utf-8")


def beside_its_logo(content: bytes, folder: Path) -> Path:
    """The shipped file with other content, in a folder that has its logo as well."""
    for image in default_programme_path().parent.glob("*.png"):
        (folder / image.name).write_bytes(image.read_bytes())
    (folder / "programma.toml").write_bytes(content)
    return folder / "programma.toml"


@pytest.mark.parametrize(
    "content",
    [TEXT.encode("utf-8-sig"), TEXT.replace("\n", "\r\n").encode(), TEXT.replace("\n", "\r\n").encode("utf-8-sig")],
    ids=["a mark of its encoding", "the line ends of Windows", "both"],
)
def test_a_file_that_an_editor_of_windows_saved_is_the_same_programme(content: bytes, tmp_path: Path) -> None:
    saved = load_programme(beside_its_logo(content, tmp_path))
    assert saved.model_copy(update={"fingerprint": ""}) == load_programme(default_programme_path()).model_copy(
        update={"fingerprint": ""}
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (TEXT.encode("utf-16"), "Het bestand is geen tekst in UTF-8; sla het op als UTF-8."),
        (TEXT.encode("cp1252", "replace"), "Het bestand is geen tekst in UTF-8; sla het op als UTF-8."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "Het bestand is geen tekst in UTF-8; sla het op als UTF-8."),
        (TEXT.encode("utf-16-le"), "Het bestand is geen tekst in UTF-8; sla het op als UTF-8."),
        (TEXT.replace("\n", "\r").encode(), "Regel 1 is geen geldige TOML ("),
        (b"", "id: Dit ontbreekt."),
    ],
    ids=["utf-16", "windows-1252", "an image", "utf-16 without its mark", "line ends of an old Mac", "nothing"],
)
def test_a_file_in_another_encoding_is_refused_in_one_sentence(content: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(ProgrammeRefused) as refused:
        load_programme(beside_its_logo(content, tmp_path))
    assert refused.value.sentence(NL).splitlines()[1].startswith(f"programma.toml: {said}")


@pytest.mark.parametrize(("given", "many", "few"), [("36.000", "36000", "36"), ("1.500", "1500", "1.5")])
def test_a_number_that_may_be_grouped_by_thousands_is_asked_to_be_written_in_one_way(
    given: str, many: str, few: str, tmp_path: Path
) -> None:
    text = default_programme_path().read_text("utf-8")
    for image in default_programme_path().parent.glob("*.png"):
        (tmp_path / image.name).write_bytes(image.read_bytes())
    changed = re.sub(r"(?m)^explain_amount = .*$", f"explain_amount = {given}", text)
    (tmp_path / "programma.toml").write_text(changed, "utf-8")
    with pytest.raises(ProgrammeRefused) as refused:
        load_programme(tmp_path / "programma.toml")
    asked = f"{given} is op twee manieren te lezen; schrijf {many} als dat duizendtallen zijn, of anders {few}."
    assert f"explain_amount: {asked}" in refused.value.sentence(NL)
