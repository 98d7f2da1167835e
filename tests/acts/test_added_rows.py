"""A row added by hand: the same row as one of a file, by the same rules, and taken back like any revision."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from kpi.access import LOCAL
from kpi.acts import imports
from kpi.acts.given_texts import NoReason
from kpi.acts.rows import Addition, NotCorrect, NothingAdded, RowKnown, RowReference, add_row, retire_row
from kpi.acts.undo import undo
from kpi.facts.current_rows import every_row, known_digests
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.intake.values.row_keys import SEPARATOR
from tests.intake.conftest import AT
from tests.intake.every_sheet import PROGRAMME, ROWS, workbook

MEMBER = {"name": "Voorbeeldbedrijf 3", "kind": "bedrijf", "member_since": "1 juli 2017"}
HOW = "telefonisch gemeld op 3 juli"


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = open_store(database_url, PROGRAMME)
    yield opened
    opened.close()


def typed(row: Mapping[str, object]) -> dict[str, str]:
    """What somebody types for the cells of a row."""

    def text(value: object) -> str:
        if isinstance(value, date):
            return f"{value:%d-%m-%Y}"
        return f"{value}".replace(".", ",") if isinstance(value, (int, float)) else str(value)

    return {name: text(value) for name, value in row.items()}


def add(store: Store, register: str, row: Mapping[str, object], how: str = HOW) -> int:
    return add_row(store, LOCAL, Addition(register, typed(row), how), at=AT).revision.number


def known(store: Store) -> dict[str, dict[str, str]]:
    with store.read() as reader:
        return {register: known_digests(reader, register) for register in PROGRAMME.sheets}


def test_adding_every_row_by_hand_equals_importing_them(store: Store, tmp_path: Path) -> None:
    imported = open_store(f"sqlite:///{tmp_path / 'imported.db'}", PROGRAMME)
    read = imports.read_files(imported, LOCAL, FilesToRead([("alles.xlsx", workbook())]), at=AT)
    assert read.proposal is not None
    imports.accept_import(imported, LOCAL, read.proposal, at=AT)
    for register, rows in ROWS.items():
        for row in rows:
            add(store, register, row)
    assert known(store) == known(imported)
    imported.close()


def test_an_added_row_tells_who_added_it_and_how_it_is_known_and_comes_from_no_file(store: Store) -> None:
    assert add(store, "organisations", MEMBER) == 1
    [revision] = store.revisions()
    assert (revision.by, revision.note, revision.files) == ("local", HOW, ())
    with store.read() as reader:
        [row] = every_row(reader, "organisations")
    assert (row.value("organisations", "member_since"), row.upload, row.sheet, row.row) == (
        date(2017, 7, 1), None, "", 0
    )  # fmt: skip


def test_an_added_row_is_taken_back_by_an_undo(store: Store) -> None:
    add(store, "organisations", MEMBER)
    undo(store, LOCAL, 1, at=AT)
    assert known(store)["organisations"] == {}


def test_what_an_import_would_warn_of_is_told(store: Store) -> None:
    row = {"organisation": "Onbekend B.V.", "plan_year": "2017-2018", "pledged": "5000", "pledged_on": "1-7-2017"}
    added = add_row(store, LOCAL, Addition("contributions", row, HOW), at=AT)
    assert [each.code for each in added.warnings] == ["unknown_organisation"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({**MEMBER, "kind": ""}, "required"),
        ({**MEMBER, "kind": "kantine"}, "not_in_list"),
        ({**MEMBER, "member_since": "31-02-2017"}, "no_such_date"),
        ({**MEMBER, "member_until": "01-01-2016"}, "ends_before_start"),
    ],
)
def test_what_an_import_would_refuse_is_refused(store: Store, row: Mapping[str, object], code: str) -> None:
    with pytest.raises(NotCorrect) as refused:
        add(store, "organisations", row)
    assert refused.value.problem.code == code
    assert store.latest() == 0


def test_a_row_that_is_known_blank_or_without_a_source_is_not_added(store: Store) -> None:
    add(store, "organisations", MEMBER)
    for again in (MEMBER, {**MEMBER, "name": "VOORBEELDBEDRIJF-3", "kind": "overheid"}):
        with pytest.raises(RowKnown):
            add(store, "organisations", again)
    with pytest.raises(NothingAdded):
        add(store, "organisations", {})
    with pytest.raises(NoReason):
        add(store, "organisations", {**MEMBER, "name": "Voorbeeldbedrijf 4"}, " ")
    assert store.latest() == 1


def test_a_row_that_was_retired_by_hand_is_not_added_again_but_taken_back(store: Store) -> None:
    event = {"name": "Ontmoeting", "held_on": "14-09-2017"}
    add(store, "events", event)
    retire_row(store, LOCAL, RowReference("events", f"ontmoeting{SEPARATOR}2017-09-14"), at=AT, reason="ging niet door")
    with pytest.raises(NothingAdded) as refused:
        add(store, "events", event)
    assert [each.code for each in refused.value.warnings] == ["correction_kept"]
    undo(store, LOCAL, 2, at=AT)
    assert len(known(store)["events"]) == 1
