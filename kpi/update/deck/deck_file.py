"""Writes the deck; the same update gives the same bytes, in the charts' own workbooks too."""

import re
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

from pptx.util import Inches

from kpi.documents.programme_logo import logo_of
from kpi.language import Words
from kpi.update.deck.master import BODY, MARK, empty_deck, layout_of
from kpi.update.deck.slide import Maker
from kpi.update.deck.update_slides import SLIDES
from kpi.update.quarterly_update import UpdateReport

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every part of the file: the earliest that a zip can hold."""
LOGO_TOP, LOGO_HEIGHT = Inches(0.5), Inches(0.9)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def write_deck(report: UpdateReport, path: Path, words: Words) -> None:
    """The update as a presentation of 16:9 with native charts and notes."""
    deck = empty_deck(words)
    marked = [part for part in (banner(report, words), foot(report, words)) if part]
    maker = Maker(deck, words, " · ".join(marked))
    _title_slide(maker, report)
    for slide in SLIDES:
        slide(maker, report)
    about, made = deck.core_properties, datetime(report.as_of.year, report.as_of.month, report.as_of.day)  # noqa: DTZ001
    about.title = headed(report, words)
    about.author = about.last_modified_by = report.programme.name.in_(words.language)
    about.subject = foot(report, words)
    about.language = words.language
    about.created = about.modified = made
    about.revision = 1
    held = BytesIO()
    deck.save(held)
    path.write_bytes(settled(held.getvalue(), report.as_of.isoformat()))


def headed(report: UpdateReport, words: Words) -> str:
    """The title of the update: what it is, and of which day."""
    return words("SmartHupdate {day}", day=words.date(report.as_of))


def foot(report: UpdateReport, words: Words) -> str:
    """What stands under every page: of what, since when, as known when."""
    return words(
        "{programme} · {since} – {day} · revision {revision}",
        programme=report.programme.name.in_(words.language),
        since=words.short_date(report.since),
        day=words.short_date(report.as_of),
        revision=report.after.revision,
    )


def banner(report: UpdateReport, words: Words) -> str:
    """The mark of sample data; empty for real figures."""
    return words("DRAFT – sample data") if report.after.sample else ""


def _title_slide(maker: Maker, report: UpdateReport) -> None:
    words = maker.words
    slide = maker.deck.slides.add_slide(layout_of(maker.deck, "title"))
    maker.write(slide.shapes.title.text_frame, [headed(report, words)])
    lead = words("Where we stand, and what changed since {since}", since=words.date(report.since))
    maker.write(slide.placeholders[BODY].text_frame, [lead, report.programme.name.in_(words.language)])
    logo = logo_of(report.programme)
    if logo:
        shown = slide.shapes.add_picture(BytesIO(logo.content), 0, LOGO_TOP, height=LOGO_HEIGHT)
        shown.left = maker.deck.slide_width - LOGO_TOP - shown.width
        shown._element.nvPicPr.cNvPr.set("descr", words.say(logo.alternative))  # noqa: SLF001 - the library has no word for it
    mark = slide.placeholders[MARK]
    if banner(report, words):
        maker.write(mark.text_frame, [banner(report, words)])
    else:
        mark._element.getparent().remove(mark._element)  # noqa: SLF001 - the library can't take a shape away
    maker.write(slide.notes_slide.notes_text_frame, [lead, maker.about])


def settled(content: bytes, stamp: str) -> bytes:
    """The same file with fixed times, also in the workbooks inside it."""
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(given.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = given.read(name)
            if name.endswith(".xlsx"):
                part = settled(part, stamp)
            elif name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>" + stamp.encode() + rb"T00:00:00Z\g<2>", part)
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return held.getvalue()
