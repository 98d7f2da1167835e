"""What a reader sees, by the values shown: no amount of one organisation, on any screen, split, row, cell or download.

The world: each organisation pays, is paid and is granted amounts that occur nowhere else, and that no sum of them
makes. Two of the three pay on one day and the third on the next, so that a group of one is never a figure of the
programme. Every indicator is split by every field of its register, and three more add up amounts of other registers.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path

import pytest
import xlsxwriter
from google.protobuf.message import Message
from google.protobuf.text_format import MessageToString
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

from kpi.access import LOCAL, Person, Role
from kpi.acts.imports import accept_import, read_files
from kpi.errors import Refusal
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.measure import CONFIDENTIAL, Measure, Term, Window
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS
from kpi.programme.toml_text import programme_toml
from kpi.programme.vocabulary import Text
from kpi.views.read import Question
from kpi.views.sources import rows_behind, source_cells
from kpi.views.sources.rows_behind import RowsAsked
from kpi.views.sources.source_cells import CellsAsked
from pages.shared import buttons
from pages.shared.menu import SCREENS
from pages.shared.screen import Screen
from tests.pages.conftest import linked

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime.now(UTC)
DAY = date(2018, 6, 30)
SECRETS = {"contributions": (7311, 6529, 9743), "expenses": (3187, 2953, 4391), "pitches": (13477, 16811)}
SKIPPED = (8117, 8641)
"""Amounts in a column of the members' sheet that no field reads."""
REMARK = "betaalt niet, naar incasso"
REGISTER = {"regional_funding": "contributions", "spent": "expenses", "funded": "pitches"}
QUARTER = date(2018, 3, 31)


def _workbook(path: Path) -> bytes:
    with xlsxwriter.Workbook(path) as book:
        for name, rows in SHEETS.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path.read_bytes()


PAID = SECRETS["contributions"]
COST = SECRETS["expenses"]
FUNDED = SECRETS["pitches"]
SHEETS: dict[str, list[list[object]]] = {
    "Organisaties": [
        [
            "organisatie",
            "soort",
            "gemeente",
            "lid_sinds",
            "voert_merk_sinds",
            "merk_bewijs",
            "Factuur 2018 open",
            "opmerking",
        ],
        *(
            [f"Voorbeeldbedrijf {n}", "bedrijf", "Doetinchem", "01-02-2018", "01-02-2018", "foto", open_, REMARK]
            for n, open_ in zip("ABC", (*SKIPPED, ""), strict=True)
        ),
    ],
    "Bijdragen": [
        [
            "organisatie",
            "planjaar",
            "toegezegd",
            "toegezegd op",
            "gefactureerd",
            "gefactureerd op",
            "ontvangen",
            "ontvangen op",
        ],
        *(
            [f"Voorbeeldbedrijf {n}", "2017-2018", *[paid, f"{day}-02-2018"] * 3]
            for n, paid, day in zip("ABC", PAID, (10, 10, 11), strict=True)
        ),
    ],
    "Uitgaven": [
        ["boekstuk", "begrotingspost", "omschrijving", "relatie", "bedrag", "gefactureerd_op", "betaald_op"],
        *(
            [
                f"F-{n}",
                "Communicatiestrateeg",
                f"Uren {n}",
                f"Voorbeeldbureau {n}",
                cost,
                f"{day}-02-2018",
                f"{day}-02-2018",
            ]
            for n, cost, day in zip("ABC", COST, (10, 10, 11), strict=True)
        ),
    ],
    "Pitches": [
        ["naam", "editie", "financiering_op", "financiering_bedrag", "coaching_op"],
        *(
            [f"Voorbeeldpitch {n}", "01-02-2018", "02-02-2018", paid, "03-02-2018"]
            for n, paid in zip("AB", FUNDED, strict=True)
        ),
    ],
    "Subsidie": [
        ["planjaar", "datum", "kenmerk", "soort", "bedrag"],
        ["2017-2018", "01-02-2018", "V1", "voorschot", 5003],
    ],
}
ADDED = {
    "spent": Term(register_name="expenses", add="sum", of="amount", dates=("invoiced_on",), window=Window(kind="year")),
    "banked": Term(register_name="subsidy_payments", add="rows", dates=("paid_on",), window=Window(kind="year")),
    "funded": Term(register_name="pitches", add="sum", of="funding", dates=("funded_on",), window=Window(kind="year")),
}


