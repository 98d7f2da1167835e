"""Chapters 8, 9 and 10: texts by hand, the declarations, and the place to sign."""

from kpi.documents.grid import GridCell, GridColumn, Particular, Particulars
from kpi.documents.paper import (
    AnyBlock,
    BookSheet,
    Only,
    PaperParticulars,
    PaperSection,
    PaperSentence,
    SheetGap,
    in_paper,
    in_workbook,
)
from kpi.language import Said
from kpi.report.account import SubsidyReport
from kpi.report.account_texts import SIGNING
from kpi.report.chapters import obligations
from kpi.report.chapters.by_hand import written_or_asked
from kpi.sentences import listed, say

SHEET = BookSheet(say("8-10 Signing"), (34, 60, 24), title=say("8–10 Publicity, lessons, declarations"))
SIGNED = (GridColumn("label", say("Item"), share=2), GridColumn("value", say("To be filled in and signed"), share=5))


def written_chapters(report: SubsidyReport) -> list[PaperSection]:
    """The chapters by hand; on the page of the chapter before; the first begins the sheet."""
    return [
        PaperSection(
            listed((str(number), label), " "), _by_hand(report, name), follows=True, sheet=None if place else SHEET
        )
        for place, (name, number, label) in enumerate(report.chapters_by_hand)
    ]


def _by_hand(report: SubsidyReport, name: str) -> list[AnyBlock | Only]:
    """A text; publicity also as a list of links and pictures, which is enough without one."""
    written = report.written(name)
    if name != "publicity" or not (report.grant and report.grant.publicity):
        return [written_or_asked(written)]
    table = obligations.dated(say("Links and pictures that name the grantor"), report.grant.publicity)
    return [*([written_or_asked(written)] if written else []), table]


def chapter(report: SubsidyReport) -> PaperSection:
    """The declarations and the place to sign."""
    return PaperSection(
        heading(report),
        [
            *map(PaperSentence, declared(report)),
            *signed(report),
            PaperSentence(say("Valid only when it is signed by who may represent the applicant."), "note"),
            *(obligations.auditor(report.grant) if report.grant else ()),
        ],
        follows=True,
    )


def signed(report: SubsidyReport) -> list[AnyBlock | Only]:
    """The place to sign; the paper of a request for settlement has it on page 1."""
    block = PaperParticulars(say("Signature"), signing(report), SIGNED)
    if report.covers_year and report.grant:
        said = PaperSentence(say("These declarations are signed with the request for settlement, on page 1."))
        return [in_workbook(SheetGap(), block), in_paper(said)]
    return [SheetGap(), block]


def heading(report: SubsidyReport) -> Said:
    """The title of chapter 10, with a note while a declaration is missing."""
    given = all(report.written(f"declaration/{name}") for name, _ in report.declarations)
    return say("10 Declarations") if given else say("10 Declarations (draft)")


def declared(report: SubsidyReport) -> list[Said]:
    """Each declaration, with a mark and a name where it was given."""
    sentences: list[Said] = []
    for name, sentence in report.declarations:
        by = report.written(f"declaration/{name}")
        sentences.append(listed(("☑", sentence, f"({by})") if by else ("☐", sentence), " "))
    return sentences


def signing(report: SubsidyReport) -> Particulars:
    """The lines of the signature block, filled in as far as is known."""
    applicant = "" if report.grant is None else report.grant.applicant or ""
    known = [(label, report.written(name)) for name, label in SIGNING]
    lines = [(say("Applicant"), applicant), *known, (say("Signature"), "")]
    return tuple(Particular(str(n), label, GridCell(value, "line")) for n, (label, value) in enumerate(lines))
