"""The current rows as a workbook, changed in an office program and read in again: just what was changed comes in."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kpi.access import LOCAL
from kpi.acts import imports
from kpi.acts.exports import CurrentRowsAsked, export_rows
from kpi.acts.rows import Correction, RowReference, correct_row, retire_row
from kpi.facts.current_rows import every_row
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.import_report import ImportProposal
from kpi.intake.proposing import FilesToRead
from kpi.intake.values.row_keys import SEPARATOR
from kpi.intake.values.row_marks import MARK_COLUMN
from kpi.views.sources.owners import UnknownOwner, UnknownSheet, sheets_asked
from tests.intake.conftest import AT, codes
from tests.intake.every_sheet import LATER, PROGRAMME, ROWS, workbook
from tests.machine import Edit, Office

EDITS = {
    "organisations": ("municipality", "Aalten", "Aalten"),
    "contributions": ("evidence", "brief 12", "brief 12"),
    "vacancies": ("title", "Monteur", "Monteur"),
    "videos": ("views", "12", 12),
    "events": ("visitors", "41", 41),
    "study_programmes": ("level", "wo", "wo"),
    "contacts": ("evidence", "verslag", "verslag"),
    "pitches": ("funding", "1234.57", 123457),
    "expenses": ("amount", "1100.10", 110010),
    "activities": ("criteria", "concreet; achterhoek", ";concrete;achterhoek;"),
    "measurements": ("value", "13", 13_000_000),
    "subsidy_payments": ("amount", "120000.01", 12_000_001),
    "memberships": ("member_until", "2017-10-01", date(2017, 10, 1)),
}
"""By register the field that is changed in its first row, what is typed, and what is stored then."""


def _filled(url: str) -> Store:
    store = open_store(url, PROGRAMME)
    read = imports.read_files(store, LOCAL, FilesToRead([("wereld.xlsx", workbook())]), at=AT)
    assert read.proposal is not None, read.report.problems
    imports.accept_import(store, LOCAL, read.proposal, at=AT)
    return store


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    filled = _filled(database_url)
    yield filled
    filled.close()


def _export(store: Store, *registers: str) -> bytes:
    return export_rows(store, LOCAL, CurrentRowsAsked(registers or tuple(PROGRAMME.sheets), "nl"), at=AT)


def _read(store: Store, *files: tuple[str, bytes]) -> ImportProposal:
    return imports.read_files(store, LOCAL, FilesToRead(files), at=AT)


def _cell(register: str, name: str, row: int = 2) -> str:
    return f"{chr(ord('A') + list(PROGRAMME.sheets[register].columns).index(name))}{row}"


def _typed(content: bytes, register: str, cells: dict[str, object]) -> bytes:
    book = load_workbook(BytesIO(content))
    for place, value in cells.items():
        book[PROGRAMME.sheets[register].label][place] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="session")
def edited(office: Office, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """By register the workbook of all rows in which one cell of that sheet was changed in LibreOffice."""
    folder = tmp_path_factory.mktemp("edited")
    store, path = _filled(f"sqlite:///{folder / 'facts.db'}"), folder / "stand.xlsx"
    path.write_bytes(_export(store))
    store.close()
    edits = {
        register: Edit(path, folder / f"{register}.xlsx", PROGRAMME.sheets[register].label, _cell(register, name), text)
        for register, (name, text, _) in EDITS.items()
    }
    office.edit(list(edits.values()))
    return {register: edit.saved.read_bytes() for register, edit in edits.items()}


@pytest.mark.parametrize("register", list(PROGRAMME.sheets))
def test_one_cell_changed_in_an_office_program_is_the_one_change(
    store: Store, edited: dict[str, bytes], register: str
) -> None:
    name, _, stored = EDITS[register]
    read = _read(store, ("stand.xlsx", edited[register]))
    assert [(each.register_name, each.field, each.new) for each in read.report.differences] == [
        (register, name, stored)
    ]
    assert read.proposal is not None
    assert [(change.register_name, len(change.rows), change.retire) for change in read.proposal.changes] == [
        (register, 1, frozenset())
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_nobody_changed_reads_as_known_already(store: Store, language: str) -> None:
    content = export_rows(store, LOCAL, CurrentRowsAsked(tuple(PROGRAMME.sheets), language), at=AT)
    read = _read(store, ("stand.xlsx", content))
    assert read.proposal is None
    assert [asked.sheet for asked in read.report.questions if asked.needed or asked.columns] == []
    assert [(sheet.rows, sheet.unchanged) for sheet in read.report.files[0].sheets] == [
        (len(rows), len(rows)) for rows in ROWS.values()
    ]
    assert {code for _, code in codes(read)} == {
        "nothing_changes", "blank_amount", "unallocated_plan_year", "unknown_budget_line"
    }  # fmt: skip


def test_from_other_formats_it_reads_as_known_already(tmp_path: Path, office: Office) -> None:
    store, path = _filled(f"sqlite:///{tmp_path / 'facts.db'}"), tmp_path / "stand.xlsx"
    path.write_bytes(_export(store))
    for kind in ("ods", "xls"):
        [made] = office.convert(path, kind, tmp_path / kind)
        read = _read(store, (made.name, made.read_bytes()))
        assert (kind, read.proposal, [each.code for each in read.report.errors]) == (kind, None, [])
    store.close()


def test_a_row_added_below_is_the_one_new_row(store: Store) -> None:
    content = _typed(
        _export(store), "events", {_cell("events", "name", 4): "Nieuw", _cell("events", "held_on", 4): LATER}
    )
    read = _read(store, ("stand.xlsx", content))
    assert read.proposal is not None
    assert [(row.key, row.row) for change in read.proposal.changes for row in change.rows] == [
        (f"nieuw{SEPARATOR}2018-03-01", 4)
    ]


FIRST = RowReference("expenses", f"0042{SEPARATOR}1")
AMOUNT = _cell("expenses", "amount")


def test_an_old_workbook_undoes_nothing_that_was_changed_since(store: Store) -> None:
    old = _export(store)
    correct_row(store, LOCAL, Correction(FIRST, {"amount": "1200"}, "tikfout"), at=AT)
    retire_row(store, LOCAL, RowReference("pitches", f"idee 1{SEPARATOR}2017-09-14"), at=AT, reason="dubbel")
    read = _read(store, ("stand.xlsx", old))
    assert read.proposal is None
    assert [each for each in codes(read) if each[1] == "kept_since"] == [("A2", "kept_since"), ("A2", "kept_since")]
    later = _read(store, ("stand.xlsx", _typed(old, "events", {_cell("events", "visitors"): 50})))
    assert [(each.register_name, each.new) for each in later.report.differences] == [("events", 50)]
    assert later.proposal is not None
    store.commit(later.proposal)
    with store.read() as reader:
        assert {row.value("expenses", "amount") for row in every_row(reader, "expenses")} == {120_000, -1}
        assert list(every_row(reader, "pitches")) == []


def test_a_row_changed_in_an_old_workbook_and_since_is_refused_at_its_place(store: Store) -> None:
    old = _export(store)
    correct_row(store, LOCAL, Correction(FIRST, {"amount": "1200"}, "tikfout"), at=AT)
    read = _read(store, ("stand.xlsx", _typed(old, "expenses", {AMOUNT: 1300})))
    assert ("A2", "changed_since") in codes(read)
    assert read.proposal is None
    agreed = _read(store, ("stand.xlsx", _typed(old, "expenses", {AMOUNT: 1200})))
    assert [code for _, code in codes(agreed) if code.endswith("_since")] == []


def test_a_copied_row_with_another_name_is_a_new_row(store: Store) -> None:
    content = _export(store, "pitches")
    sheet = load_workbook(BytesIO(content))["Pitches"]
    copied = {f"{chr(ord('A') + at)}3": cell.value for at, cell in enumerate(sheet[2])}
    retire_row(store, LOCAL, RowReference("pitches", f"idee 1{SEPARATOR}2017-09-14"), at=AT, reason="dubbel")
    read = _read(store, ("pitches.xlsx", _typed(content, "pitches", {**copied, "A3": "Idee 2"})))
    assert read.proposal is not None
    assert [row.key for change in read.proposal.changes for row in change.rows] == [f"idee 2{SEPARATOR}2017-09-14"]


def test_names_are_locked_and_everything_else_is_open(store: Store) -> None:
    book = load_workbook(BytesIO(_export(store, "events")))
    assert book.sheetnames == ["Uitleg", "Evenementen", "Lijsten"]
    sheet = book["Evenementen"]
    heads = [cell.value for cell in sheet[1]]
    assert sheet.protection.sheet
    assert [head for head, cell in zip(heads, sheet[2], strict=True) if cell.protection.locked] == [
        "naam", "datum", MARK_COLUMN
    ]  # fmt: skip
    assert sheet.column_dimensions["I"].hidden
    assert not sheet.column_dimensions["A"].protection.locked
    assert "revisie 1" in book["Uitleg"]["A2"].value
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation][:1] == ["B2:B5000"]


def test_a_text_that_looks_like_a_formula_is_a_text_in_a_text_cell(store: Store) -> None:
    cell = load_workbook(BytesIO(_export(store, "vacancies")))["Vacatures"]["B2"]
    assert (cell.value, cell.data_type, cell.number_format, cell.quotePrefix) == ("=1+1", "s", "@", True)


def test_sheets_are_chosen_by_name_by_owner_or_all() -> None:
    assert sheets_asked(PROGRAMME) == tuple(PROGRAMME.sheets)
    assert sheets_asked(PROGRAMME, ["uitgaven", "Pitches"]) == ("pitches", "expenses")
    assert sheets_asked(PROGRAMME, owner="treasurer") == ("contributions", "expenses", "subsidy_payments")
    assert sheets_asked(PROGRAMME, ["Uitgaven"], "Penningmeester") == ("expenses",)
    with pytest.raises(UnknownSheet):
        sheets_asked(PROGRAMME, ["Kantine"])
    with pytest.raises(UnknownOwner):
        sheets_asked(PROGRAMME, owner="Niemand")
