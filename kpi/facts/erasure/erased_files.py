"""Erasing names from files that are kept: workbooks and papers part by part, texts as a whole."""

import html
import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

Erase = Callable[[str], str]
"""Puts a mark in the place of each name in a text."""
_TEXT = re.compile(r">([^<]+)<")
_NAME = re.compile(r'(?<=\s)(name="|title="|descr=")([^"]*)"')
_PACKED = b"PK\x03\x04"
_MARKUP = (".xml", ".rels", ".html", ".svg")


def erased(content: bytes, erase: Erase) -> bytes | None:
    """Return a file with a mark for each name in it; the same bytes when it has none, None when nobody can tell.

    A workbook or a paper of an office is a package, whose parts are gone through; a text is read as one. What is
    neither, such as a PDF, can't be read here.
    """
    if content.startswith(_PACKED):
        return _package(content, erase)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if text.startswith("%PDF"):
        return None
    changed = erase(text)
    return content if changed == text else changed.encode("utf-8-sig")


def _package(content: bytes, erase: Erase) -> bytes | None:
    out, changed, whole = BytesIO(), False, True
    try:
        with ZipFile(BytesIO(content)) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
            for info in given.infolist():
                held = given.read(info)
                part = _part(info.filename, held, erase)
                whole = whole and part is not None
                name = erase(info.filename)
                changed = changed or (part is not None and part != held) or name != info.filename
                made.writestr(ZipInfo(name), held if part is None else part, ZIP_DEFLATED)
    except BadZipFile:
        return None
    return out.getvalue() if changed else content if whole else None


def _part(name: str, held: bytes, erase: Erase) -> bytes | None:
    if not name.endswith(_MARKUP):
        return (
            erased(held, erase)
            if name.endswith((".csv", ".txt", ".json", ".md", ".xlsx", ".docx", ".pptx", ".zip", ".pdf"))
            else held
        )
    text = held.decode("utf-8", "surrogateescape")

    def within(found: re.Match[str]) -> str:
        plain = html.unescape(found[1])
        changed = erase(plain)
        return found[0] if changed == plain else f">{html.escape(changed, quote=False)}<"

    def attribute(found: re.Match[str]) -> str:
        plain = html.unescape(found[2])
        changed = erase(plain)
        return found[0] if changed == plain else f'{found[1]}{html.escape(changed)}"'

    return _NAME.sub(attribute, _TEXT.sub(within, text)).encode("utf-8", "surrogateescape")
