"""Bringing files in: looking at them changes nothing, and what is cleared is cleared by whoever accepts."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kpi.access import LOCAL, NotAllowed, Person, Role
from kpi.acts.effects import Rehearsal, effects
from kpi.acts.imports import NoSources, accept_import, read_files, say_nothing_new
from kpi.facts import audit_log
from kpi.facts.database.engine import snapshot
from kpi.facts.store import Store
from kpi.intake.proposing import FilesToRead
from kpi.views.comparison.compare import compare
from tests.intake.conftest import xlsx

AT = datetime(2018, 7, 1, 9, tzinfo=UTC)
EDITOR = Person("editor@example.org")
FILE = ("leden.xlsx", xlsx({"Organisaties": [["organisatie", "soort"], ["Voorbeeld B.V.", "bedrijf"]]}))


@pytest.fixture
def expired(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file kept as it was given, whose last day was months ago."""
    monkeypatch.setenv("SMARTHUB_RAW_FILES", str(tmp_path / "raw"))
    monkeypatch.setenv("SMARTHUB_KEEP_RAW_DAYS", "5")
    store.set_role(EDITOR.email, Role.EDITOR, by="Tester", at=AT)
    (tmp_path / "raw").mkdir()
    file = tmp_path / "raw" / "2018-01-01_abc.xlsx"
    file.write_bytes(b"x")
    return file


def noted(store: Store) -> list[tuple[str, str, str]]:
    with snapshot(store.engine) as connection:
        entries = [sealed.entry for sealed in audit_log.every_entry(connection, store.programme_id)]
    return [(entry.by, entry.act, entry.about) for entry in entries if "as given" in entry.about]


def test_looking_at_an_import_deletes_nothing_and_whoever_accepts_it_clears_what_expired(
    store: Store, expired: Path
) -> None:
    """Reading files used to delete the expired ones, and the log said that ``local`` did it, whoever was signed in."""
    looked_at = read_files(store, EDITOR, FilesToRead([FILE]), at=AT)
    assert (expired.exists(), noted(store)) == (True, [])
    assert looked_at.proposal is not None
    accept_import(store, EDITOR, looked_at.proposal, at=AT)
    assert not expired.exists()
    assert noted(store) == [("editor@example.org", "maintain", "file as given: 2018-01-01_abc.xlsx")]


def test_who_may_not_import_reads_no_file_either(store: Store, expired: Path) -> None:
    with pytest.raises(NotAllowed):
        read_files(store, Person("lezer@example.org"), FilesToRead([FILE]), at=AT)
    assert expired.exists()


def test_a_proposal_names_its_act_and_whoever_asked_for_it(store: Store, expired: Path) -> None:
    proposal = read_files(store, EDITOR, FilesToRead([FILE]), at=AT).proposal
    assert proposal is not None
    assert (proposal.act, proposal.by) == ("import", "editor@example.org")


def test_nothing_new_is_said_of_at_least_one_source(store: Store, expired: Path) -> None:
    with pytest.raises(NoSources):
        say_nothing_new(store, EDITOR, [], at=AT)
    assert say_nothing_new(store, EDITOR, ["organisations"], at=AT).number == 1


VACANCY = "vacature_id;functie;organisatie;soort;niveau;plaatsen;geplaatst_op\n1;Tester;Een;stage;hbo;{};1-9-2016\n"


def test_the_effect_is_told_for_every_day_on_which_something_is_judged(store: Store) -> None:
    """A vacancy of 2016 that goes from 2 to 5.000 positions changes nothing on the reference date in 2018."""
    known, changed = (FilesToRead([("v.csv", VACANCY.format(positions).encode())]) for positions in (2, 5000))
    first = read_files(store, LOCAL, known, at=AT).proposal
    assert first is not None
    accept_import(store, LOCAL, first, at=AT)
    proposal = read_files(store, LOCAL, changed, at=AT).proposal
    assert proposal is not None
    seen = effects(store, LOCAL, Rehearsal(proposal, date(2018, 6, 30), "2017-2018"), at=AT)
    assert compare(seen.before, seen.after).moved == ()
    assert [(str(each.day), each.after.id, each.before.value, each.after.value) for each in seen.due] == [
        ("2016-12-31", "vacancies_published", 2, 5000)
    ]
