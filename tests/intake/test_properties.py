"""What never changes what is read: the format, the order of rows, columns and sheets, blank rows; and a second time."""
# ruff: noqa: E501 - generated cases, a field a line

import csv
import datetime
import random
from collections.abc import Callable, Sequence
from io import BytesIO, StringIO
from tempfile import TemporaryDirectory

import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.import_report import ImportProposal
from kpi.intake.proposing import FilesToRead, propose
from kpi.programme.loading import default_programme_path, load_programme
from tests.intake.conftest import AT, xlsx

PROGRAMME = load_programme(default_programme_path())
HEAD = ["boekstuk", "begrotingspost", "omschrijving", "bedrag", "btw", "gefactureerd_op", "uren", "subsidiabel"]
ORG = ["organisatie", "soort", "medewerkers", "lid_sinds"]
Row = list[object]
FEW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

letters = (
    st.text(st.sampled_from("abcdefgéëïç &.-"), min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda text: any(map(str.isalnum, text)))
)
days = st.dates(datetime.date(2016, 1, 1), datetime.date(2021, 12, 31))
cents = st.integers(-10_000_000, 10_000_000).map(lambda whole: whole / 100)


@st.composite
def bookings(draw: st.DrawFn) -> list[Row]:
    numbers = draw(st.lists(st.integers(1, 9999), min_size=1, max_size=12, unique=True))
    return [
        [f"B{number:05d}", draw(st.sampled_from(["channels", "Dragons' den event", "onbekend"])), draw(letters).title(), draw(cents),
         draw(st.one_of(st.none(), cents)), draw(days), draw(st.one_of(st.none(), st.integers(0, 80).map(lambda n: n / 4))), draw(st.sampled_from(["ja", "nee", None]))]
        for number in numbers
    ]  # fmt: skip


@st.composite
def members(draw: st.DrawFn) -> list[Row]:
    numbers = draw(st.lists(st.integers(1, 999), min_size=1, max_size=8, unique=True))
    return [
        [f"Voorbeeldbedrijf {number}", draw(st.sampled_from(["bedrijf", "Overheid", "onderwijs"])), draw(st.one_of(st.none(), st.integers(0, 5000))), draw(st.one_of(st.none(), days))]
        for number in numbers
    ]  # fmt: skip


def as_xlsx(rows: Sequence[Row]) -> tuple[str, bytes]:
    return "uitgaven.xlsx", xlsx({"Uitgaven": rows})


def written(value: object) -> str:
    """As a Dutch office types it."""
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return f"{value.day}-{value.month}-{value.year}"
    return f"{value:.2f}".replace(".", ",") if isinstance(value, float) else str(value)


def as_text(encoding: str, delimiter: str) -> Callable[[Sequence[Row]], tuple[str, bytes]]:
    def write(rows: Sequence[Row]) -> tuple[str, bytes]:
        out = StringIO()
        csv.writer(out, delimiter=delimiter).writerows([[written(each) for each in row] for row in rows])
        return "uitgaven.csv", out.getvalue().encode(encoding)

    return write


def as_xls(rows: Sequence[Row]) -> tuple[str, bytes]:
    book, out = xlwt.Workbook(), BytesIO()
    sheet, day = book.add_sheet("Uitgaven"), xlwt.easyxf(num_format_str="dd-mm-yyyy")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write(number, column, value, day)
            elif value is not None:
                sheet.write(number, column, value)
    book.save(out)
    return "uitgaven.xls", out.getvalue()


def as_ods(rows: Sequence[Row]) -> tuple[str, bytes]:
    document, table, out = OpenDocumentSpreadsheet(), Table(name="Uitgaven"), BytesIO()
    for row in rows:
        line = TableRow()
        for value in row:
            line.addElement(ods_cell(value))
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(out)
    return "uitgaven.ods", out.getvalue()


def ods_cell(value: object) -> TableCell:
    if value is None:
        return TableCell()
    if isinstance(value, datetime.date):
        return TableCell(valuetype="date", datevalue=value.isoformat())
    if isinstance(value, (int, float)):
        return TableCell(valuetype="float", value=str(value))
    cell = TableCell(valuetype="string")
    cell.addElement(P(text=str(value)))
    return cell


FORMATS = {
    "xls": as_xls, "ods": as_ods, "csv utf-8 ;": as_text("utf-8", ";"), "csv bom ;": as_text("utf-8-sig", ";"), "csv cp1252 ;": as_text("cp1252", ";"),
    "csv utf-16 tab": as_text("utf-16", "\t"), "csv utf-8 ,": as_text("utf-8", ","), "csv utf-8 |": as_text("utf-8", "|"),
}  # fmt: skip


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(f"sqlite:///{tmp_path_factory.mktemp('properties') / 'facts.db'}", PROGRAMME)


def read(store: Store, *files: tuple[str, bytes]) -> ImportProposal:
    with store.read() as reader:
        return propose(reader, FilesToRead(files, partial=True), "Tester", AT)


def facts(outcome: ImportProposal) -> set[tuple[str, str, str]]:
    changes = outcome.proposal.changes if outcome.proposal else ()
    return {(change.register_name, row.key, row.digest) for change in changes for row in change.rows}


@pytest.mark.parametrize("form", FORMATS)
@FEW
@given(rows=bookings())
def test_reading_what_was_written_in_any_format_gives_the_same_rows(empty: Store, form: str, rows: list[Row]) -> None:
    assert facts(read(empty, FORMATS[form]([HEAD, *rows]))) == facts(read(empty, as_xlsx([HEAD, *rows])))
    assert len(facts(read(empty, as_xlsx([HEAD, *rows])))) == len(rows)


@FEW
@given(rows=bookings(), others=members(), chance=st.integers(0, 10_000))
def test_the_order_of_rows_columns_and_sheets_and_blank_rows_change_nothing(
    empty: Store, rows: list[Row], others: list[Row], chance: int
) -> None:
    shuffle = random.Random(chance)  # noqa: S311 - repeatable, not secret
    order = shuffle.sample(range(len(HEAD)), len(HEAD))
    mixed: list[Row] = []
    for row in shuffle.sample(rows, len(rows)):
        mixed += [[]] * shuffle.randrange(3)
        mixed.append([row[column] for column in order])
    plain = xlsx({"Uitgaven": [HEAD, *rows], "Organisaties": [ORG, *others]})
    turned = xlsx(
        {
            "Organisaties": [ORG, *shuffle.sample(others, len(others))],
            "Uitgaven": [[HEAD[column] for column in order], *mixed],
        }
    )
    assert facts(read(empty, ("a.xlsx", turned))) == facts(read(empty, ("a.xlsx", plain)))


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(rows=bookings())
def test_committing_the_same_file_twice_changes_nothing(rows: list[Row]) -> None:
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/facts.db", PROGRAMME)
        file = as_xlsx([HEAD, *rows])
        first = read(store, file)
        assert first.proposal is not None
        store.commit(first.proposal)
        again, other = read(store, file), read(store, as_text("utf-8", ";")([HEAD, *rows]))
        assert (again.proposal, other.proposal, store.latest()) == (None, None, 1)
        store.close()
