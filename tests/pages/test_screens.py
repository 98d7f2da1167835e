"""Every screen, with and without data, in both languages: it opens, and says something of its own."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import HeadingBase
from streamlit.util import calc_hash

from pages.shared.menu import SCREENS

Opened = Callable[..., AppTest]
DAY = {"as_of": "2018-06-30", "plan_year": "2017-2018"}
SAID = {
    ("overview", "nl"): "Op 30 juni 2018: 10 van 19 doelen behaald of op koers.",
    ("overview", "en"): "On 30 June 2018: 10 of 19 targets achieved or on track.",
    ("indicator", "nl"): " van 100 bedrijven",
    ("indicator", "en"): " of 100 companies",
    ("money", "nl"): "Van de €\N{NO-BREAK SPACE}300.564 voor 2017-2018 is ",
    ("money", "en"): "Of the €300,564 for 2017-2018",
    ("members", "nl"): "Op 30 juni 2018 zijn 46 organisaties lid.",
    ("members", "en"): "On 30 June 2018 46 organisations are members.",
    ("vacancies", "nl"): "Van 1 januari tot en met 30 juni 2018 zijn 156 plaatsen aangeboden",
    ("vacancies", "en"): "From 1 January to 30 June 2018 156 positions were offered",
    ("visibility", "nl"): "Tot en met 30 juni 2018: 61 video's",
    ("visibility", "en"): "Up to 30 June 2018: 61 videos",
    ("activities", "nl"): "10 activiteiten lopen; 1 segment is een witte vlek: II.",
    ("activities", "en"): "10 activities are running; 1 segment is a white spot: II.",
    ("compare", "nl"): "10 indicatoren verschillen, 7 daarvan ook van status; ontvangen cofinanciering: +€",
    ("compare", "en"): "10 indicators differ, 7 of them also in status; co-financing received: +€10,000.",
    ("what_if", "nl"): "0 van 6 doelen zouden worden gehaald; op 30 juni 2018 zou de subsidie",
    ("what_if", "en"): "0 of 6 targets would be met; on 30 June 2018 the subsidy would be €123,605",
}
EMPTY = {
    ("compare", "nl"): "Er is nog niets ingelezen: ga naar Gegevens en zet de spreadsheets daar neer.",
    ("what_if", "en"): "Nothing has been read in yet: go to Data and drop the spreadsheets there.",
    ("overview", "nl"): "Er is nog niets ingelezen: ga naar Gegevens en zet de spreadsheets daar neer.",
    ("overview", "en"): "Nothing has been read in yet: go to Data and drop the spreadsheets there.",
    ("indicator", "nl"): "Er is nog niets ingelezen: ga naar Gegevens en zet de spreadsheets daar neer.",
    ("indicator", "en"): "Nothing has been read in yet: go to Data and drop the spreadsheets there.",
    ("money", "nl"): "Hiervoor is nog niets ingelezen: ga naar Gegevens en zet daar neer: Uitgaven, Bijdragen.",
    ("money", "en"): "Nothing has been read in for this yet: go to Data and drop Uitgaven, Bijdragen there.",
    ("members", "nl"): "Hiervoor is nog niets ingelezen: ga naar Gegevens en zet daar neer: Organisaties.",
    ("members", "en"): "Nothing has been read in for this yet: go to Data and drop Organisaties there.",
    ("vacancies", "nl"): "Hiervoor is nog niets ingelezen: ga naar Gegevens en zet daar neer: Vacatures.",
    ("vacancies", "en"): "Nothing has been read in for this yet: go to Data and drop Vacatures there.",
    (
        "visibility",
        "nl",
    ): "Hiervoor is nog niets ingelezen: ga naar Gegevens en zet daar neer: Videos, Evenementen, Contacten.",
    (
        "visibility",
        "en",
    ): "Nothing has been read in for this yet: go to Data and drop Videos, Evenementen, Contacten there.",
    ("activities", "nl"): "Hiervoor is nog niets ingelezen: ga naar Gegevens en zet daar neer: Activiteiten.",
    ("activities", "en"): "Nothing has been read in for this yet: go to Data and drop Activiteiten there.",
}
TITLES = {
    "compare": ("Vergelijken", "Compare"),
    "what_if": ("Wat als", "What if"),
    "overview": ("Overzicht", "Overview"),
    "indicator": ("Doel", "Indicator details"),
    "money": ("Geld", "Money"),
    "members": ("Leden", "Members"),
    "vacancies": ("Vacatures", "Vacancies"),
    "visibility": ("Zichtbaarheid", "Visibility"),
    "activities": ("Activiteiten", "Activities"),
}


def told(at: AppTest) -> str:
    """All texts on the screen, without the marks that keep them from being read as Markdown."""
    texts = [part.value for part in (*at.markdown, *at.caption, *at.info, *at.warning, *at.header, *at.subheader)]
    return "\n".join(texts).replace("\\", "")


@pytest.mark.parametrize("database", ["sample"], indirect=True)
@pytest.mark.parametrize(("screen", "language"), list(SAID))
def test_every_screen_says_how_things_stand(opened: Opened, screen: str, language: str) -> None:
    at = opened(screen, **DAY, lang=language, indicator="member_companies")
    assert not at.error
    assert [title.value for title in at.title] == [TITLES[screen][language == "en"]]
    assert SAID[screen, language] in told(at)


@pytest.mark.parametrize(("screen", "language"), list(EMPTY))
def test_every_screen_of_an_empty_database_says_what_to_do(opened: Opened, screen: str, language: str) -> None:
    at = opened(screen, **DAY, lang=language)
    assert not at.error
    assert EMPTY[screen, language] in told(at)


@pytest.mark.parametrize("database", ["sample"], indirect=True)
@pytest.mark.parametrize("day", ["2016-01-01", "2017-06-30", "2020-12-31", "2030-01-01"])
@pytest.mark.parametrize("screen", list(TITLES))
def test_any_reference_date_can_be_asked_for(opened: Opened, screen: str, day: str) -> None:
    at = opened(screen, as_of=day)
    assert not at.error
    assert at.date_input(key="as_of").value == date.fromisoformat(day)


@pytest.mark.parametrize("database", ["sample"], indirect=True)
def test_the_overview_opens_on_the_latest_fact_after_the_programme(opened: Opened) -> None:
    at = opened()
    assert at.date_input(key="as_of").value < date(2026, 1, 1)
    assert at.selectbox(key="plan_year").value == "2017-2018"


@pytest.mark.parametrize("database", ["sample"], indirect=True)
def test_a_link_that_names_nothing_we_know_falls_back(opened: Opened) -> None:
    at = opened("indicator", **DAY, indicator="<script>", lang="xx")
    assert not at.error
    assert at.selectbox(key="chosen").value == "practice_case_companies"
    assert at.title[0].value == "Doel"


@pytest.mark.parametrize("database", ["sample"], indirect=True)
@pytest.mark.parametrize(
    ("parameter", "given", "called"),
    [
        ("as_of", "2018-13-77", "peildatum"),
        ("as_of", "31-12-2017", "peildatum"),
        ("as_of", "1066-10-14", "peildatum"),
        ("since", "gisteren", "dag om mee te vergelijken"),
        ("since_revision", "99", "revisie"),
        ("plan_year", "2099-2100", "planjaar"),
        ("indicator", "members", "doel"),
        ("lang", "xx", "taal"),
        ("slide", "nergens", "plaats in de presentatie"),
    ],
)
def test_a_link_to_what_there_isnt_says_so(opened: Opened, parameter: str, given: str, called: str) -> None:
    """It silently showed something else: the first goal, or another day."""
    at = opened("indicator", **{parameter: given})
    told_once = f"De link noemt als {called} “{given}”; dat bestaat hier niet."
    assert [told_once in one.value.replace("\\", "") for one in at.warning] == [True]
    at._page_hash = calc_hash("money")
    at.query_params.clear()
    at.run()
    assert not at.warning


@pytest.mark.parametrize("database", ["sample"], indirect=True)
@pytest.mark.parametrize(
    ("slider", "given", "called"),
    [
        ("members", "99", "‘Nieuwe deelnemers per maand’ op ‘99’; dat is geen getal van 0 tot en met 10"),
        ("members", "-3", "‘Nieuwe deelnemers per maand’ op ‘-3’"),
        ("members", "nan", "‘Nieuwe deelnemers per maand’ op ‘nan’"),
        ("average", "veel", "‘Bijdrage per deelnemer, in euro’ op ‘veel’; dat is geen getal van 0 tot en met 12.000"),
        ("filled", "1e9", "op ‘1e9’"),
        ("filled", "82.5", "op ‘82.5’"),
        ("spent", "", "op ‘’"),
    ],
)
def test_a_slider_says_what_a_link_cannot_set_it_to(opened: Opened, slider: str, given: str, called: str) -> None:
    """It stood where it begins without a word, so that the link seemed to show somebody's example."""
    at = opened("what_if", **DAY, **{slider: given})
    (told_once,) = [one.value.replace("\\", "") for one in at.warning]
    assert called in told_once
    assert told_once.endswith("Hier staat deze schuif waar hij begon.")
    assert not at.exception
    assert at.slider(key="members").value == 0
    at.run()
    assert len(at.warning) == 1


