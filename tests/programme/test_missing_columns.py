"""A figure that a programme's sheets can't record is unknown everywhere, never zero.

Each column that needn't be there is taken away from each test programme in turn, and from its workbook.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from re import findall
from tempfile import mkdtemp
from typing import Any, NamedTuple

import pytest
from openpyxl import Workbook, load_workbook

from kpi.access import Person
from kpi.acts.imports import read_files
from kpi.documents.paper import PaperHeading, PaperSection, PaperSentence, PaperTable
from kpi.facts.reader import Reader
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.language import words_of
from kpi.money.budget_json import budget_json
from kpi.monitor import picture
from kpi.programme.comparable_names import name_key
from kpi.programme.framework import WhatIf
from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS
from kpi.report.account_formats import account_paper
from kpi.report.reading_account import read_report
from kpi.sentences import Said
from kpi.update.reading_update import read_update
from kpi.update.update_formats import edition
from kpi.update.update_slides import update_deck
from kpi.views.comparison import what_if, what_if_tables
from kpi.views.money import budget_lines, contributions_by_organisation, money, money_bars, plan_years
from kpi.views.results import members
from kpi.views.table import Table

TESTS, NL, AT = Path(__file__).parents[1], words_of("nl"), datetime(2030, 1, 1, tzinfo=UTC)
WHO = Person("Tester", local=True)


class Case(NamedTuple):
    """A programme with its data, and the question that is asked of it."""

    programme: Path
    workbook: Path
    day: date
    plan_year: str


CASES = {
    "smarthub": Case(default_programme_path(), Path("achterhoek.xlsx"), date(2018, 6, 30), "2017-2018"),
    **{
        name: Case(TESTS / "programmes" / file, TESTS / "programmes" / f"{name}.xlsx", day, str(day.year))
        for name, file, day in (
            ("buurtstroom", "buurtstroom.toml", date(2026, 6, 30)),
            ("stadslab", "stadslab-voorbeeld.toml", date(2022, 6, 30)),
            ("culture", "culture.toml", date(2024, 6, 30)),
        )
    },
}
STAGES = ("toegezegd", "toegezegd_op", "gefactureerd", "gefactureerd_op", "ontvangen", "ontvangen_op")
DATES = ("verplicht_op", "gefactureerd_op", "betaald_op")
EVERY_STAGE: dict[str, list[tuple[object, ...]]] = {
    "Organisaties": [("organisatie", "soort"), ("Voorbeeld 1", "bedrijf"), ("Voorbeeld 2", "overheid")],
    "Bijdragen": [
        ("organisatie", "planjaar", "vorm", *STAGES),
        *(
            (f"Voorbeeld {n}", "2017-2018", form, 3000 * n, "01-07-2017", 2000, "01-09-2017", 1000, "01-10-2017")
            for n, form in ((1, "geld"), (2, "geld"), (3, "natura"))
        ),
    ],
    "Uitgaven": [
        ("boekstuk", "planjaar", "begrotingspost", "omschrijving", "bedrag", *DATES),
        ("F1", "2017-2018", "communication_strategist", "Uren", 9000, "01-08-2017", "01-10-2017", "01-11-2017"),
        ("F2", "2017-2018", "regio8_item", "Afleveringen", 22000, "01-08-2017", "01-12-2017", "01-02-2018"),
        ("O1", "2017-2018", "regio8_item", "Bestelling", 5000, "01-05-2018", "01-08-2018", "01-09-2018"),
    ],
    "Subsidie": [("planjaar", "datum", "soort", "bedrag"), ("2017-2018", "01-10-2017", "voorschot", 60000)],
}
"""Bookings and contributions that went through every stage, and an order that is still open on the day."""
TELL_MONEY = ("organisations", "contributions", "expenses", "subsidy_payments")
SPENT, PLEDGES = ("lines", "totals"), ("pledged", "in_kind", "organisations", "average_pledged")
UNKNOWN: dict[tuple[str, str], tuple[str, ...]] = {
    ("expenses", "ordered_on"): ("committed", "remaining"),
    ("expenses", "paid_on"): ("paid",),
    **{("contributions", name): PLEDGES for name in ("pledged", "pledged_on")},
    **{("contributions", name): ("invoiced",) for name in ("invoiced", "invoiced_on")},
    **{("contributions", name): ("received", "gap") for name in ("received", "received_on")},
    ("contributions", "form"): ("in_kind",),
}
"""By the column that is missing: the figures of ``budget --json`` that must be null then."""


@cache
def database() -> str:
    return f"sqlite:///{mkdtemp()}/columns.db"


def money_of(case: Case) -> Programme:
    """The programme without what is measured in the sheets about money: a measure of a missing column is refused."""
    programme = load_programme(case.programme)

    def apart(measured: Any) -> bool:
        return set(TELL_MONEY).isdisjoint(measured.measure.registers_read())

    left = {name: tuple(filter(apart, getattr(programme, name))) for name in ("indicators", "figures", "outputs")}
    return programme.model_copy(update={**left, "what_if": WhatIf()})


def without(programme: Programme, register: str, column: str) -> Programme:
    sheet = programme.sheets[register]
    left = {name: each for name, each in sheet.columns.items() if name != column}
    sheets = {**programme.sheets, register: sheet.model_copy(update={"columns": left})}
    return programme.model_copy(update={"sheets": sheets, "fingerprint": f"without {register}.{column}"})


def data_of(case: Case) -> Workbook:
    if case.workbook.exists():
        return load_workbook(case.workbook)
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in EVERY_STAGE.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def workbook(case: Case, programme: Programme, register: str, column: str) -> bytes:
    """The data without a column; its heading is that of the programme, or a synonym."""
    book, declared = data_of(case), programme.sheets[register]
    names = {name_key(name) for name in (declared.label, *declared.synonyms)}
    given = declared.columns[column]
    headings = {name_key(name) for name in (given.label, *given.synonyms, column)}
    for sheet in book.worksheets:
        if name_key(sheet.title) in names:
            for cell in sheet[1]:
                if name_key(str(cell.value or "")) in headings:
                    sheet.delete_cols(cell.column)
                    break
    return saved(book)


def saved(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def cells(name: str, shown: Table) -> Iterator[tuple[str, Said]]:
    for row in shown.rows:
        for column, said in zip(shown.columns, row, strict=True):
            yield f"{name}/{NL.say(row[0])}/{column.id}", said


def on_screens(reader: Reader, case: Case) -> Iterator[tuple[str, Said]]:
    """What screens show of money, by its place."""
    programme, seen = reader.programme, picture(reader, case.day, case.plan_year)
    known, years = seen.money, plan_years.read(reader, case.day, case.plan_year)
    ladder = contributions_by_organisation.read(reader, case.day, case.plan_year, 0)
    untouched = replace(what_if.at_first(programme, seen), filled=None, spent=None)
    effect = what_if.what_if(seen, programme, untouched)
    tables = {
        "lines": budget_lines.lines_table(known, programme, cents=True),
        "years": plan_years.years_table(years),
        "road": plan_years.road_table(years, programme),
        "cover": money.cover_table(known),
        "outputs": money.outputs_table(known, programme),
        "what-if": what_if_tables.money_table(effect, seen),
    }
    if ladder.organisations:
        tables["ladder"] = contributions_by_organisation.ladder_table(ladder)
    if "organisations" in programme.sheets:
        reached = members.read(reader, case.day, case.plan_year)
        tables["funnel"] = members.funnel_table(reached)
        yield "funnel", members.funnel_title(reached, case.plan_year)
    for name, shown in tables.items():
        yield from cells(name, shown)
    yield "headline", money.money_headline(known)
    yield "outlook", budget_lines.outlook_sentence(known)
    yield "short", money.short_sentence(known)
    yield "subsidy", money.subsidy_sentence(known)
    yield "ladder", contributions_by_organisation.ladder_sentence(ladder)
    yield "road", plan_years.road_sentence(years, case.plan_year, programme)
    for panel in money_bars.strip(known):
        yield f"strip/{panel.id}", panel.standing
        yield f"strip/{panel.id}/parts", panel.parts


def in_papers(reader: Reader, case: Case) -> Iterator[tuple[str, Said]]:
    """What the account, its annexes and the update say."""
    paper = account_paper(read_report(reader, picture(reader, case.day, case.plan_year)))
    for section in paper.sections:
        yield from in_section(section)
    since = date(case.day.year, 3, 31)
    update = read_update(reader, since, case.day, case.plan_year, "nl")
    for number, slide in enumerate(update_deck(edition(update)).slides):
        yield f"deck/{number}", slide.title
        for place, said in enumerate(slide.lines):
            yield f"deck/{number}/{place}", said
        for graph in slide.graphs:
            for name, values in graph.series:
                for label, value in zip(graph.categories, values, strict=True):
                    yield (
                        f"deck/{NL.say(graph.title)}/{NL.say(name)}/{NL.say(label)}",
                        "–" if value is None else f"{value:g}",
                    )


def in_section(section: PaperSection) -> Iterator[tuple[str, Said]]:
    place = NL.say(section.title)
    for block in section.blocks:
        if isinstance(block, PaperTable):
            for row in (*block.grid.rows, block.grid.total or {}):
                columns = [column for column in block.grid.columns if column.id in row]
                name = " ".join(row[column.id].said(NL) for column in columns if not column.figures)
                for column in columns:
                    if column.figures:
                        yield f"{place}/{NL.say(block.caption)}/{name}/{column.id}", row[column.id].said(NL)
        elif isinstance(block, PaperHeading | PaperSentence):
            yield f"{place}/{type(block).__name__}", block.words


def nothing(text: str) -> int:
    """How often a text says that an amount, a number or a share is zero."""
    return len(findall(r"(?<![\d.,])€?\xa0?0(?:,0+)?%?(?![\d.,]*\d)", text))


def told(case: Case, programme: Programme, content: bytes) -> tuple[dict[str, Any], dict[str, int]]:
    """The money as JSON, and of every text that is shown how many zeros it has."""
    store = open_store(database(), programme)
    given = FilesToRead([(case.workbook.name, content)], partial=True)
    proposed = read_files(store, WHO, given, at=AT)
    assert proposed.proposal is not None, proposed.report.errors
    with store.rehearse(proposed.proposal) as reader:
        seen = picture(reader, case.day, case.plan_year)
        zeros: dict[str, int] = {}
        for place, said in (*on_screens(reader, case), *in_papers(reader, case)):
            zeros[place] = zeros.get(place, 0) + nothing(NL.say(said))
        return budget_json(seen.money, case.day, 1, "nl"), zeros


def leaves(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from leaves(each, f"{place}/{name}")
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each, f"{place}/{each['id']}")
    else:
        yield place, value


@cache
def whole(name: str) -> tuple[dict[str, Any], dict[str, int]]:
    case = CASES[name]
    return told(case, money_of(case), saved(data_of(case)))


def optional() -> Iterator[tuple[str, str, str]]:
    """Columns that tell money, may be missing, and have no meaning when blank; of the first programme those above."""
    yield from (("smarthub", register, column) for register, column in UNKNOWN)
    for name, case in list(CASES.items())[1:]:
        programme = money_of(case)
        for register in TELL_MONEY:
            if register in programme.sheets:
                for column in programme.sheets[register].columns:
                    field = REGISTERS[register].field(column)
                    if not field.required and (field.blank is None or (register, column) in UNKNOWN):
                        yield name, register, column


@pytest.mark.parametrize(("name", "register", "column"), list(optional()))
def test_no_figure_becomes_zero_where_its_column_is_missing(name: str, register: str, column: str) -> None:
    case = CASES[name]
    programme = money_of(case)
    found, zeros = told(case, without(programme, register, column), workbook(case, programme, register, column))
    before, then = whole(name)
    was = dict(leaves(before))
    made = [p for p, n in leaves(found) if n in {"0.00", 0} and was.get(p) not in {"0.00", 0} and "/basis/" not in p]
    made += [place for place, count in zeros.items() if count > then.get(place, count)]
    assert not made, "\n".join(made)
    for figure in UNKNOWN.get((register, column), ()):
        known = {p: n for p, n in leaves(found) if p.endswith(f"/{figure}") and "/subsidy/" not in p}
        assert known, figure
        assert set(known.values()) == {None}, known
