"""What holds for every page script: where it stands, how it begins, what it leaves to others."""

import ast
import re
from pathlib import Path

import pytest

from kpi.language import words_of
from pages.shared.menu import SCREENS
from pages.shared.spoken import plain
from tests.journeys.picturing import OTHERS, PAPERS, PLACE, names

PAGES = Path(__file__).resolve().parents[2] / "pages"
SCRIPTS = [PAGES.parent / screen.script for screen in SCREENS]


def test_no_script_stands_directly_in_pages() -> None:
    """Streamlit would serve it by its address, without the frame and without asking who it is."""
    assert [path.name for path in PAGES.glob("*.py")] == ["__init__.py"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_asks_first_who_it_is_and_stays_short(script: Path) -> None:
    text = script.read_text()
    body = [node for node in ast.parse(text).body[1:] if not isinstance(node, (ast.Import, ast.ImportFrom))]
    assert re.match(r"(screen = )?enter\(Act\.[A-Z_]+\)", ast.unparse(body[0]))
    assert len(text.splitlines()) <= 80
    assert not re.search(r"select\(|pd\.|unsafe_allow_html|st\.html", text)


WORKED_OUT = (ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
BETWEEN = re.compile(r"[.;:·–] $| \($")
"""What stands between two parts of a sentence."""


def is_text(node: ast.expr) -> bool:
    """Whether an expression is a text as it stands there, or a sentence in the user's language."""
    if isinstance(node, ast.Call):
        return ast.unparse(node.func).rsplit(".", 1)[-1] in {"words", "plural", "sentence", "plain", "money", "number"}
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def put_together(node: ast.JoinedStr) -> bool:
    """Whether an f-string makes one sentence out of several parts; marks and keys are none."""
    filled = [at for at, part in enumerate(node.values) if isinstance(part, ast.FormattedValue)] or [0]
    inside = node.values[filled[0] : filled[-1]]
    between = [part.value for part in inside if isinstance(part, ast.Constant)]
    return any(BETWEEN.search(str(text)) for text in between)


def computed(code: str) -> list[str]:
    """What a page works out by itself: figures, and sentences out of parts."""
    found = []
    for node in ast.walk(ast.parse(code)):
        path = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and is_text(node.right)
        if isinstance(node, ast.BinOp) and isinstance(node.op, WORKED_OUT) and not path:
            found.append(f"{node.lineno}: {ast.unparse(node)}")
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and (is_text(node.left) or is_text(node.right)):
            found.append(f"{node.lineno}: {ast.unparse(node)}")
        if isinstance(node, ast.AugAssign) and is_text(node.value):
            found.append(f"{node.lineno}: {ast.unparse(node)}")
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"sum", "Decimal"}:
            found.append(f"{node.lineno}: {ast.unparse(node)}")
        if isinstance(node, ast.JoinedStr) and put_together(node):
            found.append(f"{node.lineno}: {ast.unparse(node)}")
    return found


@pytest.mark.parametrize(
    "code",
    [
        "st.write(cents / 100)",
        "sum(amounts)",
        "Decimal(cents)",
        "st.write(told + words('More.'))",
        "told += f'{n}'",
        "f'{first}. {second}'",
        "f'{label}: {value}'",
        "f'{name} ({n})'",
    ],
)
def test_what_a_page_works_out_by_itself_is_found(code: str) -> None:
    assert computed(code)


@pytest.mark.parametrize("code", ["f'**{title}** {sentence}'", "f'row_{id}_{n}'", "ROOT / 'x'", "f'- {line}'"])
def test_marks_keys_and_places_are_nothing_worked_out(code: str) -> None:
    assert computed(code) == []


def test_no_text_and_no_figure_is_worked_out_in_a_page() -> None:
    assert {path.name: code for path in PAGES.rglob("*.py") if (code := computed(path.read_text("utf-8")))} == {}


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


def test_every_screen_has_its_question_and_its_picture_in_the_guide() -> None:
    guide = (PAGES.parent / "docs" / "gebruik.md").read_text("utf-8")
    for screen in SCREENS:
        name = names()[screen.url]
        assert (PLACE / f"{name}.png").exists()
        assert re.search(rf"\| \[{words_of('nl')(screen.title)}\]\(screenshots/{name}\.png\) \| [A-Z][^|]+\? \|", guide)
    assert {path.stem for path in PLACE.iterdir()} == {*names().values(), *(other.name for other in OTHERS), *PAPERS}


def test_a_list_that_may_stand_empty_says_so_in_our_own_words() -> None:
    """The framework's own words for an empty list are English."""
    lists = [
        (path.name, node.lineno, {word.arg for word in node.keywords})
        for path in sorted(PAGES.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr == "multiselect" or (node.func.attr == "selectbox" and _may_be_empty(node))
    ]
    assert len(lists) >= 6
    assert [where for *where, given in lists if "placeholder" not in given] == []


def _may_be_empty(call: ast.Call) -> bool:
    values = [*call.args[2:3], *(word.value for word in call.keywords if word.arg == "index")]
    return any(isinstance(value, ast.Constant) and value.value is None for value in values)
