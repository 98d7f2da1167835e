"""Whoever reads a screen or a paper sees words; the words of a sheet stay in the sheet."""

import pytest

from kpi.intake.values.listed_words import choice_ids
from kpi.language import words_of
from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.vocabulary import Choice
from kpi.views.value_words import choice_word, field_word

PLAN = load_programme(default_programme_path())
EVERY = [(name, choice) for name, choices in PLAN.lists.items() for choice in choices]
DUTCH_TOO = {
    *("traineeship", "mbo4", "hbo", "wo", "open", "portal", "event", "school"),
    *("I", "II", "III", "IV", "V", "VI", "1", "2", "3", "4", "5", "6"),
}
"""Ids that are a Dutch word, or a number."""


@pytest.mark.parametrize(("list_id", "choice"), EVERY, ids=lambda given: getattr(given, "id", given))
def test_no_id_is_shown_as_a_word(list_id: str, choice: Choice) -> None:
    shown = PLAN.choice_shown(list_id, choice.id)
    assert shown.nl != choice.id or choice.id in DUTCH_TOO
    assert not any("_" in form for form in shown.forms)
    assert choice_word(PLAN, list_id, choice.id) == shown


@pytest.mark.parametrize("list_id", PLAN.lists)
def test_the_words_of_a_list_are_written_alike(list_id: str) -> None:
    """Beside *Hele Achterhoek* stands *Concreet*, not *concreet*."""
    shown = [choice.shown for choice in PLAN.choices(list_id)]
    assert all(shown) or not any(shown)
    assert all(form[:1] == form[:1].upper() for one in shown if one for form in one.forms)


@pytest.mark.parametrize("list_id", PLAN.lists)
def test_a_cell_may_hold_the_shown_words_too(list_id: str) -> None:
    choices = PLAN.choices(list_id)
    ids = choice_ids(choices)
    for choice in choices:
        alone = choice_ids((choice,))
        assert set(alone.values()) == {choice.id}
        assert alone.keys() <= ids.keys()


def test_columns_are_named_in_words() -> None:
    names = [sheet.words_of(field) for sheet in PLAN.sheets.values() for field in sheet.columns]
    assert not [name.nl for name in names if any("_" in form for form in name.forms)]
    dutch = words_of("nl").say
    assert dutch(field_word(PLAN, "vacancies", "on_site")) == "Op smarthub.nl"


def test_a_template_keeps_the_words_of_the_sheet() -> None:
    assert PLAN.choice_label("video_kind", "regio8").nl == "regio8"
    assert PLAN.sheets["vacancies"].columns["on_site"].label == "op_smarthub_nl"
