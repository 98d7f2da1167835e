"""The sentence that explains a measure says what the declaration counts: all of it, in both languages."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from kpi.language import words_of
from kpi.programme.counting_rule import made, rule
from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.measure import Measure
from kpi.programme.plan import Indicator
from kpi.programme.vocabulary import Text

PLAN = load_programme(default_programme_path())
LANGUAGES = ("nl", "en")


def told(measure: Measure, language: str) -> str:
    return words_of(language).say(made(PLAN, measure))


def of(indicator: str, language: str) -> str:
    return told(PLAN.indicator(indicator).measure, language)


@pytest.mark.parametrize(
    ("indicator", "dutch", "english"),
    [
        (
            "practice_case_companies",
            "Het aantal verschillende waarden van ‘organisatie’ in Videos (‘praktijkcase’ is ja; "
            "‘op smarthub.nl’ is ja; ‘soort’ van de ‘organisatie’ is bedrijf; ‘gepubliceerd op’ uiterlijk op de "
            "peildatum).",
            "The number of different values of “organisation” in videos (“practice case” is yes; "
            "“on smarthub.nl” is yes; “kind” of the “organisation” is company; “published on” on or before "
            "the reference date).",
        ),
        (
            "member_companies",
            "Het aantal verschillende waarden van ‘organisatie’ in Organisaties en Lidmaatschappen (‘soort’ van de "
            "‘organisatie’ is bedrijf; de peildatum ligt van ‘lid sinds’ tot en met ‘lid tot’, dat leeg mag zijn).",
            "The number of different values of “organisation” in organisations and memberships (“kind” of the "
            "“organisation” is company; the reference date lies from “member since” up to and including “member "
            "until”, which may be blank).",
        ),
        (
            "connected_organisations",
            "Het aantal verschillende waarden van ‘organisatie’ in Bijdragen (‘planjaar’ is 2017-2018; ‘toegezegd’ is "
            "meer dan 0; ‘toegezegd op’ uiterlijk op de peildatum; een toezegging telt tot en met de dag vóór "
            "‘ingetrokken op’, en wat toen al gefactureerd was, blijft staan).",
            "The number of different values of “organisation” in contributions (“plan year” is 2017-2018; “pledged” is "
            "more than 0; “pledged on” on or before the reference date; a pledge counts up to the day before "
            "“withdrawn on”, and what was invoiced by then stays).",
        ),
        (
            "si_company_growth",
            "De laatste meting van ‘Groei aantal SI-bedrijven’ uiterlijk op de peildatum, gedeeld door de laatste "
            "nulmeting van vóór die meting, min één.",
            "The latest measurement of “Growth in SI companies” on or before the reference date, divided by the latest "
            "baseline dated before it, minus one.",
        ),
    ],
)
def test_a_sentence_is_read_aloud(indicator: str, dutch: str, english: str) -> None:
    assert (of(indicator, "nl"), of(indicator, "en")) == (dutch, english)


def changed(value: Any) -> Iterator[Any]:
    """Every measure that differs in one place: another word or number, or a condition or a date left out."""
    if isinstance(value, dict):
        yield from ({**value, name: other} for name, part in value.items() for other in changed(part))
        left_out = {"where", "scope", "coverage"} & set(value)
        yield from ({name: kept for name, kept in value.items() if name != without} for without in left_out)
    elif isinstance(value, list | tuple):
        parts = [(value[:place], part, value[place + 1 :]) for place, part in enumerate(value)]
        yield from ([*before, other, *after] for before, part, after in parts for other in changed(part))
        yield from ([*before, *after] for before, _, after in parts if before or after)
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
    elif value in OTHER:
        yield OTHER[value]


OTHER = {
    "sum": "mean", "distinct": "rows", "until": "year", "year": "quarter", "positions": "filled", "filled": "positions",
    "hbo": "wo", "wo": "mbo4", "cash": "in_kind", "company": "other", "portal": "school", "2017-2018": "2018-2019",
    "withdrawn": "filled", "published_on": "closes_on", "received_on": "pledged_on", "pledged_on": "invoiced_on",
    "received": "invoiced", "closing_day": "filled_day", "teachers": "students", "practice_case": "on_site",
    "ratio": "difference", "funded_on": "coached_on", "internship": "traineeship", "DE": "NL",
}  # fmt: skip


@pytest.mark.parametrize("indicator", PLAN.indicators, ids=lambda indicator: indicator.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_another_declaration_is_another_sentence(indicator: Indicator, language: str) -> None:
    """Whatever one changes in what is counted, the sentence says something else: it hides no part of it."""
    own = indicator.measure
    others = [Measure.model_validate(other) for other in changed(own.model_dump(exclude_defaults=True))]
    assert [other for other in others if other != own and told(other, language) == told(own, language)] == []


@pytest.mark.parametrize(
    ("term", "english"),
    [
        (
            {"add": "median", "of": "published_on to filled_on", "where": [{"field": "positions", "at_least": 2}]},
            "The median of the days from “published on” to “filled on” in vacancies (“positions” is at least 2).",
        ),
        (
            {"add": "rows", "dates": ["published_on"], "window": {"kind": "since", "since": date(2018, 1, 1)},
             "at_least": {"rows": 3, "per": "organisation"}},
            "The number of rows in vacancies (“published on” from 1 January 2018 up to and including the reference "
            "date; at least 3 of these rows hold the same “organisation”).",
        ),
        (
            {"add": "rows", "where": [{"either": [{"field": "level", "equals": "wo"},
             {"both": [{"field": "filled_on", "below": date(2018, 1, 1)}, {"field": "filled", "filled": False}]}]}]},
            "The number of rows in vacancies ((“level” is wo or (“filled on” is before 1 January 2018 and "
            "“filled” is blank))).",
        ),
    ],
)  # fmt: skip
def test_the_other_ways_of_counting_have_their_words(term: dict[str, Any], english: str) -> None:
    measure = Measure.model_validate({"kind": "count", "numerator": [{"register_name": "vacancies", **term}]})
    assert told(measure, "en") == english


def test_what_stands_open_longer_names_the_term() -> None:
    longer = next(figure.measure for figure in PLAN.figures if figure.id == "positions_open_longer")
    assert "op de peildatum nog open, zonder ‘gesloten op’ of anders" in told(longer, "nl")
    assert "tot en met die dag, en meer dan 90 dagen sinds ‘geplaatst op’" in told(longer, "nl")
    assert "up to then, and for more than 90 days since “published on”" in told(longer, "en")


def test_an_english_sentence_names_no_dutch_column() -> None:
    """Words of the sheets stand in the Dutch sentence alone; values that have words in both languages stay apart."""
    labels = {c.label.replace("_", " ") for sheet in PLAN.sheets.values() for c in sheet.columns.values()}
    names = {n.replace("_", " ") for sheet in PLAN.sheets.values() for n in sheet.columns}
    labels |= {sheet.label for sheet in PLAN.sheets.values()}
    for one in (*PLAN.indicators, *PLAN.figures, *PLAN.outputs):
        quoted = set(re.findall("“([^”]*)”", told(one.measure, "en")))
        assert quoted & (labels - names) == set()


def test_the_plans_own_words_stand_in_place_of_the_sentence_made() -> None:
    own = PLAN.indicator("member_companies")
    assert rule(PLAN, own) == own.definition.sentence
    blank = own.definition.model_copy(update={"sentence": Text(nl="", en="")})
    assert rule(PLAN, own.model_copy(update={"definition": blank})) == made(PLAN, own.measure)
