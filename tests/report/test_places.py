"""Where an account is written: the screen's outline, read without rows, says what the whole account says."""

import pytest

from kpi.facts.store import Store
from kpi.programme.plan import Programme
from kpi.report.account import SubsidyReport
from kpi.report.letter import to_notify
from kpi.report.reading_account import read_outline
from kpi.report.text_places import figures_of, from_outline, places


def test_an_outline_says_what_the_whole_account_says(
    example_store: Store, programme: Programme, report: SubsidyReport
) -> None:
    with example_store.read() as reader:
        outline = read_outline(reader, report.picture)
    assert not isinstance(outline, SubsidyReport)
    assert places(outline) == places(report)
    assert (outline.title, outline.missing, outline.texts) == (report.title, report.missing, report.texts)
    assert to_notify(outline) == to_notify(report)
    assert [place.name for place in places(report) if not from_outline(place.name)] == [
        "activities",
        "income",
        "deviations",
    ]
    for place in places(outline):
        if from_outline(place.name):
            assert figures_of(outline, place.name) == figures_of(report, place.name)


@pytest.mark.parametrize("name", ["activities", "income", "deviations"])
def test_figures_that_need_the_rows_are_never_worked_out_without_them(
    example_store: Store, programme: Programme, report: SubsidyReport, name: str
) -> None:
    with example_store.read() as reader:
        outline = read_outline(reader, report.picture)
    with pytest.raises(KeyError):
        figures_of(outline, name)
    assert figures_of(report, name)
