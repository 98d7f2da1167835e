"""Whatever bytes come in: a refusal or a proposal with its problems, never a fault of ours, and nothing stored."""

import io
import random
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kpi import acts
from kpi.facts.store import Store, open_store
from kpi.language import words_of
from kpi.programme.loading import default_programme_path, load_programme

PROGRAMME = load_programme(default_programme_path())
WHOLE = (Path(__file__).parents[1] / "example" / "example.xlsx").read_bytes()
WORDS = words_of("nl")
CELLS = ["V 1", "bedrijf", "\x00", "31-02-2017", "€ 5", "=1+1", '"a', "9" * 400, "-", "pm", "1e400", "٣", "😀"]


def noise(chance: random.Random) -> tuple[str, bytes]:
    """Random bytes under any name."""
    return f"x{chance.choice(['.xlsx', '.xls', '.ods', '.csv'])}", chance.randbytes(chance.randrange(1, 3000))


def flipped(chance: random.Random) -> tuple[str, bytes]:
    """A real workbook with some of its bytes changed."""
    content = bytearray(WHOLE)
    for _ in range(chance.randrange(1, 30)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return "x.xlsx", bytes(content)


def cut(chance: random.Random) -> tuple[str, bytes]:
    """A real workbook that ends too soon."""
    return "x.xlsx", WHOLE[: chance.randrange(1, len(WHOLE))]


def rewritten(chance: random.Random) -> tuple[str, bytes]:
    """A sound package whose parts have some of their characters changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            part = bytearray(given.read(name))
            for _ in range(chance.choice([0, 0, chance.randrange(1, 12)])):
                part[chance.randrange(len(part))] = chance.choice(b'<>&"/ 0a9\x00\xff')
            made.writestr(name, bytes(part))
    return "x.xlsx", out.getvalue()


def typed(chance: random.Random) -> tuple[str, bytes]:
    """A list of organisations with odd things in its cells."""
    rows = [";".join(chance.choice(CELLS) for _ in range(4)) for _ in range(chance.randrange(9))]
    text = "\n".join(["organisatie;soort;lid_sinds;medewerkers", *rows])
    return "x.csv", text.encode(chance.choice(["utf-8", "utf-16", "cp1252"]), "replace")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(f"sqlite:///{tmp_path_factory.mktemp('damaged') / 'facts.db'}", PROGRAMME.id)


@pytest.mark.parametrize("make", [noise, flipped, cut, rewritten, typed])
def test_no_bytes_end_in_a_fault(make: object, store: Store) -> None:
    for seed in range(80):
        file = make(random.Random(seed))  # type: ignore[operator]  # noqa: S311 - repeatable, not secret
        found = acts.import_files(
            store, PROGRAMME, [file], by="Tester", at=datetime(2018, 7, 1, tzinfo=UTC), partial=True
        )
        assert all(problem.message(WORDS) for problem in found.report.problems), seed
        assert found.proposal is not None or found.report.problems, seed
    assert store.latest() == 0
