"""The evidence package: from every figure to its rows and back to the same figure, out of the files alone."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.access import Act, NotAllowed, Person
from kpi.acts.report_exports import export_evidence
from kpi.documents.formula_guard import harmless
from kpi.documents.plain_table import csv_of, spoken
from kpi.facts.audit_log import every_entry
from kpi.facts.database.backup import backup, restore
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.monitor import picture
from kpi.picture import Picture
from kpi.programme.plan import Programme
from kpi.report.package.evidence_package import Package
from kpi.report.package.package_files import package_files, zipped
from kpi.report.package.package_tables import sheets
from kpi.report.reading_account import read_report
from kpi.views.read import Question
from tests.facts.world import record
from tests.machine import Office
from tests.report.full_year import DAY, HOSTILE_MEMBER, HOSTILE_VACANCY, YEAR
from tests.report.written_files import package_of

NL = words_of("nl")
AT = datetime(2018, 7, 2, tzinfo=UTC)
AUDITOR = Person("rekenkamer@example.org", local=True)
Table = list[dict[str, str]]


def seen(store: Store, programme: Programme, day: date) -> tuple[Picture, Package]:
    with store.read() as reader:
        found = picture(reader, day, YEAR)
        return found, package_of(reader, read_report(reader, found))


@pytest.fixture(scope="module")
def files(full_year: Store, programme: Programme) -> dict[str, bytes]:
    return dict(package_files(seen(full_year, programme, DAY)[1], NL, {}))


def rows(content: bytes) -> Table:
    """A csv of the package, as a Dutch spreadsheet reads it."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def recounted(links: Table) -> tuple[Fraction, Fraction]:
    """What the rows of a figure give above and below the line: summed up, or counted once for each name."""
    found = []
    for role in ("telt mee", "onder de streep"):
        own = [one for one in links if one["Rol"] == role]
        names = {one["Eén keer geteld als"] for one in own} - {""}
        found.append(sum((number(one["Telt voor"]) for one in own if one["Telt voor"]), Fraction(len(names))))
    return found[0], found[1]


def money_of(found: Picture) -> Iterator[tuple[str, Decimal | int | None]]:
    """Every amount that the index must hold, by its name."""
    for line in found.money.lines:
        for name in ("actual", "paid", "committed", "eligible"):
            yield f"line/{line.id}/{name}", getattr(line, name)
    got = found.money.financing
    for stage in ("pledged", "invoiced", "received", "in_kind", "organisations"):
        yield f"financing/{stage}", getattr(got, stage)
    yield "subsidy/received", found.money.subsidy.received
    yield "line/unallocated", found.money.unallocated
    for name in ("actual", "paid", "committed", "eligible"):
        yield f"total/{name}", getattr(found.money.totals, name)
    if found.money.subsidy.amount is not None:
        yield "subsidy/amount", found.money.subsidy.amount
        yield "subsidy/uncovered", found.money.subsidy.uncovered


SUMMED = ("actual", "paid", "committed", "eligible")


def check_every_figure(found: Picture, package: Package) -> None:
    """Hold the index against the picture, and against its rows; the other files say nothing of figures."""
    given = {table.file: rows(csv_of(table)) for table in (spoken(one, NL) for one in sheets(package)[:2])}
    index = {one["Cijfer"]: one for one in given["index"]}
    links: dict[str, Table] = {}
    for one in given["index-regels"]:
        links.setdefault(one["Cijfer"], []).append(one)
    expected: dict[str, Any] = {f"indicator/{score.id}": score.value for score in found.indicators}
    expected |= dict(money_of(found)) | {f"output/{one.id}": one.delivered for one in found.money.outputs}
    assert set(expected) <= set(index)
    for name, line in index.items():
        known = next(one for one in package.figures if one.id == name)
        if name in expected:
            value = expected[name]
            assert known.value == (None if value is None else Fraction(value)), name
        if known.value is None or known.hidden:
            continue
        if name.partition("/")[0] == "total" and name.partition("/")[2] in SUMMED and found.money.lines:
            own = [index[f"line/{one.id}/{name.removeprefix('total/')}"] for one in found.money.lines]
            assert sum(number(one["Waarde"]) for one in own) == known.value, name
        if name not in links and known.value:
            assert line["Volgt uit"], name
            continue
        above, below = recounted(links.get(name, []))
        got = above / below - (1 if name.removesuffix("/on_due").endswith("growth") else 0) if below else above
        assert abs(got - known.value) < Fraction(1, 10**9), name
        assert abs(number(line["Waarde"]) - known.value) <= Fraction(1, 10**10), name


