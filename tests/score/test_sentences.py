"""Every status has its sentence, in both languages, with its figures filled in."""

from fractions import Fraction

import pytest
from babel.messages.pofile import read_po

from kpi.language import LOCALE, words_of
from kpi.notation import NBSP
from kpi.programme.framework import Target
from kpi.programme.measure import Measure, Term
from kpi.programme.plan import Indicator
from kpi.score.explanation import REASONS
from kpi.score.scores import Acceptance, Gap, IndicatorScore, Observation, Status
from kpi.score.status_rules import RULES
from tests.score.factories import day, indicator, levels, scored, share

NL, EN = words_of("nl"), words_of("en")
STOCK = indicator("stock", (100, "2020-12-31"), baseline=15)
DUE = indicator("stock", (20, "2017-12-31"))
RATE = indicator(
    "rate",
    ("0.90", "2020-12-31"),
    unit="share",
    minimum_denominator=10,
    measure=Measure(
        kind="ratio",
        numerator=(Term(register_name="vacancies", add="sum", of="filled"),),
        denominator=(Term(register_name="vacancies", add="sum", of="positions"),),
    ),
)
AVERAGE = indicator("rate", (3000, "2017-05-31"), unit="euro")
GROWING = indicator("yearly", (500, "2020-12-31"), recurring=True, levels=levels((2018, 250), assumed=True))
SERIES = indicator("yearly", (5, "2017-12-31"))
MILESTONE = indicator("stock", (100, "2017-12-31"), unit="points", measure=Measure(kind="latest", measurement="x"))
ACCEPTED = Acceptance("voorbeeld", "Eerst {deze} lichting.", "de regiegroep", day("2018-01-01"), day("2018-12-31"))

RANGE = indicator("stock", (40, "2020-12-31")).model_copy(
    update={"targets": (Target(value=40, limit=60, due=day("2020-12-31")),)}
)
TURNOVER = RATE.model_copy(
    update={"minimum_denominator": None, "targets": (Target(value="0.05", limit="0.10", due=day("2020-12-31")),)}
)