@pytest.mark.parametrize("database", ["sample"], indirect=True)
def test_sliders_that_nobody_moved_follow_the_reference_date(opened: Opened) -> None:
    """They stood where an earlier day had put them, so that an untouched example told of costs that nobody assumed."""
    at = opened("what_if", **DAY)
    at.slider(key="filled").set_value(95).run()
    for day in ("2017-12-31", "2017-09-30", "2018-06-30"):
        fresh = {slider.key: slider.value for slider in opened("what_if", **(DAY | {"as_of": day})).slider}
        at.date_input(key="as_of").set_value(date.fromisoformat(day)).run()
        assert {slider.key: slider.value for slider in at.slider} == fresh | {"filled": 95}
        assert "spent=" not in at.code[0].value


@pytest.mark.parametrize("database", ["sample"], indirect=True)
def test_a_slider_says_nothing_of_what_a_link_can_set_it_to(opened: Opened) -> None:
    at = opened("what_if", **DAY, members="2.5", average="3100", filled="90", spent="100")
    assert not at.warning
    assert [one.value for one in at.slider] == [2.5, 3100, 90, 100]


@pytest.mark.parametrize("database", ["sample"], indirect=True)
def test_a_link_to_what_there_is_says_nothing_of_it(opened: Opened) -> None:
    known = {**DAY, "since": "2018-03-31", "since_revision": "1", "lang": "en", "indicator": "member_companies"}
    assert not opened("indicator", **known).warning
    assert not opened("present", slide="3").warning


