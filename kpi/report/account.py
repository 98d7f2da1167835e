"""The account to the province as one frozen value, built once; every format is written from it.

Amounts are euro, exact. None means unknown, and is shown as such. What still has to be written or filled in before
the report can be final is in ``missing``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kpi.language import N_, Said, Words
from kpi.money.sums import LinePicture
from kpi.monitor import Picture
from kpi.programme.finance import Grant
from kpi.programme.framework import PlanYear
from kpi.programme.plan import Programme
from kpi.report.classified import ClassifiedBooking, bookings
from kpi.report.evidence_rows import Evidence
from kpi.report.submitted import Restatement
from kpi.score.scores import IndicatorScore, Status

GOOD = (Status.ACHIEVED, Status.ON_TRACK)
"""Statuses that need no explanation to the province."""
PARTICULARS: tuple[tuple[str, str], ...] = (
    ("decision_number", N_("Number of the grant decision")),
    ("applicant", N_("Applicant")),
    ("contact", N_("Contact")),
    ("deadline", N_("Report due on")),
    ("accountability", N_("What must be accounted for")),
    ("auditor_statement", N_("Auditor's statement asked")),
)
"""What the grant decision must still say, by field of the grant."""
WRITTEN: tuple[tuple[str, str], ...] = (
    ("publicity", N_("Publicity: evidence that the province is named")),
    ("lessons", N_("Lessons learned")),
)
"""Chapters that are written by hand."""
NOT_BUDGETED = Decimal(0)
"""What a line that came with a later version had in the original budget."""
NARRATIVES: tuple[tuple[str, int, str], ...] = (
    ("summary", 2, N_("Summary")),
    ("activities", 3, N_("Activity report")),
    ("performance", 4, N_("Performance account")),
    ("finance", 5, N_("Financial report")),
    ("income", 6, N_("Income")),
    ("deviations", 7, N_("Deviations and notifications")),
)
"""Chapters that may be introduced in one's own words: the name of the text, the chapter, what it is about."""
DECLARATIONS: tuple[tuple[str, str], ...] = (
    (
        "activities",
        N_("The activities were carried out as this report describes; differences from the plan are explained."),
    ),
    (
        "costs",
        N_("The costs were actually made, were necessary for the activities and fall within the period of the grant."),
    ),
    (
        "excluded",
        N_(
            "Recoverable VAT, gifts, interest and costs from before the application are not part of the eligible costs."
        ),
    ),
    ("obligations", N_("The obligations of the grant decision were met, or the report says which were not.")),
    ("records", N_("The administration is kept for seven years and can be inspected at any time.")),
)
"""What whoever signs declares, by name; it is given when a text ``declaration/<name>`` says by whom."""
SIGNING: tuple[tuple[str, str], ...] = (
    ("signatory", N_("Name")),
    ("position", N_("Position")),
    ("place", N_("Place and date")),
)
"""Who signs, by name of the text."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that a final report needs: in which chapter, and what."""

    chapter: int
    sentence: str
    values: Mapping[str, Said]
    text: str = ""
    """The name of the text that has to be written; empty where it is a setting of the grant."""

    def say(self, words: Words) -> str:
        """The sentence in the user's language."""
        shown = {k: words.say(v) for k, v in self.values.items()}
        return words(self.sentence, **{k: words(v) if k == "what" else v for k, v in shown.items()})


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A budget line beside the budget it was granted with, and how far it lies from it.

    ``difference``: actual − approved budget. ``share`` of the approved budget, None where that is zero.
    """

    number: int
    picture: LinePicture
    original: Decimal
    difference: Decimal | None
    share: Decimal | None
    to_explain: bool
    to_notify: bool
    explanation: str | None


@dataclass(frozen=True)
class Outline:
    """An account without the rows that it lays open: its lines, its texts, and what is still missing."""

    programme: Programme
    picture: Picture
    year: PlanYear
    grant: Grant | None
    lines: tuple[ReportLine, ...]
    texts: Mapping[str, str]
    """What was written, by ``indicator/<id>``, ``line/<id>``, ``declaration/<name>`` and the names above."""
    missing: tuple[Missing, ...]

    @property
    def as_of(self) -> date:
        """The reference date, included."""
        return self.picture.as_of

    @property
    def final(self) -> bool:
        """Whether it accounts for the whole plan year; before its last day it is a progress report."""
        return self.as_of >= self.year.ends

    @property
    def draft(self) -> bool:
        """Whether something is still missing, or sample data is in it."""
        return bool(self.missing) or self.picture.sample

    def written(self, name: str) -> str:
        """A text by its name; empty when it isn't written."""
        return self.texts.get(name, "")


@dataclass(frozen=True)
class SubsidyReport(Outline):
    """Everything that the province gets to see about a plan year, on a reference date, as known in a revision."""

    bookings: tuple[ClassifiedBooking, ...]
    evidence: Evidence
    restated: tuple[Restatement, ...] = ()
    """What earlier reports said that is otherwise now."""


