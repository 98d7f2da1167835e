"""How old the sources are, in one line: grouped by day, the oldest first."""

from datetime import date

from kpi.language import words_of
from kpi.views.freshness import SourceAge, ages_sentence


def age(label: str, updated: date | None) -> SourceAge:
    return SourceAge(label.lower(), label, "", None, updated, None, None, overdue=False)


def test_sources_of_one_day_stand_together_and_what_never_came_in_is_not_named() -> None:
    old, new = date(2018, 5, 1), date(2018, 7, 2)
    ages = (age("Videos", new), age("Leden", old), age("Pitches", None), age("Uitgaven", new))
    assert ages_sentence(ages, words_of("nl")) == ("Laatst bijgewerkt: 01-05-2018 Leden; 02-07-2018 Videos, Uitgaven.")
    assert ages_sentence((age("Pitches", None),), words_of("nl")) == ""
