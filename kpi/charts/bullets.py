"""Small bars as SVG: a value against its target, and money in stages. Pure, and without words.

Lengths are pixels of a fixed drawing, so that rows of bars line up. What is unknown is not drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kpi.charts.palette import Palette

WIDTH = 126
HEIGHT = 18
TARGET_AT = Fraction(6, 7)
"""Where the target stands on a bullet; it moves to the left for as much as the value exceeds it."""
MOST = 3
"""Beyond so many times its target a bullet is cut, with a notch where it is."""


@dataclass(frozen=True, slots=True)
class Bullet:
    """A value against its target, None where nothing was promised.

    ``certain``: up to where the expectation isn't an assumed path; None: all of it. ``limit``: the other bound of a
    range.
    """

    value: Fraction | None
    target: Fraction | None
    expected: Fraction | None
    certain: Fraction | None = None
    limit: Fraction | None = None

    @property
    def full(self) -> Fraction | None:
        """The higher bound of a range, else the target: what is above it is beyond."""
        return self.target if self.target is None or self.limit is None else max(self.target, self.limit)


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of a money bar, with its colour's name in the palette."""

    amount: Fraction
    colour: str


@dataclass(frozen=True, slots=True)
class MoneyBar:
    """Stages one after the other on a scale in euro; ``mark`` is where the plan wants it, ``track`` its whole."""

    stages: Sequence[Stage]
    scale: Fraction
    track: Fraction | None = None
    mark: Fraction | None = None


def bullet_parts(bullet: Bullet, palette: Palette, colour: str) -> str:
    """Grey up to the target, the value as a bar, a stroke where it should be; the assumed part hatched.

    All of it is on one scale, so that a value of 3 of 2 is longer, as its target is shorter, than one of 24 of 20. What
    is beyond the target is striped. A range is a zone, from its one bound to the other. These are the parts of a
    drawing that has the patterns; without a target there are none.
    """
    if bullet.target is None or bullet.full is None:
        return ""
    longest = max(length for length in (bullet.full / TARGET_AT, bullet.value, bullet.expected) if length is not None)
    unit = WIDTH / min(longest, MOST * bullet.full) if bullet.full > 0 else Fraction(0)
    end = _px(bullet.full * unit)
    parts = [_rect(0, 3, end, 12, palette.track)]
    if bullet.certain is not None:
        begin = min(_px(max(bullet.certain, Fraction(0)) * unit), end)
        parts.append(_rect(begin, 3, end - begin, 12, "url(#h)"))
    if bullet.limit is not None:
        low = _px(max(min(bullet.target, bullet.limit), Fraction(0)) * unit)
        parts.append(_rect(low, 3, end - low, 12, palette.light))
    if bullet.value is not None:
        reached = min(_px(max(bullet.value, Fraction(0)) * unit), WIDTH)
        parts.append(_rect(0, 6, reached, 6, colour))
        if reached > end:
            parts.append(_rect(end, 6, reached - end, 6, "url(#b)"))
        if bullet.value * unit > WIDTH:
            parts.append(_notch(palette))
    if bullet.expected is not None:
        place = min(_px(bullet.expected * unit), WIDTH - 1)
        parts.append(_rect(max(place - 1, 0), 1, 2, 16, palette.text))
    return "".join(parts)


def money_svg(bar: MoneyBar, palette: Palette, width: int = 400) -> str:
    """The stages on one line, each set apart by a stroke of the background; the mark is a stroke across."""
    unit = width / bar.scale if bar.scale > 0 else Fraction(0)
    parts = [_rect(0, 3, _px((bar.track or Fraction(0)) * unit), 16, palette.track)]
    reached = Fraction(0)
    for stage in bar.stages:
        wide = max(stage.amount, Fraction(0)) * unit
        drawn = max(min(_px(reached + wide), width) - _px(reached) - 1, 0)
        parts.append(_rect(_px(reached), 3, drawn, 16, getattr(palette, stage.colour)))
        reached += wide
    if bar.mark is not None:
        parts.append(_rect(max(min(_px(bar.mark * unit), width) - 2, 0), 0, 2, 22, palette.text))
    return drawing(width, 22, "".join(parts))


def shares_svg(shares: Sequence[Fraction | None], palette: Palette, colours: Sequence[str], width: int = WIDTH) -> str:
    """Shares under each other as thin bars of the same whole; an unknown one shows its empty track dashed."""
    parts = []
    for index, (share, colour) in enumerate(zip(shares, colours, strict=True)):
        top = 2 + index * 8
        parts.append(_rect(0, top, width, 5, palette.track if share is not None else "url(#h)"))
        if share is not None:
            parts.append(_rect(0, top, _px(min(max(share, Fraction(0)), Fraction(1)) * width), 5, colour))
    return drawing(width, 2 + len(shares) * 8, patterns(palette) + "".join(parts))


def icon_svg(palette: Palette) -> str:
    """The mark in the browser's tab: three bars that rise. An icon by name would be fetched from elsewhere."""
    bars = (
        _rect(3, 18, 7, 11, palette.light),
        _rect(12.5, 11, 7, 18, palette.middle),
        _rect(22, 3, 7, 26, palette.primary),
    )
    return drawing(32, 32, "".join(bars))


def _px(length: Fraction) -> float:
    return round(float(length), 1)


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"/>'


def _notch(palette: Palette) -> str:
    """Two slanting gaps near the end of a bar that goes on beyond the drawing."""
    look = f'fill="none" stroke="{palette.background}" stroke-width="2"'
    return "".join(f'<path d="M{WIDTH - x} 14 l4 -10" {look}/>' for x in (16, 11))


def patterns(palette: Palette) -> str:
    """The hatching of what is assumed or unknown, and the stripes over what is beyond a target."""
    return (
        '<defs><pattern id="h" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="5" height="5" fill="{palette.track}"/>'
        f'<rect width="1.4" height="5" fill="{palette.quiet}" fill-opacity="0.55"/></pattern>'
        '<pattern id="b" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="1.8" height="5" fill="{palette.background}"/></pattern></defs>'
    )


def drawing(width: int, height: int, inner: str) -> str:
    """The parts of a drawing as one SVG."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}">{inner}</svg>'
    )
