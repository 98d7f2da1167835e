"""What holds for every page script: where it stands, how it begins, what it leaves to others."""

import re
from pathlib import Path

import pytest

from kpi.language import words_of
from pages.shared.elements import plain
from pages.shared.menu import SCREENS

PAGES = Path(__file__).resolve().parents[2] / "pages"
SCRIPTS = [PAGES.parent / screen.script for screen in SCREENS]


def test_no_script_stands_directly_in_pages() -> None:
    """Streamlit would serve it by its address, without the frame and without asking who it is."""
    assert [path.name for path in PAGES.glob("*.py")] == ["__init__.py"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_asks_first_who_it_is_and_stays_short(script: Path) -> None:
    text = script.read_text()
    body = [line for line in text.split('"""', 2)[2].splitlines() if line and not line.startswith(("import", "from"))]
    assert re.match(r"(who = )?enter\(Act\.[A-Z_]+\)", body[0])
    assert len(text.splitlines()) <= 80
    assert not re.search(r"select\(|pd\.|unsafe_allow_html|st\.html", text)


def test_every_screen_has_its_name_in_dutch_and_an_address_of_its_own() -> None:
    assert len({screen.url for screen in SCREENS}) == len(SCREENS)
    assert all(words_of("nl")(screen.title) != screen.title for screen in SCREENS)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A*B [x](y)", "A\\*B \\[x\\]\\(y\\)"),
        (":red[$x$] <b>", "\\:red\\[\\$x\\$\\] \\<b\\>"),
        ("1. Voorbeeldbedrijf", "1\\. Voorbeeldbedrijf"),
        ("- Voorbeeldbedrijf", "\\- Voorbeeldbedrijf"),
        ("Voorbeeldbedrijf 17 B.V.", "Voorbeeldbedrijf 17 B.V."),
    ],
)
def test_a_name_out_of_a_sheet_is_never_read_as_markdown(text: str, shown: str) -> None:
    assert plain(text) == shown
