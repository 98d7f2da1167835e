"""Screen and account count the same results as good, and ask no reason for one that came after its date."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.documents.paper import PaperHeading, PaperSentence
from kpi.facts.store import Store
from kpi.language import words_of
from kpi.monitor import picture
from kpi.report.account import SubsidyReport, must_explain
from kpi.report.chapters import performance, summary
from kpi.report.reading_account import read_report
from kpi.score.scores import Status
from kpi.views.results.overview import headline

EN, NL = words_of("en"), words_of("nl")
LATE = "Alsnog behaald, na de einddatum"


@pytest.mark.parametrize("day", [date(2017, 12, 31), date(2018, 6, 30), date(2019, 3, 31), date(2021, 6, 30)])
def test_screen_and_account_count_the_same(example_store: Store, day: date) -> None:
    with example_store.read() as reader:
        seen = picture(reader, day, "2017-2018")
        report = read_report(reader, seen)
    good = sum(str(score.status) in {"achieved", "achieved_late", "on_track"} for score in seen.indicators)
    assert EN.say(headline(seen)).startswith(f"On {EN.date(day)} {good} of 19 ")
    assert f" {good} of 19 " in EN.say(summary.finding(report))


def test_a_late_result_stands_by_itself_and_nobody_has_to_explain_it(report: SubsidyReport) -> None:
    first, *others = report.picture.indicators
    on_time = replace(report.picture, indicators=(replace(first, status=Status.ON_TRACK), *others))
    late = replace(report.picture, indicators=(replace(first, status=Status.ACHIEVED_LATE), *others))
    assert not must_explain(late.indicators[0])
    title = NL.say(report.programme.indicator(first.id).title)
    assert [line for line in written(replace(report, picture=late), LATE) if line.startswith(f"{title}: ")]
    assert not [line for line in written(replace(report, picture=on_time), LATE) if line.startswith(f"{title}: ")]


def written(report: SubsidyReport, heading: str) -> list[str]:
    """The sentences that stand under a heading of the performance account."""
    told, under = [], False
    for block in performance.chapter(report).blocks:
        if isinstance(block, PaperHeading):
            under = NL.say(block.words) == heading
        elif under and isinstance(block, PaperSentence):
            told.append(NL.say(block.words))
    return told
