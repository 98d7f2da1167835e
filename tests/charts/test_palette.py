"""Colours: readable in light and in dark, the same in the theme file as in code, never the only carrier."""

import tomllib
from itertools import combinations
from math import dist
from pathlib import Path

import pytest

from kpi.charts.palette import DARK, LIGHT, Palette, palette_of
from kpi.charts.status_colours import status_colour
from kpi.score.scores import Status

THEME = tomllib.loads((Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
PALETTES = {"light": LIGHT, "dark": DARK}
TEXT = 4.5
SHAPE = 3.0
FAR_APART = 15
STATIC = Path(__file__).resolve().parents[2] / "static"


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB`` (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21.0


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize("name", ["text", "quiet", "primary", "good", "attention", "bad"])
def test_every_colour_that_is_read_stands_out_from_the_background(palette: Palette, name: str) -> None:
    assert contrast(getattr(palette, name), palette.background) >= TEXT


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize("name", ["text", "primary", "good", "attention", "bad"])
def test_every_bar_stands_out_from_its_track(palette: Palette, name: str) -> None:
    assert contrast(getattr(palette, name), palette.track) >= SHAPE


@pytest.mark.parametrize("theme", PALETTES)
def test_the_theme_file_has_the_same_colours(theme: str) -> None:
    palette, said = PALETTES[theme], THEME[theme]
    assert {
        "backgroundColor": palette.background,
        "textColor": palette.text,
        "primaryColor": palette.primary,
        "borderColor": palette.line,
        "greenColor": palette.good,
        "orangeColor": palette.attention,
        "redColor": palette.bad,
        "grayColor": palette.quiet,
    }.items() <= said.items()


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("colour", ["green", "orange", "red", "blue", "gray"])
def test_the_words_of_a_badge_are_readable_on_it(theme: str, colour: str) -> None:
    assert contrast(THEME[theme][f"{colour}TextColor"], THEME[theme][f"{colour}BackgroundColor"]) >= TEXT


def test_on_the_dark_background_no_colour_carries_white_and_is_read_itself() -> None:
    """So no button is of the primary type there (pages/shared/buttons.py)."""
    greys = [f"#{part:02X}{part:02X}{part:02X}" for part in range(256)]
    both = [grey for grey in greys if contrast("#FFFFFF", grey) >= TEXT and contrast(grey, DARK.background) >= TEXT]
    assert both == []
    assert contrast("#FFFFFF", LIGHT.primary) >= TEXT
    assert contrast(DARK.primary, DARK.background) >= TEXT


def test_a_status_without_a_verdict_has_the_quiet_colour() -> None:
    quiet = {status for status in Status if status_colour(status, LIGHT) == LIGHT.quiet}
    assert quiet == {
        Status.NOT_STARTED,
        Status.NO_DATA,
        Status.NO_BASELINE,
        Status.TOO_FEW,
        Status.NOT_JUDGED,
        Status.TOO_EARLY,
        Status.ACCEPTED,
    }


def test_light_unless_dark() -> None:
    assert [palette_of(theme) for theme in (None, "light", "dark")] == [LIGHT, LIGHT, DARK]


SEEN: dict[str, tuple[tuple[float, float, float], ...]] = {
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
"""What is left of linear red, green and blue (Machado, Oliveira and Fernandes, 2009, full severity)."""


def seen_by(colour: str, matrix: tuple[tuple[float, float, float], ...]) -> tuple[float, float, float]:
    """A colour as somebody sees it, in CIE L*a*b*, where 2.3 is a difference that can just be told."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    red, green, blue = (
        min(max(sum(weight * part for weight, part in zip(row, linear, strict=True)), 0), 1) for row in matrix
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize("eyes", SEEN)
def test_the_colours_of_the_verdicts_can_be_told_apart_by_everybody(palette: Palette, eyes: str) -> None:
    verdicts = (palette.good, palette.attention, palette.bad, palette.quiet)
    for one, other in combinations(verdicts, 2):
        assert dist(seen_by(one, SEEN[eyes]), seen_by(other, SEEN[eyes])) >= FAR_APART


FADED = 0.6
"""How much of the text's colour the framework leaves in a caption."""


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_a_caption_can_be_read_although_the_framework_fades_it(palette: Palette) -> None:
    text, behind = palette.text, palette.background
    mixed = [round(FADED * int(text[at : at + 2], 16) + (1 - FADED) * int(behind[at : at + 2], 16)) for at in (1, 3, 5)]
    assert contrast("#" + "".join(f"{part:02X}" for part in mixed), behind) >= TEXT


def test_the_font_is_shipped_with_its_licence_and_asked_of_nobody_else() -> None:
    faces = [face["url"] for face in THEME["fontFaces"]]
    assert all((STATIC / url.removeprefix("app/static/")).is_file() for url in faces)
    assert not any("//" in url for url in faces)
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / "OFL.txt").read_text("utf-8")
