"""One page of A4 in two columns as a frozen value, written with as much of its lines as there is room for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kpi.documents.grid import Grid
from kpi.documents.pdf.pdf import pdf
from kpi.language import Said, Words

LIMITS = ((8, 400), (6, 240), (5, 160), (4, 120))
"""So many lines of so many letters a part may have: the first of these with which a column has room."""
ROOM = 3000
"""Letters that a column holds in small print."""
Limit = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PagePart:
    """A heading with its lines; all of them are shown where it is ``whole``."""

    heading: Said
    lines: Sequence[Said]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class ColumnPage:
    """A page: a first part with a table over its width, then two columns of parts under a heading."""

    title: Said
    description: Said
    author: Said
    footer: Said
    banner: Said
    mark: Said
    lead: Said
    first: PagePart
    caption: Said
    table: Grid
    heading: Said
    left: Sequence[PagePart]
    right: Sequence[PagePart]


def write(page: ColumnPage, words: Words, made: date) -> bytes:
    """The page in a language, tagged, to both standards; the same page gives the same bytes."""
    return pdf("update", values(page, words), made)


def values(page: ColumnPage, words: Words) -> dict[str, object]:
    """The texts of the page, by the places of its template."""
    limit = _limit(page, words)
    return {
        "title": words.say(page.title),
        "description": words.say(page.description),
        "language": words.language,
        "author": words.say(page.author),
        "footer": words.say(page.footer),
        "banner": words.say(page.banner),
        "mark": words.say(page.mark),
        "page": words("page {page} of {pages}", page="{page}", pages="{pages}"),
        "lead": words.say(page.lead),
        "first": _part(page.first, words, limit),
        "goals": _table(page, words),
        "since": words.say(page.heading),
        "left": [_part(part, words, limit) for part in page.left],
        "right": [_part(part, words, limit) for part in page.right],
    }


def _limit(page: ColumnPage, words: Words) -> Limit:
    """The most that each part may say."""
    for limit in LIMITS:
        if all(_letters(column, words, limit) <= ROOM for column in (page.left, page.right)):
            return limit
    return LIMITS[-1]


def _letters(column: Sequence[PagePart], words: Words, limit: Limit) -> int:
    return sum(len(line) for part in column for line in _lines(part, words, limit))


def _part(part: PagePart, words: Words, limit: Limit) -> dict[str, object]:
    return {"heading": words.say(part.heading), "lines": _lines(part, words, limit)}


def _lines(part: PagePart, words: Words, limit: Limit) -> list[str]:
    """The lines of a part within the limit, and the number of those left out."""
    every = [line.strip() for sentence in part.lines for line in words.say(sentence).splitlines() if line.strip()]
    most, longest = (len(every), LIMITS[0][1]) if part.whole else limit
    shown = [shortened(line, longest) for line in every[:most]]
    rest = len(every) - len(shown)
    if rest > 0:
        shown.append(words.plural("And {n} more in the presentation.", "And {n} more in the presentation.", rest))
    return shown


def shortened(line: str, longest: int) -> str:
    """The line, cut between words where it is longer.

    >>> shortened("een twee drie vier", 12), shortened("kort", 12)
    ('een twee …', 'kort')
    """
    if len(line) <= longest:
        return line
    kept = line[: longest - 1]
    return (kept[: kept.rfind(" ")] if " " in kept else kept[:-1]) + " …"


def _table(page: ColumnPage, words: Words) -> dict[str, object]:
    columns = page.table.columns
    return {
        "caption": words.say(page.caption),
        "columns": [
            {"title": words.say(column.heading), "figures": column.figures, "width": int(not column.figures)}
            for column in columns
        ],
        "rows": [[words.say(row[column.id]) for column in columns] for row in page.table.rows],
    }
