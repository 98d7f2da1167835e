"""Annexes A, C and D: contributions row by row, definitions, and the sources of the facts."""

from kpi.documents.grid import Grid, GridCell, GridColumn, Particular, Row, amount_or_blank, day, text
from kpi.documents.house_style import QUIET
from kpi.documents.paper import Block, PaperHeading, PaperSection, PaperSentence, PaperTable
from kpi.documents.workbook.book import (
    BookSheet,
    SheetBlock,
    SheetGap,
    SheetHeading,
    SheetParticulars,
    SheetSentence,
    SheetTable,
)
from kpi.language import Said
from kpi.programme.comparable_names import name_key
from kpi.report.account import SubsidyReport
from kpi.report.chapters.row_origin import ORIGIN, origin
from kpi.report.contribution_labels import STAGES, form_label, kind_label
from kpi.report.evidence_rows import Contribution
from kpi.sentences import listed, say

CONTRIBUTIONS_TITLE = say("Annex A: contributions by organisation")
DEFINITIONS_TITLE = say("Annex C: definitions")
PROVENANCE_TITLE, FILES = say("Annex D: where everything comes from"), say("Files that the facts come from")
CONTRIBUTIONS = (
    GridColumn("organisation", say("Organisation"), width=34),
    GridColumn("kind", say("Kind"), width=17, name="Bijdrage_soort"),
    GridColumn("reference", say("Reference"), width=11),
    GridColumn("form", say("Form"), width=10, name="Bijdrage_vorm"),
    *(
        column
        for stage, name, heading in STAGES
        for column in (
            GridColumn(stage, heading, figures=True, width=14, name=f"Bijdrage_{name}"),
            GridColumn(f"{stage}_on", say("on"), figures=True, width=11, name=f"Bijdrage_{name}_op"),
        )
    ),
    *ORIGIN,
)
DEFINITIONS = (
    GridColumn("indicator", say("Name of the indicator"), width=38),
    GridColumn("rule", say("Counting rule"), width=80),
    GridColumn("population", say("Who is counted"), width=34),
    GridColumn("source", say("Source"), width=34),
    GridColumn("owner", say("Owner"), width=24),
)
SOURCES = (
    GridColumn("file", say("File"), width=38),
    GridColumn("revision", say("Revision"), width=14),
    GridColumn("given", say("SHA-256 of the file as given"), width=70),
    GridColumn("kept", say("SHA-256 of the file as kept (without personal data)"), width=70),
)


def contributions_sheet(report: SubsidyReport) -> BookSheet:
    """The sheet of contributions; its columns get names that the formulas of other chapters add up."""
    table = SheetTable(contributions(report), whole_sheet=True)
    return BookSheet(say("A Contributions"), CONTRIBUTIONS_TITLE, CONTRIBUTIONS, [table], QUIET)


def contributions_section(report: SubsidyReport) -> PaperSection:
    """The annex of contributions in a paper, without the origin of each row."""
    grid, widths = contributions(report), {"organisation": 8, "kind": 4, "reference": 4, "form": 3}
    for stage, _, _ in STAGES:
        widths |= {stage: 4, f"{stage}_on": 3}
    blocks: list[Block] = [PaperSentence(say("No contribution has been recorded yet."))]
    if grid.rows:
        blocks = [PaperTable(say("Contributions by organisation"), grid, widths)]
    return PaperSection(CONTRIBUTIONS_TITLE, blocks, wide=True)


def contributions(report: SubsidyReport) -> Grid:
    """Every contribution of the plan year, by organisation."""
    rows = sorted(report.evidence.contributions, key=lambda row: (name_key(row.organisation), row.reference or ""))
    return Grid(CONTRIBUTIONS, [_contribution(report, row) for row in rows])


def _contribution(report: SubsidyReport, row: Contribution) -> Row:
    return {
        "organisation": text(row.organisation),
        "kind": text(kind_label(report.programme, row.kind)),
        "reference": text(row.reference),
        "form": text(form_label(report.programme, row.form)),
        **{stage: amount_or_blank(getattr(row, stage)) for stage, _, _ in STAGES},
        **{f"{stage}_on": day(getattr(row, f"{stage}_on")) for stage, _, _ in STAGES},
        **origin(row.origin),
    }


def definitions_sheet(report: SubsidyReport) -> BookSheet:
    """Definitions."""
    table = SheetTable(definitions(report), whole_sheet=True)
    return BookSheet(say("C Definitions"), DEFINITIONS_TITLE, DEFINITIONS, [table], QUIET)


def definitions_section(report: SubsidyReport) -> PaperSection:
    """Definitions."""
    widths = {"indicator": 4, "rule": 8, "population": 4, "source": 4, "owner": 3}
    table = PaperTable(say("Definitions of the indicators"), definitions(report), widths)
    return PaperSection(DEFINITIONS_TITLE, [table], wide=True)


def definitions(report: SubsidyReport) -> Grid:
    """The definition of every indicator: its rule, the people counted, its source and its owner."""
    rows = [
        {
            "indicator": text(indicator.title),
            "rule": text(indicator.definition.sentence),
            "population": text(indicator.definition.population),
            "source": text(indicator.definition.source),
            "owner": text(indicator.definition.owner),
        }
        for indicator in report.programme.indicators
    ]
    return Grid(DEFINITIONS, rows)


def provenance_sheet(report: SubsidyReport) -> BookSheet:
    """Revision, programme and files."""
    moment = (
        Particular("revision", say("Revision of the facts"), GridCell(report.picture.revision, "whole").left),
        Particular("as_of", say("Reference date"), day(report.as_of).left),
    )
    blocks: list[SheetBlock] = [
        SheetParticulars(moment),
        SheetGap(),
        *map(SheetSentence, _programme(report)),
        SheetHeading(FILES),
        SheetTable(sources(report)),
    ]
    return BookSheet(say("D Provenance"), PROVENANCE_TITLE, SOURCES, blocks, QUIET)


def provenance_section(report: SubsidyReport) -> PaperSection:
    """Programme and files."""
    files, widths = sources(report), {"file": 4, "revision": 1, "given": 6, "kept": 6}
    blocks: list[Block] = [
        *map(PaperSentence, _programme(report)),
        PaperHeading(FILES),
        PaperTable(say("Files and their checksums"), files, widths) if files.rows else PaperSentence(say("None.")),
    ]
    return PaperSection(PROVENANCE_TITLE, blocks, wide=True)


def _programme(report: SubsidyReport) -> tuple[Said, Said]:
    programme = report.programme
    return (
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
