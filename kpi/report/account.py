"""The account to the grantor as one frozen value, built once; every format is written from it.

Amounts are euro, exact. None means unknown, and is shown as such. What still has to be written or filled in before
the account can be submitted is in ``missing``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar, cast

from kpi.facts.decisions.decision_kinds import SubmittedAccount
from kpi.language import Said
from kpi.money.sums import BudgetPicture, OpenCosts
from kpi.picture import Picture
from kpi.programme.finance import Grant
from kpi.programme.framework import PlanYear
from kpi.programme.plan import Programme
from kpi.report.account_texts import DECLARATIONS, FIRST_WRITTEN, OUTSIDE, PARTICULARS, SIGNING, WRITTEN
from kpi.report.classified import ClassifiedBooking, bookings, unclear
from kpi.report.evidence_rows import Evidence, Expense
from kpi.report.report_lines import JudgedBy, ReportLine, grant_period, judged_by, report_lines
from kpi.score.scores import GOOD, IndicatorScore, Status
from kpi.sentences import say

NOTHING_UNCLEAR = OpenCosts()
Made = TypeVar("Made")


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
    """A figure of a submitted report that has another value now.

    ``since``: the revision that changed it; None where it was the programme file.
    """

    account: SubmittedAccount
    name: str
    reported: str | None
    now: str | None
    since: int | None


@dataclass(frozen=True, slots=True)
class ChangedBooking:
    """A booking that isn't what it was in a submitted report; None where there was none, or is none any more.

    ``fields``: those that differ, by their names.
    """

    account: SubmittedAccount
    number: str
    before: Expense | None
    now: Expense | None
    fields: tuple[str, ...]


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
    open_costs: OpenCosts
    prior: BudgetPicture | None
    """The money of the plan year before on the same day; None for the first one, or while its lines aren't planned."""

    @property
    def as_of(self) -> date:
        """The reference date, included."""
        return self.picture.as_of

    @property
    def title(self) -> Said:
        """The title: progress report or final account, and its plan year; without a grant it is a year report."""
        if self.grant is None:
            return say("Year report, plan year {year}", year=self.year.id)
        if self.covers_year:
            return say("Final account of the subsidy, plan year {year}", year=self.year.id)
        return say("Progress report on the subsidy, plan year {year}", year=self.year.id)

    @property
    def chapters_by_hand(self) -> tuple[tuple[str, int, Said], ...]:
        """The chapters that are written by hand: the text, the number, the title; publicity is owed to a grantor."""
        numbered = ((name, number, label) for number, (name, label) in enumerate(WRITTEN, start=FIRST_WRITTEN))
        return tuple(one for one in numbered if self.grant or one[0] != "publicity")

    @property
    def declarations(self) -> tuple[tuple[str, Said], ...]:
        """The declarations that are asked for, those about a grant only with one."""
        return tuple(one for one in DECLARATIONS if self.grant or one[0] in {"activities", "records"})

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
        return judged_by(self.year, self.as_of)

    @property
    def covers_year(self) -> bool:
        """True for an account of the whole plan year; before its last day it is a progress report."""
        return self.as_of >= self.year.ends

    @property
    def has_money(self) -> bool:
        """True where costs, contributions or payments of the plan year are known up to the reference date."""
        known = self.picture.money
        spent = (known.totals.actual, known.totals.committed, known.unallocated)
        given = (known.financing.pledged, known.financing.received, known.financing.in_kind)
        return any((*spent, *given, known.subsidy.received))

    def shown_by_list(self, name: str) -> bool:
        """True where a list of the grant stands for a text: publicity by its links and pictures."""
        return name == "publicity" and bool(self.grant and self.grant.publicity)

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
    changed: tuple[ChangedBooking, ...] = ()
    """Bookings of this plan year that have changed since an earlier report."""
    _made: dict[Callable[..., object], object] = field(default_factory=dict, init=False, repr=False, compare=False)

    def made_once(self, make: "Callable[[SubsidyReport], Made]") -> Made:
        """What is made of this account, made the first time that it is asked for: it never changes."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("Made", self._made[make])

    @property
    def empty(self) -> bool:
        """True where nothing was booked, contributed or paid out for the plan year up to the reference date."""
        booked = any(one.expense.plan_year == self.year.id for one in self.bookings)
        stages = ("pledged", "invoiced", "received")
        given = any(
            row.counted(stage, self.as_of) is not None for row in self.evidence.contributions for stage in stages
        )
        return not (booked or given or self.picture.money.subsidy.received)


def outline(
    programme: Programme,
    picture: Picture,
    texts: Mapping[str, str] | None = None,
    unclear: OpenCosts = NOTHING_UNCLEAR,
    prior: BudgetPicture | None = None,
) -> Outline:
    """The part of the account on the picture's plan year that needs no row; ``texts``: the explanations so far."""
    written = dict(texts or {})
    grant = programme.grant(picture.plan_year)
    year = programme.plan_year(picture.plan_year)
    lines = report_lines(programme, picture, judged_by(year, picture.as_of), written)
    known = Outline(programme, picture, year, grant, lines, written, (), unclear, prior)
    return replace(known, missing=tuple(_missing(known)))


