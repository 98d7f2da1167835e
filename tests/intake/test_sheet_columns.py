"""A sheet remembered by column while it is read: every cell comes back, and nothing is read twice."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from kpi.intake.formats.cells import Cells, Percent, Raw, Row
from kpi.intake.formats.sheet_columns import AT_A_TIME, ColumnsPart, SheetColumns

CELLS: st.SearchStrategy[Raw] = st.one_of(
    st.sampled_from(["", None, "a", "A", 0, 1, 2.5, True, False, Percent(1.0), date(2018, 1, 1)]),
    st.builds(datetime, st.just(2018), st.just(1), st.integers(1, 2)),
    st.text(max_size=2),
)


def sheet(rows: Sequence[Row], first_row: int = 1) -> SheetColumns:
    return SheetColumns(Cells("blad", lambda: iter(rows), first_row=first_row))


def shown(part: ColumnsPart) -> list[list[tuple[type, Raw]]]:
    """The cells of a part by row, each with its type: yes is equal to 1."""
    rows: list[list[tuple[type, Raw]]] = []
    for _, height, columns in part.pieces():
        there = [[part.columns[at].different[number] for number in numbers] for at, numbers in columns.items()]
        rows.extend([(type(cell), cell) for cell in row] for row in zip(*there, strict=True))
        assert all(len(column) == height for column in there)
    return rows


@given(st.lists(st.lists(CELLS, max_size=4), max_size=5))
def test_every_cell_comes_back_with_its_type(rows: list[Row]) -> None:
    columns = sheet(rows)
    width = max(map(len, rows), default=0)
    wanted = [[cell if cell not in ("", None) else "" for cell in [*row, *[""] * (width - len(row))]] for row in rows]
    assert shown(columns.whole()) == ([[(type(cell), cell) for cell in row] for row in wanted] if width else [])


def test_more_rows_and_values_than_are_held_at_once() -> None:
    rows: list[Row] = [[f"V{number}", number % 7, number % 2 == 0] for number in range(25_000)]
    columns = sheet(rows)
    assert shown(columns.part(20_501, 23_001, (0, 2))) == [
        [(str, f"V{number}"), (bool, number % 2 == 0)] for number in range(20_500, 23_000)
    ]


def test_what_was_read_is_not_read_again() -> None:
    times: list[int] = []

    def rows() -> Iterator[Row]:
        times.append(0)
        for number in range(5_000):
            times[-1] += 1
            yield [number]

    columns = SheetColumns(Cells("blad", rows, first_row=2))
    for place, _ in enumerate(columns.read()):
        if place == 80:
            break
    for _ in columns.read():
        pass
    assert [cell for ((_, cell),) in shown(columns.part(2, 5_002))] == list(range(5_000))
    assert times == [AT_A_TIME, 5_000]


def test_what_was_not_read_yet_is_read_for_its_copy() -> None:
    columns = sheet([["a"], ["b"], ["c"]])
    next(columns.read())
    assert shown(columns.part(1, 3)) == [[(str, "a")], [(str, "b")]]
    assert shown(columns.part(3, 9)) == [[(str, "c")]]
