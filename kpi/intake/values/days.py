"""Dates as people type them; a day that isn't certain, or doesn't exist, is refused."""

import re
from datetime import date, datetime, time

from kpi.intake.formats.cells import Raw
from kpi.intake.unreadable import Fault
from kpi.intake.values.meaning import Doubt

FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2099, 12, 31)
"""Dates outside are slips of the pen (1017, 2107) or a zero that was formatted as a date."""
CENTURY = 2000

_MONTHS = (
    ("januari", "jan", "january"),
    ("februari", "feb", "february", "febr"),
    ("maart", "mrt", "mar", "march"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("augustus", "aug", "august"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "oct", "october"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DUTCH = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/\d{2,4}\b")
MONTHS = 12
_WORDS = re.compile(r"(?:[a-z]{2,9}[,.]?\s+)?(\d{1,2})\s*[-/. ]?\s*([a-z]{3,9})\.?\s*[-/. ]?\s*(\d{4}|\d{2})")
_PARTIAL = re.compile(r"[a-z]{3,9}\.?[-/ ']*\d{2,4}|\d{1,2}[-/]\d{4}|\d{4}|\d{4}-\d{2}|\d{1,2}[- /][a-z]{3,9}")
_CLOCK = re.compile(r"[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|\+00:00)?$")


def day(raw: Raw) -> date | Fault | Doubt:
    """The day of a cell: a real date, or a text in Dutch order, ISO order or with the month in letters.

    A year of two digits is read as 20xx, with a warning.

    >>> day("1-7-2017"), day("1 juli 2017"), day("2017-07-01") == day("1/7/2017"), day("31-02-2017").code
    (datetime.date(2017, 7, 1), datetime.date(2017, 7, 1), True, 'no_such_date')
    >>> day("jul-17").code, day(42917.0).code, day("01/07/17").value
    ('date_without_day', 'number_as_date', datetime.date(2017, 7, 1))
    """
    if isinstance(raw, datetime):
        return _within(raw.date()) if raw.time() == time(0) else Fault("time_in_date")
    if isinstance(raw, date):
        return _within(raw)
    if isinstance(raw, str):
        return _from_text(raw.casefold())
    return Fault("number_as_date" if isinstance(raw, (int, float)) and not isinstance(raw, bool) else "not_a_date")


class Order:
    """In which order the dates of a column put day and month, as far as those with slashes tell."""

    def __init__(self) -> None:
        self.month_first = ""
        """The first text that only makes a day with its month first, as American programs write it."""
        self.day_first = False
        """Whether any text only makes a day in Dutch order."""
        self.either: set[object] = set()
        """The days that were read in Dutch order, and could be others."""

    @property
    def doubtful(self) -> bool:
        """True where dates that could be read in either order aren't certain."""
        return bool(self.month_first) and not self.day_first

    def note(self, text: str, meaning: object) -> None:
        """Take a text of the column, and what it was read as."""
        slashed = _SLASHED.match(text)
        if not slashed:
            return
        first, second = int(slashed[1]), int(slashed[2])
        self.day_first = self.day_first or first > MONTHS >= second
        if second > MONTHS >= first:
            self.month_first = self.month_first or text
        elif first != second:
            self.either.add(meaning.value if isinstance(meaning, Doubt) else meaning)


def _from_text(text: str) -> date | Fault | Doubt:
    clock = _CLOCK.search(text.upper())
    if clock:
        if any(int(part or 0) for part in clock.groups()):
            return Fault("time_in_date")
        text = text[: clock.start()].strip()
    if parts := _ISO.fullmatch(text):
        year, month, number = (int(part) for part in parts.groups())
        return _existing(year, month, number)
    if parts := _DUTCH.fullmatch(text):
        return _dutch(parts[1], int(parts[2]), parts[3])
    parts = _WORDS.fullmatch(text)
    if parts and parts[2] in MONTH:
        return _dutch(parts[1], MONTH[parts[2]], parts[3])
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", text):
        return Fault("number_as_date")
    return Fault("date_without_day" if _PARTIAL.fullmatch(text) else "not_a_date")


def _dutch(number: str, month: int, year: str) -> date | Fault | Doubt:
    short = len(year) == len("17")
    read = _existing(int(year) + (CENTURY if short else 0), month, int(number))
    if isinstance(read, Fault) or not short:
        return read
    return Doubt(read, Fault("two_digit_year", {"known": f"{read:%d-%m-%Y}"}))


def _existing(year: int, month: int, number: int) -> date | Fault:
    try:
        return _within(date(year, month, number))
    except ValueError:
        return Fault("no_such_date")


def _within(read: date) -> date | Fault:
    if FIRST_DAY <= read <= LAST_DAY:
        return read
    return Fault("date_out_of_range", {"first": f"{FIRST_DAY:%d-%m-%Y}", "last": f"{LAST_DAY:%d-%m-%Y}"})
