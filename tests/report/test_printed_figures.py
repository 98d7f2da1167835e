"""From every number that the account prints to the cell of the uploaded file, by the files of the package alone."""

import ast
import csv
import io
import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader

from kpi.facts.store import Store
from kpi.language import words_of
from kpi.report.account import SubsidyReport
from kpi.report.account_formats import account_files
from kpi.report.package.evidence_package import Package
from kpi.report.package.package_files import package_files
from tests.report.written_files import package_of

NL, EN = words_of("nl"), words_of("en")
Rows = list[dict[str, str]]
DATES = re.compile(r"\d{1,2}-\d{1,2}-\d{4}|\d{4}-\d{4}|\d{4}-\d{2}-\d{2}")
AMOUNT = re.compile(r"-?€\s?-?[\d.]+(?:,\d+)?|-?\d[\d.]*(?:,\d+)?%")
"""An amount or a share as a paper prints it."""
NUMBER = re.compile(r"-?\d[\d.]*(?:,\d+)?")
NAMING = {"Nr.", "Post", "Postnr.", "Postnr", "is nr.", "Rij", "Revisie", "Hoofdstuk", "Boekstuk"}
"""Headings of numbers that name something and measure nothing."""


@pytest.fixture(scope="module")
def package(example_store: Store, report: SubsidyReport) -> Package:
    with example_store.read() as reader:
        return package_of(reader, report)


@pytest.fixture(scope="module")
def account(report: SubsidyReport) -> dict[str, bytes]:
    return dict(account_files(report, NL))


@pytest.fixture(scope="module")
def files(package: Package, account: dict[str, bytes]) -> dict[str, bytes]:
    return dict(package_files(package, NL, account))


