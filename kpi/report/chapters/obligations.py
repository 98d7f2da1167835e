"""Beside the work: obligations one by one, changes of the decision, publicity, room for the auditor."""

from kpi.documents.grid import Grid, GridColumn, Particular, asked, day, text
from kpi.documents.paper import AnyBlock, Only, PaperHeading, PaperParticulars, PaperTable, SheetGap
from kpi.language import Said
from kpi.programme.finance import DatedNote, Grant
from kpi.sentences import say

OBLIGATIONS = (
    GridColumn("what", say("Obligation"), share=6),
    GridColumn("due", say("By when"), share=2),
    GridColumn("proof", say("Evidence"), share=4),
    GridColumn("done", say("Met on"), share=2),
)
NOTES = (GridColumn("on", say("Date"), share=1), GridColumn("what", say("What"), share=6))
OPINION = (
    GridColumn("label", say("Item"), share=2),
    GridColumn("value", say("To be filled in by the auditor"), share=5),
)


def decided(grant: Grant) -> list[AnyBlock]:
    """The obligations of the decision and its later changes, where there are any."""
    blocks: list[AnyBlock] = []
    if grant.obligations:
        rows = [
            {
                "what": text(one.text),
                "due": day(one.due).left if one.due else text(""),
                "proof": text(one.proof) if one.proof else asked(say("to be filled in")),
                "done": day(one.done).left if one.done else asked(say("not met yet")),
            }
            for one in grant.obligations
        ]
        caption = say("Obligations of the decision")
        blocks += [PaperHeading(caption), PaperTable(caption, Grid(OBLIGATIONS, rows))]
    if grant.changes:
        caption = say("Changes of the decision")
        blocks += [PaperHeading(caption), dated(caption, grant.changes)]
    return blocks


def dated(caption: Said, notes: tuple[DatedNote, ...]) -> PaperTable:
    """Notes of days as a table, the earliest first."""
    ordered = sorted(notes, key=lambda note: (note.on, note.text))
    return PaperTable(caption, Grid(NOTES, [{"on": day(note.on).left, "what": text(note.text)} for note in ordered]))


def met(grant: Grant) -> Said:
    """How many obligations were met, in a sentence; nothing while none are known."""
    if not grant.obligations:
        return ""
    return say.plural(
        "{n} of {all} obligations of the decision is met (chapter 1).",
        "{n} of {all} obligations of the decision are met (chapter 1).",
        sum(one.done is not None for one in grant.obligations),
        all=len(grant.obligations),
    )


def auditor(grant: Grant) -> list[AnyBlock | Only]:
    """Room for the auditor's statement, where the decision asks for one."""
    if not grant.auditor_statement:
        return []
    labels = (say("Opinion"), say("Auditor and office"), say("Place and date"), say("Signature"))
    lines = tuple(Particular(f"auditor_{n}", label, text("")) for n, label in enumerate(labels))
    caption = say("Auditor's statement")
    return [SheetGap(), PaperHeading(caption), PaperParticulars(caption, lines, OPINION)]
