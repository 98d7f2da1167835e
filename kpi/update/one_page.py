"""Writes the update on one page of A4: what changed since the last meeting, for who reads nothing else."""

from pathlib import Path

from kpi.documents.pdf.pdf import pdf
from kpi.language import Words
from kpi.update.deck.deck_file import banner, foot, headed
from kpi.update.quarterly_update import UpdateReport
from kpi.update.update_sentences import share, warnings
from kpi.update.update_texts import lines, section
from kpi.views.results.overview import headline

LEFT = ("changes", "members", "vacancies")
RIGHT = ("visibility", "money", "decided", "attention", "coming")
LIMITS = ((8, 400), (6, 240), (5, 160), (4, 120))
"""So many lines of so many letters a section may have: the first of these with which a column has room."""
ROOM = 3000
"""Letters that a column holds in small print."""


def write_page(report: UpdateReport, path: Path, words: Words) -> None:
    """The update as one page, tagged, to both standards; the same update gives the same bytes."""
    path.write_bytes(pdf("update", page_values(report, words), report.as_of))


def page_values(report: UpdateReport, words: Words) -> dict[str, object]:
    """What stands on the page, by the places of its template."""
    limit = _limit(report, words)
    return {
        "title": headed(report, words),
        "description": words("What changed since {since}", since=words.date(report.since)),
        "language": words.language,
        "author": report.programme.name.in_(words.language),
        "footer": foot(report, words),
        "banner": banner(report, words),
        "mark": words("DRAFT") if report.after.sample else "",
        "page": words("page {page} of {pages}", page="{page}", pages="{pages}"),
        "lead": words("Where we stand, and what changed since {since}", since=words.date(report.since)),
        "first": _first(report, words, limit),
        "goals": _goals(report, words),
        "since": words("Since {since}", since=words.date(report.since)),
        "left": [_part(report, name, words, limit) for name in LEFT],
        "right": [_part(report, name, words, limit) for name in RIGHT],
    }


Limit = tuple[int, int]


def _limit(report: UpdateReport, words: Words) -> Limit:
    """How much each section may say; the deck has it all."""
    for limit in LIMITS:
        columns = ([line for name in names for line in _lines(report, name, words, limit)] for names in (LEFT, RIGHT))
        if all(sum(map(len, column)) <= ROOM for column in columns):
            return limit
    return LIMITS[-1]


def _first(report: UpdateReport, words: Words, limit: Limit) -> dict[str, object]:
    """Where the programme stands; the scores of the goals stand in the table, unless somebody wrote of them."""
    first = _part(report, "where", words, limit)
    if "where" in report.written:
        return first
    told = (words.say(headline(report.after)), *warnings(report, words))
    return {**first, "lines": [shortened(line, LIMITS[0][1]) for line in told]}


def _part(report: UpdateReport, name: str, words: Words, limit: Limit) -> dict[str, object]:
    return {"heading": words(section(name).heading), "lines": _lines(report, name, words, limit)}


def _lines(report: UpdateReport, name: str, words: Words, limit: Limit) -> list[str]:
    """The lines of a section within the limit, and how many more there are."""
    most, longest = limit
    told = lines(report, name, words)
    shown = [shortened(line, longest) for line in told[:most]]
    rest = len(told) - len(shown)
    if rest > 0:
        shown.append(words.plural("And {n} more in the presentation.", "And {n} more in the presentation.", rest))
    return shown


def shortened(line: str, longest: int) -> str:
    """A line that is no longer than that, cut between words.

    >>> shortened("een twee drie vier", 12), shortened("kort", 12)
    ('een twee …', 'kort')
    """
    if len(line) <= longest:
        return line
    kept = line[: longest - 1]
    return (kept[: kept.rfind(" ")] if " " in kept else kept[:-1]) + " …"


def _goals(report: UpdateReport, words: Words) -> dict[str, object]:
    """The goals with their scores on both days, as a table."""
    before = {goal.id: goal.score for goal in report.before.goals}
    names = {goal.id: goal.short.in_(words.language) for goal in report.programme.goals}
    days = (words.short_date(report.since), words.short_date(report.as_of))
    return {
        "caption": words("How far each goal is on its way"),
        "columns": [
            {"title": words("Goal"), "figures": False, "width": 1},
            *({"title": day, "figures": True, "width": 0} for day in days),
        ],
        "rows": [
            [f"{goal.id} {names[goal.id]}", share(before[goal.id], words), share(goal.score, words)]
            for goal in report.after.goals
        ],
    }
