"""Chapters 8, 9 and 10: texts by hand, the declarations, and the place to sign."""

from kpi.documents.grid import Grid, GridCell, GridColumn, Particular, text
from kpi.documents.markdown import read
from kpi.documents.paper import PaperSection, PaperSentence, PaperTable
from kpi.documents.workbook.book import BookSheet, SheetBlock, SheetGap, SheetHeading, SheetParticulars, SheetSentence
from kpi.language import Said
from kpi.report.account import SubsidyReport
from kpi.report.account_texts import DECLARATIONS, FIRST_WRITTEN, SIGNING, WRITTEN
from kpi.report.chapters.by_hand import TO_WRITE, written_or_asked
from kpi.sentences import listed, say

VALID = say("Valid only when it is signed by who may represent the applicant.")
COLUMNS = (GridColumn("label", "", width=34), GridColumn("value", "", width=60), GridColumn("third", "", width=24))


def sheet(report: SubsidyReport) -> BookSheet:
    """Texts, declarations and signature block."""
    blocks: list[SheetBlock] = []
    for chapter, (name, label) in enumerate(WRITTEN, start=FIRST_WRITTEN):
        blocks += [SheetHeading(_numbered(chapter, label)), SheetSentence(read(report.written(name)).plain or TO_WRITE)]
    signed = tuple(
        Particular(str(number), label, GridCell(value, "line")) for number, (label, value) in enumerate(signing(report))
    )
    blocks += [
        SheetHeading(heading(report)),
        *map(SheetSentence, declared(report)),
        SheetGap(),
        SheetParticulars(signed),
        SheetSentence(VALID, "note"),
    ]
    return BookSheet(say("8-10 Signing"), say("8–10 Publicity, lessons, declarations"), COLUMNS, blocks)


def written_section(report: SubsidyReport, name: str) -> PaperSection:
    """A chapter by hand; the first of them begins a page."""
    names = [known for known, _ in WRITTEN]
    place = names.index(name)
    title = _numbered(FIRST_WRITTEN + place, WRITTEN[place][1])
    return PaperSection(title, [written_or_asked(report.written(name))], follows=place > 0)


def section(report: SubsidyReport) -> PaperSection:
    """The declarations and the place to sign."""
    columns = (GridColumn("label", say("What")), GridColumn("value", say("To be filled in and signed")))
    rows = [{"label": text(label), "value": text(value)} for label, value in signing(report)]
    return PaperSection(
        heading(report),
        [
            *map(PaperSentence, declared(report)),
            PaperTable(say("Signature"), Grid(columns, rows), {"label": 2, "value": 5}),
            PaperSentence(VALID, "note"),
        ],
        follows=True,
    )


def _numbered(chapter: int, label: Said) -> Said:
    return listed((str(chapter), label), " ")


def heading(report: SubsidyReport) -> Said:
    """The title of chapter 10, with a note while a declaration is missing."""
    given = all(report.written(f"declaration/{name}") for name, _ in DECLARATIONS)
    return say("10 Declarations") if given else say("10 Declarations (draft)")


def declared(report: SubsidyReport) -> list[Said]:
    """Each declaration, with a mark and a name where it was given."""
    sentences: list[Said] = []
    for name, sentence in DECLARATIONS:
        by = report.written(f"declaration/{name}")
        sentences.append(listed(("☑", sentence, f"({by})") if by else ("☐", sentence), " "))
    return sentences


def signing(report: SubsidyReport) -> list[tuple[Said, str]]:
    """The lines of the signature block, filled in as far as is known."""
    applicant = "" if report.grant is None else report.grant.applicant or ""
    known = [(label, report.written(name)) for name, label in SIGNING]
    return [(say("Applicant"), applicant), *known, (say("Signature"), "")]
