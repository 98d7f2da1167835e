"""Annexes C and D: the definitions of the indicators, and the sources of the facts."""

from kpi.documents.grid import Grid, GridCell, GridColumn, Particular, day, text, widths_of
from kpi.documents.house_style import QUIET
from kpi.documents.paper import (
    BookSheet,
    PaperHeading,
    PaperParticulars,
    PaperSection,
    PaperSentence,
    PaperTable,
    SheetGap,
    in_paper,
    in_workbook,
)
from kpi.language import Said
from kpi.programme.counting_rule import counted_by, rule
from kpi.report.account import SubsidyReport
from kpi.report.account_texts import ANNEXES
from kpi.sentences import listed, say

DEFINITIONS = (
    GridColumn("indicator", say("Name of the indicator"), width=38, share=4),
    GridColumn("rule", say("Counting rule"), width=80, share=8),
    GridColumn("population", say("Who is counted"), width=34, share=4),
    GridColumn("source", say("Source"), width=34, share=4),
    GridColumn("owner", say("Owner"), width=24, share=3),
)
SOURCES = (
    GridColumn("file", say("File"), width=38, share=4),
    GridColumn("revision", say("Revision"), width=14, share=1),
    GridColumn("given", say("SHA-256 of the file as given"), width=70, share=6),
    GridColumn("kept", say("SHA-256 of the file as kept (without personal data)"), width=70, share=6),
)


def definitions_chapter(report: SubsidyReport) -> PaperSection:
    """Definitions."""
    table = PaperTable(say("Definitions of the indicators"), definitions(report), whole_sheet=True)
    sheet = BookSheet(say("C Definitions"), widths_of(DEFINITIONS), QUIET)
    return PaperSection(ANNEXES["definitions"], [table], wide=True, sheet=sheet)


def definitions(report: SubsidyReport) -> Grid:
    """The definition of every indicator: its rule, the people counted, its source and its owner."""
    rows = [
        {
            "indicator": text(indicator.title),
            "rule": text(rule(report.programme, indicator)),
            "population": text(indicator.definition.population),
            "source": text(indicator.definition.source),
            "owner": text(indicator.definition.owner),
        }
        for indicator in report.programme.indicators
    ]
    return Grid(DEFINITIONS, rows)


def provenance_chapter(report: SubsidyReport) -> PaperSection:
    """Revision, programme and files."""
    moment = (
        Particular("revision", say("Revision of the facts"), GridCell(report.picture.revision, "whole").left),
        Particular("as_of", say("Reference date"), day(report.as_of).left),
    )
    files = PaperTable(say("Files and their checksums"), sources(report))
    return PaperSection(
        ANNEXES["provenance"],
        [
            in_workbook(PaperParticulars("", moment), SheetGap()),
            *map(PaperSentence, _programme(report)),
            PaperHeading(say("Files that the facts come from")),
            *([files] if files.grid.rows else [in_paper(PaperSentence(say("None."))), in_workbook(files)]),
        ],
        wide=True,
        follows=True,
        sheet=BookSheet(say("D Provenance"), widths_of(SOURCES), QUIET),
    )


def _programme(report: SubsidyReport) -> tuple[Said, ...]:
    programme = report.programme
    return (
        counted_by(programme),
        say("Programme: {version}", version=listed((programme.name, programme.version))),
        say("Checksum of the programme file (SHA-256): {checksum}", checksum=programme.fingerprint),
    )


def sources(report: SubsidyReport) -> Grid:
    """The files that the facts were read from, with their checksums."""
    rows = [
        {
            "file": text(source.name),
            "revision": GridCell(source.revision, "whole"),
            "given": text(source.sha256),
            "kept": text(source.stored_sha256),
        }
        for source in report.evidence.sources
    ]
    return Grid(SOURCES, rows)