def _programme() -> Programme:
    """The programme with each indicator split by every field of its register, and indicators over other amounts."""
    programme = load_programme(default_programme_path())
    money = programme.indicator("regional_funding")
    added = [
        money.model_copy(
            update={
                "id": id_,
                "title": Text(nl=id_, en=id_),
                "unit": "count" if term.add == "rows" else "euro",
                "beside": (),
                "measure": Measure(kind="count", numerator=(term,)),
            }
        )
        for id_, term in ADDED.items()
    ]

    def split(indicator: object) -> object:
        terms = indicator.measure.numerator  # type: ignore[attr-defined]
        fields = tuple(field.name for field in REGISTERS[terms[0].register_name].fields) if terms else ()
        return indicator.model_copy(update={"splits": fields})  # type: ignore[attr-defined]

    return programme.model_copy(update={"indicators": tuple(map(split, (*programme.indicators, *added)))})


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, _migrated_once: None) -> Path:
    """A folder with the programme file and the database that holds the world."""
    folder = tmp_path_factory.mktemp("confidential")
    file = folder / "programma.toml"
    file.write_text(programme_toml(_programme()), "utf-8")
    opened = open_store(f"sqlite:///{folder / 'facts.db'}", load_programme(file))
    read = read_files(opened, LOCAL, FilesToRead([("boek.xlsx", _workbook(folder / "boek.xlsx"))]), at=NOW)
    assert read.proposal is not None
    accept_import(opened, LOCAL, read.proposal, at=NOW)
    for role in Role:
        opened.set_role(f"{role}@example.org", role, by="Tester", at=NOW)
    opened.close()
    return folder


@pytest.fixture
def store(filled: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> Store:
    shutil.copyfile(filled / "facts.db", database.removeprefix("sqlite:///"))
    monkeypatch.setenv("SMARTHUB_PROGRAMME", str(filled / "programma.toml"))
    monkeypatch.chdir(ROOT)
    return open_store(database, load_programme(filled / "programma.toml"))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes | str]]:
    """The files that a screen offers, by key, to be made as a click would."""
    files: dict[str, Callable[[], bytes | str]] = {}
    draw = buttons.download

    def kept(label: str, made: Callable[[], bytes | str], name: str, key: str, **looks: object) -> None:
        files[key] = made
        draw(label, made, name, key, **looks)

    monkeypatch.setattr(buttons, "download", kept)
    return files


def opened_by(role: str, url: str, **asked: str) -> AppTest:
    at = linked(next(screen for screen in SCREENS if screen.url == url))
    at.user = {"is_logged_in": True, "email": f"{role}@example.org", "iat": NOW.timestamp()}
    for name, value in {"as_of": DAY.isoformat(), "plan_year": "2017-2018", **asked}.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def shown(at: AppTest, made: dict[str, Callable[[], bytes | str]]) -> str:
    """All that is on a screen: the cells of its tables, its charts as they are sent, its texts, and its files."""
    frames = [each.value.to_csv() for each in (*at.dataframe, *at.table)]
    frames += [
        displayed(each.proto.arrow_data.styler.display_values)
        for each in at.table
        if each.proto.arrow_data.styler.display_values
    ]
    protos = [
        MessageToString(node.proto, as_utf8=True)
        for node in at._tree
        if isinstance(getattr(node, "proto", None), Message)
    ]
    files = []
    for make in made.values():
        try:
            content = make()
        except Refusal:
            continue
        files.append(content if isinstance(content, str) else content.decode("utf-8", "replace"))
    made.clear()
    return "\n".join([*frames, *protos, *files])


def displayed(sent: bytes) -> str:
    """The cells of a styled table as they are shown: as values it only sends the numbers of its rows."""
    return convert_arrow_bytes_to_pandas_df(sent).to_csv()


