"""Which source is overdue: by the programme's rhythm, counted from the last file that brought it."""

from datetime import UTC, date, datetime

import pytest

from kpi.facts.proposal import Revision
from kpi.language import words_of
from kpi.programme.loading import default_programme_path, load_programme
from kpi.views.sources.freshness import SourceAge, freshness, freshness_table, overdue_sentence, overdue_words, rhythm
from kpi.views.table import texts

PROGRAMME = load_programme(default_programme_path())


def revision(number: int, day: date, *registers: str, undoes: int | None = None, undone_by: int | None = None,
             files: tuple[str, ...] = ("a.xlsx",)) -> Revision:  # fmt: skip
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Revision(
        number,
        "x",
        at,
        "",
        sample=False,
        undoes=undoes,
        undone_by=undone_by,
        files=files,
        written=dict.fromkeys(registers, 1),
    )


def ages(*revisions: Revision, today: date) -> dict[str, SourceAge]:
    return {one.register: one for one in freshness(PROGRAMME, revisions, {}, today)}


def test_a_sheet_is_overdue_from_the_day_after_its_rhythm() -> None:
    first = revision(1, date(2018, 1, 1), "expenses")
    on_time = ages(first, today=date(2018, 2, 1))["expenses"]
    assert (words_of("nl").say(on_time.owner), on_time.age_days, on_time.due, on_time.overdue) == (
        "Penningmeester",
        31,
        date(2018, 2, 1),
        False,
    )
    assert ages(first, today=date(2018, 2, 2))["expenses"].overdue


def test_only_files_make_a_source_fresh_and_what_was_taken_back_does_not_count() -> None:
    old, taken = revision(1, date(2018, 1, 1), "expenses"), revision(2, date(2018, 5, 1), "expenses", undone_by=3)
    undo = revision(3, date(2018, 5, 2), "expenses", undoes=2, files=())
    by_hand = revision(4, date(2018, 5, 3), "expenses", files=())
    assert ages(old, taken, undo, by_hand, today=date(2018, 5, 4))["expenses"].updated == date(2018, 1, 1)


def test_that_there_was_nothing_new_counts_from_the_day_on_which_it_was_said() -> None:
    old = revision(1, date(2018, 1, 1), "expenses", "vacancies")
    said = {"expenses": date(2018, 3, 1), "vacancies": date(2017, 12, 1)}
    found = {one.register: one for one in freshness(PROGRAMME, (old,), said, date(2018, 3, 2))}
    assert (found["expenses"].updated, found["expenses"].overdue) == (date(2018, 3, 1), False)
    assert found["vacancies"].updated == date(2018, 1, 1)


def test_what_never_came_in_is_overdue_once_anything_did() -> None:
    assert not any(one.overdue for one in ages(today=date(2018, 1, 1)).values())
    found = ages(revision(1, date(2018, 1, 1), "expenses"), today=date(2018, 1, 2))
    assert found["vacancies"].overdue
    assert not found["expenses"].overdue


def test_the_overdue_sources_are_named_first_and_in_one_sentence() -> None:
    words = words_of("nl")
    all_of_it = revision(1, date(2018, 1, 1), *PROGRAMME.sheets)
    found = freshness(PROGRAMME, (all_of_it, revision(2, date(2018, 2, 20), "expenses")), {}, date(2018, 3, 1))
    assert words.say(overdue_words(found)) == "4 bronnen te laat"
    assert [words.say(overdue_words(found[:n])) for n in (0, 1)] == ["", "1 bron te laat"]
    assert words.say(overdue_sentence(found)) == "4 bronnen zijn te laat: Organisaties, Bijdragen, Vacatures, Videos."
    shown = texts(freshness_table(found), words)
    assert shown.rows[0][-1] == "te laat sinds 01-02-2018"
    assert [row[0] for row in shown.rows if row[-1].startswith("te laat")] == [
        "Organisaties",
        "Bijdragen",
        "Vacatures",
        "Videos",
    ]


@pytest.mark.parametrize(
    ("every", "told"),
    [
        (7, "wekelijks"),
        (10, "elke 10 dagen"),
        (14, "tweewekelijks"),
        (31, "maandelijks"),
        (92, "per kwartaal"),
        (366, "jaarlijks"),
        (400, "elke 400 dagen"),
    ],
)
def test_a_rhythm_is_named_as_people_name_it(every: int, told: str) -> None:
    assert words_of("nl").say(rhythm(every)) == told
