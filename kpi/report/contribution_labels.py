"""The stages, forms and kinds of contributions as the account names them."""

from kpi.language import Said
from kpi.programme.plan import Programme
from kpi.sentences import say

STAGES = (
    ("pledged", "toegezegd", say("Pledged")),
    ("invoiced", "gefactureerd", say("Invoiced")),
    ("received", "ontvangen", say("Received")),
)
"""The stages of a contribution: the field, its name in formulas of the workbook, and its heading."""


def kind_label(programme: Programme, kind: str | None) -> Said:
    """A kind of organisation in words; also when it isn't known."""
    return say("kind not known") if kind is None else programme.choice("organisation_kind", kind).label


def form_label(programme: Programme, form: str) -> Said:
    """Cash or in kind, in the programme's words."""
    return programme.choice("contribution_form", form).label
