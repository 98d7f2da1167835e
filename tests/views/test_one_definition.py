"""One thing has one figure; where it is asked in two ways (of a year, of a horizon) each is named."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.monitor import picture
from kpi.picture import Picture
from kpi.programme.loading import load_programme
from kpi.programme.plan import Programme
from kpi.score.scores import Status
from kpi.settings import settings
from kpi.views.comparison.compare import compare, goals_table, headline, indicators_table
from kpi.views.results.attention import concerns
from kpi.views.results.overview import balance_sentence, goal_cards, goal_words
from kpi.views.table import texts

NL, EN = words_of("nl"), words_of("en")
DAY = date(2018, 6, 30)


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load_programme(settings().programme)


@pytest.fixture(scope="module")
def now(sample_file: Path, programme: Programme) -> Picture:
    with open_store(f"sqlite:///{sample_file}", programme).read() as reader:
        return picture(reader, DAY, "2017-2018")


def test_a_yearly_target_names_what_its_year_asks_beside_what_the_plan_does(now: Picture, programme: Programme) -> None:
    rows = {row[0]: row for row in texts(indicators_table(compare(now, now), programme, everything=True), NL).rows}
    assert rows["Vacatures op smarthub.nl"][-1] == "250 in 2018, 500 op 31-12-2020"
    assert rows["Regionale financiering per jaar"][-1] == "€\xa0150.000 in 2018, €\xa0300.000 op 31-12-2020"
    assert rows["Bedrijven die lid zijn"][-1] == "100 op 31-12-2020"


def test_the_score_of_a_goal_is_named_over_all_targets_and_for_each_horizon(now: Picture, programme: Programme) -> None:
    assert [NL.say(goal_words(card.score)) for card in goal_cards(now, programme)] == [
        "alle doelen: 85%",
        "alle doelen: 61%",
    ]
    assert texts(goals_table(compare(now, now), programme), NL).rows == (
        ("1: Smart Industry-regio", "85%", "85%"),
        ("1: Beoogde resultaten 2017", "96%", "96%"),
        ("1: Beoogde resultaten 2020", "2 van 3 gemeten", "2 van 3 gemeten"),
        ("2: Stage-, trainee- en afstudeerregio", "61%", "61%"),
        ("2: Beoogde resultaten 2017", "79%", "79%"),
        ("2: Beoogde resultaten 2020", "48%", "48%"),
    )


@pytest.mark.parametrize(
    ("moved", "restated", "told"),
    [
        (0, 0, "Er is niets verschillend: alle waarden en statussen zijn gelijk."),
        (1, 0, "1 indicator verschilt; alle statussen zijn gelijk."),
        (1, 1, "1 indicator verschilt, ook van status."),
        (3, 0, "3 indicatoren verschillen; alle statussen zijn gelijk."),
        (3, 1, "3 indicatoren verschillen, 1 daarvan ook van status."),
        (2, 2, "2 indicatoren verschillen, ook van status."),
    ],
)
def test_how_many_differ_is_said_for_none_one_and_all(now: Picture, moved: int, restated: int, told: str) -> None:
    scores = list(now.indicators)
    for place in range(moved):
        status = Status.NO_BASELINE if place < restated else scores[place].status
        scores[place] = replace(scores[place], value=Fraction(999), status=status)
    assert NL.say(headline(compare(now, replace(now, indicators=tuple(scores))))) == told


def test_a_shortfall_says_what_is_there_and_what_was_asked(now: Picture, programme: Programme) -> None:
    told = [(NL.say(one.title), NL.say(one.sentence)) for one in concerns(now, programme)]
    assert told[:4] == [
        (
            "Ontvangen cofinanciering",
            "€\xa024.000 te weinig: €\xa0126.000, verwacht €\xa0150.000; einddatum 30 juni 2018.",
        ),
        ("Bedrijven met praktijkcase", "1 te weinig: 19 bedrijven; doel was 20 op 31 december 2017."),
        ("Gemiddelde bijdrage", "€\xa0221 te weinig: €\xa02.779; doel was €\xa03.000 op 31 mei 2017."),
        ("Opleidingen bereikt", "12,3 procentpunt te weinig: 25%, verwacht 37,3%; einddatum 31 december 2020."),
    ]
    assert EN.say(concerns(now, programme)[1].sentence) == (
        "1 short: 19 companies; the target was 20 on 31 December 2017."
    )


def test_the_warning_of_the_pace_is_in_the_programmes_own_words(now: Picture, programme: Programme) -> None:
    card = goal_cards(now, programme)[0]
    assert NL.say(balance_sentence(card, programme)) == (
        "we vertellen meer dan we met resultaten laten zien (meer dan 20 punten verschil)"
    )
    silent = programme.model_copy(update={"pace": programme.pace.model_copy(update={"warning": None})})
    assert NL.say(balance_sentence(card, silent)) == "uitdragen loopt meer dan 20 procentpunt voor op bewijzen"