def subsidy_report(
    programme: Programme,
    picture: Picture,
    evidence: Evidence,
    texts: Mapping[str, str] | None = None,
    restated: tuple[Restatement, ...] = (),
    prior: BudgetPicture | None = None,
) -> SubsidyReport:
    """The account of the picture's plan year; ``texts``: the explanations so far."""
    grant, year = programme.grant(picture.plan_year), programme.plan_year(picture.plan_year)
    booked = bookings(evidence.expenses, evidence.elsewhere, picture.as_of, vat_recoverable(grant))
    known = outline(programme, picture, texts, unclear(booked, grant_period(grant, year)), prior)
    return SubsidyReport(**vars(known), bookings=booked, evidence=evidence, restated=restated)


def vat_recoverable(grant: Grant | None) -> bool:
    """Return true when VAT is left out of the costs, as it is unless a grant says that it can't be recovered."""
    return grant is None or grant.vat_recoverable


def must_explain(score: IndicatorScore) -> bool:
    """Return true when the grantor may expect an explanation: not achieved, not on track, and not too early.

    Not of what has no target.
    """
    return score.target is not None and score.status not in {*GOOD, Status.NOT_STARTED, Status.TOO_EARLY}


def _missing(report: Outline) -> Iterator[Missing]:
    """Everything that the account lacks, chapter by chapter."""
    grant, unclear = report.grant, report.open_costs
    for name, label in PARTICULARS if grant else ():
        if getattr(grant, name) is None:
            yield Missing(1, say("{what}: to be filled in", what=label))
    if unclear.unallocated_rows:
        lost = say.plural(
            "{n} paid booking of {amount} has no place in the budget: give it its plan year and budget line, or let it "
            "lapse",
            "{n} paid bookings of {amount} have no place in the budget: give them their plan year and budget line, or "
            "let them lapse",
            unclear.unallocated_rows,
            amount=say.money(unclear.unallocated),
        )
        yield Missing(5, lost)
    for chapter, name, sentence in _asked(report):
        if not report.written(name):
            yield Missing(chapter, sentence, name)


def _asked(report: Outline) -> Iterator[tuple[int, str, Said]]:
    """The texts that an account asks for: the chapter of each, its name, and what to say when it isn't written."""
    for score in report.picture.indicators:
        if must_explain(score):
            title = report.programme.indicator(score.id).title
            yield 4, f"indicator/{score.id}", say("Explanation of “{indicator}”", indicator=title)
    yield from _asked_of_costs(report)
    for name, chapter, label in report.chapters_by_hand:
        if report.shown_by_list(name):
            continue
        yield chapter, name, say("{what}: to be written", what=label)
    for number, (name, _) in enumerate(report.declarations, start=1):
        yield 10, f"declaration/{name}", say("Declaration {number} isn't given yet", number=number)
    for name, label in SIGNING:
        yield 10, name, say("Signature, {what}: to be filled in", what=label)


def _asked_of_costs(report: Outline) -> Iterator[tuple[int, str, Said]]:
    for line in report.lines:
        if line.to_explain:
            values = {"number": line.number, "line": line.picture.title}
            label = say("Explanation of the difference on line {number}, “{line}”", **values)
            yield 5, f"line/{line.picture.id}", label
    if report.grant and report.open_costs.outside_rows:
        yield 5, *OUTSIDE
