"""Take a picture of both decks and of the mail with the sample, for docs/screenshots: an office program draws them."""

import subprocess
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image

from kpi.access import Person
from kpi.acts import imports
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.programme.loading import load_programme
from kpi.settings import settings
from kpi.update.reading_update import compared_with, read_update
from kpi.update.update_formats import update_contents
from tests.machine import OFFICE, Office, program

DAY, YEAR = date(2018, 6, 30), "2017-2018"
NAMES = {"pptx": "kwartaalbericht-deck", "members.pptx": "kwartaalbericht-leden", "png": "kwartaalbericht-mail"}
"""The picture of each format, by its name in docs/screenshots."""
COLUMNS, SLIDE, GAP, COLOURS = 3, 480, 10, 256


def take_decks(out: Path) -> None:
    """Write the pictures into a folder: all slides of a deck beside each other, and the mail as it is."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = dict(written(sample(folder)))
        office = Office(program(OFFICE, "Pictures of decks need LibreOffice."), folder)
        for ending, picture in NAMES.items():
            shown = (
                Image.open(BytesIO(files[ending])) if ending == "png" else sheet(slides(files[ending], office, folder))
            )
            shown.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
                out / f"{picture}.png", optimize=True
            )


def sample(folder: Path) -> Store:
    """A store with the sample data."""
    found = settings()
    store = open_store(f"sqlite:///{folder / 'voorbeeld.db'}", load_programme(found.programme))
    imports.fill_with_sample(store, Person("Voorbeeld", local=True), found.sample, at=datetime.now(UTC))
    return store


def written(store: Store) -> Sequence[tuple[str, bytes]]:
    """The files of the update, by ending."""
    with store.read(confidential=False) as reader:
        report = read_update(reader, compared_with(reader, DAY), DAY, YEAR, "nl")
    return tuple(update_contents(report, words_of("nl"), NAMES))


def slides(deck: bytes, office: Office, folder: Path) -> Sequence[Image.Image]:
    """Each slide as a picture."""
    path = folder / "deck.pptx"
    path.write_bytes(deck)
    [pdf] = office.convert(path, "pdf", folder)
    subprocess.run(["pdftoppm", "-r", "60", "-png", str(pdf), str(folder / "slide")], check=True)
    pictures: list[Image.Image] = []
    for each in sorted(folder.glob("slide-*.png")):
        pictures.append(Image.open(BytesIO(each.read_bytes())))
        each.unlink()
    return pictures


def sheet(pictures: Sequence[Image.Image]) -> Image.Image:
    """The slides in rows of three, on grey."""
    small = [one.resize((SLIDE, SLIDE * one.height // one.width), Image.Resampling.LANCZOS) for one in pictures]
    rows, high = -(-len(small) // COLUMNS), small[0].height
    whole = Image.new("RGB", (COLUMNS * (SLIDE + GAP) + GAP, rows * (high + GAP) + GAP), "#D0D5DA")
    for number, one in enumerate(small):
        row, column = divmod(number, COLUMNS)
        whole.paste(one, (GAP + column * (SLIDE + GAP), GAP + row * (high + GAP)))
    return whole
