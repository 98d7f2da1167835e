"""Word, pdf, workbook and package of random worlds tie; a cent moves the cells that rest on it, in each of them."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from docx import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from kpi.documents.house_style import MAY_BREAK, writable
from kpi.documents.paper import Paper
from kpi.documents.pdf import typesetting
from kpi.documents.plain_table import csv_cell, spoken
from kpi.documents.word import word_document
from kpi.language import words_of
from kpi.report.account import SubsidyReport
from kpi.report.account_formats import account_paper
from kpi.report.chapters.questioned_costs import TITLES, cost_checks
from kpi.report.package.evidence_package import Package
from kpi.report.package.package_tables import sheets
from tests.report.tags import tree
from tests.report.worlds import DAY, NL, Rows, bookings, contributions, world
from tests.report.written_files import account_file

calm = settings(
    max_examples=2,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
"""Every paper of a world takes seconds to read; a failing one is shown as it was drawn."""
CENT = Decimal("0.01")
Table = list[list[str]]
Tables = dict[str, Table]
Cells = dict[tuple[str, str, str], str]


def letters(text: str) -> str:
    """A text without its spaces and places to break, in letters that the pdf can write."""
    return "".join(writable(text).split()).replace(MAY_BREAK, "")


def said(english: str) -> str:
    """A caption or heading as the papers have it, without its spaces."""
    return letters(NL(english))


BY_LINE, BOOKED, BY_KIND, GIVEN, LOST, BALANCE, DEVIATING = map(
    said,
    (
        "Budget and actual costs by line",
        "Bookings by budget line",
        "Contributions by kind and stage",
        "Contributions by organisation",
        "Bookings without a place in the budget",
        "Income less costs",
        "Budget lines",
    ),
)
REQUEST, CHECKS = said("Amounts of the request"), said("Costs by what is asked about them")
REALISED = said("Income budgeted and realised")
CHECKED = {kind: said(TITLES[kind].template) for kind in TITLES}
"""The captions of the lists of bookings that an officer asks about."""
BEARS, ON_LINES, SUM = said("Costs that bear on the subsidy"), said("Amount"), said("Total")
ACTUAL, PAID, ON_ORDER, ELIGIBLE = map(said, ("Actual", "Paid", "Open orders", "Of which eligible"))


def in_word(paper: Paper) -> Tables:
    """The tables of the Word document by their captions, heads first."""
    found = {}
    for table in Document(BytesIO(word_document.write(paper, NL, DAY))).element.body.iter(qn("w:tbl")):
        caption = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}").get(qn("w:val"))
        rows = [[_said(cell) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))]
        found[letters(caption)] = rows
    return found


def _said(cell: Any) -> str:
    return letters("".join(text.text or "" for text in cell.iter(qn("w:t"))))


def in_pdf(paper: Paper) -> Tables:
    """The tables of the pdf by their captions, as its tags have them."""
    found = {}
    for table in tree(PdfReader(BytesIO(typesetting.write(paper, NL, DAY)))).of("Table"):
        [caption] = table.of("Caption")
        rows = [[letters(cell.text) for cell in row.of("TH", "TD")] for row in table.of("TR")]
        found[letters(caption.text).partition(":")[2]] = rows
    return found


COUNTED = r"(line/[^/]+|total)/(actual|paid|committed|eligible)|line/unallocated|financing/.*|subsidy/.*"
"""The figures of the index that rows or the grant's rule give, apart from those that follow from these."""


def in_package(package: Package) -> dict[str, Table]:
    return {
        str(table.file): [
            [str(heading) for _, heading in table.columns],
            *([csv_cell(value) for value in row] for row in table.rows),
        ]
        for table in (spoken(table, NL) for table in sheets(package))
    }


def amount(text: str) -> Decimal | None:
    """Money as a paper writes it; None where it is unknown, and for other words."""
    found = re.fullmatch(r"(-?)€(-?)([\d.]+),(\d\d)", text)
    if not found:
        return None
    number = Decimal(f"{found[3].replace('.', '')}.{found[4]}")
    return -number if found[1] or found[2] else number


def column(table: Table, heading: str, rows: Sequence[list[str]] | None = None) -> list[Decimal | None]:
    place = table[0].index(heading)
    return [amount(row[place]) for row in (table[1:] if rows is None else rows)]


