"""Small bars: lengths in pixels, worked out by hand (the target stands at 108 of 126)."""

import re
from fractions import Fraction
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from kpi.charts.bullets import (
    HEIGHT,
    WIDTH,
    Bullet,
    MoneyBar,
    Stage,
    bullet_parts,
    drawing,
    icon_svg,
    money_svg,
    patterns,
    shares_svg,
)
from kpi.charts.palette import DARK, LIGHT, Palette

F = Fraction


def rects(svg: str) -> list[tuple[float, float, str]]:
    """Start, width and fill of every bar that is drawn."""
    drawn = svg.rsplit("</defs>", maxsplit=1)[-1]
    found = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="[\d.]+" fill="([^"]+)"', drawn)
    return [(float(x), float(width), fill) for x, width, fill in found]


def bullet_svg(bullet: Bullet, palette: Palette, colour: str) -> str:
    """A bullet in a drawing of its own."""
    return drawing(WIDTH, HEIGHT, patterns(palette) + bullet_parts(bullet, palette, colour))


def test_track_value_and_expectation_stand_on_one_scale() -> None:
    assert rects(bullet_svg(Bullet(F(25), F(50), F(40)), LIGHT, LIGHT.good)) == [
        (0, 108, LIGHT.track),
        (0, 54, LIGHT.good),
        (85.4, 2, LIGHT.text),
    ]


def test_the_assumed_part_of_the_path_is_hatched() -> None:
    svg = bullet_svg(Bullet(F(38), F(100), F(50), certain=F(25)), LIGHT, LIGHT.attention)
    assert (27, 81, "url(#h)") in rects(svg)


def test_a_range_is_a_zone_and_only_what_is_beyond_both_bounds_is_striped() -> None:
    """Of 40 to 60 the higher bound stands at 108: 40 at 72. 50 lies inside the zone; 70 is 18 pixels beyond it."""
    inside = rects(bullet_svg(Bullet(F(50), F(40), None, limit=F(60)), LIGHT, LIGHT.good))
    assert inside == [(0, 108, LIGHT.track), (72, 36, LIGHT.light), (0, 90, LIGHT.good)]
    beyond = rects(bullet_svg(Bullet(F(70), F(40), None, limit=F(60)), LIGHT, LIGHT.attention))
    assert beyond[1:] == [(72, 36, LIGHT.light), (0, 126, LIGHT.attention), (108, 18, "url(#b)")]


def test_where_lower_is_better_the_zone_of_a_range_ends_at_its_target() -> None:
    """At most 30 and not under 10: the zone from 36 to 108; 8 days end before it, which no stripe can say."""
    drawn = rects(bullet_svg(Bullet(F(8), F(30), None, limit=F(10)), LIGHT, LIGHT.attention))
    assert drawn == [(0, 108, LIGHT.track), (36, 72, LIGHT.light), (0, 28.8, LIGHT.attention)]


def test_no_value_is_not_drawn_and_zero_is_a_bar_without_length() -> None:
    unknown = rects(bullet_svg(Bullet(None, F(50), None), LIGHT, LIGHT.quiet))
    zero = rects(bullet_svg(Bullet(F(0), F(50), None), LIGHT, LIGHT.bad))
    assert unknown == [(0, 108, LIGHT.track)]
    assert zero == [(0, 108, LIGHT.track), (0, 0, LIGHT.bad)]


def test_stages_follow_each_other_and_the_mark_stands_where_the_plan_wants_it() -> None:
    bar = MoneyBar((Stage(F(100), "primary"), Stage(F(50), "middle")), scale=F(400), track=F(400), mark=F(200))
    assert rects(money_svg(bar, LIGHT, width=400)) == [
        (0, 400, LIGHT.track),
        (0, 99, LIGHT.primary),
        (100, 49, LIGHT.middle),
        (198, 2, LIGHT.text),
    ]


def test_an_unknown_share_shows_an_empty_hatched_track_and_no_bar() -> None:
    assert rects(shares_svg([F(1, 2), None, F(3, 2)], LIGHT, [LIGHT.primary] * 3)) == [
        (0, 126, LIGHT.track),
        (0, 63, LIGHT.primary),
        (0, 126, "url(#h)"),
        (0, 126, LIGHT.track),
        (0, 126, LIGHT.primary),
    ]


AMOUNTS = st.fractions(min_value=0, max_value=10**7, max_denominator=100)


@given(AMOUNTS, AMOUNTS, AMOUNTS, st.none() | AMOUNTS)
def test_nothing_is_ever_drawn_outside(value: F, target: F, expected: F, certain: F | None) -> None:
    svg = bullet_svg(Bullet(value, target, expected, certain), DARK, DARK.good)
    ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
    assert all(start + width <= WIDTH + 1 for start, width, _ in rects(svg))


def test_the_mark_in_the_tab_is_three_bars_that_rise() -> None:
    assert [fill for _, _, fill in rects(icon_svg(LIGHT))] == [LIGHT.light, LIGHT.middle, LIGHT.primary]


def drawn_at(value: int, target: int) -> tuple[float, float]:
    """Where the target and the value of a bullet end."""
    (_, track, _), (_, bar, _), *_ = rects(bullet_svg(Bullet(F(value), F(target), None), LIGHT, LIGHT.good))
    return track, bar


def test_beyond_the_target_the_bar_stays_whole_and_the_target_moves() -> None:
    """24 of 20 is 1,2 times its target, 3 of 2 is 1,5 times: both were drawn equally long."""
    assert drawn_at(23, 20) == (108, 124.2)
    assert drawn_at(24, 20) == (105, 126)
    assert drawn_at(3, 2) == (84, 126)
    assert "<path d=" not in bullet_svg(Bullet(F(3), F(2), None), LIGHT, LIGHT.good)


def test_what_is_beyond_the_target_is_striped() -> None:
    assert (105, 21, "url(#b)") in rects(bullet_svg(Bullet(F(24), F(20), None), LIGHT, LIGHT.good))
    assert "url(#b)" not in bullet_svg(Bullet(F(20), F(20), None), LIGHT, LIGHT.good)


def test_a_bar_of_more_than_three_times_its_target_is_cut_with_a_mark() -> None:
    assert drawn_at(6, 2) == (42, 126)
    assert drawn_at(50, 2) == (42, 126)
    svg = bullet_svg(Bullet(F(50), F(2), None), LIGHT, LIGHT.good)
    assert svg.count("<path d=") == 2
    assert ElementTree.fromstring(svg) is not None  # noqa: S314 - our own drawing


@given(st.integers(0, 400), st.integers(1, 100))
def test_value_and_target_of_a_bullet_are_in_proportion_unless_it_is_cut(value: int, target: int) -> None:
    track, bar = drawn_at(value, target)
    assert bar <= WIDTH
    if value <= 3 * target:
        assert abs(F(bar) * target - F(track) * value) <= F(1, 10) * (target + value)


def test_where_nothing_was_promised_there_is_no_bullet() -> None:
    assert rects(bullet_svg(Bullet(F(5), None, None), LIGHT, LIGHT.quiet)) == []
