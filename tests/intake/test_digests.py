"""A register that gains a column leaves its rows as they are, also in a database from before digests named columns."""

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b

import pytest
from sqlalchemy import update

from kpi.access import LOCAL
from kpi.acts.rows import Correction, RowReference, correct_row, retire_row
from kpi.facts.current_rows import current_rows, every_row
from kpi.facts.proposal import Stored
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.facts.tables import DECISIONS, FACTS
from kpi.intake.import_report import ImportProposal
from kpi.intake.proposing import FilesToRead, propose
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS
from tests.intake.conftest import AT

REGISTER, GAINED = "vacancies", "municipality"
HEAD = "vacature_id;functie;organisatie;soort;niveau;geplaatst_op\n"
ROWS = """V-1;Lasrobotprogrammeur;Voorbeeldbedrijf 1;stage;hbo;01-09-2017
V-2;Data-analist;Voorbeeldbedrijf 1;stage;hbo;02-09-2017
V-3;Tekenaar;Voorbeeldbedrijf 2;stage;hbo;03-09-2017
"""


@pytest.fixture
def store(database_url: str, programme: Programme) -> Iterator[Store]:
    opened = open_store(database_url, programme)
    yield opened
    opened.close()


def take(store: Store, text: str) -> ImportProposal:
    with store.read() as reader:
        return propose(reader, FilesToRead([("vacatures.csv", text.encode())], partial=True), "Tester", AT)


def accept(store: Store, outcome: ImportProposal) -> None:
    assert outcome.proposal is not None
    store.commit(outcome.proposal)


def counts(outcome: ImportProposal) -> list[tuple[int, int, int]]:
    return [(sheet.new, sheet.changed, sheet.unchanged) for file in outcome.report.files for sheet in file.sheets]


def corrections(outcome: ImportProposal) -> list[str]:
    return [problem.code for problem in outcome.report.problems if problem.code.startswith("correction")]


def titles(store: Store) -> dict[str, Stored]:
    with store.read() as reader:
        return {row.key: row.value(REGISTER, "title") for row in every_row(reader, REGISTER)}


def without_the_column(programme: Programme) -> Programme:
    """The programme from before its vacancies had the column."""
    sheet = programme.sheets[REGISTER]
    columns = {name: column for name, column in sheet.columns.items() if name != GAINED}
    return programme.model_copy(
        update={"sheets": {**programme.sheets, REGISTER: sheet.model_copy(update={"columns": columns})}}
    )


def correct_and_retire(store: Store) -> None:
    """Correct the first row by hand, twice, and take the second one out."""
    for title in ("Robotprogrammeur", "Programmeur van lasrobots"):
        correct_row(store, LOCAL, Correction(RowReference(REGISTER, "v-1"), {"title": title}, "tikfout"), at=AT)
    retire_row(store, LOCAL, RowReference(REGISTER, "v-2"), at=AT, reason="dubbel")


def earlier_digest(values: tuple[Stored, ...]) -> str:
    """The digest that was recorded before 0.9: over all values alone."""
    return blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def make_earlier(store: Store) -> None:
    """Put the digests of before 0.9 in the place of today's, in the rows and in what was kept of corrections."""
    table, given = FACTS[REGISTER], {}
    for revision in range(1, store.latest() + 1):
        with store.read(revision) as reader:
            given.update({row.digest: earlier_digest(row.values) for row in every_row(reader, REGISTER)})
            decisions = reader.connection.execute(DECISIONS.select()).all()
    with store.engine.begin() as connection:
        for today, before in given.items():
            connection.execute(update(table).where(table.c.digest == today).values(digest=before))
        for decision in decisions:
            value = json.loads(decision.value)
            value["before"] = [given[digest] for digest in value["before"]]
            connection.execute(update(DECISIONS).where(DECISIONS.c.id == decision.id).values(value=json.dumps(value)))


@pytest.mark.parametrize("earlier", [False, True], ids=["today's digests", "digests from before 0.9"])
def test_a_column_more_changes_no_row_and_undoes_no_correction(
    store: Store, programme: Programme, monkeypatch: pytest.MonkeyPatch, earlier: bool
) -> None:
    """Every row became 'changed' with the column, and the old file took the place of what was corrected by hand."""
    register = REGISTERS[REGISTER]
    with monkeypatch.context() as before:
        fields = tuple(field for field in register.fields if field.name != GAINED)
        before.setitem(REGISTERS, REGISTER, replace(register, fields=fields))
        then = replace(store, filed=without_the_column(programme))
        accept(then, take(then, HEAD + ROWS))
        correct_and_retire(then)
        if earlier:
            make_earlier(then)
    for text in (HEAD + ROWS + "\n", HEAD.replace("\n", ";gemeente\n") + ROWS.replace("\n", ";\n")):
        outcome = take(store, text)
        assert (counts(outcome), corrections(outcome)) == ([(0, 0, 3)], ["correction_kept", "correction_kept"])
        assert outcome.proposal is None
    assert titles(store) == {"v-1": "Programmeur van lasrobots", "v-3": "Tekenaar"}


@pytest.mark.parametrize("earlier", [False, True], ids=["today's digests", "digests from before 0.9"])
def test_a_value_in_the_new_column_is_a_change_and_only_of_its_row(store: Store, earlier: bool) -> None:
    accept(store, take(store, HEAD + ROWS))
    if earlier:
        make_earlier(store)
    text = HEAD.replace("\n", ";gemeente\n") + ROWS.replace("03-09-2017\n", "03-09-2017;Zutphen\n")
    outcome = take(store, text)
    assert counts(outcome) == [(0, 1, 2)]
    assert [(each.key, each.field, each.old, each.new) for each in outcome.report.differences] == [
        ("v-3", GAINED, None, "Zutphen")
    ]
    accept(store, outcome)
    assert counts(take(store, text + "\n")) == [(0, 0, 3)]


def test_a_database_from_before_still_knows_what_is_the_same_after_undo_and_correction(store: Store) -> None:
    accept(store, take(store, HEAD + ROWS))
    correct_and_retire(store)
    make_earlier(store)
    store.undo(2, by="Tester", at=AT)
    outcome = take(store, HEAD + ROWS + "\n")
    assert corrections(outcome) == ["correction_kept", "correction_kept"]
    correct_row(store, LOCAL, Correction(RowReference(REGISTER, "v-3"), {"title": "Constructeur"}, "nieuw"), at=AT)
    outcome = take(store, HEAD + ROWS + "\n")
    assert (counts(outcome), outcome.proposal) == ([(0, 0, 3)], None)
    with store.read() as reader:
        (row,) = current_rows(reader, REGISTER, ["v-3"])
    assert (row.value(REGISTER, "title"), len(row.digest)) == ("Constructeur", 40)