def total(amounts: Sequence[Decimal | None]) -> Decimal:
    return sum((one for one in amounts if one is not None), Decimal(0))


def named(report: SubsidyReport) -> Callable[[str], Decimal | None]:
    """Values of the workbook by their names."""
    with TemporaryDirectory() as folder:
        (path := Path(folder) / "a.xlsx").write_bytes(account_file(report, "xlsx", NL))
        book = openpyxl.load_workbook(BytesIO(path.read_bytes()), data_only=True)

    def of(name: str) -> Decimal | None:
        [(sheet, place)] = book.defined_names[name].destinations
        found = book[sheet][place.replace("$", "")].value
        return None if isinstance(found, str) else Decimal(str(found))

    return of


@calm
@given(bookings, contributions)
def test_lines_sources_and_bookings_tie_in_word_pdf_workbook_and_package(spent: Rows, given_by: Rows) -> None:
    made = world(spent, given_by)
    paper, known = account_paper(made.report), made.report.picture.money
    word, pdf = in_word(paper), in_pdf(paper)
    assert word == pdf
    in_book = named(made.report)
    index = {row[0]: row[3] for row in in_package(made.package)["index"]}

    def packed(name: str) -> Decimal | None:
        return None if index[name] == NL("unknown") else Decimal(index[name].replace(",", "."))

    by_line, booked = word[BY_LINE], word.get(BOOKED, [[], []])
    for heading, name, field in (
        (ACTUAL, "Realisatie_totaal", "actual"),
        (ELIGIBLE, "Subsidiabel_totaal", "eligible"),
        (PAID, None, "paid"),
        (ON_ORDER, None, "committed"),
    ):
        *lines, all_lines = column(by_line, heading)
        wanted = getattr(known.totals, field)
        assert all_lines == wanted
        if wanted is None:
            continue
        assert total(lines) == wanted == total([packed(f"line/{line.id}/{field}") for line in known.lines])
        assert name is None or in_book(name) == wanted
        if booked[0]:
            *of_lines, summed = column(booked, heading)
            assert total(of_lines) == summed == wanted
        else:
            assert not wanted
    for heading, stage in (("Toegezegd", "pledged"), ("Gefactureerd", "invoiced"), ("Ontvangen", "received")):
        *kinds, all_kinds = column(word[BY_KIND], heading)
        wanted = getattr(known.financing, stage)
        assert all_kinds == wanted == packed(f"financing/{stage}") == in_book(f"Bijdragen_{heading.lower()}")
        if wanted is not None:
            given = word.get(GIVEN, [[]])
            assert total(kinds) == wanted == total(given_until(given, heading) if given[1:] else [])
            assert not given[1:] or column(given, heading)[-1] == wanted


def given_until(table: Table, heading: str) -> list[Decimal | None]:
    """The amounts of annex A whose day has come by the reference date; its day stands after each amount."""
    place = table[0].index(heading)
    dated = [row for row in table[1:] if row[place + 1] and _day(row[place + 1]) <= DAY]
    return [amount(row[place]) for row in dated]


def _day(text: str) -> date:
    day, month, year = map(int, text.split("-"))
    return date(year, month, day)


def cells(tables: Mapping[str, Table]) -> Cells:
    """Every cell by table, row and heading; a row is known by its first words."""
    found = {}
    for caption, rows in tables.items():
        for place, row in enumerate(rows[1:]):
            label = re.sub(r"€[\d.,]*\d", "€", next((cell for cell in row if cell), ""))  # an amount in it may move
            found |= {
                (caption, f"{place} {label}", heading or str(at)): cell
                for at, (heading, cell) in enumerate(zip(rows[0], row, strict=True))
            }
    return found


def moved(before: Cells, after: Cells) -> dict[tuple[str, str, str], Decimal | None]:
    """The cells that differ, with how far each amount moved; None for what is no amount."""
    assert before.keys() == after.keys()
    found = {}
    for place, old in before.items():
        if old != after[place]:
            one, other = amount(old), amount(after[place])
            found[place] = None if one is None or other is None else other - one
    return found


