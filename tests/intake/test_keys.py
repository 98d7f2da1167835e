"""Rows with one key: refused where they differ, numbered where that was asked, and known again at the next upload."""

import datetime
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.facts.current_rows import every_row
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.import_report import ImportProposal
from kpi.intake.proposing import FilesToRead, propose
from kpi.programme.plan import Programme
from tests.intake.conftest import AT, Propose, codes, xlsx
from tests.intake.test_cases import case

D = datetime.date
COST = "boekstuk;begrotingspost;omschrijving;bedrag;gefactureerd_op\n"
PLEDGE = ["organisatie", "planjaar", "kenmerk", "toegezegd", "toegezegd_op", "ontvangen", "ontvangen_op"]
FIRST = ["Voorbeeld 1", "2017-2018", None, 5000, D(2017, 9, 1), 2500, D(2017, 10, 1)]
SECOND = ["Voorbeeld 1", "2017-2018", None, None, None, 2500, D(2018, 2, 1)]


def costs(*rows: tuple[str, str, int]) -> bytes:
    return (COST + "".join(f"{entry};channels;{text};{euros};2017-09-12\n" for entry, text, euros in rows)).encode()


def keys(outcome: ImportProposal) -> list[str]:
    rows = [row for change in (outcome.proposal.changes if outcome.proposal else ()) for row in change.rows]
    return [row.key.rpartition("\x1f")[2] for row in sorted(rows, key=lambda row: row.row)]


def accept(store: Store, outcome: ImportProposal) -> None:
    assert outcome.proposal is not None, codes(outcome)
    store.commit(outcome.proposal)


def money(store: Store, register: str, field: str) -> list[int]:
    with store.read() as reader:
        values = (row.value(register, field) for row in every_row(reader, register))
        return sorted(value for value in values if isinstance(value, int))


def test_a_second_instalment_is_no_second_pledge_and_replaces_nothing(store: Store, proposed: Propose) -> None:
    """Pledged 5.000; 2.500 came in on 1 October and 2.500 on 1 February: 5.000 received, of one organisation."""
    accept(store, proposed(case("a11_instalments.xlsx")))
    assert money(store, "contributions", "pledged") == [500000]
    assert money(store, "contributions", "received") == [250000, 250000]
    again = proposed(("again.xlsx", xlsx({"Bijdragen": [PLEDGE, FIRST, SECOND]})))
    assert (again.proposal, codes(again)[-1]) == (None, ("", "nothing_changes"))


def test_a_follow_up_that_gains_a_date_stays_the_same_row(store: Store, proposed: Propose) -> None:
    head = [*PLEDGE[:5], "gefactureerd", "gefactureerd_op", *PLEDGE[5:]]
    sent = ["Voorbeeld 1", "2017-2018", None, None, None, 2500, D(2018, 1, 5), None, None]
    accept(store, proposed(("a.xlsx", xlsx({"Bijdragen": [head, sent]}))))
    paid = [*sent[:7], 2500, D(2018, 2, 1)]
    later = proposed(("b.xlsx", xlsx({"Bijdragen": [head, paid]})))
    assert keys(later) == ["2018-01-05"]
    accept(store, later)
    assert money(store, "contributions", "received") == [250000]


def test_a_payment_first_known_by_its_receipt_is_known_when_its_invoice_is_told(
    store: Store, proposed: Propose
) -> None:
    head = [*PLEDGE[:5], "gefactureerd", "gefactureerd_op", *PLEDGE[5:]]
    came = ["Voorbeeld 1", "2017-2018", None, None, None, None, None, 2500, D(2018, 2, 1)]
    accept(store, proposed(("a.xlsx", xlsx({"Bijdragen": [head, came]}))))
    both = [*came[:5], 2500, D(2018, 1, 5), *came[7:]]
    later = proposed(("b.xlsx", xlsx({"Bijdragen": [head, both]})))
    assert keys(later) == ["2018-02-01"]
    accept(store, later)
    assert money(store, "contributions", "received") == [250000]


