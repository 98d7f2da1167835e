"""Deck, page and package of any small world hold one and the same figures, and one cent moves only what rests on it."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pypdf import PdfReader

from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.monitor import picture
from kpi.picture import Picture
from kpi.programme.plan import Programme
from kpi.report.package.package_files import package_files
from kpi.report.reading_account import read_report
from kpi.update.reading_update import read_update
from tests.facts.world import record
from tests.report.written_files import package_of, update_file

NL, DAY, SINCE, YEAR = words_of("nl"), date(2018, 6, 30), date(2018, 3, 31), "2017-2018"
AMOUNT = st.integers(0, 9_000_000).map(lambda cents: Decimal(cents) / 100)
AFTER = st.integers(0, 420)
Rows = Sequence[dict[str, Any]]


def expenses(programme: Programme, given: Sequence[tuple[Decimal, int, bool, int]]) -> Rows:
    """Paid or unpaid invoices on lines of the budget."""
    budget = programme.budget(YEAR)
    assert budget is not None
    start = date(2017, 7, 1)
    return [
        {
            "entry": f"F{n}",
            "entry_line": "1",
            "plan_year": YEAR,
            "budget_line": budget.lines[line % len(budget.lines)].id,
            "description": "Voorbeeld",
            "amount": amount,
            "invoiced_on": start + timedelta(days=after),
            "paid_on": start + timedelta(days=after + 20) if paid else None,
            "eligible": True,
        }
        for n, (amount, after, paid, line) in enumerate(given)
    ]


def contributions(given: Sequence[tuple[Decimal, int]]) -> Rows:
    return [
        {
            "organisation": f"Voorbeeld {n}",
            "plan_year": YEAR,
            "reference": "1",
            "form": "cash",
            "pledged": amount,
            "pledged_on": date(2017, 4, 1) + timedelta(days=after),
            "received": amount,
            "received_on": date(2017, 5, 1) + timedelta(days=after),
        }
        for n, (amount, after) in enumerate(given)
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for databases and files, each under a number of its own."""
    return tmp_path_factory.mktemp("worlds")


def world(folder: Path, programme: Programme, spent: Rows, given: Rows) -> Store:
    store = open_store(f"sqlite:///{folder / uuid4().hex}.db", programme)
    record(store, {"expenses": spent, "contributions": given})
    return store


def index(store: Store, programme: Programme) -> tuple[Picture, dict[str, str]]:
    """The picture, and the value of every figure in the package."""
    with store.read() as reader:
        seen = picture(reader, DAY, YEAR)
        content = package_files(package_of(reader, read_report(reader, seen)), NL, {})["index.csv"]
    lines = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    return seen, {line["Cijfer"]: line["Waarde"] for line in lines}


def amount(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    spent=st.lists(st.tuples(AMOUNT, AFTER, st.booleans(), st.integers(0, 15)), min_size=1, max_size=8),
    got=st.lists(st.tuples(AMOUNT, AFTER), min_size=1, max_size=5),
)
def test_every_paper_of_a_random_world_holds_the_figures_of_the_picture(
    folder: Path, programme: Programme, spent: list[tuple[Decimal, int, bool, int]], got: list[tuple[Decimal, int]]
) -> None:
    store = world(folder, programme, expenses(programme, spent), contributions(got))
    seen, told = index(store, programme)
    totals, financing = seen.money.totals, seen.money.financing
    summed = {
        name: sum((amount(told[f"line/{line.id}/{name}"]) for line in seen.money.lines), Decimal(0))
        for name in ("actual", "paid", "committed")
    }
    assert summed == {"actual": totals.actual, "paid": totals.paid, "committed": totals.committed}
    assert amount(told["financing/received"]) == financing.received
    with store.read() as reader:
        update = read_update(reader, SINCE, DAY, YEAR, "nl")
    (folder / "update.pptx").write_bytes(update_file(update, "pptx", NL))
    charts = {
        shape.chart.chart_title.text_frame.text: shape.chart.plots[0].series[1].values
        for slide in Presentation(str(folder / "update.pptx")).slides
        for shape in slide.shapes
        if shape.has_chart
    }
    assert charts["Begroting, realisatie en verplichtingen"][1:] == tuple(
        float(part) for part in (totals.actual, totals.paid, totals.committed) if part is not None
    )
    assert charts["Cofinanciering per stap"][3] == float(financing.received or 0)
    (folder / "update.pdf").write_bytes(update_file(update, "pdf", NL))
    page = " ".join(PdfReader(folder / "update.pdf").pages[0].extract_text().split())
    for part in (totals.actual, financing.received):
        assert NL.money(part, cents=False).replace("\xa0", " ") in page


COUNTED = r"(line/[^/]+|total)/(actual|paid|committed|eligible)|financing/.*|subsidy/.*|indicator/.*|output/[^/]+"
"""The figures that rows or the grant's rule give; the others follow from these, by a rule of the index."""


@settings(max_examples=2, deadline=None)
@given(spent=st.lists(st.tuples(AMOUNT, AFTER, st.booleans(), st.integers(0, 15)), min_size=1, max_size=6))
def test_one_cent_more_on_a_booking_changes_only_what_rests_on_it(
    folder: Path, programme: Programme, spent: list[tuple[Decimal, int, bool, int]]
) -> None:
    rows = expenses(programme, spent)
    more = [{**rows[0], "amount": rows[0]["amount"] + Decimal("0.01")}, *rows[1:]]
    _, before = index(world(folder, programme, rows, []), programme)
    _, after = index(world(folder, programme, more, []), programme)
    invoiced, paid = rows[0]["invoiced_on"] <= DAY, rows[0]["paid_on"] is not None and rows[0]["paid_on"] <= DAY
    touched = {"actual", "eligible"} if invoiced else set()
    touched |= {"paid"} if paid else set()
    changed = {name for name in before if before[name] != after[name] and re.fullmatch(COUNTED, name)}
    subsidy = {name for name in changed if name.startswith("subsidy/")}
    assert changed - subsidy == {
        f"{of}/{name}" for of in (f"line/{rows[0]['budget_line']}", "total") for name in touched
    }
    assert subsidy <= ({"subsidy/amount", "subsidy/uncovered"} if invoiced else set())
    assert abs(amount(after["subsidy/amount"]) - amount(before["subsidy/amount"])) <= Decimal("0.01")
    assert {amount(after[name]) - amount(before[name]) for name in changed} <= {Decimal("0.01")}
