"""``python -m tests.house.word_letters`` makes the letters of Word documents anew, out of those of a pdf.

A document holds its letters, so that it looks as the pdf does on any machine: four cuts of the font, with the
signs of European languages. They have a name of their own, as the licence asks of what was changed.
"""

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from kpi.documents.house_style import FONTS
from kpi.documents.word.embedded_letters import CUTS, LETTERS, WORD_FONT

SIGNS = (*range(0x20, 0x250), *range(0x2000, 0x2070), 0x20AC, *range(0x2190, 0x2700))
WEIGHTS = {"Regular": ("SourceSans3[wght].ttf", 400), "Bold": ("SourceSans3[wght].ttf", 700)}
WEIGHTS |= {"Italic": ("SourceSans3-Italic[wght].ttf", 400), "BoldItalic": ("SourceSans3-Italic[wght].ttf", 700)}


def cut(style: str) -> TTFont:
    """The font in one weight, with the signs that are needed."""
    file, weight = WEIGHTS[style]
    font = instancer.instantiateVariableFont(TTFont(FONTS / file), {"wght": weight}, updateFontNames=True)
    options = subset.Options(layout_features=["kern", "mark", "mkmk", "ccmp", "locl"], name_IDs=["*"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=SIGNS)
    subsetter.subset(font)
    for name in list(font["name"].names):
        said = name.toUnicode().replace("SourceSans3", "MonitorSans").replace("Source Sans 3", WORD_FONT)
        font["name"].setName(said, name.nameID, name.platformID, name.platEncID, name.langID)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    return font


if __name__ == "__main__":
    for wanted in CUTS:
        cut(wanted).save(LETTERS / f"{wanted}.ttf")