CASES: list[tuple[IndicatorScore, str, str]] = [
    (
        scored(STOCK, "2018-06-30", 58),
        "58 van 100 bedrijven; op 30 juni 2018 verwacht: 47 (verondersteld pad van 15 naar 100). "
        "Dat is 136% van de vooruitgang die nu verwacht wordt, minstens 90%: op koers.",
        "58 of 100 companies; expected on 30 June 2018: 47 (assumed path from 15 to 100). "
        "That is 136% of the progress expected by now, at least 90%: on track.",
    ),
    (
        scored(STOCK, "2018-06-30", 38),
        "38 van 100 bedrijven; op 30 juni 2018 verwacht: 47 (verondersteld pad van 15 naar 100). "
        "Dat is 72% van de vooruitgang die nu verwacht wordt, onder 90% maar minstens 70%: vraagt aandacht.",
        "38 of 100 companies; expected on 30 June 2018: 47 (assumed path from 15 to 100). "
        "That is 72% of the progress expected by now, under 90% but at least 70%: attention.",
    ),
    (
        scored(GROWING, "2018-06-30", 27),
        "27 bedrijven in 2018; op 30 juni 2018 verwacht: 124 (verondersteld pad naar 500 in 2020). "
        "Dat is 22% van wat nu verwacht wordt, onder 70%: loopt achter.",
        "27 companies in 2018; expected on 30 June 2018: 124 (assumed path to 500 in 2020). "
        "That is 22% of what is expected by now, under 70%: behind.",
    ),
    (
        scored(DUE, "2016-12-31", 0),
        "Begint op 1 januari 2017, na 31 december 2016: nog niet gestart.",
        "Starts on 1 January 2017, after 31 December 2016: not started.",
    ),
    (
        scored(DUE, "2017-06-30", None),
        "Hierover is nog niets vastgelegd, wat iets anders is dan nul: geen gegevens.",
        "Nothing has been recorded for this yet, which isn't the same as zero: no data.",
    ),
    (
        scored(MILESTONE, "2017-06-30", None),
        "Er is geen meting tot en met 30 juni 2017, wat iets anders is dan nul: geen gegevens.",
        "There is no measurement up to 30 June 2017, which isn't the same as zero: no data.",
    ),
    (
        scored(RATE, "2018-06-30", share(0, 0)),
        "Tot en met 30 juni 2018 telt er nog niets mee, dus het aandeel is niet te berekenen: geen gegevens.",
        "Up to 30 June 2018 there was nothing to take a share of, 0 of 0: no data.",
    ),
    (
        scored(DUE, "2017-06-30", Observation(None, gap=Gap.NO_BASELINE)),
        "Op 30 juni 2017 is er geen eerste meting om mee te vergelijken: geen nulmeting.",
        "On 30 June 2017 there is no first measurement to compare with: no baseline.",
    ),
    (
        scored(RATE, "2018-06-30", share(3, 6)),
        "50% (3 van 6), doel 90%; dat is een aandeel van 6, en om te oordelen zijn er minstens 10 nodig: "
        "te weinig gegevens.",
        "50% (3 of 6), target 90%; that is a share of 6, and it takes at least 10 to judge it: too few.",
    ),
    (
        scored(DUE, "2017-06-30", 26),
        "26 bedrijven (doel: 20); het doel voor 31 december 2017 is gehaald: behaald.",
        "26 companies (target: 20); the target for 31 December 2017 has been met: achieved.",
    ),
    (
        scored(DUE, "2018-06-30", 24, {"2017-12-31": 16}),
        "24 bedrijven (doel: 20); op de einddatum, 31 december 2017, was de stand 16: alsnog behaald.",
        "24 companies (target: 20); on the due date, 31 December 2017, it stood at 16: achieved late.",
    ),
    (
        scored(MILESTONE, "2018-06-30", 60, {"2017-12-31": None}),
        "60 van 100 punten; op de einddatum, 31 december 2017, was de stand onbekend: niet behaald.",
        "60 of 100 points; on the due date, 31 December 2017, it wasn't known: missed.",
    ),
    (
        scored(SERIES, "2018-06-30", 3, {"2017-12-31": 4}),
        "4 van 5 bedrijven in 2017, het hele jaar van het doel: niet behaald. In 2018 tot nu toe: 3.",
        "4 of 5 companies in 2017, the whole year of the target: missed. In 2018 so far: 3.",
    ),
    (
        scored(DUE, "2017-01-15", 0),
        "0 van 20 bedrijven; van de tijd tot 31 december 2017 is minder dan 10% voorbij: nog te vroeg.",
        "0 of 20 companies; less than 10% of the time until 31 December 2017 has passed: too early.",
    ),
    (
        scored(RATE, "2018-06-30", share(18, 20)),
        "90% (18 van 20), doel 90%; dat voldoet aan het doel: op koers.",
        "90% (18 of 20), target 90%; that meets the target: on track.",
    ),
    (
        scored(indicator("stock"), "2018-06-30", 58),
        "58 bedrijven; er is geen doel: niet beoordeeld.",
        "58 companies; there is no target: not judged.",
    ),
    (
        scored(RANGE, "2020-06-30", 64),
        "64 bedrijven (doel: 40 tot en met 60). Dat valt buiten de bandbreedte; ten opzichte van de grens is het 94%, "
        "minstens 90%: op koers.",
        "64 companies (target: 40 to 60). That is beyond the range; against its limit it is 94%, at least 90%: "
        "on track.",
    ),
    (
        scored(TURNOVER, "2018-06-30", share(3, 20)),
        "15% (3 van 20), doel 5% tot en met 10%; 5 procentpunt van het doel af, hoogstens 10: vraagt aandacht.",
        "15% (3 of 20), target 5% to 10%; 5 percentage points off the target, at most 10: attention.",
    ),
    (
        scored(RATE, "2018-06-30", share(8, 10)),
        "80% (8 van 10), doel 90%; 10 procentpunt van het doel af, hoogstens 10: vraagt aandacht.",
        "80% (8 of 10), target 90%; 10 percentage points off the target, at most 10: attention.",
    ),
    (
        scored(AVERAGE, "2017-05-31", "2650.06"),
        f"€{NBSP}2.650,06, doel €{NBSP}3.000. Dat is 88% van het doel, onder 90%: loopt achter.",
        "€2,650.06, target €3,000. That is 88% of the target, under 90%: behind.",
    ),
    (
        scored(DUE, "2018-06-30", 12, {"2017-12-31": 5}, acceptance=ACCEPTED),
        "12 van 20 bedrijven; op de einddatum, 31 december 2017, was de stand 5: niet behaald. "
        "Geaccepteerde afwijking door de regiegroep, tot en met 31 december 2018: Eerst {deze} lichting.",
        "12 of 20 companies; on the due date, 31 December 2017, it stood at 5: missed. "
        "Accepted by de regiegroep, until 31 December 2018: Eerst {deze} lichting.",
    ),
]


