"""The account to the grantor as one frozen value, built once; every format is written from it.

Amounts are euro, exact. None means unknown, and is shown as such. What still has to be written or filled in before
the account can be submitted is in ``missing``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from kpi.facts.decisions.decision_kinds import SubmittedAccount
from kpi.language import Said
from kpi.money.sums import LinePicture
from kpi.picture import Picture
from kpi.programme.finance import Grant
from kpi.programme.framework import PlanYear
from kpi.programme.plan import Programme
from kpi.report.account_texts import DECLARATIONS, FIRST_WRITTEN, NO_GRANT, PARTICULARS, POSSIBLY, SIGNING, WRITTEN
from kpi.report.classified import ClassifiedBooking, bookings
from kpi.report.evidence_rows import Evidence
from kpi.score.scores import GOOD, IndicatorScore, Status
from kpi.sentences import listed, say, yes_no

JudgedBy = Literal["actual", "forecast"]
NOT_BUDGETED = Decimal(0)
"""The original budget of a line that came with a later version."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that an account needs before it can be submitted: in which chapter, and what.

    ``text``: the name of the text that has to be written; empty where it is a setting of the grant.
    """

    chapter: int
    sentence: Said
    text: str = ""


@dataclass(frozen=True, slots=True)
class Restatement:
    """A figure of a submitted report that has another value now; ``since``: the revision that changed it."""

    account: SubmittedAccount
    name: str
    reported: str | None
    now: str | None
    since: int


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A budget line beside the budget it was granted with, and how far it lies from it.

    ``difference``: actual − approved budget; while the plan year runs forecast − approved budget, since a part of the
    year is never held against the whole budget. ``share`` of the approved budget, None where that is zero.
    """

    number: int
    picture: LinePicture
    original: Decimal
    judged_by: JudgedBy
    grant: Grant | None
    explanation: str | None

    @property
    def judged(self) -> Decimal | None:
        """The amount that is held against the approved budget."""
        return self.picture.actual if self.judged_by == "actual" else self.picture.outcome

    @property
    def difference(self) -> Decimal | None:
        """The judged amount less the approved budget; None where one of them isn't known."""
        budget = self.picture.budget
        return None if self.judged is None or budget is None else self.judged - budget

    @property
    def share(self) -> Decimal | None:
        """The difference as a part of the approved budget; None where that is zero or not known."""
        return self.difference / self.picture.budget if self.difference is not None and self.picture.budget else None

    @property
    def to_explain(self) -> bool:
        """True where the grant asks to explain the difference."""
        budget, grant = self.picture.budget, self.grant
        return grant is not None and deviates(self.difference, budget, grant.explain_share, grant.explain_amount)

    @property
    def to_notify(self) -> bool:
        """True where the difference may have to be notified to the grantor."""
        budget, grant = self.picture.budget, self.grant
        return grant is not None and deviates(self.difference, budget, grant.notify_share, None)

    @property
    def numbered(self) -> Said:
        """The name of the line after its number in the budget."""
        return listed((f"{self.number}.", self.picture.title), " ")

    @property
    def duty(self) -> Said:
        """The duty to notify the grantor of the difference, in words."""
        return POSSIBLY if self.to_notify else yes_no(value=False)


@dataclass(frozen=True)
class Outline:
    """An account without the rows that it lays open: its lines, its texts, and what is still missing."""

    programme: Programme
    picture: Picture
    year: PlanYear
    grant: Grant | None
    lines: tuple[ReportLine, ...]
    texts: Mapping[str, str]
    """Texts by hand, by ``indicator/<id>``, ``line/<id>``, ``declaration/<name>`` and the names above."""
    missing: tuple[Missing, ...]

    @property
    def as_of(self) -> date:
        """The reference date, included."""
        return self.picture.as_of

    @property
    def title(self) -> Said:
        """The title: progress report or final account, and its plan year."""
        if self.covers_year:
            return say("Final account of the subsidy, plan year {year}", year=self.year.id)
        return say("Progress report on the subsidy, plan year {year}", year=self.year.id)

    @property
    def about(self) -> Said:
        """The line of every page: programme, plan year, reference date and revision."""
        return say(
            "{programme} · plan year {year} · reference date {day} · revision {revision}",
            programme=self.programme.name,
            year=self.year.id,
            day=say.date(self.as_of),
            revision=self.picture.revision,
        )

    @property
    def judged_by(self) -> JudgedBy:
        """The figure that is held against the approved budget."""
        return _judged_by(self.year, self.as_of)

    @property
    def covers_year(self) -> bool:
        """True for an account of the whole plan year; before its last day it is a progress report."""
        return self.as_of >= self.year.ends

    def written(self, name: str) -> str:
        """A text by its name; empty when it isn't written."""
        return self.texts.get(name, "")


