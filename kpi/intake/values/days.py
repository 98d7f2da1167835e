"""Dates as people type them; a day that isn't certain, or doesn't exist, is refused."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone, tzinfo

from kpi.intake.formats.cells import Merged, Raw, clean
from kpi.intake.unreadable import Doubt, Fault

FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2099, 12, 31)
"""Dates outside are slips of the pen (1017, 2107) or a zero that was formatted as a date."""
CENTURY, CENTURY_OPEN = 2000, 50
"""A year of two digits is one of this century; from so many on it may as well be one of the century before."""

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
_BARE = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[.,]0+)?")
_DUTCH = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/\d{2,4}\b")
_FIGURES = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}\b")
MONTHS = 12
SWAPPED_FROM = 2
"""So many different dates of each sort tell that a column was read by two rules; one may be chance."""
_WORDS = re.compile(r"(\d{1,2})\s*[-/. ]?\s*([a-z]{3,9})\.?\s*[-/. ]?\s*'?(\d{4}|\d{2})")
_PARTIAL = re.compile(
    r"[a-z]{3,9}\.?[-/ ']*\d{2,4}|\d{1,2}[-/]\d{4}|\d{4}|\d{4}-\d{2}|\d{1,2}[- /][a-z]{3,9}"
    r"|(?:\d{4}[- ]?)?(?:kw(?:artaal)?|q|wk?|week)[- .]?\d{1,2}(?:[- /]+\d{4})?|\d(?:e|ste)? kwartaal(?: \d{4})?"
)
"""A month, a quarter, a week or a year, which is no day."""
_WEEKDAYS = (
    ("maandag", "ma", "monday", "mon"),
    ("dinsdag", "di", "tuesday", "tue", "tues"),
    ("woensdag", "wo", "woe", "wednesday", "wed"),
    ("donderdag", "do", "don", "thursday", "thu", "thur", "thurs"),
    ("vrijdag", "vr", "vrij", "friday", "fri"),
    ("zaterdag", "za", "zat", "saturday", "sat"),
    ("zondag", "zo", "zon", "sunday", "sun"),
)
WEEKDAY = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
_WEEKDAY_FIRST = re.compile(r"([a-z]{2,9})[,.]?\s+(?=\d)")
_CLOCK = re.compile(
    r"(?:t|,\s+|(?<!\s)\s+)(?:om\s+)?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?:uur\b|u\b)?([ap])?(?:\.?m\.?)?"
    r"\s*(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?$"
)
"""A time of the day behind a day: hours, minutes, seconds, am or pm, and the offset from UTC."""
_LAST_MINUTE = time(23, 59)


def day(raw: Raw, zone: tzinfo | None = None) -> date | Fault | Doubt:
    """The day of a cell: a real date, or a text in Dutch order, ISO order or with the month in letters.

    A moment that gives its offset from UTC is put in ``zone``; a time of the day is left out, with a remark. A year
    of two digits is read as 20xx, with a warning; from 50 on it could be 19xx, and is refused.

    >>> day("1-7-2017"), day("1 juli 2017"), day("2017-07-01") == day("1/7/2017"), day("31-02-2017").code
    (datetime.date(2017, 7, 1), datetime.date(2017, 7, 1), True, 'no_such_date')
    >>> day("jul-17").code, day(42917.0).code, day(20170701.0), day("01/07/17").value
    ('date_without_day', 'number_as_date', datetime.date(2017, 7, 1), datetime.date(2017, 7, 1))
    """
    if isinstance(raw, datetime):
        return _of_moment(raw)
    if isinstance(raw, date):
        return _within(raw)
    if isinstance(raw, str):
        return _from_text(raw.casefold(), zone)
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        return Fault("not_a_date")
    return _from_digits(str(raw)) or Fault("number_as_date")


class Order:
    """In which order the dates of a column put day and month, as far as those with slashes tell."""

    def __init__(self) -> None:
        self.month_first = ""
        """The first text that is written as American programs do: its month first, or its hours with AM or PM."""
        self.day_first = False
        """Whether any text only makes a day in Dutch order."""
        self.either: set[str] = set()
        """The texts that were read in Dutch order, and could be other days."""
        self.rows: list[int] = []
        """Where in the table these stand."""
        self.late: set[str] = set()
        """Texts that only make a day in Dutch order."""
        self.early: set[date] = set()
        """Real dates that could be other days; empty once one can't."""
        self.mixed = False
        """Whether a real date or a text doesn't fit with another machine having swapped the real ones."""

    @property
    def doubtful(self) -> bool:
        """True where dates that could be read in either order aren't certain."""
        return bool(self.month_first) and not self.day_first

    @property
    def swapped(self) -> bool:
        """True where each real date has a day up to 12 and each text a later one: the machine read the month first."""
        return not self.mixed and min(len(self.late), len(self.early)) >= SWAPPED_FROM

    def note_day(self, raw: Raw) -> None:
        """Take a real date of the column."""
        if isinstance(raw, date):
            self.mixed = self.mixed or raw.day > MONTHS
            self.early.add(raw)

    def note(self, text: str) -> None:
        """Take a text of the column."""
        if parts := _FIGURES.match(text):
            late = int(parts[1]) > MONTHS >= int(parts[2])
            self.mixed = self.mixed or not late
            self.late |= {text} if late else set()
        slashed = _SLASHED.match(text)
        if not slashed:
            return
        first, second = int(slashed[1]), int(slashed[2])
        self.day_first = self.day_first or first > MONTHS >= second
        clock = _CLOCK.search(text.casefold())
        if second > MONTHS >= first or (first <= MONTHS and clock and clock[4]):
            self.month_first = self.month_first or text
        if first != second and max(first, second) <= MONTHS:
            self.either.add(text)

    def place(self, raws: Sequence[Raw], start: int) -> None:
        """Keep in which rows of the table, the first of them ``start``, texts stand that could be other days."""
        if self.either:
            cells = enumerate(raws, start)
            self.rows += [
                row for row, raw in cells if isinstance(raw, (str, Merged)) and clean(str(raw)) in self.either
            ]


