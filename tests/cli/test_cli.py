"""The commands and their JSON, as scripts outside the repository depend on them."""

import json
import sys
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from kpi.access import LOCAL
from kpi.acts.programme import set_programme
from kpi.cli import main
from kpi.facts.address_book import Address
from kpi.facts.proposal import Decision, Proposal
from kpi.facts.store_opening import open_store
from kpi.programme.loading import default_programme_path, load_programme

EXAMPLE = Path(__file__).parents[1] / "example" / "example.xlsx"


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Shell:
    """Runs commands against one database."""

    database: str
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *words: str) -> Answer:
        self.monkeypatch.setattr(sys, "argv", ["smarthub", *words])
        self.monkeypatch.setenv("DATABASE_URL", self.database)
        self.capsys.readouterr()
        try:
            main()
            status = 0
        except SystemExit as stop:
            status = int(stop.code or 0)
        printed = self.capsys.readouterr()
        return Answer(status, printed.out, printed.err)


@pytest.fixture
def smarthub(database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A database without facts."""
    open_store(database_url, load_programme(default_programme_path())).close()
    return Shell(database_url, monkeypatch, capsys)


def workbook(path: Path, sheet: str, *rows: tuple[object, ...]) -> str:
    book = Workbook()
    book.active.title = sheet  # type: ignore[union-attr]
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(path)
    return str(path)


def test_an_import_reports_each_sheet_and_its_revision(smarthub: Shell) -> None:
    answer = smarthub("import", str(EXAMPLE), "--json")
    assert (answer.status, answer.json["revision"]) == (0, 1)
    (file,) = answer.json["files"]
    assert set(file) == {"name", "sha256", "sheets"}
    vacancies = next(sheet for sheet in file["sheets"] if sheet["sheet"] == "Vacatures")
    assert vacancies == {
        "sheet": "Vacatures", "kind": "vacancies", "rows": 260, "new": 260, "changed": 0, "unchanged": 0,
        "rejected": 0, "retired": 0,
    }  # fmt: skip


def test_a_file_already_imported_is_refused_and_said_to_be_so(smarthub: Shell) -> None:
    smarthub("import", str(EXAMPLE))
    again = smarthub("import", str(EXAMPLE), "--json")
    assert again.status == 1
    assert again.json["revision"] is None
    assert [problem["code"] for problem in again.json["problems"]] == ["already_imported"]
    assert "revisie 1" in again.err
    assert [one["revision"] for one in smarthub("revisions", "--json").json["revisions"]] == [1]


def test_one_wrong_cell_keeps_everything_out_and_is_named(smarthub: Shell, tmp_path: Path) -> None:
    head = ("organisatie", "soort", "lid_sinds")
    rows = (head, ("Voorbeeldbedrijf 1", "bedrijf", "01-01-2017"), ("Voorbeeldbedrijf 2", "bedrijf", "31-02-2017"))
    file = workbook(tmp_path / "leden.xlsx", "Organisaties", *rows)
    answer = smarthub("import", file, "--json")
    assert (answer.status, answer.json["revision"]) == (1, None)
    (problem,) = answer.json["problems"]
    assert set(problem) == {"file", "sheet", "cell", "column", "value", "severity", "code", "message"}
    assert (problem["file"], problem["sheet"], problem["cell"]) == ("leden.xlsx", "Organisaties", "C3")
    assert (problem["column"], problem["value"], problem["severity"]) == ("lid_sinds", "31-02-2017", "error")
    assert answer.err.strip()
    assert smarthub("import", file, "--partial", "--json").json["files"][0]["sheets"][0]["new"] == 1


def test_a_dry_run_stores_nothing(smarthub: Shell) -> None:
    answer = smarthub("import", str(EXAMPLE), "--dry-run", "--json")
    assert (answer.status, answer.json["revision"]) == (0, None)
    assert smarthub("revisions", "--json").json == {"revisions": []}


def test_replace_retires_what_the_file_lacks(smarthub: Shell, tmp_path: Path) -> None:
    head = ("organisatie", "soort")
    both = workbook(tmp_path / "a.xlsx", "Organisaties", head, ("V 1", "bedrijf"), ("V 2", "bedrijf"))
    one = workbook(tmp_path / "b.xlsx", "Organisaties", head, ("V 2", "bedrijf"))
    smarthub("import", both)
    answer = smarthub("import", one, "--replace", "Organisaties", "--json").json
    sheet = answer["files"][0]["sheets"][0]
    assert (sheet["unchanged"], sheet["retired"]) == (1, 1)
    assert answer["problems"][0]["message"].startswith("V 1 staat niet in het bestand")


class Terminal(StringIO):
    """Somebody at a keyboard, who types this."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "options", "recorded"),
    [("ja\n", (), 2), ("nee\n", (), 1), ("\n", (), 1), ("", ("--yes",), 2), ("", ("--dry-run",), 1)],
)
def test_at_a_terminal_replacing_shows_the_rows_that_go_and_asks_first(
    smarthub: Shell,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    options: tuple[str, ...],
    recorded: int,
) -> None:
    head = ("organisatie", "soort")
    smarthub("import", workbook(tmp_path / "a.xlsx", "Organisaties", head, ("V 1", "bedrijf"), ("V 2", "bedrijf")))
    one = workbook(tmp_path / "b.xlsx", "Organisaties", head, ("V 2", "bedrijf"))
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    answer = smarthub("import", one, "--replace", "Organisaties", *options)
    assert len(smarthub("revisions", "--json").json["revisions"]) == recorded
    if typed:
        shown = answer.err.splitlines()
        assert "1 rij van Organisaties staat niet in deze bestanden en wordt ingetrokken:" in shown
        assert "  V 1" in shown
        assert answer.status == (recorded == 1)