@settings(max_examples=4, deadline=None)
@given(after=st.integers(0, 600))
def test_the_rows_of_every_figure_give_that_figure_on_any_day(
    full_year: Store, programme: Programme, after: int
) -> None:
    check_every_figure(*seen(full_year, programme, date(2017, 5, 1) + timedelta(days=after)))


@pytest.mark.parametrize("day", [date(2017, 12, 31), date(2018, 6, 30), date(2021, 6, 30)])
def test_so_do_those_of_the_example(example_store: Store, programme: Programme, day: date) -> None:
    check_every_figure(*seen(example_store, programme, day))


def test_so_do_those_of_pledges_that_were_withdrawn(programme: Programme, tmp_path: Path) -> None:
    """5.000 and 1.000 pledged; the first withdrawn on 1 April, 2.000 of it invoiced before: 6.000, then 3.000."""
    plain = {"plan_year": YEAR, "reference": "1", "form": "cash", "pledged_on": date(2017, 9, 1)}
    gone = {"invoiced": 2000, "invoiced_on": date(2018, 3, 1), "withdrawn_on": date(2018, 4, 1)}
    pledges = [{**plain, "organisation": "V", "pledged": 5000, **gone}, {**plain, "organisation": "W", "pledged": 1000}]
    store = open_store(f"sqlite:///{tmp_path / 'withdrawn.db'}", programme)
    record(store, {"contributions": pledges})
    for day, pledged in ((date(2018, 3, 31), 6000), (date(2018, 4, 1), 3000)):
        found, package = seen(store, programme, day)
        check_every_figure(found, package)
        assert found.money.financing.pledged == pledged


def test_every_link_leads_to_a_row_that_is_there(files: dict[str, bytes]) -> None:
    held = {
        name.removeprefix("bronregels/").removesuffix(".csv"): {one["Nr."] for one in rows(content)}
        for name, content in files.items()
        if name.startswith("bronregels/")
    }
    links = rows(files["index-regels.csv"])
    assert [one for one in links if one["Nr."] not in held[one["Blad"].lower()]] == []
    linked = {(one["Blad"].lower(), one["Nr."]) for one in links}
    assert {(sheet, nr) for sheet, numbers in held.items() for nr in numbers} == linked
    assert {len(held["uitgaven"]), len(held["bijdragen"])} == {500, 120}


def test_a_row_says_from_which_file_sheet_and_row_it_was_read(files: dict[str, bytes]) -> None:
    first = rows(files["bronregels/uitgaven.csv"])[0]
    assert (first["boekstuk"], first["bedrag"], first["gefactureerd_op"]) == ("F-0000", "931,50", "01-07-2017")
    assert (first["Bestand"], first["Blad"], first["Rij"], first["Revisie"]) == ("voorbeeld.xlsx", "Expenses", "2", "1")


def test_text_that_looks_like_a_formula_or_markup_is_text(files: dict[str, bytes]) -> None:
    vacancies = {one["vacature_id"]: one for one in rows(files["bronregels/vacatures.csv"])}
    assert vacancies["V-0000"]["functie"] == f"'{HOSTILE_VACANCY}"
    assert vacancies["V-0000"]["organisatie"] == HOSTILE_MEMBER
    book = openpyxl.load_workbook(io.BytesIO(files["bronregels.xlsx"]))
    cells = [cell for row in book["Vacatures"].iter_rows() for cell in row if cell.value == HOSTILE_VACANCY]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)]
    assert [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", " =1", "＝1", "\x00=1"])
def test_no_text_begins_as_a_formula(text: str) -> None:
    assert harmless(text).startswith("'")


def test_the_workbook_holds_the_same_tables_and_leads_from_a_figure_to_its_rows(files: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["bronregels.xlsx"]))
    index = book["Index"]
    assert index.max_row == len(rows(files["index.csv"])) + 1
    first = index.cell(row=2, column=index.max_column)
    assert first.hyperlink is not None
    assert first.hyperlink.location == "'Index-regels'!A2"
    assert book["Index-regels"]["A2"].value == index["A2"].value
    assert book["Uitgaven"].max_row == 501


