"""Slips that are seeded into the sample are asked about, and clean rows hardly ever."""

import datetime
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from kpi.facts.current_rows import CurrentRow, every_row
from kpi.facts.proposal import Stored, storage_columns
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.facts.tables import NUMBER_SCALE
from kpi.intake.import_report import ImportProposal
from kpi.intake.plausibility.questions import QUESTIONS
from kpi.intake.plausibility.usual import LEAST
from kpi.intake.proposing import FilesToRead, propose
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS, FieldKind
from tests.intake.conftest import AT, Propose, codes, xlsx

REGISTERS_TRIED = ("contributions", "expenses", "vacancies", "videos", "organisations")
SEED = 14
LOWEST_OF_NEW = {"swapped": 0.8, "x 10": 0.88, "typed twice": 0.88}
"""Of a new row alone it can't be told that both days are possible, or that an amount is rare; this much is found."""
Rows = list[list[Any]]
Slip = Callable[[Any, random.Random], Any]


def times(factor: int) -> Slip:
    return lambda value, _chance: value * factor


def typed_twice(value: Any, chance: random.Random) -> Any:
    """A whole figure with one of its digits twice."""
    digits = str(int(value))
    place = chance.randrange(len(digits))
    return float(digits[: place + 1] + digits[place:])


def swapped(value: Any, _chance: random.Random) -> Any:
    """Day and month the wrong way round, where that is another day."""
    return value.replace(day=value.month, month=value.day) if value.day <= 12 and value.day != value.month else None


def other_year(value: Any, chance: random.Random) -> Any:
    """A digit of the year wrong."""
    return None if (value.month, value.day) == (2, 29) else value.replace(year=value.year + chance.choice([-10, 10, 1]))


FIGURES: Mapping[str, Slip] = {"x 10": times(10), "x 1000": times(1000), "typed twice": typed_twice}
DAYS: Mapping[str, Slip] = {"swapped": swapped, "year": other_year}


