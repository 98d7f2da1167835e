"""Writes a presentation; the same values give the same bytes, in the charts' own workbooks too."""

import re
import zipfile
from datetime import date, datetime
from io import BytesIO

from pptx.util import Inches

from kpi.documents.deck.deck import SlideDeck
from kpi.documents.deck.layouts import BODY, MARK
from kpi.documents.deck.master import empty_deck, layout_of
from kpi.documents.deck.placed_slides import add_slide
from kpi.documents.deck.slide import Maker
from kpi.language import Words

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every part of the file: the earliest that a zip can hold."""
LOGO_LEFT, LOGO_TOP, LOGO_HEIGHT = Inches(0.6), Inches(0.5), Inches(0.9)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def write(deck: SlideDeck, words: Words, made: date) -> bytes:
    """The presentation of 16:9 in a language, with native charts and notes, as made on a day."""
    file = empty_deck(words, deck.colour)
    marked = [part for part in (words.say(deck.banner), words.say(deck.about)) if part]
    maker = Maker(file, words, " · ".join(marked))
    if deck.lead:
        _title_slide(maker, deck)
    for slide in deck.slides:
        add_slide(maker, slide)
    _logo(maker, deck)
    about, day = file.core_properties, datetime(made.year, made.month, made.day)  # noqa: DTZ001 - a day
    about.title, about.subject = words.say(deck.title), words.say(deck.about)
    about.author = about.last_modified_by = words.say(deck.author)
    about.language = words.language
    about.created = about.modified = day
    about.revision = 1
    stream = BytesIO()
    file.save(stream)
    return settled(stream.getvalue(), made.isoformat())


def _title_slide(maker: Maker, deck: SlideDeck) -> None:
    words = maker.words
    slide = maker.deck.slides.add_slide(layout_of(maker.deck, "title"))
    maker.write(slide.shapes.title.text_frame, [words.say(deck.title)])
    lead = words.say(deck.lead)
    maker.write(slide.placeholders[BODY].text_frame, [lead, words.say(deck.author)])
    mark, banner = slide.placeholders[MARK], words.say(deck.banner)
    if banner:
        maker.write(mark.text_frame, [banner])
    else:
        mark._element.getparent().remove(mark._element)  # noqa: SLF001 - the library can't take a shape away
    maker.write(slide.notes_slide.notes_text_frame, [lead, maker.about])


def _logo(maker: Maker, deck: SlideDeck) -> None:
    """The logo on the first slide, at the right of a title slide and at the left of a cover with a picture."""
    if not deck.logo:
        return
    slide = maker.deck.slides[0]
    shown = slide.shapes.add_picture(BytesIO(deck.logo.content), LOGO_LEFT, LOGO_TOP, height=LOGO_HEIGHT)
    if deck.lead:
        shown.left = maker.deck.slide_width - LOGO_TOP - shown.width
    name = maker.words.say(deck.logo.alternative)
    shown._element.nvPicPr.cNvPr.set("descr", name)  # noqa: SLF001 - the library has no word for it


def settled(content: bytes, stamp: str) -> bytes:
    """The same file with fixed times, also in the workbooks inside it."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(given.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = given.read(name)
            if name.endswith(".xlsx"):
                part = settled(part, stamp)
            elif name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>" + stamp.encode() + rb"T00:00:00Z\g<2>", part)
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return stream.getvalue()