@pytest.mark.parametrize("database", ["sample"], indirect=True)
@pytest.mark.parametrize("script", [screen.script for screen in SCREENS])
def test_headings_go_down_a_level_at_a_time(opened: Opened, script: str) -> None:
    """Who hears the screen read aloud goes from heading to heading: h1 and then h3 would be a gap."""
    levels = [int(part.tag[1]) for part in opened(script, **DAY).main if isinstance(part, HeadingBase)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("database", ["sample"], indirect=True)
def test_the_first_screen_has_an_address_of_its_own_too(opened: Opened) -> None:
    at = opened(**DAY)
    at._page_hash = calc_hash("overview")
    at.run()
    assert not at.exception
    assert [title.value for title in at.title] == ["Overzicht"]


@pytest.mark.parametrize("database", ["sample"], indirect=True)
def test_sample_data_is_marked_and_goes_after_one_confirmation(opened: Opened) -> None:
    at = opened(**DAY)
    assert "Voorbeeldgegevens" in told(at)
    at.button(key="remove_sample").click().run()
    at.button(key="remove_sample_yes").click().run()
    assert not at.error
    assert "Voorbeeldgegevens" not in told(at)


def test_an_empty_database_has_no_mark_of_sample_data(opened: Opened) -> None:
    assert "Voorbeeldgegevens" not in told(opened(**DAY))


@pytest.mark.parametrize("database", ["sample"], indirect=True)
def test_the_rows_behind_a_number_say_file_sheet_and_row(opened: Opened) -> None:
    at = opened("indicator", **DAY, indicator="member_companies")
    frame = at.dataframe[-1].value
    assert list(frame.columns[-4:]) == ["Bestand", "Blad", "Rij", "Revisie"]
    assert set(frame["Bestand"]) == {"leden-en-bijdragen.xlsx"}


@pytest.mark.parametrize("database", ["sample"], indirect=True)
def test_an_editor_accepts_a_deviation_with_a_reason_and_an_end(opened: Opened) -> None:
    at = opened("indicator", **DAY, indicator="practice_case_companies")
    before = told(at)
    at.text_area(key="accept_reason").set_value("Filmploeg pas in het najaar beschikbaar.")
    at.text_input(key="accept_by").set_value("Tester 1")
    at.date_input(key="accept_until").set_value(date(2018, 12, 31))
    at.button(key="accept_send").click().run()
    assert not at.error
    assert "geaccepteerde afwijking" not in before
    assert "Geaccepteerd door Tester 1 van 30 juni 2018 tot en met 31 december 2018" in told(at)
    assert "Volgens de cijfers is het: niet behaald." in told(at)


@pytest.mark.parametrize("database", ["sample"], indirect=True)
def test_an_acceptance_without_a_reason_is_refused_in_one_sentence(opened: Opened) -> None:
    at = opened("indicator", **DAY, indicator="practice_case_companies")
    at.button(key="accept_send").click().run()
    assert not at.exception
    assert len(at.warning) == 1


@pytest.mark.parametrize("database", ["sample"], indirect=True)
def test_a_fault_is_a_reference_and_no_traceback(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    at = opened(**DAY)
    monkeypatch.setattr("kpi.views.results.overview_rows.short_headline", lambda *_: 1 / 0)
    at.run()
    assert not at.exception
    assert len(at.error) == 1
    assert at.error[0].value.startswith("Hier ging iets mis, en er is niets gewijzigd. Geef kenmerk ")
    assert "ZeroDivision" not in at.error[0].value


@pytest.mark.parametrize("database", ["sample"], indirect=True)
def test_rows_are_found_by_a_word_and_a_search_begins_on_its_first_page(opened: Opened) -> None:
    at = opened("indicator", **DAY, indicator="vacancies_published")
    at.text_input(key="rows_holding_vacancies_published").set_value("bronckhorst").run()
    frame = at.dataframe[-1].value
    assert set(frame["gemeente"]) == {"Bronckhorst"}
    assert "rijen van blad Vacatures tellen mee op 30 juni 2018." in told(at)


@pytest.mark.parametrize("database", ["sample"], indirect=True)
@pytest.mark.parametrize(
    ("url", "parameters", "told_there"),
    [
        ("indicator", {"indicator": "member_companies"}, "46 van 100 bedrijven"),
        ("present", {"slide": "3"}, "3 van 23"),
        ("what-if", {"members": "2.0"}, "members: 2.0"),
        ("compare", {"compare_all": "true"}, "Aandeel eigen financiering"),
    ],
)
def test_a_screen_that_is_come_back_to_without_its_link_stands_as_it_was_left(
    opened: Opened, url: str, parameters: dict[str, str], told_there: str
) -> None:
    """The framework takes what is a screen's own out of the link that one goes back to."""
    script = next(screen.script for screen in SCREENS if screen.url == url)
    at = opened(script, **DAY, **parameters)
    assert told_there in everything(at)
    for place in ("money", url):
        at.query_params.clear()
        at._page_hash = calc_hash(place)
        at.run()
    assert not at.exception
    assert told_there in everything(at)


def everything(at: AppTest) -> str:
    """All texts, the sliders, and the first column of every table."""
    sliders = (f"{one.key}: {one.value}" for one in at.slider)
    return "\n".join([told(at), *sliders, *(str(cell) for frame in at.table for cell in frame.value.iloc[:, 0])])


@pytest.mark.parametrize("database", ["sample"], indirect=True)
def test_money_that_stands_on_no_line_is_said_before_any_figure(opened: Opened) -> None:
    at = opened("money", as_of="2018-06-30", plan_year="2016-2017")
    said = [part.value.replace("\\", "") for part in at.markdown]
    [lost] = [
        place for place, text in enumerate(said) if text.startswith("6 uitgaven van samen €\xa012.960 hebben geen")
    ]
    [headline] = [place for place, text in enumerate(said) if "is €\xa00 gefactureerd" in text]
    assert lost < headline
    assert "Het plan noemt voor 2016-2017 geen subsidiebedrag. Ontvangen: €\xa060.000." in told(at)


@pytest.mark.parametrize("database", ["sample"], indirect=True)
def test_the_presentation_turns_a_screen_at_a_time_and_can_be_linked_to(opened: Opened) -> None:
    at = opened("present", **DAY)
    assert "1 van 23" in told(at)
    assert at.button(key="turn_Left").disabled
    at.button(key="turn_Right").click().run()
    assert "2 van 23" in told(at)
    linked = opened("present", **DAY, slide="23")
    assert linked.header[0].value == "Aandeel eigen financiering"
    assert linked.button(key="turn_Right").disabled
    assert "1 van 23" in told(opened("present", **DAY, slide="nergens"))


@pytest.mark.parametrize("database", ["sample"], indirect=True)
def test_a_decision_is_recorded_where_it_is_presented_and_stands_on_the_path_and_the_first_screen(
    opened: Opened,
) -> None:
    at = opened("present", **DAY, slide="23")
    about = "indicator/self_financing_share"
    assert at.selectbox(key=f"setting_decided_about_{about}_0").value == about
    at.text_area(key=f"setting_decided_text_{about}_0").set_value("Voorbeeldbesluit")
    at.date_input(key=f"setting_decided_before_{about}_0").set_value(date(2018, 7, 1))
    at.button(key="decide_decision").click().run()
    assert "Bewaard, als revisie" in at.success[0].value
    tables = opened("indicator", **DAY, indicator="self_financing_share").table
    assert any("Voorbeeldbesluit" in table.value.to_string() for table in tables)
    for day, waiting in ((DAY["as_of"], "2 besluiten open]"), ("2018-07-02", "2 besluiten open, 1 over tijd]")):
        links = opened("overview", as_of=day, plan_year="2017-2018").get("page_link")
        assert any(link.proto.label.endswith(waiting) for link in links), day
