"""Colours: readable in light and in dark, the same in the theme file as in code, never the only carrier."""

import tomllib
from pathlib import Path

import pytest

from kpi.charts.palette import DARK, LIGHT, Palette, palette_of, status_colour
from kpi.score.model import Status

THEME = tomllib.loads((Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
PALETTES = {"light": LIGHT, "dark": DARK}
TEXT = 4.5
SHAPE = 3.0


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


def test_a_status_without_a_verdict_has_the_quiet_colour() -> None:
    quiet = {status for status in Status if status_colour(status, LIGHT) == LIGHT.quiet}
    assert quiet == {
        Status.NOT_STARTED,
        Status.NO_DATA,
        Status.NO_BASELINE,
        Status.TOO_FEW,
        Status.TOO_EARLY,
        Status.ACCEPTED,
    }


def test_light_unless_dark() -> None:
    assert [palette_of(theme) for theme in (None, "light", "dark")] == [LIGHT, LIGHT, DARK]
