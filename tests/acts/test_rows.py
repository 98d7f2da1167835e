"""One wrong row corrected or retired by hand: with a reason, as a revision of its own, and safe from old files."""

import datetime
from pathlib import Path

import pytest

from kpi.access import LOCAL
from kpi.acts.given_texts import NoReason
from kpi.acts.rows import (
    Correction,
    KeyTaken,
    NotCorrect,
    NothingCorrected,
    RowGone,
    RowReference,
    _read,
    correct_row,
    retire_row,
    row_as_typed,
)
from kpi.facts import row_digests
from kpi.facts.current_rows import known_digests
from kpi.facts.measuring.counted_rows import of_register
from kpi.facts.store import Store
from kpi.intake.values import row_keys
from kpi.programme.plan import Programme
from tests.intake.conftest import AT, Propose, codes, xlsx

EXAMPLE = Path(__file__).parents[1] / "example" / "example.xlsx"
DAY = datetime.date(2017, 9, 14)
HEAD = ["boekstuk", "begrotingspost", "omschrijving", "bedrag", "factuurdatum"]
WRONG = {
    "Uitgaven": [HEAD, ["B-1", "Communicatiestrateeg", "uren", 1100, DAY], ["B-2", "Communicatiestrateeg", "x", 5, DAY]]
}
FIRST = RowReference("expenses", f"b-1{row_keys.SEPARATOR}1")
SECOND = RowReference("expenses", f"b-2{row_keys.SEPARATOR}1")


@pytest.fixture
def filled(store: Store, proposed: Propose) -> Store:
    outcome = proposed(("uitgaven.xlsx", xlsx(WRONG)))
    assert outcome.proposal is not None
    store.commit(outcome.proposal)
    return store


def amounts(store: Store, programme: Programme) -> dict[object, str]:
    with store.read() as reader:
        found = of_register(reader, "expenses")
    at = found.fields.index("amount")
    return {row.values[0]: str(row.values[at]) for row in found.rows}


def test_a_corrected_row_has_its_new_value_and_keeps_its_origin(filled: Store, programme: Programme) -> None:
    done = correct_row(filled, LOCAL, Correction(FIRST, {"amount": "€ 1.010,50"}, "tikfout"), at=AT)
    assert (done.number, done.note, done.by) == (2, "tikfout", "local")
    assert amounts(filled, programme) == {"B-1": "1010.5", "B-2": "5"}
    with filled.read() as reader:
        row = of_register(reader, "expenses").rows[0]
    assert (row.file, row.sheet, row.row, row.revision) == ("uitgaven.xlsx", "Uitgaven", 2, 2)
    with filled.read(1) as reader:
        assert str(of_register(reader, "expenses").rows[0].values[7]) == "1100"


def test_a_retired_row_is_gone_and_an_undo_brings_it_back(filled: Store, programme: Programme) -> None:
    done = retire_row(filled, LOCAL, SECOND, at=AT, reason="dubbel geboekt")
    assert amounts(filled, programme) == {"B-1": "1100"}
    filled.undo(done.number, by="Tester", at=AT)
    assert amounts(filled, programme) == {"B-1": "1100", "B-2": "5"}


def test_a_file_that_still_holds_the_old_row_does_not_bring_it_back(
    filled: Store, programme: Programme, proposed: Propose
) -> None:
    correct_row(filled, LOCAL, Correction(FIRST, {"amount": "1010"}, "tikfout"), at=AT)
    retire_row(filled, LOCAL, SECOND, at=AT, reason="dubbel geboekt")
    more = {"Uitgaven": [*WRONG["Uitgaven"], ["B-3", "Communicatiestrateeg", "uren", 7, DAY]]}
    outcome = proposed(("later.xlsx", xlsx(more)))
    assert codes(outcome) == [("A2", "correction_kept"), ("A3", "correction_kept")]
    (sheet,) = outcome.report.files[0].sheets
    assert (sheet.new, sheet.changed, sheet.unchanged) == (1, 0, 2)
    assert outcome.proposal is not None
    filled.commit(outcome.proposal)
    assert amounts(filled, programme) == {"B-1": "1010", "B-3": "7"}


def test_a_file_with_something_new_about_a_corrected_row_replaces_it_and_says_so(
    filled: Store, programme: Programme, proposed: Propose
) -> None:
    correct_row(filled, LOCAL, Correction(FIRST, {"amount": "1010"}, "tikfout"), at=AT)
    newer = {"Uitgaven": [HEAD, ["B-1", "Communicatiestrateeg", "uren", 1020, DAY]]}
    outcome = proposed(("later.xlsx", xlsx(newer)))
    assert codes(outcome) == [("A2", "correction_replaced")]
    assert [(each.old, each.new) for each in outcome.report.differences] == [(101_000, 102_000)]


def test_a_correction_goes_through_the_same_rules_as_a_file(filled: Store, programme: Programme) -> None:
    for texts, code in (
        ({"amount": "5k"}, "not_an_amount"),
        ({"description": ""}, "required"),
        ({"invoiced_on": ""}, "no_dates"),
        ({"invoiced_on": "31-02-2018"}, "no_such_date"),
    ):
        with pytest.raises(NotCorrect) as refused:
            correct_row(filled, LOCAL, Correction(FIRST, texts, "r"), at=AT)
        assert refused.value.problem.code == code
    assert filled.latest() == 1


def test_a_correction_needs_a_reason_a_change_a_free_key_and_a_row(filled: Store, programme: Programme) -> None:
    with pytest.raises(NoReason):
        correct_row(filled, LOCAL, Correction(FIRST, {"amount": "1"}, " "), at=AT)
    with pytest.raises(NothingCorrected):
        correct_row(filled, LOCAL, Correction(FIRST, {"amount": "1100,00"}, "r"), at=AT)
    with pytest.raises(KeyTaken):
        correct_row(filled, LOCAL, Correction(FIRST, {"entry": "B-2"}, "r"), at=AT)
    with pytest.raises(RowGone):
        retire_row(filled, LOCAL, RowReference("expenses", "b-9"), at=AT, reason="r")


def test_a_corrected_key_moves_the_row_and_the_old_one_stays_away(
    filled: Store, programme: Programme, proposed: Propose
) -> None:
    correct_row(filled, LOCAL, Correction(FIRST, {"entry": "B-10"}, "verkeerd nummer"), at=AT)
    assert set(amounts(filled, programme)) == {"B-10", "B-2"}
    outcome = proposed(("later.xlsx", xlsx({"Uitgaven": [HEAD, ["B-1", "Communicatiestrateeg", "uren", 1100, DAY]]})))
    assert codes(outcome)[0] == ("A2", "correction_kept")
    assert outcome.proposal is None


def test_every_row_can_be_typed_in_again_as_what_it_is(store: Store, programme: Programme, proposed: Propose) -> None:
    outcome = proposed((EXAMPLE.name, EXAMPLE.read_bytes()))
    assert outcome.proposal is not None
    store.commit(outcome.proposal)
    with store.read() as reader:
        for register in programme.sheets:
            for number, (key, digest) in enumerate(known_digests(reader, register).items()):
                if number % 7 == 0:
                    texts = row_as_typed(store, LOCAL, RowReference(register, key), at=AT)
                    values = _read(reader, register, texts)
                    assert row_digests.digest(register, values) == digest, (register, texts)