def rows(content: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def plain(text: str) -> str:
    return "".join(text.split()).replace("\N{ZERO WIDTH SPACE}", "").replace("-€", "€-").lstrip("'")


def printed(files: dict[str, bytes]) -> Counter[str]:
    return Counter(plain(one["Zoals gedrukt"]) for one in rows(files["gedrukte-cijfers.csv"]))


TICKS = {plain(NL.money(1000 * step)) for step in range(0, 1001, 5)}
"""What may stand along the axis of a chart."""


def amount(text: str) -> Decimal:
    return Decimal(text.strip("€%").replace(".", "").replace(",", "."))


def account_of(files: dict[str, bytes], ending: str) -> bytes:
    [name] = [name for name in files if name.startswith("verslag/") and name.endswith(ending)]
    return files[name]


def test_every_number_in_a_table_of_word_is_in_the_index(files: dict[str, bytes]) -> None:
    known, lacking = printed(files), []
    for table in Document(io.BytesIO(account_of(files, "docx"))).tables:
        head = [cell.text for cell in table.rows[0].cells]
        for row in table.rows[1:]:
            for heading, cell in zip(head, row.cells, strict=True):
                if heading not in NAMING and re.fullmatch(rf"€?{NUMBER.pattern}%?", plain(cell.text)):
                    lacking += [] if plain(cell.text) in known else [(head, heading, cell.text)]
    assert [one for one in lacking if one[0][0] != NL("Item")] == []


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_every_amount_and_share_of_a_paper_is_in_the_index(files: dict[str, bytes], ending: str) -> None:
    content = io.BytesIO(account_of(files, ending))
    if ending == "pdf":
        text = "\n".join(page.extract_text() for page in PdfReader(content).pages)
    else:
        word = Document(content)
        cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
        text = "\n".join([*(one.text for one in word.paragraphs), *cells])
    found = {plain(one) for one in AMOUNT.findall(text)}
    assert len(found) > 150
    known = set(printed(files))
    in_charts = {plain(NL.money(amount(one), cents=False)) for one in known if one.startswith("€")} | TICKS
    assert sorted(found - known - (in_charts if ending == "pdf" else set())) == []


def test_every_number_of_the_workbook_is_in_the_index(files: dict[str, bytes]) -> None:
    shown = [one for one in printed(files) if NUMBER.search(one)]
    known = {amount(one) / (100 if one.endswith("%") else 1) for one in shown}
    lacking, seen = [], 0
    for sheet in openpyxl.load_workbook(io.BytesIO(account_of(files, "xlsx")), data_only=True):
        heads: dict[int, str] = {}
        for row in sheet.iter_rows():
            filled = [cell for cell in row if isinstance(cell.value, str)]
            if len(filled) > 1 and not any(isinstance(cell.value, int | float) for cell in row):
                heads = {cell.column: str(cell.value) for cell in filled}
            for cell in row:
                if isinstance(cell.value, int | float) and not cell.is_date and heads.get(cell.column) not in NAMING:
                    seen += 1
                    rounded = {round(Decimal(repr(cell.value)), places) for places in (2, 3)}
                    if not rounded & known:
                        lacking.append((sheet.title, cell.coordinate, heads.get(cell.column), cell.value))
    assert seen > 500
    assert lacking == []


def numeric(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def test_every_figure_has_rows_or_a_rule_and_what_is_printed_is_its_value(
    package: Package, files: dict[str, bytes]
) -> None:
    index = {one["Cijfer"]: one for one in rows(files["index.csv"])}
    linked = {one["Cijfer"] for one in rows(files["index-regels.csv"])}
    zero_or_unknown = {name for name, one in index.items() if one["Waarde"] in {"0", "niet bekend", "0,00"}}
    assert [name for name in index if name not in linked | zero_or_unknown and not index[name]["Volgt uit"]] == []
    for one in rows(files["gedrukte-cijfers.csv"]):
        if one["Cel"]:
            continue
        names = one["Cijfer"].split(" ")
        assert [name for name in names if name not in index and not name.endswith("/why")] == [], one
        if len(names) == 1 and one["Tabel"] and NUMBER.fullmatch(plain(one["Zoals gedrukt"]).strip("€%")):
            if index.get(names[0], {}).get("Waarde") in {None, "niet bekend", "<5"} or names[0].endswith("/why"):
                continue
            shown = Fraction(amount(plain(one["Zoals gedrukt"])))
            value = numeric(index[names[0]]["Waarde"].lstrip("'")) * (100 if "%" in one["Zoals gedrukt"] else 1)
            assert abs(shown - value) <= Fraction(1, 20), one


def evaluated(rule: str, index: dict[str, Fraction]) -> Fraction | None:
    """The value of a rule of arithmetic; None for words."""
    if not re.search(r" [−÷×+] |^sum\(|^max\(", rule) or "; " in rule:
        return None
    text = rule.replace("−", "-").replace("÷", "/ONE/").replace("×", "*")
    if text.startswith("sum("):
        pattern = re.compile(re.escape(text[4:-1]).replace(r"\*", "[^/]+"))
        return sum((value for name, value in index.items() if pattern.fullmatch(name)), Fraction(0))
    names = sorted(re.findall(r"[a-z_]+(?:/[a-z_0-9]+)+", text.replace("/ONE/", " DIV ")), key=len, reverse=True)
    text = text.replace("/ONE/", " DIV ")
    for number, name in enumerate(names):
        text = text.replace(name, f"V{number}")
    values = {f"V{number}": index[name] for number, name in enumerate(names)}
    tree = compile(ast.parse(text.replace("DIV", "/"), mode="eval"), "rule", "eval")
    return Fraction(eval(tree, {"max": max, "__builtins__": {}}, values))  # noqa: S307 - our own arithmetic, names replaced


def test_the_arithmetic_of_the_index_gives_its_figures(files: dict[str, bytes]) -> None:
    index = {
        one["Cijfer"]: numeric(one["Waarde"].lstrip("'"))
        for one in rows(files["index.csv"])
        if one["Waarde"] and re.fullmatch(r"'?-?[\d,]+", one["Waarde"])
    }
    ruled = {one["Cijfer"]: one["Volgt uit"] for one in rows(files["index.csv"]) if one["Cijfer"] in index}
    found = {name: value for name, rule in ruled.items() if (value := evaluated(rule, index)) is not None}
    assert len(found) > 60
    assert {
        name: (index[name], value) for name, value in found.items() if abs(index[name] - value) > Fraction(1, 200)
    } == {}


def test_a_line_of_the_index_leads_to_cells_of_the_original_that_add_up(files: dict[str, bytes]) -> None:
    books = {
        name: openpyxl.load_workbook(io.BytesIO(content))
        for name, content in files.items()
        if name.startswith("originelen/")
    }
    index = {one["Cijfer"]: one for one in rows(files["index.csv"])}
    links = rows(files["index-regels.csv"])
    assert [one for one in links if "!" not in one["Cel"]] == []

    def cell(one: dict[str, str]) -> Fraction:
        total = Fraction(0)
        for place in one["Cel"].split(" + "):
            sheet, _, address = place.rpartition("!")
            total += Fraction(str(books[one["Bestand"]][sheet][address].value))
        return total

    followed = 0
    for name, line in index.items():
        own = [one for one in links if one["Cijfer"] == name and one["Rol"] == "telt mee"]
        adding = line["Eenheid"] == "euro" and own and all(one["Telt voor"] for one in own)
        if not adding or name.endswith("/committed") or "/average" in name or "÷" in line["Volgt uit"]:
            continue
        if line["Onder de streep"]:
            continue
        assert sum(map(cell, own)) == numeric(line["Waarde"]), name
        followed += 1
    assert followed > 25
    amounts = [
        one for one in rows(files["gedrukte-cijfers.csv"]) if one["Cel"] and one["Tabel"] == "Bijdragen per organisatie"
    ]
    assert amounts
    for one in amounts:
        assert cell(one) == Fraction(amount(plain(one["Zoals gedrukt"])))


def test_the_files_have_their_names_in_the_language_of_the_package(package: Package, files: dict[str, bytes]) -> None:
    english = package_files(package, EN, {"a.pdf": b""})
    assert {"bronregels.xlsx", "index.csv", "index-regels.csv", "gedrukte-cijfers.csv", "LEESMIJ.txt"} <= set(files)
    assert {"source-rows.xlsx", "index-rows.csv", "printed-figures.csv", "README.txt", "account-files/a.pdf"} <= set(
        english
    )
    assert {"originals/r1/example.xlsx"} <= set(english)
