"""The annexes: contributions and bookings row by row, definitions, and where everything came from."""

from kpi.documents.grid import Grid, GridCell, amount_or_blank, day, figured, headed, text
from kpi.language import Words
from kpi.programme.comparable_names import name_key
from kpi.report.account import SubsidyReport
from kpi.report.chapters import annex_b
from kpi.report.chapters.income import STAGES, form_label, kind_label
from kpi.report.chapters.row_origin import GREY, name_columns, origin
from kpi.report.evidence_rows import Contribution
from kpi.report.sheet_page import WorkbookWriter


def write(book: WorkbookWriter) -> None:
    """All annexes, in the order of the report."""
    _contributions(book)
    annex_b.write(book)
    _definitions(book)
    _provenance(book)


def _contributions(book: WorkbookWriter) -> None:
    words, report = book.words, book.report
    title = words("Annex A: contributions by organisation")
    page = book.page(words("A Contributions"), title, (34, 17, 11, 10, 14, 11, 14, 11, 14, 11, 24, 14, 7), GREY)
    span = page.table(contributions(report, words), whole_sheet=True)
    names = {"soort": "B", "vorm": "D"}
    for index, (_, stage) in enumerate(STAGES):
        names |= {stage: "EGI"[index], f"{stage}_op": "FHJ"[index]}
    name_columns(book, "Bijdrage", names, span)


def contributions(report: SubsidyReport, words: Words) -> Grid:
    """Every contribution of the plan year, by organisation."""
    stages = figured(words("Pledged"), words("on"), words("Invoiced"), words("on"), words("Received"), words("on"))
    columns = [
        *headed(words("Organisation"), words("Kind"), words("Reference"), words("Form")),
        *stages,
        *headed(words("File"), words("Sheet"), words("Row")),
    ]
    rows = sorted(report.evidence.contributions, key=lambda row: (name_key(row.organisation), row.reference or ""))
    return Grid(columns, [_contribution(report, row, words) for row in rows])


def _contribution(report: SubsidyReport, row: Contribution, words: Words) -> list[GridCell]:
    cells = [
        text(row.organisation),
        text(kind_label(report, row.kind, words)),
        text(row.reference),
        text(form_label(report, row.form, words)),
    ]
    for amount, on in (
        (row.pledged, row.pledged_on),
        (row.invoiced, row.invoiced_on),
        (row.received, row.received_on),
    ):
        cells += [amount_or_blank(amount), day(on)]
    return cells + origin(row.origin)


def _definitions(book: WorkbookWriter) -> None:
    words = book.words
    page = book.page(words("C Definitions"), words("Annex C: definitions"), (38, 80, 34, 34, 24), GREY)
    page.table(definitions(book.report, words), whole_sheet=True)


def definitions(report: SubsidyReport, words: Words) -> Grid:
    """What every indicator counts, of whom, by which source and whose it is."""
    columns = headed(
        words("Name of the indicator"),
        words("Counting rule"),
        words("Who is counted"),
        words("Source"),
        words("Owner"),
    )
    language = words.language
    rows = [
        [
            text(one.title.in_(language)),
            text(one.definition.sentence.in_(language)),
            text(one.definition.population.in_(language)),
            text(one.definition.source),
            text(one.definition.owner.in_(language)),
        ]
        for one in report.programme.indicators
    ]
    return Grid(columns, rows)


def _provenance(book: WorkbookWriter) -> None:
    words, report = book.words, book.report
    page = book.page(words("D Provenance"), words("Annex D: where everything comes from"), (38, 14, 70, 70), GREY)
    page.pairs(
        (
            (words("Revision of the facts"), GridCell(report.picture.revision, "whole_left")),
            (words("Reference date"), GridCell(report.as_of, "date_left")),
        )
    )
    page.row += 1
    page.sentence(
        words(
            "Programme: {version}", version=f"{report.programme.name.in_(words.language)}, {report.programme.version}"
        )
    )
    page.sentence(words("Checksum of the programme file (SHA-256): {checksum}", checksum=report.programme.fingerprint))
    page.heading(words("Files that the facts come from"))
    page.table(sources(report, words))


def sources(report: SubsidyReport, words: Words) -> Grid:
    """The files that the facts were read from, with their checksums."""
    columns = headed(
        words("File"),
        words("Revision"),
        words("SHA-256 of the file as given"),
        words("SHA-256 of the file as kept (without personal data)"),
    )
    rows = [
        [text(one.name), GridCell(one.revision, "whole"), text(one.sha256), text(one.stored_sha256)]
        for one in report.evidence.sources
    ]
    return Grid(columns, rows)
