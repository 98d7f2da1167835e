"""Reads the quarterly update: the pictures of two days, and the rows that are new between them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from kpi.facts.database.gc_pause import paused
from kpi.facts.decisions.decision_kinds import UpdateText
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.decisions.minutes import entries, of_kind, previous_meeting, taken_decisions
from kpi.facts.decisions.minutes_kinds import MinutesEntry
from kpi.facts.decisions.minutes_kinds import MinutesKind as EntryKind
from kpi.facts.measuring.counted_rows import of_register
from kpi.facts.measuring.tallies import tally
from kpi.facts.reader import Reader, filled_registers
from kpi.facts.store import Store
from kpi.monitor import picture
from kpi.programme.measure import Condition, Term, Window
from kpi.update.quarterly_update import Dated, News, NewsKind, NotBefore, UpdateQuestion, UpdateReport, ahead
from kpi.views.grouping import MEMBERS, memberships_told, months, scope_of, total
from kpi.views.promised.minutes_words import quarter_before

EVERY = 1_000_000
MONTHS = 12
VIDEO = ("title", "published_on", "kind", "organisation", "url")
EVENT, ACTIVITY = ("name", "held_on", "kind", "place"), ("name", "starts_on", "type", "top_sector")
PAGE = re.compile(r"https?://[^\s<>\"]{3,300}")
UNTIL = Window(kind="until")


@paused()
def read_update(reader: Reader, since: date, as_of: date, plan_year: str, language: str) -> UpdateReport:
    """The update on the time after ``since`` up to and including ``as_of``, with the texts edited in that language."""
    return UpdateReport(
        programme=reader.programme,
        before=picture(reader, since, plan_year),
        after=picture(reader, as_of, plan_year),
        news=news(reader, since, as_of),
        written=written(reader, as_of, language),
    )


def meeting_before(reader: Reader, as_of: date) -> date | None:
    """The day of the last meeting before the reference date; None when none was kept."""
    return previous_meeting(entries(reader), as_of)


def compared_with(reader: Reader, as_of: date) -> date:
    """The day that the update compares with when nobody names one: the last meeting's, else a quarter before."""
    return meeting_before(reader, as_of) or quarter_before(as_of)


def written(reader: Reader, as_of: date, language: str) -> dict[str, UpdateText]:
    """The texts edited for the update of that date, by section."""
    made = decisions(reader, UpdateText, f"{as_of.isoformat()}/{language}/")
    return {text.decision.section: text.decision for text in made}


def news(reader: Reader, since: date, as_of: date) -> News:
    """The events after one day up to and including the other."""
    joined, left, kinds = _members(reader, since, as_of)
    postings, positions, filled = _vacancies(reader, since, as_of)
    registers = filled_registers(reader) - {"memberships"}
    videos, events = _dated(reader, "videos", VIDEO), _dated(reader, "events", EVENT)
    return News(
        registers=registers | {"memberships"} if memberships_told(reader) else registers,
        joined=joined,
        left=left,
        members=kinds,
        postings=postings,
        positions=positions,
        filled=filled,
        months=_months(reader, as_of),
        videos=_between(videos, since, as_of),
        events=_between(events, since, as_of),
        kept=_kept(reader, since, as_of),
        open_decisions=tuple(one.entry for one in taken_decisions(reader, as_of) if one.is_open(as_of)),
        meetings=_meetings(reader, as_of),
        starting=_between(_dated(reader, "activities", ACTIVITY), as_of, ahead(as_of)),
        planned=_between(events, as_of, ahead(as_of)),
        story=_story(videos, since, as_of),
    )


def _kept(reader: Reader, since: date, as_of: date) -> tuple[MinutesEntry, ...]:
    """What was written down between the days; of a meeting that was compared with also what it decided that day."""
    kept = entries(reader)
    met = any(meeting.day == since for meeting in of_kind(kept, EntryKind.MEETING))
    return tuple(
        entry
        for entry in kept
        if entry.kind not in (EntryKind.MEETING, EntryKind.PROPOSAL)
        and since <= entry.day <= as_of
        and (met or entry.day != since)
    )