def _of_moment(moment: datetime) -> date | Fault | Doubt:
    """The day of a real date with a time; a conversion between programs may leave it seconds before midnight."""
    if moment.time() > _LAST_MINUTE and moment.date() < LAST_DAY:
        read = _within(moment.date() + timedelta(days=1))
        return read if isinstance(read, Fault) else Doubt(read, Fault("almost_midnight", {"known": f"{read:%d-%m-%Y}"}))
    return _without_time(_within(moment.date()), moment.time())


def _without_time(read: date | Fault | Doubt, clock: time) -> date | Fault | Doubt:
    """Return a day that had a time with it; up to a minute past midnight is the day itself."""
    return Doubt(read, Fault("time_left_out")) if type(read) is date and clock >= time(0, 1) else read


def _from_text(text: str, zone: tzinfo | None) -> date | Fault | Doubt:
    clock = _CLOCK.search(text)
    if not clock:
        return _from_day_text(text)
    read = _from_day_text(text[: clock.start()].strip())
    moment = _time_of(clock)
    if isinstance(read, Fault) or moment is None:
        return read if isinstance(read, Fault) else Fault("not_a_date")
    if zone and moment.tzinfo and type(read) is date:
        local = datetime.combine(read, moment).astimezone(zone)
        return _without_time(_within(local.date()), local.time())
    return _without_time(read, moment.replace(tzinfo=None))


def _time_of(clock: re.Match[str]) -> time | None:
    """Return the time of the day with its offset, if it gives one; None when there is no such time."""
    hour, minute, second = (int(clock[each] or 0) for each in (1, 2, 3))
    if clock[4]:
        if not 1 <= hour <= MONTHS:
            return None
        hour = hour % MONTHS + (MONTHS if clock[4] == "p" else 0)
    try:
        return time(hour, minute, second, tzinfo=_offset(clock[5]) if clock[5] else None)
    except ValueError:
        return None


def _offset(written: str) -> timezone:
    """Return the offset of ``z`` or ``+02:00``; raises ValueError from a whole day on."""
    digits = written[1:].replace(":", "") if written[0] in "+-" else "0000"
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-offset if written[0] == "-" else offset)


def _from_day_text(text: str) -> date | Fault | Doubt:
    named = _WEEKDAY_FIRST.match(text)
    if not named or named[1] not in WEEKDAY:
        return _from_plain_text(text)
    read = _from_plain_text(text[named.end() :])
    found = read.value if isinstance(read, Doubt) else read
    if isinstance(found, date) and found.weekday() != WEEKDAY[named[1]]:
        return Fault("weekday_differs", {"known": f"{found:%d-%m-%Y}"})
    return read


def _from_plain_text(text: str) -> date | Fault | Doubt:
    if parts := _ISO.fullmatch(text):
        year, month, number = (int(part) for part in parts.groups())
        return _existing(year, month, number)
    if parts := _DUTCH.fullmatch(text):
        return _dutch(parts[1], int(parts[2]), parts[3])
    parts = _WORDS.fullmatch(text)
    if parts and parts[2] in MONTH:
        return _dutch(parts[1], MONTH[parts[2]], parts[3])
    if read := _from_digits(text):
        return read
    if re.fullmatch(r"\d{5,}(?:[.,]\d+)?", text):
        return Fault("number_as_date")
    return Fault("date_without_day" if _PARTIAL.fullmatch(text) else "not_a_date")


def _from_digits(text: str) -> date | Fault | None:
    """Return the day of ``20170912``; None for digits that don't begin with a year."""
    parts = _BARE.fullmatch(text)
    if not parts or not FIRST_DAY.year <= int(parts[1]) <= LAST_DAY.year:
        return None
    return _existing(int(parts[1]), int(parts[2]), int(parts[3]))


def _dutch(number: str, month: int, year: str) -> date | Fault | Doubt:
    short = len(year) == len("17")
    if short and int(year) >= CENTURY_OPEN:
        return Fault("century_open", {"known": f"{CENTURY + int(year)}", "other": f"{CENTURY - 100 + int(year)}"})
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
