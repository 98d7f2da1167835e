"""The texts of the account: particulars of the grant, explanations by hand, and declarations."""

from kpi.language import Said
from kpi.sentences import say

PARTICULARS: tuple[tuple[str, Said], ...] = (
    ("decision_number", say("Number of the grant decision")),
    ("applicant", say("Applicant")),
    ("contact", say("Contact")),
    ("deadline", say("Report due on")),
    ("accountability", say("What must be accounted for")),
    ("auditor_statement", say("Auditor's statement asked")),
)
"""The particulars of the grant decision, by field of the grant."""
WRITTEN: tuple[tuple[str, Said], ...] = (
    ("publicity", say("Publicity: evidence that the province is named")),
    ("lessons", say("Lessons learned")),
)
"""Chapters that are written by hand."""
FIRST_WRITTEN = 8
"""The number of the first of them."""
NO_GRANT = say("There is no grant for this plan year in the programme.")
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