def _meetings(reader: Reader, as_of: date) -> tuple[date, ...]:
    """The meetings planned within the time that the update looks ahead."""
    kept = of_kind(entries(reader), EntryKind.MEETING)
    return tuple(dict.fromkeys(meeting.day for meeting in kept if as_of < meeting.day <= ahead(as_of)))


def _members(reader: Reader, since: date, as_of: date) -> tuple[tuple[str, ...], tuple[str, ...], tuple[NewsKind, ...]]:
    """Members who joined and left, and members by kind on both days; a membership's first and last day count."""
    by = ("organisation.name", "organisation", "organisation.kind")
    before, after = ([group.by for group in tally(reader, MEMBERS, by, day)] for day in (since, as_of))
    then, now = ({str(listed or written) for listed, written, _ in members} for members in (before, after))
    kinds = [Counter(kind for *_, kind in members) for members in (before, after)]
    order = [*(choice.id for choice in reader.programme.choices("organisation_kind")), None]
    counted = [NewsKind(kind, *(each[kind] for each in kinds)) for kind in order]
    present = tuple(kind for kind in counted if kind.before or kind.after)
    return tuple(sorted(now - then)), tuple(sorted(then - now)), present


def _vacancies(reader: Reader, since: date, as_of: date) -> tuple[int, int, int]:
    """Postings and positions published between the days, and positions filled between them; all within scope."""
    scope = scope_of(reader.programme, "vacancies")
    published = Term(register_name="vacancies", add="rows", scope=scope, dates=("published_on",), window=UNTIL)
    filled = published.model_copy(
        update={"add": "sum", "of": "filled", "dates": ("filled_day",), "where": (Condition(field="filled", above=0),)}
    )
    terms = (published, published.model_copy(update={"add": "sum", "of": "positions"}), filled)
    counted = [[int(total(tally(reader, term, (), day))) for day in (since, as_of)] for term in terms]
    postings, positions, taken = (after - before for before, after in counted)
    return postings, positions, taken


def _months(reader: Reader, as_of: date) -> tuple[tuple[date, int], ...]:
    term = Term(
        register_name="vacancies",
        add="sum",
        of="positions",
        scope=scope_of(reader.programme, "vacancies"),
        dates=("published_on",),
        window=UNTIL,
    )
    by_month = months(tally(reader, term, ("published_on.month",), as_of), 0, as_of)
    return tuple((day, int(value or Fraction(0))) for day, value in by_month[-MONTHS:])


def _dated(reader: Reader, register: str, fields: tuple[str, ...]) -> tuple[Dated, ...]:
    """The rows with a date, by day; ``fields``: name, date, kind, what it is about and, if any, its address."""
    facts = of_register(reader, register, limit=EVERY)
    places = [facts.fields.index(name) for name in fields]
    rows = [[row.values[place] for place in places] for row in facts.rows]
    known = sorted((row for row in rows if isinstance(row[1], date)), key=lambda row: (row[1], str(row[0])))
    return tuple(
        Dated(on, str(name), kind and str(kind), about and str(about), _address(*address))  # type: ignore[arg-type]
        for name, on, kind, about, *address in known
    )


def _address(given: object = None) -> str:
    """The address of a page that may be opened from a slide; empty for anything else."""
    address = str(given or "").strip()
    return address if PAGE.fullmatch(address) else ""


def _between(rows: Iterable[Dated], after: date, until: date) -> tuple[Dated, ...]:
    """Those after one day and up to another."""
    return tuple(row for row in rows if after < row.on <= until)


def _story(videos: Sequence[Dated], since: date, as_of: date) -> Dated | None:
    """The video to show: a new one before an older one, about an organisation, that can be seen, the latest."""
    shown = [video for video in videos if video.on <= as_of]
    return max(shown, key=lambda one: (one.on > since, bool(one.about), bool(one.address), one.on), default=None)


def update_of(store: Store, asked: UpdateQuestion) -> UpdateReport:
    """The update of a question, by the programme in force in its revision. Raises NotBefore."""
    if asked.since >= asked.as_of:
        raise NotBefore(since=asked.since.isoformat(), day=asked.as_of.isoformat())
    with store.read(asked.revision, confidential=False) as reader:
        return read_update(reader, asked.since, asked.as_of, asked.plan_year, asked.language)
