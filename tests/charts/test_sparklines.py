"""Paths in small: the lines in pixels, worked out by hand, and nothing where nothing is known."""

import re
from fractions import Fraction

from kpi.charts.bullets import Bullet
from kpi.charts.palette import LIGHT
from kpi.charts.sparklines import ROW, SparkPoint, row_svg

F = Fraction
BULLET = Bullet(F(10), F(20), F(10))
SPARK = (SparkPoint(F(0), F(0), F(0)), SparkPoint(F(1, 2), None, F(10)), SparkPoint(F(1), F(10), F(20)))


def lines(svg: str) -> list[str]:
    return re.findall(r'points="([^"]*)"', svg)


def test_what_was_expected_and_what_was_reached_are_two_lines_on_one_scale() -> None:
    """48 pixels with an edge of 3: from 3 to 45; 18 high, so that 20 is 12 pixels and 10 is 6."""
    svg = row_svg(SPARK, BULLET, LIGHT, LIGHT.good)
    assert lines(svg) == ["3,15 24,9 45,3", "3,15 45,9"]
    assert f'<circle cx="45" cy="9" r="2.4" fill="{LIGHT.good}"/>' in svg
    assert f'width="{ROW}"' in svg


def test_an_unknown_value_leaves_its_place_empty_beside_the_bullet() -> None:
    svg = row_svg((SparkPoint(F(1), None, F(5)),), BULLET, LIGHT, LIGHT.quiet)
    assert lines(svg) == []
    assert "<circle" not in svg
    assert lines(row_svg((), BULLET, LIGHT, LIGHT.quiet)) == []


def test_a_path_that_never_moved_is_a_flat_line() -> None:
    flat = (SparkPoint(F(0), F(0), None), SparkPoint(F(1), F(0), None))
    assert lines(row_svg(flat, BULLET, LIGHT, LIGHT.good))[-1] == "3,15 45,15"
