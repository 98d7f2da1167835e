"""The letters of a Word document, inside it: it looks as the pdf does, also where they aren't installed."""

from functools import cache
from hashlib import md5
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from kpi.documents.word.word_xml import element

WORD_FONT = "Monitor Sans"
"""The letters of the pdf under a name of their own, as their licence asks of what was changed: fewer signs."""
LETTERS = Path(__file__).parent / "letters"
CUTS = {"Regular": "embedRegular", "Bold": "embedBold", "Italic": "embedItalic", "BoldItalic": "embedBoldItalic"}
"""The files, and what the list of fonts calls each."""
KIND = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
SCRAMBLED = 32
"""So many bytes at the front are scrambled by a key, as the format wants it."""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def embed(word: Any) -> None:  # noqa: ANN401 - the library has no type for it
    """Put the letters into a document, and say in its settings and its list of fonts that they are there."""
    fonts = word.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    named = ""
    for number, (style, kind) in enumerate(CUTS.items(), start=1):
        key, content = _scrambled(style)
        part = Part(PackURI(f"/word/fonts/font{number}.odttf"), KIND, content, word.part.package)
        related = fonts.relate_to(part, f"{R}/font")
        named += f'<w:{kind} r:id="{related}" w:fontKey="{key}"/>'
    table = (
        f'<w:fonts xmlns:w="{W}" xmlns:r="{R}"><w:font w:name="{WORD_FONT}"><w:altName w:val="Arial"/>'
        f'<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>{named}</w:font></w:fonts>'
    )
    fonts._blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{table}'.encode()  # noqa: SLF001
    settings = word.settings.element
    before = [one for one in settings if one.tag in {f"{{{W}}}{name}" for name in ("writeProtection", "view", "zoom")}]
    settings.insert(len(before), element("<w:embedTrueTypeFonts/>"))


@cache
def _scrambled(style: str) -> tuple[str, bytes]:
    """The key and the bytes of a file; the key follows from its contents."""
    content = (LETTERS / f"{style}.ttf").read_bytes()
    digits = md5(content, usedforsecurity=False).hexdigest().upper()
    mask = bytes.fromhex(digits)[::-1]
    front = bytes(byte ^ mask[place % len(mask)] for place, byte in enumerate(content[:SCRAMBLED]))
    key = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
    return f"{{{key}}}", front + content[SCRAMBLED:]
