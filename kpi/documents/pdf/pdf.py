"""A pdf out of a template and values: tagged, PDF/UA-1 and PDF/A-2a, the same bytes for the same values.

The values travel as JSON and are never part of the template's source, so no text of a user can be markup.
A template imports ``house.typ`` and begins with ``#show: paper.with(data)``.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpi.documents.house_style import FONTS, PAPER_FONT, colours, writable

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).parent / "templates"
STANDARDS: list[Any] = ["ua-1", "a-2a"]
"""The standards of every pdf; the compiler refuses a document that doesn't meet both."""


SHARP = 100.0
"""Dots in an inch of a picture: small letters can be read, and a mail can carry it."""
DRAWINGS = frozenset({"svg", "bytes"})
"""Values of these names are drawings, whose texts were made writable when they were drawn, and images."""


def pdf(template: str, values: Mapping[str, object], made: date) -> bytes:
    """The pdf of a template (``account`` means ``templates/account.typ``) filled with values, as made on a day.

    ``values`` need ``title``, ``language`` (``nl`` or ``en``), ``author``, ``footer`` and ``banner`` (the line that
    every page begins with, empty for none) and ``mark`` (the word over every page, empty for none).
    """
    import typst  # noqa: PLC0415 - whoever only looks at a screen typesets nothing

    made_at = datetime(made.year, made.month, made.day, tzinfo=UTC)
    result = typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        sys_inputs={"data": _filled(values)},
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=made_at,
    )
    return _one(result)


def picture_of(template: str, values: Mapping[str, object]) -> bytes:
    """The page of a template as a png, as high as what stands on it; the same values give the same bytes."""
    import typst  # noqa: PLC0415 - as above

    result = typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        sys_inputs={"data": _filled({**values, "picture": True})},
        format="png",
        ppi=SHARP,
    )
    return _one(result)


def heading_pages(template: str, values: Mapping[str, object]) -> list[int]:
    """The page of each heading that the contents of a template name, in their order."""
    import typst  # noqa: PLC0415 - as above

    found = typst.query(
        TEMPLATES / f"{template}.typ",
        "<pages>",
        field="value",
        one=True,
        root=TEMPLATES,
        font_paths=_fonts(),
        sys_inputs={"data": _filled(values)},
    )
    return [int(page) for page in json.loads(found)]


def _filled(values: Mapping[str, object]) -> str:
    """The values and the house style as a template reads them."""
    given = {**_writable(values), "house": {**colours(), "font": PAPER_FONT}}
    return json.dumps(given, ensure_ascii=False)


def _one(result: bytes | list[bytes] | None) -> bytes:
    if not isinstance(result, bytes):
        raise TypeError("The compiler gave no single document.")
    return result


def _writable(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """The same values with every text, but for drawings, in letters that the font has."""
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, Mapping):
        return {key: item if key in DRAWINGS else _writable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_writable(item) for item in value]
    return value


@cache
def _fonts() -> "typst.Fonts":
    """The shipped letters and no others, read once."""
    import typst  # noqa: PLC0415 - as above

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
