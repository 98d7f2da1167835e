"""The house rules that no linter knows: each sentence has its Dutch, no figure of the plan stands in code, and more."""

import ast
import re
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from subprocess import run

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
CODE = [path for part in ("kpi", "pages") for path in sorted((ROOT / part).rglob("*.py"))] + [ROOT / "app.py"]
WRITTEN = [path for path in CODE if "migrations" not in path.parts]
CATALOGUES = sorted((ROOT / "kpi" / "locale" / "nl").glob("*.po"))
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "words": None,
    "say": None,
    "N_": None,
    "headings": None,
    "plural": (1, 2),
    "words.plural": (1, 2),
    "say.plural": (1, 2),
}
PLAN_FIGURES = {33120, 52800, 300564, 150000, 1050000, 80000, 40000, 35000, 18644, 12144, 150282, 564}
"""Amounts that a later version of the plan changes: they belong to the programme file."""
LONGEST_MODULE, LONGEST_FUNCTION = 300, 50
TOP = {
    *(".ci", ".gitignore", ".streamlit", "CHANGELOG.md", "Containerfile", "Makefile", "README.md", "compose.yaml"),
    *("app.py", "data", "docs", "kpi", "pages", "pyproject.toml", "requirements.lock", "static", "tests"),
}
"""All that stands at the top of the repository; what a command wrote where it was called isn't taken along."""


OTHERS_TOO = re.compile(r"SmartHu[bp]|[Pp]rovinc|Gelderland|Achterhoek", re.IGNORECASE)
"""Words of one programme, which only its own file and pictures have; ``smarthub`` is the name of the product."""
OWN_NAME = re.compile(r"smarthub-achterhoek\.toml|smarthub|SMARTHUB")


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def messages(path: Path) -> Iterator[tuple[str, ...]]:
    """The source sentences of a module: one, or the singular and the plural."""
    found = extract_python(BytesIO(path.read_bytes()), KEYWORDS, [], {"encoding": "utf-8"})
    for _, function, message, _ in found:
        parts = message if isinstance(message, tuple) else (message,)
        sentences = tuple(part for part in parts if part)
        if function == "headings":
            yield from ((sentence,) for sentence in sentences)
        elif sentences:
            yield sentences[: 2 if function.endswith("plural") else 1]


def catalogue() -> Catalog:
    """All Dutch catalogues as one."""
    merged = Catalog(locale="nl")
    for file in CATALOGUES:
        for message in read_po(BytesIO(file.read_bytes()), locale="nl"):
            if message.id:
                merged.add(message.id, message.string, flags=message.flags)
    return merged


def places(sentence: str) -> set[str]:
    """The places of a sentence that are filled in."""
    return set(re.findall(r"\{(\w+)", sentence))


def untranslated(path: Path, dutch: Catalog) -> Iterator[str]:
    for sentences in messages(path):
        message = dutch.get(sentences[0])
        strings = () if message is None else message.string if isinstance(message.string, tuple) else (message.string,)
        if len(strings) < len(sentences) or not all(strings):
            yield f"{place(path)}: no Dutch for {sentences[0]!r}"
        elif any(places(given) != places(sentences[-1]) for given in strings):
            yield f"{place(path)}: other places in the Dutch of {sentences[0]!r}"


def test_every_sentence_has_its_dutch_with_the_same_places() -> None:
    dutch = catalogue()
    assert [line for path in CODE for line in untranslated(path, dutch)] == []


