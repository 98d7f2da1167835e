"""Every command and every screen with programmes of other kinds: with data and without, in both languages.

No code may take for granted that a programme has a list, a register, a column, a budget line, a grant or a sheet.
"""

import json
import sys
from collections.abc import Callable, Iterable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import streamlit as st
from openpyxl import Workbook
from pypdf import PdfReader

from kpi.cli import COMMANDS, main
from kpi.facts.measuring.counted_rows import of_register
from kpi.facts.store_opening import open_store
from kpi.programme.loading import load_programme
from kpi.programme.registers import REGISTERS, Field, FieldKind
from kpi.programme.toml_text import write_start
from kpi.programme.vocabulary import STRUCTURAL_LISTS
from pages.shared.menu import SCREENS
from tests.intake.books import audit_file, line, payment, statement
from tests.pages.conftest import ROOT, linked
from tests.test_house import OTHERS_TOO, OWN_NAME

FOLDER = Path(__file__).parents[1] / "programmes"
DAYS = {
    **dict.fromkeys(("start", "buurtstroom"), "2026-06-30"),
    "waterkant": "2025-06-30",
    "stadslab": "2022-06-30",
    "culture": "2024-06-30",
    "minimal": "2024-06-30",
    "sparse": "2024-06-30",
}
NIGHTS = [("boek", "avond"), ("Max Havelaar", date(2024, 2, 1)), ("De avonden", date(2024, 3, 1))]
STARTED: dict[str, list[tuple[object, ...]]] = {
    "Bijeenkomsten": [("naam", "datum", "bezoekers"), ("Startavond", date(2026, 3, 12), 25)],
    "Bijdragen": [
        ("organisatie", "planjaar", "ontvangen", "ontvangen op"),
        ("Voorbeeld BV", "2026", 500, date(2026, 3, 15)),
    ],
    "Uitgaven": [
        ("boekstuk", "begrotingspost", "omschrijving", "bedrag", "datum"),
        ("1", "Zaalhuur", "Zaal", 250, date(2026, 3, 1)),
    ],
    "Metingen": [("indicator", "datum", "waarde"), ("satisfaction", date(2026, 5, 1), 7.5)],
}
LINE = "targets = [{ value = 10, due = 2024-12-31 }]"
TARGETS = {
    "nights": "",
    "range": "{ value = 10, limit = 20, due = 2024-12-31 }",
    "passed": "{ value = 0.25, limit = 0.5, due = 2024-03-01 }, { value = 0.6, limit = 0.75, due = 2024-12-31 }",
    "step": '{ value = 10, due = 2024-12-31, path = "step", planned = 2024-09-01 }',
}
BESIDE_REQUIRED = {"contributions": ("pledged", "pledged_on"), "expenses": ("invoiced_on",)}
"""What a row can't do without, though no single column of it is required."""