def amounts(text: str) -> set[int]:
    """Every number in a text as whole euros, whatever its separators; the digits of a checksum are none."""
    found = re.findall(r"(?<![0-9A-Za-z])(?:\d{1,3}(?:[.,]\d{3})+|\d+)(?![0-9A-Za-z])", text)
    return {int(re.sub(r"\D", "", each)) for each in found}


def secret() -> set[int]:
    """Each amount of one organisation, in euros and in cents."""
    euros = {amount for each in SECRETS.values() for amount in each} | set(SKIPPED)
    return euros | {amount * 100 for amount in euros}


def test_no_sum_of_the_worlds_amounts_is_one_of_them() -> None:
    every = [amount for each in SECRETS.values() for amount in each]
    assert len(set(every)) == len(every)
    sums = {sum(several) for n in (2, 3) for several in combinations(every, n)}
    assert not sums & secret()


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.url)
def test_no_screen_shows_a_reader_an_amount_of_one_organisation(
    store: Store, made: dict[str, Callable[[], bytes | str]], screen: object
) -> None:
    at = opened_by("reader", screen.url, compare=QUARTER.isoformat())  # type: ignore[attr-defined]
    told = shown(at, made)
    assert not amounts(told) & secret()
    assert REMARK not in told


INDICATORS = [indicator.id for indicator in _programme().indicators]


@pytest.mark.parametrize("indicator", INDICATORS)
def test_no_split_and_no_row_shows_a_reader_an_amount_of_one_organisation(
    store: Store, made: dict[str, Callable[[], bytes | str]], indicator: str
) -> None:
    told = shown(opened_by("reader", "indicator", indicator=indicator), made)
    assert not amounts(told) & secret()
    assert REMARK not in told


@pytest.mark.parametrize("indicator", ["regional_funding", "spent", "funded"])
@pytest.mark.parametrize("role", ["auditor", "editor", "admin"])
def test_who_may_see_what_is_confidential_does_see_it(
    store: Store, made: dict[str, Callable[[], bytes | str]], indicator: str, role: str
) -> None:
    at = opened_by(role, "indicator", indicator=indicator)
    split = [
        displayed(each.proto.arrow_data.styler.display_values)
        for each in at.table
        if each.proto.arrow_data.styler.display_values
    ]
    assert any(set(SECRETS[REGISTER[indicator]]) <= amounts(each) for each in split)
    told = amounts(shown(at, made))
    assert set(SECRETS[REGISTER[indicator]]) <= told


def cells_of(role: str, store: Store) -> Iterator[str]:
    """Every cell behind every row of every indicator that somebody of that role may ask for."""
    screen = Screen(Person(f"{role}@example.org"), Question(store.latest(), DAY, "2017-2018", "nl"))
    for indicator in INDICATORS:
        asked = RowsAsked(indicator, 0)
        try:
            sets = screen.read(rows_behind.READ, asked)
        except Refusal:
            continue
        for row in (row for rows in sets for row in rows.rows):
            yield from map(str, row.values)
            place = CellsAsked(asked, row.file or "", row.sheet, row.row, row.revision)
            for cell in screen.read(source_cells.READ, place):
                yield f"{cell.column}: {cell.text}"


def test_a_reader_sees_the_cells_that_were_read_and_no_others(store: Store) -> None:
    told = set(cells_of("reader", store))
    assert "gemeente: Doetinchem" in told
    assert not {one for one in told if REMARK in one or amounts(one) & secret()}


def test_an_auditor_sees_amounts_too_and_nobody_what_wasnt_read(store: Store) -> None:
    """A column that nobody reads isn't in the copy of the file."""
    told = set(cells_of("auditor", store))
    assert f"financiering_bedrag: {FUNDED[0]}" in told
    assert not {one for one in told if REMARK in one or str(SKIPPED[0]) in one}


def test_a_reader_that_isnt_confidential_gives_no_row_of_a_confidential_register(store: Store) -> None:
    """Whatever the screen: the rows themselves are refused."""
    with store.read(confidential=False) as reader:
        for indicator in _programme().indicators:
            if indicator.measure.terms and {t.register_name for t in indicator.measure.terms} & CONFIDENTIAL.keys():
                with pytest.raises(Refusal):
                    rows_behind.read(reader, DAY, "2017-2018", RowsAsked(indicator.id, 1))
