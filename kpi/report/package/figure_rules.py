"""What the figures of the account rest on that no rows give: other figures of the index, or what was promised.

A rule of arithmetic is written out with the names of its figures, so that whoever reads the index can follow it, in
any language; other rules are words.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from kpi.language import Said
from kpi.report.account import SubsidyReport
from kpi.report.account_texts import BASES
from kpi.report.classified import Standing
from kpi.score.scores import GOOD, Status
from kpi.sentences import say

PROMISED = say("the programme file, or what was decided since")
GRANTED = say("the grant, in the programme file")
FORECAST = say("what is booked, and what is still to come by the way in which the line is spent")
BEFORE = say("the same figure of the plan year before, by the same facts")
COUNTED = say("counted in this account")
ARITHMETIC: tuple[tuple[str, str], ...] = (
    ("line/*/remaining", "line/{0}/budget − line/{0}/actual − line/{0}/committed"),
    ("line/*/difference", "line/{0}/{judged} − line/{0}/budget"),
    ("line/*/share", "line/{0}/difference ÷ line/{0}/budget"),
    ("total/difference", "total/{judged} − total/budget"),
    ("total/share", "total/difference ÷ total/budget"),
    ("total/used", "total/actual ÷ total/budget"),
    ("total/*", "sum(line/*/{0})"),
    ("hours/*/budget", "output/{0}/planned × hours/{0}/rate"),
    ("hours/*/worth", "output/{0} × hours/{0}/rate"),
    ("output/*/difference", "output/{0} − output/{0}/planned"),
    ("output/*/part", "output/{0} ÷ output/{0}/planned"),
    ("income/subsidy/difference", "subsidy/amount − income/subsidy/budgeted"),
    ("income/contributions/difference", "financing/received − income/contributions/budgeted"),
    ("balance/left", "balance/cash − total/paid"),
    ("settlement/to_receive", "max(0, subsidy/amount − subsidy/received)"),
    ("settlement/to_repay", "max(0, subsidy/received − subsidy/amount)"),
    ("settlement/surplus", "max(0, subsidy/amount + financing/received − total/actual)"),
)
"""By pattern of a name: the rule; ``{0}`` is what the first star stands for, ``{judged}`` what is held to a budget."""
WORDS: tuple[tuple[str, Said], ...] = (
    ("line/*/original", PROMISED),
    ("line/*/budget", PROMISED),
    ("line/*/forecast", FORECAST),
    ("line/*/prior", BEFORE),
    ("total/cost", say("the costs of the bookings on the lines of the budget")),
    ("total/prior", BEFORE),
    ("hours/*/rate", PROMISED),
    ("hours/*/actual", say("the actual costs of the bookings of the line that have hours")),
    ("output/*/planned", PROMISED),
    ("income/*/budgeted", PROMISED),
    ("income/*/prior", BEFORE),
    ("subsidy/plan_gap", say("the budget less the subsidy asked and the contributions planned, by the programme file")),
    ("grant/*", GRANTED),
    ("goal/*/score", say("the mean of how far its indicators are, each between nothing and the whole target")),
    ("goal/*/horizon_*/*", COUNTED),
    ("goal/*/horizon_*", say("the mean of how far its indicators are, each between nothing and the whole target")),
    ("goal/*/*", COUNTED),
    ("indicator/*/baseline", PROMISED),
    ("indicator/*/target", PROMISED),
    ("indicator/*/expected", say("the path from the baseline to the target, on the reference date")),
    ("indicator/*/why", say("the indicator with its target and path, and the thresholds of the programme file")),
    ("restated/*/reported", say("the account that was submitted then")),
    ("restated/*/now", say("the same figure by the facts of this revision")),
    ("changed/*/reported", say("the booking as it was in the account that was submitted then")),
    ("changed/*/now", say("the booking as it is in this revision")),
    ("activity/*/*", say("the criteria that the sheet of activities names")),
    ("check/*/rest/*", say("the bookings of this kind that only the workbook lists")),
    ("count/*", COUNTED),
)
"""By pattern of a name: the rule in words."""


def figure_rule(report: SubsidyReport, name: str) -> Said:
    """What a figure follows from; empty where rows give it."""
    judged = {"judged": report.judged_by}
    if name == "balance/cash":
        return "financing/received + subsidy/received" if report.grant else "financing/received"
    if report.grant and re.fullmatch(r"check/\w+/(with|without)", name):
        costs, checked = "total/eligible", f"{name.rpartition('/')[0]}/eligible"
        values = {"rule": BASES[report.grant.basis], "costs": costs, "checked": checked}
        return say("{rule}; by {costs} with and without {checked}", **values)
    for pattern, words in WORDS:
        if _parts(pattern, name) is not None:
            return words
    for pattern, arithmetic in ARITHMETIC:
        if (parts := _parts(pattern, name)) is not None:
            return arithmetic.format(*parts, **judged)
    return ""


def _parts(pattern: str, name: str) -> tuple[str, ...] | None:
    """What each star of a pattern stands for in a name; None where it doesn't fit.

    >>> _parts("line/*/share", "line/office/share"), _parts("line/*", "line/office/share")
    (('office',), None)
    """
    found = _form(pattern).fullmatch(name)
    return found.groups() if found else None


@cache
def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"\*", "([^/]+)"))


def counts(report: SubsidyReport) -> Mapping[str, int]:
    """What sentences of the account count, by the names of their figures."""
    picture, obligations = report.picture, report.grant.obligations if report.grant else ()
    statuses = Counter(score.status for score in picture.indicators)
    own = [one for one in report.bookings if one.standing is Standing.LINE and one.actual]
    found = {
        "good": sum(score.status in GOOD for score in picture.indicators),
        "judged": len(picture.judged),
        **{status.value: statuses[status] for status in Status},
        "to_explain": sum(line.to_explain for line in report.lines),
        "met": sum(one.done is not None for one in obligations),
        "obligations": len(obligations),
        "proven": sum(bool(one.expense.evidence) for one in own),
        "bookings": len(own),
        "criteria": len(report.programme.choices("criterion")),
    }
    goals = {
        f"goal/{goal.id}/horizon_{horizon}/{name}": count
        for goal in picture.goals
        for horizon, part in goal.horizons.items()
        for name, count in (("measured", part.measured), ("started", part.indicators))
    }
    activities = {
        f"activity/{number}/criteria": len(activity.criteria)
        for number, activity in enumerate(report.evidence.activities, start=1)
    }
    return {f"count/{name}": count for name, count in found.items()} | goals | activities
