"""The words of the account: its files, the grant and its rules, contributions, texts by hand, and declarations."""

from datetime import date

from kpi.language import N_, Said, Words
from kpi.programme.finance import Accountability, SubsidyBasis
from kpi.programme.plan import Programme
from kpi.sentences import say

ACCOUNT, YEAR_REPORT, EVIDENCE, LETTER = N_("subsidy-report"), N_("year-report"), N_("evidence"), N_("notification")
SUBMISSION, COVERING, CHECKLIST = N_("submission"), N_("covering-letter"), N_("checklist")
"""The beginning of each file's name, before its plan year and date."""


PARTICULARS: tuple[tuple[str, Said], ...] = (
    ("decision_number", say("Number of the grant decision")),
    ("applicant", say("Applicant")),
    ("chamber_number", say("Chamber of Commerce number")),
    ("account_number", say("Account number")),
    ("contact", say("Contact")),
    ("deadline", say("Report due on")),
    ("accountability", say("What must be accounted for")),
    ("auditor_statement", say("Auditor's statement asked")),
)
"""The particulars of the grant decision, by field of the grant."""
ANNEXES: dict[str, Said] = {
    "contributions": say("Annex A: contributions by organisation"),
    "bookings": say("Annex B: bookings by budget line"),
    "definitions": say("Annex C: definitions"),
    "provenance": say("Annex D: where everything comes from"),
    "proofs": say("Annex E: list of evidence"),
}
"""The titles of the annexes, in their order."""
WRITTEN: tuple[tuple[str, Said], ...] = (
    ("publicity", say("Publicity: evidence that the grantor is named")),
    ("lessons", say("Lessons learned")),
)
"""Chapters that are written by hand."""
FIRST_WRITTEN = 8
"""The number of the first of them."""
BASES: dict[SubsidyBasis, Said] = {
    "fixed": say("the amount granted, whatever the costs"),
    "percentage_capped": say("a percentage of the eligible costs, at most the amount granted"),
    "pro_rata": say("the amount granted in proportion to the eligible costs, at most that amount"),
    "deficit_capped": say("the eligible costs less other income, at most the amount granted"),
}
"""The way from the costs to the amount."""
CLASSES: dict[Accountability, Said] = {
    "none": say("nothing, unless the grantor asks"),
    "performance": say("the performance"),
    "costs": say("the performance and the costs"),
}
"""The account that the grant asks."""
STAGES = (
    ("pledged", "toegezegd", say("Pledged")),
    ("invoiced", "gefactureerd", say("Invoiced")),
    ("received", "ontvangen", say("Received")),
)
"""The stages of a contribution: the field, its name in formulas of the workbook, and its heading."""

OUTSIDE = "costs/outside", say("Explanation of the costs outside the period of the grant")
"""The text about costs that are asked for though they fall outside the period: its name, and what it is."""
POSSIBLY = say("⚠ possibly")
"""Said of a duty to notify that a difference may bring."""
NARRATIVES: tuple[tuple[str, int, Said], ...] = (
    ("summary", 2, say("Summary")),
    ("activities", 3, say("Activity report")),
    ("performance", 4, say("Performance account")),
    ("finance", 5, say("Financial report")),
    ("income", 6, say("Income")),
    ("deviations", 7, say("Deviations and notifications")),
)
"""Chapters that may be introduced in one's own words: the name of the text, the chapter, what it is about."""
DECLARATIONS: tuple[tuple[str, Said], ...] = (
    (
        "activities",
        say("The activities were carried out as this report describes; differences from the plan are explained."),
    ),
    (
        "costs",
        say("The costs were actually made, were necessary for the activities and fall within the period of the grant."),
    ),
    (
        "excluded",
        say(
            "Recoverable VAT, gifts, interest and costs from before the application are not part of the eligible costs."
        ),
    ),
    ("obligations", say("The obligations of the grant decision were met, or the report says which were not.")),
    ("records", say("The administration is kept for seven years and can be inspected at any time.")),
)
"""The declarations of the signatory, by name; one is given when a text ``declaration/<name>`` says by whom."""
SIGNING: tuple[tuple[str, Said], ...] = (
    ("signatory", say("Name")),
    ("position", say("Position")),
    ("place", say("Place and date")),
)
"""The lines of the signature block, by name of the text."""


def account_kind(programme: Programme, plan_year: str) -> str:
    """Return how the file of an account begins: a year without a grant has a year report."""
    return ACCOUNT if programme.grant(plan_year) else YEAR_REPORT


def file_stem(name: str, plan_year: str, as_of: date, revision: int, words: Words) -> str:
    """Return the name of a file without its ending: its kind, plan year, reference date and revision."""
    return f"{words(name)}-{plan_year}-{as_of.isoformat()}-r{revision}"


def kind_label(programme: Programme, kind: str | None) -> Said:
    """A kind of organisation in words; also when it isn't known."""
    return say("kind not known") if kind is None else programme.choice_shown("organisation_kind", kind)


def form_label(programme: Programme, form: str) -> Said:
    """Cash or in kind, in the programme's words."""
    return programme.choice_shown("contribution_form", form)