def until(one: Mapping[str, Any], *names: str) -> bool:
    return any(one[name] is not None and one[name] <= DAY for name in names)


def resting(report: SubsidyReport, at: int, one: Mapping[str, Any]) -> dict[tuple[str, str, str], Decimal]:
    """The amounts that rest on booking ``at`` alone by the rules of the account, and how a cent more moves each."""
    invoiced, paid = until(one, "invoiced_on" if one["invoiced_on"] else "paid_on"), until(one, "paid_on")
    ordered = until(one, "ordered_on") and not invoiced and one["amount"] >= 0
    eligible = invoiced and one["eligible"]
    counted = {ACTUAL: invoiced, PAID: paid, ON_ORDER: ordered, ELIGIBLE: eligible}
    if not until(one, "ordered_on", "invoiced_on", "paid_on"):
        return {}
    found = _of_checks(report, at, bears=eligible)
    if one["budget_line"] is None:
        found[LOST, f"0 {said('Not allocated')}", said("Amount")] = CENT
        return found
    line = next(line for line in report.lines if line.picture.id == one["budget_line"])
    place = report.lines.index(line)
    named_line = letters(f"{line.number}. " + NL.say(line.picture.title))
    for label in (f"{place} {named_line}", f"{len(report.lines)} {SUM}"):
        found |= {(BOOKED, label, name): CENT for name, moves in counted.items() if moves}
    for label in (f"{place} {line.number}", f"{len(report.lines)} {SUM}"):
        found |= {(BY_LINE, label, name): CENT for name, moves in counted.items() if moves}
        if invoiced:
            found[BY_LINE, label, said("Difference in €")] = CENT
        if invoiced or ordered:
            found[BY_LINE, label, said("Remaining")] = -CENT
    if paid:
        found[BALANCE, f"1 {said('Costs paid')}", said("Amount")] = CENT
    return found | (_of_totals(report, line.number, one["eligible"]) if invoiced else {})


def _of_checks(report: SubsidyReport, at: int, *, bears: bool) -> dict[tuple[str, str, str], Decimal]:
    """What an officer asks about: the list of each kind that the booking belongs to, its total, and its sum."""
    found = {}
    for place, check in enumerate(cost_checks(report.programme, report.picture, report.bookings)):
        entries = [booking.expense.entry for booking in check.bookings]
        if f"F{at}" not in entries:
            continue
        caption, heading = CHECKED[check.kind], PAID if check.kind == "unallocated" else ACTUAL
        rows = (f"{entries.index(f'F{at}')} Boeking{at}", f"{len(entries)} {SUM}")
        names = (heading, BEARS) if bears or check.kind == "ineligible" else (heading,)
        found |= {(caption, row, name): CENT for row in rows for name in names}
        found |= {(CHECKS, f"{place} {caption}", ON_LINES if name == heading else name): CENT for name in names}
    return found


def _of_totals(report: SubsidyReport, number: int, eligible: bool) -> dict[tuple[str, str, str], Decimal]:
    """Where page 1 and chapters 6 and 7 repeat what was spent."""
    value = said("Amount")
    found = {(REQUEST, f"1 {ACTUAL}", value): CENT, (BALANCE, f"5 {said('Actual costs')}", value): CENT}
    if eligible:
        found[REQUEST, f"2 {ELIGIBLE}", value] = CENT
    told = [line for line in report.lines if line.to_explain or line.to_notify]
    for place, line in enumerate(told):
        if line.number == number:
            row = (DEVIATING, f"{place} {letters(f'{number}. ' + words_of('nl').say(line.picture.title))}")
            found |= {(*row, ACTUAL): CENT, (*row, said("Difference in €")): CENT}
    return found


ASKED_ABOUT = ("Watnogontbreekt", "Wat")
"""The sentence that asks about what was paid without a place in the budget, with its sum."""
ROUNDED = {
    (BY_LINE, said("Forecast")),
    (BY_LINE, said("Difference in %")),
    (BALANCE, said("Amount")),
    (REQUEST, said("Amount")),
    (CHECKS, said("Subsidy with them")),
    (REALISED, said("Realised")),
    (REALISED, said("Difference in €")),
    (CHECKS, said("Subsidy without them")),
}
"""What a rule makes of the costs: a share, half of them, what is uncovered. A cent may vanish in its rounding."""


