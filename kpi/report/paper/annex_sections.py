"""The annexes of the account as a paper: contributions and bookings one by one, definitions, provenance."""

from collections.abc import Callable

from kpi.documents.paper import Block, PaperHeading, PaperSection, Sentence, table_of
from kpi.language import Words
from kpi.report.account import SubsidyReport
from kpi.report.chapters import annex_b, annexes


def _contributions(report: SubsidyReport, words: Words) -> PaperSection:
    grid = annexes.contributions(report, words).only(*range(10))
    widths = (8, 4, 4, 3, 4, 3, 4, 3, 4, 3)
    blocks: list[Block] = [Sentence(words("No contribution has been recorded yet."))]
    if grid.rows:
        blocks = [table_of(words("Contributions by organisation"), grid, widths, words)]
    return PaperSection(words("Annex A: contributions by organisation"), blocks, wide=True)


def _bookings(report: SubsidyReport, words: Words) -> PaperSection:
    grid = annex_b.booked(report, words).only(0, 1, 3, 5, 6, 9, 11, 12, 18, 19, 20, 21)
    widths = (2, 4, 3, 8, 6, 4, 4, 4, 4, 4, 4, 4)
    blocks: list[Block] = [Sentence(words("No expense has been recorded yet."))]
    if grid.rows:
        blocks = [
            Sentence(words("Amounts, dates and reasons in full stand in the workbook of this report."), "note"),
            table_of(words("Bookings by budget line"), grid, widths, words),
        ]
    return PaperSection(words("Annex B: bookings by budget line"), blocks, wide=True)


def _definitions(report: SubsidyReport, words: Words) -> PaperSection:
    blocks: list[Block] = [
        table_of(words("Definitions of the indicators"), annexes.definitions(report, words), (4, 8, 4, 4, 3), words)
    ]
    return PaperSection(words("Annex C: definitions"), blocks, wide=True)


def _provenance(report: SubsidyReport, words: Words) -> PaperSection:
    programme = report.programme
    version = words("Programme: {version}", version=f"{programme.name.in_(words.language)}, {programme.version}")
    fingerprint = words("Checksum of the programme file (SHA-256): {checksum}", checksum=programme.fingerprint)
    files = annexes.sources(report, words)
    named = table_of(words("Files and their checksums"), files, (4, 1, 6, 6), words)
    blocks: list[Block] = [
        Sentence(version),
        Sentence(fingerprint),
        PaperHeading(words("Files that the facts come from")),
        named if files.rows else Sentence(words("None.")),
    ]
    return PaperSection(words("Annex D: where everything comes from"), blocks, wide=True)


ANNEXES: tuple[Callable[[SubsidyReport, Words], PaperSection], ...] = (
    _contributions,
    _bookings,
    _definitions,
    _provenance,
)
"""The annexes in their order."""
