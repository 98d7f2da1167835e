"""Annex E: the evidence that rows name, one by one; of the costs how many bookings name theirs."""

from kpi.documents.grid import Grid, GridColumn, day, text, widths_of
from kpi.documents.house_style import QUIET
from kpi.documents.paper import BookSheet, PaperSection, PaperSentence, PaperTable, in_paper, in_workbook
from kpi.language import Said
from kpi.report.account import SubsidyReport
from kpi.report.account_texts import ANNEXES
from kpi.report.classified import ClassifiedBooking, Standing
from kpi.report.origin_cells import ORIGIN, origin_cells
from kpi.sentences import say

PROOFS = (
    GridColumn("register", say("Sheet"), width=18, share=3),
    GridColumn("what", say("Evidence of"), width=44, share=7),
    GridColumn("on", say("Date"), figures=True, width=11, share=2),
    GridColumn("evidence", say("Evidence"), width=60, share=9),
    *(column for column in ORIGIN if column.id != "sheet"),
)


def chapter(report: SubsidyReport) -> PaperSection:
    """The list of evidence, and how many bookings name theirs."""
    table = PaperTable(say("Evidence by sheet"), proofs(report), whole_sheet=True)
    none = in_paper(PaperSentence(say("No other evidence has been recorded yet.")))
    return PaperSection(
        ANNEXES["proofs"],
        [
            *(
                [in_paper(PaperSentence(of_costs(report), figures=("count/proven", "count/bookings")))]
                if _on_lines(report)
                else []
            ),
            *([table] if table.grid.rows else [none, in_workbook(table)]),
        ],
        wide=True,
        follows=True,
        sheet=BookSheet(say("E Evidence"), widths_of(PROOFS), QUIET),
    )


def of_costs(report: SubsidyReport) -> Said:
    """The part of the bookings on a line of the budget that names its evidence."""
    own = _on_lines(report)
    return say.plural(
        "{n} of {all} bookings on the budget names its evidence; the workbook has it beside each (sheet B).",
        "{n} of {all} bookings on the budget name their evidence; the workbook has it beside each (sheet B).",
        sum(bool(one.expense.evidence) for one in own),
        all=len(own),
    )


def proofs(report: SubsidyReport) -> Grid:
    """Every piece of evidence up to the reference date, by sheet and day."""
    sheets = report.programme.sheets
    rows = [
        {
            "register": text(sheets[proof.register].label if proof.register in sheets else proof.register),
            "what": text(proof.what),
            "on": day(proof.on),
            "evidence": text(proof.evidence),
            **{name: cell for name, cell in origin_cells(proof.origin).items() if name != "sheet"},
        }
        for proof in report.evidence.proofs
    ]
    return Grid(PROOFS, rows)


def _on_lines(report: SubsidyReport) -> list[ClassifiedBooking]:
    """The bookings with actual costs on a line of the budget; none while no sheet records any."""
    return [one for one in report.bookings if one.standing is Standing.LINE and one.actual]
