"""Charts: the values that are drawn, not the pixels; always under our own template, whatever was imported."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.charts.bars import Bar, Months, WaterfallStep, bars_figure, months_figure, waterfall_figure
from kpi.charts.chart_template import count_step
from kpi.charts.palette import DARK, LIGHT
from kpi.charts.path import Path, Point, Stretch, Zone, path_figure
from kpi.language import words_of

NL, EN = words_of("nl"), words_of("en")
F = Fraction
PATH = Path(
    points=(
        Point(date(2017, 1, 1), F(0), "0"),
        Point(date(2017, 6, 30), None, "–"),
        Point(date(2018, 6, 30), F(38), "38"),
    ),
    expected=(
        Stretch((Point(date(2017, 1, 1), F(15), "15"), Point(date(2020, 12, 31), F(100), "100")), assumed=True),
        Stretch((Point(date(2021, 1, 1), F(0), "0"), Point(date(2021, 12, 31), F(100), "100")), assumed=False),
    ),
    targets=(Point(date(2020, 12, 31), F(100), "100 bedrijven"),),
    today=date(2018, 6, 30),
    today_label="30 juni 2018",
    counts=True,
)


def test_the_path_draws_steps_a_dashed_expectation_and_the_targets() -> None:
    drawn = path_figure(PATH, LIGHT, NL).to_dict()["data"]
    assert [(trace["name"], trace["line"]["dash"]) for trace in drawn[:2]] == [
        ("assumed", "dash"),
        ("expected", "solid"),
    ]
    assert drawn[2]["y"] == [0.0, None, 38.0]
    assert drawn[2]["line"]["shape"] == "hv"
    assert (drawn[3]["marker"]["symbol"], drawn[3]["text"]) == ("diamond", ["100 bedrijven"])


def test_a_range_is_a_zone_behind_the_path() -> None:
    zone = Zone(date(2017, 1, 1), date(2020, 12, 31), F(40), F(60))
    drawn = path_figure(replace(PATH, zones=(zone,)), LIGHT, NL).to_dict()["layout"]["shapes"][0]
    assert [drawn[name] for name in ("x0", "x1", "y0", "y1")] == [zone.first, zone.last, 40.0, 60.0]
    assert (drawn["layer"], drawn["fillcolor"], drawn["line"]["width"]) == ("below", LIGHT.light, 1)
    on_a_day = path_figure(replace(PATH, zones=(replace(zone, first=zone.last),)), LIGHT, NL).to_dict()["layout"]
    assert on_a_day["shapes"][0]["line"] == {"color": LIGHT.middle, "width": 6}


def test_the_reference_date_is_a_rule_with_its_date() -> None:
    layout = path_figure(PATH, LIGHT, NL).to_dict()["layout"]
    assert (layout["shapes"][0]["x0"], layout["shapes"][0]["x1"]) == (date(2018, 6, 30), date(2018, 6, 30))
    assert layout["annotations"][0]["text"] == "30 juni 2018"


@pytest.mark.parametrize(("words", "separators", "month"), [(NL, ",.", "jan 2018"), (EN, ".,", "Jan 2018")])
def test_notation_and_month_names_are_those_of_the_language(words: object, separators: str, month: str) -> None:
    layout = path_figure(PATH, LIGHT, words).to_dict()["layout"]  # type: ignore[arg-type]
    assert layout["separators"] == separators
    assert month in layout["xaxis"]["ticktext"]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_chart_has_our_own_template_even_after_streamlit_replaced_the_default(palette: object) -> None:
    import streamlit  # noqa: F401, PLC0415 - it replaces Plotly's default template

    layout = path_figure(PATH, palette, NL).to_dict()["layout"]["template"]["layout"]  # type: ignore[arg-type]
    assert layout["font"]["color"] == palette.text  # type: ignore[attr-defined]
    assert "#000001" not in layout["colorway"]


def test_bars_stand_in_order_with_their_figures_and_a_stroke_where_planned() -> None:
    bars = (Bar("Benaderd", F(62), "62"), Bar("Betaald", None, "geen gegevens", planned=F(50)))
    drawn = bars_figure(bars, LIGHT, NL).to_dict()
    value, planned = drawn["data"]
    assert (value["y"], value["x"], value["textposition"]) == ([0, 1], [62.0, None], "none")
    assert (planned["y"], planned["x"]) == ([1], [50.0])
    assert drawn["layout"]["yaxis"]["ticktext"] == ["Benaderd<br>62", "Betaald<br>geen gegevens"]


def test_without_a_stroke_a_figure_stands_at_the_end_of_its_bar() -> None:
    bars = (Bar("Benaderd", F(62), "62"), Bar("Betaald", None, "geen gegevens"))
    drawn = bars_figure(bars, LIGHT, NL).to_dict()
    assert (drawn["data"][0]["text"], drawn["data"][0]["textposition"]) == (["62", "geen gegevens"], "outside")
    assert [(note["y"], note["text"]) for note in drawn["layout"]["annotations"]] == [(1, "geen gegevens")]


def test_steps_of_the_same_name_stay_apart_and_a_long_name_takes_two_lines() -> None:
    long = "Promotiecampagne <vele hogescholen> en universiteiten"
    names = (long, "Events", "Events")
    steps = tuple(WaterfallStep(name, F(0), ((F(10), "primary"),), "€ 10") for name in names)
    drawn = waterfall_figure(steps, LIGHT, NL).to_dict()
    assert drawn["data"][0]["y"] == [0, 1, 2]
    assert [note["y"] for note in drawn["layout"]["annotations"]] == [0, 1, 2]
    assert drawn["layout"]["yaxis"]["ticktext"] == [
        "Promotiecampagne &lt;vele<br>hogescholen&gt; en …",
        "Events",
        "Events",
    ]


def test_bars_begin_at_zero() -> None:
    axis = bars_figure((Bar("Benaderd", F(62), "62"),), LIGHT, NL).to_dict()["layout"]["xaxis"]
    assert axis["range"][0] == 0


def test_months_stand_under_each_other_on_the_same_scale() -> None:
    rows = (
        Months("stage", ((date(2018, 1, 1), F(3)), (date(2018, 2, 1), F(0)))),
        Months("traineeship", ((date(2018, 1, 1), F(1)), (date(2018, 2, 1), F(2)))),
    )
    drawn = months_figure(rows, LIGHT, NL).to_dict()
    assert [trace["y"] for trace in drawn["data"]] == [[3.0, 0.0], [1.0, 2.0]]
    assert drawn["layout"]["yaxis"]["matches"] == "y2"
    assert [note["text"] for note in drawn["layout"]["annotations"]] == ["stage", "traineeship"]


@given(st.floats(0, 1_000_000))
def test_an_axis_of_counts_steps_whole_and_at_most_five_times(top: float) -> None:
    step = count_step(top)
    assert step >= 1
    assert top / step <= 5
    assert step == 1 or top / step > 2