@pytest.mark.parametrize("number", ["1", "2018-02-01"])
def test_a_follow_up_that_gains_a_number_is_counted_once(store: Store, proposed: Propose, number: str) -> None:
    """Known under its date, or under 1 as before; under a number of its own the earlier row is retired."""
    known = [*SECOND[:2], number, *SECOND[3:]]
    accept(store, proposed(("a.xlsx", xlsx({"Bijdragen": [PLEDGE, known]}))))
    accept(store, proposed(("b.xlsx", xlsx({"Bijdragen": [PLEDGE, [*SECOND[:2], "T2", *SECOND[3:]]]}))))
    assert money(store, "contributions", "received") == [250000]


def test_a_follow_up_known_under_1_stays_there(store: Store, proposed: Propose) -> None:
    accept(store, proposed(("a.xlsx", xlsx({"Bijdragen": [PLEDGE, [*SECOND[:2], "1", *SECOND[3:]]]}))))
    again = proposed(("b.xlsx", xlsx({"Bijdragen": [PLEDGE, SECOND]})))
    assert codes(again)[-1] == ("", "nothing_changes")


def test_two_equal_rows_are_one_told_and_counted_once(proposed: Propose) -> None:
    outcome = proposed(case("a11b_identical.xlsx"))
    assert codes(outcome) == [("A3", "row_twice")]
    assert keys(outcome) == ["1"]
    assert [total.added for total in outcome.report.totals] == [1250]


def test_different_rows_of_one_key_are_errors_at_all_of_them(proposed: Propose) -> None:
    rows = costs(("F1", "a", 100), ("F1", "b", 200), ("F1", "a", 100), ("F2", "c", 5))
    outcome = proposed(("a.csv", rows), partial=True)
    assert sorted(codes(outcome)) == [("A2", "number_twice"), ("A3", "number_twice"), ("A4", "number_twice")]
    assert [total.added for total in outcome.report.totals] == [500]
    assert outcome.proposal is not None
    assert [row.key for change in outcome.proposal.changes for row in change.rows] == ["f2\x1f1"]


def test_lines_of_one_entry_are_numbered_when_asked(store: Store, proposed: Propose) -> None:
    """Three lines of 100, 200 and 300 are 600."""
    rows = [("F1", "a", 100), ("F1", "b", 200), ("F1", "c", 300), ("F2", "d", 5)]
    outcome = proposed(("a.csv", costs(*rows)), number_lines=True)
    assert keys(outcome) == ["1", "2", "3", "1"]
    accept(store, outcome)
    assert money(store, "expenses", "amount") == [500, 10000, 20000, 30000]


def test_between_files_it_is_asked_which_is_the_later(proposed: Propose) -> None:
    old, new = ("old.csv", costs(("F1", "a", 100))), ("new.csv", costs(("F1", "a", 90)))
    outcome = proposed(old, new, partial=True)
    assert sorted(codes(outcome)) == [("", "nothing_changes"), ("A2", "which_is_later"), ("A2", "which_is_later")]
    outcome = proposed(old, new, as_given=True)
    assert codes(outcome) == [("A2", "replaced_in_file")]
    assert outcome.proposal is not None
    assert [row.upload for change in outcome.proposal.changes for row in change.rows] == [1]


LINES = st.lists(st.integers(1, 4), min_size=1, max_size=5)


@settings(max_examples=25, deadline=None)
@given(first=LINES, changed=st.integers(0, 4), order=st.randoms(use_true_random=False))
def test_numbers_are_stable_over_uploads(programme: Programme, first: list[int], changed: int, order: object) -> None:
    """The same lines in another order change nothing; one changed line is one changed row, and the sum follows."""
    folder = TemporaryDirectory()
    store = open_store(f"sqlite:///{folder.name}/facts.db", programme)

    def read(lines: list[int]) -> ImportProposal:
        given_file = ("a.csv", costs(*(("F1", "x", euros) for euros in lines)))
        with store.read() as reader:
            return propose(reader, FilesToRead([given_file], number_lines=True), "Tester", AT)

    try:
        accept(store, read(first))
        mixed = [*first]
        order.shuffle(mixed)  # type: ignore[attr-defined]
        if mixed != first:
            assert read(mixed).proposal is None
        mixed[changed % len(mixed)] = 9
        outcome = read(mixed)
        assert len(keys(outcome)) == 1
        accept(store, outcome)
        assert sum(money(store, "expenses", "amount")) == 100 * sum(mixed)
    finally:
        store.close()
        folder.cleanup()
