"""Annexes A, C and D: contributions row by row, definitions, and the sources of the facts."""

from kpi.documents.grid import Grid, GridCell, GridColumn, Particular, Row, amount_or_blank, day, text, widths_of
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
from kpi.programme.comparable_names import name_key
from kpi.report.account import SubsidyReport
from kpi.report.chapters.row_origin import ORIGIN, origin
from kpi.report.contribution_labels import STAGES, form_label, kind_label
from kpi.report.evidence_rows import Contribution
from kpi.sentences import listed, say

CONTRIBUTIONS = (
    GridColumn("organisation", say("Organisation"), width=34, share=8),
    GridColumn("kind", say("Kind"), width=17, share=4, name="Bijdrage_soort"),
    GridColumn("reference", say("Reference"), width=11, share=4),
    GridColumn("form", say("Form"), width=10, share=3, name="Bijdrage_vorm"),
    *(
        column
        for stage, name, heading in STAGES
        for column in (
            GridColumn(stage, heading, figures=True, width=14, share=4, name=f"Bijdrage_{name}"),
            GridColumn(f"{stage}_on", say("on"), figures=True, width=11, share=3, name=f"Bijdrage_{name}_op"),
        )
    ),
    *ORIGIN,
)
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


def contributions_chapter(report: SubsidyReport) -> PaperSection:
    """The annex of contributions; its columns get names that the formulas of other chapters add up."""
    table = PaperTable(say("Contributions by organisation"), contributions(report), whole_sheet=True)
    none = in_paper(PaperSentence(say("No contribution has been recorded yet.")))
    return PaperSection(
        say("Annex A: contributions by organisation"),
        [table] if table.grid.rows else [none, in_workbook(table)],
        wide=True,
        sheet=BookSheet(say("A Contributions"), widths_of(CONTRIBUTIONS), QUIET),
    )


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


def definitions_chapter(report: SubsidyReport) -> PaperSection:
    """Definitions."""
    table = PaperTable(say("Definitions of the indicators"), definitions(report), whole_sheet=True)
    sheet = BookSheet(say("C Definitions"), widths_of(DEFINITIONS), QUIET)
    return PaperSection(say("Annex C: definitions"), [table], wide=True, sheet=sheet)


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


def provenance_chapter(report: SubsidyReport) -> PaperSection:
    """Revision, programme and files."""
    moment = (
        Particular("revision", say("Revision of the facts"), GridCell(report.picture.revision, "whole").left),
        Particular("as_of", say("Reference date"), day(report.as_of).left),
    )
    files = PaperTable(say("Files and their checksums"), sources(report))
    return PaperSection(
        say("Annex D: where everything comes from"),
        [
            in_workbook(PaperParticulars("", moment), SheetGap()),
            *map(PaperSentence, _programme(report)),
            PaperHeading(say("Files that the facts come from")),
            *([files] if files.grid.rows else [in_paper(PaperSentence(say("None."))), in_workbook(files)]),
        ],
        wide=True,
        sheet=BookSheet(say("D Provenance"), widths_of(SOURCES), QUIET),
    )


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
