"""The colours of screens, charts and documents: one light and one dark set, with what each of them means.

Colour never carries a meaning alone: a status has its icon and word, a stage its figure in words. The same values
stand in ``.streamlit/config.toml``; a test holds the two together, works out the contrast, and looks at the colours of
the verdicts as people with each kind of colour blindness see them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """A set of colours as ``#RRGGBB``."""

    background: str
    text: str
    quiet: str
    """No verdict, axes, notes."""
    line: str
    """Grid and borders."""
    track: str
    """Behind a bar; decoration only."""
    primary: str
    middle: str
    light: str
    """``primary``, ``middle`` and ``light`` are stages of one thing, the furthest first."""
    good: str
    attention: str
    bad: str


LIGHT = Palette(
    background="#FFFFFF",
    text="#081119",
    quiet="#56636F",
    line="#D3DBE1",
    track="#E7ECF0",
    primary="#0B5C8C",
    middle="#4F8FBA",
    light="#B5D2E4",
    good="#15814F",
    attention="#A95F06",
    bad="#8F1024",
)
DARK = Palette(
    background="#10191F",
    text="#E8EEF2",
    quiet="#9DABB6",
    line="#33434E",
    track="#2A3842",
    primary="#5FA8D3",
    middle="#3F7CA3",
    light="#2C556F",
    good="#7FE0A6",
    attention="#F2AC45",
    bad="#EB6455",
)


def palette_of(theme: str | None) -> Palette:
    """The set for a theme (``dark``, else light)."""
    return DARK if theme == "dark" else LIGHT
