"""What comes in the half year after the reference date: targets, cycles, deadlines, activities, in order of date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kpi.language import Words
from kpi.update.quarterly_update import UpdateReport
from kpi.update.reading_update import ahead
from kpi.update.update_sentences import listed
from kpi.views.value_words import figure

STARTING = 4


@dataclass(frozen=True, slots=True)
class Coming:
    """Something of a day, or of a month as a whole (``by_month``)."""

    on: date
    what: str
    by_month: bool = False

    def when(self, words: Words) -> str:
        """The day in words, or the month."""
        return words.month(self.on) if self.by_month else words.date(self.on)


def coming(report: UpdateReport, words: Words) -> tuple[Coming, ...]:
    """Everything that the half year brings, the earliest first."""
    last = ahead(report.as_of)
    found = [*_targets(report, words), *_ends(report, words), *_accepted(report, words)]
    inside = [one for one in found if report.as_of < one.on <= last]
    meetings = [Coming(day, words("Meeting of the steering group.")) for day in report.news.meetings]
    everything = [*inside, *meetings, *_cycles(report, words), *_starting(report, words)]
    return tuple(sorted(everything, key=lambda one: (one.on, not one.by_month, one.what)))


def sentences(report: UpdateReport, words: Words) -> tuple[str, ...]:
    """The same as sentences."""
    found = coming(report, words)
    if not found:
        return (words("Nothing is planned for the coming half year."),)
    return tuple(f"{one.when(words)}: {one.what}" for one in found)


def _targets(report: UpdateReport, words: Words) -> Iterator[Coming]:
    for indicator, _, score in report.pairs():
        for target in score.targets:
            if target.met is None:
                noun = indicator.noun.in_(words.language)
                said = words.say(figure(target.value, indicator.unit, noun))
                title = indicator.title.in_(words.language)
                yield Coming(target.due, words("Target of “{title}”: {value}.", title=title, value=said))


def _ends(report: UpdateReport, words: Words) -> Iterator[Coming]:
    for year in report.programme.plan_years:
        yield Coming(year.ends, words("Last day of plan year {year}.", year=year.id))
    for grant in report.programme.grants:
        if grant.deadline:
            yield Coming(grant.deadline, words("Account for {year} due at the province.", year=grant.plan_year))


def _accepted(report: UpdateReport, words: Words) -> Iterator[Coming]:
    for indicator, _, score in report.pairs():
        if score.acceptance:
            title = indicator.title.in_(words.language)
            yield Coming(score.acceptance.until, words("The accepted deviation of “{title}” ends.", title=title))


def _cycles(report: UpdateReport, words: Words) -> Iterator[Coming]:
    """The next month of each cycle of the programme, within the half year."""
    start = report.as_of.year * 12 + report.as_of.month
    months = [date(month // 12, month % 12 + 1, 1) for month in range(start, start + 6)]
    for cycle in report.programme.cycles:
        due = next((month for month in months if month.month in cycle.months), None)
        if due:
            yield Coming(due, words("{cycle}.", cycle=cycle.title.in_(words.language)), by_month=True)


def _starting(report: UpdateReport, words: Words) -> Iterator[Coming]:
    """Activities that begin: by month, so that a long list stays short."""
    by_month: dict[date, list[str]] = {}
    for one in report.news.starting:
        by_month.setdefault(one.on.replace(day=1), []).append(one.name)
    for month, names in by_month.items():
        said = words.plural(
            "{n} activity begins: {names}.",
            "{n} activities begin: {names}.",
            len(names),
            names=listed(names, words, STARTING).removesuffix("."),
        )
        yield Coming(month, said, by_month=True)