@dataclass(frozen=True)
class SubsidyReport(Outline):
    """Everything that the grantor gets to see about a plan year, on a reference date, as known in a revision."""

    bookings: tuple[ClassifiedBooking, ...]
    evidence: Evidence
    restated: tuple[Restatement, ...] = ()
    """Figures of earlier reports that have changed since."""


def outline(programme: Programme, picture: Picture, texts: Mapping[str, str] | None = None) -> Outline:
    """The part of the account on the picture's plan year that needs no row; ``texts``: the explanations so far."""
    written = dict(texts or {})
    grant = programme.grant(picture.plan_year)
    year = programme.plan_year(picture.plan_year)
    lines = _lines(programme, picture, _judged_by(year, picture.as_of), grant, written)
    missing = tuple(_missing(programme, picture, lines, written))
    return Outline(programme, picture, year, grant, lines, written, missing)


def subsidy_report(
    programme: Programme,
    picture: Picture,
    evidence: Evidence,
    texts: Mapping[str, str] | None = None,
    restated: tuple[Restatement, ...] = (),
) -> SubsidyReport:
    """The account of the picture's plan year; ``texts``: the explanations so far."""
    known = outline(programme, picture, texts)
    return SubsidyReport(
        **vars(known),
        bookings=bookings(evidence.expenses, evidence.elsewhere, picture.as_of, vat_recoverable(known.grant)),
        evidence=evidence,
        restated=restated,
    )


def vat_recoverable(grant: Grant | None) -> bool:
    """Return true when VAT is left out of the costs, as it is unless a grant says that it can't be recovered."""
    return grant is None or grant.vat_recoverable


def must_explain(score: IndicatorScore) -> bool:
    """Return true when the grantor may expect an explanation: not achieved, not on track, and not too early.

    Not of what has no target.
    """
    return score.target is not None and score.status not in {*GOOD, Status.NOT_STARTED, Status.TOO_EARLY}


def _judged_by(year: PlanYear, as_of: date) -> JudgedBy:
    return "actual" if as_of >= year.ends else "forecast"


def _lines(
    programme: Programme, picture: Picture, judged_by: JudgedBy, grant: Grant | None, texts: Mapping[str, str]
) -> tuple[ReportLine, ...]:
    number = {line.id: line.number for line in programme.budget_lines()}
    budget = programme.original_budget(picture.plan_year)
    original = {line.id: line.amount for line in budget.lines} if budget else {}
    return tuple(
        ReportLine(
            number=number[line.id],
            picture=line,
            original=original.get(line.id, NOT_BUDGETED),
            judged_by=judged_by,
            grant=grant,
            explanation=texts.get(f"line/{line.id}"),
        )
        for line in picture.money.lines
    )


def deviates(difference: Decimal | None, budget: Decimal | None, share: Decimal, amount: Decimal | None) -> bool:
    """Return true when a difference reaches the share of the budget, or the amount; an unknown one doesn't.

    >>> deviates(Decimal(-250), Decimal(2500), Decimal("0.10"), None)
    True
    >>> deviates(Decimal("249.99"), Decimal(2500), Decimal("0.10"), Decimal(2500))
    False
    """
    if difference is None or budget is None:
        return False
    by_share = budget != 0 and abs(difference) >= share * budget
    return by_share or (amount is not None and abs(difference) >= amount)


def _missing(
    programme: Programme, picture: Picture, lines: Iterable[ReportLine], texts: Mapping[str, str]
) -> Iterator[Missing]:
    """Everything that the account lacks, chapter by chapter."""
    grant = programme.grant(picture.plan_year)
    if grant is None:
        yield Missing(1, NO_GRANT)
    for field, label in PARTICULARS if grant else ():
        if getattr(grant, field) is None:
            yield Missing(1, say("{what}: to be filled in", what=label))
    for chapter, name, sentence in _asked(programme, picture, lines):
        if not texts.get(name):
            yield Missing(chapter, sentence, name)


def _asked(programme: Programme, picture: Picture, lines: Iterable[ReportLine]) -> Iterator[tuple[int, str, Said]]:
    """The texts that an account asks for: the chapter of each, its name, and what to say when it isn't written."""
    for score in picture.indicators:
        if must_explain(score):
            title = programme.indicator(score.id).title
            yield 4, f"indicator/{score.id}", say("Explanation of “{indicator}”", indicator=title)
    for line in lines:
        if line.to_explain:
            values = {"number": line.number, "line": line.picture.title}
            sentence = say("Explanation of the difference on line {number}, “{line}”", **values)
            yield 5, f"line/{line.picture.id}", sentence
    for chapter, (name, label) in enumerate(WRITTEN, start=FIRST_WRITTEN):
        yield chapter, name, say("{what}: to be written", what=label)
    for number, (name, _) in enumerate(DECLARATIONS, start=1):
        yield 10, f"declaration/{name}", say("Declaration {number} isn't given yet", number=number)
    for name, label in SIGNING:
        yield 10, name, say("Signature, {what}: to be filled in", what=label)