def as_cell(kind: FieldKind, value: Stored) -> Any:
    """A stored value as it stands in a cell."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int) and kind in (FieldKind.MONEY, FieldKind.NUMBER):
        return value / (100 if kind is FieldKind.MONEY else NUMBER_SCALE)
    return value


class World:
    """A register of the sample as a sheet, of which a part may be known before the rest comes."""

    def __init__(self, programme: Programme, register: str, rows: Sequence[CurrentRow]) -> None:
        self.programme, self.sheet = programme, programme.sheets[register]
        stored = storage_columns(register)
        self.fields = [REGISTERS[register].field(name) for name in self.sheet.columns]
        self.rows: Rows = [
            [as_cell(each.kind, row.values[stored.index(each.name)]) for each in self.fields] for row in rows
        ]
        figures = (FieldKind.MONEY, FieldKind.NUMBER, FieldKind.INTEGER)
        self.places = {
            place: FIGURES if each.kind in figures else DAYS
            for place, each in enumerate(self.fields)
            if each.kind in (*figures, FieldKind.DATE) and not each.key
        }

    def file(self, rows: Rows) -> tuple[str, bytes]:
        names = [column.label for column in self.sheet.columns.values()]
        return f"{self.sheet.label}.xlsx", xlsx({self.sheet.label: [names, *rows]})

    def by_day(self) -> Rows:
        """The rows in the order of their first day, as they came."""
        days = [place for place, each in enumerate(self.fields) if each.kind is FieldKind.DATE]
        never = datetime.date.max
        return sorted(self.rows, key=lambda row: min((row[place] for place in days if row[place]), default=never))

    def slips(self, rows: Rows, earlier: Rows, kind: str, chance: random.Random) -> tuple[Rows, set[int]]:
        """The rows with one slip in each in which there can be one, and the numbers of these rows in the sheet."""
        slipped, seeded = [list(row) for row in rows], set()
        for number, row in enumerate(slipped):
            fitting = [
                place
                for place, kinds in self.places.items()
                if kind in kinds and row[place] and sum(bool(each[place]) for each in earlier) >= LEAST
            ]
            if fitting:
                place = chance.choice(fitting)
                wrong = self.places[place][kind](row[place], chance)
                if wrong is not None and wrong != row[place]:
                    row[place] = wrong
                    seeded.add(number + 2)
        return slipped, seeded


def taken(store: Store, file: tuple[str, bytes]) -> ImportProposal:
    with store.read() as reader:
        return propose(reader, FilesToRead([file], partial=True), "Tester", AT)


def asked(outcome: ImportProposal) -> set[int]:
    """The rows that are asked about."""
    cells = [each.cell for each in outcome.report.placed if each.code in QUESTIONS]
    return {int("".join(filter(str.isdigit, cell))) for cell in cells if cell}


def caught(store: Store, file: tuple[str, bytes]) -> set[int]:
    """The rows that are asked about, or refused at their cell: a vacancy that closes before it opens."""
    outcome = taken(store, file)
    cells = [each.cell for each in outcome.report.placed if each.severity == "error"]
    return asked(outcome) | {int("".join(filter(str.isdigit, cell))) for cell in cells if cell}


@pytest.fixture(scope="module")
def worlds(programme: Programme, sample_file: Path) -> Mapping[str, World]:
    store = open_store(f"sqlite:///{sample_file}", programme)
    with store.read() as reader:
        found = {name: World(programme, name, list(every_row(reader, name))) for name in REGISTERS_TRIED}
    store.close()
    return found


@pytest.fixture
def knowing(programme: Programme, tmp_path: Path) -> Iterator[Callable[[World, Rows], Store]]:
    """Makes stores that know some rows of a world."""
    stores: list[Store] = []

    def make(world: World, rows: Rows) -> Store:
        store = open_store(f"sqlite:///{tmp_path / f'{len(stores)}.db'}", programme)
        stores.append(store)
        proposal = taken(store, world.file(rows)).proposal
        assert proposal is not None
        store.commit(proposal)
        return store

    yield make
    for store in stores:
        store.close()


Knowing = Callable[[World, Rows], Store]


def parted(world: World, part: int, at_random: bool) -> tuple[Rows, Rows]:
    """That percentage of the rows, the earliest or any of them, and the others; both in the order of their days."""
    ordered = world.by_day()
    early = range(len(ordered) * part // 100)
    if at_random:
        early = random.Random(part).sample(range(len(ordered)), len(early))  # noqa: S311 - which rows come first
    known = set(early)
    return (
        [row for place, row in enumerate(ordered) if place in known],
        [row for place, row in enumerate(ordered) if place not in known],
    )


@pytest.mark.parametrize("at_random", [False, True], ids=["by day", "at random"])
def test_clean_rows_are_hardly_ever_asked_about(worlds: Mapping[str, World], knowing: Knowing, at_random: bool) -> None:
    """Of each register half, two thirds and four fifths are known: at most one question in 200 of the other rows."""
    rows = questions = 0
    for world, part in product(worlds.values(), (50, 67, 80)):
        known, new = parted(world, part, at_random)
        rows += len(new)
        questions += len(asked(taken(knowing(world, known), world.file(new))))
    assert rows > 500
    assert questions <= rows / 200


@pytest.mark.parametrize("at_random", [False, True], ids=["by day", "at random"])
def test_slips_are_asked_about(worlds: Mapping[str, World], knowing: Knowing, at_random: bool) -> None:
    """One slip a row, in rows that are known and in new ones, of columns with at least twenty earlier values."""
    seeded, found = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    chance = random.Random(SEED)  # noqa: S311 - invented slips
    for world in worlds.values():
        known, new = parted(world, 67, at_random)
        ordered = world.by_day()
        before = {"new": (knowing(world, known), new, known)}
        before["changed"] = (knowing(world, ordered), ordered, ordered)
        for (mode, (store, rows, earlier)), kind in product(before.items(), (*FIGURES, *DAYS)):
            slipped, places = world.slips(rows, earlier, kind, chance)
            seeded[mode, kind] += len(places)
            found[mode, kind] += len(places & caught(store, world.file(slipped)))
    share = {place: found[place] / seeded[place] for place in seeded}
    assert found.total() / seeded.total() >= 0.95
    assert {place: each for place, each in share.items() if place[0] == "changed" and each < 0.95} == {}
    assert {place: each for place, each in share.items() if each < LOWEST_OF_NEW.get(place[1], 0.95)} == {}


def known_contributions(proposed: Propose, store: Store, amounts: Sequence[int] = range(2000, 4500, 100)) -> str:
    """Contributions that are known, each amount of another organisation; the file without its rows."""
    head = "organisatie;planjaar;toegezegd;toegezegd_op\n"
    rows = "".join(f"Bedrijf {place};2017-2018;{cash};13-9-2017\n" for place, cash in enumerate(amounts))
    outcome = proposed(("b.csv", (head + rows).encode()))
    assert outcome.proposal is not None
    store.commit(outcome.proposal)
    return head


@pytest.mark.parametrize(
    ("row", "cell", "code", "known"),
    [
        ("Nieuw;2017-2018;30000;13-9-2017", "C2", "unlike_before", "2000,00 – 4400,00"),
        ("Nieuw;2017-2018;30;13-9-2017", "C2", "unlike_before", "2000,00 – 4400,00"),
        ("Bedrijf 3;2017-2018;23000;13-9-2017", "C2", "times_before", "2300,00"),
        ("Nieuw;2017-2018;3000;13-9-2071", "D2", "unlike_before", "13-09-2017 – 01-07-2018"),
        ("Bedrijf 3;2017-2018;2300;13-9-2016", "D2", "day_before", "13-09-2017"),
    ],
)
def test_a_question_names_the_cell_and_what_it_is_held_against_and_blocks_nothing(
    store: Store, proposed: Propose, row: str, cell: str, code: str, known: str
) -> None:
    head = known_contributions(proposed, store)
    outcome = proposed(("later.csv", f"{head}{row}\n".encode()))
    (question,) = [each for each in outcome.report.problems if each.code in QUESTIONS]
    assert (question.cell, question.code, question.values["known"], question.severity) == (cell, code, known, "warning")
    assert outcome.proposal is not None


def test_a_day_that_fits_turned_round_is_asked_about_and_one_that_fits_as_it_is_is_not(
    store: Store, proposed: Propose
) -> None:
    """Bookings of a month each, numbered in order; 12-9-2017 stands among those of December."""
    head = "boekstuk;begrotingspost;omschrijving;bedrag;gefactureerd_op;betaald_op\n"
    days = [datetime.date(2017, 1, 2) + datetime.timedelta(9 * place) for place in range(38)]
    rows = [f"B{place};channels;x;100;{day};{day + datetime.timedelta(14)}" for place, day in enumerate(days)]
    outcome = proposed(("u.csv", (head + "\n".join(rows)).encode()))
    assert outcome.proposal is not None
    store.commit(outcome.proposal)
    later = [f"B{place};channels;x;100;{day}-12-2017;" for place, day in enumerate(("13", "15", "9", "19"), 38)]
    assert QUESTIONS.isdisjoint(code for _, code in codes(proposed(("v.csv", (head + "\n".join(later)).encode()))))
    later[2] = "B40;channels;x;100;12-9-2017;"
    outcome = proposed(("v.csv", (head + "\n".join(later)).encode()))
    (question,) = [each for each in outcome.report.problems if each.code in QUESTIONS]
    assert (question.cell, question.code, question.values["known"]) == ("E4", "day_turned", "09-12-2017")


def test_below_twenty_earlier_values_nothing_is_asked(store: Store, proposed: Propose) -> None:
    head = known_contributions(proposed, store, range(2000, 3900, 100))
    assert QUESTIONS.isdisjoint(
        code for _, code in codes(proposed(("b.csv", f"{head}N;2017-2018;9;1-9-2017\n".encode())))
    )


def test_one_number_in_every_new_row_is_asked_about_once(store: Store, proposed: Propose) -> None:
    head = known_contributions(proposed, store)
    for count, told in ((9, []), (10, [("C1", "same_in_all")])):
        rows = "".join(f"Nieuw {number};2017-2018;3000;{number + 1}-9-2017\n" for number in range(count))
        found = codes(proposed(("b.csv", (head + rows).encode())))
        assert [each for each in found if each[1] in QUESTIONS] == told


@pytest.mark.parametrize(("rows", "asks"), [(24, False), (20, True), (7, True), (6, False)])
def test_a_list_that_lost_many_of_its_rows_is_asked_about(
    store: Store, proposed: Propose, rows: int, asks: bool
) -> None:
    """Of 25 rows 20 or 7 (and a new one) look like a list that isn't whole; 6 look like an addition."""
    head = known_contributions(proposed, store)
    left = "".join(f"Bedrijf {place};2017-2018;{2000 + 100 * place};13-9-2017\n" for place in range(rows))
    outcome = proposed(("b.csv", (head + left + "Extra;2017-2018;2500;13-9-2017\n").encode()))
    assert ("fewer_rows" in [code for _, code in codes(outcome)]) is asks
