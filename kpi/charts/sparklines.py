"""A path in small as SVG, with the bullet of where it leads: one drawing for a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kpi.charts import bullets
from kpi.charts.bullets import Bullet, bullet_parts, drawing, patterns
from kpi.charts.palette import Palette

WIDTH, HEIGHT, BETWEEN = 48, bullets.HEIGHT, 8
ROW = WIDTH + BETWEEN + bullets.WIDTH
"""Pixels of a path and its bullet beside each other."""
EDGE = 3
"""Pixels around the lines, so that the dot isn't cut."""


@dataclass(frozen=True, slots=True)
class SparkPoint:
    """A value and an expectation at a ``place`` from 0 to 1; None is unknown and isn't drawn."""

    place: Fraction
    value: Fraction | None
    expected: Fraction | None


Spark = tuple[SparkPoint, ...]


def row_svg(spark: Spark, bullet: Bullet, palette: Palette, colour: str) -> str:
    """The path in small, and the bullet beside it."""
    drawn = bullet_parts(bullet, palette, colour)
    moved = f'<g transform="translate({WIDTH + BETWEEN} 0)">{drawn}</g>'
    return drawing(ROW, HEIGHT, patterns(palette) + _spark(spark, palette, colour) + moved)


def _spark(spark: Spark, palette: Palette, colour: str) -> str:
    """The value as a line, what was expected as a thin one, a dot where it stands; nothing where no value is known."""
    known = [(point.place, point.value) for point in spark if point.value is not None]
    asked = [(point.place, point.expected) for point in spark if point.expected is not None]
    if not known:
        return ""
    heights = [height for _, height in (*known, *asked)]
    least, most = min(*heights, Fraction(0)), max(*heights, Fraction(0))
    scale = (HEIGHT - 2 * EDGE) / (most - least) if most > least else Fraction(0)
    reached, wanted = ([(_x(x), _y(y, least, scale)) for x, y in line] for line in (known, asked))
    x, y = reached[-1]
    return (
        f'<polyline points="{_points(wanted)}" fill="none" stroke="{palette.quiet}" stroke-width="1"/>'
        f'<polyline points="{_points(reached)}" fill="none" stroke="{palette.primary}" stroke-width="1.6"/>'
        f'<circle cx="{x:g}" cy="{y:g}" r="2.4" fill="{colour}"/>'
    )


def _x(place: Fraction) -> float:
    return round(float(EDGE + place * (WIDTH - 2 * EDGE)), 1)


def _y(height: Fraction, least: Fraction, scale: Fraction) -> float:
    return round(float(HEIGHT - EDGE - (height - least) * scale), 1)


def _points(line: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in line)
