"""How old the sources are, in one line: grouped by day, the oldest first."""

from dataclasses import replace
from datetime import date

from kpi.language import words_of
from kpi.views.sources.freshness import SourceAge, ages_sentence, standing


def age(label: str, updated: date | None) -> SourceAge:
    return SourceAge(label.lower(), label, "", None, updated, None, None, overdue=False)


def test_sources_of_one_day_stand_together_and_what_never_came_in_is_not_named() -> None:
    old, new = date(2018, 5, 1), date(2018, 7, 2)
    ages = (age("Videos", new), age("Leden", old), age("Pitches", None), age("Uitgaven", new))
    assert words_of("nl").say(ages_sentence(ages)) == (
        "Laatst bijgewerkt: 01-05-2018 Leden; 02-07-2018 Videos, Uitgaven."
    )
    assert words_of("nl").say(ages_sentence((age("Pitches", None),))) == ""


def test_one_day_for_every_source_is_said_once() -> None:
    ages = (age("Leden", date(2018, 7, 2)), age("Videos", date(2018, 7, 2)))
    assert words_of("nl").say(ages_sentence(ages)) == "Alle bronnen zijn het laatst bijgewerkt op 02-07-2018."


def test_the_sources_stand_in_one_sentence() -> None:
    ages = (age("Leden", date(2018, 5, 1)), age("Videos", date(2018, 7, 2)))
    assert words_of("nl").say(standing(ages)) == (
        "Geen enkele bron is te laat; de laatste gegevens kwamen binnen op 2 juli 2018."
    )
    assert words_of("nl").say(standing((age("Leden", None),))) == "Er is nog niets ingelezen."
    late = (replace(age("Leden", date(2018, 5, 1)), overdue=True), age("Videos", date(2018, 7, 2)))
    assert words_of("nl").say(standing(late)) == "1 bron is te laat: Leden."
