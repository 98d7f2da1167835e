"""Small pieces of the markup inside a Word document; every text of a user passes through ``plain``."""

import re
from html import escape
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The signs that XML can't hold."""
NAMES = nsdecls("w", "r", "wp", "a")


def plain(text: str) -> str:
    """The text as XML holds it, never as markup."""
    return escape(UNSPEAKABLE.sub("", text))


def element(markup: str) -> Any:  # noqa: ANN401 - the library has no type for it
    """An element out of markup whose root has no namespaces of its own yet."""
    return parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {NAMES}", markup, count=1))


def run(text: str, bold: bool = False, italic: bool = False, style: str = "") -> str:
    """A run of text, its lines broken where the text has them."""
    marks = (f'<w:rStyle w:val="{style}"/>' if style else "") + "<w:b/>" * bold + "<w:i/>" * italic
    lines = [f'<w:t xml:space="preserve">{line}</w:t>' for line in plain(text).replace("\r", "").split("\n")]
    return f"<w:r>{f'<w:rPr>{marks}</w:rPr>' if marks else ''}{'<w:br/>'.join(lines)}</w:r>"


def paragraph(inner: str, style: str, properties: str = "") -> str:
    """A paragraph in a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def field(code: str, shown: str) -> str:
    """A field with what it shows until it is worked out again."""
    begin, then, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {plain(code)} </w:instrText></w:r>{then}{run(shown)}{end}'


def bookmarked(inner: str, number: int, name: str) -> str:
    """A run that references can point at."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'