@pytest.mark.parametrize(("found", "dutch", "english"), CASES)
def test_a_sentence_says_why_with_its_figures(found: IndicatorScore, dutch: str, english: str) -> None:
    assert (NL.say(found.explanation), EN.say(found.explanation)) == (dutch, english)


def test_every_status_is_explained_above() -> None:
    assert {found.status for found, _, _ in CASES} == set(Status)
    assert set(REASONS) == {status for status, _ in RULES}


@pytest.mark.parametrize("given", [STOCK, DUE, RATE, AVERAGE, GROWING, SERIES, MILESTONE])
def test_no_sentence_keeps_an_unfilled_place(given: Indicator) -> None:
    days = ["2016-12-31", "2017-01-15", "2017-09-30", "2018-06-30", "2021-06-30"]
    values = [None, "0", "0.85", "4", "90", "4000", Observation(None, gap=Gap.NO_BASELINE), share(0, 0), share(2, 3)]
    explanations = [scored(given, on, value).explanation for on in days for value in values]
    said = [words.say(explanation) for words in (NL, EN) for explanation in explanations]
    assert [text for text in said if "{" in text or "}" in text or "  " in text or not text.endswith(".")] == []


@pytest.mark.parametrize(
    ("value", "shown"), [(Fraction("89.99"), "89,99%"), (Fraction("89.5"), "89,5%"), (Fraction("70.5"), "71%")]
)
def test_a_ratio_just_under_its_limit_is_not_written_as_the_limit(value: Fraction, shown: str) -> None:
    halfway = indicator("stock", (200, "2017-12-31"), start=day("2017-12-11"))
    assert f"Dat is {shown} van wat nu verwacht wordt, onder 90%" in NL.say(
        scored(halfway, "2017-12-21", str(value)).explanation
    )


def test_a_share_just_under_its_target_is_not_written_as_the_target() -> None:
    assert NL.say(scored(RATE, "2018-06-30", share(8998, 10000)).explanation).startswith("89,98% (8.998 van 10.000)")


def test_the_dutch_catalogue_is_complete_and_keeps_every_place() -> None:
    with (LOCALE / "nl" / "score.po").open("rb") as stream:
        messages = [message for message in read_po(stream, locale="nl") if message.id]
    assert [m.id for m in messages if not m.string or places(str(m.id)) != places(str(m.string))] == []


def places(text: str) -> set[str]:
    return {part.split("}")[0] for part in text.split("{")[1:]}


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        ("yearly", "12", "Wat nu verwacht wordt is 42% daarvan, onder 70%: loopt achter."),
        ("yearly", "3", "Wat nu verwacht wordt is 166% daarvan, minstens 90%: op koers."),
        ("rate", "12", "Het doel is 83% daarvan, onder 90%: loopt achter."),
    ],
)
def test_where_lower_is_better_the_ratio_is_that_of_what_is_asked(kind: str, value: str, told: str) -> None:
    """Of at most 10 in 2017, 182/365 of that is expected on 1 July: 4,99 is 42% of 12, and 166% of 3."""
    at_most = indicator(kind, (10, "2017-12-31"), lower_is_better=True)
    assert NL.say(scored(at_most, "2017-07-01", value).explanation).endswith(f". {told}")
