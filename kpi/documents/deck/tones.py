"""The colours of what is drawn: those of the theme by name, or one of our own by its number."""

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR


def paint(place: Any, tone: str) -> None:  # noqa: ANN401 - the library's colour of a text, a line or an area
    """Give a place its colour: ``#0B5C8C``, or ``accent1``, which follows the theme when somebody changes that."""
    if tone.startswith("#"):
        place.rgb = RGBColor.from_string(tone.lstrip("#"))
    else:
        place.theme_color = MSO_THEME_COLOR.from_xml(tone)