def test_an_extracted_sentence_is_found_whatever_way_it_is_said(tmp_path: Path) -> None:
    module = tmp_path / "voorbeeld.py"
    module.write_text(
        'words("{n} left", n=1)\nN_("Later")\nheadings("Day", "About what")\n'
        'words.plural("{n} row", "{n} rows", 2)\nsession.words("On")\n'
    )
    assert list(messages(module)) == [
        ("{n} left",),
        ("Later",),
        ("Day",),
        ("About what",),
        ("{n} row", "{n} rows"),
        ("On",),
    ]


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.name)
def test_a_catalogue_has_no_fuzzy_or_double_sentence(file: Path) -> None:
    entries = re.findall(r'^msgid "(.+)"$', file.read_text("utf-8"), re.MULTILINE)
    assert sorted({entry for entry in entries if entries.count(entry) > 1}) == []
    assert '#, fuzzy\nmsgid ""' in file.read_text("utf-8") or "fuzzy" not in file.read_text("utf-8")


def test_a_sentence_that_stands_in_two_catalogues_says_the_same_in_both() -> None:
    said: dict[str, set[str]] = {}
    for file in CATALOGUES:
        for message in read_po(BytesIO(file.read_bytes()), locale="nl"):
            if message.id:
                said.setdefault(str(message.id), set()).add(str(message.string))
    assert {sentence: given for sentence, given in said.items() if len(given) > 1} == {}


def test_no_figure_of_the_plan_stands_in_code() -> None:
    found = [
        f"{place(path)}:{node.lineno} {node.value}"
        for path in WRITTEN
        if "sample" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and type(node.value) in {int, float} and node.value in PLAN_FIGURES
    ]
    assert found == []


def test_modules_and_functions_stay_small() -> None:
    long = [f"{place(path)}: {n} lines" for path in WRITTEN if (n := lines(path)) > LONGEST_MODULE]
    assert long == []
    assert [line for path in WRITTEN for line in long_functions(path)] == []


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def long_functions(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{place(path)}:{node.lineno} {node.name}: {length} lines"


def test_nothing_lies_about_at_the_top() -> None:
    kept = run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    assert {file.split("/")[0] for file in kept} == TOP


def test_the_lock_names_no_host_and_checks_what_it_installs() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert re.findall(r"\w+://|^-.*|@ ", lock, re.MULTILINE) == []
    pinned = re.findall(r"^([a-z0-9.-]+)==\S+.*(?:\n +--hash=sha256:[0-9a-f]{64}.*)+", lock, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[a-z0-9.-]+==", lock, re.MULTILINE))


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    asked = [
        *project["project"]["dependencies"],
        *(one for extra in extras for one in extra),
        *project["dependency-groups"]["dev"],
    ]
    names = {re.split(r"[\[<>=!~ ]", one)[0].lower() for one in [*asked, *project["build-system"]["requires"]]}
    locked = set(re.findall(r"^([a-z0-9.-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    assert names - locked == set()


def test_the_readme_names_only_commands_that_there_are() -> None:
    from kpi.cli import app  # noqa: PLC0415 - the one test that needs it

    documents = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    text = "\n".join(path.read_text("utf-8") for path in documents)
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    commands = {one.name or (one.callback.__name__ if one.callback else "") for one in app.registered_commands}
    assert set(re.findall(r"`make ([a-z]+)", text)) - targets == set()
    assert set(re.findall(r"smarthub ([a-z]+)\b", text)) - commands == set()


def test_no_word_of_one_programme_stands_in_code_or_catalogue() -> None:
    """Grantor, region and the programme's name come from the programme file; the sample is that programme's."""
    files = [path for path in WRITTEN if "sample" not in path.parts] + CATALOGUES
    lines = [(place(path), line) for path in files for line in path.read_text("utf-8").splitlines()]
    assert [(where, line) for where, line in lines if OTHERS_TOO.search(OWN_NAME.sub("", line))] == []


def test_a_word_of_one_programme_is_found() -> None:
    said = [
        "the Province decides",
        "Monitor SmartHub",
        "SmartHupdate",
        "smarthub run",
        "SMARTHUB_URL",
        "data/smarthub-achterhoek.toml",
    ]
    found = [text for text in said if OTHERS_TOO.search(OWN_NAME.sub("", text))]
    assert found == ["the Province decides", "Monitor SmartHub", "SmartHupdate"]