def write_workbook(path: Path, sheets: dict[str, list[tuple[object, ...]]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def filled_in(name: str, folder: Path) -> Path:
    """The data of a programme, as a workbook."""
    if name == "sparse":
        return write_workbook(folder / "sparse.xlsx", {each: sparse_rows(each) for each in REGISTERS})
    if name == "start":
        return write_workbook(folder / "start.xlsx", STARTED)
    if name == "minimal":
        return write_workbook(folder / "minimal.xlsx", {"Avonden": NIGHTS})
    return FOLDER / f"{name}.xlsx"


def sparse_fields(register: str) -> list[Field]:
    named = BESIDE_REQUIRED.get(register, ())
    return [field for field in REGISTERS[register].fields if field.required or field.name in named]


def sparse_rows(register: str) -> list[tuple[object, ...]]:
    """A row under the names of the fields, with a value of each field's kind."""
    fields = sparse_fields(register)
    values = {FieldKind.DATE: date(2024, 3, 1), FieldKind.MONEY: 100, FieldKind.NUMBER: 7, FieldKind.PLAN_YEAR: "2024"}
    values |= {FieldKind.INDICATOR: "nights"}  # type: ignore[dict-item]
    names = tuple(field.name for field in fields)
    return [names, tuple(values.get(field.kind, sparse_choice(field.options) or "Voorbeeld") for field in fields)]


def sparse_choice(list_id: str) -> str:
    return next(iter(STRUCTURAL_LISTS.get(list_id, ("one",)))) if list_id else ""


def sparse(folder: Path) -> Path:
    """The minimal programme with every sheet that there is, each with no column more than it must have.

    Its indicator has no target; others have a range that isn't reached, one that is passed, and a step to come.
    """
    text = (FOLDER / "minimal.toml").read_text("utf-8").split("[sheets.events]")
    lists = {field.options for name in REGISTERS for field in sparse_fields(name) if field.options}
    added = ["[lists]"]
    for name in sorted(lists):
        ids = STRUCTURAL_LISTS.get(name, ("one",))
        choices = [f'{{ id = "{each}", label = {both(each)} }}' for each in ids]
        added.append(f"{name} = [{', '.join(choices)}]")
    for name in REGISTERS:
        added += [f"[sheets.{name}]", f'label = "{name}"', f"help = {both('x')}", f"[sheets.{name}.columns]"]
        added += [f'{field.name} = {{ label = "{field.name}", help = {both("x")} }}' for field in sparse_fields(name)]
    indicator = "[[indicators]]" + text[1].split("[[indicators]]")[1]
    indicators = [
        indicator.replace('"nights"', f'"{name}"')
        .replace(
            'nl = "Leesavonden", en = "Reading nights"', f'nl = "Leesavonden {name}", en = "Reading nights {name}"'
        )
        .replace(LINE, f"targets = [{target}]" if target else "")
        for name, target in TARGETS.items()
    ]
    judged = text[0].replace("[line_statuses]", f"not_judged = {both('niet beoordeeld')}\n\n[line_statuses]")
    (folder / "sparse.toml").write_text("\n".join([judged, *added, *indicators]), "utf-8")
    return folder / "sparse.toml"


def both(text: str) -> str:
    return f'{{ nl = "{text}", en = "{text}" }}'


def programme_file(name: str, folder: Path) -> Path:
    if name == "start":
        if not (folder / "start.toml").exists():
            write_start(folder / "start.toml", "en")
        return folder / "start.toml"
    return sparse(folder) if name == "sparse" else FOLDER / f"{name}.toml".replace("stadslab", "stadslab-voorbeeld")


APART = {"run", "import", "undo", "restore"}
"""Commands that the test gives in their own place: before the others, after them, or as the screens themselves."""


def command_lines(day: str, folder: Path) -> Iterable[list[str]]:
    """Every command, in each of its forms; the dashboard that ``run`` starts is seen screen by screen."""
    asked = ["--as-of", day]
    forms: dict[str, list[list[str]]] = {
        "score": [[], ["--json"], [*asked], [*asked, "--json"]],
        "budget": [[], ["--json"], [*asked], [*asked, "--json"]],
        "report": [[kind, *asked, "--out", str(folder / kind)] for kind in ("subsidy", "update", "evidence")],
        "template": [["--out", str(folder / "template.xlsx")]],
        "export": [["--out", str(folder / "current.xlsx")]],
        "programme": [
            ["--out", str(folder / "in-force.toml")],
            ["--schema"],
            ["new", "--out", str(folder / "new.toml")],
        ],
        "mapping": [["--out", str(folder / "mapping.toml")]],
        "remind": [["--out", str(folder / "mails")], ["--out", str(folder / "mails"), "--json"]],
        "erase": [["Voorbeeldnaam Ergens", "--reason", "Voorbeeld"]],
        "payments": [[str(folder / "statement.xml")]],
        "backup": [[str(folder / "backup.db")]],
    }
    for command, _, _ in COMMANDS:
        if command not in APART:
            yield from ([command, *form] for form in forms.get(command, [[]]))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("filled", [True, False], ids=["filled", "empty"])
@pytest.mark.parametrize("name", list(DAYS))
def test_every_command_and_screen_works_for_any_programme(
    name: str,
    filled: bool,
    language: str,
    sqlite_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An energy cooperation, a water board, a city lab, a culture fund, the least, every sheet, the start file."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("SMARTHUB_PROGRAMME", str(programme_file(name, tmp_path)))
    (tmp_path / "statement.xml").write_bytes(statement(payment("100.00", "Voorbeeld", "bijdrage", reference="r1")))
    run = runner(language, monkeypatch, capsys)
    open_store(sqlite_url, load_programme(programme_file(name, tmp_path)))
    if filled:
        run("import", str(filled_in(name, tmp_path)))
    said = [run(*words) for words in command_lines(DAYS[name], tmp_path)]
    for screen in SCREENS:
        at = linked(screen)
        at.query_params["lang"], at.query_params["as_of"] = language, DAYS[name]
        at.run()
        assert [each.value for each in (*at.exception, *at.error)] == [], screen.url
        assert at.title, screen.url
        said += [each.value for each in (*at.title, *at.markdown, *at.caption, *at.info, *at.warning)]
    said += [
        text for file in sorted(tmp_path.rglob("*")) if file.is_file() for text in written(file.name, file.read_bytes())
    ]
    assert [text for text in said if OTHERS_TOO.search(OWN_NAME.sub("", text))] == []
    run("restore", str(tmp_path / "backup.db"), "--database", f"sqlite:///{tmp_path / 'restored.db'}")
    if filled:
        run("undo", "1")


def written(name: str, content: bytes) -> Iterable[str]:
    """The name of a file and what stands in it, in each part of it and in what is told about it."""
    yield name
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as parts:
            for part in parts.namelist():
                yield from written(part, parts.read(part))
    else:
        yield read_pdf(content) if content.startswith(b"%PDF") else content.decode("utf-8", "ignore")


def read_pdf(content: bytes) -> str:
    """The words of a pdf, with those of its title and its metadata."""
    document = PdfReader(BytesIO(content))
    about = (str(document.metadata), str(document.xmp_metadata and document.xmp_metadata.dc_title))
    return "\n".join([*(page.extract_text() for page in document.pages), *about])


def runner(
    language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], status: int = 0
) -> Callable[..., str]:
    """Runs a command that must end with that status, and returns what it said."""

    def run(*words: str) -> str:
        monkeypatch.setattr(sys, "argv", ["smarthub", *words, "--lang", language])
        capsys.readouterr()
        try:
            main()
            ended = 0
        except SystemExit as stop:
            ended = int(stop.code or 0)
        said = capsys.readouterr()
        assert ended == status, (words, said.err)
        return said.out or said.err

    return run


def test_a_field_without_a_column_has_the_meaning_of_a_blank(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No column for form, eligible, positions, status or kind of measurement: cash, yes, 1, open and measurement.

    One row of each sheet: € 100 pledged in cash by one organisation, € 100 of eligible costs on no known line, and one
    open vacancy of one position, of which none is filled.
    """
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("SMARTHUB_PROGRAMME", str(sparse(tmp_path)))
    run = runner("nl", monkeypatch, capsys)
    run("import", str(filled_in("sparse", tmp_path)))
    with open_store(sqlite_url, load_programme(tmp_path / "sparse.toml")).read() as reader:
        found = {name: of_register(reader, name) for name in REGISTERS}
    value = {name: dict(zip(rows.fields, rows.rows[0].values, strict=True)) for name, rows in found.items()}
    assert (value["contributions"]["form"], value["contributions"]["reference"]) == ("cash", "1")
    assert (value["expenses"]["eligible"], value["expenses"]["entry_line"]) == (True, "1")
    assert [value["vacancies"][name] for name in ("status", "positions", "filled")] == ["open", 1, 0]
    assert value["measurements"]["kind"] == "measurement"
    assert value["study_programmes"]["smart_industry"] is True
    financing = json.loads(run("budget", "--plan-year", "2024", "--as-of", "2024-06-30", "--json"))["financing"]
    assert (financing["pledged"], financing["organisations"]) == ("100.00", 1)


def test_an_audit_file_has_no_place_in_a_programme_without_expenses(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("SMARTHUB_PROGRAMME", str(FOLDER / "minimal.toml"))
    (tmp_path / "boeken.xaf").write_bytes(audit_file([("20", "1", [line(1, "4100", "100.00", "D")])]))
    said = runner("nl", monkeypatch, capsys, status=1)("import", str(tmp_path / "boeken.xaf"))
    assert "boeken.xaf bevat boekingen, en dit programma heeft geen tabblad voor uitgaven." in said


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("buurtstroom", set()),
        ("stadslab", {"vacancies", "activities"}),
        ("culture", {"members", "vacancies", "activities"}),
        ("minimal", {"money", "members", "vacancies", "activities"}),
    ],
)
def test_screens_of_sheets_that_a_programme_lacks_are_not_in_the_menu(
    name: str, hidden: set[str], sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("SMARTHUB_PROGRAMME", str(programme_file(name, Path())))
    pages: dict[str, str] = {}
    real = st.Page

    def noted(*given: Any, **named: Any) -> Any:
        pages[named["url_path"]] = named["visibility"]
        return real(*given, **named)

    monkeypatch.setattr("pages.shared.menu.st.Page", noted)
    for url in {*hidden, "data"}:
        at = linked(next(screen for screen in SCREENS if screen.url == url))
        at.run()
        told = [each.value for each in at.info]
        assert ("Dit programma heeft geen tabblad voor dit scherm." in told) == (url in hidden)
    assert {url for url, shown in pages.items() if shown == "hidden"} == {*hidden, "overview"}


def test_a_screen_says_that_the_database_is_of_another_programme(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    for name, warned in (("stadslab", False), ("culture", True)):
        monkeypatch.setenv("SMARTHUB_PROGRAMME", str(programme_file(name, tmp_path)))
        if not warned:
            runner("nl", monkeypatch, capsys)("import", str(filled_in(name, tmp_path)))
        at = linked(next(screen for screen in SCREENS if screen.url == "overview"))
        at.run()
        assert any("In deze database staat niets van" in each.value for each in at.warning) is warned
