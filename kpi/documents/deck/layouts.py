"""The layouts of a presentation as values: each with its placeholders, where they stand and what is asked there."""

from dataclasses import dataclass

from kpi.documents.house_style import ALARM, QUIET
from kpi.language import Said
from kpi.sentences import say

INCH = 914_400
BODY, LEFT_CHART, RIGHT_CHART, TABLE, MARK = 1, 14, 15, 16, 17
FOOTER, NUMBER = 11, 12
FIGURE, LEAD, PICTURE, CODE, ADDRESS = 20, 21, 22, 23, 24
CARDS = (30, 31, 32, 33, 34, 35)
COLUMNS = (BODY, 40, 41)
"""Numbers of the placeholders in the layouts."""


@dataclass(frozen=True, slots=True)
class SlidePlace:
    """A placeholder of a layout: its kind and number, what is asked there, its place (inches), its letters."""

    kind: str
    idx: int
    name: Said
    box: tuple[float, float, float, float]
    size: int = 0
    """In points; 0 as the master has it."""
    colour: str = ""
    bold: bool = False
    bare: bool = False
    """True without marks before its lines."""
    fill: str = ""
    """A colour of the theme behind it."""


TITLE = SlidePlace("title", 0, say("Title"), (0.6, 0.4, 12.1, 0.95))
FEET = (
    SlidePlace("ftr", FOOTER, say("Footer"), (0.6, 6.95, 10.6, 0.3), 10, QUIET),
    SlidePlace("sldNum", NUMBER, say("Slide number"), (11.7, 6.95, 1.0, 0.3), 10, QUIET),
)
_LEAD = SlidePlace("body", LEAD, say("Text"), (0.6, 1.5, 12.1, 0.8), 20, bare=True)


def _column(number: int) -> SlidePlace:
    """One of three columns of names."""
    box = (0.6 + number * 4.1, 2.5, 3.9, 4.2)
    return SlidePlace("body", COLUMNS[number], say("Names"), box, 24, bare=True)


def _picture(name: Said, box: tuple[float, float, float, float]) -> SlidePlace:
    """A place for a picture, in a pale colour until there is one."""
    return SlidePlace("pic", PICTURE, name, box, 16, fill="accent3")


def _card(number: int) -> SlidePlace:
    """One of six, in two rows of three."""
    row, column = divmod(number, 3)
    box = (0.6 + column * 4.1, 2.5 + row * 2.2, 3.9, 2.0)
    return SlidePlace("body", CARDS[number], say("A figure, and what it counts"), box, 18, bare=True, fill="bg2")


LAYOUTS: tuple[tuple[str, Said, tuple[SlidePlace, ...]], ...] = (
    (
        "title",
        say("Title slide"),
        (
            SlidePlace("ctrTitle", 0, say("Title"), (0.9, 2.1, 11.5, 1.3), 44),
            SlidePlace("subTitle", BODY, say("Subtitle"), (0.9, 3.5, 11.5, 1.6), 20),
            SlidePlace("body", MARK, say("Mark"), (0.9, 5.4, 11.5, 0.6), 16, ALARM),
        ),
    ),
    ("text", say("Text"), (TITLE, SlidePlace("body", BODY, say("Text"), (0.6, 1.55, 12.1, 5.2)), *FEET)),
    (
        "chart",
        say("Text and chart"),
        (
            TITLE,
            SlidePlace("body", BODY, say("Text"), (0.6, 1.55, 6.1, 5.2)),
            SlidePlace("chart", LEFT_CHART, say("Chart"), (7.0, 1.55, 5.7, 5.2)),
            *FEET,
        ),
    ),
    (
        "charts",
        say("Text and two charts"),
        (
            TITLE,
            SlidePlace("body", BODY, say("Text"), (0.6, 1.55, 12.1, 1.95), 16),
            SlidePlace("chart", LEFT_CHART, say("First chart"), (0.6, 3.55, 6.0, 3.3)),
            SlidePlace("chart", RIGHT_CHART, say("Second chart"), (6.7, 3.55, 6.0, 3.3)),
            *FEET,
        ),
    ),
    ("table", say("Table"), (TITLE, SlidePlace("tbl", TABLE, say("Table"), (0.6, 1.5, 12.1, 5.3)), *FEET)),
    (
        "cover",
        say("Cover with a result"),
        (
            SlidePlace("title", 0, say("Title"), (0.6, 1.5, 7.0, 0.95), 24, bold=True),
            SlidePlace("body", FIGURE, say("One figure"), (0.6, 2.6, 7.0, 1.7), 96, "accent1", bold=True, bare=True),
            SlidePlace("body", LEAD, say("What it counts"), (0.6, 4.35, 7.0, 0.9), 24, bold=True, bare=True),
            SlidePlace("body", BODY, say("One sentence"), (0.6, 5.3, 7.0, 1.5), 20, bare=True),
            _picture(say("Picture: members at work, or a meeting"), (8.0, 0.125, 5.333, 7.375)),
            *FEET[:1],
        ),
    ),
    (
        "story",
        say("A story with a picture and a code"),
        (
            TITLE,
            SlidePlace("body", BODY, say("Text"), (0.6, 1.6, 4.9, 2.9), 20, bare=True),
            _picture(say("Picture: a still of the video"), (5.9, 1.6, 6.8, 3.825)),
            SlidePlace("pic", CODE, say("QR code of the video"), (0.6, 4.7, 2.0, 2.0), 12, fill="bg2"),
            SlidePlace("body", ADDRESS, say("Link to the video"), (2.8, 5.6, 9.9, 1.1), 16, bare=True),
            *FEET,
        ),
    ),
    ("names", say("Names in columns"), (TITLE, _LEAD, *map(_column, range(len(COLUMNS))), *FEET)),
    (
        "bar",
        say("One bar and its parts"),
        (
            TITLE,
            _LEAD,
            SlidePlace("chart", LEFT_CHART, say("Chart"), (0.6, 2.3, 12.1, 1.3)),
            SlidePlace("tbl", TABLE, say("Table"), (0.6, 3.7, 12.1, 3.0)),
            *FEET,
        ),
    ),
    ("cards", say("Six figures"), (TITLE, _LEAD, *map(_card, range(len(CARDS))), *FEET)),
    (
        "asked",
        say("Text and picture"),
        (
            TITLE,
            SlidePlace("body", BODY, say("Text"), (0.6, 1.6, 7.4, 5.1), 24),
            _picture(say("Picture, or a code to sign up with"), (8.5, 1.6, 4.2, 4.2)),
            *FEET,
        ),
    ),
)
"""Each layout: its name in code, its name for people, its placeholders in reading order."""