@calm
@given(bookings.filter(bool), st.data())
def test_a_cent_more_on_a_booking_moves_exactly_the_cells_that_rest_on_it_in_word_pdf_and_package(
    spent: list[dict[str, Any]], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(spent) - 1))
    more = [dict(one) for one in spent]
    more[at]["amount"] += CENT
    assume(Decimal(0) not in {spent[at]["amount"], more[at]["amount"]})
    before, after = world(spent, []), world(more, [])
    judged = [[(line.to_explain, line.to_notify) for line in made.report.lines] for made in (before, after)]
    assume(judged[0] == judged[1])
    wanted = resting(before.report, at, spent[at])
    papers = [account_paper(made.report) for made in (before, after)]
    for read in (in_word, in_pdf):
        changed = moved(*(cells(read(paper)) for paper in papers))
        exact = {place: by for place, by in changed.items() if place in wanted}
        assert exact == wanted
        others = {(caption, heading) for caption, _, heading in changed.keys() - wanted.keys()}
        assert (ASKED_ABOUT in others) == (spent[at]["budget_line"] is None and until(spent[at], "paid_on"))
        assert others <= ROUNDED | {ASKED_ABOUT}
        assert all(by is None or abs(by) <= CENT for by in changed.values())
    assert packed(before.package, after.package) == resting_in_package(before.package, at, spent[at])


def packed(before: Package, after: Package) -> set[tuple[str, str]]:
    """The cells of the package that differ by a cent: in which table, and what the row is called."""
    old, new = in_package(before), in_package(after)
    assert old.keys() == new.keys()
    found = set()
    for name, table in old.items():
        if name == PRINTED:
            continue
        for row, other in zip(table, new[name], strict=True):
            if name == "index" and not re.fullmatch(COUNTED, row[0]):
                continue
            differing = [(one, two) for one, two in zip(row, other, strict=True) if one != two]
            assert len(differing) <= 1
            for one, two in differing:
                by = Decimal(two.replace(",", ".")) - Decimal(one.replace(",", "."))
                assert by == CENT or (row[0] in BY_RULE and abs(by) <= CENT)
                found.add((name, row[0]))
    return found - {("index", name) for name in BY_RULE}


PRINTED = "gedrukte-cijfers"
"""The table of what is printed, which the papers hold as well."""
BY_RULE = ("subsidy/amount", "subsidy/uncovered")
"""What the rule of the grant makes of the costs; a cent may vanish in its rounding."""


def resting_in_package(package: Package, at: int, one: Mapping[str, Any]) -> set[tuple[str, str]]:
    """The figures that a booking adds to, its links to them, and the row itself where anything leads to it."""
    invoiced, paid = until(one, "invoiced_on" if one["invoiced_on"] else "paid_on"), until(one, "paid_on")
    counts = {
        "actual": invoiced,
        "paid": paid,
        "eligible": invoiced and one["eligible"],
        "committed": until(one, "ordered_on") and not invoiced and one["amount"] > 0,
    }
    names = {f"line/{one['budget_line']}/{name}" for name, moves in counts.items() if moves}
    if one["budget_line"] is None and until(one, "ordered_on", "invoiced_on", "paid_on"):
        names = {"line/unallocated"}
    if not names:
        return set()
    [row] = [str(n) for n, row in package.of("expenses") if f"F{at}" in row.values]
    tables = in_package(package).items()
    [sheet] = [name for name, table in tables if name != PRINTED and any(f"Boeking {at}" in line for line in table[1:])]
    totals = {name.replace(f"line/{one['budget_line']}", "total") for name in names if one["budget_line"]}
    found = {(table, name) for table in ("index", "index-regels") for name in names}
    checks = {("index-regels", name) for name in _checked(package, row)}
    return found | checks | {("index", name) for name in totals} | {(sheet, row)}


def _checked(package: Package, row: str) -> set[str]:
    """The sums of costs that are asked about to which a booking adds, by their links."""
    return {
        figure.id
        for figure in package.figures
        for link in figure.links
        if figure.id.startswith("check/")
        and not figure.id.endswith("/bookings")
        and str(package.numbers[link.row]) == row
    }