def test_a_script_that_replaces_without_a_terminal_is_not_asked(
    smarthub: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = ("organisatie", "soort")
    smarthub("import", workbook(tmp_path / "a.xlsx", "Organisaties", head, ("V 1", "bedrijf"), ("V 2", "bedrijf")))
    monkeypatch.setattr(sys, "stdin", StringIO(""))
    one = workbook(tmp_path / "b.xlsx", "Organisaties", head, ("V 2", "bedrijf"))
    assert smarthub("import", one, "--replace", "Organisaties", "--json").json["revision"] == 2


def test_the_scorecard_has_the_promised_keys(smarthub: Shell) -> None:
    smarthub("import", str(EXAMPLE))
    card = smarthub("score", "--as-of", "2018-06-30", "--json").json
    assert set(card) >= {"programme", "as_of", "revision", "indicators", "goals"}
    assert (card["as_of"], card["revision"], len(card["indicators"]), len(card["goals"])) == ("2018-06-30", 1, 19, 2)
    assert set(card["indicators"][0]) >= {
        "id", "goal", "phase", "value", "numerator", "denominator", "this_year", "unit", "baseline", "status",
        "computed_status", "explanation", "target", "expected", "ratio", "targets", "forecast", "last_updated",
    }  # fmt: skip
    received = next(one for one in card["indicators"] if one["id"] == "cofinancing_received")
    assert (received["value"], received["target"]) == ("173752.50", {"value": "150000.00", "due": "2018-06-30"})


def test_the_budget_has_the_promised_keys_and_its_totals_are_those_of_the_lines(smarthub: Shell) -> None:
    smarthub("import", str(EXAMPLE))
    money = smarthub("budget", "--plan-year", "2017-2018", "--as-of", "2018-06-30", "--json").json
    assert set(money) >= {
        "plan_year", "as_of", "revision", "lines", "totals", "unallocated", "outputs", "financing", "subsidy",
    }  # fmt: skip
    for key in ("budget", "committed", "actual", "paid", "eligible", "remaining"):
        assert round(sum(float(line[key]) for line in money["lines"]), 2) == float(money["totals"][key])
    assert money["totals"]["budget"] == "300564.00"


def test_without_a_date_the_latest_dated_fact_is_meant_once_the_programme_is_over(smarthub: Shell) -> None:
    smarthub("import", str(EXAMPLE))
    card, money = smarthub("score", "--json").json, smarthub("budget", "--json").json
    assert card["as_of"] == money["as_of"]
    assert money["plan_year"] == "2020-2021"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("report", "poem", "--out", "x"), 1, "poem"),
        (("report", "update", "--as-of", "2018-06-30", "--since", "2018-06-30", "--out", "x"), 1, "2018-06-30"),
        (("score", "--as-of", "31-02-2018"), 1, "31-02-2018"),
        (("score", "--revision", "9"), 1, "9"),
        (("budget", "--plan-year", "1999-2000"), 1, "1999-2000"),
        (("undo", "1"), 1, "1"),
        (("nonsense",), 2, "nonsense"),
        (("import", "missing.xlsx"), 2, "missing.xlsx"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_on_standard_error(
    smarthub: Shell, words: tuple[str, ...], status: int, said: str
) -> None:
    answer = smarthub(*words)
    assert (answer.status, answer.out) == (status, "")
    assert said in answer.err
    if status == 1:
        assert len(answer.err.strip().splitlines()) == 1


def test_the_language_is_dutch_unless_english_is_asked_for(smarthub: Shell) -> None:
    assert "bestaat niet" in smarthub("budget", "--plan-year", "x").err
    assert "There is no plan year" in smarthub("budget", "--plan-year", "x", "--lang", "en").err


def test_undo_takes_a_revision_back_as_a_new_one(smarthub: Shell) -> None:
    smarthub("import", str(EXAMPLE))
    assert smarthub("undo", "1", "--json").json == {"revision": 2, "undone": 1, "left_alone": []}
    card = smarthub("score", "--as-of", "2018-06-30", "--json").json
    assert {one["status"] for one in card["indicators"]} <= {"no_data", "not_started"}
    old = smarthub("score", "--as-of", "2018-06-30", "--revision", "1", "--json").json
    assert any(one["status"] == "achieved" for one in old["indicators"])


@pytest.mark.parametrize("command", ["score", "budget"])
def test_an_earlier_revision_says_by_which_definitions_it_is_counted(smarthub: Shell, command: str) -> None:
    """The facts are those of then, the counting is that of now; in the answer of scripts, and beside that of people."""
    smarthub("import", str(EXAMPLE))
    smarthub("undo", "1")
    said = "Zoals bekend in revisie 1, geteld met de definities van nu."
    asked = (command, "--as-of", "2018-06-30")
    earlier, latest = smarthub(*asked, "--revision", "1", "--json"), smarthub(*asked, "--json")
    plan = load_programme(default_programme_path())
    named = {"version": plan.version, "checksum": plan.fingerprint}
    assert (earlier.json["definitions"], earlier.err) == (named | {"note": said}, f"{said}\n")
    assert (latest.json["definitions"], latest.err) == (named | {"note": None}, "")
    assert smarthub(*asked, "--revision", "1").err == f"{said}\n"
    assert smarthub(*asked, "--revision", "2").err == ""
    english = "As known in revision 1, counted by the definitions of now."
    assert smarthub(*asked, "--revision", "1", "--json", "--lang", "en").json["definitions"]["note"] == english


def test_files_of_an_earlier_revision_say_so_when_they_are_made(smarthub: Shell, tmp_path: Path) -> None:
    smarthub("import", str(EXAMPLE))
    smarthub("undo", "1")
    asked = ("report", "evidence", "--as-of", "2018-06-30", "--out", str(tmp_path), "--json")
    earlier, latest = smarthub(*asked, "--revision", "1"), smarthub(*asked)
    said = "Zoals bekend in revisie 1, geteld met de definities van nu."
    assert (earlier.json["revision"], earlier.json["definitions"]["note"]) == (1, said)
    assert said in earlier.err
    assert (latest.json["revision"], latest.json["definitions"]["note"]) == (2, None)
    with zipfile.ZipFile(earlier.json["files"][0]) as package:
        [readme] = [name for name in package.namelist() if name.endswith(".txt") and "manifest" not in name]
        told = package.read(readme).decode()
    assert "revisie 1 van de gegevens" in told
    assert "Geteld met de definities van programmabestand" in told


def test_a_backup_put_back_gives_the_same_scorecard(smarthub: Shell, tmp_path: Path) -> None:
    smarthub("import", str(EXAMPLE))
    before = smarthub("score", "--as-of", "2018-06-30", "--json").json
    assert smarthub("backup", str(tmp_path / "copy.db")).status == 0
    empty = f"sqlite:///{tmp_path / 'restored.db'}"
    assert smarthub("restore", str(tmp_path / "copy.db"), "--database", empty).status == 0
    assert smarthub("score", "--as-of", "2018-06-30", "--json", "--database", empty).json == before
    assert smarthub("restore", str(tmp_path / "copy.db"), "--database", empty).status == 1


def test_the_template_and_the_report_are_written(smarthub: Shell, tmp_path: Path) -> None:
    smarthub("import", str(EXAMPLE))
    assert smarthub("template", "--out", str(tmp_path / "sjabloon.xlsx")).status == 0
    assert "Vacatures" in load_workbook(tmp_path / "sjabloon.xlsx").sheetnames
    answer = smarthub("report", "subsidy", "--as-of", "2018-06-30", "--out", str(tmp_path / "rapport"))
    assert answer.status == 0
    assert all(Path(name).exists() for name in answer.out.split("\n") if name)


def test_the_update_is_written_and_each_file_told_as_soon_as_it_is_there(smarthub: Shell, tmp_path: Path) -> None:
    smarthub("import", str(EXAMPLE))
    words = ("report", "update", "--as-of", "2018-06-30", "--since", "2018-03-31", "--out", str(tmp_path))
    answer = smarthub(*words, "--json")
    names = [Path(name).name for name in answer.json["files"]]
    assert "update-2018-06-30-r1.pptx" in names
    assert [line.removeprefix("Geschreven: ") for line in answer.err.splitlines()] == names


def test_the_evidence_package_is_written(smarthub: Shell, tmp_path: Path) -> None:
    smarthub("import", str(EXAMPLE))
    answer = smarthub("report", "evidence", "--as-of", "2018-06-30", "--out", str(tmp_path), "--json")
    assert [Path(name).name for name in answer.json["files"]] == ["bewijspakket-2017-2018-2018-06-30-r1.zip"]
    assert zipfile.is_zipfile(answer.json["files"][0])


def test_the_folder_for_the_grantor_is_written_under_its_own_name(smarthub: Shell, tmp_path: Path) -> None:
    smarthub("import", str(EXAMPLE))
    answer = smarthub("report", "submission", "--as-of", "2018-06-30", "--out", str(tmp_path), "--json")
    folder = tmp_path / "indiening-2017-2018-2018-06-30-r1"
    assert [Path(name) for name in answer.json["files"]] == [folder / Path(name).name for name in answer.json["files"]]
    assert "manifest-sha256.txt" in {path.name for path in folder.iterdir()}


def test_a_mail_is_written_for_each_role_that_is_late_and_its_address_stands_in_it_alone(
    smarthub: Shell, tmp_path: Path
) -> None:
    smarthub("import", str(EXAMPLE))
    store = open_store(smarthub.database, load_programme(default_programme_path()))
    store.keep_address(Address("Talentmakelaar", "Voorbeeld", "v@example.org"), by="x", at=datetime.now(UTC))
    store.close()
    out, day = tmp_path / "mails", (datetime.now(UTC) + timedelta(days=40)).date().isoformat()
    before = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()
    fresh = smarthub("remind", "--out", str(out), "--on", before)
    assert (fresh.status, fresh.out.strip()) == (
        0,
        "Geen blad is te laat of binnenkort aan de beurt: u hoeft niemand iets te vragen.",
    )
    assert not out.exists()
    assert smarthub("remind", "--out", str(out), "--on", "morgen").status == 1
    told = smarthub("remind", "--out", str(out), "--on", day)
    nobody = " (in het adresboek staat nog niemand)"
    assert told.out.splitlines() == [
        f"{out}/herinnering-programmabureau-{day}.eml{nobody}",
        f"{out}/herinnering-penningmeester-{day}.eml{nobody}",
        f"{out}/herinnering-talentmakelaar-{day}.eml",
        f"{out}/herinnering-communicatiestrateeg-{day}.eml{nobody}",
    ]
    assert sorted(path.name for path in out.iterdir()) == sorted(
        line.removesuffix(nobody).rpartition("/")[2] for line in told.out.splitlines()
    )
    assert b"v@example.org" in (out / f"herinnering-talentmakelaar-{day}.eml").read_bytes()
    answer = smarthub("remind", "--out", str(out), "--on", day, "--json", "--lang", "en")
    assert "example.org" not in answer.out
    late = answer.json["mails"][2]
    assert (late["role"], late["addressed"], [sheet["sheet"] for sheet in late["sheets"]]) == (
        "Talent broker",
        True,
        ["Vacatures"],
    )
    assert late["sheets"][0]["overdue"] is True


def test_check_finds_the_shipped_programme_and_a_filled_database_in_order(smarthub: Shell) -> None:
    smarthub("import", str(EXAMPLE))
    answer = smarthub("check")
    assert (answer.status, answer.err) == (0, "")


def test_the_programme_in_force_is_written_as_a_file_that_can_take_the_place_of_the_other(
    smarthub: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    smarthub("import", str(EXAMPLE))
    store = open_store(smarthub.database, load_programme(default_programme_path()))
    strict = Decision("programme/thresholds", '{"on_track": "0.99", "attention": "0.98"}', "besluit")
    set_programme(store, LOCAL, [strict], at=datetime(2018, 7, 1, tzinfo=UTC))
    answer = smarthub("programme", "--out", str(tmp_path / "programma.toml"), "--json")
    assert answer.json == {"file": str(tmp_path / "programma.toml"), "revision": 2}
    held = smarthub("score", "--as-of", "2018-06-30", "--json").json["indicators"]
    assert held != smarthub("score", "--as-of", "2018-06-30", "--json", "--revision", "1").json["indicators"]
    smarthub("undo", "2")
    monkeypatch.setenv("SMARTHUB_PROGRAMME", str(tmp_path / "programma.toml"))
    card = smarthub("score", "--as-of", "2018-06-30", "--json").json
    assert (card["indicators"], card["revision"]) == (held, 3)


def test_a_new_programme_is_written_once_and_in_the_language_asked_for(smarthub: Shell, tmp_path: Path) -> None:
    path = tmp_path / "map" / "nieuw.toml"
    assert json.loads(smarthub("programme", "new", "--out", str(path), "--json").out) == {"file": str(path)}
    assert path.read_text("utf-8").startswith("# Een programma om mee te beginnen.")
    assert load_programme(path).id == "my-programme"
    again = smarthub("programme", "new", "--out", str(path))
    assert (again.status, again.err.strip()) == (
        1,
        f"{path} bestaat al en wordt niet overschreven; geef een andere naam.",
    )
    assert smarthub("programme", "new").status == 2
    assert smarthub("programme", "oud", "--out", str(path)).status == 2
    english = tmp_path / "new.toml"
    smarthub("programme", "new", "--out", str(english), "--lang", "en")
    assert english.read_text("utf-8").startswith("# A programme to begin with.")


def test_what_was_set_and_fits_the_programme_file_no_more_is_found(smarthub: Shell) -> None:
    store = open_store(smarthub.database, load_programme(default_programme_path()))
    orphan = Decision("programme/targets/no_such_indicator", "[]", "van een eerdere versie")
    store.commit(Proposal(0, "Redacteur", datetime(2018, 7, 1, tzinfo=UTC), decisions=(orphan,)))
    for words in (("check",), ("score",)):
        answer = smarthub(*words)
        assert answer.status == 1
        assert "targets/no_such_indicator: Het programma heeft niets van die naam om in te stellen." in (
            answer.out + answer.err
        )
    smarthub("undo", "1")
    assert smarthub("check").status == 0


def test_check_says_that_a_programme_file_is_in_order_before_there_is_a_database(smarthub: Shell) -> None:
    answer = smarthub("check", "--database", f"{smarthub.database}-elders")
    assert answer.status == 1
    assert answer.err.startswith("Het programmabestand smarthub-achterhoek.toml is in orde.\n")


@pytest.mark.parametrize("command", ["score", "budget", "check", "revisions"])
def test_a_database_of_another_programme_is_warned_of(
    smarthub: Shell, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its figures would be empty without a word; the answer itself stays as it is."""
    assert smarthub("import", str(EXAMPLE)).status == 0
    assert "SMARTHUB_PROGRAMME" not in smarthub("score").err
    other = Path(__file__).parents[1] / "programmes" / "culture.toml"
    monkeypatch.setenv("SMARTHUB_PROGRAMME", str(other))
    asked = smarthub(command, "--json")
    assert isinstance(asked.json, dict)
    wanted = "alleen van: smarthub-achterhoek. Controleer SMARTHUB_PROGRAMME en DATABASE_URL"
    assert wanted in asked.err
    assert len(asked.err.splitlines()) == 1