def outline(programme: Programme, picture: Picture, texts: Mapping[str, str] | None = None) -> Outline:
    """What of the report on the picture's plan year needs no row; ``texts`` are the explanations written so far."""
    written = dict(texts or {})
    grant = programme.grant(picture.plan_year)
    lines = _lines(programme, picture, grant, written)
    missing = (
        *_particulars(grant),
        *_unexplained(programme, picture, written),
        *_lines_missing(lines),
        *_unwritten(written),
        *_undeclared(written),
    )
    return Outline(programme, picture, programme.plan_year(picture.plan_year), grant, lines, written, missing)


def subsidy_report(
    programme: Programme,
    picture: Picture,
    evidence: Evidence,
    texts: Mapping[str, str] | None = None,
    restated: tuple[Restatement, ...] = (),
) -> SubsidyReport:
    """The report on the picture's plan year; ``texts`` are the explanations written so far."""
    held = outline(programme, picture, texts)
    recoverable = held.grant.vat_recoverable if held.grant else True
    return SubsidyReport(
        **vars(held),
        bookings=bookings(evidence.expenses, evidence.elsewhere, picture.as_of, recoverable),
        evidence=evidence,
        restated=restated,
    )


def must_explain(score: IndicatorScore) -> bool:
    """Whether the province may expect an explanation: not achieved, not on track, and not too soon to say."""
    return score.status not in {*GOOD, Status.NOT_STARTED, Status.TOO_EARLY}


def _lines(
    programme: Programme, picture: Picture, grant: Grant | None, texts: Mapping[str, str]
) -> tuple[ReportLine, ...]:
    number = {line.id: line.number for line in programme.budget_lines()}
    original = _original(programme, picture.plan_year)
    return tuple(
        _line(number[line.id], original.get(line.id, NOT_BUDGETED), line, grant, texts.get(f"line/{line.id}"))
        for line in picture.money.lines
    )


def _original(programme: Programme, plan_year: str) -> dict[str, Decimal]:
    budget = programme.original_budget(plan_year)
    return {line.id: line.amount for line in budget.lines} if budget else {}


def _line(
    number: int, original: Decimal, line: LinePicture, grant: Grant | None, explanation: str | None
) -> ReportLine:
    difference = None if line.actual is None or line.budget is None else line.actual - line.budget
    share = None if difference is None or not line.budget else difference / line.budget
    return ReportLine(
        number=number,
        picture=line,
        original=original,
        difference=difference,
        share=share,
        to_explain=deviates(difference, line.budget, grant.explain_share, grant.explain_amount) if grant else False,
        to_notify=deviates(difference, line.budget, grant.notify_share, None) if grant else False,
        explanation=explanation,
    )


def deviates(difference: Decimal | None, budget: Decimal | None, share: Decimal, amount: Decimal | None) -> bool:
    """Whether a difference reaches the share of the budget, or the amount; an unknown one doesn't.

    >>> deviates(Decimal(-250), Decimal(2500), Decimal("0.10"), None)
    True
    >>> deviates(Decimal("249.99"), Decimal(2500), Decimal("0.10"), Decimal(2500))
    False
    """
    if difference is None or budget is None:
        return False
    by_share = budget != 0 and abs(difference) >= share * budget
    return by_share or (amount is not None and abs(difference) >= amount)


def _particulars(grant: Grant | None) -> tuple[Missing, ...]:
    if grant is None:
        return (Missing(1, N_("There is no grant for this plan year in the programme."), {}),)
    empty = [label for name, label in PARTICULARS if getattr(grant, name) is None]
    return tuple(Missing(1, N_("{what}: to be filled in"), {"what": label}) for label in empty)


def _unexplained(programme: Programme, picture: Picture, texts: Mapping[str, str]) -> tuple[Missing, ...]:
    return tuple(
        Missing(
            4,
            N_("Explanation of “{indicator}”"),
            {"indicator": programme.indicator(score.id).title},
            f"indicator/{score.id}",
        )
        for score in picture.indicators
        if must_explain(score) and not texts.get(f"indicator/{score.id}")
    )


def _lines_missing(lines: tuple[ReportLine, ...]) -> tuple[Missing, ...]:
    return tuple(
        Missing(
            5,
            N_("Explanation of the difference on line {number}, “{line}”"),
            {"number": str(one.number), "line": one.picture.title},
            f"line/{one.picture.id}",
        )
        for one in lines
        if one.to_explain and not one.explanation
    )


def _unwritten(texts: Mapping[str, str]) -> tuple[Missing, ...]:
    chapters = {"publicity": 8, "lessons": 9}
    return tuple(
        Missing(chapters[name], N_("{what}: to be written"), {"what": label}, name)
        for name, label in WRITTEN
        if not texts.get(name)
    )


def _undeclared(texts: Mapping[str, str]) -> tuple[Missing, ...]:
    empty = [
        Missing(10, N_("Declaration {number} isn't given yet"), {"number": str(number)}, f"declaration/{name}")
        for number, (name, _) in enumerate(DECLARATIONS, start=1)
        if not texts.get(f"declaration/{name}")
    ]
    unsigned = [
        Missing(10, N_("Signature, {what}: to be filled in"), {"what": label}, name)
        for name, label in SIGNING
        if not texts.get(name)
    ]
    return (*empty, *unsigned)
