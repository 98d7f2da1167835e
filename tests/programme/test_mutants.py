"""Programme files with one place changed at random: each is refused with a key and a sentence, or works as it stands.

``python -m tests.programme.test_mutants 0 2000`` prints what is let through, for somebody to read whether it makes
sense, and where a command can't do its work with it; ``--screens`` draws every screen with some of them.
"""

import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kpi.cli import main
from kpi.language import words_of
from kpi.programme.loading import _shaped, default_programme_path
from kpi.programme.toml_text import programme_toml
from pages.shared.menu import SCREENS
from tests.pages.conftest import ROOT, linked
from tests.pages.test_any_programme import NIGHTS, write_workbook
from tests.programme.mutants import Mutant, mutants

EN, NL = words_of("en"), words_of("nl")
MADE = list(mutants(0, 250))
NEVER = {"misspelt", "a number", "a text", "a list"}
"""Changes that are a mistake wherever they are made."""
DAYS = {
    "minimal": "2024-06-30",
    "culture": "2024-06-30",
    "stadslab-voorbeeld": "2022-06-30",
    "buurtstroom": "2026-06-30",
    "waterkant": "2025-06-30",
}


def sheets(mutant: Mutant, folder: Path) -> list[str]:
    """The files with the data of a programme."""
    if mutant.path == default_programme_path():
        return [str(path) for path in sorted((ROOT / "data" / "sample").glob("*.xlsx"))]
    if mutant.path.stem == "minimal":
        return [str(write_workbook(folder / "nights.xlsx", {"Avonden": NIGHTS}))]
    return [str(mutant.path.with_name(f"{mutant.path.stem.removesuffix('-voorbeeld')}.xlsx"))]


def broken(mutant: Mutant, folder: Path, *, screens: bool) -> Iterator[str]:
    """What ends in a fault of a programme that was let through: a command, or a screen; a refusal is none."""
    content = {name: value for name, value in mutant.content.items() if name != "logo"}
    file = folder / "programme.toml"
    file.write_text(programme_toml(_shaped(file, content, "")), "utf-8")
    with pytest.MonkeyPatch.context() as patch, chdir(ROOT):
        patch.setenv("DATABASE_URL", f"sqlite:///{folder / 'facts.db'}")
        patch.setenv("SMARTHUB_PROGRAMME", str(file))
        day = ["--as-of", DAYS.get(mutant.path.stem, "2018-06-30")]
        lines = [["check"], ["score", *day, "--json"], ["budget", *day, "--json"]]
        lines += [["report", kind, *day, "--out", str(folder / kind)] for kind in ("subsidy", "update")]
        for words in [*lines, ["import", *sheets(mutant, folder)], *lines, ["remind", "--out", str(folder / "mails")]]:
            patch.setattr(sys, "argv", ["smarthub", *words])
            if fault := ended():
                yield f"{mutant.name}: {' '.join(words)}: {fault}"
        for screen in SCREENS if screens else ():
            at = linked(screen)
            at.query_params["as_of"] = day[1]
            at.run()
            yield from (f"{mutant.name}: {screen.url}: {each.value}" for each in (*at.exception, *at.error))


def ended() -> str:
    """Run the command in the arguments of this process; the fault that it ended in, if any."""
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        try:
            main()
        except SystemExit:
            return "" if "Traceback" not in said.getvalue() else said.getvalue()
        except Exception as fault:
            return repr(fault)
    return ""


def test_there_are_more_than_a_hundred_of_every_file_and_kind() -> None:
    assert len(MADE) > 100
    assert len({mutant.path for mutant in MADE}) == 6
    kinds = {mutant.kind for mutant in MADE}
    assert {"gone", "another", "negative", "large", "nothing", "far", "empty", "twice", *NEVER} <= kinds


@pytest.mark.parametrize("mutant", [each for each in MADE if each.kind in NEVER], ids=lambda each: each.name)
def test_what_is_a_mistake_anywhere_is_refused_where_it_stands(mutant: Mutant) -> None:
    place = [str(step) for step in mutant.place if isinstance(step, str)]
    assert any(place[-1] in finding.key or place[-2:][0] in finding.key for finding in mutant.found), mutant.found


def test_every_refusal_names_a_key_and_has_its_dutch() -> None:
    said = [(mutant.name, finding) for mutant in MADE for finding in mutant.found]
    assert len(said) > 100
    assert [name for name, finding in said if not finding.key] == []
    assert [EN.say(f.sentence) for _, f in said if EN.say(f.sentence) == NL.say(f.sentence)] == []


@pytest.mark.parametrize("mutant", [each for each in MADE if not each.found][::6], ids=lambda each: each.name)
def test_what_is_let_through_works(mutant: Mutant, tmp_path: Path) -> None:
    assert list(broken(mutant, tmp_path, screens=False)) == []


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    for number, one in enumerate(each for each in mutants(*numbers) if not each.found):
        print(one.name)  # noqa: T201 - what a command line is for
        with TemporaryDirectory() as place:
            for line in broken(one, Path(place), screens="--screens" in sys.argv and number % 10 == 0):
                print("   ", line)  # noqa: T201 - what a command line is for
