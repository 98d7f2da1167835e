"""The styles of the workbook: fonts, colours and number formats, by name."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from kpi.documents.house_style import ALARM, INK, PALE, PRIMARY, QUIET, RULE

FONT = "Arial"
NBSP = "\N{NO-BREAK SPACE}"
EURO = f'"€{NBSP}"#,##0.00;-"€{NBSP}"#,##0.00'

_BODY: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True, "align": "left", "indent": 1},
    "money": {"num_format": EURO, "align": "right", "indent": 1},
    "number": {"num_format": "#,##0.00", "align": "right", "indent": 1},
    "whole": {"num_format": "#,##0", "align": "right", "indent": 1},
    "share": {"num_format": "0.0%", "align": "right", "indent": 1},
    "date": {"num_format": "dd-mm-yyyy", "align": "right", "indent": 1},
    "unknown": {"italic": True, "font_color": QUIET, "align": "right", "indent": 1, "text_wrap": True},
}
_SPECIAL: dict[str, dict[str, Any]] = {
    "banner": {"bold": True, "font_color": ALARM, "font_size": 11},
    "title": {"bold": True, "font_size": 16, "font_color": PRIMARY},
    "subtitle": {"bold": True, "font_size": 11, "font_color": PRIMARY},
    "lead": {"text_wrap": True, "valign": "top"},
    "note": {"text_wrap": True, "font_color": QUIET, "valign": "top"},
    "note_line": {"font_color": QUIET},
    "asked": {
        "valign": "top",
        "italic": True,
        "font_color": ALARM,
        "text_wrap": True,
        "bottom": 1,
        "bottom_color": RULE,
    },
    "label": {"bold": True, "text_wrap": True, "bottom": 1, "bottom_color": RULE, "valign": "top"},
    "line": {"bottom": 1, "bottom_color": INK},
}
_HEAD = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": PRIMARY,
    "text_wrap": True,
    "valign": "vcenter",
    "align": "left",
    "indent": 1,
}


def house_formats(workbook: Workbook) -> dict[str, Format]:
    """Every style by name; ``<style>_total`` is its form in a row of totals, ``<style>_fixed`` that of a formula.

    ``text_quoted`` is that of a text that looks like a formula: it stays a text when its cell is edited.

    Sheets are protected without a password: formulas are locked, everything else may be written in.
    """
    base = {"font_name": FONT, "font_size": 9, "font_color": INK}
    ruled = {"bottom": 1, "bottom_color": RULE, "valign": "top"}
    total = {"bold": True, "top": 1, "bottom": 1, "bg_color": PALE, "valign": "top"}
    styles = {name: {**ruled, **style} for name, style in _BODY.items()}
    styles |= {f"{name}_total": {**style, **total} for name, style in _BODY.items()}
    styles["text_quoted"] = {**styles["text"], "quote_prefix": True}
    styles |= {f"{name}_left": {**style, "align": "left", "indent": 0} for name, style in styles.items()}
    styles |= _SPECIAL | {"head": _HEAD, "head_right": {**_HEAD, "align": "right", "indent": 1}}
    styles = {name: {**base, **style, "locked": False} for name, style in styles.items()}
    styles |= {f"{name}_fixed": {**style, "locked": True} for name, style in styles.items()}
    return {name: workbook.add_format(style) for name, style in styles.items()}
