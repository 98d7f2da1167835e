"""An empty store, and files made in code."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.import_report import ImportProposal
from kpi.intake.proposing import FilesToRead, propose
from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.plan import Programme

AT = datetime.datetime(2018, 7, 1, tzinfo=datetime.UTC)
Rows = Sequence[Sequence[object]]
Propose = Callable[..., ImportProposal]


@pytest.fixture(scope="session")
def programme() -> Programme:
    return load_programme(default_programme_path())


@pytest.fixture
def store(tmp_path: Path, programme: Programme) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'facts.db'}", programme)
    yield opened
    opened.close()


@pytest.fixture
def proposed(store: Store, programme: Programme) -> Propose:
    def run(*files: tuple[str, bytes], **options: object) -> ImportProposal:
        with store.read() as reader:
            return propose(reader, FilesToRead(files, **options), "Tester", AT)  # type: ignore[arg-type]

    return run


def xlsx(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook of those sheets."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False})
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, datetime.date):
                    sheet.write_datetime(number, column, value, day)
                elif value is not None:
                    sheet.write(number, column, value)
    book.close()
    return out.getvalue()


def codes(outcome: ImportProposal) -> list[tuple[str, str]]:
    """The problems as (cell, code)."""
    return [(problem.cell, problem.code) for problem in outcome.report.problems]