def test_no_personal_data_leaves(programme: Programme, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'x.db'}", programme)
    vacancy = {
        "vacancy_id": "V1", "title": "Stage, vraag jan@example.org", "organisation": "Voorbeeld", "type": "internship",
        "level": "hbo", "positions": 1, "smart_industry": True, "on_site": True, "published_on": date(2017, 8, 1),
        "status": "filled", "filled": 1, "filled_on": date(2017, 9, 1), "filled_via": "portal",
        "study_programme": "Voorbeeldopleiding",
    }  # fmt: skip
    talents = {"indicator": "registered_talents", "measured_on": date(2017, 9, 1), "kind": "measurement", "value": 3}
    event = {
        "name": "Voorbeeldavond",
        "held_on": date(2017, 8, 2),
        "series": "Avond",
        "kind": "event",
        "branded": True,
        "visitors": 2,
    }
    record(store, {"vacancies": [vacancy], "measurements": [talents], "events": [event]})
    given = package_files(seen(store, programme, date(2017, 12, 31))[1], NL, {})
    everything = b"".join(given[name] for name in given if name.endswith(".csv")).decode()
    assert "jan@example.org" not in everything
    assert "Voorbeeldopleiding" not in everything
    index = {one["Cijfer"]: one["Waarde"] for one in rows(given["index.csv"])}
    assert (index["indicator/portal_placements"], index["indicator/registered_talents"]) == ("<5", "<5")
    assert rows(given["bronregels/metingen.csv"])[0]["waarde"] == "<5"
    assert rows(given["bronregels/evenementen.csv"])[0]["bezoekers"] == "<5"


def test_the_manifest_holds_the_checksum_of_every_other_file(files: dict[str, bytes]) -> None:
    told = dict(reversed(line.split("  ")) for line in files["manifest-sha256.txt"].decode().splitlines())
    assert told == {
        name: sha256(content).hexdigest() for name, content in files.items() if name != "manifest-sha256.txt"
    }


def test_the_files_that_facts_came_from_stand_there_with_both_checksums(
    example_store: Store, programme: Programme
) -> None:
    given = package_files(seen(example_store, programme, DAY)[1], NL, {})
    [file] = rows(given["bestanden.csv"])
    assert file["Bestand"] == "originelen/r1/example.xlsx"
    assert {len(value) for name, value in file.items() if "SHA-256" in name} == {64}


def test_the_same_package_gives_the_same_bytes_also_out_of_a_restored_database(
    full_year: Store, programme: Programme, files: dict[str, bytes], tmp_path: Path
) -> None:
    backup(str(full_year.engine.url), tmp_path / "copy.db")
    restore(tmp_path / "copy.db", f"sqlite:///{tmp_path / 'again.db'}")
    again = open_store(f"sqlite:///{tmp_path / 'again.db'}", programme)
    other = zipped(package_files(seen(again, programme, DAY)[1], NL, {}), DAY)
    assert zipped(files, DAY) == other
    with zipfile.ZipFile(io.BytesIO(other)) as pack:
        assert {info.date_time for info in pack.infolist()} == {(2018, 6, 30, 0, 0, 0)}


def test_who_may_not_have_it_is_refused_and_who_gets_it_is_noted(full_year: Store, programme: Programme) -> None:
    question = Question(1, DAY, YEAR, "nl")
    with pytest.raises(NotAllowed):
        export_evidence(full_year, replace(AUDITOR, local=False), question, at=AT)
    assert export_evidence(full_year, AUDITOR, question, at=AT)
    with full_year.read() as reader:
        noted = [one.entry for one in every_entry(reader.connection, programme.id)]
    assert [one.refused for one in noted if one.act == Act.EXPORT_EVIDENCE] == [True, False]


def test_sample_data_is_named(full_year: Store, programme: Programme) -> None:
    package = replace(seen(full_year, programme, DAY)[1], sample=True)
    assert "VOORBEELDGEGEVENS" in package_files(package, NL, {})["LEESMIJ.txt"].decode("utf-8-sig")


@pytest.mark.office
def test_libreoffice_opens_the_workbook_and_a_csv(files: dict[str, bytes], tmp_path: Path, office: Office) -> None:
    for name in ("bronregels.xlsx", "bronregels/vacatures.csv"):
        (tmp_path / Path(name).name).write_bytes(files[name])
    office.convert(tmp_path / "vacatures.csv", "ods", tmp_path / "out", infilter="CSV:59,34,UTF8,1")
    office.convert(tmp_path / "bronregels.xlsx", "ods", tmp_path / "out")
    for name in ("vacatures.ods", "bronregels.ods"):
        with zipfile.ZipFile(tmp_path / "out" / name) as shown:
            text = shown.read("content.xml").decode()
        assert "calc'!A0".replace("'", "&apos;") in text or "calc'!A0" in text
        assert "table:formula" not in text
